"""Leaving is what was lost in a period, accounts and products of them, and why: the reasons by what they took."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.figures.amounts import arr_text
from csdesk.domain.figures.chart import Part, Shape, ranked
from csdesk.domain.figures.figure import Behind, Chart, Figure, Group, Rival, Step, Unit, largest
from csdesk.domain.ids import AccountId
from csdesk.domain.phrases import upper
from csdesk.domain.reviews.words import counted, day, small
from csdesk.domain.values import dataclass

NOT_KNOWN = "Not known yet"


@dataclass(frozen=True, slots=True)
class Left:
    """A loss of the period; `amount` minor units a year, None where it is not known.

    `product` is empty where the whole account left; `reason` where its record gives none: what the book says of it in
    other words is a note.
    """

    name: str
    lost_on: date
    amount: Fraction | None
    product: str = ""
    reason: str = ""
    account: AccountId | None = None


def leaving_finding(left: Sequence[Left], currency: str) -> str:
    """Who left with what, and why most of them did."""
    customers = sum(not x.product for x in left)
    products = len(left) - customers
    some = [counted(n, word) for n, word in ((customers, "customer"), (products, "product")) if n]
    return f"{' and '.join(some)} left with {arr_text([x.amount for x in left], currency)}{_why(left)}"


def _why(left: Sequence[Left]) -> str:
    reasons = Counter(x.reason for x in left if x.reason)
    most = reasons.most_common(1)
    if most and most[0][1] > 1:
        known = reasons.total()
        where = f" where it is known ({known:,} of {len(left):,})" if known < len(left) else ""
        return f", most often for {most[0][0]}{where}"
    if not reasons:
        return "; why is not known yet"
    open_ = len(left) - reasons.total()
    return (
        f"; {'one reason is' if open_ == 1 else f'{small(open_)} reasons are'} not known yet" if open_ else ""
    )


def beside_logos(left: Sequence[Left], *, opening: int, gone: int, first: date) -> str:
    """Why logo retention tells of fewer losses, where it does: it is of those who were customers at the opening."""
    if sum(not x.product for x in left) <= gone:
        return ""
    before = day(first - timedelta(days=1))
    return (
        f"Logo retention asks after the {counted(opening, 'customer')} of {before}: {small(gone) if gone else 'none'} "
        "of them had left by the end. Who came later and left, or left and came back, is counted here only"
    )


def reasons(left: Sequence[Left], currency: str, beside: str = "") -> Figure:
    """Why customers left, the reasons in order of what they took; `beside` says why another figure tells of fewer."""
    by_reason: dict[str, list[Left]] = defaultdict(list)
    for one in left:
        by_reason[upper(one.reason) if one.reason else NOT_KNOWN].append(one)
    parts = ranked((_part(reason, some) for reason, some in by_reason.items()), rest="other reasons")
    whole = sum(not x.product for x in left)
    open_ = len(by_reason.get(NOT_KNOWN, ()))
    unknown = (
        "why is not known yet of any" if open_ == len(left) else f"{open_:,} not known yet" if open_ else ""
    )
    return Figure(
        "reasons", Group.LOSSES, "Why they left",
        "Losses of the period, accounts and products of accounts that stay, by the reason that their records give. One "
        "without a reason stays listed until it is known.",
        Unit.COUNT, len(left), len(left),
        ". ".join(filter(None, (unknown, beside))) if left else "nothing was lost",
        (
            *(Step(p.name, p.n, Unit.COUNT) for p in parts),
            Step("Losses", len(left), Unit.COUNT, total=True),
        ),
        (
            Rival("By ARR", _arr(left), Unit.MONEY, "What they paid a year, as far as it is known."),
            Rival("Accounts alone", whole, Unit.COUNT, "Leaves out products that were given up."),
        ) if left else (),
        tuple(row for p in parts for row in p.behind),
        heads=("Reason", "ARR lost"), when="Lost on",
        chart=Chart(leaving_finding(left, currency), Unit.MONEY, Shape.PARETO, parts, "loss") if left else None,
    )  # fmt: skip


def _part(reason: str, left: Sequence[Left]) -> Part:
    rows = (Behind(x.account, x.name, _what(reason, x), x.lost_on, x.amount) for x in left)
    return Part(reason, _arr(left), len(left), largest(rows))


def _what(reason: str, one: Left) -> str:
    return f"{reason}, {one.product} given up" if one.product else reason


def _arr(left: Sequence[Left]) -> Fraction | None:
    known = [x.amount for x in left if x.amount is not None]
    return sum(known, Fraction(0)) if known else None
