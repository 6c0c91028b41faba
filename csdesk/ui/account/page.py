"""The Account page: one account with its timeline, its receipt, its plan, and everything else on tabs."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.changes import ChangeSet
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.account.fitting import fit, show_badges
from csdesk.ui.account.header import AccountHead
from csdesk.ui.account.leading import lead_to
from csdesk.ui.account.out import AccountOut
from csdesk.ui.account.plan import PlanPanel
from csdesk.ui.account.questions import PortraitQuestion, WeeksQuestion
from csdesk.ui.account.receipt import ReceiptPanel
from csdesk.ui.account.timeline import Timeline
from csdesk.ui.account.work import Work
from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk
from csdesk.ui.kit.badges import Badge
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.menus import Menu
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.kit.segments import Tabs as TabBar
from csdesk.ui.page import Page
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesk.domain.health.standing import Standing
    from csdesk.domain.timeline import Entry
    from csdesk.ui.account.beside import Beside
    from csdesk.ui.account.tabs import Tabs

VIEWS = (
    ("all", "All"),
    ("touches", "Touches"),
    ("signals", "Signals"),
    ("tickets", "Tickets"),
    ("more", "More"),
)
_GONE = "This account is not in the book any more."
_NOT_YET = "Nothing was known of this account on that day."
TABS = ("Timeline", "Health", "Plan", "People", "Money", "Reviews", "Notes", "Files")
"""What stands beside the overview."""
_LEADS = {
    "ARR": "Money",
    "Renewal": "Money",
    "Licences": "Money",
    "First value": "Plan",
    "Sponsor": "People",
}
"""On which tab stands what a figure of the head comes from."""
ADDS = (
    ("contact", "task", "promise", "milestone", "gap", "objective", "reading", "risk"),
    ("signal", "ticket", "survey", "feedback", "advocacy"),
    ("subscription", "step", "invoice", "opportunity", "churn"),
    ("file",),
)
"""What can be added, as the menu groups it."""


class AccountPage(Page):
    """One account."""

    id: ClassVar[str] = "account"
    title: ClassVar[str] = "Account"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.portrait: Portrait | None = None
        self._wanted: AccountId | None = None
        self._from, self._fresh = "accounts", False
        self._fact: tuple[str, str] | None = None
        self.work = Work(self, desk)
        self.unline()
        self._build_head()
        self.top = AccountHead(desk.today)
        self.timeline = Timeline(desk.today)
        self.receipt = ReceiptPanel(desk.today)
        self.plan = PlanPanel(desk.today)
        self.tabs: Tabs | None = None
        self.beside: Beside
        self.gone = paragraph(_GONE, "body", "text.secondary")
        self.gone.setContentsMargins(px(16), px(16), px(16), px(16))
        self.gone.hide()
        self._lay_out()
        self._connect()
        self.writing(self.touch)

    def _build_head(self) -> None:
        self.heading.hide()
        self.back = Button("Accounts", kind=Kind.FLAT, icon="chevron-left")
        self.name = elided("", "title")
        self.stage, self.model = Badge(""), Badge("")
        self.touch = Button("Log touch", icon="phone", keys=action("account.touch").caps)
        self.deck = Button("Review deck", icon="deck", keys=action("account.deck").caps)
        self.more = Button("", kind=Kind.FLAT, icon="more", name="More")
        self.head.setContentsMargins(px(10), px(4), px(12), 0)
        for widget in (self.back, self.name, self.stage, self.model):
            self.head.addWidget(widget)
        self.head.addStretch(1)
        for button in (self.touch, self.deck, self.more):
            self.head.addWidget(button)

    def _lay_out(self) -> None:
        self.bar = TabBar("Parts of the account")
        self.stack = QStackedWidget()
        self.bar.add("Overview")
        self.stack.addWidget(self._overview())
        for title in TABS:
            self.bar.add(title)
        self.bar.currentChanged.connect(self._turn)
        self._body = QWidget()
        column = in_column(on=self._body)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(px(10), 0, 0, 0)
        tabs.addWidget(self.bar)
        tabs.addStretch(1)
        column.addWidget(self.top)
        column.addLayout(tabs)
        column.addWidget(Hairline())
        column.addWidget(self.stack, 1)
        self._body.hide()
        self.content.addWidget(self._body, 1)
        self.content.addWidget(self.gone, 0, Qt.AlignmentFlag.AlignTop)
        self.begin_at(self.timeline)

    def _overview(self) -> QWidget:
        whole, left = QWidget(), QVBoxLayout()
        self.left = left
        row = in_row(on=whole)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(4), px(16), px(2))
        self.views = Segmented(list(VIEWS), "What the timeline shows")
        self.views.chosen.connect(self.timeline.narrow)
        head.addWidget(label("Timeline", "section"))
        head.addStretch(1)
        head.addWidget(self.views)
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(self.timeline, 1)
        self.receipt.setFixedWidth(px(368))
        self.plan.setFixedWidth(px(336))
        row.addLayout(left, 1)
        row.addWidget(self.receipt)
        row.addWidget(self.plan)
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        fit(self)

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.touch.clicked.connect(self._touch)
        self.deck.clicked.connect(self._write_deck)
        self.more.clicked.connect(self.show_menu)
        self.timeline.opened.connect(self.work.edit_entry)
        self.receipt.asked.connect(self.work.show_source)
        self.plan.reached.connect(self.work.reach)
        self.plan.ticked.connect(self.work.tick)
        self.plan.kept.connect(self.work.keep_promise)
        self.plan.bridged.connect(self.work.bridge)
        self.top.asked.connect(self._lead)
        self.plan.opened.connect(self.work.edit_value)
        self.plan.dating.connect(self.work.date_objective)
        self.plan.adding.connect(self.work.add)
        works = {"touch": self._touch, "deck": self._write_deck, "brief": self.work.show_brief}
        self.out = AccountOut(self)
        works |= {"print": self.out.print_page, "excel": self.out.save_excel}
        works |= {"mail": self.work.write_mail, "alike": self.work.show_alike}
        works |= {"edit": self.work.edit_account, "back": self.go_back, "find": self.find_fact}
        for name, work in works.items():
            self.bind(f"account.{name}", work)

    def _turn(self, number: int) -> None:
        """Turn to a tab; what stands beside the overview is made when it is first wanted."""
        if number and self.tabs is None:
            self.tabs = self._made()
            if self.portrait is not None:
                self.tabs.show_portrait(self.portrait, number - 1)
        self.stack.setCurrentIndex(number)
        if self.tabs is not None:
            self.tabs.turn_to(number - 1)
            self.beside.read(number)

    def can(self, id_: str) -> bool:
        """Back always; everything else as soon as the account is read."""
        read = self.portrait is not None and self.portrait.account.id == self._wanted
        return id_ == "account.back" or (id_ in self.works and read)

    def show_part(self, name: str) -> None:
        """Turn to one of the tabs."""
        self.bar.setCurrentIndex(TABS.index(name) + 1)

    def show_fact(self, noun: str, id_: str) -> None:
        """Stand on a fact of the account as soon as it is read."""
        self._fact = noun, id_

    def entries_shown(self) -> "Sequence[Entry]":
        """What the timeline lists now: the one of its tab where that is shown, else the overview's."""
        if self.tabs is not None and self.stack.currentWidget() is self.tabs.stream:
            return self.tabs.stream.list.entries()
        return self.timeline.entries()

    def find_fact(self) -> None:
        """Turn to the timeline and begin to search in it."""
        self.show_part("Timeline")
        if self.tabs is not None:
            self.tabs.stream.take_focus()

    def _lead(self, name: str) -> None:
        """Lead from a figure of the head to what it comes from."""
        if name == "Health":
            self.explain()
        elif name in _LEADS:
            self.show_part(_LEADS[name])
        else:
            self.work.edit_account(name)

    def _made(self) -> "Tabs":
        from csdesk.ui.account.beside import Beside
        from csdesk.ui.account.tabs import Tabs

        tabs = Tabs(self.desk.today, self)
        for tab in tabs.made():
            self.stack.addWidget(tab)
        tabs.opened.connect(self.work.edit_value)
        tabs.adding.connect(self.work.add)
        tabs.editing.connect(self.work.edit_account)
        tabs.acted.connect(self.work.act)
        tabs.reviews.next.wanted.connect(self._write_deck)
        self.beside = Beside(tabs, self.desk, self.work)
        tabs.stream.opened.connect(self.work.edit_entry)
        tabs.health.asked.connect(self.work.show_source)
        self.writing(*tabs.adders())
        return tabs

    def turn_to(self, day: date) -> None:
        """The tabs count from a day in every column: from another one they are made anew."""
        super().turn_to(day)
        number = self.stack.currentIndex()
        if self.tabs is None:
            return
        self.release(*self.tabs.adders())
        while tab := self.stack.widget(1):
            self.stack.removeWidget(tab)
            tab.deleteLater()
        self.tabs.deleteLater()
        self.tabs = None
        self._turn(number)

    def show_id(self, id_: object, back: tuple[str, str]) -> None:
        """Show the account of this id."""
        account, (self._from, came_from) = cast(AccountId, id_), back
        self.back.set_label(came_from)
        if account != self._wanted:
            self._wanted = self.work.account = account
            self._body.hide()
            self.gone.hide()
            self._fresh = True
            self.bar.setCurrentIndex(0)
            self.views.set_value("all")
            self.timeline.narrow("all")
            if self.tabs is not None:
                self.tabs.stream.start_over()
        self.reload()

    def go_back(self) -> None:
        """Go back to the page from which the account was opened."""
        self.wanted.emit(self._from)

    def reload(self) -> None:
        """Read the account again, and then its twelve weeks."""
        if self._wanted is not None:
            self.desk.read(PortraitQuestion(self.desk, self._wanted), self._show)

    def concerns(self, changes: ChangeSet) -> bool:
        """Every noun can be seen here."""
        return bool(changes.count)

    def _show(self, portrait: Portrait | None) -> None:
        if portrait is not None and portrait.account.id != self._wanted:
            return
        self.gone.setText(_GONE if self.desk.glance is None else _NOT_YET)
        self.gone.setVisible(portrait is None)
        self._body.setVisible(portrait is not None)
        self.portrait = portrait
        if portrait is None:
            return
        account = portrait.account
        self.name.setText(account.account)
        self.setAccessibleName(f"Account {account.account}")
        show_badges(self, account)
        self.top.show_portrait(portrait)
        self.timeline.show_entries(portrait.entries())
        self.receipt.show_receipt(portrait.receipt)
        self.plan.show_plan(portrait)
        if self.tabs is not None:
            self.tabs.show_portrait(portrait, self.stack.currentIndex() - 1)
            self.beside.read(self.stack.currentIndex())
        self.summarised.emit()
        if self._fresh and self.isVisible():
            self.begin()
            self.timeline.choose_first()
        self._fresh = False
        if self._fact:
            lead_to(self, *self._fact)
            self._fact = None
        self.desk.read(WeeksQuestion(self.desk, account.id), self._show_weeks)

    def _show_weeks(self, weeks: "tuple[AccountId, tuple[float | None, ...], Standing | None]") -> None:
        if weeks[0] == self._wanted:
            self.top.health.show_weeks(*weeks[1:])

    def account(self) -> object:
        """The account that is shown."""
        return self._wanted

    def summary(self) -> str:
        """How much is known of the account."""
        if self.portrait is None:
            return ""
        people = wording.count(len(self.portrait.contacts), "person", "people")
        return f"{wording.count(self.portrait.facts, 'fact')}, {people}"

    def _touch(self) -> None:
        if self.touch.isEnabled():
            self.touching.emit(self._wanted)

    def show_menu(self) -> None:
        """Offer what else can be done with the account."""
        from csdesk.ui.account.sections import called

        menu = Menu("More", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writing = self.desk.writable
        menu.offer("Edit account", self.work.edit_account, keys=action("account.edit").key, enabled=writing)
        menu.offer("Call brief", self.work.show_brief, keys=action("account.brief").key)
        menu.offer("Customers like this one", self.work.show_alike, keys=action("account.alike").key)
        menu.offer("Write a mail", self.work.write_mail, keys=action("account.mail").key)
        menu.offer("Export for the customer", self._export)
        menu.offer("Merge with another account", self.work.merge_account, enabled=writing)
        for group in ADDS:
            menu.addSeparator()
            for noun in group:
                menu.offer(f"New {called(noun)}", _Add(self.work, noun).run, enabled=writing)
        menu.open_below(self.more)

    def explain(self) -> bool:
        """Go to the receipt: it says why the score is what it is."""
        self.bar.setCurrentIndex(0)
        self.receipt.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _export(self) -> None:
        if self.portrait is not None:
            self.work.export_for_customer(self.portrait.account.account)

    def _write_deck(self) -> None:
        if self.portrait is not None:
            self.work.write_deck(self.portrait.account.account)


class _Add:
    """One entry of the menu that adds a row."""

    def __init__(self, work: Work, noun: str) -> None:
        self._work, self._noun = work, noun

    def run(self) -> None:
        """Open its form."""
        self._work.add(self._noun)
