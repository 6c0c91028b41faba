"""The line below the weights: a measure of one's own, the settings of the one that is looked at, and taking it out."""

from PySide6.QtCore import Signal

from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.panels import Panel


class MeasureBar(Panel):
    """`adding()`, `setting()`, `taking_out()`."""

    adding = Signal()
    setting = Signal()
    taking_out = Signal()

    def __init__(self) -> None:
        super().__init__("base", line="top")
        self.add = Button("Add a measure", small=True, icon="plus")
        self.set = Button("Settings", small=True, name="Shelf life, play, and to whom the measure applies")
        self.take_out = Button("Take out", small=True, name="Take the measure out of the scorecard")
        row = in_row(self.add, on=self, gap=8, edges=(16, 6, 16, 6))
        row.addStretch(1)
        row.addWidget(self.set)
        row.addWidget(self.take_out)
        self.add.clicked.connect(self.adding)
        self.set.clicked.connect(self.setting)
        self.take_out.clicked.connect(self.taking_out)
