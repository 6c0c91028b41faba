"""The status line: facts about the book, the job that runs, and a total at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.ui.kit.bars import Bar
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.icons import IconMark
from csdesk.ui.kit.labels import Label, elided, label
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import height, px

Fact = str | tuple[str, str] | tuple[str, str, str]


class StatusLine(Panel):
    """24 px at the window's foot. `cancelled` comes from the × beside a running job, `asked(id)` from a fact."""

    cancelled = Signal()
    asked = Signal(str)

    def __init__(self, cancel_name: str) -> None:
        super().__init__("window", "top")
        self.setFixedHeight(height("status"))
        row = in_row(on=self, gap=16, edges=(16, 0, 16, 0))
        self._shown: tuple[Fact, ...] | None = None
        self._facts = in_row(gap=16)
        self._job = _Job(cancel_name)
        self._right = elided("", "small", "text.secondary")
        self._right.hide()
        row.addLayout(self._facts)
        row.addWidget(self._job)
        row.addStretch(1)
        row.addWidget(self._right)
        self._job.cancel.clicked.connect(self.cancelled)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts from the left; a fact may be (icon, text), such as `("check", "Saved 10:42")`, or (icon,
        text, id): it can then be clicked."""
        if self._shown == tuple(facts):
            return
        self._shown = tuple(facts)
        while self._facts.count():
            item = self._facts.takeAt(0)
            gone = item.widget() if item is not None else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for fact in facts:
            icon, text, *id_ = ("", fact) if isinstance(fact, str) else fact
            if id_:
                self._facts.addWidget(self._way_in(icon, text, id_[0]))
            else:
                self._facts.addWidget(_Fact(icon, text))

    def _way_in(self, icon: str, text: str, id_: str) -> Button:
        """A fact that leads to a page of its own."""
        made = Button(text, kind=Kind.FLAT, icon=icon, small=True)
        made.setObjectName(id_)
        made.setFixedHeight(height("status") - 2)
        made.clicked.connect(self._asked)
        return made

    def _asked(self) -> None:
        asked = self.sender()
        if asked is not None:
            self.asked.emit(asked.objectName())

    def show_right(self, text: str) -> None:
        """Show a total at the right."""
        self._right.setText(text)
        self._right.setVisible(bool(text))

    def show_job(self, text: str, done: int, total: int | None) -> None:
        """Show a running job with its count, such as *Reading Q4.xlsx, 28 of 46*; `total` None: not known."""
        self._job.show_count(text, done, total)
        self._job.show()

    def end_job(self) -> None:
        """Take the job away."""
        self._job.hide()


class _Fact(QWidget):
    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        row = in_row(on=self, gap=4)
        if icon:
            row.addWidget(IconMark(icon, size=14))
        row.addWidget(label(text, "small", "text.secondary"))


class _Job(QWidget):
    def __init__(self, cancel_name: str) -> None:
        super().__init__()
        self.words: Label = label("", "small", "text.secondary", tabular=True)
        self._bar = Bar("")
        self._bar.setFixedWidth(px(72))
        self.cancel = Button(kind=Kind.FLAT, icon="close", name=cancel_name, small=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = in_row(on=self, gap=12)
        for widget in (self.words, self._bar):
            row.addWidget(widget)
        row.addWidget(self.cancel)
        self.hide()

    def show_count(self, text: str, done: int, total: int | None) -> None:
        of = f" of {total:,}" if total else ""
        self.words.setText(f"{text}, {done:,}{of}" if done or total else text)
        self._bar.setVisible(bool(total))
        self._bar.show_part(done / total if total else 0.0)
        self._bar.setAccessibleName(text)
