"""A first month may be paid in part: the share of its days from the one on which a contract began; asked once."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.day_words import month_spelled
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.money import half_up

PART, PRICE = "part", "price"
_CENTS = 100


def began_on(month: date, first: int, whole: int) -> date | None:
    """The day of a month from which its amount is the share of the whole one, to the minor unit; None without one."""
    days = monthrange(month.year, month.month)[1]
    paid = round(Fraction(first * days, whole)) if 0 < first < whole else 0
    if not 0 < paid < days or int(half_up(Fraction(whole * paid, days))) != first:
        return None
    return month.replace(day=days - paid + 1)


def ask_prorated(
    sheet: str, records: Sequence[Record], months: Sequence[date], header: str, asking: Asking
) -> bool:
    """Whether a smaller first month is a part of one; asked where an amount with cents is just such a share."""
    found = [(r.row, *told) for r in records for told in _firsts(r, months)]
    if not found:
        return False
    row, began, first, whole = found[0]
    days = monthrange(began.year, began.month)[1]
    paid = days - began.day + 1
    answer = asking.ask(
        Question(
            key=f"prorated:{sheet}:{header}",
            sheet=sheet,
            rows=tuple(row for row, *_ in found),
            seen=tuple(
                f"{first} in {month_spelled(began)}, then {whole}" for _, began, first, whole in found[:5]
            ),
            choices=(
                Choice(PART, "A part of the month: the contract began within it, at the whole price"),
                Choice(PRICE, "A price of that month: it rose with the next one"),
            ),
            default=PART,
            text=f"{counted(len(found), 'first amount', 'is')} smaller than the next: a part of a month, or a price?",
            evidence=(
                f"Row {row}, {month_spelled(began)}: {first} is what {paid} of {days} days cost at {whole} "
                "a month."
            ),
        )
    )
    return answer == PART


def _firsts(record: Record, months: Sequence[date]) -> Iterator[tuple[date, Decimal, Decimal]]:
    """The first amounts of a row that have cents, are shares of the next ones, and no price that goes on to change."""
    paid = {month: amount.number for month, amount in record.paid}
    for at, month in enumerate(months[:-1]):
        first, whole = paid.get(month), paid.get(months[at + 1])
        before = paid.get(months[at - 1]) if at else None
        after = paid.get(months[at + 2], whole) if at + 2 < len(months) else whole
        if before or not first or not whole or after != whole or first == int(first):
            continue
        if began := began_on(month, int(half_up(first * _CENTS)), int(half_up(whole * _CENTS))):
            yield began, first, whole
