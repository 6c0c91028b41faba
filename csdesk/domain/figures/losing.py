"""Early churn is a loss in the first 90 days; a saved account was about to leave, and is watched for six months."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.figures.figure import Behind, Figure, Group, Rival, Step, Unit
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.values import dataclass

EARLY = timedelta(days=90)
WATCHED_MONTHS = 6
_DAY = timedelta(days=1)
NOT_KNOWN = "not known yet"


@dataclass(frozen=True, slots=True)
class Saved:
    """An account that was about to leave and stayed: since when, and from what."""

    account: AccountId
    on: date
    why: str

    @property
    def until(self) -> date:
        """The last day of its watch."""
        return add_months(self.on, WATCHED_MONTHS)


@dataclass(frozen=True, slots=True)
class Gone:
    """A loss of an account altogether: the first day without revenue, and why; it may have come back since."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Losing:
    """When accounts with revenue signed, and their losses in order, until `last`, a day that is over."""

    first: date
    last: date
    signed: Mapping[AccountId, date]
    lost: Mapping[AccountId, Sequence[Gone]]
    saved: Sequence[Saved]
    mrr: Mapping[AccountId, Fraction]
    names: Mapping[AccountId, str]


def losing(x: Losing) -> list[Figure]:
    """Early churn by cause, and the accounts on a saved watch."""
    return [_early(x), _watch(x)]


def _early(x: Losing) -> Figure:
    signed = {a: day for a, day in x.signed.items() if x.first <= day <= x.last}
    lost = {a: gone for a, day in signed.items() if (gone := _first_gone(x, a, day, day + EARLY))}
    young = sum(day + EARLY > x.last and a not in lost for a, day in signed.items())
    causes = Counter(sorted(gone.why for gone in lost.values()))
    rate = ratio(len(lost), len(signed))
    since = ratio(sum(_first_gone(x, a, day, x.last) is not None for a, day in signed.items()), len(signed))
    said = (
        "nobody signed in the period"
        if not signed
        else f"{young:,} still in their first 90 days"
        if young
        else ""
    )
    rows = [Behind(a, x.names.get(a, a), gone.why, gone.on, (gone.on - signed[a]).days)
            for a, gone in lost.items()]  # fmt: skip
    return Figure(
        "early_churn", Group.LOSSES, "Early churn",
        "Of the accounts that signed in the period, those that were lost within 90 days of signing, even if they came "
        "back: what was promised was not what they got. By cause.",
        Unit.SHARE, rate, len(signed), said,
        (
            *(Step(cause.capitalize(), n, Unit.COUNT) for cause, n in causes.most_common()),
            Step("Lost within 90 days", len(lost), Unit.COUNT, subtotal=True),
            Step("÷ Signed in the period", len(signed), Unit.COUNT),
            Step("Early churn", rate, Unit.SHARE, total=True),
        ),
        (Rival("Lost since, at any age", since, Unit.SHARE, "Mixes early losses with later ones."),),
        tuple(sorted(rows, key=lambda r: (r.value or 0, r.name.casefold()))),
        behind_unit=Unit.DAYS, heads=("Cause", "Days"), when="Lost on",
    )  # fmt: skip


def _first_gone(x: Losing, account: AccountId, first: date, last: date) -> Gone | None:
    """The first loss of an account from one day to another."""
    return next((g for g in x.lost.get(account, ()) if first <= g.on <= min(last, x.last)), None)


def _watch(x: Losing) -> Figure:
    newest: dict[AccountId, Saved] = {}
    for one in sorted(x.saved, key=lambda s: (s.on, s.account)):
        if one.on <= x.last:
            newest[one.account] = one
    gone = {a for a, s in newest.items() if _first_gone(x, a, s.on + _DAY, s.until)}
    on_watch = [s for a, s in newest.items() if s.until >= x.last and a not in gone]
    kept = len(newest) - len(gone) - len(on_watch)
    mrr = sum((x.mrr.get(s.account, Fraction(0)) for s in on_watch), Fraction(0))
    rows = [
        Behind(s.account, x.names.get(s.account, s.account), s.why, s.until, x.mrr.get(s.account))
        for s in on_watch
    ]
    return Figure(
        "saved_watch", Group.LOSSES, "Saved watch",
        f"Accounts that were about to leave and stayed are watched for {WATCHED_MONTHS} months: a loss that was "
        "notified and taken back, or a renewal at risk that was renewed. The list says when each watch ends.",
        Unit.COUNT, len(on_watch), len(newest), "" if newest else "nobody was saved yet",
        (
            Step("Saved so far", len(newest), Unit.COUNT),
            Step("− Lost during the watch", len(gone), Unit.COUNT),
            Step("− Kept beyond it, or lost later", kept, Unit.COUNT),
            Step("On watch", len(on_watch), Unit.COUNT, total=True),
        ),
        (
            Rival("By amount", mrr, Unit.MONEY, "Their MRR instead of their number."),
            Rival("Held through the watch", ratio(kept, kept + len(gone)), Unit.SHARE, "Of those whose watch is over."),
        ),
        tuple(sorted(rows, key=lambda r: (str(r.on), r.name.casefold()))),
        heads=("Saved from", "MRR"), when="Watched until",
    )  # fmt: skip
