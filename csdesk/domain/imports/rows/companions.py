"""A companion is what a row of facts tells beside its own fact: months of usage, a next step, an answer, a loss."""

from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact, ContactStatus
from csdesk.domain.fields import Noun
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.rows.customers import lay_usage
from csdesk.domain.imports.rows.next_steps import lay_next_step
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.signals import Effect, Signal, SignalKind
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.domain.usage import LICENCES

BESIDE = frozenset({
    "usage.licences", "task.title", "milestone.milestone", "ticket.satisfaction", "contact.left", "objective.now",
})  # fmt: skip
"""Targets that tell something beside the fact of their row."""


def lay_companions(
    noun: Noun, record: Record, account: Account | None, place: Place, bench: Bench, laid: Laid
) -> None:
    """Lay what stands beside the fact of a row."""
    if account is None:
        return
    for month, value in record.months:
        lay_usage(account.id, record.get("usage.measure") or place.measure, month, float(value), bench, laid)
    licences = record.get("usage.licences")
    if licences is not None:
        lay_usage(
            account.id, LICENCES, record.get("usage.on") or place.terms.day, float(licences), bench, laid
        )
    if noun.type is Touch:
        lay_next_step(record, account.id, record.get("touch.on"), bench, laid)
    if noun.type is Objective and record.get("milestone.milestone"):
        _milestone(record, account, place, bench, laid)
    if noun.type is Ticket and record.get("ticket.satisfaction") is not None:
        _satisfied(record, account, bench, laid)
    if noun.type is Contact and record.get("contact.left"):
        _left(record, account, place, bench, laid)
    if noun.type is Objective and record.get("objective.now") is not None:
        _now(record, account, place, bench, laid)


def _satisfied(record: Record, account: Account, bench: Bench, laid: Laid) -> None:
    """Lay the answer about a ticket; it says which, so that the same file again finds it."""
    score = record.get("ticket.satisfaction")
    scale = next((top for top in (5.0, 10.0, 100.0) if 0 <= score <= top), None)
    on = record.get("ticket.closed_at") or record.get("ticket.opened_at")
    if scale is None or on is None:
        return
    key = record.get("ticket.external_id") or record.get("ticket.id") or record.get("ticket.subject")
    about = f"About ticket {key}" if key else f"About a ticket of {on.date().isoformat()}"
    found = next((s for s in bench.of(Survey, account.id) if s.comment == about), None)
    facts: dict[str, Any] = {"score": score, "answered_on": on.date()}
    if found:
        bench.merge(found, facts, laid)
        return
    fresh = bench.new_id()
    bench.add(
        Survey(
            id=fresh, account=account.id, kind=SurveyKind.CSAT, scale_min=1.0 if scale == 5.0 else 0.0,
            scale_max=scale, comment=about, **facts,
        ),
        laid,
    )  # fmt: skip


def _milestone(record: Record, account: Account, place: Place, bench: Bench, laid: Laid) -> None:
    """Lay the milestone beside an objective; done without a day is reached, its day not known."""
    facts: dict[str, Any] = {k: record.get(f"milestone.{k}") for k in ("target_on", "achieved_on")}
    name = record.get("milestone.milestone")
    found = next((m for m in bench.of(Milestone, account.id) if m.milestone == name), None)
    if record.get("milestone.done") and not facts["achieved_on"] and not (found and found.reached):
        facts["achieved"] = True
    if found:
        bench.merge(found, facts, laid)
    else:
        fresh = bench.new_id()
        bench.add(Milestone(id=fresh, account=account.id, milestone=name, **facts), laid)


def _left(record: Record, account: Account, place: Place, bench: Bench, laid: Laid) -> None:
    text = str(record.get("contact.left"))
    if text.strip().lower() in {"no", "n", "false", "0"}:
        return
    person = bench.contact(account.id, name=record.get("contact.name"), email=record.get("contact.email"))
    if person is None:
        return
    person = bench.merge(person, {"status": ContactStatus.LEFT}, laid)
    kind = {"sponsor": SignalKind.SPONSOR_LEFT, "champion": SignalKind.CHAMPION_LEFT}
    signal = next((kind[r.value] for r in person.roles if r.value in kind), None)
    if signal is None or any(
        s.kind is signal and s.contact == person.id for s in bench.of(Signal, account.id)
    ):
        return
    fresh = bench.new_id()
    bench.add(
        Signal(
            id=fresh, account=account.id, contact=person.id, on=_month_said(text) or place.terms.day,
            kind=signal, effect=Effect.BAD, note=f"{person.name}: {text}, from {place.file}",
        ),
        laid,
    )  # fmt: skip


def _month_said(text: str) -> date | None:
    from csdesk.domain.imports.cells.days import typed_day

    words = text.replace("–", " ").replace("-", " ").split()
    for count in (3, 2):
        tail = " ".join(words[-count:])
        for guess in (tail, f"1 {tail}"):
            typed = typed_day(guess)
            if typed and typed.certain:
                return typed.certain
    return None


def _now(record: Record, account: Account, place: Place, bench: Bench, laid: Laid) -> None:
    name = record.get("objective.objective")
    called = [o for o in bench.of(Objective, account.id) if o.objective == name]
    own = (o for o in called if bench.claimed.get(o.id) == place.at(record.row))
    if (found := next(own, next(iter(called), None))) is None:
        return
    value = record.get("objective.now")
    last = next((r for r in bench.of(Reading, found.id) if r.on == place.terms.day), None)
    if last:
        bench.merge(last, {"value": value}, laid)
    else:
        fresh = bench.new_id()
        bench.add(Reading(id=fresh, objective=found.id, on=place.terms.day, value=value), laid)
