"""A field for a number of minutes."""

from PySide6.QtWidgets import QSpinBox

from csdesk.ui.theme import height, px


class MinutesField(QSpinBox):
    """Minutes, in steps of five; at 0 it says `unknown` where nothing needs to be known."""

    def __init__(self, minutes: int, *, unknown: str = "") -> None:
        super().__init__()
        self.setAccessibleName("Minutes")
        self.lineEdit().setAccessibleName("Minutes")
        self.setRange(0, 1440)
        self.setSingleStep(5)
        self.setSuffix(" min")
        self.setSpecialValueText(unknown)
        self.lineEdit().setTextMargins(px(6), 0, px(6), 0)
        self.setFixedHeight(height("control"))
        self.given = True
        """Whether a person said so; what is only proposed is not known."""
        self.setValue(minutes)
        self.valueChanged.connect(self._take)

    def propose(self, minutes: int, because: str) -> None:
        """Show a value that nobody gave, with the word for why it stands there."""
        self.setValue(minutes)
        self.given = False
        self.setSuffix(f" min, {because}")

    def said(self) -> int | None:
        """The minutes that a person gave; None where they are only proposed."""
        return self.value() if self.given else None

    def _take(self, minutes: int) -> None:
        del minutes
        if not self.given:
            self.given = True
            self.setSuffix(" min")
