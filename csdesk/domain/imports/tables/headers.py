"""A header is the row that names the columns: under titles, in two rows, with equal and blank names told apart."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.grid import Fault, Value, letter
from csdesk.domain.imports.cells.values import Mark, read_amount
from csdesk.domain.imports.vocabulary.exports import is_written
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.values import dataclass

_LOOK = 40
"""How many rows from the top may hold the header."""
_MOSTLY = 0.6
"""Which share of the rows of a list without a header has more than one cell."""
_SHORT = 40
"""Up to which length a text may be a header that nobody knows."""
WHY_REFUSED, COMPUTED = "Why it was refused", "(computed)"
"""Headers of columns that csdesk itself wrote, and reads as nothing."""


@dataclass(frozen=True, slots=True)
class Header:
    """One column's header, as shown: duplicates are numbered, blank ones are named by their letter."""

    index: int
    text: str
    day: date | None = None
    """Where the header itself is a day, as in months as columns."""
    every: int = 1
    """How many months such a header is; 0 for a week, or a day."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the header stands: its row, counted from 0, and the row of groups over it, if there is one."""

    row: int
    group: tuple[Value, ...] | None = None
    bare: bool = False
    """Whether there is none: then it is the row above the first one, and columns are called by their letters."""


def blank(value: Value) -> bool:
    """Whether a cell holds nothing a person would see."""
    if value is None or type(value) is not str:
        return value is None
    return not value or value.isspace() or (value[0] == "\u200b" and not value.replace("\u200b", "").strip())


def place_of_header(
    rows: Sequence[tuple[Value, ...]], synonyms: Synonyms, headers: Iterable[str] = ()
) -> Place | None:
    """Find the header; `headers` that are known to be such. None where no row can be one."""
    at = _written_at(rows, synonyms)
    if at is not None:
        return Place(at)
    at = _header_at(rows, synonyms, frozenset(map(fold, headers)))
    if at is not None:
        return _in_two_rows(rows, at, synonyms)
    at = _worded_at(rows)
    return _bare(rows) if at is None else Place(at)


def _bare(rows: Sequence[tuple[Value, ...]]) -> Place | None:
    """The row above the first one of a list without a header; None where it has no column of words."""
    first = next((i for i, row in enumerate(rows[:_LOOK]) if sum(not blank(v) for v in row) > 1), None)
    if first is None:
        return None
    some = [row for row in rows[first : first + _LOOK] if any(not blank(v) for v in row)]
    alike = [row for row in some if sum(not blank(v) for v in row) > 1]
    worded = any(
        all(_is_name(row[i] if i < len(row) else None) for row in alike) for i in range(len(rows[first]))
    )
    return Place(first - 1, bare=True) if worded and len(alike) > max(1, _MOSTLY * len(some)) else None


def _in_two_rows(rows: Sequence[tuple[Value, ...]], at: int, synonyms: Synonyms) -> Place:
    """The header with the row that completes it: below, where its names stand, or above, where its groups do."""
    if at + 2 < len(rows) and _goes_on(rows[at], rows[at + 1], synonyms):
        return Place(at + 1, rows[at])
    if at and _groups(rows[at - 1], rows[at], synonyms):
        return Place(at, rows[at - 1])
    return Place(at)


def _goes_on(head: tuple[Value, ...], below: tuple[Value, ...], synonyms: Synonyms) -> bool:
    """Whether the row below a header holds the names under its groups, and not the first customer."""
    over = _over(head, len(below))
    filled = [i for i, v in enumerate(below) if not blank(v)]
    if len(filled) < 2 or not all(_is_name(below[i]) for i in filled):
        return False
    told = [i for i in filled if _means(below[i], over.get(i), synonyms)]
    merged = sum(1 for i in filled if i >= len(head) or blank(head[i]))
    wrapped = all(
        i < len(head) and not blank(head[i]) and _joins(head[i], below[i], synonyms) for i in filled
    )
    return len(told) == len(filled) and (wrapped or (merged > 0 and any(i in over for i in filled)))


def _groups(above: tuple[Value, ...], head: tuple[Value, ...], synonyms: Synonyms) -> bool:
    """Whether the row above a header names groups of its columns, and is no title."""
    filled = [i for i, v in enumerate(above) if not blank(v)]
    if not filled or not all(_is_name(v := above[i]) or _is_year(v) or isinstance(v, date) for i in filled):
        return False
    under = [i for i, v in enumerate(head) if not blank(v)]
    if len(filled) > len(under) or (len(filled) == 1 and under and filled[0] <= under[0]):
        return False
    over = _over(above, len(head))
    counted = Counter(fold(str(head[i])) for i in under)
    if any(is_known(fold(str(above[i])), synonyms) for i in filled[1:] if i not in under):
        return True
    return any(
        _joins(over.get(i), head[i], synonyms) or (i in over and counted[fold(str(head[i]))] > 1)
        for i in under
    )


