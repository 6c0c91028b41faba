"""Renewals: which term ends are due, which lines cannot be placed, and what each is worth."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import pytest

from csdesk.domain.changes import Verb
from csdesk.domain.errors import PeriodBackwards
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.preferences import CURRENCY, DAYS_OFF, Preference
from csdesk.domain.rates import Rate
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.revenue.deciding import RenewalDecision
from csdesk.domain.revenue.due import Leaving, Missing
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.renewing import Fate
from csdesk.domain.subscriptions import NoticeCount, Subscription
from csdesk.services.accounts.portrait import portrait_of
from csdesk.services.correspondence.calendars import calendar_entries
from csdesk.services.renewals.deciding import decide_renewal
from csdesk.services.renewals.losses import losses
from csdesk.services.renewals.outlook import outlook
from csdesk.services.renewals.renewal_brief import renewal_brief
from csdesk.services.renewals.renewals import not_placed, renewal_board, renewals_due
from csdesk.services.week.week import plan_week
from csdesk.store.book import Book
from csdesk.store.revenue import arr_by_account
from tests.domain.revenue.contracts import day, decision, monthly, step, subscription
from tests.figures import numbers
from tests.services.renewals.filling import fill

TODAY = date(2025, 11, 24)
LATER = date(2026, 2, 22)


def test_a_term_end_inside_the_days_is_due_with_its_yearly_amount(book: Book) -> None:
    fill(book, subscription(notice_days=30, auto_renew=True), step("2025-01-01", 7_500_000))
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (due.account, due.product, due.due_on) == ("A1", "P1", day("2025-12-31"))
    assert due.amount == 7_500_000
    assert due.currency == "USD"
    assert due.category == Category.UNKNOWN
    assert (due.notice_on, due.notice_on_theirs) == (day("2025-12-01"), day("2025-12-01"))
    assert (due.outcome, due.forecast, due.reason) == (Outcome.OPEN, None, None)


@pytest.mark.parametrize(
    ("notice", "renews", "as_of", "seen"),
    [
        (90, True, TODAY, True),  # by 31 December 2025
        (90, None, TODAY, True),  # whether it renews is not known: it may
        (90, False, TODAY, False),  # it ends anyway
        (30, True, TODAY, False),  # by 1 March 2026, after the days asked for
        (90, True, day("2026-01-02"), False),  # too late
    ],
)
def test_what_is_due_later_but_has_to_be_given_notice_of_within_the_days_is_told(
    book: Book, notice: int, renews: bool | None, as_of: date, seen: bool
) -> None:
    sold = subscription(end="2026-03-31", notice_days=notice, auto_renew=renews)
    fill(book, sold, step("2025-01-01", 100))
    board = renewal_board(book, as_of, LATER, as_of=as_of)
    assert not board.renewals
    assert [r.due_on for r in board.due_later] == [day("2026-03-31")] * seen
    titles = [e.title for e in calendar_entries(book, as_of, LATER, as_of=as_of)]
    assert ("Notice deadline: A1" in titles) is seen


def test_what_is_due_within_the_days_is_told_once(book: Book) -> None:
    fill(book, subscription(notice_days=30, auto_renew=True), step("2025-01-01", 100))
    board = renewal_board(book, TODAY, LATER, as_of=TODAY)
    assert (len(board.renewals), board.due_later) == (1, ())


def test_both_ends_of_the_days_belong_to_them(book: Book) -> None:
    fill(book, subscription(notice_days=30, auto_renew=False), step("2025-01-01", 100))
    end = day("2025-12-31")
    assert renewals_due(book, end, end, as_of=TODAY)
    assert not renewals_due(book, TODAY, day("2025-12-30"), as_of=TODAY)
    assert not renewals_due(book, day("2026-01-01"), LATER, as_of=TODAY)


def test_until_a_row_is_kept_a_renewal_is_named_after_its_line_and_day(book: Book) -> None:
    fill(book, subscription(), step("2025-01-01", 100))
    assert renewals_due(book, TODAY, LATER, as_of=TODAY)[0].id == "s1:2025-12-31"


def test_what_a_person_said_of_a_renewal_is_shown(book: Book) -> None:
    said = decision("2025-12-31", Outcome.OPEN, category=Category.LIKELY, forecast=90, reason="verbal yes")
    fill(book, subscription(), step("2025-01-01", 100), said)
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (due.id, due.category, due.forecast, due.reason) == (said.id, Category.LIKELY, 90, "verbal yes")


def test_month_to_month_and_one_time_lines_make_no_renewal(book: Book) -> None:
    fill(book, monthly(), step("2025-01-01", 5), subscription(id="s2", recurring=False))
    board = renewal_board(book, TODAY, LATER, as_of=TODAY)
    assert (board.renewals, board.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("auto_renew", "notice_days", "leaving"),
    [
        (True, 30, Leaving.CAN_LEAVE),
        (True, 60, Leaving.RENEWS),
        (False, 60, Leaving.ENDS),
        (False, None, Leaving.ENDS),
        (None, 30, Leaving.NOT_KNOWN),
        (True, None, Leaving.NOT_KNOWN),
    ],
)
def test_a_notice_deadline_says_what_the_customer_can_still_do(
    book: Book, auto_renew: bool | None, notice_days: int | None, leaving: Leaving
) -> None:
    fill(book, subscription(auto_renew=auto_renew, notice_days=notice_days), step("2025-01-01", 100))
    assert renewals_due(book, TODAY, LATER, as_of=TODAY)[0].leaving is leaving


def test_on_the_deadline_itself_the_customer_can_still_leave(book: Book) -> None:
    fill(book, subscription(auto_renew=True, notice_days=30), step("2025-01-01", 100))
    there = [
        renewals_due(book, TODAY, LATER, as_of=d)[0].leaving for d in (day("2025-12-01"), day("2025-12-02"))
    ]
    assert there == [Leaving.CAN_LEAVE, Leaving.RENEWS]


def test_notice_given_makes_the_renewal_lost_from_that_day_on(book: Book) -> None:
    told = subscription(cancelled="2025-11-10", auto_renew=True, notice_days=30, reason="closing stores")
    fill(book, told, step("2025-01-01", 100))
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (due.outcome, due.category, due.reason) == (Outcome.LOST, Category.LOST, "closing stores")
    (before,) = renewals_due(book, TODAY, LATER, as_of=day("2025-11-09"))
    assert before.outcome is Outcome.OPEN


def test_a_line_that_renewed_itself_did_so_automatically(book: Book) -> None:
    rolling = subscription("2023-07-01", "2024-06-30", auto_renew=True, notice_days=30)
    fill(book, rolling, step("2023-07-01", 100))
    found = renewals_due(book, day("2024-01-01"), day("2026-12-31"), as_of=TODAY)
    assert [(r.due_on.year, r.outcome) for r in found] == [
        (2024, Outcome.AUTO),
        (2025, Outcome.AUTO),
        (2026, Outcome.OPEN),
    ]


def test_what_keeps_a_line_off_the_board_is_named_with_its_arr(book: Book) -> None:
    fill(book, subscription(), step("2025-01-01", 100), subscription(id="s2", account="a2", notice_days=30))
    found = {u.subscription_id: (u.missing, u.arr) for u in not_placed(book, as_of=TODAY)}
    assert found == {
        "s1": ((Missing.NOTICE, Missing.AUTO_RENEW), 100),
        "s2": ((Missing.AUTO_RENEW,), None),
    }


def test_a_line_without_an_end_cannot_be_placed(book: Book) -> None:
    fill(book, subscription(None, None, notice_days=30, auto_renew=True), step("2025-01-01", 100))
    assert [u.missing for u in not_placed(book, as_of=TODAY)] == [(Missing.NO_END,)]


def test_a_line_past_its_end_is_on_top_without_a_contract(book: Book) -> None:
    fill(
        book,
        subscription("2024-01-01", "2024-12-31", auto_renew=False, notice_days=30),
        step("2024-01-01", 900),
    )
    (loose,) = not_placed(book, as_of=TODAY)
    assert loose.without_contract
    assert loose.missing == (Missing.PAST_END,)
    assert loose.due_on == day("2024-12-31")
    assert loose.arr == 900
    assert renewals_due(book, TODAY, LATER, as_of=TODAY) == []


def test_a_decided_line_is_no_longer_missing_anything(book: Book) -> None:
    lost = decision("2025-12-31", Outcome.LOST, "2025-11-01")
    fill(book, subscription(), step("2025-01-01", 100), lost)
    assert not_placed(book, as_of=TODAY) == []


def test_a_signed_next_line_is_the_renewal(book: Book) -> None:
    follow = subscription("2026-01-01", "2026-12-31", id="s2", signed="2025-11-20")
    fill(book, subscription(), step("2025-01-01", 100), follow, step("2026-01-01", 120, of="s2"))
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (due.outcome, due.decided_on) == (Outcome.RENEWED, day("2025-11-20"))
    (before,) = renewals_due(book, TODAY, LATER, as_of=day("2025-11-19"))
    assert before.outcome is Outcome.OPEN


def followed(book: Book, amount: int, currency: str = "USD", row: Renewal | None = None) -> Book:
    """1,000.00 a year to the end of 2025, and a signed line of another amount after it."""
    follow = subscription("2026-01-01", "2026-12-31", id="s2", signed="2025-11-20", currency=currency)
    rows = [subscription(), step("2025-01-01", 100_000), follow, step("2026-01-01", amount, of="s2")]
    return fill(book, *rows, *([row] if row else []))


@pytest.mark.parametrize(
    ("amount", "likely", "more"),
    [(60_000, 60_000, 0), (100_000, 100_000, 0), (120_000, 100_000, 20_000)],
)
def test_what_the_next_line_costs_is_what_was_renewed_behind_every_door(
    book: Book, amount: int, likely: int, more: int
) -> None:
    followed(book, amount)
    found = outlook(book, TODAY, LATER, as_of=TODAY)
    (due,), (forecast,) = found.board.renewals, found.forecasts
    assert due.new_arr == amount
    assert [forecast.due, forecast.worst, forecast.likely, forecast.more] == [100_000, likely, likely, more]
    rate = numbers(book, day("2025-12-01"), day("2025-12-31"), as_of=TODAY).renewals
    assert rate.renewed_amount == likely
    brief = renewal_brief(book, SubscriptionId("s1"), day("2025-12-31"), as_of=TODAY)
    said = next(p.says for p in brief.facts if p.left == "Decided")
    assert said == f"Renewed on 20 Nov 2025 at ${amount // 100:,} a year"


def test_what_its_row_says_stands_before_what_the_next_line_costs(book: Book) -> None:
    row = decision("2025-12-31", Outcome.CONTRACTED, "2025-11-20", new_arr=80_000)
    followed(book, 60_000, row=row)
    (forecast,) = outlook(book, TODAY, LATER, as_of=TODAY).forecasts
    assert forecast.likely == 80_000
    account = portrait_of(book, AccountId("a1"), as_of=TODAY)
    assert account is not None
    assert account.new_arrs() == {row.id: 80_000}


def test_a_row_that_says_no_amount_shows_that_of_the_next_line_on_the_account_too(book: Book) -> None:
    row = decision("2025-12-30", Outcome.RENEWED, "2025-11-20")
    followed(book, 60_000, row=row)
    account = portrait_of(book, AccountId("a1"), as_of=TODAY)
    assert account is not None
    assert account.new_arrs() == {row.id: 60_000}


def test_a_renewal_into_another_currency_counts_at_the_rate_of_the_day_or_not_at_all(book: Book) -> None:
    fill(book, Preference(id=CURRENCY, value="USD"))
    followed(book, 80_000, "EUR")
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert due.new_arr is None
    (forecast,) = outlook(book, TODAY, LATER, as_of=TODAY).forecasts
    assert [forecast.due, forecast.likely, forecast.not_known] == [100_000, 0, 1]
    rate = Rate(id="r", from_currency="EUR", to_currency="USD", on=day("2025-01-01"), rate=Decimal("1.10"))
    with book.change(Verb.DEMO, today=TODAY):
        book.put(rate)
    (forecast,) = outlook(book, TODAY, LATER, as_of=TODAY).forecasts
    assert [forecast.likely, forecast.not_known] == [88_000, 0]


class Colour(StrEnum):
    WATCH = "watch"


@dataclass(frozen=True)
class Known:
    score: Decimal | None = None
    band: Colour | None = None
    yours: Colour | None = None


def test_health_stands_beside_the_renewal_and_an_own_judgement_is_marked(book: Book) -> None:
    fill(book, subscription(), step("2025-01-01", 100))
    scored = {AccountId("a1"): Known(Decimal("61.2"), Colour.WATCH)}
    (due,) = renewal_board(book, TODAY, LATER, as_of=TODAY, health=scored).renewals
    assert (due.health, due.band, due.yours) == (Decimal("61.2"), Colour.WATCH, False)
    judged = {AccountId("a1"): Known(yours=Colour.WATCH)}
    (due,) = renewal_board(book, TODAY, LATER, as_of=TODAY, health=judged).renewals
    assert (due.health, due.band, due.yours) == (None, Colour.WATCH, True)


def test_days_that_run_backwards_are_refused(book: Book) -> None:
    with pytest.raises(PeriodBackwards):
        renewals_due(book, LATER, TODAY, as_of=TODAY)


def test_renewals_stand_by_day_then_account(book: Book) -> None:
    fill(
        book,
        subscription(id="s1", account="a2"),
        subscription(id="s2", account="a1"),
        subscription("2024-12-15", "2025-12-14", id="s3", account="a2"),
    )
    found = [(r.due_on.day, r.account) for r in renewals_due(book, TODAY, LATER, as_of=TODAY)]
    assert found == [(14, "A2"), (31, "A1"), (31, "A2")]


def test_a_renewal_in_place_is_listed_on_the_day_it_was_due(book: Book) -> None:
    done = decision("2024-12-31", Outcome.EXPANDED, "2024-11-20")
    fill(book, subscription("2024-01-01", "2025-12-31", auto_renew=False), step("2024-01-01", 100), done)
    found = renewals_due(book, day("2024-01-01"), day("2025-12-31"), as_of=TODAY)
    assert [(r.due_on, r.outcome) for r in found] == [
        (day("2024-12-31"), Outcome.EXPANDED),
        (day("2025-12-31"), Outcome.OPEN),
    ]


def test_what_cannot_be_placed_has_the_day_on_which_it_is_listed_as_due(book: Book) -> None:
    fill(book, subscription("2024-01-01", "2024-12-31", auto_renew=True), step("2024-01-01", 900))
    (unplaced,) = not_placed(book, as_of=TODAY)
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert (unplaced.due_on, unplaced.written_end) == (due.due_on, day("2024-12-31"))
    assert unplaced.due_on == arr_by_account(book, TODAY)[unplaced.account_id].renewal_on


@pytest.mark.parametrize("auto_renew", [None, True, False])
def test_the_notice_day_is_the_same_for_renewals_accounts_and_the_week(
    book: Book, auto_renew: bool | None
) -> None:
    sub = subscription("2025-02-01", "2026-01-31", auto_renew=auto_renew, notice_days=62)
    fill(book, sub, step("2025-02-01", 900))
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    (planned,) = plan_week(book, start=TODAY).plan
    assert due.notice_on == day("2025-11-28")  # 30 November is a Sunday
    assert due.notice_on == arr_by_account(book, TODAY)[due.account_id].notice_on
    assert due.notice_on == planned.item.candidate.edge


CHRISTMAS = Preference(id=DAYS_OFF, value="2025-12-25..2025-12-26 Christmas")


def test_every_list_says_the_same_deadline_of_a_notice_in_working_days(book: Book) -> None:
    sub = subscription(notice_days=5, notice_counted_in=NoticeCount.WORKING, auto_renew=True)
    fill(book, sub, step("2025-01-01", 100), CHRISTMAS)
    act_by = day("2025-12-22")
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    money = arr_by_account(book, TODAY)[AccountId("a1")]
    assert (due.notice_on, money.notice_on) == (act_by, act_by)
    (planned,) = plan_week(book, start=day("2025-12-15")).plan
    assert planned.item.candidate.reason == "Notice in 7 days"
    portrait = portrait_of(book, AccountId("a1"), as_of=TODAY)
    assert portrait is not None
    assert portrait.row.money is not None
    assert portrait.row.money.notice == due.notice


def test_a_signed_line_ahead_is_left_by_its_own_working_days(book: Book) -> None:
    ahead = subscription(
        "2026-01-01", "2026-12-31", notice_days=5, notice_counted_in=NoticeCount.WORKING, auto_renew=True
    )
    fill(book, ahead, step("2026-01-01", 100), Preference(id=DAYS_OFF, value="2026-12-25 Christmas Day"))
    assert arr_by_account(book, TODAY)[AccountId("a1")].notice_on == day("2026-12-23")


def test_between_two_lines_that_end_together_the_earlier_deadline_counts(book: Book) -> None:
    fill(
        book,
        subscription(notice_days=30, auto_renew=True),
        step("2025-01-01", 100),
        subscription(
            id="s2", product="p2", notice_days=25, notice_counted_in=NoticeCount.WORKING, auto_renew=True
        ),
        step("2025-01-01", 100, of="s2"),
    )
    assert arr_by_account(book, TODAY)[AccountId("a1")].notice_on == day("2025-11-26")


RENEWED = decision("2025-09-30", Outcome.RENEWED, decided_on="2025-09-15")


def renewed_without_a_next_term(book: Book) -> Book:
    sub = subscription("2024-10-01", "2025-09-30", auto_renew=False, notice_days=30)
    return fill(book, sub, step("2024-10-01", 12_000), RENEWED)


def test_what_was_renewed_without_a_next_term_is_no_loss_and_waits_on_the_board(book: Book) -> None:
    renewed_without_a_next_term(book)
    n = numbers(book, day("2025-09-01"), TODAY, as_of=TODAY)
    assert [n.shown.churn, n.closing] == [0, 1000]
    assert losses(book, as_of=TODAY) == []
    assert arr_by_account(book, TODAY)[AccountId("a1")].arr == 12_000
    (waits,) = not_placed(book, as_of=TODAY)
    assert (waits.missing, waits.due_on) == ((Missing.NO_NEXT,), day("2025-09-30"))
    assert waits.arr == 12_000
    assert waits.without_contract


def test_its_next_term_is_entered_by_deciding_it_once_more(book: Book) -> None:
    renewed_without_a_next_term(book)
    said = RenewalDecision(SubscriptionId("s1"), day("2025-09-30"), end=day("2026-09-30"))
    decide_renewal(book, said, today=TODAY)
    assert not_placed(book, as_of=TODAY) == []
    assert len(book.all(Subscription)) == 2
    assert len(book.all(Renewal)) == 1
    n = numbers(book, day("2025-09-01"), TODAY, as_of=TODAY)
    assert [n.shown.churn, n.closing] == [0, 1000]


def test_a_loss_that_is_told_after_all_is_one_everywhere(book: Book) -> None:
    renewed_without_a_next_term(book)
    said = RenewalDecision(SubscriptionId("s1"), day("2025-09-30"), Outcome.LOST)
    decide_renewal(book, said, today=TODAY)
    n = numbers(book, day("2025-09-01"), TODAY, as_of=TODAY)
    assert [n.shown.churn, n.closing] == [1000, 0]
    assert [t.loss.lost_on for t in losses(book, as_of=TODAY)] == [day("2025-10-01")]
    assert not_placed(book, as_of=TODAY) == []


def test_before_the_file_that_brought_it_the_amount_of_a_running_line_is_not_known_at_its_end_either(
    book: Book,
) -> None:
    fill(book, subscription(), step("2025-11-24", 7_500_000))
    amounts = [
        renewals_due(book, TODAY, LATER, as_of=as_of)[0].amount for as_of in (day("2025-11-23"), TODAY)
    ]
    assert amounts == [None, 7_500_000]
    assert arr_by_account(book, day("2025-11-23"))[AccountId("a1")].arr is None


def test_a_line_that_begins_later_and_a_price_agreed_ahead_have_their_amount(book: Book) -> None:
    ahead = subscription("2025-12-01", "2026-01-31", id="s2", signed="2025-11-01", product="p2")
    risen = subscription("2025-01-01", "2026-02-10", id="s3", account="a2")
    steps = step("2025-01-01", 1_200, of="s3"), step("2026-02-01", 2_400, of="s3")
    fill(book, ahead, step("2025-12-01", 600, of="s2"), risen, *steps)
    assert [r.amount for r in renewals_due(book, TODAY, LATER, as_of=TODAY)] == [600, 2_400]


def into_another_product(book: Book, *decisions: object) -> Book:
    """P1 at 1,200 a year to the end of 2025, and P2 at 1,800 from the day after."""
    new = subscription("2026-01-01", "2026-12-31", id="s2", product="p2", signed="2025-11-10")
    old = subscription(auto_renew=False, notice_days=30)
    return fill(book, old, step("2025-01-01", 1200), new, step("2026-01-01", 1800, of="s2"), *decisions)


def test_a_renewal_into_another_product_counts_once_behind_every_door(book: Book) -> None:
    into_another_product(book, decision("2025-12-31", Outcome.RENEWED, "2025-11-10"))
    then = day("2026-03-01")
    board = renewal_board(book, day("2025-12-01"), then, as_of=then)
    assert [(r.due_on, r.outcome) for r in board.renewals] == [(day("2025-12-31"), Outcome.RENEWED)]
    assert "s1" not in {u.subscription_id for u in board.unplaced}
    assert arr_by_account(book, then)[AccountId("a1")].arr == 1800
    portrait = portrait_of(book, AccountId("a1"), as_of=then)
    assert portrait is not None
    assert [x.subscription.id for x, _ in portrait.live_lines()] == ["s2"]
    assert losses(book, as_of=then) == []
    over = numbers(book, day("2025-12-01"), then, as_of=then)
    assert over.closing == 150
    assert over.logo_churn == 0
    moved = {k.value: a for k in Movement if (a := over.waterfall.total([k]))}
    assert moved == {"lost product": 100, "add-on": 150}
    year = numbers(book, day("2025-01-01"), day("2025-12-31"), as_of=then)
    assert year.renewals.fates[Fate.RENEWED] == 1
    assert year.cmrr is not None
    assert [year.cmrr.live, year.cmrr.signed_not_live, year.cmrr.level] == [100, 50, 150]


def test_what_nobody_decided_is_no_renewal_into_another_product(book: Book) -> None:
    into_another_product(book)
    then = day("2026-03-01")
    (waiting,) = [u for u in not_placed(book, as_of=then) if u.subscription_id == "s1"]
    assert Missing.PAST_END in waiting.missing
    assert arr_by_account(book, then)[AccountId("a1")].arr == 3000


def test_a_next_line_that_begins_on_the_last_day_is_the_renewal_and_tells_its_amount(book: Book) -> None:
    """Both are live on that day; the older one ends with it."""
    follow = subscription("2025-12-31", "2026-12-30", id="s2", signed="2025-11-20")
    fill(book, subscription(), step("2025-01-01", 100_000), follow, step("2025-12-31", 60_000, of="s2"))
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert [due.outcome, due.new_arr] == [Outcome.RENEWED, 60_000]
    found = numbers(book, day("2025-12-01"), day("2025-12-31"), as_of=LATER)
    assert [found.renewals.renewed_amount, found.closing] == [60_000, Fraction(160_000, 12)]
    after = numbers(book, day("2026-01-01"), day("2026-01-31"), as_of=LATER)
    assert [after.closing, after.waterfall.total([Movement.CHURN])] == [5_000, 0]


def test_of_one_line_that_follows_two_each_has_its_share_by_what_was_due(book: Book) -> None:
    """1,000.00 and 3,000.00 go on as 5,000.00: 1,250.00 and 3,750.00, of which 4,000.00 is what was due."""
    fill(
        book,
        *(subscription(), step("2025-01-01", 100_000)),
        *(subscription(id="s2"), step("2025-01-01", 300_000, of="s2")),
        *(
            subscription("2026-01-01", "2026-12-31", id="s3", signed="2025-11-20"),
            step("2026-01-01", 500_000, of="s3"),
        ),
    )
    found = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert [due.new_arr for due in found] == [125_000, 375_000]
    rate = numbers(book, day("2025-12-01"), day("2025-12-31"), as_of=LATER).renewals
    assert rate.renewed_amount == 400_000


def test_of_one_line_that_follows_two_of_different_currencies_each_has_half(book: Book) -> None:
    """200,000 yen are no hundred times what 20.00 dollars are: amounts of two currencies give no share."""
    fill(
        book,
        *(subscription(), step("2025-01-01", 2_000)),
        *(replace(subscription(id="s2"), currency="JPY"), step("2025-01-01", 200_000, of="s2")),
        *(
            subscription("2026-01-01", "2026-12-31", id="s3", signed="2025-11-20"),
            step("2026-01-01", 5_000, of="s3"),
        ),
    )
    found = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert [list(due.paid_after) for due in found] == [[(Fraction(2_500), "USD")]] * 2


def test_what_was_renewed_for_nothing_is_known_to_bring_nothing(book: Book) -> None:
    followed(book, 60_000, row=decision("2025-12-31", Outcome.CONTRACTED, "2025-11-20", new_arr=0))
    (due,) = renewals_due(book, TODAY, LATER, as_of=TODAY)
    assert due.new_arr == 0
    rate = numbers(book, day("2025-12-01"), day("2025-12-31"), as_of=LATER).renewals
    assert rate.renewed_amount == 0


def test_on_its_last_day_what_renews_itself_is_open_still(book: Book) -> None:
    fill(book, subscription(notice_days=30, auto_renew=True), step("2025-01-01", 100))
    end = day("2025-12-31")
    outcomes = [renewals_due(book, end, end, as_of=d)[0].outcome for d in (end, day("2026-01-01"))]
    assert outcomes == [Outcome.OPEN, Outcome.AUTO]


@pytest.mark.parametrize(("as_of", "seen"), [("2025-11-28", 1), ("2025-11-30", 1), ("2025-12-01", 0)])
def test_notice_that_is_due_on_a_sunday_can_be_given_until_then(book: Book, as_of: str, seen: int) -> None:
    """90 days before 28 February 2026 is Sunday 30 November; the working day before it is Friday the 28th."""
    fill(book, subscription(end="2026-02-28", notice_days=90, auto_renew=True), step("2025-01-01", 100))
    board = renewal_board(book, day("2025-11-28"), day("2025-12-31"), as_of=day(as_of))
    assert len(board.due_later) == seen
