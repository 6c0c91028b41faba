"""A sheet's line says what one sheet of the files holds, in plain words, and what would come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from csdesk.domain.imports.bench.plan import Plan, Result, SheetPlan
from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.sheets.added import grid_of
from csdesk.domain.imports.tables.tables import BY_PERSON, HIDDEN, LEGEND, NAMELESS, Skipped
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS
from csdesk.domain.phrases import together, upper
from csdesk.ui.formats import day

_PLAIN = {
    "account": "customers",
    "subscription": "contracts",
    "step": "price changes",
    "survey": "survey answers",
    "usage": "usage readings",
    "reading": "readings of objectives",
}
_WHY = {BY_PERSON: "left out by you", HIDDEN: "left out: hidden in the file"}
_CAN_COME = frozenset({BY_PERSON, HIDDEN, NAMELESS, LEGEND})
"""Why sheets are left out that can be taken all the same."""
_SIGNS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", ":": "colon", " ": "space"}
DELIMITERS = (",", ";", "\t", "|")
"""What may stand between the columns of a text file."""
ENCODINGS = (
    "utf-8",
    "cp1252",
    "iso8859-15",
    "cp1250",
    "cp1251",
    "mac-roman",
    "utf-16",
    "shift_jis",
    "gb18030",
)
"""The encodings that are offered; the command line takes more."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet: `what` it holds, or why it is left out; counts are None where it is not taken."""

    name: str
    file: str
    what: str
    taken: bool
    hidden: bool = False
    can_take: bool = True
    counts: Mapping[Result, int] | None = None
    rows: int = 0
    told: int = 0
    """How many things are to be known of it."""


def lines_of(sources: Sequence[Source], plan: Plan) -> tuple[SheetLine, ...]:
    """The lines of all sheets in the order of the files, those of several tables on one sheet one after another."""
    at = {id(grid): (n, m) for n, source in enumerate(sources) for m, grid in enumerate(source.grids)}
    found = []
    for sheet in plan.sheets:
        if grid := grid_of(sources, sheet.file, sheet.sheet):
            found.append((at[id(grid)], sheet.sheet, _taken(sheet, grid)))
    for out in plan.skipped:
        if grid := grid_of(sources, out.file, out.sheet):
            found.append((at[id(grid)], out.sheet, _left(out, grid)))
    return tuple(line for _, _, line in sorted(found, key=itemgetter(0, 1)))


def _taken(sheet: SheetPlan, grid: Grid) -> SheetLine:
    counts = {result: sheet.count(result) for result in Result}
    what = nouns_text(sheet) + (" (a hidden sheet)" if grid.hidden else "")
    rows, told = len(sheet.rows), len(sheet.notes)
    return SheetLine(sheet.sheet, sheet.file, what, True, grid.hidden, counts=counts, rows=rows, told=told)


def _left(out: Skipped, grid: Grid) -> SheetLine:
    can = out.why in _CAN_COME and any(len(r) for r in grid.rows)
    return SheetLine(out.sheet, out.file, _WHY.get(out.why, f"left out: {out.why}"), False, grid.hidden, can)


def plural(word: str) -> str:
    """What rows of a noun are called in plain words: `customers`."""
    return _PLAIN.get(word) or (SHEET_NOUNS[word].sheet or word).lower()


def nouns_text(sheet: SheetPlan) -> str:
    """What the rows are, and what else they speak of: `Customers, with contacts and contracts`."""
    first = plural(sheet.row_noun)
    others = [plural(n) for n in sheet.nouns if n not in {sheet.row_noun, "account"}]
    if sheet.row_noun != "account" and not others:
        return upper(first)
    listed = together(others)
    return upper(first) + (f", with {listed}" if listed else "")


def facts_text(sheet: SheetPlan, today: date) -> str:
    """Where the header stands, and from when on its values are known."""
    where = f"header in row {sheet.header_row}" if sheet.header_row else "no header"
    return f"{where} · values known from {day(sheet.day, today=today)}"


def read_as(column: Column) -> str:
    """How the days and numbers of a column are read: `day first`, `decimal comma`; empty where nothing was typed."""
    order = column.order or (column.custom.order if column.custom else None)
    mark = column.mark or (column.custom.mark if column.custom else None)
    if order:
        return {"dmy": "day first", "mdy": "month first", "ymd": "year first"}[order.value]
    if mark:
        return {"point": "decimal point", "comma": "decimal comma", "neither": "no decimals"}[mark.value]
    return ""


def delimiter_text(sign: str | None) -> str:
    """What parts the columns of a text file, as a word."""
    return _SIGNS.get(sign or "", sign or "")


def encoding_text(name: str | None) -> str:
    """An encoding as people write it: `UTF-8`, `Windows-1252`."""
    plain = (name or "").lower().replace("_", "-").removesuffix("-sig")
    shown = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251"}
    shown |= {"latin-1": "Latin-1", "iso8859-1": "Latin-1", "iso8859-15": "Latin-9", "mac-roman": "Mac Roman"}
    shown |= {"shift-jis": "Shift JIS"}
    return shown.get(plain, plain.upper())
