"""A row that gives notice for an end that was renewed, or renews one for which notice was given, is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.contracts.moved_on import renewal_in_place
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.sold import Sold
from csdesk.domain.imports.contracts.which_line import matching_line
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.revenue.despite import renewed_despite_notice
from csdesk.domain.revenue.lines import Line
from csdesk.domain.subscriptions import Subscription

_NEXT = "take one of the two back, or correct the day"


def line_despite(
    record: Record, account: Account | None, sold: Sold | None, place: Place, bench: Bench
) -> Problem | None:
    """Why a row cannot say so of its line: its notice is for an end that was renewed, or its end renews one."""
    given = sold.facts.get("cancelled_on") if sold else None
    lines = bench.lines(account.id) if account and sold else []
    if not any(given or line.cancelled_on for line in lines) or account is None or sold is None:
        return None
    before = matching_line(account.id, sold, place.at(record.row), bench)
    if before is None or (not given and _is_asked(before, account, sold, place)):
        return None
    after = replace(
        before, cancelled_on=given or before.cancelled_on, end=sold.facts.get("end") or before.end
    )
    decisions = bench.of(Renewal, account.id)
    moved = renewal_in_place(before, after, place.terms.day, decisions, own=place.terms.own)
    end = _despite(after, [*decisions, moved] if moved else decisions)
    if end is None or _despite(before, decisions):
        return None
    if moved and end == moved.due_on:
        header = place.headers.get("subscription.end") or place.headers.get("subscription.renewal_date")
        assert after.cancelled_on is not None
        return Problem(record.row, header, str(after.end), _not_renewed(after.cancelled_on, end), _NEXT)
    what = f"the term that ends on {spelled(end)} was renewed, and notice was given for it"
    return Problem(
        record.row, place.headers.get("subscription.cancelled_on"), str(after.cancelled_on), what, _NEXT
    )


def _is_asked(line: Subscription, account: Account, sold: Sold, place: Place) -> bool:
    """Whether a row is of who was lost and is there again, or of a contract after this one: that is settled so."""
    start = sold.facts.get("start")
    begins = bool(start and line.end and start > line.end)
    return not place.terms.own and (account.status is Status.LOST or begins)


def renewal_despite(record: Record, facts: Mapping[str, Any], place: Place, bench: Bench) -> Problem | None:
    """Why a renewal's row cannot say so: notice was given for that end."""
    line = bench.find(Subscription, str(facts["subscription"]))
    if line is None or line.cancelled_on is None or not Outcome(facts.get("outcome") or Outcome.OPEN).renewed:
        return None
    others = [r for r in bench.of(Renewal, line.account) if r.due_on != facts["due_on"]]
    said = Renewal(
        id="", account=line.account, subscription=line.id, due_on=facts["due_on"], outcome=facts["outcome"]
    )
    end = _despite(line, [*others, said])
    if end is None or _despite(line, others):
        return None
    header = place.headers.get("renewal.outcome")
    return Problem(record.row, header, str(said.outcome), _not_renewed(line.cancelled_on, end), _NEXT)


def give_notice(line: Subscription, day: date, bench: Bench) -> None:
    """Lay the notice of a line that is said to be lost; of an end that was renewed nobody gave any."""
    after = replace(line, cancelled_on=day)
    if _despite(after, bench.of(Renewal, line.account)) is None:
        bench.put(after)


def _despite(line: Subscription, decisions: Sequence[Renewal]) -> date | None:
    return renewed_despite_notice(Line(line, (), tuple(r for r in decisions if r.subscription == line.id)))


def _not_renewed(given: date, end: date) -> str:
    return (
        f"notice was given on {spelled(given)} for the term that ends on {spelled(end)}, and this renews it"
    )