def _is_name(value: Value) -> bool:
    return isinstance(value, str) and len(value) <= _SHORT and not is_value(value)


def _is_year(value: Value) -> bool:
    text = str(value).strip() if isinstance(value, str | int) else ""
    return re.fullmatch(r"(19|20)\d\d", text) is not None


def _over(group: tuple[Value, ...], width: int) -> dict[int, Value]:
    """What stands over each column: a group reaches to the next one."""
    found: dict[int, Value] = {}
    last: Value = None
    for index in range(max(width, len(group))):
        last = group[index] if index < len(group) and not blank(group[index]) else last
        if last is not None:
            found[index] = last
    return found


def _means(name: Value, group: Value, synonyms: Synonyms) -> bool:
    monthly = not blank(group) and _is_month(str(name))
    return monthly or is_known(fold(str(name)), synonyms) or _joins(group, name, synonyms)


def _joins(group: Value, name: Value, synonyms: Synonyms) -> bool:
    """Whether a group and a name together are a header that is known, or a month."""
    if blank(group) or blank(name):
        return False
    text = f"{shown_header(group)} {shown_header(name)}"
    return is_known(fold(text), synonyms) or _is_month(text) or _is_month(f"{name} {group}")


def _is_month(text: str) -> bool:
    typed = typed_day(f"1 {text}")
    return typed is not None and typed.certain is not None


def _with_groups(
    head: tuple[Value, ...], group: tuple[Value, ...], width: int, synonyms: Synonyms
) -> dict[int, Value]:
    """The texts of the columns that need their group to be told."""
    over = _over(group, width)
    counted = Counter(fold(shown_header(v)) for v in head if not blank(v))
    found: dict[int, Value] = {}
    for index in range(width):
        name = head[index] if index < len(head) else None
        if blank(name):
            if index < len(group) and not blank(group[index]):
                found[index] = group[index]
        elif index in over and _is_month(f"{name} {over[index]}"):
            found[index] = f"{name} {over[index]}"
        elif _joins(over.get(index), name, synonyms) or (index in over and counted[fold(str(name))] > 1):
            found[index] = f"{shown_header(over[index])} {shown_header(name)}"
    return found


def _written_at(rows: Sequence[tuple[Value, ...]], synonyms: Synonyms) -> int | None:
    """The first row, where it is the header of a table that another program wrote."""
    at = next((i for i, row in enumerate(rows[:_LOOK]) if any(not blank(v) for v in row)), None)
    names = [v for v in rows[at] if isinstance(v, str)] if at is not None else []
    return at if names and is_written(names, synonyms.exports, synonyms.technical) else None


def _worded_at(rows: Sequence[tuple[Value, ...]]) -> int | None:
    """The first row of more than one cell, where it can only be a header: short words, each once, none a value."""
    at = next((i for i, row in enumerate(rows[:_LOOK]) if sum(not blank(v) for v in row) > 1), None)
    cells = [v for v in rows[at] if not blank(v)] if at is not None else []
    words = [fold(v) for v in cells if isinstance(v, str) and len(v) <= _SHORT and not is_value(v)]
    return at if cells and len(words) == len(cells) == len(set(words)) else None


def is_value(text: str) -> bool:
    """Whether a text is a value and no word: an address, a number, a sign."""
    return "@" in text or not any(map(str.isalpha, text)) or read_amount(text, Mark.POINT) is not None


def _header_at(rows: Sequence[tuple[Value, ...]], synonyms: Synonyms, headers: frozenset[str]) -> int | None:
    best: tuple[float, int] | None = None
    for index, row in enumerate(rows[:_LOOK]):
        cells = [v for v in row if not blank(v)]
        score = _header_score(cells, synonyms, headers)
        if score > 0 and (best is None or score > best[0]):
            best = (score, index)
    return _above_values(rows, best[1]) if best else None


