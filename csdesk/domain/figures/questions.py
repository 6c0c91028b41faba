"""Five questions that are always asked of a book, each answered by one sentence with its figure, n and list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.figures.figure import Behind, Figure, Group, Rival, Step, Unit, largest
from csdesk.domain.figures.spread import median
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.money import half_up
from csdesk.domain.periods import add_months
from csdesk.domain.phrases import count
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.revenue.waterfall import AccountMoves, Waterfall
from csdesk.domain.values import dataclass

ENOUGH = 5
"""An industry with fewer accounts is not compared."""
YEARS = 3


@dataclass(frozen=True, slots=True)
class Rediscounted:
    """The discount of a line before and after its account's first renewal, as shares."""

    account: AccountId
    product: str
    on: date
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Fraction:
        """By how much it went up; negative where less is given away."""
        return Fraction(self.after) - Fraction(self.before)


@dataclass(frozen=True, slots=True)
class Original:
    """What an account began with, and what it pays now, minor units a month at the rates of one day.

    `then` is None where there is no rate for what it began with.
    """

    account: AccountId
    began: date
    then: Fraction | None
    now: Fraction


@dataclass(frozen=True, slots=True)
class Book:
    """What the questions are answered from."""

    waterfall: Waterfall
    last: date
    industries: Mapping[AccountId, str | None]
    products: Mapping[ProductId, str]
    rediscounted: Sequence[Rediscounted]
    originals: Sequence[Original]
    names: Mapping[AccountId, str]


def questions(b: Book) -> list[Figure]:
    """The five answers."""
    return [_grew(b), _worst_industry(b), _by_product(b), _discount(b), _contract(b)]


def percent(share: Fraction | None) -> str:
    """A share as a sentence says it: 12.50 %."""
    return "not known" if share is None else f"{half_up(share * 100, 2)} %"


def _name(b: Book, account: AccountId) -> str:
    return b.names.get(account, account)


def _grew(b: Book) -> Figure:
    cohort = [a for a in b.waterfall.cohort if a.known]
    up = [a for a in cohort if a.kept > a.opening.mrr]
    down = [a for a in cohort if a.kept < a.opening.mrr]
    share = ratio(len(up), len(cohort))
    said = (
        f"{percent(share)} of {count(len(cohort), 'account')} grew: {len(up):,}" if cohort else "no accounts"
    )
    return Figure(
        "grew", Group.QUESTIONS, "Accounts that grew",
        "Accounts of the opening that pay more at the end, rates left out ÷ accounts of the opening.",
        Unit.SHARE, share, len(cohort), said,
        (
            Step("Grew", len(up), Unit.COUNT),
            Step("Stayed the same", len(cohort) - len(up) - len(down), Unit.COUNT),
            Step("Shrank or left", len(down), Unit.COUNT),
            Step("Share that grew", share, Unit.SHARE, total=True),
        ),
        (Rival("Of those that stayed", ratio(len(up), sum(a.closing.has_revenue for a in cohort)), Unit.SHARE,
               "Leaves out those that left."),),
        largest(Behind(a.account, _name(b, a.account), "", None, a.kept - a.opening.mrr) for a in up),
        heads=("", "MRR more"),
    )  # fmt: skip


