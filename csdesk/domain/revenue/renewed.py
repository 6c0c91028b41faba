"""What a renewal goes on as: the line itself where it renews in place, else the lines that begin where it ends."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.revenue.accounts import Amount
from csdesk.domain.revenue.due import Due
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.standing import Lived

_DAY = timedelta(days=1)
Yearly = tuple[Fraction | None, str]
"""Minor units a year, None where nobody knows them, and their currency."""


def paid_after(due: Due, lines: Sequence[Lived]) -> list[Yearly]:
    """What is paid a year after a renewal of one of an account's lines, line by line.

    It is what the row of the renewal says; else what the line costs from the day after, or what the lines of its
    product cost that begin where it ends. Of what follows several lines, each has its share by what was due.
    """
    sub, row = due.line.subscription, due.decision.renewal
    if row is not None and row.new_arr is not None:
        return [(Fraction(row.new_arr), sub.currency)]
    last = next(x.life.last for x in lines if x.line is due.line)
    of_it = [x for x in lines if x.line.subscription.product == sub.product]
    following = [] if last is None or _in_place(due, last) else _begun(due, of_it, last)
    if not following:
        return [(due.line.arr_on(due.due_on + _DAY), sub.currency)]
    share = _share(due, [x.line for x in of_it if x.life.last == last])
    return [_yearly(line, share) for line in following]


def paid_in(currency: str, paid: Sequence[Amount]) -> Fraction | None:
    """What is paid a year together, minor units; None where a part is not known, or is in another currency."""
    known = [Fraction(amount) for amount, of in paid if amount is not None and of == currency]
    return sum(known, Fraction(0)) if len(known) == len(paid) else None


def _in_place(due: Due, last: date) -> bool:
    """Whether the line goes on under contract beyond a term end, up to a later last day."""
    term = due.line.term
    later = due.line.subscription.auto_renew is True or (term is not None and due.due_on < term.end)
    return later and last > due.due_on


def _begun(due: Due, lines: Sequence[Lived], last: date) -> list[Line]:
    return [x.line for x in lines if x.life.first in {last, last + _DAY} and x.line is not due.line]


def _share(due: Due, together: Sequence[Line]) -> Fraction:
    """What of those that end together falls to one of them: equal shares where amounts are not known, or not of
    one currency."""
    known = [amount for line in together if (amount := line.arr_on(due.due_on)) is not None]
    one = len({line.subscription.currency for line in together}) == 1
    if due.amount is None or not one or len(known) < len(together) or not sum(known):
        return Fraction(1, len(together))
    return due.amount / sum(known)


def _yearly(line: Line, share: Fraction) -> Yearly:
    arr = line.arr_on(line.first_day)
    return None if arr is None else share * arr, line.subscription.currency
