"""The Renewals page: what cannot be placed, what is due by category, by month or as a table, and what becomes of it."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from csdesk.domain.changes import ChangeSet
from csdesk.domain.renewals import Category
from csdesk.domain.revenue.deciding import Offer
from csdesk.services.renewals.deciding import set_category
from csdesk.services.renewals.outlook import Outlook
from csdesk.services.renewals.renewals import DueRenewal
from csdesk.ui.actions.catalogue import ACTIONS, action
from csdesk.ui.desk import Desk
from csdesk.ui.formats import long_span
from csdesk.ui.kit.hints import HintLine
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.menus import Menu
from csdesk.ui.kit.notes import Empty
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.page import Page
from csdesk.ui.renewals.board import Board
from csdesk.ui.renewals.cards import Card, cards_of, unplaced_cards
from csdesk.ui.renewals.forms import Forms
from csdesk.ui.renewals.inspector import Inspector
from csdesk.ui.renewals.out import RenewalsOut
from csdesk.ui.renewals.piles import piles_by_category, piles_by_month, totals
from csdesk.ui.renewals.questions import OfferOf, OutlookOf
from csdesk.ui.renewals.spans import Span, SpanPicker
from csdesk.ui.renewals.strip import Strip, summary_of
from csdesk.ui.renewals.table import RenewalTable
from csdesk.ui.renewals.words import CATEGORIES
from csdesk.ui.shell.losses_button import LossesButton

VIEWS = (("category", "Category"), ("month", "Month"), ("table", "Table"))
_OF_ANY = frozenset({"renewals.renew", "renewals.terms", "renewals.alike", "renewals.brief"})
_OF_THE_LIST = frozenset({"renewals.print", "renewals.excel"})
_HINTED = (
    "renewals.renew",
    "renewals.category",
    "renewals.terms",
    "renewals.onward",
    "renewals.look",
    "renewals.open",
)


class RenewalsPage(Page):
    """Never be surprised by a renewal."""

    id: ClassVar[str] = "renewals"
    title: ClassVar[str] = "Renewals"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Outlook | None = None
        self.forms = Forms(self, desk)
        self._choices = [_Categorise(self, category) for category in CATEGORIES]
        self._build_head()
        self.board, self.table = Board(), RenewalTable(desk.today)
        self.strip, self.inspector = Strip(), Inspector(desk.today)
        self.nothing_due = Empty(
            "Nothing is due in these days",
            "Each term that ends in the span is a card here, with its notice deadline. A longer span shows more.",
            "Next 12 months",
            icon="renewals",
        )
        self.empty = Empty(
            "No renewals yet",
            "Each term that ends is a card here, with its notice deadline and its amount. It comes with the contracts.",
            "Import a spreadsheet",
            icon="import",
            keys=action("import.open").caps,
        )
        self.hints = HintLine([(a.caps, a.text) for a in ACTIONS if a.id in _HINTED])
        self._lay_out()
        self._connect()
        self.reload()

    def _build_head(self) -> None:
        self.spans = SpanPicker()
        self.first, self.last = self.spans.days(self.desk.today)
        self._span = elided("", "small", "text.secondary")
        self.views = Segmented(VIEWS, "View")
        self.out = RenewalsOut(self)
        self.export = self.out.offer()
        self.head.addWidget(self.spans)
        self.head.addWidget(self._span, 1)
        self.losses = LossesButton(self, self.desk)
        self.head.addWidget(self.losses)
        self.head.addWidget(self.views)
        self.head.addWidget(self.export)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.table)
        self._middle = QWidget()
        row = in_row(on=self._middle)
        row.addWidget(self._stack, 1)
        row.addWidget(self.inspector)
        self.inspector.hide()
        self.content.addWidget(self.strip)
        self.content.addWidget(self._middle, 1)
        self.in_place(self.nothing_due)
        self.in_place(self.empty)
        self.content.addWidget(self.hints)

    def _connect(self) -> None:
        self.spans.chosen.connect(self._choose_span)
        self.views.chosen.connect(self._choose_view)
        self.empty.clicked.connect(self.asking)
        self.nothing_due.clicked.connect(self._a_year)
        for view in (self.board, self.table):
            view.chosen.connect(self._chosen)
            view.looked.connect(self.look)
            view.opened.connect(self._open)
        self.board.moved.connect(self.ask_reason)
        self.inspector.closed.connect(self._close_inspector)
        self.writing(self.inspector.renew, self.inspector.categorise, self.inspector.terms)
        self.inspector.renewed.connect(self.renew)
        self.inspector.categorised.connect(self.offer_categories)
        self.inspector.completed.connect(self.complete)
        self.inspector.opened.connect(self._open_chosen)
        self.bind("renewals.renew", self.renew)
        self.bind("renewals.category", self.offer_categories)
        self.bind("renewals.terms", self.complete)
        self.bind("renewals.brief", self.forms.show_brief)
        self.bind("renewals.losses", self.losses.open_list)
        self.bind("renewals.alike", self.forms.show_alike)
        self.bind("renewals.onward", self._onward)
        self.bind("renewals.back", self._back)
        for number, choice in enumerate(self._choices, 1):
            self.bind(f"renewals.{number}", choice.now)

    def reload(self) -> None:
        """Read the renewals of the span again."""
        self.desk.read(OutlookOf(self.desk, self.first, self.last), self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the board its room in a narrow window."""
        super().resizeEvent(event)
        self.inspector.fit(self.width())

    def turn_to(self, day: date) -> None:
        """The span is counted from the day, too."""
        super().turn_to(day)
        self.table.turn_to(day)
        self.first, self.last = self.spans.days(day)

    def concerns(self, changes: ChangeSet) -> bool:
        """Contracts, decisions, names and health bear on every card."""
        return bool(changes.count)

    def _show(self, found: Outlook) -> None:
        self.found = found
        if self.spans.count_from(found.begins):
            self._choose_span()
        self._span.set_texts(long_span(self.first, self.last), or_nothing=True)
        self.strip.show_outlook(found, self.desk.today)
        self.losses.reload()
        self._fill()
        due, loose = bool(found.board.renewals), bool(found.board.unplaced)
        self._middle.setVisible(due or loose)
        self.empty.setVisible(not found.contracts)
        self.nothing_due.setVisible(found.contracts and not due and not loose)
        self.strip.setVisible(due)
        self.hints.setVisible(due or loose)
        for widget in (self.spans, self._span, self.views):
            widget.setVisible(found.contracts)
        self.export.setVisible(due or loose)
        if not (due or loose):
            self.inspector.hide()
        self._focus_inside()
        self.summarised.emit()

    def _fill(self) -> None:
        found, today = self.found, self.desk.today
        if found is None:
            return
        by_month = self.views.value == "month"
        if self.views.value == "table":
            self.fill_table()
        else:
            self.board.show_piles((piles_by_month if by_month else piles_by_category)(found, today))
        self._stack.setCurrentWidget(self.view())
        card = self.chosen()
        if card is not None and self.inspector.isVisible():
            self._look_at(card)

    def fill_table(self) -> None:
        """Let the table have the rows of the span, shown or not."""
        if self.found is not None:
            today, unplaced = self.desk.today, self.found.board.unplaced
            total = totals([(u.arr, u.currency) for u in unplaced], self.found.told)
            due = cards_of(self.found.board.renewals, today)
            self.table.show_cards(due, unplaced_cards(unplaced, today), total)

    def view(self) -> Board | RenewalTable:
        """The board or the table, whichever is shown."""
        return self.table if self.views.value == "table" else self.board

    def chosen(self) -> Card | None:
        """The card or row that is chosen."""
        return self.view().current()

    def account(self) -> object:
        """The account of the chosen renewal."""
        card = self.chosen()
        return card.account if card else None

    def can(self, id_: str) -> bool:
        """Only what waits for a decision has a category that can be changed."""
        if id_ in _OF_THE_LIST:
            return self.found is not None and self.export.isVisibleTo(self)
        card = self.chosen()
        return id_ == "renewals.losses" or (
            card is not None and (card.category is not None or id_ in _OF_ANY)
        )

    def _focus_inside(self) -> None:
        if self.hasFocus():
            self.take_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the chosen card."""
        super().focusInEvent(event)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus on the chosen card or row, or on the box that says why there is none."""
        if self._middle.isVisibleTo(self):
            self.view().take_focus()
        elif self.found is not None:
            box = self.empty if self.empty.isVisibleTo(self) else self.nothing_due
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_span(self) -> None:
        self.first, self.last = self.spans.days(self.desk.today)
        self.reload()

    def _a_year(self) -> None:
        self.spans.set_value(Span.YEAR)
        self._choose_span()

    def _choose_view(self) -> None:
        before = self.table.current() if self._stack.currentWidget() is self.table else self.board.current()
        self._fill()
        if before is not None:
            self.view().choose(before)

    def _chosen(self, card: Card) -> None:
        if self.inspector.isVisible():
            self._look_at(card)

    def look(self, card: Card) -> None:
        """Open the inspector on a card, or close it."""
        if self.inspector.isVisible():
            self._close_inspector()
            return
        self.inspector.show()
        self._look_at(card)

    def explain(self) -> bool:
        """Say how the deadline of the chosen card is counted."""
        card = self.chosen()
        if card is None:
            return False
        self.inspector.show()
        self._look_at(card)
        return True

    def _look_at(self, card: Card) -> None:
        self.inspector.show_card(card)
        self.allow()
        if card.key is not None and (card.category is not None or not isinstance(card.row, DueRenewal)):
            self.desk.read(OfferOf(self.desk, card.key), self._show_offer)

    def _show_offer(self, offer: Offer) -> None:
        card = self.chosen()
        if card is not None and (card.subscription, card.row.due_on) == (
            offer.line.subscription.id,
            offer.due_on,
        ):
            self.inspector.show_offer(offer)

    def _close_inspector(self) -> None:
        self.inspector.hide()
        self.take_focus()

    def renew(self) -> None:
        """Record what became of the chosen renewal, or complete a line whose end is not known."""
        card = self.chosen()
        if card is None:
            return
        if card.key is None:
            self.forms.complete(card)
        elif isinstance(card.row, DueRenewal) and card.category is None:
            self._say_decided(card)
        else:
            self.forms.renew(card)

    def complete(self) -> None:
        """Say what is not known of the chosen line: its end, its notice, whether it renews itself."""
        if (card := self.chosen()) is not None:
            self.forms.complete(card)

    def _say_decided(self, card: Card) -> None:
        self.desk.told.emit(f"{card.row.account} is renewed. Undo takes the decision back.", False)

    def offer_categories(self) -> None:
        """Offer the categories of the chosen renewal in a menu."""
        card = self._movable()
        if card is None:
            return
        menu = Menu("Category", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, choice in enumerate(self._choices, 1):
            now = card.category is choice.category
            menu.offer(CATEGORIES[choice.category], choice.now, keys=str(number), checked=now)
        menu.addSeparator()
        menu.offer("With a reason or a forecast", self._with_reason)
        if self.inspector.isVisible():
            menu.open_below(self.inspector.categorise)
        else:
            menu.open_beside(self.view().chosen_list())

    def _with_reason(self) -> None:
        if (card := self.chosen()) is not None and card.category is not None:
            self.ask_reason(card, card.category)

    def ask_reason(self, card: Card, category: Category) -> None:
        """Move a renewal to a category, and ask why."""
        if card.category is None:
            self._say_decided(card)
            return
        self.board.choose(card)
        self.forms.categorise(card, category)

    def categorise(self, category: Category) -> None:
        """Give the chosen renewal a category at once; when it was lost after its end is asked."""
        card = self._movable()
        if card is not None and card.past_end and category is Category.LOST:
            self.ask_reason(card, category)
        elif card is not None and card.key is not None and card.category is not category:
            self.desk.do(set_category, card.key, category, say=f"{card.row.account}: {CATEGORIES[category]}")

    def _movable(self) -> Card | None:
        card = self.chosen()
        if card is None or card.category is not None:
            return card
        if isinstance(card.row, DueRenewal):
            self._say_decided(card)
        else:
            self.desk.told.emit(f"{card.row.account} can have a category when it can be placed.", False)
        return None

    def _onward(self) -> None:
        self._move(1)

    def _back(self) -> None:
        self._move(-1)

    def _move(self, by: int) -> None:
        card = self._movable()
        if card is None or card.category is None:
            return
        order = list(CATEGORIES)
        at = order.index(card.category) + by
        if 0 <= at < len(order):
            self.ask_reason(card, order[at])

    def _open(self, card: Card) -> None:
        self.opening.emit(card.account)

    def _open_chosen(self) -> None:
        card = self.chosen()
        if card is not None:
            self._open(card)

    def summary(self) -> str:
        """How many renewals, and what is due."""
        return summary_of(self.found) if self.found else ""


class _Categorise:
    """One category, to be given to whatever is chosen then."""

    def __init__(self, page: RenewalsPage, category: Category) -> None:
        self._page, self.category = page, category

    def now(self) -> None:
        """Give it."""
        self._page.categorise(self.category)
