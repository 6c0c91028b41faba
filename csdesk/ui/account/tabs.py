"""The tabs beside the overview: timeline, plan, people, money, notes."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.contacts import Contact
from csdesk.domain.invoices import Invoice
from csdesk.domain.objectives import Objective
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.services.portrait import Portrait
from csdesk.ui.account import tables
from csdesk.ui.account.arr_made import ArrMade
from csdesk.ui.account.health_tab import HealthTab
from csdesk.ui.account.notes_tab import NotesTab
from csdesk.ui.account.people_map import PeopleMap
from csdesk.ui.account.sections import Section, Tab
from csdesk.ui.account.stream import StreamTab
from csdesk.ui.kit.buttons import Button


class Tabs(QWidget):
    """Makes the tabs, and shows a portrait in them. `opened(value)`, `adding(noun word)`, `editing(key)`."""

    opened = Signal(object)
    adding = Signal(str)
    editing = Signal(str)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.people = Section("People", tables.people_columns(today), noun="contact", adds="Contact",
                              empty="Nobody is known here yet.", value_of=_contact)  # fmt: skip
        self.sold = Section("Contracts", tables.sold_columns(today), noun="subscription", adds="Contract",
                            empty="No contract yet. Contracts come with Import, or are added here.",
                            value_of=_sold)  # fmt: skip
        self._currencies: dict[str, str] = {}
        self.made_of = ArrMade(today)
        self.map = PeopleMap(today)
        self.map.opened.connect(self.opened)
        self.decided = Section("Renewals", tables.decision_columns(today, self._currencies), noun="renewal",
                               empty="No term end was decided or judged yet. Renewals does that.")  # fmt: skip
        self.invoices = Section("Invoices", tables.invoice_columns(today), noun="invoice", adds="Invoice",
                                empty="No invoices yet. They come with Import.")  # fmt: skip
        self.aims = Section("Objectives", tables.aim_columns(today), noun="objective", adds="Objective",
                            empty="No objective agreed yet: what would the customer measure?",
                            value_of=_objective)  # fmt: skip
        self.milestones = Section("Milestones", tables.milestone_columns(today), noun="milestone",
                                  adds="Milestone", empty="No milestone yet.")  # fmt: skip
        self.tasks = Section("Tasks", tables.task_columns(today), noun="task", adds="Task",
                             empty="Nothing is to do.")  # fmt: skip
        self.risks = Section("Risks", tables.risk_columns(today), noun="risk", adds="Risk",
                             empty="No risk was opened.")  # fmt: skip
        self.stream = StreamTab(today)
        self.health = HealthTab(today)
        self.notes = NotesTab(today)
        self.notes.editing.connect(self.editing)
        self._portrait: Portrait | None = None
        self._stale: set[int] = set()
        self._shows = (self.stream.show_portrait, self._show_health, self._show_plan, self._show_people,
                       self._show_money, self.notes.show_portrait)  # fmt: skip
        self._sections = [self.people, self.sold, self.invoices, self.aims, self.milestones, self.tasks]
        self._sections += [self.risks, self.decided]
        for section in self._sections:
            section.opened.connect(self.opened)
            section.adding.connect(self.adding)

    def made(self) -> list[QWidget]:
        """The tabs in their order: timeline, health, plan, people, money, notes."""
        return [
            self.stream,
            self.health,
            Tab("Plan", [self.aims, self.milestones, self.tasks, self.risks]),
            Tab("People", [self.map, self.people]),
            Tab("Money", [self.made_of, self.sold, self.decided, self.invoices]),
            self.notes,
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
        self.health.start_over(portrait.account.id)

    def _show_plan(self, portrait: Portrait) -> None:
        self.aims.show_rows(tables.aims(portrait))
        ordered = sorted(portrait.milestones, key=lambda m: (m.target_on or date.max, m.id))
        self.milestones.show_rows(ordered)
        self.tasks.show_rows(tables.tasks(portrait))
        self.risks.show_rows(sorted(portrait.risks, key=lambda r: (r.opened_on, r.id), reverse=True))

    def _show_people(self, portrait: Portrait) -> None:
        people = tables.people(portrait)
        self.map.show_people(people)
        self.people.show_rows(people)

    def _show_money(self, portrait: Portrait) -> None:
        self.made_of.show_portrait(portrait)
        self._currencies.update((line.id, line.currency) for line, _, _ in portrait.subscriptions)
        self.decided.show_rows(sorted(portrait.renewals, key=lambda r: (r.due_on, r.id), reverse=True))
        self.sold.show_rows(tables.sold(portrait), len(portrait.subscriptions))
        self.invoices.show_rows(portrait.of(Invoice))

    def adders(self) -> list[Button]:
        """The buttons that add a row."""
        return [section.add for section in self._sections if section.add is not None]


def _contact(row: tables.Person) -> Contact:
    return row.contact


def _sold(row: tables.SoldStep) -> Subscription | Step:
    return row.step or row.line


def _objective(row: tables.Aim) -> Objective:
    return row.objective
