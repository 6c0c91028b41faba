"""Losses in a book: listed until they have a reason, recorded with what follows, and taken back with the decision."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.churn import Churn, Ground, Reason
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import FieldNeeded, FieldRefused, NoSuchLoss
from csdesk.domain.ids import AccountId, ContactId, ProductId, SubscriptionId
from csdesk.domain.preferences import OWNER, VENDOR, Preference
from csdesk.domain.products import Product
from csdesk.domain.renewals import Category, Outcome
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.services.book.editing import add_row, set_fields
from csdesk.services.book.history import undo
from csdesk.services.correspondence.mails import draft_mail, templates
from csdesk.services.renewals.deciding import RenewalKey, decide_renewal, set_category
from csdesk.services.renewals.losses import (
    Answer,
    Told,
    begun,
    call_day,
    loss_named,
    losses,
    record_loss,
)
from csdesk.services.week.week import drop, finish, move, plan_week, snooze
from csdesk.store.book import Book
from tests.conftest import Samples
from tests.domain.revenue.contracts import day, monthly, step, subscription
from tests.services.numbers.test_numbers import fill

TODAY = day("2025-11-24")
ONE = AccountId("a1")
KEY = RenewalKey(SubscriptionId("s1"), day("2025-12-31"))


@pytest.fixture
def book() -> Iterator[Book]:
    """Account 1 with a contract to the end of the year."""
    with Book.in_memory() as made:
        yield fill(made, subscription(), step("2025-01-01", 1_200_000))


def only(book: Book) -> Told:
    (told,) = losses(book, as_of=TODAY)
    return told


def lose(book: Book) -> Told:
    decide_renewal(
        book, RenewalDecision(KEY.subscription, KEY.due_on, Outcome.LOST, reason="Price"), today=TODAY
    )
    return only(book)


def test_every_way_of_losing_leads_to_the_list(book: Book) -> None:
    assert losses(book, as_of=TODAY) == []
    assert lose(book).loss.lost_on == day("2026-01-01")
    undo(book, today=TODAY)
    set_category(book, KEY, Category.LOST, today=TODAY)
    assert only(book).loss.lost_on == day("2026-01-01")
    undo(book, today=TODAY)
    set_fields(book, "subscription", "s1", {"cancelled_on": "2025-11-20"}, today=TODAY)
    assert only(book).loss.lost_on == day("2026-01-01")
    undo(book, today=TODAY)
    set_fields(book, "account", ONE, {"status": "lost", "lost_on": "2025-11-20"}, today=TODAY)
    told = only(book)
    assert (told.loss.lost_on, told.loss.goes_on) == (day("2025-11-20"), True)


def test_a_notified_loss_has_its_day_and_its_amount_before_it_happens(book: Book) -> None:
    loss = lose(book).loss
    assert loss.notified(TODAY)
    record_loss(book, loss, Answer(), today=TODAY)
    (record,) = book.all(Churn)
    assert (record.lost_on, record.known_on, record.amount) == (day("2026-01-01"), TODAY, 1_200_000)
    assert losses(book, as_of=day("2025-11-23")) == []


def test_not_known_yet_closes_the_account_and_stays_listed_until_it_is_answered(book: Book) -> None:
    record_loss(book, lose(book).loss, Answer(), today=TODAY)
    account = book.find(Account, ONE)
    assert account is not None
    assert (account.status, account.lost_on) == (Status.LOST, day("2026-01-01"))
    assert [t.loss.answered for t in losses(book, as_of=TODAY)] == [False]
    told = only(book)
    record_loss(book, told.loss, Answer(Reason.PRICE, Ground.STATED), today=TODAY)
    assert only(book).loss.answered
    assert len(book.all(Churn)) == 1


def test_the_same_answer_again_changes_nothing(book: Book) -> None:
    answer = Answer(Reason.PRICE, call_on=day("2026-01-12"))
    assert record_loss(book, lose(book).loss, answer, today=TODAY) is not None
    assert record_loss(book, only(book).loss, answer, today=TODAY) is None


def test_what_nobody_could_have_avoided_needs_evidence(book: Book) -> None:
    loss = lose(book).loss
    with pytest.raises(FieldRefused):
        record_loss(book, loss, Answer(Reason.ACQUIRED, avoidable=False), today=TODAY)
    assert book.all(Churn) == []
    record_loss(book, loss, Answer(Reason.ACQUIRED, avoidable=False, evidence="The press"), today=TODAY)


def test_the_call_is_a_task_of_the_week_moved_and_dropped_with_its_day(book: Book) -> None:
    loss = lose(book).loss
    record_loss(book, loss, begun(loss, today=TODAY), today=TODAY)
    (task,) = book.all(Task)
    assert (task.due_on, task.not_before, task.account) == (day("2026-01-12"), day("2026-01-03"), ONE)
    week = plan_week(book, start=day("2026-01-05"))
    assert task.id in {p.item.candidate.task for each in week.days for p in each.items}
    record_loss(book, only(book).loss, Answer(call_on=day("2026-01-20")), today=TODAY)
    assert [t.due_on for t in book.all(Task)] == [day("2026-01-20")]
    record_loss(book, only(book).loss, Answer(), today=TODAY)
    assert [t.status for t in book.all(Task)] == [TaskStatus.DROPPED]


@pytest.mark.parametrize("on", ["2026-01-02", "2026-01-23"])
def test_a_call_outside_its_window_is_refused(book: Book, on: str) -> None:
    with pytest.raises(FieldRefused, match="Call on"):
        record_loss(book, lose(book).loss, Answer(call_on=day(on)), today=TODAY)


@pytest.mark.parametrize("on", ["2026-01-03", "2026-01-22"])
def test_the_first_and_the_last_day_of_the_window_are_in_it(book: Book, on: str) -> None:
    assert record_loss(book, lose(book).loss, Answer(call_on=day(on)), today=TODAY) is not None


def test_the_usual_day_is_the_tenth_a_working_day_and_none_once_the_window_is_over(book: Book) -> None:
    loss = lose(book).loss
    assert call_day(loss, today=TODAY) == day("2026-01-12")  # 11 January is a Sunday
    assert call_day(loss, today=day("2026-01-20")) == day("2026-01-20")
    assert call_day(loss, today=day("2026-01-22")) == day("2026-01-22")
    assert call_day(loss, today=day("2026-01-23")) is None


@pytest.mark.parametrize("said", [None, "2025-12-29"])
def test_a_loss_that_is_taken_back_takes_its_record_its_call_and_the_closing_with_it(
    book: Book, said: str | None
) -> None:
    loss = lose(book).loss
    answer = begun(loss, today=TODAY)
    record_loss(book, loss, replace(answer, lost_on=day(said)) if said else answer, today=TODAY)
    assert said is None or [str(r.lost_on) for r in book.all(Churn)] == [said]
    done = set_category(book, KEY, Category.LIKELY, today=TODAY)
    account = book.find(Account, ONE)
    assert account is not None
    assert (account.status, account.lost_on) == (Status.CUSTOMER, None)
    assert (book.all(Churn), losses(book, as_of=TODAY)) == ([], [])
    assert [t.status for t in book.all(Task)] == [TaskStatus.DROPPED]
    assert done is not None
    undo(book, today=TODAY)
    assert len(book.all(Churn)) == 1
    assert only(book).loss.answered is False


def test_a_renewal_after_all_takes_the_record_back_too(book: Book) -> None:
    record_loss(book, lose(book).loss, Answer(Reason.PRICE), today=TODAY)
    decide_renewal(book, RenewalDecision(KEY.subscription, KEY.due_on), today=TODAY)
    assert (book.all(Churn), losses(book, as_of=TODAY)) == ([], [])


def test_one_product_lost_does_not_close_its_account(book: Book) -> None:
    with book.change(Verb.ADD, today=TODAY):
        book.put_all([subscription(id="s2", product="p2", end="2026-06-30"), step("2025-01-01", 1, of="s2")])
    loss = lose(book).loss
    record_loss(book, loss, Answer(Reason.PRICE), today=TODAY)
    account = book.find(Account, ONE)
    assert account is not None
    assert account.status is Status.CUSTOMER
    assert [c.subscription for c in book.all(Churn)] == ["s1"]


def test_a_loss_is_named_by_a_product_with_a_comma_by_any_of_several_or_by_all_of_them(book: Book) -> None:
    with book.change(Verb.ADD, today=TODAY):
        book.put(Product(id=ProductId("p2"), product="Retail, food"))
        book.put_all([subscription(id="s2", product="p2", end="2025-12-31"), step("2025-01-01", 1, of="s2")])
    for line in ("s1", "s2"):
        key = RenewalKey(SubscriptionId(line), KEY.due_on)
        decide_renewal(
            book, RenewalDecision(key.subscription, key.due_on, Outcome.LOST, reason="Price"), today=TODAY
        )
    told = only(book)
    one = next(name for name in told.products if name != "Retail, food")
    for said in ("", one, "retail, food", told.product):
        assert loss_named(book, ONE, said, today=TODAY) == told
    with pytest.raises(NoSuchLoss):
        loss_named(book, ONE, "Retail", today=TODAY)


def test_a_loss_without_a_day_asks_for_it(book: Book) -> None:
    set_fields(book, "account", "a2", {"status": "lost"}, today=TODAY)
    told = only(book)
    with pytest.raises(FieldNeeded):
        record_loss(book, told.loss, Answer(Reason.PRICE), today=TODAY)
    record_loss(book, told.loss, Answer(Reason.PRICE, lost_on=day("2025-10-01")), today=TODAY)
    assert only(book).loss.answered


def test_an_amount_in_another_currency_than_the_record_s_is_left_out_and_not_converted() -> None:
    with Book.in_memory() as book:
        fill(book, monthly(cancelled="2025-10-15", currency="EUR"), step("2025-01-01", 10_000))
        told = only(book)
        record_loss(book, told.loss, Answer(Reason.PRICE), today=TODAY)
        assert [c.amount for c in book.all(Churn)] == [None]


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Path:
    return samples(8)


def run(sample: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(program, [*words, "--book", str(sample)])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_line_lists_them_and_says_why(sample: Path) -> None:
    before = json.loads(run(sample, "losses", "--unanswered", "--json")[1])
    assert before["unanswered"] == len(before["losses"]) > 0
    name = before["losses"][0]["account"]
    code, out, _ = run(sample, "loss", name, "reason=price", "ground=stated", "knowable_at_sale=yes",
                       "criterion=Bought on price alone", "--json")  # fmt: skip
    said = json.loads(out)
    assert (code, said["root"], said["reason"], said["ground"]) == (
        0,
        "product fit or gap",
        "price",
        "stated",
    )
    assert (said["answered"], said["criterion"]) == (True, "Bought on price alone")
    emptied = json.loads(run(sample, "loss", name, "reason=", "--json")[1])
    assert (emptied["reason"], emptied["answered"], emptied["ground"]) == ("not known yet", False, "stated")
    run(sample, "undo")
    after = json.loads(run(sample, "losses", "--json")[1])
    assert after["unanswered"] == before["unanswered"] - 1
    assert "1 loss" in run(sample, "losses", name)[1]


def test_the_command_line_refuses_in_one_sentence(sample: Path) -> None:
    name = json.loads(run(sample, "losses", "--json")[1])["losses"][0]["account"]
    assert "evidence" in run(sample, "loss", name, "avoidable=no", "evidence=")[2]
    assert "knowable_at_sale" in run(sample, "loss", name, "mood=bad")[2]
    code, out, err = run(sample, "loss", "Financiality", "reason=price")
    assert (code, out) == (2, "")
    assert "Nothing of Financiality" in err
    with Book.in_memory() as book, pytest.raises(NoSuchLoss):
        from csdesk.services.renewals.losses import loss_named

        fill(book)
        loss_named(book, ONE, today=TODAY)


def test_no_nps_survey_is_planned_for_who_was_lost_and_what_was_sent_is_a_fact(book: Book) -> None:
    set_fields(book, "account", ONE, {"status": "lost", "lost_on": "2025-11-01"}, today=TODAY)
    with pytest.raises(FieldRefused, match="no NPS survey"):
        add_row(book, "survey", {"account": ONE, "kind": "NPS", "sent_on": "2025-11-24"}, today=TODAY)
    add_row(book, "survey", {"account": ONE, "kind": "NPS", "sent_on": "2025-11-23"}, today=TODAY)
    add_row(book, "survey", {"account": ONE, "kind": "CSAT", "sent_on": "2025-11-24"}, today=TODAY)
    add_row(book, "survey", {"account": "a2", "kind": "NPS", "sent_on": "2025-11-24"}, today=TODAY)


def test_a_mail_to_who_was_lost_says_to_call_instead(book: Book) -> None:
    with book.change(Verb.SET, today=TODAY):
        book.put(Contact(id=ContactId("c"), account=ONE, name="Ana Duarte", email="ana@corvid.example"))
        book.put_all([Preference(id=name, value="Mary") for name in (OWNER, VENDOR)])
    set_fields(book, "account", ONE, {"status": "lost", "lost_on": "2025-11-01"}, today=TODAY)
    draft = draft_mail(book, ONE, templates()[0].name, today=TODAY)
    assert (
        "Account 1 is lost from 1 Nov 2025 on: call instead of writing, and send no survey." in draft.cautions
    )


def test_who_was_won_back_stays_a_customer_when_the_old_loss_gets_its_reason(book: Book) -> None:
    lose(book)
    with book.change(Verb.ADD, today=TODAY):
        book.put_all([subscription("2026-03-01", "2027-02-28", id="s9"), step("2026-03-01", 5, of="s9")])
    told = only(book)
    assert told.loss.won_back
    record_loss(book, told.loss, Answer(Reason.PRICE), today=TODAY)
    account = book.find(Account, ONE)
    assert account is not None
    assert account.status is Status.CUSTOMER


def called(book: Book) -> tuple[Churn, Task]:
    (record,), (task,) = book.all(Churn), [t for t in book.all(Task) if t.cause]
    return record, task


def test_the_call_is_made_on_the_day_on_which_its_task_is_done(book: Book) -> None:
    record_loss(book, lose(book).loss, Answer(call_on=day("2026-01-12")), today=TODAY)
    _, task = called(book)
    done = set_fields(book, "task", task.id, {"status": "done", "done_on": "2026-01-13"}, today=TODAY)
    assert done is not None
    assert called(book)[0].called_on == day("2026-01-13")
    set_fields(book, "task", task.id, {"status": "open"}, today=TODAY)
    assert called(book)[0].called_on is None
    undo(book, today=TODAY)
    assert called(book)[0].called_on == day("2026-01-13")


def test_a_call_that_is_finished_in_the_week_is_told_in_the_record(book: Book) -> None:
    record_loss(book, lose(book).loss, Answer(call_on=day("2026-01-12")), today=TODAY)
    on = day("2026-01-12")
    (item,) = [r.item.candidate for r in plan_week(book, start=on).plan if r.item.candidate.task]
    finish(book, item, today=on)
    assert called(book)[0].called_on == on


def test_a_call_that_is_moved_is_planned_for_its_new_day(book: Book) -> None:
    record_loss(book, lose(book).loss, Answer(call_on=day("2026-01-12")), today=TODAY)
    on = day("2026-01-12")
    (item,) = [r.item.candidate for r in plan_week(book, start=on).plan if r.item.candidate.task]
    move(book, item, day("2026-01-15"), today=on)
    assert called(book)[0].call_on == day("2026-01-15")
    snooze(book, item, day("2026-01-19"), today=on)
    assert called(book)[0].call_on == day("2026-01-19")
    snooze(book, item, day("2026-03-19"), today=on)
    assert called(book)[0].call_on == day("2026-01-19"), (
        "outside its window the record keeps the last day in it"
    )
    drop(book, [item], today=on)
    assert called(book)[0].call_on is None
