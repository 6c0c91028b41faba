"""Why an item is in the week: its factors, which multiply to its priority."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen

from csdesk.domain.phrases import upper
from csdesk.domain.week.plan import Ranked
from csdesk.ui.formats import figure, money
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import ink


class WhyPanel(Panel):
    """The foot of the rail. `?` puts the keyboard here and reads it aloud; Esc goes back: `left`."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", line="top")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title = label("Why is this here?", "section")
        self._factors = Ledger(name="Factors of the priority", small=True, wide_total=True, ruled=False)
        column = in_column(on=self, gap=4, edges=(12, 8, 12, 12))
        self._class = label("", "small", "text.secondary")
        column.addWidget(self.title)
        column.addWidget(self._class)
        column.addWidget(self._factors)
        self.setAccessibleName(self.title.text())

    def explain(self, item: Ranked, of: int) -> None:
        """Show the factors of an item, one of so many."""
        factors = item.factors
        self._class.setText(upper(item.rank_text))
        priority = "–" if factors.priority is None else figure(f"{factors.priority:,}")
        self._factors.show_lines(
            [
                Line(f"{item.candidate.name}, ARR", money(factors.at_stake, factors.currency)),
                Line("× weight", figure(str(factors.weight))),
                Line("× urgency", figure(str(factors.urgency))),
                Line("÷ minutes", str(factors.minutes)),
                Line(_named(item, of), priority, total=True),
            ]
        )
        self.setAccessibleDescription(self._factors.accessibleDescription())

    def read_aloud(self) -> None:
        """Take the keyboard, and say what stands here."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        said = f"{self.title.text()} {self.accessibleDescription()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the item."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the ring when the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(ink("accent.focus_ring"), 2))
            painter.drawRect(self.rect().adjusted(2, 3, -2, -2))


def _named(item: Ranked, of: int) -> str:
    """What is done has no place any more."""
    return f"Priority, {_ordinal(item.place)} of {of:,}" if item.place else "Priority, when it was done"


def _ordinal(n: int) -> str:
    if 10 <= n % 100 <= 20:
        return f"{n:,}th"
    return f"{n:,}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }"
