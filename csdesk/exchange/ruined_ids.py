"""A ruined ID is one that a spreadsheet took for a number: its last digits are zeros, or those in front are gone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from csdesk.domain.imports.grid import Value
from csdesk.exchange.findings import letters, listed

_SHOWN = 12
_DIGITS = 15
"""How many digits Excel keeps of a number."""
_BIG = 10**_DIGITS
_LOOK = 12
"""How many rows from the top may hold the header of a column of IDs."""
_ID = re.compile(
    r"\b(ids?|uid|guid|number|nummer|no|nr|num|code|key|zip|postcode|postal|plz|ean|sku|vat|iban|account|konto|external|ext"
    r"|n[uú]mero|num[eé]ro|c[oó]digo|cuenta|compte)\b",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"\d[.,]\d+E\+?(1[1-9]|[2-9]\d)", re.IGNORECASE)
"""An ID of twelve digits or more, as Excel shows it in a narrow column and saves it as CSV."""
_ENOUGH, _MOST = 5, 0.7
"""From how many IDs on, and which share of them of one length, the shorter ones are noticed."""


def notes_of(rows: Sequence[Sequence[Value]]) -> list[str]:
    """A note for each column whose IDs have lost digits, with its rows."""
    cut: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if type(value) is int and (value >= _BIG or value <= -_BIG) and _ends_in_zeros(str(abs(value))):
                cut.setdefault(column, []).append(number)
    notes = [_cut(column, cut[column]) for column in sorted(cut)]
    for column, header, first in _columns(rows):
        texts = _texts(rows, column, first)
        if column not in cut:
            notes += _shortened(column, texts)
        notes += _without_zeros(column, header, texts)
    return notes


def _ends_in_zeros(digits: str) -> bool:
    return len(digits) > _DIGITS and not digits[_DIGITS:].strip("0")


def _cut(column: int, rows: list[int]) -> str:
    return (
        f"column {letters(column)} has numbers of more than {_DIGITS} digits, of which Excel has made the last ones 0: "
        f"as IDs they are ruined, format the column as text in the source; rows {_places(rows)}"
    )


def _places(rows: list[int]) -> str:
    return listed([str(r + 1) for r in rows[:_SHOWN]], len(rows))


def _columns(rows: Sequence[Sequence[Value]]) -> Iterator[tuple[int, str, int]]:
    """The columns that are headed as IDs, with the row below their header."""
    seen: set[int] = set()
    for number, row in enumerate(rows[:_LOOK]):
        for column, value in enumerate(row):
            if (
                column not in seen
                and isinstance(value, str)
                and len(value) < 60
                and _ID.search(value.replace("_", " "))
            ):
                seen.add(column)
                yield column, value, number + 1


def _texts(rows: Sequence[Sequence[Value]], column: int, first: int) -> list[tuple[int, str]]:
    """The cells of a column as texts, with their rows."""
    found = []
    for number in range(first, len(rows)):
        row = rows[number]
        value = row[column] if column < len(row) else None
        if value is not None and not isinstance(value, bool):
            found.append((number, str(value).strip()))
    return found


def _shortened(column: int, texts: list[tuple[int, str]]) -> list[str]:
    """IDs in a text table that went through Excel: 1.23457E+17, or zeros at the end of all of them."""
    rows = [number for number, text in texts if _SHORTENED.fullmatch(text)]
    long = [(number, text) for number, text in texts if text.isdigit() and len(text) > _DIGITS]
    if len(long) > 1 and all(_ends_in_zeros(text) for _, text in long):
        rows = sorted({*rows, *(number for number, _ in long)})
    return [_cut(column, rows)] if rows else []


def _without_zeros(column: int, header: str, texts: list[tuple[int, str]]) -> list[str]:
    """Whole numbers shorter than nearly all others of their column, far apart from each other: no running numbers."""
    whole = [
        (number, text) for number, text in texts if text.isascii() and text.isdigit() and len(text) <= _DIGITS
    ]
    if len(whole) < _ENOUGH or len(whole) < 0.9 * len(texts):
        return []
    length, count = Counter(len(text) for _, text in whole).most_common(1)[0]
    short = [number for number, text in whole if len(text) < length]
    sparse = int(max(text for _, text in whole if len(text) == length)) > 50 * len(whole)
    longer = any(len(text) > length for _, text in whole)
    if not short or longer or length < 4 or count < _MOST * len(whole) or not sparse:
        return []
    if any(text.startswith("0") for _, text in whole):
        return []
    name, places = header.strip()[:40], _places(short)
    said = f"column {letters(column)} ({name}) looks like IDs of {length} digits, some without the zeros in front: "
    return [f"{said}compare them with the source; rows {places}"]
