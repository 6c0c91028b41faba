"""How far the reading, the planning or the writing is, in the place of what it will show, with a way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.ui.kit.bars import Bar
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.theme import px

_WIDE = 440


class ProgressPanel(QWidget):
    """What is being done, a bar where it is known how much there is, and Cancel. `stopped`: it is to be stopped."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = elided("", "strong")
        self._count = label("", "small", "text.secondary", tabular=True)
        self._bar = Bar("Progress")
        self.cancel = Button("Cancel", keys=("Esc",))
        self.cancel.clicked.connect(self.stopped)
        box = QWidget()
        box.setFixedWidth(px(_WIDE))
        inside = QVBoxLayout(box)
        inside.setSpacing(px(8))
        inside.addWidget(self._words)
        inside.addWidget(self._bar)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self.cancel)
        inside.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(16), px(96), px(16), px(16))
        whole.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        whole.addStretch(1)

    def say(
        self, words: str, done: int = 0, total: int = 0, *, safe: str = "Nothing is written yet."
    ) -> None:
        """Say what is done, and how much of how much."""
        self._words.setText(words)
        self._bar.show_part(done / total if total else 0.0)
        self._count.setText(f"{done:,} of {total:,}" if total > 1 else safe)

    def text(self) -> str:
        """What is being done."""
        return self._words.text()
