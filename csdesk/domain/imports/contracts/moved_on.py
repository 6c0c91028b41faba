"""A contract whose end moves on by a year was renewed: it keeps its first start, and costs what is new from then on."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.periods import months_of_term
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.lines import Line
from csdesk.domain.subscriptions import Subscription

_RENEWED_AFTER = timedelta(days=300)
"""An end that moves by at least this is a renewal and no correction, where it is over or soon will be."""
_YEAR = 12
NEW_TERM = "term"
"""What another amount means where a contract renewed by itself: it holds from the first day of the new term."""
_EARLY = timedelta(days=90)
"""So long before an end it may be renewed: what is farther away is a correction, unless the next term is told."""


def decisions_of(line: Subscription, bench: Bench) -> list[Renewal]:
    """What was decided at the ends of the terms of a line, as it lies on the bench."""
    return [r for r in bench.of(Renewal, line.account) if r.subscription == line.id]


def renewal_in_place(
    line: Subscription,
    changed: Subscription,
    day: date,
    decisions: Iterable[Renewal],
    *,
    start: date | None = None,
    own: bool = False,
) -> Renewal | None:
    """The renewal that an end tells which moved a year on, on a day after it or not long before; without an id.

    `start` is what a row says of it: that of the next term leaves no doubt. In csdesk's `own` workbook, which has a
    list of renewals, only what is over was renewed.
    """
    if not line.end or not changed.end or line.auto_renew or changed.end - line.end < _RENEWED_AFTER:
        return None
    ahead = line.end - day
    if ahead >= timedelta(0) and (own or (ahead > _EARLY and not (start and start > line.end))):
        return None
    if any(r.due_on == line.end and r.subscription == line.id for r in decisions):
        return None
    return Renewal(
        id="",
        account=line.account,
        subscription=line.id,
        due_on=line.end,
        outcome=Outcome.RENEWED,
        decided_on=min(line.end, day),
    )


def term_begun(before: Subscription, after: Subscription, day: date) -> date | None:
    """The first day of the next term of a contract that renewed by itself, where its end moved on by one term.

    By `day` the term before must be over, or nearly: what is farther away may be a correction.
    """
    if not (before.auto_renew and after.auto_renew and before.end and after.end):
        return None
    begins = before.end + timedelta(days=1)
    months = before.term_months or _YEAR
    return begins if months_of_term(begins, after.end) == months and before.end - day <= _EARLY else None


def with_first_start(
    facts: dict[str, Any], line: Subscription, decisions: Sequence[Renewal]
) -> dict[str, Any]:
    """What a row says of a line, without the start of a later term than its first: the line began before."""
    start, begun = facts.get("start"), line.start or line.signed_on
    if start is None or line.end is None or start == line.start or (begun and start <= begun):
        return facts
    end = facts.get("end")
    bare = {**facts, "start": None, "signed_on": None}
    if end is None or not line.end < start <= end:
        later = any(d < start for d in Line(line, (), tuple(decisions)).renewed_on)
        return bare if later else facts
    if line.auto_renew and not (facts.get("term_months") or line.term_months):
        bare["term_months"] = months_of_term(start, end)
    return bare


def outcome_of(before: Fraction, after: Fraction) -> Outcome:
    """How it was renewed, by what a year costs."""
    if before == after:
        return Outcome.RENEWED
    return Outcome.EXPANDED if after > before else Outcome.CONTRACTED
