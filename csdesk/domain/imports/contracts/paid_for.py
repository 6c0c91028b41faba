"""What an amount of a sheet pays for: its header says it, or it is asked once."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.imports.cells.values import Mark, as_written
from csdesk.domain.imports.reading.billed import paid_period
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.vocabulary.price_words import said_period, says_billing, says_whole
from csdesk.domain.imports.vocabulary.targets import PERIOD
from csdesk.domain.money import half_up
from csdesk.domain.periods import months_of_term
from csdesk.domain.subscriptions import Period


def paid_for(
    sheet: Sheet, records: Sequence[Record], asking: Asking, *, together: bool = False, priced: bool = True
) -> tuple[Period, Period | None]:
    """What an amount pays for where no column tells a period, and what all of them pay for where one is of billing.

    `together`: a price is that of all seats of its row. `priced`: the price of one leads to an amount.
    """
    unit = _AMOUNT not in {c.target for c in sheet.mapping.columns}
    target = _UNIT if unit else _AMOUNT
    meant = records if priced or not unit else []
    found = [r for r in meant if (p := r.get(target)) and p.number and not any(map(r.get, _TIMED))]
    billed = _in_doubt(sheet, found, sheet.header(target), unit=unit)
    paid = billed or [r for r in found if paid_period(r) is None]
    if not paid:
        return Period.YEAR, None
    answer = asking.ask(_question(sheet, target, paid, billed=bool(billed), each=unit and not together))
    if answer in {None, BILLED}:
        return Period.YEAR, None
    return Period(answer), Period(answer) if billed else None


_AMOUNT, _UNIT = "subscription.amount", "subscription.unit_price"
_TIMED = ("subscription.mrr", "subscription.arr")
"""What says itself which time it pays for."""


def _question(
    sheet: Sheet, target: str, paid: Sequence[Record], *, billed: bool, each: bool = False
) -> Question:
    header, column, unit = sheet.header(target), sheet.mapping.at(target), target == _UNIT
    said = said_period(header)
    mark = column.mark if column else None
    amounts = [r.get(target).number * ((each and r.get("subscription.quantity")) or 1) for r in paid]
    yearly = not billed and all(months_of(r) == 12 for r in paid)
    choices = [
        Choice(Period.YEAR.value, f"Per year: ARR {_yearly(paid[0], amounts[0], Period.YEAR, mark)}"),
        Choice(Period.TERM.value, f"For the whole term: {_yearly(paid[0], amounts[0], Period.TERM, mark)}"),
        Choice(Period.MONTH.value, f"Per month: ARR {_yearly(paid[0], amounts[0], Period.MONTH, mark)}"),
    ]
    if said is Period.QUARTER:
        like = _yearly(paid[0], amounts[0], said, mark)
        choices.append(Choice(said.value, f"Per quarter: ARR {like}"))
    evidence = f"Its header says {said.value}." if said else _ALL_A_YEAR if yearly else _NOTHING_TELLS
    default = said.value if said else Period.YEAR.value if yearly else None
    if billed:
        per = paid_period(paid[0]) or Period.YEAR
        like = _yearly(paid[0], amounts[0], per, mark)
        choices.insert(
            0, Choice(BILLED, f"As “{sheet.header(PERIOD)}” says of each row: per {per}, ARR {like}")
        )
        default = default or (None if unit or says_whole(header) else BILLED)
        evidence = evidence if said else f"“{sheet.header(PERIOD)}” may only say how often it is billed."
    return Question(
        key=f"amount:{sheet.name}:{header}",
        sheet=sheet.name,
        rows=tuple(r.row for r in paid[:3]),
        seen=tuple(as_written(a, mark) for a in amounts[:3]),
        choices=tuple(choices),
        default=default,
        text=f"What does an amount in “{header}” pay for?",
        evidence=evidence,
    )


def _in_doubt(sheet: Sheet, priced: Sequence[Record], header: str, *, unit: bool) -> list[Record]:
    """The rows of which a column says how often they are billed, where that may not be what their price is for."""
    billing = sheet.header(PERIOD)
    told = [r for r in priced if paid_period(r) is not None]
    if said := said_period(header):
        return [r for r in told if paid_period(r) is not said] if says_billing(billing) or unit else []
    if not says_billing(billing):
        return [] if not says_whole(header) else [r for r in told if paid_period(r) not in _LONG]
    return told if unit else [r for r in told if paid_period(r) not in _LONG]


BILLED = "billed"
_A_YEAR = {Period.MONTH: 12, Period.QUARTER: 4}
_LONG = frozenset({Period.YEAR, Period.TERM})
_ALL_A_YEAR = "Each contract runs for a year: that and its whole term are the same."
_NOTHING_TELLS = "Nothing in the sheet says it."


def months_of(record: Record) -> int | None:
    """How many months the term of a row has, where it tells both its days, or them."""
    start, end = begun(record), record.get("subscription.end") or record.get("subscription.renewal_date")
    if start and isinstance(end, date) and end > start:
        return months_of_term(start, end)
    said = record.get("subscription.term_months")
    return said if isinstance(said, int) and said > 0 and end is None else None


def _yearly(record: Record, amount: Decimal, period: Period, mark: Mark | None) -> str:
    """What a sample amount is a year, were it for that period."""
    if period is not Period.TERM:
        return as_written(amount * _A_YEAR.get(period, 1), mark, parted=True)
    months = months_of(record)
    if months is None:
        return "the ARR follows from the length of each term"
    yearly = half_up(Fraction(amount) * 12 / months, 2)
    yearly = yearly if yearly % 1 else yearly.quantize(Decimal(1))
    return f"ARR {as_written(yearly, mark, parted=True)} over {months} months"


def begun(record: Record) -> date | None:
    """The day on which a row says that its line began, or was signed."""
    found = record.get("subscription.start") or record.get("subscription.signed_on")
    return found if isinstance(found, date) else None
