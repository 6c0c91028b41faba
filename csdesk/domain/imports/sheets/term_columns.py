"""A column may tell the first and the last day of a contract in one cell: each becomes a column of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from csdesk.domain.day_words import long_spelled
from csdesk.domain.imports.cells.both_days import BothDays, both_days
from csdesk.domain.imports.cells.days import Order, TypedDay, order_evidence
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.term_words import tells_a_term
from csdesk.domain.imports.columns.content import samples
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.sheets.joins import with_columns
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import BOTH_DAYS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.periods import add_months

_START, _END, _TERM = (f"subscription.{key}" for key in ("start", "end", "term_months"))
_NAMES = {_START: "start", _END: "end", _TERM: "term"}
APART = "its days stand in columns of their own"


def with_both_days(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking, dates: Order | None
) -> tuple[Table, SheetMapping]:
    """The table with a column of first and one of last days, where one told both; and its mapping."""
    column = mapping.at(BOTH_DAYS)
    if column is None:
        return table, mapping
    wanted = [target for target in _NAMES if not mapping.at(target)]
    if _START not in wanted and _END not in wanted:
        return table, mapping.instead(column, replace(column, target=None, because=APART))
    cells = table.column(column.index)
    told = [both_days(c) if isinstance(c, str) else None for c in cells]
    order = _order(column, table, [t for t in told if t], asking, dates)
    read = [t.read(order) if t else (None, None) for t in told]
    added: dict[str, list[Value]] = {
        _START: [start for start, _ in read],
        _END: [end for _, end in read],
        _TERM: [c if not t and tells_a_term(c, synonyms) else None for c, t in zip(cells, told, strict=True)],
    }
    added = {t: v for t, v in added.items() if t in wanted and any(cell is not None for cell in v)}
    headers = {target: f"{column.header} ({_NAMES[target]})" for target in added}
    wider = with_columns(table, {headers[t]: v for t, v in added.items()})
    at = {h.text: h.index for h in wider.headers}
    more = (
        Column(at[headers[t]], headers[t], t, 1.0, f"from “{column.header}”", samples(v))
        for t, v in added.items()
    )
    return wider, replace(mapping, columns=(*mapping.columns, *more))


def _order(
    column: Column, table: Table, told: Sequence[BothDays], asking: Asking, said: Order | None
) -> Order | None:
    """Which way round the days are: as both of all cells tell it, as was said of the file, or asked once."""
    typed = [half for t in told for half in t.halves if isinstance(half, TypedDay)]
    found = order_evidence([half.text for half in typed])
    if said and found.decided in {None, said}:
        return said
    if found.decided or not found.open:
        return found.decided
    sample = found.open[0]
    fits = {o: sum(_whole(t, o) for t in told) for o in (Order.DMY, Order.MDY)}
    best = max(fits, key=lambda o: fits[o])
    sure = fits[best] > min(fits.values())
    answer = asking.ask(
        Question(
            key=f"dates:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=tuple(n for n, c in table.numbered(column.index) if c is not None),
            seen=samples(table.column(column.index)),
            choices=tuple(Choice(o.value, f"{_WORDS[o]}: {long_spelled(d)}") for o, d in sample.by_order),
            default=best.value if sure else None,
            text=f"Which way round are the dates in “{column.header}”?",
            evidence=f"{sample.text} can be read both ways."
            + (f" {_WORDS[best]} makes {fits[best]} of {len(told)} terms whole years." if sure else ""),
        )
    )
    return Order(answer) if answer else None


_WORDS = {Order.DMY: "Day first", Order.MDY: "Month first", Order.YMD: "Year first"}


def _whole(told: BothDays, order: Order) -> bool:
    """Whether a term has whole years, read in an order."""
    start, end = told.read(order)
    if start is None or end is None or end <= start:
        return False
    years = (add_months(start, 12 * (day.year - start.year)) == day for day in (end + timedelta(days=1), end))
    return any(years)
