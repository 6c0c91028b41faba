"""The way up is the smallest set of lines that a person can act on which would bring an account into a better band."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from csdesk.domain.health.receipt import Line, LineState, Receipt
from csdesk.domain.health.terms import Nature, Play
from csdesk.domain.values import dataclass

MINUTES = {
    Play.USAGE_DROP: 30, Play.LICENCES: 30, Play.TICKET_SURGE: 60, Play.SEVERE: 60, Play.BILLING: 10,
    Play.SILENCE: 30, Play.SPONSOR: 60, Play.DETRACTOR: 30, Play.ONBOARDING: 60, Play.SURVEYS: 10,
    Play.RENEWAL: 30, Play.REVIEW: 120, Play.STUCK: 30, Play.ASK: 30,
}  # fmt: skip
"""What answering with a play takes at first: a call 30, a meeting 60, a review 120, a mail 10."""
_FULL = Decimal(100)
_MOST = 14


@dataclass(frozen=True, slots=True)
class Way:
    """Lines to bring to 100, the score that they would give, and the minutes of their plays."""

    lines: tuple[Line, ...]
    score: Decimal
    minutes: int


def way_up(receipt: Receipt) -> Way | None:
    """The fewest lines that bring it to healthy, of those the quickest; None where none do, or it is there already.

    Each line counts as if it stood at 100 with a fresh reading; modifiers stay as they are.
    """
    score = receipt.score
    edge = Decimal(receipt.card.bands.healthy)
    if score.score is None or score.score >= edge:
        return None
    open_lines = _heaviest([line for line in receipt.lines if _can_act(line)])
    if not open_lines or _way(receipt, open_lines).score < edge:
        return None
    for count in range(1, len(open_lines) + 1):
        ways = [_way(receipt, some) for some in combinations(open_lines, count)]
        reached = [w for w in ways if w.score >= edge]
        if reached:
            return min(reached, key=lambda w: (w.minutes, -w.score, [x.measure.key for x in w.lines]))
    return None


def _heaviest(lines: list[Line]) -> list[Line]:
    """Those of many lines that could bring most, in their order: to try every set of more would not end."""
    most = sorted(lines, key=lambda x: (-_missing(x), x.measure.key))[:_MOST]
    return [line for line in lines if line in most]


def _missing(line: Line) -> Decimal:
    """What a line lacks to 100, by its weight."""
    worth = line.sub_score if line.state is LineState.FRESH else None
    return (_FULL - (worth or 0)) * line.measure.weight


def _can_act(line: Line) -> bool:
    known = line.state is not LineState.NOT_APPLICABLE
    full = line.state is LineState.FRESH and line.sub_score == _FULL
    return known and not full and line.measure.nature is Nature.ACTIONABLE and line.measure.weight > 0


def _way(receipt: Receipt, lines: Sequence[Line]) -> Way:
    raised = {line.measure.key for line in lines}
    total, weight = Decimal(0), 0
    for line in receipt.lines:
        if line.measure.key in raised:
            total, weight = total + _FULL * line.measure.weight, weight + line.measure.weight
        elif line.state is LineState.FRESH and line.sub_score is not None:
            total, weight = total + line.sub_score * line.measure.weight, weight + line.measure.weight
    without = (total / weight).quantize(Decimal("0.1"), rounding="ROUND_HALF_UP")
    moved = sum((m.points for m in receipt.score.modifiers), Decimal(0))
    return Way(tuple(lines), min(_FULL, max(Decimal(0), without + moved)), _minutes(lines))


def _minutes(lines: Iterable[Line]) -> int:
    """Each play counts once: one review answers all that it is the answer to."""
    return sum(MINUTES[play] for play in {line.measure.play for line in lines} if play is not None)
