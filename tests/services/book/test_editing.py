"""Editing: any row is added, changed and removed by its fields, as a person types them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from csdesk import wording
from csdesk.domain.accounts import Account, Stage
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.errors import (
    AccountExists,
    CsdeskError,
    DayBothWays,
    FieldNeeded,
    FieldRefused,
    NoSuchField,
    NoSuchNoun,
    NoSuchRow,
    PeriodBackwards,
    StillReferred,
    TouchInFuture,
)
from csdesk.domain.ids import AccountId, ContactId, ProductId, SubscriptionId
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.nouns import NOUNS
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.touches import Touch
from csdesk.services.book.editing import (
    add_row,
    editable,
    finish_task,
    noun_named,
    remove_row,
    set_fields,
    texts_of,
)
from csdesk.services.book.history import undo
from csdesk.store.book import Book

CORVID = AccountId("corvid")


@pytest.fixture
def corvid(book: Book, today: date) -> Account:
    account = Account(id=CORVID, account="Corvid Analytics", currency="EUR")
    line = Subscription(
        id=SubscriptionId("line"),
        account=CORVID,
        product=ProductId("platform"),
        currency="EUR",
        period=Period.YEAR,
        start=date(2025, 1, 1),
        end=date(2025, 12, 31),
    )
    with book.change(Verb.ADD, today=today):
        book.put_all([account, Product(id=ProductId("platform"), product="Platform"), line])
        book.put(Contact(id=ContactId("ana"), account=CORVID, name="Ana Duarte"))
    return account


def changed(done: ChangeSet | None) -> ChangeSet:
    assert done is not None
    return done


def said(error: CsdeskError) -> str:
    return wording.sentence(error)


def test_several_fields_change_in_one_step_that_one_undo_takes_back(
    book: Book, corvid: Account, today: date
) -> None:
    texts = {"stage": "Loyalty", "required_outcome": " Fewer errors ", "signed_on": "1 Jan 2024"}
    done = changed(set_fields(book, "account", CORVID, texts, today=today))
    found = book.find(Account, CORVID)
    assert found is not None
    assert (found.stage, found.required_outcome, found.signed_on) == (
        Stage.LOYALTY,
        "Fewer errors",
        date(2024, 1, 1),
    )
    assert (done.verb, done.label, len(done.rows)) == (Verb.SET, "Corvid Analytics", 1)
    undo(book, today=today)
    assert book.find(Account, CORVID) == corvid


def test_an_empty_text_makes_a_field_not_known_and_a_default_its_default(
    book: Book, corvid: Account, today: date
) -> None:
    set_fields(book, "account", CORVID, {"segment": "SMB", "status": "lost"}, today=today)
    set_fields(book, "account", CORVID, {"segment": "", "status": " "}, today=today)
    assert book.find(Account, CORVID) == corvid


def test_what_is_so_already_is_no_change(book: Book, corvid: Account, today: date) -> None:
    assert set_fields(book, "account", CORVID, {"account": "Corvid Analytics"}, today=today) is None


@pytest.mark.parametrize(
    ("noun", "texts", "error", "words"),
    [
        ("account", {"stage": "gone"}, FieldRefused, "Stage: “gone” is not one of: awareness, acquisition"),
        ("account", {"judgement": "6"}, FieldRefused, "Judgement: “6” is not a judgement from 1 to 5."),
        ("account", {"employees": "some"}, FieldRefused, "Employees: “some” is not a whole number."),
        ("account", {"employees": "-5"}, FieldRefused, "Employees: “-5” is not 0 or more."),
        ("account", {"employees": "1.5"}, FieldRefused, "Employees: “1.5” is not a whole number."),
        ("account", {"signed_on": "03/04/2025"}, DayBothWays, "Signed on: “03/04/2025” can be read both ways."),
        (
            "account",
            {"signed_on": "soon"},
            FieldRefused,
            "Signed on: “soon” is not a day, such as 24 Nov 2025.",
        ),
        ("account", {"account": "  "}, FieldNeeded, "Account is needed."),
        ("account", {"parent": "Nobody"}, FieldRefused, "Parent: “Nobody” is not found in accounts."),
        ("account", {"arr": "1"}, NoSuchField, "There is no field arr."),
        ("account", {"id": "other"}, NoSuchField, "There is no field id."),
        ("subscription", {"auto_renew": "maybe"}, FieldRefused, "Auto-renew: “maybe” is not yes or no."),
        ("subscription", {"end": "2024-12-31"}, PeriodBackwards, "The period ends on 31 Dec 2024"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_changes(
    book: Book,
    corvid: Account,
    today: date,
    noun: str,
    texts: dict[str, str],
    error: type[CsdeskError],
    words: str,
) -> None:
    row = {"account": CORVID, "subscription": "line"}[noun]
    with pytest.raises(error) as refused:
        set_fields(book, noun, row, texts, today=today)
    assert said(refused.value).startswith(words)
    assert book.find(Account, CORVID) == corvid


def test_amounts_are_read_in_the_currency_of_what_they_belong_to(
    book: Book, corvid: Account, today: date
) -> None:
    texts = {"subscription": "line", "from": "2025-01-01", "amount": "29,000", "quantity": "12.5"}
    add_row(book, "step", texts, today=today)
    (step,) = book.all(Step)
    assert (step.amount, step.quantity) == (2_900_000, Decimal("12.5"))
    with pytest.raises(FieldRefused) as refused:
        set_fields(book, "step", step.id, {"amount": "$5"}, today=today)
    assert said(refused.value) == "Amount: “$5” is not an amount in EUR."


def test_a_currency_changes_only_where_amounts_keep_what_they_say(
    book: Book, corvid: Account, today: date
) -> None:
    """29,000.00 euros may have been dollars all along; as yen they would read 2,900,000."""
    add_row(book, "step", {"subscription": "line", "from": "2025-01-01", "amount": "29,000"}, today=today)
    invoice = {"account": "corvid", "issued_on": "2025-01-01", "amount": "100", "currency": "EUR"}
    add_row(book, "invoice", invoice, today=today)
    (bill,) = book.all(Invoice)
    for noun, id_ in (("subscription", "line"), ("invoice", bill.id)):
        with pytest.raises(FieldRefused) as refused:
            set_fields(book, noun, id_, {"currency": "JPY"}, today=today)
        assert "the decimals of EUR, in which 1 amount stands" in said(refused.value)
    set_fields(book, "subscription", "line", {"currency": "USD"}, today=today)
    set_fields(book, "invoice", bill.id, {"currency": "JPY", "amount": "12000"}, today=today)
    assert [(i.currency, i.amount) for i in book.all(Invoice)] == [("JPY", 12_000)]
    set_fields(book, "account", "corvid", {"currency": "JPY"}, today=today)


def test_a_row_is_added_with_names_for_what_it_belongs_to(book: Book, corvid: Account, today: date) -> None:
    texts = {"account": "corvid", "name": "Ben Ito", "roles": "Sponsor, executive, sponsor"}
    done = add_row(book, "contact", texts, today=today)
    ben = next(c for c in book.all(Contact) if c.name == "Ben Ito")
    assert ben.account == CORVID
    assert ben.roles == (Role.SPONSOR, Role.EXECUTIVE)
    assert (done.verb, done.label) == (Verb.ADD, "contact Ben Ito, Corvid Analytics")


def test_what_a_row_needs_is_asked_for_by_its_name(book: Book, corvid: Account, today: date) -> None:
    with pytest.raises(FieldNeeded) as refused:
        add_row(book, "task", {"account": CORVID}, today=today)
    assert said(refused.value) == "Title is needed."
    assert book.all(Task) == []


def test_two_accounts_of_one_name_are_not_made_by_hand(book: Book, corvid: Account, today: date) -> None:
    with pytest.raises(AccountExists):
        add_row(book, "account", {"account": "corvid  ANALYTICS"}, today=today)
    set_fields(book, "account", CORVID, {"account": "CORVID Analytics"}, today=today)
    add_row(book, "account", {"account": "Dorn"}, today=today)
    with pytest.raises(AccountExists):
        set_fields(book, "account", CORVID, {"account": "dorn"}, today=today)


def test_a_touch_added_by_its_fields_cannot_happen_tomorrow(book: Book, corvid: Account, today: date) -> None:
    texts = {"account": CORVID, "on": "2025-11-25", "summary": "Agreed", "contacts": "Ana Duarte"}
    with pytest.raises(TouchInFuture):
        add_row(book, "touch", texts, today=today)
    add_row(book, "touch", texts | {"on": "today"}, today=today)
    (touch,) = book.all(Touch)
    assert (touch.on, touch.contacts) == (today, ("ana",))


def test_a_touch_is_with_people_of_its_own_account(book: Book, corvid: Account, today: date) -> None:
    add_row(book, "account", {"account": "Dorn"}, today=today)
    add_row(book, "contact", {"account": "Dorn", "name": "Ana Duarte"}, today=today)
    (stranger,) = (c for c in book.all(Contact) if c.id != "ana")
    texts = {"account": CORVID, "on": "today", "summary": "x"}
    add_row(book, "touch", texts | {"contacts": "Ana Duarte"}, today=today)
    assert [t.contacts for t in book.all(Touch)] == [("ana",)]
    with pytest.raises(FieldRefused):
        add_row(book, "touch", texts | {"contacts": stranger.id}, today=today)


def test_no_account_stands_above_itself(book: Book, corvid: Account, today: date) -> None:
    add_row(book, "account", {"account": "Dorn", "parent": "Corvid Analytics"}, today=today)
    with pytest.raises(FieldRefused) as refused:
        set_fields(book, "account", CORVID, {"parent": "Dorn"}, today=today)
    assert said(refused.value) == "Parent: “Dorn” is not an account that can stand above this one."


def test_what_came_as_it_is_can_be_edited_elsewhere(book: Book, corvid: Account, today: date) -> None:
    wordless = Touch(id="t", account=CORVID, on=date(2026, 1, 1))
    with book.change(Verb.IMPORT, today=today):
        book.put(wordless)
    set_fields(book, "touch", "t", {"minutes": "20"}, today=today)
    assert [t.minutes for t in book.all(Touch)] == [20]
    with pytest.raises(TouchInFuture):
        set_fields(book, "touch", "t", {"summary": "x"}, today=today)


def test_a_plan_has_one_first_value(book: Book, corvid: Account, today: date) -> None:
    texts = {"account": CORVID, "milestone": "Ten users", "first_value": "yes"}
    add_row(book, "milestone", texts, today=today)
    with pytest.raises(FieldRefused) as refused:
        add_row(book, "milestone", texts | {"milestone": "Go-live"}, today=today)
    assert said(refused.value) == "First value: “yes” is not free: “Ten users” is first value already."
    add_row(book, "milestone", texts | {"milestone": "Go-live", "first_value": "no"}, today=today)


def test_a_row_that_others_belong_to_is_not_removed(book: Book, corvid: Account, today: date) -> None:
    with pytest.raises(StillReferred):
        remove_row(book, "account", CORVID, today=today)
    add_row(book, "touch", {"account": CORVID, "on": "today", "summary": "x", "contacts": "ana"}, today=today)
    with pytest.raises(StillReferred) as refused:
        remove_row(book, "contact", "ana", today=today)
    assert said(refused.value) == "contact Ana Duarte still has rows that belong to it."


def test_a_change_is_labelled_by_its_row_and_whose_it_is(book: Book, corvid: Account, today: date) -> None:
    task = add_row(book, "task", {"account": "Corvid", "title": "Send summary"}, today=today)
    kit = add_row(book, "product", {"product": "Kit"}, today=today)
    line = add_row(book, "subscription", {"account": "Corvid", "product": "Kit"}, today=today)
    named = set_fields(book, "account", corvid.id, {"stage": "loyalty"}, today=today)
    assert [done.label for done in (task, kit, line, named) if done] == [
        "task Send summary, Corvid Analytics", "product Kit", "subscription of Corvid Analytics", "Corvid Analytics",
    ]  # fmt: skip


def test_a_day_without_its_year_is_read_as_its_field_looks_ahead_or_back(
    book: Book, corvid: Account, today: date
) -> None:
    days = {"target_on": "15 Jan", "achieved_on": "15 Jan"}
    done = add_row(book, "milestone", {"account": "Corvid", "milestone": "Live", **days}, today=today)
    made = next(r.after for r in done.rows if isinstance(r.after, Milestone))
    assert (made.target_on, made.achieved_on) == (date(today.year + 1, 1, 15), date(today.year, 1, 15))
    with pytest.raises(FieldRefused, match="field=Start"):
        add_row(book, "subscription", {"account": "Corvid", "start": "15 Jan"}, today=today)


def test_a_removed_row_comes_back_with_undo(book: Book, corvid: Account, today: date) -> None:
    done = remove_row(book, "contact", "ana", today=today)
    assert (done.verb, book.all(Contact)) == (Verb.REMOVE, [])
    undo(book, today=today)
    assert [c.name for c in book.all(Contact)] == ["Ana Duarte"]


def test_what_the_book_does_not_keep_is_said_to_be_so(book: Book, today: date) -> None:
    with pytest.raises(NoSuchNoun):
        noun_named("preference")
    with pytest.raises(NoSuchRow) as refused:
        remove_row(book, "task", "nothing", today=today)
    assert said(refused.value) == "No task has the id nothing."


def test_a_task_that_is_done_knows_since_when_and_forgets_it_when_opened_again(
    book: Book, corvid: Account, today: date
) -> None:
    add_row(book, "task", {"account": CORVID, "title": "Call"}, today=today)
    (task,) = book.all(Task)
    finish_task(book, task.id, done=True, today=today)
    assert [(t.status, t.done_on) for t in book.all(Task)] == [(TaskStatus.DONE, today)]
    finish_task(book, task.id, done=False, today=today)
    assert book.all(Task) == [task]


def test_a_judgement_is_dated_by_the_day_it_was_made(book: Book, corvid: Account, today: date) -> None:
    set_fields(book, "account", CORVID, {"judgement": "4"}, today=today)
    set_fields(book, "account", CORVID, {"judgement": "2", "judged_on": "2025-11-20"}, today=today)
    found = book.find(Account, CORVID)
    assert found is not None
    assert (found.judgement, found.judged_on) == (2, date(2025, 11, 20))


def test_every_row_of_the_sample_can_be_written_as_texts_and_read_back(today: date) -> None:
    from csdesk.services.sample import write_sample

    with Book.in_memory() as book:
        write_sample(book, accounts=3)
        seen = 0
        value: Any
        for noun in editable():
            for value in book.all(noun.type)[:4]:
                seen += 1
                assert set_fields(book, noun.word, value.id, texts_of(book, value), today=today) is None
        assert seen > 20
    assert {n.type for n in editable()} < set(NOUNS)


@pytest.mark.parametrize(
    ("noun", "texts"),
    [
        ("ticket", {"subject": "Late", "opened_at": "2025-11-20", "closed_at": "2025-11-19"}),
        ("risk", {"cause": "low adoption", "opened_on": "2025-11-20", "closed_on": "2025-11-19"}),
        ("contact", {"name": "Ben", "away_from": "2025-11-20", "away_until": "2025-11-19"}),
        ("subscription", {"product": "Platform", "start": "2025-11-20", "end": "2025-11-19"}),
    ],
)
def test_what_lasts_does_not_end_before_it_begins(
    book: Book, corvid: Account, today: date, noun: str, texts: dict[str, str]
) -> None:
    with pytest.raises(PeriodBackwards):
        add_row(book, noun, {"account": corvid.id, **texts}, today=today)
    last = list(texts)[-1]
    add_row(book, noun, {"account": corvid.id, **texts, last: "2025-11-20"}, today=today)


def test_a_term_is_not_renewed_where_notice_was_given_nor_left_where_it_was_renewed(
    book: Book, corvid: Account, today: date
) -> None:
    set_fields(book, "subscription", "line", {"end": "2025-12-31", "cancelled_on": "2025-10-01"}, today=today)
    of_the_end = {"account": corvid.id, "subscription": "line", "due_on": "2025-12-31"}
    with pytest.raises(FieldRefused) as refused:
        add_row(book, "renewal", {**of_the_end, "outcome": "renewed"}, today=today)
    assert "notice was given on 1 Oct 2025" in said(refused.value)
    set_fields(book, "subscription", "line", {"cancelled_on": ""}, today=today)
    add_row(book, "renewal", {**of_the_end, "outcome": "renewed"}, today=today)
    with pytest.raises(FieldRefused) as late:
        set_fields(book, "subscription", "line", {"cancelled_on": "2025-10-01"}, today=today)
    assert "its renewal on 31 Dec 2025 is decided as renewed" in said(late.value)


def test_a_renewal_of_one_day_is_entered_once(book: Book, corvid: Account, today: date) -> None:
    told = {"account": corvid.id, "subscription": "line", "due_on": "2025-12-31"}
    add_row(book, "renewal", {**told, "category": "likely"}, today=today)
    with pytest.raises(FieldRefused) as refused:
        add_row(book, "renewal", {**told, "outcome": "lost"}, today=today)
    assert "is that contract's renewal of the day" in said(refused.value)


def test_no_step_begins_before_its_contract(book: Book, corvid: Account, today: date) -> None:
    with pytest.raises(FieldRefused) as refused:
        add_row(book, "step", {"subscription": "line", "from": "2024-12-31", "amount": "100"}, today=today)
    assert "a day from 1 Jan 2025 on" in said(refused.value)
    add_row(book, "step", {"subscription": "line", "from": "2025-02-01", "amount": "100"}, today=today)
    with pytest.raises(FieldRefused) as late:
        set_fields(book, "subscription", "line", {"start": "2025-03-01"}, today=today)
    assert "a day up to 1 Feb 2025" in said(late.value)
    assert set_fields(book, "subscription", "line", {"start": "2025-02-01"}, today=today)
