"""Own measures are read from any table by parameterised statements, and stand on the receipt as the shipped ones."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from csdesk.domain.accounts import Status
from csdesk.domain.custom import CustomKind
from csdesk.domain.health.draft import with_measure
from csdesk.domain.health.own import Against, Source
from csdesk.domain.health.receipt import LineState
from csdesk.domain.health.scorecard import TEN_SIGNALS
from csdesk.domain.health.terms import ReadingKind
from csdesk.domain.ids import AccountId
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Direction
from csdesk.services.health.health import receipts, scores
from csdesk.services.health.own_measures import tried
from csdesk.services.health.sources import sources
from csdesk.services.health.whatif import Scratch
from csdesk.store.book import Book
from csdesk.store.readings.own import own_column
from csdesk.store.readings.readings import keys_of, moment_of
from tests.services.health_books import (
    DAY,
    add_account,
    ago,
    contract,
    invoice,
    put,
    ticket,
    touch,
    usage,
)
from tests.services.own_books import card_with, field_of, line_of, own, reading_of, says

COUNT, SUM, SHARE, LAST = ReadingKind.COUNT, ReadingKind.SUM, ReadingKind.SHARE, ReadingKind.LAST
SINCE, OPEN, TREND = ReadingKind.DAYS_SINCE, ReadingKind.OLDEST_OPEN, ReadingKind.TREND
TICKETS = Source(table="tickets", dated="opened_at")


@pytest.fixture
def account(book: Book) -> AccountId:
    return add_account(book, "Corvid")


def severe(**facts: Any) -> Source:
    return Source(table="tickets", dated="opened_at", where="severity <= 2", **facts)


def test_a_count_takes_the_rows_of_its_window_that_meet_its_condition(book: Book, account: AccountId) -> None:
    inside, outside = ticket(account, ago(29), severity=1), ticket(account, ago(30), severity=1)
    put(book, inside, outside, ticket(account, ago(3), severity=3), ticket(account, ago(3)))
    line = line_of(book, account, own(COUNT, severe(), window=30))
    assert (line.state, line.reading, line.row_count) == (LineState.FRESH, 1, 1)
    assert line.rows == (f"tickets/{inside.id}",)
    assert line.sub_score == 1


def test_no_row_is_zero_once_the_book_holds_any_and_absent_before(book: Book, account: AccountId) -> None:
    measure = own(COUNT, severe(), window=30)
    assert line_of(book, account, measure).state is LineState.ABSENT
    put(book, ticket(add_account(book, "Other"), ago(300)))
    assert reading_of(book, account, measure) == 0
    assert line_of(book, account, measure, ago(301)).state is LineState.ABSENT


def test_a_sum_adds_what_is_said_and_is_absent_where_rows_say_nothing(book: Book, account: AccountId) -> None:
    other, silent = add_account(book, "Other"), add_account(book, "Silent")
    put(book, touch(account, ago(2), minutes=30), touch(account, ago(9), minutes=15), touch(account, ago(3)))
    put(book, touch(silent, ago(2)))
    measure = own(SUM, Source(table="touches", field="minutes", dated="on"), window=30)
    assert reading_of(book, account, measure) == 45
    assert reading_of(book, other, measure) == 0
    assert line_of(book, silent, measure).state is LineState.ABSENT


def test_money_is_read_in_whole_units_and_two_currencies_are_never_added(book: Book) -> None:
    one, two = add_account(book, "One", currency="USD"), add_account(book, "Two", currency="JPY")
    mixed = add_account(book, "Mixed")
    put(book, invoice(one, ago(5)), invoice(one, ago(40)), invoice(two, ago(5), currency="JPY"))
    put(book, invoice(mixed, ago(5), currency="USD"), invoice(mixed, ago(6), currency="EUR"))
    measure = own(SUM, Source(table="invoices", field="amount", dated="issued_on"))
    assert [reading_of(book, a, measure) for a in (one, two, mixed)] == [2, 100, None]
    large = own(COUNT, Source(table="invoices", where="amount >= 100"))
    assert [reading_of(book, a, large) for a in (one, two)] == [0, 1]


def test_a_share_counts_those_of_its_rows_that_meet_a_second_condition(
    book: Book, account: AccountId
) -> None:
    put(book, *(ticket(account, ago(n), severity=1 + n % 2, escalated=n == 4) for n in (2, 4, 6, 8)))
    measure = own(SHARE, severe(that="escalated = yes"), window=90, points=((0, 100), (1, 0)))
    line = line_of(book, account, measure)
    assert (line.reading, line.row_count, line.observed_on) == (0.25, 4, ago(2))
    assert line_of(book, add_account(book, "Other"), measure).state is LineState.ABSENT


def test_the_last_reading_of_a_usage_measure_of_ones_own(book: Book, account: AccountId) -> None:
    put(book, usage(account, "seats booked", ago(40), 7), usage(account, "seats booked", ago(12), 9))
    put(book, usage(account, "something else", ago(1), 50))
    source = Source(table="usage", usage="seats booked", field="value", dated="on")
    line = line_of(book, account, own(LAST, source, shelf=12))
    assert (line.reading, line.observed_on, line.age_days, len(line.rows)) == (9, ago(12), 12, 1)
    late = line_of(book, account, own(LAST, source, shelf=11))
    assert (late.state, late.reading, late.expired_on) == (LineState.EXPIRED, 9, DAY)
    assert reading_of(book, account, own(LAST, source), ago(13)) == 7


def test_days_since_counts_from_the_newest_day_that_has_come(book: Book, account: AccountId) -> None:
    put(book, touch(account, ago(20), Direction.INBOUND), touch(account, ago(3)), touch(account, ago(-5)))
    source = Source(table="touches", dated="on", where="direction = inbound")
    line = line_of(book, account, own(SINCE, source))
    assert (line.reading, line.observed_on, len(line.rows)) == (20, ago(20), 1)


def test_the_oldest_open_row_is_one_that_was_open_on_the_day(book: Book, account: AccountId) -> None:
    first, second = ticket(account, ago(50), ago(10)), ticket(account, ago(20))
    put(book, first, second)
    measure = own(OPEN, Source(table="tickets", dated="opened_at", field="closed_at"))
    assert reading_of(book, account, measure) == 20
    then = line_of(book, account, measure, ago(11))
    assert (then.reading, then.row_count) == (39, 2)
    assert line_of(book, account, measure, ago(10)).rows == (f"tickets/{second.id}",)


def test_a_trend_holds_a_window_against_the_one_before_or_a_year_ago(book: Book, account: AccountId) -> None:
    put(
        book,
        *(usage(account, "seats", ago(days), value) for days, value in ((1, 6), (29, 2), (30, 8), (59, 8))),
    )
    put(
        book,
        usage(account, "seats", ago(365), 2),
        usage(account, "seats", ago(394), 2),
        usage(account, "seats", ago(200), 99),
    )
    source = Source(table="usage", usage="seats", field="value", dated="on")
    line = line_of(book, account, own(TREND, source, window=30))
    assert (line.reading, line.row_count, len(line.rows)) == (0.5, 4, 4)
    year = Source(table="usage", usage="seats", field="value", dated="on", against=Against.YEAR)
    assert reading_of(book, account, own(TREND, year, window=30)) == 2


def test_a_trend_without_a_field_counts_rows(book: Book, account: AccountId) -> None:
    put(book, *(touch(account, ago(days)) for days in (2, 33, 34)))
    assert reading_of(book, account, own(TREND, Source(table="touches", dated="on"), window=30)) == 0.5
    assert reading_of(book, account, own(TREND, Source(table="touches", dated="on"), window=1)) is None


def test_a_field_of_ones_own_is_read_filtered_and_counted_like_any_other(
    book: Book, account: AccountId
) -> None:
    seats, tier = field_of(book, "Seats booked"), field_of(book, "Tier", CustomKind.TEXT)
    booked = field_of(book, "Workshop on", CustomKind.DAY)
    put(
        book,
        says(seats, account, "12.5"),
        says(tier, account, "Gold"),
        says(booked, account, ago(8).isoformat()),
    )
    assert reading_of(book, account, own(LAST, Source(table="accounts", field="seats_booked"))) == 12.5
    assert reading_of(book, account, own(SINCE, Source(table="accounts", field="workshop_on"))) == 8
    gold = Source(table="accounts", field="seats_booked", where="tier = gold and seats_booked > 12")
    assert reading_of(book, account, own(LAST, gold)) == 12.5
    silver = Source(table="accounts", field="seats_booked", where="not tier = gold")
    assert reading_of(book, account, own(LAST, silver)) is None


def test_a_field_of_ones_own_on_a_row_of_another_noun(book: Book, account: AccountId) -> None:
    hours = field_of(book, "Hours", noun="ticket")
    one, two = ticket(account, ago(3)), ticket(account, ago(5))
    put(book, one, two, says(hours, account, "3", one.id), says(hours, account, "1.5", two.id))
    assert (
        reading_of(book, account, own(SUM, Source(table="tickets", field="hours", dated="opened_at"))) == 4.5
    )


def test_a_number_that_a_field_of_ones_own_cannot_hold_is_not_known(book: Book, account: AccountId) -> None:
    seats = field_of(book, "Seats booked")
    put(book, says(seats, account, "a dozen"))
    assert reading_of(book, account, own(LAST, Source(table="accounts", field="seats_booked"))) is None


def test_a_row_that_hangs_on_another_one_finds_its_account(book: Book, account: AccountId) -> None:
    put(book, *contract(account, ago(400), (ago(400), 10_000_00), (ago(35), 25_000_00), currency="USD"))
    last = own(LAST, Source(table="steps", field="amount", dated="from"))
    assert reading_of(book, account, last) == 25_000
    assert reading_of(book, account, last, ago(36)) == 10_000


def test_what_happened_later_has_not_happened_yet(book: Book, account: AccountId) -> None:
    put(
        book, Task(id="t", account=account, title="Call", created_on=ago(30), due_on=ago(20), done_on=ago(10))
    )
    undone = own(COUNT, Source(table="tasks", where="done_on is null"))
    assert reading_of(book, account, undone) == 0
    assert reading_of(book, account, undone, ago(11)) == 1
    assert line_of(book, account, undone, ago(31)).state is LineState.ABSENT


def test_who_is_lost_later_is_a_customer_still(book: Book) -> None:
    lost = add_account(book, "Lost", status=Status.LOST, lost_on=ago(5), employees=7)
    customers = own(LAST, Source(table="accounts", field="employees", where="status = customer"))
    assert reading_of(book, lost, customers, ago(6)) == 7


def test_days_of_a_condition_are_said_from_the_day_that_is_looked_at(book: Book, account: AccountId) -> None:
    put(book, invoice(account, ago(10)), invoice(account, ago(-40)))
    overdue = own(COUNT, Source(table="invoices", where="due_on < today and paid_on is null"))
    assert reading_of(book, account, overdue) == 1
    assert reading_of(book, account, overdue, ago(10)) == 0


def test_a_measure_of_a_field_that_the_book_does_not_have_is_absent(book: Book, account: AccountId) -> None:
    for source in (
        Source(table="accounts", field="nowhere"),
        Source(table="nothing", field="value"),
        Source(table="usage", usage="x", field="value", dated="on", where="nowhere = 1"),
        Source(table="usage", usage="x", field="value", dated="on", where="value = ("),
    ):
        line = line_of(book, account, own(LAST, source))
        assert (line.state, line.rows) == (LineState.ABSENT, ())


def test_the_whole_book_reads_what_each_account_reads(book: Book, account: AccountId) -> None:
    other = add_account(book, "Other")
    put(
        book,
        ticket(account, ago(3), severity=1),
        ticket(other, ago(4), severity=2),
        ticket(other, ago(5), severity=2),
    )
    card = card_with(own(COUNT, severe(), window=30))
    alone = dict(scores(book, as_of=DAY, card=card))
    for receipt in receipts(book, as_of=DAY, card=card):
        line = next(x for x in receipt.lines if x.measure.source)
        assert line.reading == reading_of(book, receipt.score.account, line.measure)
        assert receipt.score == alone[receipt.score.account]


def test_some_accounts_are_read_as_they_are_in_the_whole_book(book: Book, account: AccountId) -> None:
    other = add_account(book, "Other")
    put(
        book,
        ticket(account, ago(3), severity=1),
        ticket(other, ago(4), severity=2),
        touch(other, ago(1), minutes=5),
    )
    moment = moment_of(book, DAY)
    for measure in (
        own(COUNT, severe(), window=30),
        own(SUM, Source(table="touches", field="minutes", dated="on")),
    ):
        every = own_column(book, moment, measure)
        some = own_column(book, moment, measure, keys_of(book, [other]))
        assert dict(some.values) == {pk: r for pk, r in every.values.items() if pk in keys_of(book, [other])}
        assert some.otherwise == every.otherwise


def test_a_case_of_the_last_minute_of_the_day_counts(book: Book, account: AccountId) -> None:
    from csdesk.domain.tickets import Ticket

    late = datetime(DAY.year, DAY.month, DAY.day, 23, 59, tzinfo=UTC)
    put(book, Ticket(id="late", account=account, opened_at=late))
    assert reading_of(book, account, own(COUNT, TICKETS)) == 1
    assert line_of(book, account, own(COUNT, TICKETS), date(2025, 11, 23)).state is LineState.ABSENT


def test_the_rows_of_a_line_say_what_the_measure_asked_of_them(book: Book, account: AccountId) -> None:
    hours = field_of(book, "Hours", noun="ticket")
    one = ticket(account, ago(3), severity=2, subject="Slow")
    put(book, one, says(hours, account, "3", one.id))
    measure = own(SUM, Source(table="tickets", field="hours", dated="opened_at", where="severity <= 2"))
    line = line_of(book, account, measure)
    (said,) = sources(book, line.rows, line.measure)
    assert (said.title, said.says) == ("Slow", "severity 2, hours 3")


def test_a_step_of_a_draft_that_reads_otherwise_leaves_the_readings_of_the_step_before(book: Book) -> None:
    account = add_account(book, "Corvid")
    put(
        book,
        touch(account, ago(3)),
        usage(account, "seats", ago(3), 20),
        usage(account, "seats", ago(50), 60),
    )
    source = Source(table="usage", usage="seats", field="value", dated="on")
    last = own(LAST, source, weight=1000)
    total = replace(last, kind=SUM)
    scratch = Scratch(book, as_of=DAY)
    drafts = [with_measure(TEN_SIGNALS, m) for m in (last, total)]
    for measure in (last, total):
        scratch.take(measure, tried(book, measure, as_of=DAY).column)
    for draft in (*drafts, *reversed(drafts)):
        assert scratch.scores(draft) == dict(scores(book, as_of=DAY, card=draft))
    assert scratch.spread(last).readings == (20,)
    assert scratch.spread(total).readings == (80,)
    again = Scratch(book, as_of=DAY, card=drafts[0], also=[total])
    assert [again.scores(d) for d in drafts] == [scratch.scores(d) for d in drafts]
