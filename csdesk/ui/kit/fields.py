"""A field: a line to type in, and below it the sentence that says why it was refused."""

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QToolButton,
    QWidget,
)

from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.theme import font, px


class Field(QWidget):
    """A line edit with a refused state. What was typed stays as it was typed.

    `edit` is the line edit; `changed(text)` comes with every letter and takes a refusal away.
    """

    changed = Signal(str)

    def __init__(self, text: str = "", *, name: str = "", hint: str = "") -> None:
        super().__init__()
        self.edit = QLineEdit(text)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(name)
        self._sentence = paragraph("", "small", "bad.text")
        self._sentence.hide()
        in_column(self.edit, self._sentence, on=self, gap=4)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._edited)

    def offer_to_clear(self) -> None:
        """Show a × in the field while something stands in it."""
        self.edit.setClearButtonEnabled(True)
        for button in self.edit.findChildren(QToolButton):
            button.setAccessibleName("Clear")

    def text(self) -> str:
        """What was typed, as it was typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show another text, not refused."""
        self.edit.setText(text)
        self.accept()

    def refusal(self) -> str:
        """The sentence that says why; empty when the text is accepted."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    def refuse(self, sentence: str) -> None:
        """Mark the text as refused and say why, such as *A number, such as 29,000*."""
        self._sentence.setText(sentence)
        self._sentence.show()
        self.edit.setAccessibleDescription(sentence)
        self._mark(refused=True)

    def accept(self) -> None:
        """Take the refusal away."""
        self._sentence.hide()
        self.edit.setAccessibleDescription("")
        self._mark(refused=False)

    def _edited(self, text: str) -> None:
        self.accept()
        self.changed.emit(text)

    def _mark(self, *, refused: bool) -> None:
        mark_refused(self.edit, refused=refused)


def mark_refused(widget: QWidget, *, refused: bool) -> None:
    """Draw a line edit, a text edit or a spin box as refused, or not."""
    if bool(widget.property("refused")) != refused:
        widget.setProperty("refused", refused)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def complete_with(edit: QLineEdit, names: QAbstractItemModel) -> QCompleter:
    """Offer names below a line edit while a person types; any part of a name will do."""
    return complete_by(edit, QCompleter(names, edit))


def complete_by(edit: QLineEdit, completer: QCompleter) -> QCompleter:
    """Offer what a completer finds below a line edit; any part of a name will do."""
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(10)
    edit.setCompleter(completer)
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("offered", "true")
        popup.setItemDelegate(QStyledItemDelegate(popup))
        popup.setAccessibleName(edit.accessibleName())
    return completer


class TextArea(QPlainTextEdit):
    """Several lines to type in; Tab leaves it. `lines`: how many are seen at once."""

    def __init__(self, text: str = "", *, name: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(font("body"))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + px(18))