def _above_values(rows: Sequence[tuple[Value, ...]], at: int) -> int:
    """The row of a header, or that of as many words above it where it holds a number: then it is a row of the list."""
    if not any(sum(v is not None for v in row) > 1 for row in rows[:at]):
        return at
    over = _worded_at(rows)
    cells = [v for v in rows[at] if not blank(v)]
    if over is None or over >= at or sum(not blank(v) for v in rows[over]) < len(cells):
        return at
    numbers = (v for v in cells if not isinstance(v, date) and not _is_year(v))
    return over if any(read_amount(v, Mark.POINT) is not None for v in numbers) else at


def _header_score(cells: list[Value], synonyms: Synonyms, headers: frozenset[str]) -> float:
    words = [header_word(v) for v in cells if isinstance(v, str) and len(v) <= 60]
    known = sum(1 for w in words if w in headers or is_known(w, synonyms))
    if not known:
        return 0
    others = sum(1 for v in cells if not isinstance(v, str | date) and not _is_year(v))
    return known * 3 + len(set(words)) - others * 2 - (len(words) - len(set(words)))


def is_known(word: str, synonyms: Synonyms) -> bool:
    """Whether a folded header is one that any noun knows."""
    bare = bare_header(word)
    return any(w in synonyms.columns or any(w in log for log in synonyms.logs.values()) for w in {word, bare})


_UNITS = re.compile(
    r"(?<=.) (usd|eur|gbp|chf|in usd|in eur|(?:in )?(?:k|t|tsd|teur|keur|kusd|kgbp|kchf|tchf|eurk|usdk|"
    r"thousands?|tausend|(?:1 )?000|1000|mio|m|millions?|millionen)|local|local currency|lc|lcy|landesw(?:ae|a)hrung|"
    r"date|amount|flag|value|indicator|in cents|cents|in pence|pence|"
    r"stripe|hubspot|zendesk|salesforce|sfdc|pipedrive|chartmogul|quickbooks|intercom|xero|crm)$"
)
_PREFIXES = re.compile(r"^(property|properties|custom|cf|customer s|our|current) (?=.)")


def header_word(text: str) -> str:
    """A header folded, without the signs beside its words: *💰 ARR* is *arr*."""
    folded = fold(text)
    if folded.isascii():
        return folded
    words = "".join(" " if unicodedata.category(c) == "So" else c for c in folded)
    return " ".join(words.split()) or folded


def bare_header(word: str) -> str:
    """A folded header without words that only say its unit, kind or system: `arr usd`, `property name`."""
    return bare_headers(word)[-1]


def bare_headers(word: str) -> list[str]:
    """The same step by step, so that *contract value eur* is *contract value* before it is *contract*."""
    found = [word]
    while (bare := _UNITS.sub("", _PREFIXES.sub("", found[-1]))) != found[-1]:
        found.append(bare)
    return found


def headers_at(
    rows: Sequence[tuple[Value, ...]], at: int, group: tuple[Value, ...] | None, synonyms: Synonyms
) -> tuple[Header, ...]:
    """The headers of a row, each with what stands over it where that is needed to tell it from others."""
    width = max(len(r) for r in rows[at:])
    texts = _with_groups(rows[at], group, width, synonyms) if group else {}
    seen: dict[str, int] = {}
    found = []
    for index in range(width):
        cell = texts.get(index, rows[at][index] if index < len(rows[at]) else None)
        if blank(cell) and all(index >= len(r) or blank(r[index]) for r in rows[at + 1 :]):
            continue
        if isinstance(cell, str) and (cell.strip() == WHY_REFUSED or is_computed(cell)):
            continue
        text = f"column {letter(index)}" if blank(cell) else shown_header(cell)
        key = fold(text)
        seen[key] = seen.get(key, 0) + 1
        day = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None
        found.append(Header(index, f"{text} ({seen[key]})" if seen[key] > 1 else text, day))
    return tuple(found)


def lettered(rows: Sequence[tuple[Value, ...]]) -> tuple[Header, ...]:
    """Headers for columns that nobody named: their letters."""
    width = max(map(len, rows), default=0)
    filled = [i for i in range(width) if any(i < len(r) and not blank(r[i]) for r in rows)]
    return tuple(Header(i, f"column {letter(i)}") for i in filled)


def shown_header(cell: Value) -> str:
    """A cell of a header as a person reads it."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = cell.text if isinstance(cell, Fault) else str(cell)
    return " ".join(text.replace("﻿", "").split())


def is_computed(header: str) -> bool:
    """Whether a header has the mark of a worked out column, in letters of either size."""
    return header.rstrip().casefold().endswith(COMPUTED)


def without_mark(header: str) -> str:
    """A header without that mark."""
    return header.rstrip()[: -len(COMPUTED)].rstrip() if is_computed(header) else header
