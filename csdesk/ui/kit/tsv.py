"""Tab-separated text, as spreadsheets take it from the clipboard."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

_QUOTED = ("\t", "\n", "\r", '"')
_FORMULA = ("=", "+", "@", "-")


def tsv(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as text. What a spreadsheet would run as a formula gets an apostrophe before it."""
    return "".join("\t".join(_cell(cell) for cell in line) + "\n" for line in lines)


def copies(event: QKeyEvent, lines: Iterable[Sequence[str]]) -> bool:
    """Put what is drawn on the clipboard as lines of cells, if the key asks for that."""
    if not event.matches(QKeySequence.StandardKey.Copy):
        return False
    QGuiApplication.clipboard().setText(tsv(lines))
    return True


def _cell(text: str) -> str:
    if text.startswith(_FORMULA) and not _is_number(text):
        text = f"'{text}"
    if any(mark in text for mark in _QUOTED):
        return '"' + text.replace('"', '""') + '"'
    return text


def _is_number(text: str) -> bool:
    rest = text[1:].strip()
    return bool(rest) and all(c.isdigit() or c in ".,  %$€£" for c in rest)
