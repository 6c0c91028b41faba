"""A data debt is a fact that a receipt lacks: what knowing it could change, and how long it takes to find out."""

from collections.abc import Iterable

from csdesk.domain.health.receipt import Line, LineState, Receipt
from csdesk.domain.health.terms import Measure
from csdesk.domain.values import dataclass

MINUTES = {
    "objective_progress": 30, "milestones_on_time": 15, "confirmed_value": 30, "breadth": 15, "executive_use": 10,
    "touch_cadence": 5, "sponsor": 10, "executive_contact": 5, "contacts_in_place": 5, "last_answer": 10,
    "response": 10, "advocacy": 5, "consent": 5, "growth": 10, "reactive_touches": 10,
}  # fmt: skip
"""What it takes to ask or to write down one account's fact, by the measure's key."""
BY_FILE = 10
"""The same where it comes with a spreadsheet from another system: usage, tickets, invoices."""


@dataclass(frozen=True, slots=True)
class Debt:
    """One missing line of one account.

    `swing` is how many points lie between the fact being as bad and as good as can be, in tenths; `turns` says that
    it could bring the account into another band. `line` is absent or expired.
    """

    line: Line
    swing: int
    turns: bool
    minutes: int

    @property
    def measure(self) -> Measure:
        """What is missing."""
        return self.line.measure


def debts_of(receipt: Receipt) -> list[Debt]:
    """What a receipt lacks, the largest swing first."""
    missing = [
        x for x in receipt.lines if x.state in {LineState.ABSENT, LineState.EXPIRED} and x.measure.weight
    ]
    found = [_debt(receipt, line) for line in missing]
    return sorted(found, key=lambda d: (-d.swing, d.measure.key))


def _debt(receipt: Receipt, line: Line) -> Debt:
    low, high = _at(receipt, line, 0), _at(receipt, line, 100)
    of = receipt.card.bands.of
    turns = len({of(low), of(high), *([receipt.score.band] if receipt.score.band else [])}) > 1
    return Debt(line, high - low, turns, MINUTES.get(line.measure.key, BY_FILE))


def _at(receipt: Receipt, line: Line, worth: int) -> int:
    """The score in tenths if this line were known and worth so much, all else as it is."""
    fresh = [x for x in receipt.lines if x.state is LineState.FRESH and x.sub_score is not None]
    weight = sum(x.measure.weight for x in fresh) + line.measure.weight
    total = sum(int((x.sub_score or 0) * 1_000_000) * x.measure.weight for x in fresh)
    total += worth * 1_000_000 * line.measure.weight
    mean = (2 * total + weight * 100_000) // (2 * weight * 100_000)
    return min(1000, max(0, mean + sum(m.tenths for m in receipt.score.modifiers)))


@dataclass(frozen=True, slots=True)
class Owed:
    """A measure over the whole book: how many accounts lack it, how many it could turn, and the time for all."""

    measure: Measure
    accounts: int
    turning: int
    minutes: int


def owed(debts: Iterable[Debt]) -> list[Owed]:
    """The debts by measure, what could turn most accounts first."""
    by_measure: dict[tuple[str, str], list[Debt]] = {}
    for debt in debts:
        by_measure.setdefault((debt.measure.key, debt.measure.name), []).append(debt)
    found = [
        Owed(mine[0].measure, len(mine), sum(d.turns for d in mine), sum(d.minutes for d in mine))
        for mine in by_measure.values()
    ]
    return sorted(found, key=lambda o: (-o.turning, -o.accounts, o.measure.key))
