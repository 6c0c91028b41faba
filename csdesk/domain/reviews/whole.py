"""The whole review: its period, and all its parts put together from the facts of one account."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from csdesk.domain.errors import PeriodBackwards
from csdesk.domain.periods import Days
from csdesk.domain.phrases import together
from csdesk.domain.reviews.adoption import adoption_part
from csdesk.domain.reviews.ahead import ahead_part, decisions_part, own_steps
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.happenings import changes_part
from csdesk.domain.reviews.kinds import ReviewKind
from csdesk.domain.reviews.measures import measures_of, objectives_part
from csdesk.domain.reviews.milestones import milestones_part, value_part
from csdesk.domain.reviews.outcome import cover_of, outcome_part
from csdesk.domain.reviews.promises import promises_part
from csdesk.domain.reviews.support import support_part
from csdesk.domain.reviews.undertakings import held_back
from csdesk.domain.reviews.values import Figure, Review
from csdesk.domain.reviews.voice import voice_part
from csdesk.domain.reviews.words import name, plain
from csdesk.domain.touches import Touch, TouchKind

PERIOD_DAYS = 90
SHORTEST, LONGEST = 28, 200
"""Days: a review nearer than that may be this very one, and one farther away is not the last quarter's."""


def review_period(touches: Iterable[Touch], *, first: date | None, last: date | None, as_of: date) -> Days:
    """The days of a review: since the last touch of kind review, else the 90 days to the day as of.

    A last day after the day as of is taken as that day: nothing is known of later ones.
    Raises: PeriodBackwards.
    """
    end = min(last or as_of, as_of)
    begin = first or _since_last_review(touches, end)
    if begin > end:
        raise PeriodBackwards(first=begin, last=end)
    return Days(begin, end)


def _since_last_review(touches: Iterable[Touch], end: date) -> date:
    first, latest = end - timedelta(days=LONGEST), end - timedelta(days=SHORTEST)
    held = [t.on for t in touches if t.kind is TouchKind.REVIEW and first <= t.on <= latest]
    return max(held) + timedelta(days=1) if held else end - timedelta(days=PERIOD_DAYS - 1)


def review_of(known: Facts, period: Days, as_of: date, kind: ReviewKind = ReviewKind.QBR) -> Review:
    """The review of an account for a period, knowing what was known by the end of the day as of."""
    facts = known.as_of(as_of)
    measures = measures_of(facts, as_of)
    review = Review(
        account=plain(facts.account.account),
        as_of=as_of,
        period=period,
        cover=cover_of(facts, period, as_of, kind),
        outcome=outcome_part(facts, measures, as_of),
        changes=changes_part(facts, period),
        objectives=objectives_part(facts, measures, as_of),
        value=value_part(facts, period),
        adoption=adoption_part(facts, period),
        milestones=milestones_part(facts, period, as_of),
        support=support_part(facts, period, as_of),
        voice=voice_part(facts, period),
        promises=promises_part(facts, period, as_of),
        ahead=ahead_part(facts, as_of),
        decisions=decisions_part(facts, measures, period, as_of),
        appendix=(),
        held_back=held_back(facts),
        own_steps=tuple(plain(u.title) for u in own_steps(facts, as_of)),
        kind=kind,
    )
    return _with_one_decision(replace(review, appendix=_appendix(_figures(review))))


def _with_one_decision(review: Review) -> Review:
    """A single decision stands under the next 90 days and needs no page of its own."""
    decisions, ahead = review.decisions, review.ahead
    if decisions is None or ahead is None or len(decisions.lines) != 1:
        return review
    asked = f"Decision we need today: {decisions.lines[0].what}"
    return replace(review, ahead=replace(ahead, after=asked), decisions=None)


def _figures(review: Review) -> list[Figure]:
    parts = (
        review.objectives,
        review.changes,
        review.value,
        review.adoption,
        review.milestones,
        review.support,
        review.voice,
        review.promises,
    )
    return [figure for part in parts if part is not None for figure in part.figures]


_COUNTS = re.compile(r"[,:]? [\d,]+[ \u00a0]rows?\b")


def _appendix(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Each definition once, under the names of the figures that have it, with the tables it comes from."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.definition, []).append(figure)
    return tuple(_together(same) for same in groups.values())


def _together(same: list[Figure]) -> Figure:
    names = [name(f.what, 40) for f in same[:3]]
    more = [f"{len(same) - 3:,} more"] if len(same) > 3 else []
    sources = dict.fromkeys(_COUNTS.sub("", f.source) for f in same)
    return replace(same[0], what=together(names + more), source="; ".join(sources))
