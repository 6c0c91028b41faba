"""The timeline: each fact in words, what is planned first, nothing from tomorrow."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId, ContactId, ProductId, SubscriptionId
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.risks import Risk, RiskCause
from csdesk.domain.signals import Effect, Signal, SignalKind
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.timeline import Entry, EntryKind, Tone, timeline
from csdesk.domain.touches import Direction, Touch, TouchKind

TODAY = date(2025, 11, 24)
CORVID = AccountId("corvid")
ANA, BEN, CEM = ContactId("ana"), ContactId("ben"), ContactId("cem")
NAMES = {ANA: "Ana Duarte", BEN: "Ben Ito", CEM: "Cem Aydin", "desk": "Desk"}


def day(back: int) -> date:
    return TODAY - timedelta(days=back)


def moment(back: int) -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC) - timedelta(days=back)


def told(*facts: Any, as_of: date = TODAY) -> list[Entry]:
    return timeline(facts, NAMES, as_of=as_of)


def words(*facts: Any, as_of: date = TODAY) -> list[tuple[str, str]]:
    return [(e.title, e.detail) for e in told(*facts, as_of=as_of)]


def test_a_touch_names_its_people_and_says_only_a_direction_that_is_not_two_way() -> None:
    call = Touch(id="1", account=CORVID, on=day(4), contacts=(ANA, BEN), minutes=25, summary="Agreed.")
    mail = Touch(id="2", account=CORVID, on=day(5), kind=TouchKind.MAIL, direction=Direction.OUTBOUND)
    many = Touch(id="3", account=CORVID, on=day(6), contacts=(ANA, BEN, CEM), summary="Met.")
    assert words(call, mail, many) == [
        ("Call with Ana Duarte and Ben Ito, 25 min", "Agreed."),
        ("Mail", "Outbound"),
        ("Call with Ana Duarte and 2 others", "Met."),
    ]


def test_a_ticket_says_how_long_it_is_open_or_was() -> None:
    ticket = Ticket(id="1", account=CORVID, subject="Late", severity=1, opened_at=moment(10))
    closed = Ticket(id="2", account=CORVID, external_id="T-7", opened_at=moment(12), closed_at=moment(2))
    assert words(ticket, closed) == [
        ("Late", "Severity 1; open 10 days"),
        ("Ticket T-7", "Ticket; closed after 10 days"),
    ]
    assert words(closed, as_of=day(5)) == [("Ticket T-7", "Ticket; open 7 days")]
    assert told(ticket)[0].tone is Tone.BAD


def test_a_risk_is_told_when_it_opens_and_when_it_closes() -> None:
    risk = Risk(
        id="1",
        account=CORVID,
        cause=RiskCause.BILLING,
        opened_on=day(9),
        closed_on=day(2),
        clears_when="Paid",
    )
    assert words(risk) == [
        ("Risk closed: billing", "After 7 days"),
        ("Risk opened: billing, −6 points", "Clears when: Paid"),
    ]
    assert [e.tone for e in told(risk, as_of=day(3))] == [Tone.WATCH]


def test_an_answer_of_a_detractor_says_so_and_one_not_given_is_not_zero() -> None:
    low = Survey(
        id="1", account=CORVID, contact=ANA, answered_on=day(3), score=4, scale_max=10, comment="Slow."
    )
    sent = Survey(id="2", account=CORVID, sent_on=day(5))
    assert words(low, sent) == [
        ("NPS: 4 of 10", "Ana Duarte; detractor; Slow."),
        ("NPS sent", "Not answered yet"),
    ]


def test_what_is_planned_stands_first_by_its_day_and_what_is_late_says_so() -> None:
    task = Task(id="1", account=CORVID, title="Call", due_on=day(-3), party=Party.CUSTOMER)
    late = Task(id="2", account=CORVID, title="Send", due_on=day(2), minutes=15)
    someday = Task(id="3", account=CORVID, title="Someday")
    first = Milestone(id="4", account=CORVID, milestone="Ten advisers", first_value=True, target_on=day(-6))
    touch = Touch(id="5", account=CORVID, on=TODAY, summary="x")
    entries = told(touch, someday, first, late, task)
    assert [(e.title, e.planned) for e in entries] == [
        ("Send", True),
        ("Call", True),
        ("Ten advisers", True),
        ("Someday", True),
        ("Call", False),
    ]
    assert entries[0].detail == "Task, 15 min, 2 days overdue"
    assert entries[1].detail == "Task, by the customer"
    assert entries[2].detail == "First value"


def test_a_done_task_and_a_reached_milestone_stand_on_their_days() -> None:
    done = Task(id="1", account=CORVID, title="Call", status=TaskStatus.DONE, done_on=day(1), due_on=day(-9))
    dropped = Task(id="2", account=CORVID, title="No", status=TaskStatus.DROPPED)
    reached = Milestone(
        id="3",
        account=CORVID,
        milestone="Go-live",
        target_on=day(20),
        achieved_on=day(9),
        confirmed_by="Ana Duarte",
    )
    assert [(e.on, e.title, e.detail) for e in told(done, dropped, reached)] == [
        (day(1), "Call", "Task done"),
        (day(9), "Go-live", "11 days late; confirmed by Ana Duarte"),
    ]


def test_an_invoice_carries_its_amount_and_how_late_it_was() -> None:
    facts: dict[str, Any] = {"account": CORVID, "issued_on": day(60), "due_on": day(30), "amount": 2_900_000}
    unpaid, paid = Invoice(id="1", **facts), Invoice(id="2", paid_on=day(29), **facts)
    entries = told(unpaid, paid)
    assert [(e.detail, e.amount, e.tone) for e in entries] == [
        ("Paid 1 day late", 2_900_000, Tone.PLAIN),
        ("Not paid, 30 days late", 2_900_000, Tone.BAD),
    ]


def test_an_invoice_without_a_due_day_is_neither_late_nor_in_time() -> None:
    facts: dict[str, Any] = {"account": CORVID, "issued_on": day(60), "amount": 100}
    unpaid, paid = Invoice(id="1", **facts), Invoice(id="2", paid_on=day(29), **facts)
    assert [e.detail for e in told(unpaid, paid)] == ["Paid", "Not paid; when it is due is not known"]


def test_a_credit_is_never_late() -> None:
    facts: dict[str, Any] = {"account": CORVID, "issued_on": day(60), "due_on": day(30), "amount": -100}
    assert [(e.detail, e.tone) for e in told(Invoice(id="1", **facts))] == [("A credit", Tone.PLAIN)]


def test_an_absence_lasts_from_its_first_day_to_its_last() -> None:
    one = Contact(id=ANA, account=CORVID, name="Ana Duarte", away_from=day(3), away_until=day(3))
    week = replace(one, away_until=day(-3))
    assert [told(c)[0].detail for c in (one, week)] == ["Absence for 1 day", "Absence for 7 days"]


def test_a_contract_is_told_from_signing_to_its_decision() -> None:
    line = Subscription(
        id=SubscriptionId("s"),
        account=CORVID,
        product=ProductId("desk"),
        signed_on=day(300),
        start=day(290),
        end=day(10),
        cancelled_on=day(40),
        reason="Too dear",
    )
    lost = Renewal(
        id="r", account=CORVID, subscription=line.id, due_on=day(10), outcome=Outcome.LOST, decided_on=day(9)
    )
    due = Renewal(id="q", account=CORVID, subscription=line.id, due_on=day(-60))
    assert words(line, lost, due) == [
        ("Renewal due", "Category: Unknown"),
        ("Renewal: lost", ""),
        ("Notice given: Desk", "Too dear"),
        ("Signed: Desk", "Term confirmed"),
    ]


def test_a_signal_of_no_kind_says_its_note() -> None:
    left = Signal(
        id="1", account=CORVID, on=day(1), contact=ANA, kind=SignalKind.SPONSOR_LEFT, effect=Effect.BAD
    )
    other = Signal(id="2", account=CORVID, on=day(2), note="Reached 50 logins")
    assert words(left, other) == [("Sponsor left: Ana Duarte", ""), ("Reached 50 logins", "Signal")]


def test_what_lies_after_the_day_is_not_there() -> None:
    touch = Touch(id="1", account=CORVID, on=TODAY, summary="x")
    risk = Risk(id="2", account=CORVID, cause=RiskCause.BILLING, opened_on=day(-1))
    assert told(touch, risk, as_of=day(1)) == []
    assert [e.kind for e in told(touch, risk)] == [EntryKind.TOUCH]
