"""A field for a number of minutes."""

from PySide6.QtWidgets import QSpinBox, QWidget

from csdesk.ui.theme import height, px


class MinutesField(QSpinBox):
    """Minutes, in steps of five; at 0 it says `unknown` where nothing needs to be known."""

    def __init__(self, minutes: int, *, unknown: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Minutes")
        self.lineEdit().setAccessibleName("Minutes")
        self.setRange(0, 1440)
        self.setSingleStep(5)
        self.setSuffix(" min")
        self.setSpecialValueText(unknown)
        self.lineEdit().setTextMargins(px(6), 0, px(6), 0)
        self.setFixedHeight(height("control"))
        self.setValue(minutes)
