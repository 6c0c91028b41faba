"""The Health tab: a year of weeks, why the score changed between two days, and how it is made, step by step."""

from datetime import date

from PySide6.QtCore import QDate, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from csdesk.charts.style import Look
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.ids import AccountId
from csdesk.services.health.health_change import Change
from csdesk.services.health.health_story import Story
from csdesk.ui.account.receipt_lines import missing_sentence, unscored_sentence
from csdesk.ui.account.waterfall import Waterfall
from csdesk.ui.account.waterfall_rows import (
    change_axis,
    change_finding,
    change_rows,
    receipt_axis,
    receipt_finding,
    receipt_remark,
    receipt_rows,
)
from csdesk.ui.formats import day
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.drawn import look_for, picture_of
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.theme import px

_HIGH, _LEAST = 280, 480
_SETTLED_MS, _TYPED_MS = 120, 300
_READING = "A year of weeks is being read."


class HealthTab(QWidget):
    """`wanted(Look)`: the figure is to be drawn for this size and scheme. `between(since, as_of)`: why the score
    changed between two days is asked. `asked(Behind)`: what stands behind a row.
    """

    wanted = Signal(object)
    between = Signal(object, object)
    asked = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._drawn: Look | None = None
        self.story: Story | None = None
        self._receipt: Receipt | None = None
        self.figure = QLabel()
        self.figure.setTextFormat(Qt.TextFormat.PlainText)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.figure.setFixedHeight(px(_HIGH))
        self.figure.hide()
        self._moved, self._made = label("", "section"), label("", "section")
        self.since = DayField(today, today=today, name="From which day")
        self.until = DayField(today, today=today, name="To which day")
        self.change = Waterfall("Why the score changed")
        self.receipt = Waterfall("How the score is made")
        self._none = paragraph(_READING, "body", "text.secondary")
        self._remark = paragraph("", "body", "text.secondary")
        self._missing = paragraph("", "small", "text.secondary")
        self._lay_out()
        self._clock, self._typed = self._timer(_SETTLED_MS), self._timer(_TYPED_MS)
        self._clock.timeout.connect(self.ask)
        self._typed.timeout.connect(self._ask_between)
        self.since.dateChanged.connect(self._type)
        self.until.dateChanged.connect(self._type)
        self.change.asked.connect(self.asked)
        self.receipt.asked.connect(self.asked)

    def _timer(self, ms: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(ms)
        return made

    def _lay_out(self) -> None:
        inner = QWidget()
        column = in_column(self.figure, on=inner, gap=6, edges=(16, 12, 16, 16))
        self._days = QWidget()
        row = in_row(on=self._days, gap=8, edges=(0, 6, 0, 0))
        row.addWidget(self._moved, 1)
        row.addWidget(label("From", "body", "text.secondary"))
        row.addWidget(self.since)
        row.addWidget(label("to", "body", "text.secondary"))
        row.addWidget(self.until)
        for widget in (
            self._days,
            self.change,
            self._none,
            self._made,
            self._remark,
            self.receipt,
            self._missing,
        ):
            column.addWidget(widget)
        self._made.setContentsMargins(0, px(16), 0, 0)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolling(inner, "Health")
        outer.addWidget(self.area)
        self._hide_change()

    def _hide_change(self) -> None:
        for widget in (self._days, self.change):
            widget.hide()

    def look(self) -> Look:
        """For what the figure is to be drawn: as wide as the tab, with letters as large as the person's."""
        return look_for(self, self.area.viewport().width() - px(32), _HIGH)

    def ask(self) -> None:
        """Ask for the figure, if it is not drawn for this size already."""
        if self.isVisible() and self._drawn != self.look():
            self.wanted.emit(self.look())

    def start_over(self, account: AccountId, receipt: Receipt | None) -> None:
        """Another account, or another state of this one: nothing of it is drawn yet but its receipt."""
        self._drawn = None
        if self.story is not None and account != self.story.account:
            self.story = None
            self.figure.hide()
            self._hide_change()
            self._none.setText(_READING)
            self._none.show()
        self._show_receipt(receipt)
        self.ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw for what there is room now."""
        super().showEvent(event)
        self._clock.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again when the size has settled."""
        super().resizeEvent(event)
        self._clock.start()

    def show_story(self, story: Story, look: Look, png: bytes) -> None:
        """Show a story with its figure."""
        again = self.story is not None and self._chosen(story)
        self._drawn, self.story = look, story
        self.figure.setPixmap(picture_of(png, look))
        self.figure.setVisible(any(score is not None for _, score in story.history.weeks))
        self.figure.setAccessibleName(story.history.title)
        self.figure.setAccessibleDescription(", ".join(e.words for e in story.history.events))
        self._show_receipt(self._receipt)
        if again:
            self._ask_between()
        else:
            self._show_days(story.change)
            self.show_change(story.change)

    def _chosen(self, story: Story) -> bool:
        """Whether a person chose other days than those that are shown at first, for the same account and day."""
        return (
            self.story is not None
            and (story.account, story.as_of) == (self.story.account, self.story.as_of)
            and (self.since.day(), self.until.day()) != (self.story.change.since, self.story.change.as_of)
        )

    def _show_days(self, change: Change) -> None:
        last = QDate(self._today.year, self._today.month, self._today.day)
        for field, on in ((self.since, change.since), (self.until, change.as_of)):
            field.blockSignals(True)  # nobody typed it
            field.setMaximumDate(last)
            field.setDate(QDate(on.year, on.month, on.day))
            field.blockSignals(False)

    def _type(self) -> None:
        self._typed.start()

    def _ask_between(self) -> None:
        self._typed.stop()
        if self.story is not None:
            self.between.emit(self.since.day(), self.until.day())

    def show_change(self, change: Change) -> None:
        """Show what lies between two days."""
        if self.story is None:
            return
        rows = change_rows(change, self._today)
        bands = self._receipt.card.bands if self._receipt is not None else None
        if bands is not None:
            self.change.show_rows(rows, change_axis(rows, bands))
        scored = any(score is not None for _, score in self.story.history.weeks)
        self._days.setVisible(scored)
        self.change.setVisible(bool(rows))
        self._moved.setText(change_finding(change, self._today))
        self._none.setText(
            "" if rows else _nothing(change, day(change.since, today=self._today), scored=scored)
        )
        self._none.setVisible(not rows)

    def _show_receipt(self, receipt: Receipt | None) -> None:
        self._receipt = receipt
        rows = receipt_rows(receipt, self._today) if receipt is not None else []
        standing = self.story.standing if self.story is not None else None
        if receipt is not None:
            self.receipt.show_rows(rows, receipt_axis(receipt.card.bands))
            self._made.setText(receipt_finding(receipt, standing))
            self._remark.setText(receipt_remark(receipt) or unscored_sentence(receipt, self._today))
            self._missing.setText(missing_sentence(receipt, self._today))
        for widget in (self.receipt, self._made):
            widget.setVisible(bool(rows))
        for said in (self._remark, self._missing):
            said.setVisible(receipt is not None and bool(said.text()))

    def sizeHint(self) -> QSize:
        """Whatever there is."""
        return QSize(px(_LEAST), px(_HIGH))


def _nothing(change: Change, since: str, *, scored: bool) -> str:
    if not scored:
        return "Not scored today: below stands what is missing. Here a year of weeks will be drawn."
    if change.now is None or change.then is None:
        missing = "on that day" if change.then is None else "on the later day"
        return (
            f"Not scored {missing}: there is nothing to compare."
            if change.now or change.then
            else ("Not scored on either day: there is nothing to compare.")
        )
    return f"Nothing: the score is made of the same points as on {since}, {change.now}."
