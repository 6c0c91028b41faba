"""A form: rows of a label and what it names, with the label on the left or above."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from csdesk.ui.kit.fields import Field, mark_refused
from csdesk.ui.kit.labels import Label, label, paragraph
from csdesk.ui.kit.literal import literal, one_line
from csdesk.ui.theme import height, px

_WIDEST = 152
"""px of a label; one that needs more stands on several lines, so that the fields keep their room."""
_LINES = 3
"""Of the grid, for a row: the field, its hint, and why it is refused; a line where nothing stands takes no room."""


class Form(QWidget):
    """Rows of a form in one column of labels and one of fields; every field gets its accessible name."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[QWidget, list[QWidget]] = {}
        self._refusals: dict[QWidget, Label] = {}
        self._line = 0

    def row(self, name: str, widget: QWidget, hint: str = "") -> QWidget:
        """Add a row; `hint` is a sentence below the field. Returns the widget."""
        number, self._line = self._line, self._line + _LINES
        words = _named(name)
        if not words.wordWrap():
            words.setBuddy(widget)
        named = widget.edit if isinstance(widget, Field) else widget
        if not named.accessibleName():
            named.setAccessibleName(name)
        self._rows[widget] = [words, widget]
        self._grid.addWidget(words, number, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        beside = Qt.AlignmentFlag.AlignTop if words.wordWrap() else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, number, 1, beside)
        if hint:
            below = paragraph(hint, "small", "text.tertiary")
            self._rows[widget].append(below)
            self._grid.addWidget(below, number + 1, 1)
        return widget

    def show_row(self, widget: QWidget, *, shown: bool, name: str = "") -> None:
        """Show the row of a widget, or hide it; `name`: under another label."""
        words = self._rows[widget][0]
        if name and isinstance(words, QLabel):
            words.setText(literal(name))
        for part in self._rows[widget]:
            part.setVisible(shown)

    def refuse(self, widget: QWidget, sentence: str) -> None:
        """Mark a widget, or one that shares its row, as refused, and say why below it."""
        if isinstance(widget, Field):
            widget.refuse(sentence)
        else:
            said = self._refusals.get(widget) or self._room_below(widget)
            said.setText(sentence)
            said.show()
            widget.setAccessibleDescription(sentence)
            mark_refused(widget, refused=True)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def refusal(self, widget: QWidget) -> str:
        """The sentence that says why a widget is refused; empty where it is not."""
        if isinstance(widget, Field):
            return widget.refusal()
        said = self._refusals.get(widget)
        return "" if said is None or said.isHidden() else said.text()

    def accept(self) -> None:
        """Take every refusal away."""
        for field in self.findChildren(Field):
            field.accept()
        for widget, said in self._refusals.items():
            said.hide()
            widget.setAccessibleDescription("")
            mark_refused(widget, refused=False)

    def _room_below(self, widget: QWidget) -> Label:
        row = next(own for own in self._rows if own is widget or own.isAncestorOf(widget))
        said = self._refusals[widget] = paragraph("", "small", "bad.text")
        line = cast(tuple[int, ...], self._grid.getItemPosition(self._grid.indexOf(row)))[0]
        self._grid.addWidget(said, line + _LINES - 1, 1)
        return said

    def reserve(self, labels: int) -> None:
        """Keep so many px for the labels, so that the fields of several forms stand on one line."""
        self._grid.setColumnMinimumWidth(0, labels)

    def whole(self, widget: QWidget) -> QWidget:
        """Add a widget over both columns. Returns it."""
        self._grid.addWidget(widget, self._line, 0, 1, 2)
        self._line += 1
        return widget


def _named(name: str) -> Label:
    words = label(literal(name), "body", "text.secondary")
    tall, wide = height("control"), px(_WIDEST)
    if words.fontMetrics().horizontalAdvance(name) <= wide:
        words.setMinimumHeight(tall)
        return words
    lines = paragraph(one_line(name), "body", "text.secondary")
    lines.setContentsMargins(0, (tall - lines.heightForWidth(wide) // len(lines.lines_at(wide))) // 2, 0, 0)
    lines.setFixedSize(wide, lines.heightForWidth(wide))
    return lines
