"""A planned week on a real book: read in a few statements, and changed by what a person decides."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from csdesk.domain.accounts import Account, Status, TouchModel
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.ids import AccountId, ContactId, ProductId, SubscriptionId
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.preferences import HOURS, RULES, Preference
from csdesk.domain.products import Product
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.rates import Rate
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.domain.week.candidates import Candidate
from csdesk.domain.week.plan import WeekPlan
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.history import undo
from csdesk.services.week.week import drop, finish, move, plan_week, snooze
from csdesk.store.book import Book
from tests.conftest import TODAY

HALDEN = AccountId("a-halden")
PRODUCT = ProductId("p-desk")
LINE = SubscriptionId("s-halden")
PRIYA = ContactId("c-priya")


def day(days: int) -> date:
    """So many days after the Monday of the tests."""
    return TODAY + timedelta(days=days)


def put(book: Book, *values: Any, verb: Verb = Verb.ADD, today: date = TODAY) -> None:
    """Enter some rows."""
    with book.change(verb, today=today):
        book.put_all(values)


def line(**facts: Any) -> list[Any]:
    """61,200 USD a year for Halden Freight, to the end of next year unless `facts` say otherwise."""
    plain = {"id": LINE, "account": HALDEN, "product": PRODUCT, "start": day(-200), "end": day(300)}
    sold = Subscription(**{**plain, **facts})
    assert sold.start is not None
    return [sold, Step(id=f"step-{sold.id}", subscription=sold.id, from_=sold.start, amount=6_120_000)]


def touch(days: int, **facts: Any) -> Touch:
    plain = {"id": f"t-{days}", "account": HALDEN, "on": day(days), "summary": "Talked"}
    return Touch(**{**plain, **facts})


@pytest.fixture
def halden(book: Book) -> Book:
    """Halden Freight with its champion, spoken with last week; nothing is due."""
    put(
        book,
        Product(id=PRODUCT, product="Desk"),
        Account(id=HALDEN, account="Halden Freight", touch_model=TouchModel.LOW, signed_on=day(-900)),
        Contact(id=PRIYA, account=HALDEN, name="Priya Nair", roles=(Role.CHAMPION,)),
        *line(),
        touch(-7),
    )
    return book


def titles(plan: WeekPlan) -> list[str]:
    return [i.item.candidate.title for i in plan.plan]


def first(book: Book, **facts: Any) -> Candidate:
    """The candidate that stands first in the week."""
    return plan_week(book, start=TODAY, **facts).plan[0].item.candidate


def test_an_account_with_nothing_due_is_left_alone(halden: Book) -> None:
    plan = plan_week(halden, start=TODAY)
    assert plan.leave_alone == ((HALDEN, "Halden Freight"),)
    assert not plan.plan
    assert plan.capacity_minutes == 5 * 248


def test_an_empty_book_has_an_empty_week(book: Book) -> None:
    plan = plan_week(book, start=TODAY)
    assert (plan.plan, plan.not_doing, plan.leave_alone) == ((), (), ())


def test_the_stake_is_the_arr_and_the_factors_give_the_priority(halden: Book) -> None:
    put(halden, Task(id="k-1", account=HALDEN, title="Send the offer", due_on=day(8), minutes=60))
    item = plan_week(halden, start=TODAY).plan[0].item
    factors = item.factors
    assert factors.at_stake == 6_120_000
    assert (factors.currency, str(factors.urgency)) == ("USD", "1.6")
    assert factors.priority is not None
    assert float(factors.priority) == pytest.approx(61200 * float(factors.weight) * 1.6 / 60, abs=0.05)


def test_what_is_at_stake_in_another_currency_is_compared_at_the_rate_of_the_day(halden: Book) -> None:
    other = AccountId("a-yen")
    yen = line(id="s-yen", account=other, currency="JPY")
    put(
        halden,
        Preference(id="currency", value="USD"),
        Account(id=other, account="Nishi"),
        *yen,
        touch(-6, account=other),
        *(Task(id=f"k-{a}", account=a, title=a, due_on=day(8), minutes=60) for a in (HALDEN, other)),
    )
    assert titles(plan_week(halden, start=TODAY)) == [other, HALDEN]  # 6,120,000 yen: no rate is known
    rate = Rate(id="r", from_currency="JPY", to_currency="USD", on=day(-9), rate=Decimal("0.0065"))
    put(halden, rate)
    items = [i.item for i in plan_week(halden, start=TODAY).plan]
    assert [i.candidate.account for i in items] == [HALDEN, other]
    assert [i.factors.at_stake for i in items] == [6_120_000, 39_780_00]
    assert {i.factors.currency for i in items} == {"USD"}


def test_an_account_without_recurring_lines_has_no_stake(book: Book) -> None:
    put(
        book,
        Account(id=HALDEN, account="Halden Freight"),
        Task(id="k-1", account=HALDEN, title="Call", due_on=TODAY),
    )
    assert plan_week(book, start=TODAY).plan[0].item.factors.priority is None


def test_a_notice_deadline_is_read_from_the_line(halden: Book) -> None:
    put(halden, *line(end=day(37), notice_days=30, auto_renew=True))
    notice = first(halden)
    assert notice.title == "Confirm intent with Priya Nair before notice"
    assert (notice.reason, notice.mandatory) == ("Notice in 7 days", True)


def test_an_end_that_csdesk_assumed_is_said_to_be_assumed(halden: Book) -> None:
    put(halden, *line(end=day(37), notice_days=30, auto_renew=True, term_confirmed=False))
    assert first(halden).reason == "Notice in 7 days (assumed)"


def test_a_decided_renewal_is_not_prepared(halden: Book) -> None:
    put(halden, *line(end=day(20)))
    assert titles(plan_week(halden, start=TODAY)) == ["Renewal call with Priya Nair"]
    decided = Renewal(
        id="r-1", account=HALDEN, subscription=LINE, due_on=day(20), outcome=Outcome.RENEWED, decided_on=TODAY
    )
    put(halden, decided)
    assert not plan_week(halden, start=TODAY).plan
    assert titles(plan_week(halden, start=day(-7))) == ["Renewal call with Priya Nair"]


def test_a_decided_renewal_of_a_line_that_renews_itself_is_not_prepared(halden: Book) -> None:
    put(halden, *line(end=day(20), auto_renew=True))
    assert plan_week(halden, start=TODAY).plan
    decided = Renewal(
        id="r-1", account=HALDEN, subscription=LINE, due_on=day(20), outcome=Outcome.RENEWED, decided_on=TODAY
    )
    put(halden, decided)
    assert not plan_week(halden, start=TODAY).plan


def test_the_first_year_weighs_more(halden: Book) -> None:
    put(halden, Task(id="k-1", account=HALDEN, title="Send the offer", due_on=TODAY))
    old = plan_week(halden, start=TODAY).plan[0].item.factors.weight
    put(halden, Account(id=HALDEN, account="Halden Freight", signed_on=day(-100)))
    assert float(plan_week(halden, start=TODAY).plan[0].item.factors.weight - old) == pytest.approx(0.1)


def test_a_term_that_ended_long_ago_undecided_is_settled(halden: Book) -> None:
    put(halden, *line(start=day(-800), end=day(-400)))
    assert titles(plan_week(halden, start=TODAY)) == ["Settle the renewal with Priya Nair"]


def test_only_a_two_way_touch_ends_silence(halden: Book) -> None:
    put(halden, touch(-7, direction=Direction.OUTBOUND))
    assert first(halden).reason == "No conversation on record; last mail or message 17 Nov"
    put(halden, touch(-80), touch(-3, kind=TouchKind.GIFT))
    assert first(halden).reason == "Silent for 80 days"


def test_a_week_is_planned_as_of_its_start(halden: Book) -> None:
    put(halden, touch(-80, id="t-7b"), touch(-7, on=day(-60)))
    assert first(halden).reason == "Silent for 60 days"
    put(halden, touch(1))
    assert first(halden).reason == "Silent for 60 days"
    assert not plan_week(halden, start=day(2)).plan


def test_a_sponsor_who_left_is_called_until_somebody_was_spoken_with(halden: Book) -> None:
    put(
        halden,
        Contact(id=ContactId("c-joe"), account=HALDEN, name="Joe Smith", status=ContactStatus.LEFT),
        Signal(
            id="g-1", account=HALDEN, contact=ContactId("c-joe"), on=day(-4), kind=SignalKind.SPONSOR_LEFT
        ),
    )
    call = first(halden)
    assert (call.title, call.mandatory) == ("Ask Priya Nair who follows Joe Smith", True)
    put(halden, touch(-4))
    assert not plan_week(halden, start=TODAY).plan


def test_a_signal_that_expired_is_over(halden: Book) -> None:
    gone: dict[str, Any] = {"id": "g-1", "account": HALDEN, "on": day(-4), "kind": SignalKind.RFP}
    put(halden, Signal(**gone, expires_on=TODAY))
    assert first(halden).title == "Call Priya Nair about the RFP"
    put(halden, Signal(**gone, expires_on=day(-1)))
    assert not plan_week(halden, start=TODAY).plan


def test_a_detractor_is_followed_up_until_that_person_or_later_anybody_was_spoken_with(halden: Book) -> None:
    put(halden, Survey(id="v-1", account=HALDEN, contact=PRIYA, answered_on=day(-3), score=6.0))
    assert first(halden).title == "Follow up the answer of 6 with Priya Nair"
    put(halden, touch(-3, contacts=(ContactId("c-other"),)))
    assert first(halden).source == "rule: detractor"
    put(halden, touch(-3, contacts=(PRIYA,)))
    assert not plan_week(halden, start=TODAY).plan
    put(halden, touch(-3, on=day(-2), contacts=(ContactId("c-other"),)))
    assert not plan_week(halden, start=TODAY).plan


@pytest.mark.parametrize(
    "facts",
    [
        {"score": 7.0},
        {"score": 2.0, "scale_min": 1.0, "scale_max": 5.0},
        {"score": 2.0, "scale_min": 0.0, "scale_max": 5.0},
        {"score": 2.0, "answered_on": day(1)},
        {"score": None, "answered_on": None},
    ],
)
def test_other_answers_are_no_detractors(halden: Book, facts: dict[str, Any]) -> None:
    put(halden, Survey(**{"id": "v-1", "account": HALDEN, "answered_on": day(-3), **facts}))
    assert not plan_week(halden, start=TODAY).plan


def test_a_later_answer_of_the_same_person_takes_the_place_of_an_earlier_one(halden: Book) -> None:
    put(
        halden,
        Survey(id="v-1", account=HALDEN, contact=PRIYA, answered_on=day(-30), score=3.0),
        Survey(id="v-2", account=HALDEN, contact=PRIYA, answered_on=day(-3), score=9.0),
    )
    assert not plan_week(halden, start=TODAY).plan


def test_an_unpaid_invoice_is_brought_up_as_of_the_day(halden: Book) -> None:
    put(
        halden,
        Invoice(id="i-1", account=HALDEN, issued_on=day(-64), due_on=day(-34), amount=100, paid_on=day(1)),
    )
    assert first(halden).reason == "Invoice 34 days overdue"
    assert not plan_week(halden, start=day(1)).plan


def test_a_credit_is_nothing_to_bring_up(halden: Book) -> None:
    credit = Invoice(id="i-1", account=HALDEN, issued_on=day(-64), due_on=day(-34), amount=-100)
    put(halden, credit)
    assert not plan_week(halden, start=TODAY).plan


def test_severe_tickets_come_in_by_a_preference(halden: Book) -> None:
    opened = datetime.combine(day(-20), datetime.min.time(), UTC)
    put(halden, Ticket(id="x-1", account=HALDEN, subject="Export fails", severity=2, opened_at=opened))
    assert not plan_week(halden, start=TODAY).plan
    put(halden, Preference(id=RULES, value="silence, severe ticket"))
    assert first(halden).reason == "Severity 2, open 20 days"


def test_an_open_first_value_goes_before_the_rest(halden: Book) -> None:
    other = AccountId("a-corvid")
    put(
        halden,
        Account(id=other, account="Corvid Analytics"),
        touch(-7, id="t-c", account=other),
        Milestone(id="m-1", account=other, milestone="Saves a day", first_value=True, target_on=day(3)),
        Task(id="k-1", account=HALDEN, title="Send the offer", due_on=TODAY),
    )
    assert titles(plan_week(halden, start=TODAY)) == ["First value: Saves a day", "Send the offer"]


def test_lost_and_archived_accounts_are_not_in_the_week(halden: Book) -> None:
    put(halden, touch(-7, on=day(-300)))
    assert plan_week(halden, start=TODAY).plan
    put(halden, Account(id=HALDEN, account="Halden Freight", status=Status.LOST, lost_on=day(-1)))
    plan = plan_week(halden, start=TODAY)
    assert not plan.plan
    assert not plan.leave_alone
    assert not plan_week(halden, start=day(-1)).plan
    assert plan_week(halden, start=day(-2)).plan


def test_hours_come_from_the_call_then_from_the_book(halden: Book) -> None:
    put(halden, Preference(id=HOURS, value="3"))
    assert plan_week(halden, start=TODAY).capacity_minutes == 5 * 180
    assert plan_week(halden, start=TODAY, hours=5).capacity_minutes == 1500
    for nonsense in ("many", "nan", "-1"):
        put(halden, Preference(id=HOURS, value=nonsense))
        assert plan_week(halden, start=TODAY).capacity_minutes == 5 * 248


def test_the_first_import_makes_a_backlog_of_five(book: Book) -> None:
    accounts = [Account(id=AccountId(f"a-{n}"), account=f"Account {n}") for n in range(8)]
    silent = [touch(-200, id=f"t-{n}", account=a.id) for n, a in enumerate(accounts)]
    put(book, *accounts, *silent, verb=Verb.IMPORT, today=day(300))
    plan = plan_week(book, start=TODAY, hours=7)
    assert len(plan.plan) == 5
    assert len(plan.not_doing) == 3
    assert all(i.item.candidate.backlog for i in plan.plan)


def test_the_old_tasks_of_the_backlog_are_dropped_in_one_step_and_come_back_in_one(book: Book) -> None:
    account = Account(id=AccountId("a-1"), account="Halden")
    old = [Task(id=f"k-{n}", account=account.id, title=f"old {n}", due_on=day(-400 + n)) for n in range(9)]
    new = Task(id="k-new", account=account.id, title="new", due_on=day(2))
    put(book, account, touch(-200, account=account.id), *old, new, verb=Verb.IMPORT, today=TODAY)
    plan = plan_week(book, start=TODAY)
    assert [i.item.candidate.title for i in plan.plan][:3] == ["Get in touch again", "new", "old 0"]
    assert plan.plan[-1].item.candidate.reason.startswith("Backlog: ")
    finish(book, plan.old_tasks[0], today=TODAY)
    assert drop(book, plan.old_tasks, today=TODAY).label == "8 tasks"
    left = plan_week(book, start=TODAY)
    assert not left.old_tasks
    assert {i.item.candidate.source for i in left.plan if not i.done} == {"task", "rule: silence"}
    undo(book, today=TODAY)
    assert len(plan_week(book, start=TODAY).old_tasks) == 8


def test_an_import_that_was_undone_makes_no_backlog(halden: Book) -> None:
    put(halden, touch(-7, on=day(-200)))
    put(halden, Account(id=AccountId("a-x"), account="X"), verb=Verb.IMPORT, today=TODAY)
    assert first(halden).backlog
    undo(halden, today=TODAY)
    assert not first(halden).backlog


def test_without_an_import_there_is_no_backlog(book: Book) -> None:
    accounts = [Account(id=AccountId(f"a-{n}"), account=f"Account {n}") for n in range(8)]
    put(book, *accounts, *[touch(-200, id=f"t-{n}", account=a.id) for n, a in enumerate(accounts)])
    assert len(plan_week(book, start=TODAY, hours=7).plan) == 8


def test_finishing_an_item_shows_it_done_and_undo_brings_it_back(halden: Book) -> None:
    put(halden, touch(-7, on=day(-80)))
    changes = finish(halden, first(halden), today=TODAY)
    assert (changes.verb, changes.label) == (Verb.DONE, "Call Priya Nair, Halden Freight")
    plan = plan_week(halden, start=TODAY)
    assert [(i.done, i.item.candidate.reason) for i in plan.plan] == [(True, "Done Mon 24 Nov")]
    assert not plan.leave_alone
    undo(halden, today=TODAY)
    assert first(halden).reason == "Silent for 80 days"


def test_snoozing_an_item_keeps_it_out_until_the_day(halden: Book) -> None:
    put(halden, touch(-7, on=day(-80)))
    changes = snooze(halden, first(halden), day(7), today=TODAY)
    assert changes.verb is Verb.SNOOZE
    plan = plan_week(halden, start=TODAY)
    assert (plan.plan, plan.leave_alone) == ((), ())
    assert plan_week(halden, start=day(7)).plan


def test_snoozing_takes_back_a_move_and_moving_takes_back_a_snooze(halden: Book) -> None:
    put(halden, touch(-7, on=day(-80)))
    item = first(halden)
    move(halden, item, day(2), today=TODAY)
    snooze(halden, first(halden), day(3), today=TODAY)
    assert plan_week(halden, start=TODAY).plan[0].day == day(3)
    move(halden, first(halden), TODAY, today=TODAY)
    assert plan_week(halden, start=TODAY).plan[0].day == TODAY


def test_moving_an_item_puts_it_on_the_day_once(halden: Book) -> None:
    put(halden, touch(-7, on=day(-80)))
    move(halden, first(halden), day(2), today=TODAY)
    changes = move(halden, first(halden), day(3), today=TODAY)
    assert changes.verb is Verb.PLAN
    assert [(i.day, i.item.candidate.title) for i in plan_week(halden, start=TODAY).plan] == [
        (day(3), "Call Priya Nair")
    ]
    assert len(halden.all(Task)) == 1


def test_an_own_task_is_finished_itself(halden: Book) -> None:
    put(halden, Task(id="k-1", account=HALDEN, title="Send the offer", due_on=TODAY))
    finish(halden, first(halden), today=TODAY)
    assert [(t.id, t.status, t.done_on) for t in halden.all(Task)] == [("k-1", TaskStatus.DONE, TODAY)]


def test_the_same_book_gives_the_same_week(halden: Book) -> None:
    put(halden, *line(end=day(20)), touch(-7, on=day(-80)))
    assert plan_week(halden, start=TODAY) == plan_week(halden, start=TODAY)


def test_a_week_needs_as_many_statements_for_fifty_accounts_as_for_one(halden: Book) -> None:
    def statements() -> int:
        seen: list[str] = []
        halden._connection.set_trace_callback(seen.append)
        plan_week(halden, start=TODAY)
        halden._connection.set_trace_callback(None)
        return len(seen)

    before = statements()
    accounts = [Account(id=AccountId(f"a-{n}"), account=f"Account {n}") for n in range(50)]
    put(halden, *accounts, *[touch(-200, id=f"t-{n}", account=a.id) for n, a in enumerate(accounts)])
    assert statements() == before
    assert before < 80


def test_a_promise_of_ours_that_is_done_is_kept_and_undo_opens_it_again(halden: Book) -> None:
    put(halden, touch(-7), Promise(id="p-1", account=HALDEN, promise="Send the export", due_on=day(1)))
    item = first(halden)
    assert (item.source, item.mandatory) == ("promise", True)
    finish(halden, item, today=TODAY)
    promise = halden.find(Promise, "p-1")
    assert promise
    assert (promise.status, promise.settled_on) == (PromiseStatus.KEPT, TODAY)
    assert [p.done for p in plan_week(halden, start=TODAY).plan] == [True]
    undo(halden, today=TODAY)
    assert first(halden) == item


def test_a_promise_that_was_settled_later_is_still_to_do_as_of_a_day_before(halden: Book) -> None:
    kept = Promise(id="p-1", account=HALDEN, promise="Send the export", due_on=day(1), promised_on=day(-2))
    put(halden, touch(-7), replace(kept, status=PromiseStatus.KEPT, settled_on=day(1)))
    assert first(halden).title == "Send the export"
    assert not plan_week(halden, start=day(1)).plan
    assert not plan_week(halden, start=day(-3)).plan


def test_a_touch_with_another_account_closes_no_card(halden: Book) -> None:
    put(halden, Task(id="k-1", account=HALDEN, title="Send the offer", due_on=TODAY))
    card = first(halden)
    other = Account(id=AccountId(halden.new_id()), account="Elsewhere")
    with halden.change(Verb.SET, today=TODAY):
        halden.put(other)
    log_touch(halden, TouchDraft(other.id, "Talked", TODAY, done=card), today=TODAY)
    assert not any(t.done_on for t in halden.all(Task))
    log_touch(halden, TouchDraft(card.account, "Talked", TODAY, done=card), today=TODAY)
    assert [t.done_on for t in halden.all(Task)] == [TODAY]
