"""The tabs beside the overview: timeline, health, plan, people, money, reviews, notes, files."""

from datetime import date
from fractions import Fraction
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.accounts import Status
from csdesk.domain.contacts import Contact
from csdesk.domain.invoices import Invoice
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.account import beyond_tables, tables
from csdesk.ui.account.arr_made import ArrMade
from csdesk.ui.account.files_tab import FilesTab
from csdesk.ui.account.health_tab import HealthTab
from csdesk.ui.account.notes_tab import NotesTab
from csdesk.ui.account.people_map import PeopleMap
from csdesk.ui.account.plan_tab import PlanTab
from csdesk.ui.account.reviews_tab import ReviewsTab
from csdesk.ui.account.sections import Act, Section, Tab
from csdesk.ui.account.stream import StreamTab
from csdesk.ui.kit.buttons import Button


class Tabs(QWidget):
    """Makes the tabs, and shows a portrait in them. `opened(value)`, `adding(noun word)`, `editing(key)`,
    `acted(word, value)`."""

    opened = Signal(object)
    adding = Signal(str)
    editing = Signal(str)
    acted = Signal(str, object)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.people = Section("People", tables.people_columns(today), noun="contact", adds="Contact",
                              empty="Nobody is known here yet.", value_of=_contact,
                              acts=(Act("address", "Open in mail program"), Act("mail", "Write a mail")))  # fmt: skip
        self.map = PeopleMap(today)
        self.map.opened.connect(self.opened)
        self._make_money(today)
        self.plan = PlanTab(today)
        self.reviews = ReviewsTab(today)
        self.files = FilesTab(today)
        self.stream = StreamTab(today)
        self.health = HealthTab(today)
        self.notes = NotesTab(today)
        self.notes.editing.connect(self.editing)
        self._portrait: Portrait | None = None
        self._stale: set[int] = set()
        self._shows = (self.stream.show_portrait, self._show_health, self.plan.show_portrait, self._show_people,
                       self._show_money, self.reviews.show_portrait, self.notes.show_portrait,
                       self.files.show_portrait)  # fmt: skip
        self._sections = [self.people, self.sold, self.invoices, self.decided, self.more, self.losses]
        self._sections += [*self.plan.sections, self.reviews.held, self.reviews.decks, self.files.files]
        self._sections += self.notes.heard
        for section in self._sections:
            section.opened.connect(self.opened)
            section.adding.connect(self.adding)
            section.acted.connect(self.acted)

    def _make_money(self, today: date) -> None:
        self.sold = Section("Contracts", tables.sold_columns(today), noun="subscription", adds="Contract",
                            empty="No contract yet. Contracts come with Import, or are added here.",
                            value_of=_sold)  # fmt: skip
        self._currencies: dict[str, str] = {}
        self._new_arrs: dict[str, Fraction] = {}
        self.made_of = ArrMade(today)
        self.decided = Section("Renewals", tables.decision_columns(today, self._currencies, self._new_arrs),
                               noun="renewal",
                               empty="No term end was decided or judged yet. Renewals does that.")  # fmt: skip
        self.invoices = Section("Invoices", tables.invoice_columns(today), noun="invoice", adds="Invoice",
                                empty="No invoices yet. They come with Import.")  # fmt: skip
        self.more = Section("Opportunities", beyond_tables.opportunity_columns(today), noun="opportunity",
                            adds="Opportunity", value_of=attrgetter("row"))  # fmt: skip
        self.losses = Section("Losses", beyond_tables.loss_columns(today), noun="churn", adds="Loss",
                              empty="Why it was lost is not recorded yet: a reason, or that it is not known yet.",
                              value_of=attrgetter("row"))  # fmt: skip

    def made(self) -> list[QWidget]:
        """The tabs in their order: timeline, health, plan, people, money, reviews, notes, files."""
        money = [self.losses, self.made_of, self.sold, self.decided, self.more, self.invoices]
        return [
            self.stream,
            self.health,
            self.plan,
            Tab("People", [self.map, self.people]),
            Tab("Money", money),
            self.reviews,
            self.notes,
            self.files,
        ]

    def show_portrait(self, portrait: Portrait, at: int) -> None:
        """Show another account; a tab that is not looked at follows when it is turned to."""
        self._portrait, self._stale = portrait, set(range(len(self._shows)))
        self.turn_to(at)

    def turn_to(self, at: int) -> None:
        """Bring a tab up to date, if it is one, before it is looked at."""
        if at in self._stale and self._portrait is not None:
            self._stale.discard(at)
            self._shows[at](self._portrait)

    def _show_health(self, portrait: Portrait) -> None:
        self.health.start_over(portrait.account.id, portrait.receipt)

    def _show_people(self, portrait: Portrait) -> None:
        people = tables.people(portrait)
        self.map.show_people(people)
        self.people.show_rows(people)

    def _show_money(self, portrait: Portrait) -> None:
        self.made_of.show_portrait(portrait)
        self._currencies.update((line.id, line.currency) for line, _, _ in portrait.subscriptions)
        self._new_arrs.update(portrait.new_arrs())
        self.decided.show_rows(sorted(portrait.renewals, key=lambda r: (r.due_on, r.id), reverse=True))
        self.sold.show_rows(tables.sold(portrait), len(portrait.subscriptions))
        self.invoices.show_rows(portrait.of(Invoice))
        names = portrait.names()
        for section, rows in (
            (self.more, portrait.beyond.opportunities),
            (self.losses, portrait.beyond.losses),
        ):
            section.show_rows([beyond_tables.Told(row, names, portrait.currency) for row in rows])
        lost = portrait.account.status is Status.LOST
        self.losses.setVisible(lost or bool(portrait.beyond.losses))

    def adders(self) -> list[Button]:
        """The buttons that add a row, or change one."""
        return [button for section in self._sections for button in section.writers()]


def _contact(row: tables.Person) -> Contact:
    return row.contact


def _sold(row: tables.SoldStep) -> Subscription | Step:
    return row.step or row.line
