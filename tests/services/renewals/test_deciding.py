"""Deciding: what becomes of a renewal, how sure it is until then."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.churn import Churn
from csdesk.domain.errors import (
    AmountNotKnown,
    CsdeskError,
    FigureOutOfRange,
    NoSuchRenewal,
    OrderInFuture,
    RenewalDecided,
    TermBackwards,
)
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.nouns import NOUNS
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.domain.revenue.due import Leaving
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription
from csdesk.domain.touches import Direction, Touch
from csdesk.services.book.history import redo, undo
from csdesk.services.renewals.deciding import (
    RenewalKey,
    categories_wanted,
    decide_renewal,
    judge_renewal,
    offer_of,
    set_category,
)
from csdesk.services.renewals.losses import Answer, losses, record_loss
from csdesk.services.renewals.renewals import not_placed, renewals_due
from csdesk.store.book import Book
from csdesk.store.revenue import arr_by_account
from tests.domain.revenue.contracts import day, decision, monthly, step, subscription
from tests.figures import numbers
from tests.services.renewals.filling import fill

TODAY = date(2025, 11, 24)
LATER = date(2026, 2, 22)
S1 = SubscriptionId("s1")
KEY = RenewalKey(S1, day("2025-12-31"))


def usual(book: Book) -> Book:
    return fill(book, subscription(notice_days=30, auto_renew=False), step("2025-01-01", 7_500_000, "30"))


def content(book: Book) -> dict[type, list[Any]]:
    return {noun: sorted(book.all(noun), key=lambda row: str(row.id)) for noun in NOUNS}


def said(**facts: Any) -> RenewalDecision:
    return RenewalDecision(S1, KEY.due_on, **facts)


def followed(book: Book) -> tuple[Subscription, Step]:
    (line,) = [s for s in book.all(Subscription) if s.id != S1]
    (its,) = book.all(Step, subscription=line.id)
    return line, its


def test_a_renewal_without_further_words_is_the_same_term_again(book: Book) -> None:
    decide_renewal(usual(book), said(), today=TODAY)
    line, its = followed(book)
    assert (line.start, line.end) == (day("2026-01-01"), day("2026-12-31"))
    assert (line.signed_on, line.notice_days, line.auto_renew) == (TODAY, 30, False)
    assert (its.from_, its.quantity, its.amount) == (line.start, Decimal(30), 7_500_000)
    assert its.order_kind is OrderKind.RENEWAL
    (row,) = book.all(Renewal)
    assert (row.outcome, row.decided_on, row.booked_on) == (Outcome.RENEWED, TODAY, TODAY)
    assert row.new_arr == 7_500_000


def test_the_next_term_shows_on_the_board_a_year_later(book: Book) -> None:
    decide_renewal(usual(book), said(), today=TODAY)
    due = renewals_due(book, TODAY, day("2026-12-31"), as_of=TODAY)
    assert [(r.due_on, r.outcome, r.leaving) for r in due] == [
        (day("2025-12-31"), Outcome.RENEWED, Leaving.DECIDED),
        (day("2026-12-31"), Outcome.OPEN, Leaving.ENDS),
    ]
    later = arr_by_account(book, day("2026-06-01"))[AccountId("a1")]
    assert later.arr == 7_500_000


def test_quantity_price_and_uplift_make_the_new_amount(book: Book) -> None:
    new = said(
        end=day("2027-12-31"),
        quantity=Decimal(40),
        price=Fraction(200_000),
        uplift=Decimal("2.5"),
        notice_days=60,
        auto_renew=True,
        ordered_on=day("2025-11-20"),
        reason="Two more sites",
    )
    decide_renewal(usual(book), new, today=TODAY)
    line, its = followed(book)
    assert its.amount == 40 * 200_000 * 1025 // 1000
    assert (line.end, line.notice_days, line.auto_renew) == (day("2027-12-31"), 60, True)
    assert line.signed_on == day("2025-11-20")
    (row,) = book.all(Renewal)
    assert (row.outcome, row.new_arr, row.reason) == (Outcome.EXPANDED, 8_200_000, "Two more sites")
    assert (row.decided_on, row.booked_on) == (day("2025-11-20"), day("2025-11-20"))


def test_an_uplift_raises_the_old_amount_exactly_once_rounded(book: Book) -> None:
    fill(book, subscription(), step("2025-01-01", 1000, "3"))
    decide_renewal(book, said(uplift=Decimal("3.33")), today=TODAY)
    assert followed(book)[1].amount == 1033


@pytest.mark.parametrize(
    ("quantity", "outcome"), [("29", Outcome.CONTRACTED), ("30", Outcome.RENEWED), ("31", Outcome.EXPANDED)]
)
def test_more_or_less_is_told_by_the_amount(book: Book, quantity: str, outcome: Outcome) -> None:
    decide_renewal(usual(book), said(quantity=Decimal(quantity)), today=TODAY)
    assert book.all(Renewal)[0].outcome is outcome


def test_a_renewal_is_a_touch_that_counts_for_no_cadence(book: Book) -> None:
    decide_renewal(usual(book), said(ordered_on=day("2025-11-20")), today=TODAY)
    (touch,) = book.all(Touch)
    assert (touch.on, touch.direction) == (day("2025-11-20"), Direction.OUTBOUND)
    assert touch.summary == "Renewed: P1 to 31 Dec 2026, ARR 75000.00 USD."


def test_what_renewed_itself_is_no_touch(book: Book) -> None:
    fill(book, subscription(notice_days=30, auto_renew=True), step("2025-01-01", 100))
    decide_renewal(book, said(outcome=Outcome.AUTO), today=TODAY)
    assert book.all(Touch) == []
    assert book.all(Renewal)[0].outcome is Outcome.AUTO


def test_a_loss_ends_the_line_with_its_term_and_keeps_how_sure_it_was(book: Book) -> None:
    row = decision("2025-12-31", Outcome.OPEN, category=Category.AT_RISK)
    fill(book, subscription(notice_days=30, auto_renew=True), step("2025-01-01", 100), row)
    decide_renewal(book, said(outcome=Outcome.LOST, reason="Closing stores"), today=TODAY)
    (kept,) = book.all(Renewal)
    assert (kept.id, kept.outcome, kept.category) == (row.id, Outcome.LOST, Category.AT_RISK)
    assert (kept.decided_on, kept.reason, kept.new_arr) == (TODAY, "Closing stores", None)
    (due,) = renewals_due(book, TODAY, day("2027-12-31"), as_of=TODAY)
    assert due.category is Category.LOST
    assert arr_by_account(book, day("2025-12-31"))[AccountId("a1")].arr == 100
    assert arr_by_account(book, day("2026-01-01"))[AccountId("a1")].arr in (0, None)
    assert book.all(Touch)[0].summary == "Not renewed: P1 ends on 31 Dec 2025. Closing stores"


@pytest.mark.parametrize(
    "what", [said(), said(outcome=Outcome.LOST, reason="x"), said(quantity=Decimal(50), notice_days=90)]
)
def test_one_undo_gives_the_book_back_as_it_was(book: Book, what: RenewalDecision) -> None:
    row = decision("2025-12-31", Outcome.OPEN, category=Category.LIKELY)
    fill(book, subscription(auto_renew=True), step("2025-01-01", 7_500_000, "30"), row)
    before = content(book)
    decide_renewal(book, what, today=TODAY)
    after = content(book)
    assert after != before
    undo(book, today=TODAY)
    assert content(book) == before
    redo(book, today=TODAY)
    assert content(book) == after


@pytest.mark.parametrize(
    ("start", "end", "next_end"),
    [
        ("2025-01-01", "2025-12-31", "2026-12-31"),
        ("2024-12-31", "2025-12-30", "2026-12-30"),
        ("2024-03-01", "2025-02-28", "2026-02-28"),
        ("2023-03-01", "2024-02-29", "2025-02-28"),
        ("2024-02-29", "2025-02-27", "2026-02-27"),
        ("2025-08-31", "2026-02-27", "2026-08-30"),
        ("2025-09-01", "2026-02-28", "2026-08-31"),
        ("2025-10-31", "2026-01-30", "2026-04-29"),
        ("2024-01-01", "2025-12-31", "2027-12-31"),
    ],
)
def test_the_next_term_is_as_long_on_any_day_of_the_month(
    book: Book, start: str, end: str, next_end: str
) -> None:
    fill(book, subscription(start, end), step(start, 100))
    at = day(end)
    key = RenewalKey(S1, at)
    assert offer_of(book, key, today=at).end == day(next_end)
    decide_renewal(book, RenewalDecision(S1, at, ordered_on=at), today=at)
    line, _ = followed(book)
    assert line.start is not None
    assert ((line.start - at).days, line.end) == (1, day(next_end))
    assert [r.outcome for r in renewals_due(book, at, day(next_end), as_of=at)] == [
        Outcome.RENEWED,
        Outcome.OPEN,
    ]


def test_a_term_of_another_length_costs_its_share_where_the_term_is_paid_as_a_whole(book: Book) -> None:
    two_years = subscription("2024-01-01", "2025-12-31", period=Period.TERM)
    fill(book, two_years, step("2024-01-01", 2_000_000))
    decide_renewal(book, said(end=day("2026-12-31")), today=TODAY)
    assert followed(book)[1].amount == 1_000_000
    assert book.all(Renewal)[0].outcome is Outcome.RENEWED
    undo(book, today=TODAY)
    decide_renewal(book, said(end=day("2028-06-30")), today=TODAY)
    assert followed(book)[1].amount == 2_500_000
    assert book.all(Renewal)[0].new_arr == 1_000_000


def test_a_line_past_its_end_is_renewed_from_the_day_after_its_end(book: Book) -> None:
    fill(book, subscription("2023-11-01", "2024-10-31", auto_renew=False, notice_days=30))
    with book.change(Verb.SET, today=TODAY):
        book.put(step("2023-11-01", 100))
    (loose,) = not_placed(book, as_of=TODAY)
    assert loose.due_on is not None
    key = RenewalKey(loose.subscription_id, loose.due_on)
    assert offer_of(book, key, today=TODAY).end == day("2026-10-31")
    decide_renewal(book, RenewalDecision(S1, loose.due_on, end=day("2025-12-31")), today=TODAY)
    assert not_placed(book, as_of=TODAY) == []
    assert followed(book)[0].start == day("2024-11-01")


def test_a_line_that_renews_itself_can_be_renewed_at_a_later_end(book: Book) -> None:
    fill(book, subscription("2023-07-01", "2024-06-30", auto_renew=True), step("2023-07-01", 100))
    key = RenewalKey(S1, day("2026-06-30"))
    assert offer_of(book, key, today=TODAY).end == day("2027-06-30")
    decide_renewal(book, RenewalDecision(S1, key.due_on, uplift=Decimal(10)), today=TODAY)
    arr = [arr_by_account(book, day(d))[AccountId("a1")].arr for d in ("2026-06-30", "2026-07-01")]
    assert arr == [100, 110]


def test_a_price_step_of_the_contract_is_what_the_next_term_starts_from(book: Book) -> None:
    fill(book, subscription(), step("2025-01-01", 1000, "10"), step("2026-01-01", 1100, "10"))
    offer = offer_of(book, KEY, today=TODAY)
    assert (offer.arr_before, offer.price) == (Fraction(1000), Fraction(110))
    assert offer.quantity == 10


def test_the_next_term_keeps_the_discount_and_takes_no_foreign_id_with_it(book: Book) -> None:
    discounted = replace(step("2025-01-01", 900, "10"), discount=Decimal("0.1"))
    fill(book, subscription(external_id="CRM-7", cancelled="2025-11-01", reason="unhappy"), discounted)
    decide_renewal(book, said(), today=TODAY)
    line, its = followed(book)
    assert (its.amount, its.discount) == (900, Decimal("0.1"))
    assert (line.external_id, line.cancelled_on, line.reason) == (None, None, None)
    assert line.term_confirmed


def test_without_a_known_quantity_the_price_is_that_of_the_whole(book: Book) -> None:
    fill(book, subscription(), step("2025-01-01", 9000))
    assert offer_of(book, KEY, today=TODAY).price == 9000
    decide_renewal(book, said(quantity=Decimal(20)), today=TODAY)
    assert followed(book)[1].amount == 9000
    assert followed(book)[1].quantity == 20


def test_the_numbers_call_it_a_renewal_with_an_upgrade_by_price(book: Book) -> None:
    decide_renewal(usual(book), said(uplift=Decimal(10)), today=TODAY)
    due = numbers(book, day("2025-12-01"), day("2025-12-31"), as_of=TODAY).renewals
    assert (due.rate_count, due.renewed_amount) == (Fraction(1), Fraction(7_500_000))
    next_year = numbers(book, day("2026-01-01"), day("2026-12-31"), as_of=TODAY)
    assert next_year.waterfall.total([Movement.UPGRADE_PRICE]) == Fraction(62_500)
    assert next_year.nrr == Fraction(11, 10)
    assert next_year.logo_retention == 1


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"end": day("2025-12-31")}, TermBackwards),
        ({"end": day("2020-01-01")}, TermBackwards),
        ({"ordered_on": day("2025-11-25")}, OrderInFuture),
        ({"outcome": Outcome.LOST, "ordered_on": day("2026-11-25")}, OrderInFuture),
        ({"quantity": Decimal(0)}, FigureOutOfRange),
        ({"quantity": Decimal("NaN")}, FigureOutOfRange),
        ({"price": Fraction(-1)}, FigureOutOfRange),
        ({"uplift": Decimal(-101)}, FigureOutOfRange),
        ({"uplift": Decimal("Infinity")}, FigureOutOfRange),
        ({"notice_days": -1}, FigureOutOfRange),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    book: Book, wrong: dict[str, Any], error: type[CsdeskError]
) -> None:
    before = content(usual(book))
    with pytest.raises(error):
        decide_renewal(book, said(**wrong), today=TODAY)
    assert content(book) == before


def test_an_amount_that_nobody_knows_must_be_given(book: Book) -> None:
    fill(book, subscription())
    with pytest.raises(AmountNotKnown):
        decide_renewal(book, said(), today=TODAY)
    decide_renewal(book, said(price=Fraction(500)), today=TODAY)
    assert followed(book)[1].amount == 500


def test_a_day_on_which_no_term_ends_is_no_renewal(book: Book) -> None:
    fill(book, subscription(), step("2025-01-01", 100), monthly(id="s2"))
    for key in (RenewalKey(S1, day("2025-12-30")), RenewalKey(SubscriptionId("s2"), day("2025-12-31"))):
        with pytest.raises(NoSuchRenewal):
            set_category(book, key, Category.LIKELY, today=TODAY)
    with pytest.raises(NoSuchRenewal):
        decide_renewal(book, RenewalDecision(SubscriptionId("none"), KEY.due_on), today=TODAY)


def test_what_is_decided_is_decided(book: Book) -> None:
    decide_renewal(usual(book), said(), today=TODAY)
    with pytest.raises(RenewalDecided):
        decide_renewal(book, said(), today=TODAY)
    with pytest.raises(RenewalDecided):
        set_category(book, KEY, Category.AT_RISK, today=TODAY)


def test_a_loss_can_still_turn_into_a_renewal(book: Book) -> None:
    told = subscription(cancelled="2025-11-10", auto_renew=True, notice_days=30)
    fill(book, told, step("2025-01-01", 100))
    decide_renewal(book, said(), today=TODAY)
    due = renewals_due(book, TODAY, day("2026-12-31"), as_of=TODAY)
    assert [(r.due_on.year, r.outcome) for r in due] == [(2025, Outcome.RENEWED), (2026, Outcome.OPEN)]
    assert arr_by_account(book, day("2026-03-01"))[AccountId("a1")].arr == 100


def test_a_category_is_kept_with_its_reason(book: Book) -> None:
    usual(book)
    set_category(book, KEY, Category.LIKELY, "Verbal yes", today=TODAY)
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (due.category, due.reason, due.outcome) == (Category.LIKELY, "Verbal yes", Outcome.OPEN)
    set_category(book, KEY, Category.COMMITTED, today=TODAY)
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (due.category, due.reason) == (Category.COMMITTED, "Verbal yes")
    assert len(book.all(Renewal)) == 1


def test_the_same_category_again_is_no_change(book: Book) -> None:
    usual(book)
    assert set_category(book, KEY, Category.LIKELY, today=TODAY) is not None
    assert set_category(book, KEY, Category.LIKELY, today=TODAY) is None


def test_moving_a_renewal_to_lost_decides_it_and_moving_it_back_opens_it(book: Book) -> None:
    usual(book)
    set_category(book, KEY, Category.AT_RISK, "Silent", today=TODAY)
    before = content(book)
    set_category(book, KEY, Category.LOST, "Closing stores", today=TODAY)
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (due.outcome, due.category, due.decided_on) == (Outcome.LOST, Category.LOST, TODAY)
    assert book.all(Renewal)[0].category is Category.AT_RISK
    set_category(book, KEY, Category.AT_RISK, "Silent", today=TODAY)
    assert content(book) == before


def test_moving_a_loss_by_notice_back_withdraws_the_notice(book: Book) -> None:
    fill(book, subscription(cancelled="2025-11-10", auto_renew=True), step("2025-01-01", 100))
    before = content(book)
    set_category(book, KEY, Category.LIKELY, "They stay", today=TODAY)
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (due.outcome, due.category) == (Outcome.OPEN, Category.LIKELY)
    undo(book, today=TODAY)
    assert content(book) == before


def test_a_forecast_is_kept_and_taken_back(book: Book) -> None:
    usual(book)
    judge_renewal(book, KEY, Category.LIKELY, "", 5_000_000, today=TODAY)
    assert renewals_due(book, TODAY, LATER, as_of=TODAY)[0].forecast == 5_000_000
    judge_renewal(book, KEY, Category.LIKELY, "", None, today=TODAY)
    assert renewals_due(book, TODAY, LATER, as_of=TODAY)[0].forecast is None


def test_only_open_renewals_inside_90_days_want_a_category(book: Book) -> None:
    fill(
        book,
        subscription(),
        subscription("2025-02-24", "2026-02-22", id="s2", account="a2"),
        subscription("2025-02-25", "2026-02-23", id="s3", account="a2", product="p2"),
        subscription("2024-01-01", "2024-12-31", id="s4", product="p2", auto_renew=True),
    )
    assert categories_wanted(book, today=TODAY) == 3
    set_category(book, KEY, Category.LIKELY, today=TODAY)
    assert categories_wanted(book, today=TODAY) == 2
    decide_renewal(
        book, RenewalDecision(SubscriptionId("s2"), day("2026-02-22"), price=Fraction(5)), today=TODAY
    )
    assert categories_wanted(book, today=TODAY) == 1


LATE = RenewalKey(SubscriptionId("s1"), day("2024-12-31"))


@pytest.fixture
def lost_late(book: Book) -> Book:
    """A term that ended with 2024, went on without a contract, and was lost on 31 October."""
    late = decision("2025-10-31", Outcome.LOST, "2025-10-20")
    return fill(book, subscription("2024-01-01", "2024-12-31"), step("2024-01-01", 1_200_000), late)


def test_a_loss_after_the_term_that_is_taken_back_keeps_its_category_and_leaves_no_record(
    lost_late: Book,
) -> None:
    (told,) = losses(lost_late, as_of=TODAY)
    record_loss(lost_late, told.loss, Answer(), today=TODAY)
    set_category(lost_late, LATE, Category.AT_RISK, today=TODAY)
    (due,) = renewals_due(lost_late, LATE.due_on, LATE.due_on, as_of=TODAY)
    assert (due.outcome, due.category) == (Outcome.OPEN, Category.AT_RISK)
    assert (losses(lost_late, as_of=TODAY), lost_late.all(Churn)) == ([], [])


def test_a_loss_after_the_term_that_turns_into_a_smaller_renewal_is_one(lost_late: Book) -> None:
    smaller = RenewalDecision(LATE.subscription, LATE.due_on, Outcome.RENEWED, price=Fraction(900_000))
    decide_renewal(lost_late, smaller, today=TODAY)
    (due,) = renewals_due(lost_late, LATE.due_on, LATE.due_on, as_of=TODAY)
    assert due.outcome is Outcome.CONTRACTED
    year = numbers(lost_late, day("2024-01-01"), day("2025-12-31"), as_of=TODAY)
    due_a_year, kept = 12_000 + 9_000, 9_000
    assert year.renewals.rate_amount == Fraction(kept, due_a_year)


PAST = RenewalKey(S1, day("2025-10-31"))


def past_its_end(book: Book) -> Book:
    """12,000 a year from November to October, undecided since."""
    line = subscription("2024-11-01", "2025-10-31", notice_days=30, auto_renew=False)
    return fill(book, line, step("2024-11-01", 12_000))


def lost_after(last_day: str | None) -> RenewalDecision:
    return RenewalDecision(S1, PAST.due_on, Outcome.LOST, last_day=day(last_day) if last_day else None)


@pytest.mark.parametrize(
    ("last_day", "lost_on"),
    [
        (None, "2025-11-01"),
        ("2025-10-31", "2025-11-01"),
        ("2025-11-07", "2025-11-01"),
        ("2025-11-08", "2025-11-09"),
        ("2025-11-24", "2025-11-25"),
        ("2025-12-31", "2026-01-01"),
    ],
)
def test_what_went_on_past_its_end_is_lost_after_the_day_that_is_said(
    book: Book, last_day: str | None, lost_on: str
) -> None:
    decide_renewal(past_its_end(book), lost_after(last_day), today=TODAY)
    later = day("2026-01-15")
    assert [t.loss.lost_on for t in losses(book, as_of=later)] == [day(lost_on)]
    first = numbers(book, PAST.due_on, day(lost_on) - timedelta(days=1), as_of=later)
    then = numbers(book, PAST.due_on, day(lost_on), as_of=later)
    assert [first.closing, then.closing, then.shown.churn] == [1000, 0, 1000]
    assert not_placed(book, as_of=TODAY) == []
    (due,) = renewals_due(book, PAST.due_on, PAST.due_on, as_of=later)
    assert (due.outcome, due.decided_on) == (Outcome.LOST, TODAY)


def test_it_cannot_be_lost_before_the_end_that_was_not_renewed(book: Book) -> None:
    with pytest.raises(FigureOutOfRange):
        decide_renewal(past_its_end(book), lost_after("2025-10-30"), today=TODAY)
    assert book.all(Renewal) == []


def test_one_undo_takes_a_later_loss_back(book: Book) -> None:
    before = content(past_its_end(book))
    decide_renewal(book, lost_after("2025-11-20"), today=TODAY)
    undo(book, today=TODAY)
    assert content(book) == before
