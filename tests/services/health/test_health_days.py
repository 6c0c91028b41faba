"""What is missing, has expired, or is dated later is never counted, as of any day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from csdesk.domain.contacts import ContactStatus, Role
from csdesk.domain.health.receipt import LineState
from csdesk.domain.health.score import State
from csdesk.domain.ids import AccountId
from csdesk.domain.objectives import Reading
from csdesk.domain.risks import Risk, RiskCause
from csdesk.domain.signals import SignalKind
from csdesk.domain.subscriptions import Period
from csdesk.domain.surveys import Survey
from csdesk.domain.usage import ACTIVE_USERS
from csdesk.services.health.health import score_of, scores
from csdesk.store.book import Book
from tests.services.health_books import (
    DAY,
    add_account,
    ago,
    contract,
    invoice,
    line,
    milestone,
    new_id,
    objective,
    person,
    put,
    read,
    receipt,
    risk,
    signal,
    survey,
    ticket,
    touch,
    usage,
    use,
)


def test_a_count_is_absent_until_the_book_holds_a_ticket_and_then_zero(book: Book, corvid: AccountId) -> None:
    other = add_account(book, "Other")
    assert line(book, corvid, "open_cases").state is LineState.ABSENT
    put(book, ticket(other, ago(10), ago(9)))
    for key in ("open_cases", "case_frequency", "escalations"):
        found = line(book, corvid, key)
        assert (found.state, found.reading) == (LineState.FRESH, 0)
        assert line(book, corvid, key, ago(11)).state is LineState.ABSENT


def test_an_invoice_of_another_account_makes_nothing_overdue_here(book: Book, corvid: AccountId) -> None:
    put(book, invoice(add_account(book, "Other"), ago(40)))
    assert line(book, corvid, "invoices_on_time").reading == 0
    put(book, replace(invoice(corvid, ago(40)), amount=-100))  # a credit is nothing to pay
    assert line(book, corvid, "invoices_on_time").reading == 0


def test_what_is_last_or_since_is_absent_without_a_row_of_the_account(book: Book, corvid: AccountId) -> None:
    other = add_account(book, "Other")
    put(
        book, touch(other, ago(1)), *use(other, now=1, before=1), *objective(other, 1),
        survey(other, sent_on=ago(30), answered_on=ago(20), score=9.0),
        person(other, "Joe", Role.SPONSOR), signal(other, SignalKind.VALUE_CONFIRMED, ago(1)),
        milestone(other, ago(9), ago(9), "Kickoff"),
    )  # fmt: skip
    for key in (
        "objective_progress", "milestones_on_time", "confirmed_value", "active_users", "key_feature",
        "touch_cadence", "sponsor", "last_answer", "response",
    ):  # fmt: skip
        assert line(book, other, key).state is LineState.FRESH, key
        assert line(book, corvid, key).state is LineState.ABSENT, key


def test_growth_is_absent_until_there_are_two_prices(book: Book, corvid: AccountId) -> None:
    began = date(2022, 1, 1)
    lines = contract(corvid, began, (began, 1_000_000), (date(2024, 1, 1), 1_500_000))
    put(book, *lines[:3])
    assert line(book, corvid, "growth").state is LineState.ABSENT
    put(book, lines[3])
    assert line(book, corvid, "growth").reading == 1.5
    assert line(book, corvid, "growth", date(2023, 6, 1)).state is LineState.ABSENT


def test_growth_does_not_rest_on_a_price_that_was_only_assumed(book: Book, corvid: AccountId) -> None:
    other, began = add_account(book, "Other"), date(2022, 1, 1)
    put(book, *contract(other, began, (began, 1_000_000), (date(2024, 1, 1), 1_500_000)))
    product, sub, step = contract(corvid, began, (began, 1_000_000))
    put(book, product, sub, replace(step, assumed=True))
    assert line(book, corvid, "growth").state is LineState.ABSENT


def test_of_two_prices_of_one_day_the_one_entered_last_counts(book: Book, corvid: AccountId) -> None:
    """As for the ARR: nobody pays both."""
    began, later = date(2022, 1, 1), date(2024, 1, 1)
    prices = (began, 900_000), (began, 1_000_000), (later, 1_200_000), (later, 1_500_000)
    product, sub, *steps = contract(corvid, began, *prices)
    put(book, product, sub, *[replace(s, quantity=Decimal(n)) for n, s in enumerate(steps, 7)])
    put(book, usage(corvid, ACTIVE_USERS, ago(2), 5.0))
    assert line(book, corvid, "growth").reading == 1.5
    assert line(book, corvid, "active_users").reading == 0.5


def test_growth_counts_the_months_of_a_crooked_term_as_its_mrr_does(book: Book, corvid: AccountId) -> None:
    """10 Jan 2022 to 24 Feb 2023 are 14 months, to the nearest."""
    first, after = date(2022, 1, 10), date(2023, 2, 25)
    product, sub, step = contract(corvid, first, (first, 1_400_000))
    crooked = replace(sub, end=date(2023, 2, 24), period=Period.TERM, auto_renew=False)
    _, following, price = contract(corvid, after, (after, 2_400_000))
    put(book, product, crooked, step, replace(following, product=crooked.product, auto_renew=True), price)
    assert line(book, corvid, "growth").reading == 2


def test_growth_does_not_apply_in_the_first_year(book: Book) -> None:
    account, began = add_account(book, "Young", signed_on=ago(364)), ago(364)
    put(book, *contract(account, began, (began, 1_000_000), (ago(10), 1_500_000)))
    assert line(book, account, "growth").state is LineState.NOT_APPLICABLE
    assert receipt(book, account).score.applicable_weight == 100
    assert line(book, account, "growth", ago(-1)).state is LineState.FRESH


def test_a_renewal_by_a_new_line_is_no_growth_and_a_lost_line_no_revenue(
    book: Book, corvid: AccountId
) -> None:
    first = contract(corvid, date(2023, 1, 1), (date(2023, 1, 1), 1_000_000), end=date(2023, 12, 31))
    product, second, step = contract(corvid, date(2024, 1, 1), (date(2024, 1, 1), 1_200_000))
    put(book, *first, product, replace(second, product=first[0].id), step)
    assert line(book, corvid, "growth").reading == 1.2


def test_single_threading_is_absent_until_some_account_has_two_contacts(
    book: Book, corvid: AccountId
) -> None:
    other = add_account(book, "Other")
    put(book, person(corvid, "Joe"), person(other, "Ann"))
    assert line(book, corvid, "contacts_in_place").state is LineState.ABSENT
    put(book, person(other, "Bo"))
    assert read(book, corvid, "contacts_in_place") == (1, 20)
    assert line(book, add_account(book, "Nobody"), "contacts_in_place").reading == 0


def test_old_usage_expires_and_says_since_when(book: Book, corvid: AccountId) -> None:
    put(book, *use(corvid, now=50, before=50))
    fresh, gone = line(book, corvid, "active_users", ago(-40)), line(book, corvid, "active_users", ago(-41))
    assert (fresh.state, fresh.age_days) == (LineState.FRESH, 45)
    assert (gone.state, gone.reading, gone.expired_on) == (LineState.EXPIRED, 0.85, ago(-41))
    assert gone.points is None


def test_use_that_stopped_altogether_is_expired_and_not_a_trend(book: Book, corvid: AccountId) -> None:
    put(book, *use(corvid, now=50, before=50))
    found = line(book, corvid, "key_feature", ago(-60))
    assert (found.state, found.observed_on, found.points) == (LineState.EXPIRED, ago(3), None)


# Facts that are dated later do not exist


def test_what_is_dated_later_changes_nothing_of_an_earlier_day(book: Book, corvid: AccountId) -> None:
    put(book, *objective(corvid, 40), *use(corvid, now=50, before=60), touch(corvid, ago(20)))
    put(book, ticket(corvid, ago(30)), invoice(corvid, ago(45)), risk(corvid, RiskCause.BILLING, ago(30)))
    put(book, survey(corvid, sent_on=ago(30)))
    before, held = receipt(book, corvid, ago(1)), book.all(Risk)[0]
    asked, measured = book.all(Survey)[0], book.all(Reading)[0]
    put(
        book, touch(corvid, DAY), usage(corvid, ACTIVE_USERS, DAY, 1.0), ticket(corvid, DAY, severity=1),
        replace(asked, answered_on=DAY, score=0.0), replace(measured, id=new_id(), on=DAY, value=100.0),
        signal(corvid, SignalKind.VALUE_CONFIRMED, DAY), invoice(corvid, ago(-30)),
        milestone(corvid, DAY, DAY, "Go-live"), replace(held, closed_on=DAY),
        risk(corvid, RiskCause.QUALITY, DAY),
    )  # fmt: skip
    assert receipt(book, corvid, ago(1)) == before
    today = receipt(book, corvid)
    changed = [
        now.measure.key
        for now, then in zip(today.lines, before.lines, strict=True)
        if (now.reading, now.state) != (then.reading, then.state)
    ]
    assert {"objective_progress", "confirmed_value", "last_answer", "touch_cadence"} <= set(changed)
    assert today.score.modifiers != before.score.modifiers


def test_a_ticket_that_closes_later_is_still_open(book: Book, corvid: AccountId) -> None:
    put(book, ticket(corvid, ago(10), DAY, severity=2))
    assert line(book, corvid, "open_cases", ago(1)).reading == 18
    assert line(book, corvid, "open_cases", DAY).reading == 0


def test_an_invoice_that_is_paid_later_is_still_overdue(book: Book, corvid: AccountId) -> None:
    put(book, invoice(corvid, ago(40), DAY))
    assert line(book, corvid, "invoices_on_time", ago(1)).reading == 39
    assert line(book, corvid, "invoices_on_time", DAY).reading == 20  # all of them late, none overdue


def test_a_sponsor_who_leaves_later_is_still_in_place(book: Book, corvid: AccountId) -> None:
    joe, ann = (
        person(corvid, "Joe", Role.SPONSOR, status=ContactStatus.LEFT),
        person(corvid, "Ann", Role.CHAMPION),
    )
    put(book, joe, ann, signal(corvid, SignalKind.SPONSOR_LEFT, ago(5), joe.id))
    assert line(book, corvid, "sponsor", ago(6)).reading == 1
    assert line(book, corvid, "sponsor", ago(5)).reading == 0.5


def test_a_judgement_given_later_is_not_known_yet(book: Book) -> None:
    account = add_account(book, "Corvid", judgement=1, judged_on=DAY)
    assert receipt(book, account, ago(1)).score.judgement is None
    assert receipt(book, account).score.judgement == 1


def test_who_opts_out_later_has_not_opted_out_yet(book: Book, corvid: AccountId) -> None:
    put(book, person(corvid, "Joe", opted_out_on=ago(5)))
    other = add_account(book, "Other")
    put(book, signal(other, SignalKind.BOUNCE, ago(60)))
    assert line(book, corvid, "consent", ago(6)).reading == 0
    assert line(book, corvid, "consent", ago(5)).reading == 1


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        ("consent", SignalKind.OPT_OUT),
        ("advocacy", SignalKind.REFERENCE),
        ("payment", SignalKind.PAYMENT_FAILED),
    ],
)
def test_a_signal_of_another_kind_says_nothing(
    book: Book, corvid: AccountId, measure: str, kind: SignalKind
) -> None:
    other = add_account(book, "Other")
    put(book, person(corvid, "Joe"), signal(corvid, SignalKind.SPONSOR_LEFT, ago(10)))
    assert line(book, corvid, measure).state is LineState.ABSENT
    put(book, signal(other, kind, ago(5)))
    assert line(book, corvid, measure).reading == 0
    assert line(book, corvid, measure, ago(6)).state is LineState.ABSENT


def test_growth_is_absent_where_the_price_is_known_only_since_a_later_file(
    book: Book, corvid: AccountId
) -> None:
    other, begun = add_account(book, "Other"), ago(900)
    put(book, *contract(other, begun, (begun, 100), (ago(400), 200)))
    put(book, *contract(corvid, begun, (ago(10), 100)))
    assert line(book, corvid, "growth").state is LineState.ABSENT
    assert line(book, other, "growth").reading == 2


def test_what_starts_scoring_later_does_not_hold_back_an_earlier_day(book: Book, corvid: AccountId) -> None:
    put(book, *use(corvid, now=50, before=50), *objective(corvid, 50))
    put(book, touch(corvid, ago(-5)), milestone(corvid, None, ago(-5), "Go-live"))
    assert receipt(book, corvid).score.state is State.SCORED


def test_rows_that_came_later_are_not_named(book: Book, corvid: AccountId) -> None:
    put(book, *use(corvid, now=50, before=50))
    assert len(line(book, corvid, "key_feature", ago(20)).rows) == 10


def test_an_account_is_no_customer_before_the_day_of_its_signature(book: Book) -> None:
    signed = add_account(book, "Signed", signed_on=ago(30))
    sold = add_account(book, "Sold")
    put(book, *contract(sold, ago(30), (ago(30), 100)))
    unknown = add_account(book, "Unknown")
    for account in (signed, sold):
        assert score_of(book, account, as_of=ago(31)) is None
        assert score_of(book, account, as_of=ago(30)) is not None
    assert score_of(book, unknown, as_of=ago(31)) is not None
    assert list(scores(book, as_of=ago(31))) == [unknown]
