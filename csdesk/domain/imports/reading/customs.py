"""A column of a person's own: what its cells are, and under which name it is kept."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from csdesk.domain.custom import CustomField, CustomKind
from csdesk.domain.imports.cells.custom import Custom
from csdesk.domain.imports.cells.days import Order, cell_day, order_evidence, typed_day
from csdesk.domain.imports.cells.grid import Fault, Value
from csdesk.domain.imports.cells.values import Mark, mark_evidence, read_amount, read_yes_no
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.scales import scale_of
from csdesk.domain.imports.vocabulary.targets import CUSTOM, CUSTOM_MARK
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.names import name_key

_NOTHING = frozenset({"", "n a", "na", "none", "tbd", "unknown", "null", "nil"})
_AS_TYPED = re.compile(r"0\d|\d{16}|\+\d")
"""A key, an account number, a telephone number: digits that are no number."""


def custom_name(header: str) -> str:
    """The name of a custom field, from the header of its column."""
    return " ".join(header.removesuffix(CUSTOM_MARK).split())[:120]


def custom_column(
    column: Column, table: Table, word: str, known: Iterable[CustomField], synonyms: Synonyms
) -> Custom:
    """The field of a column: the book's own that it is joined to or called as, else a new one of its cells' kind."""
    cells = [c for c in table.column(column.index) if _says(c)]
    found = _seen(cells, column.header, synonyms)
    name = column.field or custom_name(column.header)
    field = next((f for f in known if f.of_noun == word and name_key(f.name) == name_key(name)), None)
    if field is None:
        uid = f"new:custom field:{word}:{name_key(name)}"
        return replace(found, field=replace(found.field, id=uid, of_noun=word, name=name), new=True)
    if not cells or fits(found.field, field):
        return replace(found, field=field)
    return Custom(replace(field, kind=CustomKind.TEXT, currency=None), new=field.kind is not CustomKind.TEXT)


def _says(cell: Value) -> bool:
    return not blank(cell) and not (isinstance(cell, str) and fold(cell) in _NOTHING)


def fits(seen: CustomField, there: CustomField) -> bool:
    """Whether a field can hold what another is."""
    if there.kind is CustomKind.TEXT:
        return True
    money = seen.currency == there.currency or seen.kind is CustomKind.NUMBER
    numbers = {seen.kind, there.kind} <= {CustomKind.MONEY, CustomKind.NUMBER}
    return (seen.kind is there.kind and money) or (numbers and there.kind is CustomKind.MONEY)


def _seen(cells: Sequence[Value], header: str, synonyms: Synonyms) -> Custom:
    """The kind that every cell has; text where they differ, or where only a person could tell."""
    blank_field = CustomField(id="", of_noun="", name="")
    if not cells or any(isinstance(c, Fault | time) for c in cells):
        return Custom(blank_field)
    if all(isinstance(c, bool) or (isinstance(c, str) and _yes_no(c, synonyms)) for c in cells):
        return Custom(replace(blank_field, kind=CustomKind.YES_NO))
    days = order_evidence(cells)
    if all(_plain_day(c, days.decided) for c in cells):
        return Custom(replace(blank_field, kind=CustomKind.DAY), order=days.decided)
    return _numbers(cells, header, blank_field) or Custom(blank_field)


def _yes_no(cell: str, synonyms: Synonyms) -> bool:
    return " " not in cell.strip() and not cell.strip().isdigit() and read_yes_no(cell, synonyms) is not None


def _plain_day(cell: Value, order: Order | None) -> bool:
    if isinstance(cell, datetime):
        return cell.time() == time()
    if isinstance(cell, date):
        return True
    worded = isinstance(cell, str) and ":" not in cell and not cell.strip().isdecimal()
    typed = typed_day(str(cell)) if worded else None
    return typed is not None and typed.read(order) is not None


def _numbers(cells: Sequence[Value], header: str, field: CustomField) -> Custom | None:
    if any(isinstance(c, bool) or (isinstance(c, str) and _AS_TYPED.match(c.strip())) for c in cells):
        return None
    evidence = mark_evidence(cells)
    if evidence.open and evidence.decided is None:
        return None
    amounts = [read_amount(c, evidence.decided or Mark.POINT) for c in cells]
    if any(a is None or a.percent for a in amounts):
        return None
    if any(a and (a.per or a.each or a.about or a.taxed) for a in amounts):
        return None
    said = {a.currency for a in amounts if a and a.currency} or _header_currency(header)
    if len(said) > 1:
        return None
    found = replace(field, kind=CustomKind.MONEY, currency=next(iter(said))) if said else field
    found = found if said else replace(field, kind=CustomKind.NUMBER)
    return Custom(found, mark=evidence.decided)


def _header_currency(header: str) -> set[str]:
    if scale_of(header) > 1:
        return set()
    words = re.split(r"[\s_()\[\]]+", header)
    told = [read_amount(f"1{w.upper()}") or read_amount(f"{w}1") for w in words if 0 < len(w) <= 3]
    return {a.currency for a in told if a and a.currency}


def read_custom(cell: Value, custom: Custom, synonyms: Synonyms) -> str | None:
    """A cell as its field keeps it; None where it says nothing."""
    if not _says(cell):
        return None
    kind = custom.field.kind
    if kind is CustomKind.YES_NO:
        said = read_yes_no(cell, synonyms)
        return None if said is None else "yes" if said else "no"
    if kind is CustomKind.DAY:
        day = cell_day(cell) or _typed(cell, custom.order)
        return day.isoformat() if day else None
    if kind in {CustomKind.NUMBER, CustomKind.MONEY}:
        amount = read_amount(cell, custom.mark or Mark.POINT)
        return _number(amount.number) if amount else None
    return shown_whole(cell)


def _typed(cell: Value, order: Order | None) -> date | None:
    typed = typed_day(cell) if isinstance(cell, str) else None
    return typed.read(order) if typed else None


def _number(number: Decimal) -> str:
    return format(number, "f")


def shown_whole(cell: Value) -> str:
    """A cell as text, however long."""
    if not isinstance(cell, str):
        return shown(cell)
    lines = [" ".join(line.split()) for line in cell.splitlines()]
    return "\n".join(line for line in lines if line)


def with_customs(
    mapping: SheetMapping,
    table: Table,
    known: Sequence[CustomField],
    synonyms: Synonyms,
    *,
    all_unknown: bool,
) -> SheetMapping:
    """The mapping with its custom columns: those said to be so, those the book knows, and, if said, all unknown."""
    word = mapping.noun
    names = {name_key(f.name) for f in known if f.of_noun == word}
    mapping = _once(mapping)

    def sent(column: Column) -> Column:
        """The column with its field, where it goes to one."""
        if column.target is None and column.because != DECIDED:
            theirs = _is_known(column, names)
            if theirs or (all_unknown and column.undecided):
                because = "your field" if theirs else "custom field"
                column = replace(column, target=f"{word}.{CUSTOM}", confidence=1.0, because=because)
        if column.target != f"{word}.{CUSTOM}":
            return column
        return replace(column, custom=custom_column(column, table, word, known, synonyms))

    return replace(mapping, columns=tuple(map(sent, mapping.columns)))


def _once(mapping: SheetMapping) -> SheetMapping:
    """The mapping without joining a column to a field that another column is called as, or was joined to before."""
    own = f"{mapping.noun}.{CUSTOM}"
    free = [c for c in mapping.columns if not c.field and c.target in {None, own}]
    told = {name_key(custom_name(c.header)) for c in free}
    columns = []
    for column in mapping.columns:
        key = name_key(column.field)
        twice = f"another column is “{column.field}”" if column.field and key in told else ""
        told.add(key)
        columns.append(replace(column, target=None, field="", because=twice) if twice else column)
    return replace(mapping, columns=tuple(columns))


def _is_known(column: Column, names: set[str]) -> bool:
    return column.header.endswith(CUSTOM_MARK) or name_key(custom_name(column.header)) in names
