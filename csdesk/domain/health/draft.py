"""A draft is a scorecard on its way to a next version: steps can be taken back, and the book knows nothing of it."""

from dataclasses import replace

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.curve import Points
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Measure
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
        made = tuple(_carried(m, was.get(m.key), mine.get(m.key)) for m in card.measures)
        now = replace(card, measures=made)
        if self.now.bands != self.card.bands:
            now = replace(now, bands=self.now.bands)
        if self.now.minimum_coverage != self.card.minimum_coverage:
            now = replace(now, minimum_coverage=self.now.minimum_coverage)
        return Draft(card, now)


def _carried(measure: Measure, was: Measure | None, mine: Measure | None) -> Measure:
    if was is None or mine is None:
        return measure
    if mine.weight != was.weight:
        measure = replace(measure, weight=mine.weight)
    if (mine.points, mine.paces) != (was.points, was.paces):
        measure = replace(measure, points=mine.points, paces=mine.paces)
    return measure


def weighed(card: Scorecard, key: str, weight: int) -> Scorecard:
    """The card with another weight of one measure."""
    return _with(card, key, weight=weight)


def shaped(card: Scorecard, key: str, pace: TouchModel | None, points: Points) -> Scorecard:
    """The card with another curve of one measure; where it has one per touch model, of that one alone."""
    measure = next(m for m in card.measures if m.key == key)
    if not measure.paces:
        return _with(card, key, points=points)
    paces = tuple((model, points if model is pace else theirs) for model, theirs in measure.paces)
    return _with(card, key, paces=paces)


def _with(card: Scorecard, key: str, **facts: object) -> Scorecard:
    made = tuple(replace(m, **facts) if m.key == key else m for m in card.measures)  # type: ignore[arg-type]
    return replace(card, measures=made)
