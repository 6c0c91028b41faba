"""A day's column: its name, its hours and what is planned on it."""

from datetime import date

from PySide6.QtCore import (
    QMimeData,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from csdesk.domain.week.plan import DayPlan, Planned
from csdesk.ui.formats import duration, weekday
from csdesk.ui.kit.bars import Bar
from csdesk.ui.kit.card_list import CardList, Cards
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import ink, px
from csdesk.ui.week.card import CardDelegate, spoken

DRAGGED = "application/x-csdesk-card"
_NARROW, _ANY = 72, 16_777_215


class DayItems(Cards[Planned]):
    """The items of a day."""

    def spoken(self, card: Planned) -> str:
        """What is planned, for whom and why."""
        return spoken(card)

    def movable(self, card: Planned) -> bool:
        """What is still to do."""
        return not card.done


class DayList(CardList[Planned]):
    """The items of one day; `brought(item, day)` when a card of another day was dropped here."""

    brought = Signal(object, object)

    def __init__(self, today: date) -> None:
        super().__init__(DayItems())
        self.setViewport(QWidget())  # as in `scrolling`
        self.draw_by(CardDelegate(self, today))
        self.setMouseTracking(True)
        self.takes: date | None = None
        """The day on which a dragged card can be put; None where nothing can be planned."""
        self._over = False

    def allow(self, day: date | None) -> None:
        """Take cards that are dragged here for a day, or none."""
        self.takes = day
        self.setAcceptDrops(day is not None)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the chosen card; where it is dropped asks this list for it."""
        del supportedActions
        if self.current() is not None:
            drag, held = QDrag(self), QMimeData()
            held.setData(DRAGGED, b"")
            drag.setMimeData(held)
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A card of another day is welcome."""
        welcome = (
            self.takes is not None and event.mimeData().hasFormat(DRAGGED) and event.source() is not self
        )
        self._show_over(over=welcome)
        if welcome:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere on the day will do: the plan has its own order."""
        if self._over:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        del event
        self._show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the page which card was brought here."""
        source = event.source()
        card = source.current() if isinstance(source, DayList) else None
        self._show_over(over=False)
        event.acceptProposedAction()
        if card is not None and self.takes is not None:
            self.brought.emit(card, self.takes)

    def _show_over(self, *, over: bool) -> None:
        self._over = over
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, and the ring while a card is held over this day."""
        super().paintEvent(event)
        if self._over:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(ink("accent.focus_ring"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))


class DayColumn(Panel):
    """One working day of the week."""

    def __init__(self, today: date) -> None:
        super().__init__("base", line="right")
        self._today = today
        self._name = label("", "section")
        self._hours = label("", "small", "text.secondary", tabular=True)
        self._hours.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hours.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._said: tuple[str, ...] = ("",)
        self._bar = Bar("Hours planned", "furniture.neutral_bar")
        self.list = DayList(today)
        head = Panel("sunken", line="bottom")
        head.setFixedHeight(px(46))
        inside = in_column(on=head, gap=4, edges=(8, 6, 8, 6))
        words = QHBoxLayout()
        words.addWidget(self._name)
        words.addWidget(self._hours, 1)
        inside.addLayout(words)
        inside.addWidget(self._bar)
        column = in_column(head, on=self)
        self._why_off, self._off = "", paragraph("", "small", "text.secondary")
        self._off.setContentsMargins(px(8), px(8), px(4), 0)
        self._off.hide()
        column.addWidget(self._off, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)

    def show_day(self, plan: DayPlan) -> None:
        """Show a day's plan."""
        self._name.setText(f"{weekday(plan.day)} {plan.day.day}")
        self._name.set_ink("accent.text" if plan.day == self._today else "text.primary")
        self._turn(plan.off, empty=not plan.items)
        self.list.allow(None if plan.past or plan.off else plan.day)
        planned, capacity = duration(plan.planned_minutes), duration(plan.capacity)
        self._said = (f"{planned} of {capacity} h", f"{planned} of {capacity}", f"{planned} h", planned)
        self._hours.setToolTip(tip(f"{planned} of {capacity} hours planned"))
        self._hours.setAccessibleName(f"{planned} of {capacity} hours planned")
        self._fit_hours()
        self._hours.set_ink("watch.text" if plan.over else "text.secondary")
        self._bar.show_part(plan.planned_minutes / plan.capacity if plan.capacity else 0.0)
        self.list.setAccessibleName(f"{weekday(plan.day)} {plan.day.day}")
        self.list.show_cards(plan.by_account)

    def _turn(self, off: str, *, empty: bool) -> None:
        """On a day off say why, and show only what was done on it all the same."""
        self.list.setHidden(bool(off) and empty)
        if off != self._why_off:
            self._why_off = off
            self._off.setText(off)
            self._off.setVisible(bool(off))
            for widget in (self._hours, self._bar):
                widget.setVisible(not off)

    def narrow(self, *, narrow: bool) -> None:
        """Give room to the days that need it."""
        wanted = px(_NARROW) if narrow else _ANY
        if self.maximumWidth() != wanted:
            self.setMaximumWidth(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of the hours as there is room for."""
        super().resizeEvent(event)
        self._fit_hours()

    def _fit_hours(self) -> None:
        """Say them as short on every day as the one with the least room needs it."""
        board = self.parentWidget()
        beside = board.children() if board else [self]
        week = [c for c in beside if isinstance(c, DayColumn) and not c.isHidden()]
        step = max((c.shortened for c in week), default=0)
        for column in week:
            column.shorten(step)

    @property
    def shortened(self) -> int:
        """Which is the longest way to say the hours that has room; a day off says none."""
        if self._why_off:
            return 0
        advance = self._hours.fontMetrics().horizontalAdvance
        room = self.width() - 2 * px(8) - px(8) - self._name.sizeHint().width()
        last = len(self._said) - 1
        return next((n for n, said in enumerate(self._said) if advance(said) <= room), last)

    def shorten(self, step: int) -> None:
        """Say the hours in one of the ways, of which each is shorter than the one before."""
        self._hours.setText(self._said[min(step, len(self._said) - 1)])
