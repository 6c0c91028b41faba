"""A sheet's line says what one sheet of the files holds, in plain words, and what would come of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from csdesk.domain.imports.bench.plan import Plan, Result, SheetPlan
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS

_PLAIN = {
    "account": "customers",
    "subscription": "contracts",
    "step": "price changes",
    "survey": "survey answers",
    "usage": "usage readings",
    "reading": "readings of objectives",
}
BY_PERSON = "left out by you"
_CHOSEN = "another sheet was chosen"
_EMPTY = frozenset({"it is empty", "no header was found", "it has no rows"})
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


def lines_of(sources: Iterable[Source], plan: Plan, ever: frozenset[str]) -> tuple[SheetLine, ...]:
    """The lines of all sheets in the order of the files; `ever`: the sheets that were taken once."""
    taken = {(s.file, s.sheet): s for s in plan.sheets}
    skipped = {(s.file, s.sheet): s for s in plan.skipped}
    found = []
    for source in sources:
        for grid in source.grids:
            keys = [(source.file, grid.name), (source.file, f"{source.file} {grid.name}")]
            sheet = next((taken[k] for k in keys if k in taken), None)
            out = next((skipped[k] for k in keys if k in skipped), None)
            if sheet is not None:
                found.append(_taken(sheet, hidden=grid.hidden))
            elif out is not None:
                why = _why(out.why, hidden=grid.hidden, was=out.sheet in ever)
                can = out.why not in _EMPTY and any(len(r) for r in grid.rows)
                found.append(SheetLine(out.sheet, source.file, why, False, grid.hidden, can))
    return tuple(found)


def _taken(sheet: SheetPlan, *, hidden: bool) -> SheetLine:
    counts = {result: sheet.count(result) for result in Result}
    what = nouns_text(sheet) + (" (a hidden sheet)" if hidden else "")
    return SheetLine(sheet.sheet, sheet.file, what, True, hidden, counts=counts, rows=len(sheet.rows))


def _why(why: str, *, hidden: bool, was: bool) -> str:
    if why == _CHOSEN:
        return BY_PERSON if was else "left out: hidden in the file" if hidden else BY_PERSON
    if hidden:
        return "left out: hidden in the file"
    return f"left out: {why}"


def plural(word: str) -> str:
    """What rows of a noun are called in plain words: `customers`."""
    return _PLAIN.get(word) or (SHEET_NOUNS[word].sheet or word).lower()


def nouns_text(sheet: SheetPlan) -> str:
    """What the rows are, and what else they speak of: `Customers, with contacts and contracts`."""
    first = plural(sheet.row_noun)
    others = [plural(n) for n in sheet.nouns if n not in {sheet.row_noun, "account"}]
    if sheet.row_noun != "account" and not others:
        return first[:1].upper() + first[1:]
    listed = _listed(others)
    return f"{first[:1].upper()}{first[1:]}" + (f", with {listed}" if listed else "")


def _listed(words: list[str]) -> str:
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1] if words else ""


def read_as(column: Column) -> str:
    """How the days and numbers of a column are read: `day first`, `decimal comma`; empty where nothing was typed."""
    order = column.order or (column.custom.order if column.custom else None)
    mark = column.mark or (column.custom.mark if column.custom else None)
    if order:
        return {"dmy": "day first", "mdy": "month first", "ymd": "year first"}[order.value]
    if mark:
        return "decimal comma" if mark is Mark.COMMA else "decimal point"
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
