"""What is typed into a form: its texts by the accessible names of their fields, taken out and put back."""

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_Field = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox


def was_typed(form: QWidget) -> bool:
    """Whether a person typed a text into any field that is not empty now."""
    lines = [
        e for e in form.findChildren(QLineEdit) if e.isModified() and e.text().strip() and not _within(e)
    ]
    areas = [a for a in form.findChildren(QPlainTextEdit) if a.document().isModified()]
    return bool(lines) or any(area.toPlainText().strip() for area in areas)


def texts_of(form: QWidget) -> dict[str, str]:
    """The text of every field that has a name."""
    return {name: _text(one) for name, one in _fields(form).items()}


def type_into(form: QWidget, texts: Mapping[str, str]) -> None:
    """Put texts back into the fields of these names; a choice that is not offered any more stays as it is."""
    for name, one in _fields(form).items():
        if name in texts and texts[name] != _text(one):
            _put(one, texts[name])


def _fields(form: QWidget) -> dict[str, _Field]:
    found: dict[str, _Field] = {}
    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox):
        for one in form.findChildren(kind):
            name = one.accessibleName()
            if name and isinstance(one, _Field):
                found.setdefault(name, one)
    return found


def _within(edit: QLineEdit) -> bool:
    """Whether a line is a part of a field for numbers or days, whose value is a choice rather than a text."""
    return isinstance(edit.parent(), QAbstractSpinBox)


def _text(one: _Field) -> str:
    if isinstance(one, QPlainTextEdit):
        return one.toPlainText()
    if isinstance(one, QCheckBox):
        return "yes" if one.isChecked() else ""
    return one.currentText() if isinstance(one, QComboBox) else one.text()


def _put(one: _Field, text: str) -> None:
    if isinstance(one, QPlainTextEdit):
        one.setPlainText(text)
        one.document().setModified(True)
    elif isinstance(one, QCheckBox):
        one.setChecked(bool(text))
    elif isinstance(one, QComboBox):
        if one.findText(text) >= 0:
            one.setCurrentIndex(one.findText(text))
    else:
        _put_line(one, text)


def _put_line(one: QLineEdit, text: str) -> None:
    one.setText(text)
    one.setModified(True)
    spin = one.parent()
    if isinstance(spin, QAbstractSpinBox):
        spin.interpretText()
