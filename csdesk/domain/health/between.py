"""What lies between two scores: named parts, by measure and modifier, that add up exactly to the difference."""

from decimal import Decimal

from csdesk.domain.health.receipt import Line, LineState, Receipt
from csdesk.domain.health.score import CUT, Modifier
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.values import dataclass

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the difference: its points before and after; None where it had none.

    `line` is the measure's line after, or before where it is gone; None for a modifier. `modifiers` are those of
    the name, after, or before where they are gone. Of another scorecard the points are the earlier day's score by the
    one and by the other, and `cards` which they are.
    """

    name: str
    before: Decimal | None
    after: Decimal | None
    line: Line | None = None
    was: Line | None = None
    """The measure's line before, where there was one too."""
    modifiers: tuple[Modifier, ...] = ()
    cards: tuple[Scorecard, Scorecard] | None = None

    @property
    def share_alone(self) -> bool:
        """Whether the measure stands as it did, and only counts for more or less beside the others."""
        if self.line is None or self.was is None or self.line.sub_score is None:
            return False
        return self.line.sub_score == self.was.sub_score

    @property
    def change(self) -> Decimal:
        """The points that it brought or took."""
        return (self.after or _NONE) - (self.before or _NONE)


def between(before: Receipt, after: Receipt, anew: Receipt | None = None) -> list[Part]:
    """The parts that changed, the largest first; empty unless both are scored.

    `anew` is the earlier day by the scorecard of the later one, where that is another one or another version: what it
    made of the facts of then is a part of its own, all others are what happened to the facts. Where it gives no score
    on the earlier day, its part cannot be told from theirs.
    """
    if before.score.score is None or after.score.score is None:
        return []
    then, card = before, []
    if anew is not None and anew.score.score is not None:
        then, card = anew, [_by_card(before, anew)]
    parts = [p for p in (*card, *_measures(then, after), *_modifiers(then, after)) if p.change]
    return sorted(parts, key=lambda p: (-abs(p.change), p.name))


def _by_card(before: Receipt, anew: Receipt) -> Part:
    same = before.card.name == anew.card.name
    name = "Another version of the scorecard" if same else "Another scorecard"
    return Part(name, before.score.score, anew.score.score, cards=(before.card, anew.card))


def _measures(before: Receipt, after: Receipt) -> list[Part]:
    then = {line.measure.key: line for line in before.lines}
    now = {line.measure.key: line for line in after.lines}
    return [
        Part(line.measure.name, _points(then.get(key)), _points(now.get(key)), line, then.get(key))
        for key, line in (then | now).items()
    ]


def _points(line: Line | None) -> Decimal | None:
    return line.points if line is not None and line.state is LineState.FRESH else None


def _modifiers(before: Receipt, after: Receipt) -> list[Part]:
    then, now = _named(before), _named(after)
    return [
        Part(name, then.get(name), now.get(name), modifiers=_of_name(after, name) or _of_name(before, name))
        for name in sorted(then.keys() | now.keys())
    ]


def _of_name(receipt: Receipt, name: str) -> tuple[Modifier, ...]:
    return tuple(m for m in receipt.score.modifiers if m.name == name)


def _named(receipt: Receipt) -> dict[str, Decimal]:
    """Modifiers by name, those of one name together, and the cut that keeps a score within 0 and 100."""
    found: dict[str, Decimal] = {}
    for modifier in receipt.score.modifiers:
        found[modifier.name] = found.get(modifier.name, _NONE) + modifier.points
    if receipt.score.cut_tenths:
        found[CUT] = Decimal(receipt.score.cut_tenths).scaleb(-1)
    return found
