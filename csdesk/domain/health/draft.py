"""A draft is a scorecard on its way to a next version: steps can be taken back, and the book knows nothing of it."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.bands import Band
from csdesk.domain.health.curve import Points
from csdesk.domain.health.scorecard import Scorecard, in_order
from csdesk.domain.health.terms import Measure, Play
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """`card` as it is kept and `now` as it would be, with the steps between them.

    Changes `about` the same thing, one after the other, are one step: a drag, a number that is typed.
    """

    card: Scorecard
    now: Scorecard
    past: tuple[Scorecard, ...] = ()
    ahead: tuple[Scorecard, ...] = ()
    about: str = ""

    @property
    def differs(self) -> bool:
        """Whether there is anything to save."""
        return self.now != self.card

    def stepped(self, now: Scorecard, about: str = "") -> "Draft":
        """With a further change."""
        if now == self.now:
            return self
        past = self.past if about and about == self.about else (*self.past, self.now)
        if past and past[-1] == now:
            return replace(self, now=now, past=past[:-1], ahead=(), about="")
        return replace(self, now=now, past=past, ahead=(), about=about)

    def rested(self) -> "Draft":
        """What follows is a step of its own."""
        return replace(self, about="")

    def undone(self) -> "Draft":
        """Without the last step."""
        if not self.past:
            return self
        return Draft(self.card, self.past[-1], self.past[:-1], (self.now, *self.ahead))

    def redone(self) -> "Draft":
        """With the step that was taken back last."""
        if not self.ahead:
            return self
        return Draft(self.card, self.ahead[0], (*self.past, self.now), self.ahead[1:])

    def discarded(self) -> "Draft":
        """As the card is kept: a step as any other."""
        return self.stepped(self.card).rested()

    def upon(self, card: Scorecard) -> "Draft":
        """The same changes on another version of the card, as far as they differ from it still."""
        was, mine = ({m.key: m for m in c.measures} for c in (self.card, self.now))
        kept = [m for m in card.measures if m.key in mine or m.key not in was]
        made = [_carried(m, was.get(m.key), mine.get(m.key), _OF_MEASURE) for m in kept]
        there = {m.key for m in card.measures}
        made += [m for m in self.now.measures if m.key not in was and m.key not in there]
        now = _carried(card, self.card, self.now, _OF_CARD)
        for band in Band:
            if (play := self.now.play_of(band)) is not self.card.play_of(band):
                now = answered(now, band, play)
        return Draft(card, replace(now, measures=in_order(made)))


_Kept = TypeVar("_Kept", Measure, Scorecard)


def _carried(new: _Kept, was: _Kept | None, mine: _Kept | None, names: Sequence[str]) -> _Kept:
    """The new version with what the draft says otherwise than the version before."""
    if was is None or mine is None:
        return new
    said = {name: now for name in names if (now := getattr(mine, name)) != getattr(was, name)}
    return replace(new, **said)


_OF_MEASURE = tuple(f.name for f in fields(Measure) if f.name != "key")
_OF_CARD = tuple(f.name for f in fields(Scorecard) if f.name not in {"name", "version", "measures", "plays"})


def with_measure(card: Scorecard, measure: Measure) -> Scorecard:
    """The card with a measure, in the place of the one of its key or as the last of its group."""
    if any(m.key == measure.key for m in card.measures):
        made = [measure if m.key == measure.key else m for m in card.measures]
    else:
        made = [*card.measures, measure]
    return replace(card, measures=in_order(made))


def without(card: Scorecard, key: str) -> Scorecard:
    """The card without a measure."""
    return replace(card, measures=tuple(m for m in card.measures if m.key != key))


def weighed(card: Scorecard, key: str, weight: int) -> Scorecard:
    """The card with another weight of one measure."""
    return _with(card, key, weight=weight)


def answered(card: Scorecard, band: Band, play: Play | None) -> Scorecard:
    """The card with another play for those who enter a band."""
    plays = dict(card.plays) | {band: play}
    return replace(card, plays=tuple(plays.items()))


def shaped(card: Scorecard, key: str, pace: TouchModel | None, points: Points) -> Scorecard:
    """The card with another curve of one measure; where it has one per touch model, of that one alone."""
    measure = next(m for m in card.measures if m.key == key)
    if not measure.paces:
        return _with(card, key, points=points)
    paces = tuple((model, points if model is pace else theirs) for model, theirs in measure.paces)
    return _with(card, key, paces=paces)


def _with(card: Scorecard, key: str, **facts: Any) -> Scorecard:
    made = tuple(replace(m, **facts) if m.key == key else m for m in card.measures)
    return replace(card, measures=made)
