"""A waterfall leads step by step from nothing to a score, or from one score to another, and ends exactly there."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from csdesk.domain.health.between import Part
from csdesk.domain.health.receipt import Line, Receipt
from csdesk.domain.health.score import CUT, Modifier
from csdesk.domain.values import dataclass

_ZERO = Decimal(0)


class StepKind(StrEnum):
    """What a step is: a level stands on nothing, a move begins where the one before it ended."""

    GROUP = "group"
    LINE = "line"
    SUBTOTAL = "subtotal"
    MODIFIER = "modifier"
    CUT = "cut"
    PART = "part"
    START = "start"
    SCORE = "score"


LEVELS = frozenset({StepKind.SUBTOTAL, StepKind.START, StepKind.SCORE})


@dataclass(frozen=True, slots=True)
class Step:
    """From one level to another, in points. A group spans its lines, which follow it; `part` is one of a change."""

    kind: StepKind
    name: str
    begin: Decimal
    end: Decimal
    line: Line | None = None
    part: Part | None = None
    modifier: Modifier | None = None

    @property
    def points(self) -> Decimal:
        """What it adds; of a level, how high it is."""
        return self.end - self.begin


def steps_of(receipt: Receipt) -> list[Step]:
    """A receipt's steps: groups with their lines, modifiers, the cut, the score. Empty where it is not scored."""
    score = receipt.score
    if score.score is None or score.without_modifiers is None:
        return []
    steps = list(_lines(receipt))
    level = score.without_modifiers
    if score.modifiers or score.cut_tenths:
        steps.append(Step(StepKind.SUBTOTAL, "Without modifiers", _ZERO, level))
    for modifier in score.modifiers:
        after = level + modifier.points
        steps.append(Step(StepKind.MODIFIER, modifier.name, level, after, modifier=modifier))
        level = after
    if score.cut_tenths:
        steps.append(Step(StepKind.CUT, CUT, level, score.score))
    return [*steps, Step(StepKind.SCORE, "Score", _ZERO, score.score)]


def _lines(receipt: Receipt) -> Iterator[Step]:
    level = _ZERO
    for group, points, lines in receipt.groups():
        yield Step(StepKind.GROUP, group.value, level, level + (points or _ZERO))
        for line in lines:
            after = level + (line.points or _ZERO)
            yield Step(StepKind.LINE, line.measure.name, level, after, line)
            level = after


def steps_between(then: Decimal, now: Decimal, parts: Sequence[Part], names: tuple[str, str]) -> list[Step]:
    """The steps of a change: the score then, each part, the score now; `names` are those of the two levels."""
    steps, level = [Step(StepKind.START, names[0], _ZERO, then)], then
    for part in parts:
        steps.append(Step(StepKind.PART, part.name, level, level + part.change, part.line, part))
        level += part.change
    return [*steps, Step(StepKind.SCORE, names[1], _ZERO, now)]
