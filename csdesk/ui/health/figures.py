"""Small fields for figures: whole ones, and those with a fraction and a unit."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from csdesk.ui.theme import px


class WholeField(QSpinBox):
    """A whole number from a least to a most one."""

    def __init__(self, name: str, least: int, most: int, value: int, wide: int = 48) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setValue(value)
        _dress(self, name, wide)

    def event(self, event: QEvent) -> bool:
        """Undo is not the field's: what is typed is a step of the draft."""
        return not _undoes(event) and super().event(event)


class RealField(QDoubleSpinBox):
    """A number with at most two digits after the point, and its unit."""

    def __init__(self, name: str, wide: int) -> None:
        super().__init__()
        self.setDecimals(2)
        self.setRange(-1e9, 1e9)
        self.setKeyboardTracking(False)
        _dress(self, name, wide)

    def event(self, event: QEvent) -> bool:
        """Undo is not the field's: what is typed is a step of the draft."""
        return not _undoes(event) and super().event(event)

    def textFromValue(self, value: float) -> str:
        """Without the zeros that say nothing."""
        return (
            self.locale()
            .toString(value, "f", 2)
            .rstrip("0")
            .rstrip(self.locale().decimalPoint())
            .replace("-", "−")
        )

    def valueFromText(self, text: str) -> float:
        """A minus is one in either form."""
        return super().valueFromText(text.replace("−", "-"))


def _dress(field: QSpinBox | QDoubleSpinBox, name: str, wide: int) -> None:
    field.setProperty("small", True)
    field.setFixedSize(px(wide), px(21))
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setAccessibleName(name)
    field.lineEdit().setAccessibleName(name)
    field.lineEdit().setTextMargins(0, 0, px(4), 0)


def _undoes(event: QEvent) -> bool:
    """Whether it is undo or redo; then nobody has taken it, and the one who holds the draft does."""
    keys = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    if not keys or not isinstance(event, QKeyEvent):
        return False
    if not any(event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)):
        return False
    event.ignore()
    return True


def show_value(field: QSpinBox | QDoubleSpinBox, value: float) -> None:
    """Show a value without telling anybody that it was typed."""
    field.blockSignals(True)  # the one who shows it knows
    if isinstance(field, QSpinBox):
        field.setValue(round(value))
    else:
        field.setValue(value)
    field.blockSignals(False)
