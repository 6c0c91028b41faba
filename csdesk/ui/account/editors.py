"""An editor is the widget for one declared field: what it holds decides which."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from csdesk import wording
from csdesk.domain.fields import Field, Kind
from csdesk.services.book.forms import Options
from csdesk.ui.formats import day
from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field as TypedField
from csdesk.ui.kit.fields import TextArea, mark_refused
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.numbers import in_locale
from csdesk.ui.theme import px

LONG = frozenset(
    {"required_outcome", "appropriate_experience", "notes", "summary", "comment", "evidence", "note"}
    | {"judgement_reason", "clears_when", "lost_reason", "reason"}
)
"""Texts of more than a line."""
SCALES = {"judgement": "1 to 5; 5 is the best", "severity": "1 to 4; 1 is the worst"}
"""Whole numbers that stand for a scale."""
_HINTS = {
    Kind.DAY: "24 Nov 2025; empty is not known",
    Kind.WHOLE: "A whole number",
    Kind.INSTANT: "24 Nov 2025",
}


class Editor(QWidget):
    """The base: `text()` is what a person would have typed; `refuse(sentence)` says why it cannot be."""

    def __init__(self) -> None:
        super().__init__()
        self.column = in_column(on=self, gap=4)
        self._sentence = paragraph("", "small", "bad.text")
        self._sentence.hide()

    def text(self) -> str:
        """What is in the editor."""
        raise NotImplementedError

    def refusal(self) -> str:
        """The sentence shown; empty when accepted."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    def refuse(self, sentence: str) -> None:
        """Say below the editor why its text was refused; an empty sentence takes it away."""
        if self.column.indexOf(self._sentence) < 0:
            self.column.addWidget(self._sentence)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))


class LineEditor(Editor):
    """A line to type in."""

    def __init__(self, field: Field, text: str, hint: str = "") -> None:
        super().__init__()
        self.field = TypedField(text, name=field.header, hint=hint)
        self.field.edit.setCursorPosition(0)  # what is longer is read from its beginning
        self.column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def refusal(self) -> str:
        """The sentence of the line."""
        return self.field.refusal()

    def refuse(self, sentence: str) -> None:
        """The line has a place for it."""
        if sentence:
            self.field.refuse(sentence)
        else:
            self.field.accept()


class AreaEditor(Editor):
    """Several lines to type in."""

    def __init__(self, field: Field, text: str) -> None:
        super().__init__()
        self.area = TextArea(text, name=field.header, lines=3 if field.key == "notes" else 2)
        self.column.addWidget(self.area)
        self.setFocusProxy(self.area)

    def text(self) -> str:
        """What was typed."""
        return self.area.toPlainText()

    def refuse(self, sentence: str) -> None:
        """Mark the area too."""
        super().refuse(sentence)
        mark_refused(self.area, refused=bool(sentence))


class ChoiceEditor(Editor):
    """One of several values; the first is not known, where the field may be that."""

    def __init__(self, field: Field, text: str, options: Sequence[tuple[str, str]], *, empty: bool) -> None:
        super().__init__()
        offered = [("", "–"), *options] if empty or not text else list(options)
        self.choice = Choice(offered, name=field.header)
        if any(value == text for value, _ in offered):
            self.choice.set_value(text)
        self.column.addWidget(self.choice)
        self.setFocusProxy(self.choice)

    def text(self) -> str:
        """The value."""
        return str(self.choice.value or "")


class ChecksEditor(Editor):
    """Any of several values."""

    def __init__(self, field: Field, text: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        chosen = {part.strip() for part in text.split(",")}
        self.checks = {value: Check(words) for value, words in options}
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(2))
        for number, (value, check) in enumerate(self.checks.items()):
            check.setChecked(value in chosen)
            check.setAccessibleName(f"{field.header}: {check.text()}")
            grid.addWidget(check, number // 3, number % 3)
        self.column.addLayout(grid)
        if self.checks:
            self.setFocusProxy(next(iter(self.checks.values())))

    def text(self) -> str:
        """The values, with commas between."""
        return ", ".join(value for value, check in self.checks.items() if check.isChecked())


class DayEditor(Editor):
    """A day that is always there."""

    def __init__(self, field: Field, text: str, today: date) -> None:
        super().__init__()
        self.day = DayField(date.fromisoformat(text) if text else today, today=today, name=field.header)
        self.column.addWidget(self.day)
        self.setFocusProxy(self.day)

    def text(self) -> str:
        """The day as contracts write it."""
        return self.day.day().isoformat()


def editor(field: Field, text: str, options: Options | None, today: date) -> Editor:
    """The editor of a field with its text."""
    if field.kind is Kind.CHOICE and field.choices:
        words = [(c.value, wording.choice(c)) for c in field.choices]
        return ChoiceEditor(
            field, text, words, empty=False if text and _has_default(field) else not field.required
        )
    if field.kind is Kind.YES_NO:
        return ChoiceEditor(field, text, [("yes", "Yes"), ("no", "No")], empty=field.key == "auto_renew")
    if field.kind is Kind.CHOICES and field.choices:
        return ChecksEditor(field, text, [(c.value, wording.choice(c)) for c in field.choices])
    if options is not None:
        many = field.kind is Kind.REFERENCES
        return (
            ChecksEditor(field, text, options)
            if many
            else ChoiceEditor(field, text, options, empty=not field.required)
        )
    if field.kind is Kind.DAY and field.required:
        return DayEditor(field, text, today)
    if field.key in LONG:
        return AreaEditor(field, text)
    return LineEditor(field, _shown(field, text), SCALES.get(field.key, _HINTS.get(field.kind, "")))


def _has_default(field: Field) -> bool:
    return field.key in {
        "status",
        "period",
        "party",
        "kind",
        "direction",
        "severity",
        "category",
        "outcome",
        "effect",
    }


_NUMBERS = {Kind.EXACT, Kind.MONEY, Kind.NUMBER}


def _shown(field: Field, text: str) -> str:
    """A day with its month in letters, a number in the locale's mark: both are read back one way only."""
    if field.kind in _NUMBERS:
        return in_locale(text)
    if field.kind is Kind.DAY and text:
        value = date.fromisoformat(text)
        return day(value, today=value, always_year=True)
    return text
