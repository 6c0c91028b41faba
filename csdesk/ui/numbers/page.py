"""The Numbers page: six figures with their definitions, the waterfall, and the accounts behind each bar."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from csdesk.charts.style import Look
from csdesk.domain.changes import ChangeSet
from csdesk.domain.figures.figure import Figure
from csdesk.domain.revenue.definitions import Metric
from csdesk.services.accounts.csms import csms_of
from csdesk.services.book.preferences import year_begins
from csdesk.services.numbers.boards import Boards
from csdesk.services.numbers.cohorts import Cohorts
from csdesk.services.numbers.numbers_by import Parted
from csdesk.services.numbers.numbers_lists import Bar, Board, Listed
from csdesk.services.numbers.numbers_members import Members
from csdesk.services.numbers.trends import Trended
from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day, money
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.notes import Empty
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.numbers.amount_note import AmountNote
from csdesk.ui.numbers.bar_columns import LEFT_OUT, bar_columns
from csdesk.ui.numbers.board_strip import BoardStrip
from csdesk.ui.numbers.bridge import Bridge
from csdesk.ui.numbers.cohorts import CohortsView
from csdesk.ui.numbers.dimension import DimensionView
from csdesk.ui.numbers.further import FurtherView
from csdesk.ui.numbers.out import NumbersOut
from csdesk.ui.numbers.panel import Defined, DefinitionPanel
from csdesk.ui.numbers.questions import BoardOf, CohortsOf, FurtherOf, Offer, OneOf, PartsOf, TrendOf
from csdesk.ui.numbers.rate_note import RateNote
from csdesk.ui.numbers.spans import Span, days_of, month_of, words_of
from csdesk.ui.numbers.trend import TrendView
from csdesk.ui.numbers.words import VIEWS, below, headline, in_short, period_of
from csdesk.ui.page import Page
from csdesk.ui.shell.board_deck import BoardDeck
from csdesk.ui.shell.losses_button import LossesButton
from csdesk.ui.shell.packs_button import PacksButton
from csdesk.ui.shell.whose import Whose
from csdesk.ui.theme import px
from csdesk.wording import count

_OF_THE_VIEW = frozenset({"numbers.print", "numbers.excel"})


_NARROW = 900


class NumbersPage(Page):
    """Retention, and what it is made of."""

    id: ClassVar[str] = "numbers"
    title: ClassVar[str] = "Numbers"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Board | None = None
        self._months: Trended | None = None
        self._begins = 1
        self._trended: Span | tuple[date, date] | None = None
        self.spans = Choice([(s, words_of(s)) for s in Span], name="Period", parent=self)
        self.whose = Whose("Whose numbers", self, desk)
        self.whose.turned.connect(self.reload)
        self._span = elided("", "small", "text.secondary")
        for widget in (self.spans, self.whose):
            self.head.addWidget(widget)
        self.head.addWidget(self._span, 1)
        self.views = Segmented(VIEWS, "View")
        self.pack, self.packs = Button("Board pack"), PacksButton(self, desk)
        for button in (self.views, self.pack, self.packs):
            self.head.addWidget(button)
        self.trend, self.further = TrendView(), FurtherView(desk.today)
        self.cohorts, self.dimension = CohortsView(desk.today), DimensionView(desk.today)
        self.strip, self.bridge, self.panel = BoardStrip(), Bridge(), DefinitionPanel()
        self._headline, self._said = elided("", "section"), paragraph("", "small", "text.secondary")
        self._which, self._count = label("", "strong"), label("", "body", "text.secondary")
        self.table: Table[Listed] = Table(
            TableModel(bar_columns(desk.today, ""), identity=lambda r: r), "Accounts of the bar"
        )
        self.total = Ledger(name="Total", wide_total=False)
        self.empty = Empty(
            "No numbers yet",
            "Retention and growth are computed from contracts: product, amount, start and end. "
            "They come with your spreadsheet.",
            "Import a spreadsheet",
            icon="import",
            keys=action("import.open").caps,
        )
        self.missing, self.unpriced = RateNote(desk), AmountNote()
        self._make_leads()
        self._lay_out()
        self.writing(self.missing.add)
        self._connect()
        self.reload()

    def _connect(self) -> None:
        self.spans.chosen.connect(self._read)
        self.trend.wanted.connect(self._read_trend)
        self.trend.opened.connect(self._open_month)
        self.views.chosen.connect(self._turn)
        self.dimension.wanted.connect(self._part)
        self.strip.chosen.connect(self._define)
        self.bridge.chosen.connect(self._open_bar)
        self.bridge.entered.connect(self._enter_list)
        self.table.opened.connect(self._open)
        self.further.opening.connect(self.opening)
        self.cohorts.opening.connect(self.opening)
        self.dimension.opening.connect(self.opening)
        self.unpriced.opening.connect(self.opening)
        self.empty.clicked.connect(self.asking)

    def _make_leads(self) -> None:
        """What leads on from the list of a bar, and out of the window."""
        self.alike = Button("Customers like it", small=True, keys=action("numbers.alike").caps)
        self.alike.clicked.connect(self._show_alike)
        for of_the_list in (self.table, self.alike):
            of_the_list.hide()
        self.losses = LossesButton(self, self.desk, small=True)
        self.bind("numbers.alike", self._show_alike)
        self.bind("numbers.losses", self.losses.open_list)
        self.board_deck = BoardDeck(self, self.desk, self._days, lambda: self.whose.csm)
        self.pack.clicked.connect(self.board_deck.offer)
        self.bind("numbers.board", self.board_deck.offer)
        self.out = NumbersOut(self)
        self.export = self.out.offer("")
        self.head.addWidget(self.export)

    def _lay_out(self) -> None:
        self._body, self.stack = QWidget(), QStackedWidget()
        for view in (self._overview(), self.trend, self.cohorts, self.dimension, self.further):
            self.stack.addWidget(view)
        column = in_column(self.missing, self.unpriced, self.strip, on=self._body)
        column.addWidget(self.stack, 1)
        self.content.addWidget(self._body, 1)
        self.in_place(self.empty)

    def _overview(self) -> QWidget:
        made = QWidget()
        left = in_column(on=made, gap=2, edges=(0, 12, 0, 0))
        for words in (self._headline, self._said):
            words.setContentsMargins(px(16), 0, px(16), 0)
            left.addWidget(words)
        left.addSpacing(px(8))
        left.addWidget(self.bridge, 3)
        left.addWidget(self._listed(), 2)
        return Defined(made, self.panel)

    def _listed(self) -> QWidget:
        """The list of the chosen bar with its total right below; its place is as high for any bar."""
        made = QWidget()
        column = in_column(on=made)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(px(16), px(10), px(16), px(6))
        head.setSpacing(px(8))
        head.addWidget(self._which)
        head.addWidget(self._count, 1)
        head.addWidget(self.losses)
        head.addWidget(self.alike)
        foot.setContentsMargins(px(16), 0, px(16), px(8))
        foot.addWidget(self.total)
        self.total.setContentsMargins(px(16), 0, px(16), 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        column.addStretch()
        return made

    def reload(self) -> None:
        """Read all of it again: the book was changed, or another day is shown."""
        self._boards = Boards(self.desk.today, self.whose.csm)
        self.desk.read(csms_of, self.whose.know)
        self.desk.read(year_begins, self._turn_year)
        self._read()

    def _read(self) -> None:
        """Read the numbers of the period, from what was read of the book already."""
        self.desk.read_beside(BoardOf(self._boards, *self._days()), self._show)
        self._turn()

    def _days(self) -> tuple[date, date]:
        chosen = self.spans.value
        if isinstance(chosen, Span):
            return days_of(chosen, self.desk.today, self._begins)
        first, last = chosen
        return first, last

    def _open_month(self, first: date, last: date) -> None:
        """Show the waterfall of one month; the picker offers it beside the other periods, and Esc the one before."""
        self._trended = self.spans.value
        self._offer_spans((first, last))
        self.views.set_value("overview")
        self._read()
        self.bridge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_spans(self, chosen: Span | tuple[date, date]) -> None:
        periods: list[tuple[Span | tuple[date, date], str]] = [(s, words_of(s, self._begins)) for s in Span]
        if not isinstance(chosen, Span):
            periods.append((chosen, month_of(*chosen)))
        self.spans.set_options(periods)
        self.spans.set_value(chosen)

    def _turn_year(self, month: int) -> None:
        """Count years and quarters from another month, as the settings say."""
        if month == self._begins:
            return
        self._begins = month
        self._offer_spans(self.spans.value)
        self._read()

    def _turn(self) -> None:
        """Show the chosen view, and read what it needs."""
        shown = self.views.value
        self.stack.setCurrentIndex([view for view, _ in VIEWS].index(shown))
        self.strip.setVisible(shown == "overview")
        self._say_unpriced()
        if shown == "trend":
            self._read_trend(self.trend.look())
        elif shown == "cohorts":
            self.desk.read_beside(CohortsOf(self.desk, self.whose.csm), self._show_cohorts)
        elif shown == "dimension":
            self._part(self.dimension.by.value)
            self.desk.read_beside(Offer(self.desk, self.whose.csm, *self._days()), self._offer)
        elif shown == "more":
            self.desk.read_beside(FurtherOf(self.desk, self.whose.csm, *self._days()), self._show_further)

    def _read_trend(self, look: Look) -> None:
        self.desk.read_beside(TrendOf(self._boards, *self._days(), look), self._show_trend)

    def _show_trend(self, found: tuple[Trended, Look, bytes]) -> None:
        self._months = found[0]
        self.trend.show_trend(*found)
        self._say_unpriced()

    def _say_unpriced(self) -> None:
        """Name what has no amount: in the months of the trend, elsewhere at the ends of the period."""
        found = self._months if self.views.value == "trend" else self.found
        self.unpriced.show_rows(found.unpriced if found else ())

    def _show_further(self, found: tuple[str, list[Figure]]) -> None:
        self.further.show_figures(found)

    def _part(self, by: str) -> None:
        first, last = self._days()
        if key := self.dimension.shows.value:
            self.desk.read_beside(OneOf(self.desk, self.whose.csm, first, last, by, key), self._show_one)
        else:
            self.desk.read_beside(PartsOf(self._boards, first, last, by), self._show_parts)

    def _offer(self, found: tuple[tuple[str, ...], list[Figure]]) -> None:
        self.dimension.offer(*found)

    def _show_one(self, found: tuple[str, list[tuple[str | None, Figure]]]) -> None:
        self.dimension.show_one(found[1], found[0])

    def _show_cohorts(self, found: Cohorts) -> None:
        self.cohorts.show_cohorts(found)

    def _show_parts(self, found: tuple[Parted, Members]) -> None:
        self.dimension.show_parts(*found)

    def concerns(self, changes: ChangeSet) -> bool:
        """Contracts, decisions and names bear on every figure."""
        return bool(changes.count)

    def _show(self, found: Board) -> None:
        self.found, n = found, found.numbers
        there = n.waterfall.accounts > 0 or bool(self.whose.csm)
        self.show_either(self._body, self.empty, there=there)
        self.spans.setVisible(there)
        self.views.setVisible(there)
        self._offer_cohorts(found)
        for button in (self.pack, self.export):
            button.setVisible(there)
        self.missing.show_missing(found.missing, n.left_out)
        self._say_unpriced()
        self._span.set_texts(self.period(), in_short(n, self.desk.today), or_nothing=True)
        self._span.setVisible(there)
        self.table.rows.set_columns(bar_columns(self.desk.today, n.currency))
        self.strip.show_board(found)
        self.bridge.show_bars(found.bars, n.currency)
        self.bridge.setVisible(bool(found.bars))
        self._headline.setText(headline(found))
        self._said.setText(below(found, self.bridge.base))
        self._define(self.strip.defined)
        self._open_bar(self.bridge.bar)
        self.losses.reload(self.whose.csm)
        self.packs.reload()
        self.summarised.emit()

    def period(self) -> str:
        """The days that are looked at, and in what they are told."""
        return period_of(self.found.numbers, self.desk.today) if self.found else ""

    def _offer_cohorts(self, found: Board) -> None:
        """Cohorts of a book with few losses wait under More, which says how many they need."""
        before = self.views.value
        self.views.offer("cohorts", offered=found.stays.enough)
        if self.views.value != before:
            self._turn()

    def _define(self, metric: Metric) -> None:
        if self.found is not None:
            self.panel.show_definition(self.found.definitions[metric], self.found.numbers.currency)

    def _open_bar(self, bar: Bar) -> None:
        found = self.found
        if found is None:
            return
        rows = found.lists.get(bar, ())
        accounts = len({r.account for r in rows})
        self._which.setText(bar.value if found.bars else "")
        self._count.setText(count(accounts, "account") if found.bars else "")
        self.table.rows.set_rows(rows)
        self.table.show_columns([c.key for c in self.table.rows.columns if c.key not in LEFT_OUT[bar]])
        self.table.setVisible(bool(rows))
        self.table.keep_to(len(rows))
        self.alike.setVisible(bool(rows))
        total = money(found.bars[bar], found.numbers.currency, cents=True) if found.bars else ""
        self.total.show_lines([Line(bar.value, total, total=True)] if rows else [])

    def _enter_list(self) -> None:
        if self.table.rows.rowCount():
            self.table.stand(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back one step: from the list to its bar, from a month to the trend that it was chosen in."""
        if event.key() != Qt.Key.Key_Escape or self.views.value != "overview":
            super().keyPressEvent(event)
        elif self.table.hasFocus():
            self.bridge.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._trended is not None and not isinstance(self.spans.value, Span):
            self._offer_spans(self._trended)
            self.views.set_value("trend")
            self._read()
            self.trend.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _open(self, row: Listed) -> None:
        self.opening.emit(row.account)

    def _show_alike(self) -> None:
        from csdesk.ui.shell.sheets.alike_sheet import show_alike

        show_alike(self, self.desk, self.account())

    def can(self, id_: str) -> bool:
        """The board pack and what is listed are about no account."""
        if id_ in _OF_THE_VIEW:
            return self.found is not None and self.export.isVisibleTo(self)
        return super().can(id_) or (id_ == "numbers.board" and self.found is not None)

    def account(self) -> object:
        """The account of the chosen row."""
        view = self.stack.currentWidget()
        if isinstance(view, FurtherView | CohortsView | DimensionView):
            return view.account()
        row = self.table.chosen_row()
        return row.account if row else None

    def summary(self) -> str:
        """The revenue at the end of the period."""
        n = self.found.numbers if self.found else None
        if n is None or not n.waterfall.accounts or n.closing is None:
            return ""
        arr, on = money(12 * n.closing, n.currency), day(n.last, today=self.desk.today)
        return f"{count(n.closing_accounts, 'account')}, {arr} ARR on {on}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the board pack shorter where the page is narrow."""
        super().resizeEvent(event)
        self.pack.set_label("Pack" if self.width() < px(_NARROW) else "Board pack")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the figures."""
        super().focusInEvent(event)
        place = self.strip if self._body.isVisibleTo(self) else self.empty
        place.setFocus(Qt.FocusReason.OtherFocusReason)
