"""A mistyped key of an answer names a sheet, column, row or question that is not there; the nearest is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from rapidfuzz import fuzz

from csdesk.domain.errors import NoSuchQuestion
from csdesk.domain.imports.bench.plan import Plan, SheetPlan
from csdesk.domain.imports.rows.erase_offers import ALL
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.one_cause import EVERY, is_of_every, of_every
from csdesk.domain.imports.tables.questions import (
    ERASING,
    KINDS,
    RETURNED,
    ROW_KINDS,
    Asking,
    cell_key,
    column_key,
)

_ONE = {
    "columns": "unknown", "complete": "accounts", "hidden": "rows", "merged": "rows", "months": "columns",
    "customer": "column", "abreast": "columns", "archived": "accounts",
    "sponsors": "sponsor", "twice": "product", "product": "name", "sections": "headings", "strangers": "accounts",
}  # fmt: skip
"""What stands last in the key of a question that is asked once a sheet."""
_PRICES = frozenset({"price", "changed"})
"""Questions about an amount, which may have no column of its own."""


def refuse_mistyped(keys: Iterable[str], plan: Plan) -> None:
    """Refuse keys that a person typed and that name nothing in the files.

    A question that is not asked of a column that is there is none of them: another answer, or the book, has settled it.
    Raises: NoSuchQuestion.
    """
    asked = {key for q in plan.questions for key in (q.key, of_every(q))}
    for key in sorted(keys):
        named = ((key.replace(EVERY, s.sheet, 1) if is_of_every(key) else key, s) for s in plan.sheets)
        if key not in asked and not any(_is_there(name, sheet) for name, sheet in named):
            there = asked if is_of_every(key) else _keys(key, plan)
            raise NoSuchQuestion(key=key, nearest=nearest_key(key, there))


def refuse_unknown(asking: Asking, sheets: Sequence[Sheet], skipped: Sequence[str]) -> None:
    """Refuse the first answer that no sheet could ask for, were it taken. Raises: NoSuchQuestion."""
    columns = (column_key(s.name, c.header) for s in sheets for c in s.mapping.columns)
    there = (*(q.key for q in asking.asked), *columns)
    for key in asking.unknown_answers([*(s.name for s in sheets), *skipped]):
        raise NoSuchQuestion(key=key, nearest=nearest_key(key, there))


def nearest_key(key: str, keys: Iterable[str]) -> str:
    """The key most like another, first of its own kind."""
    kind = key.partition(":")[0]
    there = sorted(set(keys))
    alike = [k for k in there if k.startswith(f"{kind}:")] or there
    return max(alike, key=partial(fuzz.ratio, key), default="none")


def _keys(key: str, plan: Plan) -> Iterator[str]:
    """All keys that could be meant; of cells, those of the row that is named, or of the nearest one."""
    yield from (q.key for q in plan.questions)
    for sheet in plan.sheets:
        yield from (column_key(sheet.sheet, c.header) for c in sheet.columns)
        if key.startswith("cell:") and (row := _nearest_row(key, sheet)):
            yield from (cell_key(sheet.sheet, c.header, row) for c in sheet.columns)


def _nearest_row(key: str, sheet: SheetPlan) -> int | None:
    named = re.search(r":(\d+)$", key)
    wanted = int(named.group(1)) if named else 0
    return min((r.row for r in sheet.rows), key=lambda row: (abs(row - wanted), row), default=None)


def _is_there(key: str, sheet: SheetPlan) -> bool:
    kind, _, rest = key.partition(":")
    if kind not in KINDS or not rest.startswith(f"{sheet.sheet}:"):
        return False
    what = rest.removeprefix(f"{sheet.sheet}:")
    if kind in _ONE:
        return what == _ONE[kind]
    if kind in ROW_KINDS or kind == RETURNED:
        return what in {"names", "all rows"} or what in {str(r.row) for r in sheet.rows}
    if kind == "cell":
        header, _, row = what.rpartition(":")
        return _is_column(header, sheet) and row in {str(r.row) for r in sheet.rows}
    if kind == "heading":
        return any(_words(what) - {str(h.row)} == _words(h.text) for h in sheet.left_out)
    if kind == "value":
        return any(what == c.header or what.startswith(f"{c.header}: ") for c in sheet.columns)
    if kind == ERASING and what == ALL:
        return True
    return _is_column(what.removesuffix(" $"), sheet) or (kind in _PRICES and what == "amount")


def _is_column(header: str, sheet: SheetPlan) -> bool:
    return any(c.header == header for c in sheet.columns)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
