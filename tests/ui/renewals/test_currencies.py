"""Piles in several currencies: told in one as long as every rate is known, and else in each of theirs."""

from datetime import date
from decimal import Decimal

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.products import Product
from csdesk.domain.rates import Rate
from csdesk.domain.revenue.accounts import AccountMoney, Told
from csdesk.domain.revenue.converting import rates_into
from csdesk.services.accounts.accounts import AccountRow
from csdesk.services.renewals.outlook import outlook
from csdesk.store.accounts import account_lines
from csdesk.store.book import Book
from csdesk.ui.accounts.columns import arr_tip
from csdesk.ui.renewals.piles import piles_by_category
from csdesk.ui.renewals.strip import figures_of
from tests.domain.revenue.contracts import day, step, subscription

TODAY = date(2025, 11, 24)
RATE = Rate(id="r", from_currency="EUR", to_currency="USD", on=day("2025-01-01"), rate=Decimal("1.10"))


def fill(book: Book, *more: object) -> Book:
    """1,000 USD and 500 EUR a year, due in December."""
    rows = [
        Account(id=AccountId("a1"), account="Halden Freight"),
        Product(id=ProductId("p1"), product="Team"),
        Product(id=ProductId("p2"), product="Archive"),
        Preference(id=CURRENCY, value="USD"),
        subscription(auto_renew=True, notice_days=30),
        step("2025-01-01", 100_000),
        subscription(id="s2", product="p2", currency="EUR", auto_renew=True, notice_days=30),
        step("2025-01-01", 50_000, of="s2"),
        *more,
    ]
    with book.change(Verb.DEMO, today=TODAY):
        book.put_all(rows)
    return book


def shown(book: Book) -> list[str]:
    found = outlook(book, TODAY, day("2026-02-22"), as_of=TODAY)
    return [pile.total for pile in piles_by_category(found, TODAY) if pile.cards]


def test_a_pile_is_told_in_the_currency_of_the_book_at_the_rate_of_the_day(book: Book) -> None:
    assert shown(fill(book, RATE)) == ["$1,550"]


def test_without_a_rate_a_pile_is_told_in_each_currency_and_no_part_stands_for_the_whole(book: Book) -> None:
    assert shown(fill(book)) == ["€500 + $1,000"]


def test_the_strip_shows_every_currency_and_which_rate_is_missing(book: Book) -> None:
    figures = figures_of(outlook(fill(book), TODAY, day("2026-02-22"), as_of=TODAY))
    assert [f.amount for f in figures] == ["€500 + $1,000", "$0", "$0", "$0", "$0", "$0"]
    assert "There is no rate EUR/USD: each amount stands in its own currency." in figures[0].tip
    assert figures[-1].said == "each in its currency"
    assert "Best €500 + $1,000: all that is not lost." in figures[-1].tip


def test_the_rate_of_the_day_is_taken_and_no_later_one() -> None:
    later = Rate(id="s", from_currency="EUR", to_currency="USD", on=day("2026-01-01"), rate=Decimal(9))
    told = Told(rates_into("USD", [RATE, later]), TODAY)
    assert told.together([(100, "EUR"), (None, "EUR"), (5, "USD")]) == [
        (110, "USD"),
        (None, "USD"),
        (5, "USD"),
    ]
    assert Told(rates_into("USD", [later]), TODAY).together([(100, "EUR")]) == [(100, "EUR")]


def test_the_list_says_how_an_arr_of_two_currencies_came_about_or_which_rate_is_missing(book: Book) -> None:
    (line,) = account_lines(fill(book), TODAY)
    told = AccountRow(line, AccountMoney(155_000, "USD", lines=2, converted=True), None)
    assert arr_tip(told) == "$129.17 a month; its lines are in several currencies, told at the day's rates"
    missing = AccountRow(line, AccountMoney(None, None, lines=2, unrated=("EUR/USD",)), None)
    assert arr_tip(missing) == "No rate EUR/USD."
