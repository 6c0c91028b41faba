"""Ways of reading: which way round a column's days stand, which sign marks its decimals, what else it leaves open."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from csdesk.domain.day_words import long_spelled, yearless
from csdesk.domain.imports.cells.amounts import Mark, MarkEvidence, mark_evidence, read_amount
from csdesk.domain.imports.cells.days import Order, OrderEvidence, TypedDay, order_evidence, typed_day
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.spans import FIRST, LAST, edge_of
from csdesk.domain.imports.cells.undated import cell_span, spans_in, undated
from csdesk.domain.imports.columns.content import samples, shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_day, needs_money, needs_number
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.reading.shares import SHARES, in_hundredths
from csdesk.domain.imports.reading.sides import edge_of_months, side_of
from csdesk.domain.imports.reading.taxes import taxes_of
from csdesk.domain.imports.tables.questions import REFUSE, Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.scales import scale_of
from csdesk.domain.imports.vocabulary.targets import DISCOUNT, TARGETS
from csdesk.domain.money import digits
from csdesk.domain.periods import add_months

KEEP = "keep"


def ways_of(
    table: Table, mapping: SheetMapping, asking: Asking, dates: Order | None, decimal: Mark | None, day: date
) -> Reading:
    """How the cells of a table are read, by what they say, by what a person said beside the file, or asked.

    `day` is that of the sheet: days without a year are read against it.
    """
    orders: dict[str, Order] = {}
    spans: dict[str, str] = {}
    days = [c for c in mapping.columns if needs_day(c)]
    said = {c.header: side for c in days if (side := side_of(c, table, day, asking))}
    months = {c.header: edge for c in days if (edge := edge_of_months(c, said.get(c.header, "")))}
    sides = {header: side for header, side in said.items() if header not in months}
    elsewhere = {
        c.header: order_evidence(table.column(c.index), _any_typed if c.header in sides else typed_day)
        for c in days
    }
    for column in days:
        order = _order(column, table, mapping, elsewhere, asking, dates)
        if order:
            orders[column.header] = order
        if column.header in months:
            spans[column.header] = months[column.header]
        elif which := _span(column, table, asking, dated=column.header in sides):
            spans[column.header] = which
    numbers = [c for c in mapping.columns if needs_number(c)]
    marks = _marks(numbers, table, decimal, asking)
    kept = frozenset(c.header for c in numbers if needs_money(c) and _credits(c, table, asking))
    shares = [c for c in mapping.columns if c.target and TARGETS[c.target].field in SHARES]
    above = frozenset(c.header for c in shares if in_hundredths(table.cells(c.index), marks.get(c.header)))
    rates = ((c.header, taxes_of(c, table, marks.get(c.header), asking)) for c in numbers if not mapping.own)
    taxes = {header: rate for header, rate in rates if rate is not None}
    return Reading(orders, marks, spans, sides, day, credits=kept, hundredths=above, taxes=taxes)


def _marks(numbers: list[Column], table: Table, decimal: Mark | None, asking: Asking) -> dict[str, Mark]:
    marks: dict[str, Mark] = {}
    evidence = {c.header: mark_evidence(table.column(c.index)) for c in numbers}
    leader = _leader(numbers, evidence)
    for column in numbers:
        follows = column.month and column is not leader and not evidence[column.header].decided
        if leader and follows:
            mark = evidence[leader.header].decided or marks.get(leader.header) or decimal
        else:
            mark = _mark(column, table, evidence, asking, decimal)
        if mark:
            marks[column.header] = mark
    return marks


def _any_typed(text: str) -> TypedDay | None:
    """What a text means as a day, be it one without a year."""
    found = typed_day(text)
    beside = undated(text) if found is None else None
    return beside.typed if beside else found


def with_ways(mapping: SheetMapping, reading: Reading) -> SheetMapping:
    """The columns with how their days and numbers are read."""
    columns = (
        replace(c, order=reading.orders.get(c.header), mark=reading.marks.get(c.header))
        for c in mapping.columns
    )
    return replace(mapping, columns=tuple(columns), signs=reading.signs)


def _span(column: Column, table: Table, asking: Asking, *, dated: bool) -> str | None:
    """Which day of a month, quarter or year is meant; None where the column has none of them.

    `dated`: what may be a day without a year is one; then its field says the rest.
    """
    cells = dict.fromkeys(table.column(column.index))
    found = spans_in(c for c in cells if not (dated and undated(c)))
    if not found:
        return None
    sample, span = next(((c, s) for c in found if (s := cell_span(c)) and s[0] != s[1]), ("", None))
    if span is None:
        return LAST
    sure = dated and edge_of(column.target)
    return (asking.offer if sure else asking.ask)(
        Question(
            key=f"span:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=(),
            seen=samples(found),
            choices=(
                Choice(FIRST, f"Its first day: {long_spelled(span[0])}"),
                Choice(LAST, f"Its last day: {long_spelled(span[1])}"),
            ),
            default=edge_of(column.target) or FIRST,
            text=f"“{column.header}” says {sample}. Which day is meant?"
            if len(found) == 1
            else f"Which day does a week, month, quarter or year in “{column.header}” stand for?",
            evidence=f"{sample} names no day.",
        )
    )


def _credits(column: Column, table: Table, asking: Asking) -> bool:
    """Whether negative amounts of a column are kept: asked once."""
    target = column.target or ""
    if column.month or target in DISCOUNT or not target.startswith("subscription."):
        return False
    negative = [(row, c) for row, c in table.numbered(column.index) if _is_negative(c)]
    if not negative:
        return False
    answer = asking.said(
        Question(
            key=f"negative:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=tuple(dict.fromkeys(row for row, _ in negative)),
            seen=samples(cell for _, cell in negative),
            choices=(
                Choice(KEEP, "A credit: it lowers what the customer pays"),
                Choice(REFUSE, "A mistake: refuse these rows"),
            ),
            default=None,
            text=f"{counted(len(negative), 'amount', 'is')} negative in “{column.header}”. What does that mean?",
            evidence=f"Such as {shown(negative[0][1])} in row {negative[0][0]}.",
        )
    )
    return answer == KEEP


def _is_negative(cell: Value) -> bool:
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return cell < 0
    if not isinstance(cell, str) or not set("-−–(") & set(cell):
        return False
    amount = read_amount(cell, Mark.POINT)
    return amount is not None and amount.number < 0


def _order(
    column: Column,
    table: Table,
    mapping: SheetMapping,
    all_columns: dict[str, OrderEvidence],
    asking: Asking,
    said: Order | None,
) -> Order | None:
    """The order of a column; `said` for the whole file is its answer where no text of the column speaks against it."""
    mine = all_columns[column.header]
    against = said is not None and mine.decided not in {None, said}
    told = None if against else said
    if not mine.open or (mine.decided and not against):
        return told or mine.decided
    rows = tuple(
        r.number
        for r in table.rows
        if isinstance(r.cell(column.index), str) and r.cell(column.index) in {t.text for t in mine.open}
    )
    default, why = _own_lean(mine) if against else _lean(mine, column, table, mapping, all_columns)
    sample = mine.open[0]
    answer = asking.told(
        Question(
            key=f"dates:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=rows,
            seen=samples([t.text for t in mine.open]),
            choices=tuple(
                Choice(o.value, f"{_ORDERS[o]}: {yearless(d) if sample.yearless else long_spelled(d)}")
                for o, d in sample.by_order
            ),
            default=default.value if default else None,
            text=f"Which way round are the dates in “{column.header}”?",
            evidence=f"{sample.text} can be read both ways. {why}".strip(),
        ),
        told,
    )
    return Order(answer) if answer else None


_FIRST = {Order.DMY: "day", Order.MDY: "month", Order.YMD: "year"}
_ORDERS = {Order.DMY: "Day first", Order.MDY: "Month first", Order.YMD: "Year first"}


def _own_lean(mine: OrderEvidence) -> tuple[Order | None, str]:
    """The order that a column's own texts speak for, against what was said of the whole file."""
    (order, count, sample), *_ = mine.certain
    return (
        order,
        f"{sample} ({counted(count, 'cell')} of its kind) is a day only with the {_FIRST[order]} first.",
    )


