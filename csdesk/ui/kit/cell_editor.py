"""A cell editor is what one cell of a table is typed into, over the cell; why a text cannot be stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QEvent, QObject, QPersistentModelIndex, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from csdesk.ui.kit.cell_note import CellNote
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import complete_with, mark_refused
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.table_model import Index
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.ui.kit.table import Table


class Onward(StrEnum):
    """Where to go after a cell was typed."""

    HERE = "here"
    DOWN = "down"
    UP = "up"
    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Typing:
    """What a cell is typed as: its text; the values that it may have, as (text, words); or a day to begin with.

    `strict`: only one of the values, else any text; `right`: it stands right, as numbers do.
    """

    name: str
    text: str = ""
    values: tuple[tuple[str, str], ...] = ()
    strict: bool = True
    day: date | None = None
    today: date = date.min
    hint: str = ""
    right: bool = False


_KEYS = {
    Qt.Key.Key_Return: Onward.DOWN,
    Qt.Key.Key_Enter: Onward.DOWN,
    Qt.Key.Key_Tab: Onward.RIGHT,
    Qt.Key.Key_Backtab: Onward.LEFT,
}
_BACK = {Onward.DOWN: Onward.UP, Onward.RIGHT: Onward.LEFT}
_LEAST, _DAY_WIDE = 96, 132


class CellEditor(QObject):
    """Types into one cell. `kept(text, Onward)`: it is to stand there; `left()`: nothing is to change.

    Whoever opened it closes it, or says why the text cannot be: `refuse`.
    """

    kept = Signal(str, object)
    left = Signal()

    def __init__(self, table: "Table[Any]", index: Index, typing: Typing) -> None:
        super().__init__(table)
        self._table, self._index, self._typing = table, QPersistentModelIndex(index), typing
        self._ended = False
        self.note: CellNote | None = None
        self.widget: QLineEdit | DayField = self._day() if typing.day else self._line()
        self.widget.setAccessibleName(typing.name)
        self.place()
        self.widget.show()
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        for bar in (table.verticalScrollBar(), table.horizontalScrollBar()):
            bar.valueChanged.connect(self.place)
        table.horizontalHeader().sectionResized.connect(self.place)

    def _line(self) -> QLineEdit:
        line = _Line(self, self._table.viewport())
        typing = self._typing
        words = next((w for value, w in typing.values if value == typing.text), typing.text)
        line.setText(words)
        line.setPlaceholderText(typing.hint)
        if typing.right:
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if typing.values:
            completer = complete_with(line, QStringListModel([w for _, w in typing.values], line))
            completer.activated[str].connect(self._picked)  # type: ignore[index]
        line.selectAll()
        return line

    def _day(self) -> DayField:
        assert self._typing.day is not None
        field = DayField(self._typing.day, today=self._typing.today, parent=self._table.viewport())
        field.installEventFilter(self)
        return field

    def offer(self) -> None:
        """Show the values that there are, below the cell."""
        if isinstance(self.widget, QLineEdit) and self._typing.strict and self._typing.values:
            self.widget.completer().setCompletionPrefix("")
            self.widget.completer().complete()

    @property
    def index(self) -> Index:
        """The cell."""
        return self._index

    def move_to(self, index: Index) -> None:
        """The same row stands elsewhere now."""
        self._index = QPersistentModelIndex(index)
        self.place()

    def text(self) -> str:
        """What stands in it: of a choice the value, of a day its ISO text."""
        if isinstance(self.widget, DayField):
            return self.widget.day().isoformat()
        typed = self.widget.text().strip()
        return _meant(typed, self._typing.values) if self._typing.strict else typed

    def show_text(self, text: str) -> None:
        """Show another text, as it was typed before."""
        if isinstance(self.widget, QLineEdit):
            self.widget.setText(text)
        elif text:
            day = date.fromisoformat(text)
            self.widget.setDate(QDate(day.year, day.month, day.day))

    def place(self) -> None:
        """Lie over the cell; a narrow one is made wider to the side where there is room."""
        if not self._index.isValid():
            return
        box = self._table.visualRect(self._table.rows.index(self._index.row(), self._index.column()))
        wide = max(box.width(), px(_DAY_WIDE if self._typing.day else _LEAST))
        room = self._table.viewport().width()
        left = min(box.left(), room - wide) if box.right() <= room else box.left()
        if self._typing.right:
            left = max(0, box.right() + 1 - wide)
        self.widget.setGeometry(QRect(left, box.top(), wide, box.height()))
        if self.note is not None:
            self.note.stand_by(self.widget.geometry())

    def refuse(self, sentence: str) -> None:
        """Say beside the cell why its text cannot be; what was typed stays."""
        self._ended = False
        self.widget.setAccessibleDescription(sentence)
        mark_refused(self.widget, refused=True)
        self._quiet()
        self.note = CellNote(self._table.viewport(), sentence, bad=True)
        self.note.stand_by(self.widget.geometry())
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Take the refusal away: something else is typed."""
        if self.note is not None:
            self.widget.setAccessibleDescription("")
            mark_refused(self.widget, refused=False)
            self._quiet()

    def _quiet(self) -> None:
        if self.note is not None:
            self.note.hide()
            self.note.deleteLater()
            self.note = None

    def close(self) -> None:
        """Go away."""
        self._ended = True
        self._quiet()
        self.widget.hide()
        self.widget.deleteLater()
        self.deleteLater()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key ends the typing: Enter and Tab keep it and go on, Esc gives it up."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._give_up()
            return True
        onward = _KEYS.get(key)
        if onward is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            onward = _BACK.get(onward, onward)
        self._keep(onward)
        return True

    def leave(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere: what was typed is kept."""
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._keep(Onward.HERE)

    def _picked(self, words: str) -> None:
        assert isinstance(self.widget, QLineEdit)
        self.widget.setText(words)
        self._keep(Onward.HERE)

    def _keep(self, onward: Onward) -> None:
        if not self._ended:
            self._ended = True
            self.kept.emit(self.text(), onward)

    def _give_up(self) -> None:
        if not self._ended:
            self._ended = True
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of a day's field."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ours(event):
            event.accept()
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.takes(event)
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self.leave(event)
        return super().eventFilter(watched, event)


class _Line(QLineEdit):
    """A line in a cell; its list of values hands it every key, past any filter."""

    def __init__(self, editor: CellEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self.textEdited.connect(editor.accept)

    def event(self, event: QEvent) -> bool:
        """Tab, Enter and Esc are the editor's."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._editor.takes(event):
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept."""
        super().focusOutEvent(event)
        self._editor.leave(event)


def _ours(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape or Qt.Key(event.key()) in _KEYS


def _meant(typed: str, values: Sequence[tuple[str, str]]) -> str:
    """The value that words mean: the same words, else the only ones that begin so, else the text as it was typed."""
    key = one_line(typed).casefold()
    for value, words in values:
        if key in (value.casefold(), words.casefold()):
            return value
    begun = [value for value, words in values if key and words.casefold().startswith(key)]
    return begun[0] if len(begun) == 1 else typed