def _worst_industry(b: Book) -> Figure:
    parts: dict[str, list[AccountMoves]] = defaultdict(list)
    for a in b.waterfall.cohort:
        industry = b.industries.get(a.account)
        if industry:
            parts[industry].append(a)
    rates = {i: (sum(not a.closing.has_revenue for a in some), len(some)) for i, some in parts.items()}
    able = {i: x for i, x in rates.items() if x[1] >= ENOUGH and x[0]}
    worst = max(able, key=lambda i: (Fraction(*able[i]), able[i][0], i), default=None)
    lost, of = able[worst] if worst else (0, 0)
    gone = [a for a in parts.get(worst or "", []) if not a.closing.has_revenue]
    said = (
        f"{worst}: {lost:,} of {count(of, 'account')} left, {percent(ratio(lost, of))}" if worst
        else f"no industry with at least {ENOUGH} accounts lost one"
    )  # fmt: skip
    shown = sorted(rates.items(), key=lambda r: (-Fraction(*r[1]), -r[1][1], r[0]))
    all_lost = sum(not a.closing.has_revenue for a in b.waterfall.cohort)
    return Figure(
        "worst_industry", Group.QUESTIONS, "Most churned industry",
        f"Logo churn of the period by industry, of those with at least {ENOUGH} accounts at the opening.",
        Unit.SHARE, ratio(lost, of), of, said,
        (
            *(Step(f"{i}, {n:,} of {m:,}", Fraction(n, m), Unit.SHARE) for i, (n, m) in shown),
            Step(worst or "None", ratio(lost, of), Unit.SHARE, total=True),
        ),
        (Rival("All industries", ratio(all_lost, len(b.waterfall.cohort)), Unit.SHARE, "To hold it against."),),
        largest(Behind(a.account, _name(b, a.account), worst or "", None, a.opening.mrr) for a in gone),
        heads=("Industry", "MRR lost"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kept:
    """One product of the accounts that had it at the opening: what they paid for it then, kept of it, pay now."""

    then: Fraction
    kept: Fraction
    now: Fraction
    accounts: int

    def steps(self, name: str) -> tuple[Step, Step]:
        """What of it was kept, and what it came to."""
        kept, grown = self.kept / self.then, self.now / self.then
        return Step(f"{name}, kept", kept, Unit.SHARE), Step(f"{name}, with growth", grown, Unit.SHARE)

    def row(self, name: str) -> Behind:
        """Its row of the list."""
        return Behind(None, name, count(self.accounts, "account"), None, self.now - self.then)


def _products(b: Book) -> dict[str, _Kept]:
    found: dict[str, list[tuple[Fraction, Fraction]]] = defaultdict(list)
    for a in b.waterfall.cohort:
        moved: dict[ProductId, Fraction] = defaultdict(Fraction)
        for m in a.moves:
            moved[m.product] += m.signed if m.kind.value != "fx" else 0
        for product, there in a.opening.positions.items():
            if there.mrr > 0:
                now = there.mrr + moved[product]
                found[b.products.get(product, product)].append((there.mrr, now))
    return {
        name: _Kept(
            sum((t for t, _ in some), Fraction(0)),
            sum((max(Fraction(0), min(t, n)) for t, n in some), Fraction(0)),
            sum((n for _, n in some), Fraction(0)),
            len(some),
        )
        for name, some in found.items()
    }


def _by_product(b: Book) -> Figure:
    if b.waterfall.unknown:
        found: dict[str, _Kept] = {}
    else:
        found = _products(b)
    best = max(found, key=lambda p: (found[p].kept / found[p].then, found[p].then, p), default=None)
    grown = max(found, key=lambda p: (found[p].now / found[p].then, found[p].then, p), default=None)
    said = "amounts are not known" if b.waterfall.unknown else "no product had revenue at the opening"
    if best and grown:
        kept, now = found[best].kept / found[best].then, found[grown].now / found[grown].then
        said = f"{best} kept most, {percent(kept)}; {grown} grew most, to {percent(now)}"
    value = found[best].kept / found[best].then if best else None
    order = sorted(found.items(), key=lambda f: (-f[1].then, f[0]))
    return Figure(
        "products", Group.QUESTIONS, "Kept by product",
        "What the accounts that had a product at the opening still pay for it at the end: kept counts no account above "
        "what it paid (GRR of the product), with growth everything counts (NRR). Rates are left out.",
        Unit.SHARE, value, len(found), said,
        (
            *(step for name, k in order for step in k.steps(name)),
            Step(f"Kept most: {best or 'none'}", value, Unit.SHARE, total=True),
        ),
        (), tuple(k.row(name) for name, k in order),
        heads=("At the opening", "MRR change"), about="Product",
    )  # fmt: skip


def _discount(b: Book) -> Figure:
    changes = [r.change for r in b.rediscounted]
    n = len(changes)
    mean = ratio(sum(changes, Fraction(0)), n)
    more = sum(c > 0 for c in changes)
    said = "no first renewal with a discount known before and after it"
    if mean is not None:
        way = "more" if mean > 0 else "less"
        said = (
            f"{half_up(abs(mean) * 100, 2)} points {way} at the first renewal, on average of {n:,}" if mean
            else f"no change at the first renewal, on average of {n:,}"
        )  # fmt: skip
    rows = [Behind(r.account, _name(b, r.account), r.product, r.on, r.change) for r in b.rediscounted]
    middle = median(changes)
    return Figure(
        "discount_change", Group.QUESTIONS, "Discount at first renewal",
        "Discount after the first renewal of a contract − the discount before it, on average, in points; every first "
        "renewal up to the end of the period whose discounts are known.",
        Unit.SHARE, mean, n, said,
        (
            Step("More discount", more, Unit.COUNT),
            Step("The same", sum(c == 0 for c in changes), Unit.COUNT),
            Step("Less discount", sum(c < 0 for c in changes), Unit.COUNT),
            Step("On average", mean, Unit.SHARE, total=True),
        ),
        (Rival("Median", middle, Unit.SHARE, "One large discount does not move it."),),
        largest(rows), behind_unit=Unit.SHARE, heads=("Product", "Points"), when="Term ended",
    )  # fmt: skip


def _contract(b: Book) -> Figure:
    every = [o for o in b.originals if add_months(o.began, 12 * YEARS) < b.last]
    old = {o: o.then for o in every if o.then is not None}
    then, now = (sum(x, Fraction(0)) for x in (old.values(), (o.now for o in old)))
    value = ratio(now, then)
    said = f"no customers of more than {YEARS} years"
    if value is not None:
        said = f"{count(len(old), 'customer')} of more than {YEARS} years pay {percent(value)} of what they began with"
    if len(old) < len(every):
        said += f"; {count(len(every) - len(old), 'account')} left out: no rate for the first contract"
    middle = median([o.now / began_with for o, began_with in old.items()])
    rows = (
        Behind(o.account, _name(b, o.account), percent(ratio(o.now, began_with)), o.began, o.now - began_with)
        for o, began_with in old.items()
    )  # fmt: skip
    return Figure(
        "contract_change", Group.QUESTIONS, "Now and first contract",
        f"Customers of more than {YEARS} years: their MRR on the last day ÷ their MRR on their first day, both at the "
        "last day's rates.",
        Unit.SHARE, value, len(old), said,
        (
            Step("MRR they began with", then, Unit.MONEY),
            Step("MRR now", now, Unit.MONEY),
            Step("Now ÷ then", value, Unit.SHARE, total=True),
        ),
        (
            Rival("Median account", middle, Unit.SHARE,
                  "One large account does not move it."),
        ),
        largest(rows), heads=("Share", "MRR more"), when="Customer since",
    )  # fmt: skip