def _lean(
    mine: OrderEvidence,
    column: Column,
    table: Table,
    mapping: SheetMapping,
    all_columns: dict[str, OrderEvidence],
) -> tuple[Order | None, str]:
    """Which order the rest of the sheet speaks for, and why."""
    if mine.certain:
        both = ", ".join(f"the {_FIRST[order]} first in {sample}" for order, _, sample in mine.certain)
        return None, f"The column has both: {both}."
    for header, other in all_columns.items():
        if header != column.header and other.decided:
            _, count, sample = other.certain[0]
            word = _ORDERS[other.decided].lower()
            what = f"{counted(count, 'cell')} in “{header}”, such as {sample},"
            return other.decided, f"{what} only {'works' if count == 1 else 'work'} as {word}."
    votes = {Order.DMY: 0, Order.MDY: 0}
    other_days = [c for c in mapping.columns if needs_day(c) and c.index != column.index]
    for row in table.rows:
        cell = row.cell(column.index)
        typed = next((t for t in mine.open if t.text == cell), None)
        partners = [row.cell(c.index) for c in other_days]
        for order, day in typed.by_order if typed else ():
            votes[order] += any(_anniversary(day, p) for p in partners)
    best = max(votes, key=lambda o: votes[o])
    if votes[best] > min(votes.values()):
        return (
            best,
            f"{_ORDERS[best]} makes it an anniversary of another day in its row ({votes[best]} of {len(mine.open)}).",
        )
    return None, ""


def _anniversary(day: date, other: object) -> bool:
    if not isinstance(other, date):
        return False
    plain = date(other.year, other.month, other.day)
    months = (day.year - plain.year) * 12 + day.month - plain.month
    return months != 0 and months % 12 == 0 and add_months(plain, months) == day


def _leader(columns: list[Column], said: dict[str, MarkEvidence]) -> Column | None:
    """The month whose sign the other months have: their cells are of one kind, and one is asked about for all."""
    months = [c for c in columns if c.month and (said[c.header].decided or said[c.header].open)]
    return next((c for c in months if said[c.header].decided), months[0] if months else None)


