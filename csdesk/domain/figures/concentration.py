"""Concentration says how much of the revenue hangs on few accounts, and on few weeks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.figures.chart import Part, Shape, ranked
from csdesk.domain.figures.figure import Behind, Chart, Figure, Group, Rival, Step, Unit, largest
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import add_months, fiscal_quarter_start, quarter_called
from csdesk.domain.phrases import count
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.values import dataclass

MOST = Fraction(4, 5)
_FEW = 5
QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Coming:
    """A renewal ahead; `amount` minor units a year, None where not known."""

    account: AccountId
    product: str
    due_on: date
    amount: Fraction | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What each account pays a month on the last day, and the renewals of the quarters after it.

    Of the accounts `unknown` some amount is not known: `mrr` has what is.
    """

    last: date
    mrr: Mapping[AccountId, Fraction]
    unknown: Collection[AccountId]
    coming: Sequence[Coming]
    names: Mapping[AccountId, str]
    begins: int = 1
    """The month in which the fiscal year begins."""


def quarters_after(last: date, begins: int = 1) -> list[date]:
    """The first days of the quarters that follow a day: from the one in which the next day lies."""
    first = fiscal_quarter_start(last + timedelta(days=1), begins)
    return [add_months(first, 3 * n) for n in range(QUARTERS)]


def horizon(last: date, begins: int = 1) -> date:
    """The last day of those quarters."""
    return add_months(quarters_after(last, begins)[-1], 3) - timedelta(days=1)


def concentration(s: Standing) -> list[Figure]:
    """Accounts that make 80 % of ARR, the share of the top five, and renewals by quarter."""
    return [_most(s), _top(s), _by_quarter(s)]


def _paying(s: Standing) -> list[tuple[AccountId, Fraction]]:
    paying = ((a, 12 * mrr) for a, mrr in s.mrr.items() if mrr > 0)
    return sorted(paying, key=lambda p: (-p[1], s.names.get(p[0], p[0]).casefold()))


def _row(s: Standing, account: AccountId, arr: Fraction | None) -> Behind:
    what = "" if account not in s.unknown else "amount not known" if arr is None else "part not known"
    return Behind(account, s.names.get(account, account), what, None, arr)


def _listed(s: Standing, few: Iterable[tuple[AccountId, Fraction]]) -> tuple[Behind, ...]:
    """These accounts, and those of which some amount is not known: they may be as large."""
    rows, paid = {a: _row(s, a, arr) for a, arr in few}, {a: 12 * mrr for a, mrr in s.mrr.items() if mrr > 0}
    rows |= {a: _row(s, a, paid.get(a)) for a in s.unknown if a not in rows}
    return largest(rows.values())


def _said(s: Standing, known: str) -> str:
    unknown = f"{len(s.unknown):,} without a known amount" if s.unknown else ""
    nobody = "" if s.mrr else "no accounts"
    return "; ".join(words for words in (known, unknown, nobody) if words)


def _most(s: Standing) -> Figure:
    paying = _paying(s)
    total, sum_so_far, held = sum((arr for _, arr in paying), Fraction(0)), Fraction(0), 0
    for _, arr in paying:
        if sum_so_far >= MOST * total:
            break
        sum_so_far += arr
        held += 1
    n = len(paying)
    return Figure(
        "concentration", Group.CONCENTRATION, "80 % of ARR",
        "The fewest accounts that together bring at least 80 % of ARR on the last day.",
        Unit.COUNT, held if paying else None, n, _said(s, f"of {n:,} accounts" if paying else ""),
        (
            Step("ARR", total, Unit.MONEY),
            Step("Theirs", sum_so_far, Unit.MONEY),
            Step("Accounts", n, Unit.COUNT),
            Step("That bring 80 %", held if paying else None, Unit.COUNT, total=True),
        ),
        (Rival("As a share of accounts", ratio(held, n), Unit.SHARE, "One in five would be Pareto's rule."),),
        _listed(s, paying[:held]), heads=("Note", "ARR"), chart=_by_account(s, paying, held),
    )  # fmt: skip


def _by_account(s: Standing, paying: Sequence[tuple[AccountId, Fraction]], few: int) -> Chart | None:
    """The largest accounts, and all others together."""
    rows = (_row(s, account, arr) for account, arr in paying)
    parts = ranked((Part(row.name, row.value, 1, (row,)) for row in rows), rest="other accounts")
    arr = "the ARR that is known" if s.unknown else "ARR"
    bring = "brings" if few == 1 else "bring"
    said = f"{count(few, 'account')} of {len(paying):,} {bring} 80 % of {arr}"
    return Chart(said, Unit.MONEY, Shape.PARETO, parts) if parts else None


def _top(s: Standing) -> Figure:
    paying = _paying(s)
    total, few = sum((arr for _, arr in paying), Fraction(0)), paying[:_FEW]
    theirs = sum((arr for _, arr in few), Fraction(0))
    value, first = ratio(theirs, total), ratio(few[0][1], total) if few else None
    return Figure(
        "top_five", Group.CONCENTRATION, "Top five", "ARR of the five largest accounts ÷ ARR, on the last day.",
        Unit.SHARE, value, len(paying), _said(s, ""),
        (
            Step("ARR of the five largest", theirs, Unit.MONEY),
            Step("÷ ARR", total, Unit.MONEY),
            Step("Top five", value, Unit.SHARE, total=True),
        ),
        (Rival("The largest alone", first, Unit.SHARE, "What one decision could take."),),
        _listed(s, few), heads=("Note", "ARR"),
    )  # fmt: skip


def _by_quarter(s: Standing) -> Figure:
    mine = [c for c in s.coming if s.last < c.due_on <= horizon(s.last, s.begins)]
    named = [quarter_called(d, s.begins) for d in quarters_after(s.last, s.begins)]
    amounts = dict.fromkeys(named, Fraction(0))
    counts = dict.fromkeys(named, 0)
    for c in mine:
        quarter = quarter_called(c.due_on, s.begins)
        amounts[quarter] += c.amount or 0
        counts[quarter] += 1
    total = sum(amounts.values(), Fraction(0))
    fullest = max(named, key=lambda q: (amounts[q], counts[q], q))
    value = ratio(amounts[fullest], total)
    rows = [Behind(c.account, s.names.get(c.account, c.account), c.product, c.due_on, c.amount) for c in mine]
    rows.sort(key=lambda r: (str(r.on), r.name.casefold(), r.what))
    unknown = sum(c.amount is None for c in mine)
    return Figure(
        "renewals_by_quarter", Group.CONCENTRATION, "Fullest quarter",
        f"Of what comes up for renewal in this and the next {QUARTERS - 1} quarters, the share of the fullest quarter, "
        "by amount a year; quarters are those of the fiscal year.",
        Unit.SHARE, value, len(mine),
        (f"{fullest}" + (f"; {unknown:,} without a known amount" if unknown else "")) if mine else "no renewals ahead",
        (
            *(Step(f"{q}, {counts[q]:,} due", amounts[q], Unit.MONEY) for q in named),
            Step("Fullest quarter", value, Unit.SHARE, total=True),
        ),
        (Rival("By count", ratio(max(counts.values()), len(mine)), Unit.SHARE, "Terms instead of what they bring."),),
        tuple(rows),
        heads=("Product", "ARR"), when="Due on",
        chart=Chart(
            f"{fullest} holds most of what comes up for renewal", Unit.MONEY, Shape.BARS,
            tuple(Part(q, amounts[q], counts[q], tuple(r for r in rows if r.on and quarter_called(r.on, s.begins) == q))
                  for q in named),
            "renewal",
        ) if mine else None,
    )  # fmt: skip
