"""Activity is what was done in a period: touches, plays, reviews, milestones, and how soon after what happened."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from csdesk.domain.figures.figure import Behind, Figure, Group, Rival, Step, Unit
from csdesk.domain.figures.spread import median, p90
from csdesk.domain.ids import AccountId
from csdesk.domain.phrases import count
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.values import dataclass

AHEAD = 365
"""A risk that was closed longer ago than so many days was about something else."""


@dataclass(frozen=True, slots=True)
class Played:
    """Work that a rule proposed: of which category, and when it was begun and closed."""

    account: AccountId
    category: str
    begun_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Answered:
    """A bad signal, and the day of the first touch on or after it; None while nobody answered."""

    account: AccountId
    kind: str
    on: date
    touched_on: date | None


@dataclass(frozen=True, slots=True)
class Lead:
    """An account that was lost in the period, and since when a risk of it was known; None: none was."""

    account: AccountId
    lost_on: date
    risk_on: date | None


@dataclass(frozen=True, slots=True)
class Done:
    """What was done in a period. `touches` and `milestones` are counts by account; the latter all, and confirmed."""

    first: date
    last: date
    touches: Mapping[tuple[AccountId, str], int]
    plays: Sequence[Played]
    milestones: Mapping[AccountId, tuple[int, int]]
    answers: Sequence[Answered]
    leads: Sequence[Lead]
    there: int
    names: Mapping[AccountId, str]


def activity(d: Done) -> list[Figure]:
    """Touches by kind, plays by category, reviews, milestones, response to signals, risks before losses."""
    return [_touches(d), _plays(d), _reviews(d), _milestones(d), _response(d), _lead(d)]


def _name(d: Done, account: AccountId) -> str:
    return d.names.get(account, account)


def _counted(d: Done, counts: Mapping[AccountId, int]) -> tuple[Behind, ...]:
    rows = (Behind(a, _name(d, a), "", None, n) for a, n in counts.items() if n)
    return tuple(sorted(rows, key=lambda r: (-(r.value or 0), r.name.casefold())))


def _touches(d: Done) -> Figure:
    kinds, accounts = Counter[str](), Counter[AccountId]()
    for (account, kind), n in d.touches.items():
        kinds[kind] += n
        accounts[account] += n
    total = sum(kinds.values())
    return Figure(
        "touches", Group.ACTIVITY, "Touches", "Contacts with customers in the period, by kind; send-only mail too.",
        Unit.COUNT, total, len(accounts), f"with {count(len(accounts), 'account')}" if total else "none in the period",
        (
            *(Step(kind.capitalize(), n, Unit.COUNT) for kind, n in sorted(kinds.items(), key=lambda k: (-k[1], k[0]))),
            Step("Touches", total, Unit.COUNT, total=True),
        ),
        (Rival("Per account", ratio(total, d.there), Unit.RATIO, "Of the customers at the end of the period."),),
        _counted(d, accounts), behind_unit=Unit.COUNT, heads=("", "Touches"),
    )  # fmt: skip


def _within(d: Done, day: date | None) -> bool:
    return day is not None and d.first <= day <= d.last


def _plays(d: Done) -> Figure:
    begun = Counter(p.category for p in d.plays if _within(d, p.begun_on))
    closed = Counter(p.category for p in d.plays if _within(d, p.closed_on))
    total, done = sum(begun.values()), sum(closed.values())
    words = sorted({*begun, *closed})
    counts = Counter(p.account for p in d.plays if _within(d, p.begun_on))
    return Figure(
        "plays", Group.ACTIVITY, "Plays started",
        "Tasks that a rule of the week proposed and somebody took, by what started them; closed ones beside them.",
        Unit.COUNT, total, len(counts), f"{done:,} closed" if total or done else "none in the period",
        (
            *(Step(f"{w.capitalize()}, {closed[w]:,} closed", begun[w], Unit.COUNT) for w in words),
            Step("Started", total, Unit.COUNT, total=True),
        ),
        (Rival("Closed", done, Unit.COUNT, "Also those that were started before."),),
        _counted(d, counts), behind_unit=Unit.COUNT, heads=("", "Plays"),
    )  # fmt: skip


def _reviews(d: Done) -> Figure:
    counts = Counter({a: n for (a, kind), n in d.touches.items() if kind == "review"})
    total, of = sum(counts.values()), ratio(len(counts), d.there)
    return Figure(
        "reviews", Group.ACTIVITY, "Reviews", "Business reviews held in the period: touches of that kind.",
        Unit.COUNT, total, len(counts), f"with {count(len(counts), 'account')}" if total else "none in the period",
        (Step("Accounts reviewed", len(counts), Unit.COUNT), Step("Reviews", total, Unit.COUNT, total=True)),
        (Rival("Accounts reviewed ÷ customers", of, Unit.SHARE, "How far reviews reach."),),
        _counted(d, counts), behind_unit=Unit.COUNT, heads=("", "Reviews"),
    )  # fmt: skip


def _milestones(d: Done) -> Figure:
    total = sum(n for n, _ in d.milestones.values())
    sure = sum(n for _, n in d.milestones.values())
    return Figure(
        "milestones", Group.ACTIVITY, "Milestones", "Success milestones that customers reached in the period.",
        Unit.COUNT, total, len(d.milestones), f"{sure:,} confirmed" if total else "none in the period",
        (Step("Confirmed by the customer", sure, Unit.COUNT), Step("Reached", total, Unit.COUNT, total=True)),
        (Rival("Confirmed", sure, Unit.COUNT, "Only what the customer said."),),
        _counted(d, {a: n for a, (n, _) in d.milestones.items()}), behind_unit=Unit.COUNT, heads=("", "Milestones"),
    )  # fmt: skip


def _response(d: Done) -> Figure:
    taken = [(s.touched_on - s.on).days for s in d.answers if s.touched_on]
    waiting = len(d.answers) - len(taken)
    rows = [
        Behind(s.account, _name(d, s.account), s.kind if s.touched_on else f"{s.kind}, not answered", s.on,
               (s.touched_on - s.on).days if s.touched_on else None)
        for s in d.answers
    ]  # fmt: skip
    return Figure(
        "response", Group.ACTIVITY, "Signal to response",
        "Days from a bad signal to the next touch with that account, for the signals of the period; median.",
        Unit.DAYS, median(taken), len(taken), f"{waiting:,} not answered yet" if d.answers else "no bad signal",
        (
            Step("Bad signals", len(d.answers), Unit.COUNT),
            Step("Not answered yet", waiting, Unit.COUNT),
            Step("Nine of ten within", p90(taken), Unit.DAYS),
            Step("Median", median(taken), Unit.DAYS, total=True),
        ),
        (),
        tuple(sorted(rows, key=lambda r: (r.value is not None, -(r.value or 0), r.name.casefold(), str(r.on)))),
        behind_unit=Unit.DAYS, heads=("Signal", "Days"),
    )  # fmt: skip


def _lead(d: Done) -> Figure:
    ahead = [(x.lost_on - x.risk_on).days for x in d.leads if x.risk_on]
    rows = [
        Behind(x.account, _name(d, x.account), "" if x.risk_on else "no risk was known", x.lost_on,
               (x.lost_on - x.risk_on).days if x.risk_on else None)
        for x in d.leads
    ]  # fmt: skip
    share: Fraction | None = ratio(len(ahead), len(d.leads))
    return Figure(
        "risk_lead", Group.ACTIVITY, "Risk before loss",
        f"Days from the first risk, of those open in the {AHEAD} days before, to the loss, for the accounts that were "
        "lost in the period, even if they came back; median.",
        Unit.DAYS, median(ahead), len(ahead),
        f"{len(d.leads) - len(ahead):,} of {len(d.leads):,} losses without one" if d.leads else "nobody was lost",
        (
            Step("Accounts lost", len(d.leads), Unit.COUNT),
            Step("With a risk before", len(ahead), Unit.COUNT),
            Step("Median", median(ahead), Unit.DAYS, total=True),
        ),
        (Rival("Losses that were foreseen", share, Unit.SHARE, "By count instead of days."),),
        tuple(sorted(rows, key=lambda r: (r.value is not None, r.value or 0, r.name.casefold()))),
        behind_unit=Unit.DAYS, heads=("", "Days"), when="Lost on",
    )  # fmt: skip
