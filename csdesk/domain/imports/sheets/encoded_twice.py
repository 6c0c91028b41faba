"""Letters that were encoded twice on their way, *MÃ¼ller*, are read as what they were, *Müller*, and told."""

import re
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Row, Table

_BYTES = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TWICE = re.compile(f"[ÂÃÄÅÎÏÐÑ][{_BYTES}]|[á-é][{_BYTES}]{{2}}")
_SIGNS_BEHIND = re.compile(r"[ÄÅ][®©°»](?!\w)")
"""A last letter with a sign behind it, as people type them."""
_LETTERS = re.compile(
    "[\x00-\x7f\xa1-\u017f\u0370-\u052f\u1e00-\u1eff\u2010-\u20bf\u2116\u2122\u3000-\u9fff\uac00-\ud7af\uff00-\uffef\\s]*"
)
_SHOWN = 40


def decoded(text: str) -> str | None:
    """What a text was before it was encoded twice; None for one that never was."""
    if text.isascii() or not _TWICE.search(text) or _SIGNS_BEHIND.search(text):
        return None
    try:
        found = b"".join(map(_byte, text)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return found if _LETTERS.fullmatch(found) else None


def _byte(sign: str) -> bytes:
    """The byte that a sign was taken for; the five that no Western Windows knows stand for themselves."""
    return bytes([ord(sign)]) if "\x80" <= sign <= "\x9f" else sign.encode("cp1252")


def are_twice(texts: str) -> bool:
    """Whether any of the texts of a column may be such."""
    return not texts.isascii() and _TWICE.search(texts) is not None


def with_letters(table: Table, wanted: set[int]) -> Table:
    """The table with such cells of the wanted columns, and headers, as they were, and what to tell of them."""
    headers = tuple(replace(h, text=decoded(h.text) or h.text) for h in table.headers)
    columns = [h for h in headers if h.index in wanted]
    if headers == table.headers and not columns:
        return table
    notes = list(table.notes)
    for header in columns:
        cells = table.numbered(header.index)
        mended = [(n, c, found) for n, c in cells if isinstance(c, str) and (found := decoded(c))]
        if mended:
            row, said, found = mended[0]
            held = counted(len(mended), "cell", "holds")
            shown = f"{said[:_SHOWN]} is read as {found[:_SHOWN]}"
            notes.append(
                f"“{header.text}”: {held} letters that were encoded twice, such as row {row}: {shown}."
            )
    rows = tuple(_mended(row, wanted) for row in table.rows)
    return replace(table, headers=headers, rows=rows, notes=tuple(notes))


def _mended(row: Row, wanted: set[int]) -> Row:
    def letters(at: int, cell: Value) -> Value:
        return (decoded(cell) or cell) if at in wanted and isinstance(cell, str) else cell

    return replace(row, cells=tuple(letters(at, cell) for at, cell in enumerate(row.cells)))
