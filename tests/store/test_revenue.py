"""Revenue by account is read in a few statements, and says the same as every line on its own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.products import Product
from csdesk.domain.rates import Rate
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.accounts import (
    AccountMoney,
    Ahead,
    LiveLine,
    account_money,
    ended_text,
    unrated_text,
)
from csdesk.domain.revenue.due import next_due
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import life_of, renewed_without_next
from csdesk.domain.subscriptions import Period
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.accounts.portrait import portrait_of
from csdesk.services.spreadsheets.exports import export_book
from csdesk.store.book import Book
from csdesk.store.lines import sold_lines
from csdesk.store.revenue import arr_by_account
from tests.domain.revenue.books import DAYS, Drawn, contracts
from tests.domain.revenue.contracts import day, decision, monthly, step, subscription
from tests.figures import numbers
from tests.trials import trials

TODAY = date(2025, 11, 24)


def fill(book: Book, *values: object) -> Book:
    accounts = [Account(id=AccountId(a), account=a.upper()) for a in ("a1", "a2", "a3")]
    products = [Product(id=ProductId(p), product=p.upper()) for p in ("p1", "p2")]
    with book.change(Verb.DEMO, today=TODAY):
        book.put_all([*accounts, *products, *values])
    return book


def money(book: Book, on: date = TODAY) -> AccountMoney:
    return arr_by_account(book, on)[AccountId("a1")]


def test_an_account_brings_the_sum_of_its_live_lines(book: Book) -> None:
    fill(
        book,
        subscription(id="s1", notice_days=30, auto_renew=True),
        step("2025-01-01", 120_000),
        monthly(id="s2", product="p2"),
        step("2025-01-01", 500, of="s2"),
    )
    found = money(book)
    assert (found.arr, found.currency, found.lines) == (126_000, "USD", 2)
    assert found.mrr == 10_500
    assert (found.renewal_on, found.notice_on) == (day("2025-12-31"), day("2025-12-01"))


def test_an_account_that_never_bought_is_not_listed_and_one_that_left_brings_nothing(book: Book) -> None:
    fill(book, monthly(cancelled="2025-03-01"), step("2025-01-01", 500))
    found = arr_by_account(book, TODAY)
    assert set(found) == {"a1"}
    assert found[AccountId("a1")].arr == 0


def test_an_amount_that_is_not_known_yet_is_not_nothing(book: Book) -> None:
    fill(book, monthly(), step("2025-11-25", 500))
    assert (money(book).arr, money(book).unknown) == (None, 1)
    assert money(book, day("2025-11-25")).arr == 6000


USD = Preference(id=CURRENCY, value="USD")


def two_currencies(book: Book, *rates: Rate) -> Book:
    """1 × 5.00 USD and 1 × 5.00 EUR a month."""
    second = monthly(id="s2", currency="EUR")
    return fill(
        book, monthly(), step("2025-01-01", 500), second, step("2025-01-01", 500, of="s2"), USD, *rates
    )


def rate(on: str, text: str, *, to: str = "USD", of: str = "EUR") -> Rate:
    return Rate(id=f"{of}{on}", from_currency=of, to_currency=to, on=day(on), rate=Decimal(text))


def test_lines_in_two_currencies_have_no_common_amount_without_a_rate(book: Book) -> None:
    found = money(two_currencies(book))
    assert (found.arr, found.currency, found.lines, found.unrated) == (None, None, 2, ("EUR/USD",))
    assert unrated_text(found) == "No rate EUR/USD"


def test_a_rate_that_is_told_later_is_none_yet(book: Book) -> None:
    found = money(two_currencies(book, rate("2025-11-25", "1.1")))
    assert (found.arr, found.unrated) == (None, ("EUR/USD",))


def test_lines_in_two_currencies_are_told_in_the_reporting_one_at_the_rate_of_the_day(book: Book) -> None:
    two_currencies(book, rate("2025-01-01", "1.1"), rate("2025-11-01", "1.2"))
    found = money(book)
    assert (found.arr, found.currency, found.converted, found.unrated) == (6000 + 7200, "USD", True, ())
    assert money(book, day("2025-10-31")).arr == 6000 + 6600


def test_one_missing_rate_of_three_currencies_leaves_no_partial_sum(book: Book) -> None:
    two_currencies(book, rate("2025-01-01", "1.1"))
    third = monthly(id="s3", currency="GBP", product="p2")
    with book.change(Verb.ADD, today=TODAY):
        book.put_all([third, step("2025-01-01", 500, of="s3")])
    found = money(book)
    assert (found.arr, found.unrated) == (None, ("GBP/USD",))


def test_every_list_says_the_same_arr_of_two_currencies(book: Book, tmp_path: Path) -> None:
    two_currencies(book, rate("2025-01-01", "1.1"))
    (row,) = [r for r in account_rows(book, as_of=TODAY) if r.line.id == "a1"]
    seen = portrait_of(book, AccountId("a1"), as_of=TODAY)
    told = numbers(book, TODAY, TODAY, as_of=TODAY)
    assert seen is not None
    assert (row.arr, row.currency) == (12_600, "USD")
    assert [seen.row.arr, told.closing] == [12_600, 1050]
    out = tmp_path / "book.csv"
    export_book(book, out, today=TODAY)
    assert "126.00" in out.read_text("utf-8-sig")


def test_a_line_past_its_end_counts_and_is_told_apart(book: Book) -> None:
    fill(book, subscription("2024-01-01", "2024-12-31"), step("2024-01-01", 1200))
    found = money(book)
    assert (found.arr, found.uncontracted, found.renewal_on) == (1200, 1, None)
    assert found.ended_on == day("2024-12-31")
    assert money(book, day("2024-12-31")).ended_on is None


def test_an_end_that_nobody_confirmed_is_told_as_assumed(book: Book) -> None:
    guessed = replace(subscription("2024-01-01", "2024-12-31"), term_confirmed=False)
    fill(book, guessed, step("2024-01-01", 1200))
    assert ended_text(money(book), str) == "ended 2024-12-31 (assumed), undecided"
    sure = subscription("2024-01-01", "2024-12-31", id="s2", product="p2")
    fill(book, sure, step("2024-01-01", 9, of="s2"))
    assert ended_text(money(book), str) == "ended 2024-12-31, undecided"


def test_what_was_renewed_waits_for_its_next_term_and_is_not_undecided(book: Book) -> None:
    renewed = decision("2025-06-30", Outcome.RENEWED, "2025-06-01")
    fill(book, subscription("2024-07-01", "2025-06-30"), step("2024-07-01", 100), renewed)
    found = money(book)
    assert (found.uncontracted, found.renewed, found.ended_on) == (1, 1, day("2025-06-30"))
    assert ended_text(found, str) == "ended 2025-06-30, renewed, next term not entered"
    fill(
        book, subscription("2024-09-01", "2025-08-31", id="s2", product="p2"), step("2024-09-01", 9, of="s2")
    )
    assert ended_text(money(book), str) == "ended 2025-06-30, undecided"


def test_of_two_lines_without_a_contract_the_one_that_ended_first_is_named(book: Book) -> None:
    fill(
        book,
        subscription("2024-01-01", "2024-12-31"),
        subscription("2024-03-01", "2025-02-28", id="s2", product="p2"),
    )
    assert (money(book).uncontracted, money(book).ended_on) == (2, day("2024-12-31"))


def test_a_line_that_renews_itself_is_due_at_the_end_of_the_current_term(book: Book) -> None:
    fill(book, subscription("2024-02-01", "2025-01-31", auto_renew=True), step("2024-02-01", 1200))
    assert money(book).renewal_on == day("2026-01-31")


def test_a_renewal_that_is_decided_is_not_due_again(book: Book) -> None:
    sub = subscription(auto_renew=True)
    fill(book, sub, step("2025-01-01", 1200), decision("2025-12-31", Outcome.RENEWED, "2025-11-01"))
    assert money(book).renewal_on is None
    assert money(book, day("2025-10-31")).renewal_on == day("2025-12-31")


def test_the_price_of_a_whole_term_is_spread_over_its_months(book: Book) -> None:
    two_years = subscription("2025-01-01", "2026-12-31", period=Period.TERM)
    fill(book, two_years, step("2025-01-01", 240_000))
    assert money(book).arr == 120_000


@pytest.mark.parametrize("auto_renew", [None, True])
def test_a_term_that_another_follows_is_not_counted_beside_it(book: Book, auto_renew: bool | None) -> None:
    old = subscription("2024-01-01", "2024-12-31", id="s1", auto_renew=auto_renew)
    fill(book, old, step("2024-01-01", 100), subscription(id="s2"), step("2025-01-01", 120, of="s2"))
    assert (money(book).arr, money(book).lines, money(book).uncontracted) == (120, 1, 0)


def test_a_term_that_renewed_itself_once_is_followed_at_its_later_end(book: Book) -> None:
    old = subscription("2023-01-01", "2023-12-31", id="s1", auto_renew=True)
    fill(book, old, step("2023-01-01", 100), subscription(id="s2"), step("2025-01-01", 120, of="s2"))
    assert (money(book, day("2024-06-01")).arr, money(book).arr) == (100, 120)


@pytest.mark.slow
@given(drawn=contracts(), on=DAYS)
@trials(30)
def test_the_quick_way_says_what_the_lines_say(drawn: Drawn, on: date) -> None:
    values = [v for sub, steps, renewals in drawn for v in (sub, *steps, *renewals)]
    with Book.in_memory() as book:
        fill(book, *values)
        by_account: dict[AccountId, list[LiveLine]] = {}
        for sold in sold_lines(book, as_of=on):
            line, sub, life = sold.line, sold.subscription, life_of(sold.line)
            if sub.recurring:
                by_account.setdefault(sub.account, [])
            if life and on in life:
                loose = life.contract_end if life.without_contract(on) else None
                by_account[sub.account].append(
                    LiveLine(
                        sub.currency,
                        line.arr_on(on),
                        due := next_due(line, on),
                        line.notice_at(due) if due else None,
                        sub.auto_renew,
                        loose,
                        loose is not None and renewed_without_next(line),
                        loose is not None and line.term is not None and line.term.assumed,
                    )
                )
        ahead = {a: signed_ahead(drawn, a, on) for a in by_account}
        expected = {a: account_money(lines, ahead[a]) for a, lines in by_account.items()}
        assert arr_by_account(book, on) == expected


def signed_ahead(drawn: Drawn, account: AccountId, on: date) -> list[Ahead]:
    """The terms of an account that are signed by a day, begin after it, and of whose end nothing is decided."""
    found = []
    for sub, _, renewals in drawn:
        last = next((r for r in reversed(renewals) if r.due_on == sub.end), None)
        decided = (
            last is not None
            and last.outcome is not Outcome.OPEN
            and (last.decided_on or last.booked_on or on) <= on
        )
        ahead = sub.start and sub.end and on < sub.start <= sub.end and sub.recurring and not sub.cancelled_on
        if sub.account == account and ahead and not decided and (sub.signed_on or on) <= on:
            assert sub.start
            assert sub.end
            found.append(Ahead(sub.start, sub.end, Line(sub).notice_at(sub.end), sub.auto_renew))
    return found


def test_a_line_that_is_followed_by_a_signed_one_is_not_due(book: Book) -> None:
    follow = subscription("2026-01-01", "2026-12-31", id="s2", signed="2025-11-20")
    fill(book, subscription(), step("2025-01-01", 100), follow, step("2026-01-01", 120, of="s2"))
    found = money(book)
    assert (found.arr, found.lines) == (100, 1)
    assert (found.renewal_on, found.next_from) == (day("2026-12-31"), day("2026-01-01"))
    before = money(book, day("2025-11-19"))
    assert (before.renewal_on, before.next_from) == (day("2025-12-31"), None)


def test_what_is_signed_and_begins_later_says_when_it_ends(book: Book) -> None:
    fill(
        book, subscription("2026-01-01", "2026-12-31", notice_days=30, auto_renew=True), step("2026-01-01", 9)
    )
    found = money(book)
    assert (found.arr, found.lines, found.next_from) == (0, 0, day("2026-01-01"))
    assert (found.renewal_on, found.notice_on) == (day("2026-12-31"), day("2026-12-01"))


def test_a_term_ahead_does_not_stand_before_one_that_is_to_be_decided(book: Book) -> None:
    more = subscription("2026-01-01", "2026-06-30", id="s2", product="p2")
    fill(book, subscription(), step("2025-01-01", 100), more, step("2026-01-01", 1, of="s2"))
    assert (money(book).renewal_on, money(book).next_from) == (day("2025-12-31"), None)


@given(drawn=contracts(), on=DAYS)
@trials(20)
def test_one_line_alone_is_added_up_like_many(drawn: Drawn, on: date) -> None:
    for sub, _, _ in drawn:
        one = LiveLine(
            sub.currency,
            5,
            sub.end,
            Line(sub).notice_at(sub.end) if sub.end else None,
            sub.auto_renew,
            sub.end if sub.end and on > sub.end else None,
        )
        twice = account_money([one, LiveLine(sub.currency, 0, None, None, None)])
        alone = account_money([one])
        assert (alone.arr, alone.renewal_on, alone.notice_on) == (
            twice.arr,
            twice.renewal_on,
            twice.notice_on,
        )
        assert (alone.auto_renew, alone.uncontracted) == (twice.auto_renew, twice.uncontracted)
