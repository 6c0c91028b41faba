"""The Account page: one account with its timeline, its receipt, its plan, and everything else on tabs."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.changes import ChangeSet
from csdesk.domain.fields import noun_of
from csdesk.domain.health.receipt import Line
from csdesk.domain.ids import AccountId
from csdesk.domain.milestones import Milestone
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.timeline import Entry
from csdesk.services.portrait import Portrait
from csdesk.services.sources import Source
from csdesk.ui.account.header import AccountHead
from csdesk.ui.account.plan import PlanPanel
from csdesk.ui.account.questions import DeckWork, PortraitQuestion, WeeksQuestion, word_of
from csdesk.ui.account.receipt import ReceiptPanel
from csdesk.ui.account.timeline import Timeline
from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk
from csdesk.ui.kit.badges import Badge
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.menus import Menu
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.kit.segments import Tabs as TabBar
from csdesk.ui.page import Page
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.services.briefs import Brief
    from csdesk.services.forms import FormFacts
    from csdesk.ui.account.tabs import Tabs

VIEWS = (
    ("all", "All"),
    ("touches", "Touches"),
    ("signals", "Signals"),
    ("tickets", "Tickets"),
    ("more", "More"),
)
TABS = ("Plan", "People", "Money", "Notes")
"""What stands beside the overview."""
ADDS = ("contact", "task", "milestone", "objective", "risk", "signal", "subscription")


class AccountPage(Page):
    """One account."""

    id: ClassVar[str] = "account"
    title: ClassVar[str] = "Account"
    icon: ClassVar[str] = "accounts"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.portrait: Portrait | None = None
        self._wanted: AccountId | None = None
        self._focus, self._from, self._fresh = "", "accounts", False
        self.unline()
        self._build_head()
        self.top = AccountHead(desk.today)
        self.timeline = Timeline(desk.today)
        self.receipt = ReceiptPanel(desk.today)
        self.plan = PlanPanel(desk.today)
        self.tabs: Tabs | None = None
        self.gone = paragraph("This account is not in the book any more.", "body", "text.secondary")
        self.gone.setContentsMargins(px(16), px(16), px(16), px(16))
        self.gone.hide()
        self._lay_out()
        self._connect()
        self._allow()

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
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
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
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
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

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.touch.clicked.connect(self._touch)
        self.deck.clicked.connect(self.write_deck)
        self.more.clicked.connect(self.show_menu)
        self.timeline.opened.connect(self._open_entry)
        self.receipt.asked.connect(self._ask_source)
        self.plan.reached.connect(self._reach)
        self.plan.ticked.connect(self._tick)
        self.plan.opened.connect(self._edit_value)
        self.plan.adding.connect(self.add)
        works = {"touch": self._touch, "deck": self.write_deck, "brief": self.show_brief}
        works |= {"edit": self.edit_account, "back": self.go_back}
        for name, work in works.items():
            self.bind(f"account.{name}", work)

    def _allow(self) -> None:
        if not self.desk.writable:
            self.touch.forbid("This book can only be read.")

    def _turn(self, number: int) -> None:
        """Turn to a tab; what stands beside the overview is made when it is first wanted."""
        if number and self.tabs is None:
            self.tabs = self._made()
            if self.portrait is not None:
                self.tabs.show_portrait(self.portrait)
        self.stack.setCurrentIndex(number)

    def _made(self) -> "Tabs":
        from csdesk.ui.account.tabs import Tabs

        tabs = Tabs(self.desk.today, self)
        for tab in tabs.made():
            self.stack.addWidget(tab)
        tabs.opened.connect(self._edit_value)
        tabs.adding.connect(self.add)
        tabs.editing.connect(self.edit_account)
        if not self.desk.writable:
            tabs.allow(writing=False)
        return tabs

    def show_id(self, id_: object, back: tuple[str, str]) -> None:
        """Show the account of this id."""
        account, (self._from, came_from) = cast(AccountId, id_), back
        self.back.set_label(came_from)
        if account != self._wanted:
            self._wanted = account
            self._body.hide()
            self.gone.hide()
            self._fresh = True
            self.bar.setCurrentIndex(0)
            self.views.set_value("all")
            self.timeline.narrow("all")
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
        return bool(changes.rows)

    def _show(self, portrait: Portrait | None) -> None:
        self.gone.setVisible(portrait is None)
        self._body.setVisible(portrait is not None)
        self.portrait = portrait
        if portrait is None or portrait.account.id != self._wanted:
            return
        account = portrait.account
        self.name.setText(account.account)
        self.setAccessibleName(f"Account {account.account}")
        _state(self.stage, wording.choice(account.stage) if account.stage else "")
        _state(self.model, f"{wording.choice(account.touch_model)} touch" if account.touch_model else "")
        self.top.show_portrait(portrait)
        self.timeline.show_entries(portrait.entries())
        self.receipt.show_receipt(portrait.receipt)
        self.plan.show_plan(portrait)
        if self.tabs is not None:
            self.tabs.show_portrait(portrait)
        self.summarised.emit()
        if self._fresh and self.isVisible():
            self.begin()
            self.timeline.choose_first()
        self._fresh = False
        self.desk.read(WeeksQuestion(self.desk, account.id), self._show_weeks)

    def _show_weeks(self, weeks: tuple[AccountId, tuple[float | None, ...]]) -> None:
        if weeks[0] == self._wanted:
            self.top.health.show_weeks(weeks[1])

    def account(self) -> object:
        """The account that is shown."""
        return self._wanted

    def summary(self) -> str:
        """How much is known of the account."""
        if self.portrait is None:
            return ""
        people = wording.count(len(self.portrait.contacts), "person", "people")
        return f"{wording.count(len(self.portrait.timeline), 'fact')}, {people}"

    def _touch(self) -> None:
        if self.touch.isEnabled():
            self.touching.emit(self._wanted)

    def show_menu(self) -> None:
        """Offer what else can be done with the account."""
        menu = Menu("More", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writing = self.desk.writable
        menu.offer("Edit account", self.edit_account, keys=action("account.edit").key, enabled=writing)
        menu.offer("Call brief", self.show_brief, keys=action("account.brief").key)
        menu.addSeparator()
        for noun in ADDS:
            menu.offer(f"New {noun}", _Add(self, noun).run, enabled=writing)
        menu.open_below(self.more)

    def edit_account(self, key: object = "") -> None:
        """Edit the account's own fields, beginning with one of them."""
        if self._wanted is not None and self.desk.writable:
            self._edit("account", self._wanted, key if isinstance(key, str) else "")

    def _edit_value(self, value: Any) -> None:
        self._edit(noun_of(type(value)).word, value.id)

    def _open_entry(self, entry: Entry) -> None:
        self._edit(word_of(entry), entry.id)

    def _open_source(self, source: Source) -> None:
        self._edit(source.word, source.id)

    def _edit(self, noun: str, id_: str, focus: str = "") -> None:
        from csdesk.ui.account.edit_sheet import FormQuestion

        if self._wanted is not None:
            self._focus = focus
            self.desk.read(FormQuestion(noun, id_, self._wanted), self._show_form)

    def add(self, noun: str) -> None:
        """Add a row of a noun to the account."""
        from csdesk.ui.account.edit_sheet import FormQuestion

        if self._wanted is not None and self.desk.writable:
            self._focus = ""
            self.desk.read(FormQuestion(noun, None, self._wanted), self._show_form)

    def _show_form(self, facts: "FormFacts") -> None:
        from csdesk.ui.account.edit_sheet import EditSheet

        EditSheet(self.window(), self.desk, facts, self._focus).open()

    def _reach(self, milestone: Milestone) -> None:
        from csdesk.services.editing import reach

        on = None if milestone.achieved_on else self.desk.today
        said = "Reached" if on else "Not reached yet"
        self.desk.do(reach, milestone.id, on, say=f"{said}: {milestone.milestone}")

    def _tick(self, task: Task) -> None:
        from csdesk.services.editing import finish_task

        done = task.status is not TaskStatus.DONE
        self.desk.do(finish_task, task.id, done=done, say=f"{'Done' if done else 'Open again'}: {task.title}")

    def _ask_source(self, line: Line) -> None:
        from csdesk.ui.account.source_sheet import SourceQuestion

        self.desk.read(SourceQuestion(line), self._show_source)

    def _show_source(self, found: tuple[Line, list[Source]]) -> None:
        from csdesk.ui.account.source_sheet import SourceSheet

        sheet = SourceSheet(self.window(), *found, self.desk.today)
        sheet.opened.connect(self._open_source)
        sheet.opened.connect(sheet.close)
        sheet.open()

    def explain(self) -> bool:
        """Go to the receipt: it says why the score is what it is."""
        self.bar.setCurrentIndex(0)
        self.receipt.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def show_brief(self) -> None:
        """Show the one page to read before a call."""
        from csdesk.ui.account.brief_sheet import BriefQuestion

        if self._wanted is not None:
            self.desk.read(BriefQuestion(self.desk, self._wanted), self._show_brief)

    def _show_brief(self, found: "tuple[AccountId, Brief]") -> None:
        from csdesk.ui.account.brief_sheet import BriefSheet

        BriefSheet(self.window(), self.desk, *found).open()

    def write_deck(self) -> None:
        """Write the QBR deck."""
        if self.portrait is None:
            return
        from csdesk.exchange.file_names import safe_name

        name = f"{safe_name(self.portrait.account.account)} review.pptx"
        chosen, _ = QFileDialog.getSaveFileName(self, "Write the review deck", name, "Decks (*.pptx)")
        if chosen:
            path = Path(chosen)
            work = DeckWork(self.desk, self.portrait.account.id, path)
            self.desk.job(f"Writing {path.name}", work, self._written)

    def _written(self, written: object) -> None:
        self.desk.told.emit(cast(str, written), False)


class _Add:
    """One entry of the menu that adds a row."""

    def __init__(self, page: AccountPage, noun: str) -> None:
        self._page, self._noun = page, noun

    def run(self) -> None:
        """Open its form."""
        self._page.add(self._noun)


def _state(badge: Badge, text: str) -> None:
    badge.show_state(text)
    badge.setVisible(bool(text))
