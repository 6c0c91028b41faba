"""The Health tab: a year of weeks with what happened on it, and what lies between two scores, line by line."""

from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from csdesk.charts.style import Look
from csdesk.domain.health.between import Part
from csdesk.domain.ids import AccountId
from csdesk.services.health_story import Story
from csdesk.services.portfolio_text import part_words
from csdesk.ui.formats import day
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.theme import current, px

_HIGH, _LEAST = 320, 480
_SETTLED_MS = 120
_READING = "A year of weeks is being read."


class HealthTab(QWidget):
    """`wanted(Look)`: the figure is to be drawn for this size and scheme."""

    wanted = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._drawn: Look | None = None
        self.story: Story | None = None
        self.figure = QLabel()
        self.figure.setTextFormat(Qt.TextFormat.PlainText)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.figure.setFixedHeight(px(_HIGH))
        self.figure.hide()
        self._head = label("", "section")
        self.ledger = Ledger(name="What lies between two scores", leaders=True, ruled=False)
        self.ledger.setMaximumWidth(px(720))
        self._none = paragraph(_READING, "body", "text.secondary")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(6))
        for widget in (self.figure, self._head, self.ledger, self._none):
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inner, "Health")
        outer.addWidget(self._area)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SETTLED_MS)
        self._clock.timeout.connect(self.ask)

    def look(self) -> Look:
        """For what the figure is to be drawn: as wide as the tab."""
        wide = max(px(_LEAST), self._area.viewport().width() - px(32))
        return Look(current().scheme, wide, px(_HIGH), self.devicePixelRatioF())

    def ask(self) -> None:
        """Ask for the figure, if it is not drawn for this size already."""
        if self.isVisible() and self._drawn != self.look():
            self.wanted.emit(self.look())

    def start_over(self, account: AccountId) -> None:
        """Another account, or another state of this one: nothing of it is drawn yet."""
        self._drawn = None
        if self.story is not None and account != self.story.account:
            self.story = None
            self._head.setText("")
            self.figure.hide()
            self.ledger.hide()
            self._none.setText(_READING)
            self._none.show()
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
        self._drawn, self.story = look, story
        picture = QImage.fromData(png)
        picture.setDevicePixelRatio(look.ratio)
        self.figure.setPixmap(QPixmap.fromImage(picture))
        self.figure.setVisible(any(score is not None for _, score in story.history.weeks))
        self.figure.setAccessibleName(story.history.title)
        self.figure.setAccessibleDescription(", ".join(e.words for e in story.history.events))
        rows = story_lines(story, self._today)
        self.ledger.show_lines(rows)
        self.ledger.setVisible(bool(rows))
        since = day(story.since, today=self._today)
        self._head.setText(f"What changed since {since}" if rows else "Health")
        self._none.setText("" if rows else _nothing(story, since))
        self._none.setVisible(not rows)

    def sizeHint(self) -> QSize:
        """Whatever there is."""
        return QSize(px(_LEAST), px(_HIGH))


def story_lines(story: Story, today: date) -> list[Line]:
    """From the score then, part by part, to the score now; the parts add up exactly."""
    if story.then is None or story.now is None or not story.parts:
        return []
    rows = [Line(f"Score on {day(story.since, today=today)}", f"{story.then}")]
    rows += [Line(part_words(part), _signed(part), ink=_ink(part)) for part in story.parts]
    return [*rows, Line(f"Score on {day(story.as_of, today=today)}", f"{story.now}", total=True)]


def _signed(part: Part) -> str:
    sign = "+" if part.change > 0 else "−"
    return f"{sign}{abs(part.change)}"


def _ink(part: Part) -> str:
    return "good.text" if part.change > 0 else "watch.text"


def _nothing(story: Story, since: str) -> str:
    if story.now is None:
        return "Not scored today: the receipt on Overview says what is missing. Here a year of weeks will be drawn."
    if story.then is None:
        return f"Not scored on {since}: there is nothing to compare with."
    return f"Nothing: the score is made of the same points, {story.now}."
