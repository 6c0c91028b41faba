"""The map of people: how much each decides, how each feels about us, when we last talked, who is away."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.contacts import ContactStatus, Level, Sentiment
from csdesk.ui.account.tables import Person, away_text
from csdesk.ui.formats import near_day
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.literal import one_line, tip
from csdesk.ui.kit.push import Push
from csdesk.ui.theme import font, ink, px

_LEVELS: tuple[tuple[Level | None, str], ...] = (
    (Level.HIGH, "High influence"),
    (Level.MEDIUM, "Medium"),
    (Level.LOW, "Low"),
    (None, "Not known"),
)
_FEELINGS: tuple[tuple[Sentiment | None, str, str], ...] = (
    (Sentiment.NEGATIVE, "Negative", "bad.text"),
    (Sentiment.NEUTRAL, "Neutral", "text.secondary"),
    (Sentiment.POSITIVE, "Positive", "good.text"),
    (None, "Not known", "text.tertiary"),
)
_MOST = 6
"""People of one field that stand there; the table below has all."""
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class PersonCard(Push):
    """One person: the name, and below it the first role with the last talk."""

    def __init__(self, person: Person, today: date) -> None:
        contact = person.contact
        super().__init__(contact.name)
        self.person = person
        self._name = one_line(contact.name)
        role = wording.choice(contact.roles[0]) if contact.roles else "No role"
        talked = f"talked {near_day(person.talked_on, today=today)}" if person.talked_on else "not talked yet"
        self.away = away_text(contact, today)
        self._below = f"{role}, {self.away or talked}"
        roles = ", ".join(r.value for r in contact.roles)
        parts = (contact.name, contact.title or "", wording.choice(roles) if roles else "", talked, self.away)
        self.setToolTip(tip("\n".join(part for part in parts if part)))
        self.setAccessibleName(f"{self._name}, {self._below}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(px(150), px(42))

    def minimumSizeHint(self) -> QSize:
        """A short name is the least."""
        return QSize(px(96), px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(ink("border.default"), 1))
        painter.setBrush(ink("surface.hover" if self.underMouse() else "surface.raised"))
        painter.drawRoundedRect(box, px(4), px(4))
        room = self.width() - px(16)
        painter.setFont(font("strong"))
        painter.setPen(ink("text.primary"))
        self._write(painter, QRectF(px(8), px(3), room, px(18)), self._name)
        painter.setFont(font("small"))
        painter.setPen(ink("watch.text" if self.away else "text.secondary"))
        self._write(painter, QRectF(px(8), px(21), room, px(17)), self._below)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink("accent.focus_ring"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))

    def _write(self, painter: QPainter, box: QRectF, text: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, _LEFT, cut)


class PeopleMap(QWidget):
    """Influence from top to bottom, sentiment from left to right. `opened(Person)`: a card was clicked."""

    opened = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._outer = in_column(
            label("Influence and sentiment", "section"), on=self, gap=6, edges=(0, 0, 0, 12)
        )
        self._inner: QWidget | None = None
        self.cards: list[PersonCard] = []

    def show_people(self, people: Sequence[Person]) -> None:
        """Show other people: those who are there, if anything is known of what they think or decide."""
        here = [p for p in people if p.contact.status is ContactStatus.ACTIVE]
        known = any(p.contact.influence or p.contact.sentiment for p in here)
        self.setVisible(known)
        self.cards = []
        if self._inner is not None:
            self._outer.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
            self._inner = None
        if known:
            self._inner = self._grid(here)
            self._outer.addWidget(self._inner)
            for before, card in pairwise([self._stop_before(), *self.cards]):
                QWidget.setTabOrder(before, card)

    def _stop_before(self) -> QWidget:
        """What Tab reaches before the cards, which are made last and would come after the table below them."""
        above: QWidget | None = self.parentWidget()
        while above is not None and not above.focusPolicy() & Qt.FocusPolicy.TabFocus:
            above = above.parentWidget()
        return above or self

    def _grid(self, here: Sequence[Person]) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        feelings = [f for f in _FEELINGS if f[0] or any(p.contact.sentiment is None for p in here)]
        levels = [v for v in _LEVELS if any(p.contact.influence is v[0] for p in here)]
        for column, (_, title, role) in enumerate(feelings, 1):
            grid.addWidget(label(title, "small", role), 0, column)
            grid.setColumnStretch(column, 1)
        for row, (level, title) in enumerate(levels, 1):
            grid.addWidget(label(title, "small", "text.secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
            for column, (feeling, _, _) in enumerate(feelings, 1):
                held = [p for p in here if (p.contact.influence, p.contact.sentiment) == (level, feeling)]
                if held:
                    grid.addLayout(self._field(held), row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnMinimumWidth(0, px(96))
        return inner

    def _field(self, held: Sequence[Person]) -> QVBoxLayout:
        column = in_column(gap=4)
        for person in held[:_MOST]:
            card = PersonCard(person, self._today)
            card.clicked.connect(self._open)
            self.cards.append(card)
            column.addWidget(card)
        if len(held) > _MOST:
            column.addWidget(label(f"{len(held) - _MOST:,} more below", "small", "text.tertiary"))
        return column

    def _open(self) -> None:
        card = self.sender()
        if isinstance(card, PersonCard):
            self.opened.emit(card.person.contact)