def _mark(
    column: Column, table: Table, said: dict[str, MarkEvidence], asking: Asking, decimal: Mark | None
) -> Mark | None:
    """The mark of a column; `decimal` for the whole file is its answer where no text of it speaks against it."""
    evidence = said[column.header]
    against = decimal is not None and evidence.decided not in {None, decimal}
    for_all = None if against else decimal
    both = _both_part_thousands(column, evidence)
    if not evidence.open or (evidence.decided and not against and (for_all or not both)):
        return for_all or evidence.decided
    lean, why = _mark_lean(column, said, both, against=against)
    sample = evidence.open[0]
    sure = (
        lean is not None and not against and needs_money(column) and all(map(_names_currency, evidence.open))
    )
    rows = tuple(n for n, c in table.numbered(column.index) if str(c).strip() in evidence.open)
    told = dict.fromkeys(next(t for t in evidence.open if _sign(t) == _sign(each)) for each in evidence.open)
    answer = asking.told(
        Question(
            key=f"decimal:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=rows,
            seen=samples(evidence.open),
            choices=(
                *(
                    [Choice(Mark.NEITHER.value, f"Neither: {_as_numbers(told, Mark.NEITHER)}")]
                    if both
                    else []
                ),
                Choice(Mark.POINT.value, f"Point: {_as_numbers(told, Mark.POINT)}"),
                Choice(Mark.COMMA.value, f"Comma: {_as_numbers(told, Mark.COMMA)}"),
            ),
            default=lean.value if lean else None,
            text=f"Which sign marks the decimals in “{column.header}”?",
            evidence=f"{sample} can be read both ways. {why}".strip(),
            offered=sure,
        ),
        for_all,
    )
    return Mark(answer) if answer else None


def _mark_lean(
    column: Column, said: dict[str, MarkEvidence], both: str, *, against: bool
) -> tuple[Mark | None, str]:
    """Which mark is proposed, and why; `both`: why either sign parts thousands, if so."""
    evidence = said[column.header]
    if both:
        return Mark.NEITHER, both
    if len(evidence.said) > 1:
        return None, f"The column has both: {' and '.join(evidence.said.values())}."
    if against:
        return evidence.decided, f"“{evidence.sample}” can be read one way only."
    lean, why = _mark_elsewhere(evidence.open[0], column.header, said)
    if lean is None and (lean := _grouped(column, evidence.open)):
        why = "No amount has two decimals, as money has: it is likely that the sign marks thousands."
    return lean, why


def _names_currency(text: str) -> bool:
    """Whether an amount says that it is money: what has three digits behind its sign has none behind its decimals."""
    amount = read_amount(text, Mark.POINT)
    return amount is not None and amount.currency is not None and digits(amount.currency) < _THREE


_THREE = 3


def _both_part_thousands(column: Column, evidence: MarkEvidence) -> str:
    """Why either sign of a column of money parts thousands, as two hands wrote it; empty where it does not."""
    if not needs_money(column) or scale_of(column.header) != 1 or column.target == "subscription.unit_price":
        return ""
    by_sign = {_sign(text): text for text in reversed(evidence.open)}
    if len(by_sign) > 1:
        other = next(text for sign, text in by_sign.items() if sign != _sign(evidence.open[0]))
        return f"So can {other}, and money has no three decimals."
    sign, text = next(iter(by_sign.items()), ("", ""))
    if evidence.decided in {None, _OTHER.get(sign)} or not _names_currency(text):
        return ""
    return f"“{evidence.sample}” can be read one way only, and money has no three decimals."


def _sign(text: str) -> str:
    """What stands before the three digits of an amount that can be read both ways."""
    found = _BEFORE_THREE.search(text)
    return found.group(1) if found else ""


_BEFORE_THREE = re.compile(r"\d([.,])\d{3}")


def _mark_elsewhere(sample: str, header: str, said: dict[str, MarkEvidence]) -> tuple[Mark | None, str]:
    """Which mark the other columns of the sheet speak for, and why; else the sign of the currency."""
    others = {e.decided: (h, e.sample) for h, e in reversed(said.items()) if h != header and e.decided}
    if len(others) == 1:
        mark, (column, text) = next(iter(others.items()))
        return mark, f"“{column}” has {text}."
    if any(sign in sample for sign in "$£") and not others:
        return Mark.POINT, ""
    return None, ""


def _grouped(column: Column, texts: Iterable[str]) -> Mark | None:
    """The mark of amounts of money that all have three digits behind one sign: they are thousands, not decimals.

    Under a header such as *ARR (k$)* they may be either.
    """
    signs = {_sign(text) for text in texts}
    return _OTHER.get("".join(signs)) if needs_money(column) and scale_of(column.header) == 1 else None


_OTHER = {",": Mark.POINT, ".": Mark.COMMA}


def _as_numbers(texts: Iterable[str], mark: Mark) -> str:
    found = ((text, read_amount(text, mark)) for text in texts)
    return " and ".join(format(a.number.normalize(), ",f") if a else text for text, a in found)
