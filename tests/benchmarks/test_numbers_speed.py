"""How long a waterfall by five dimensions takes from the file, beside pandas, and a change of period of the page."""

import importlib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from csdesk.domain.periods import add_months
from csdesk.domain.revenue.movements import CONTRACTION, EXPANSION, Movement
from csdesk.services.numbers_lists import board_or_apart
from csdesk.services.numbers_series import numbers_series
from csdesk.store.book import Book
from tests.benchmarks.races import race, timed, told

DIMENSIONS = ("segment", "industry", "region", "channel", "csm")
FIRST, LAST, TODAY = date(2025, 10, 1), date(2025, 10, 31), date(2025, 11, 24)
STEPS, TARGET, PAGE, SERIES = 6, 1.0, 0.1, 2.0


def fill(book: Book, accounts: int) -> None:
    """Accounts by the month with six prices each; some came and some went in October 2025."""
    connection = book._connection
    connection.execute("BEGIN")
    connection.execute("INSERT INTO products (pk, uid, product) VALUES (1, 'p', 'Platform')")
    for into, rows in (
        ("accounts (pk, uid, account, name_key, status, segment, industry, region, channel, csm)", _accounts(accounts)),
        ("subscriptions (pk, account, uid, product, period, recurring, currency, start, cancelled_on, term_confirmed)",
         _subscriptions(accounts)),
        ('steps (subscription, uid, "from", quantity, amount, assumed)', _steps(accounts)),
    ):  # fmt: skip
        connection.executemany(f"INSERT INTO {into} VALUES ({', '.join('?' * (into.count(',') + 1))})", rows)
    connection.execute("COMMIT")


def _accounts(accounts: int) -> Iterator[tuple[object, ...]]:
    for a in range(1, accounts + 1):
        values = [f"{word} {a % (n + 2)}" for n, word in enumerate(DIMENSIONS)]
        yield a, f"a{a}", f"Account {a}", f"account {a}", "customer", *values


def _subscriptions(accounts: int) -> Iterator[tuple[object, ...]]:
    for a in range(1, accounts + 1):
        start = f"2025-10-{a % 28 + 1:02}" if a % 40 == 0 else f"2023-{a % 12 + 1:02}-01"
        cancelled = f"2025-10-{a % 28 + 2:02}" if a % 50 == 1 else None
        yield a, a, f"s{a}", 1, "month", 1, "USD", start, cancelled, 1


def _steps(accounts: int) -> Iterator[tuple[object, ...]]:
    for a in range(1, accounts + 1):
        for n in range(STEPS):
            day = f"{2023 + n // 2}-{(a + 5 * n) % 11 + 1:02}-15"
            if a % 40 == 0:
                day = f"2025-11-{n:02}" if n else f"2025-10-{a % 28 + 1:02}"
            yield a, f"st{a}-{n}", day, str(10 + (a + n) % 7), 5000 + 700 * n, 0


def ours(path: Path) -> dict[str, dict[str, tuple[int, ...]]]:
    """The waterfall for each value of each dimension, in whole minor units."""
    with Book.view(path) as book:
        told = numbers_series(book, [(FIRST, LAST)], DIMENSIONS, as_of=TODAY)
    return {
        by: {
            str(value): tuple(
                round(x)
                for x in (
                    bars.opening,
                    bars.total([Movement.NEW, Movement.WON_BACK]),
                    bars.total(EXPANSION),
                    bars.total(CONTRACTION),
                    bars.total([Movement.CHURN]),
                    bars.closing,
                )
            )
            for value, bars in parts
        }
        for by, (parts,) in told.items()
    }


def test_a_month_by_five_dimensions_beside_pandas(tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pip install csdesk[bench]")
    pandas = importlib.import_module("tests.benchmarks.pandas_numbers")
    path = tmp_path / "big.csdesk"
    with Book.create(path) as book:
        fill(book, 10_000)

    def floor() -> object:
        return pandas.pandas_waterfalls(path, FIRST, LAST, DIMENSIONS)

    assert ours(path) == floor(), "the same waterfalls"
    medians = race(lambda: timed(floor), lambda: timed(lambda: ours(path)), 3)
    what = "10,000 accounts, 60,000 steps, a month by five dimensions from the file; floor is pandas"
    print("\n" + told(what, medians, TARGET))


def test_36_months_by_five_dimensions(tmp_path: Path) -> None:
    path = tmp_path / "big.csdesk"
    with Book.create(path) as book:
        fill(book, 10_000)
    firsts = [add_months(date(2023, 1, 1), n) for n in range(37)]
    months = [(first, after - timedelta(days=1)) for first, after in pairwise(firsts)]

    def told_all() -> object:
        with Book.view(path) as book:
            return numbers_series(book, months, DIMENSIONS, as_of=TODAY)

    took = min(timed(told_all) for _ in range(3))
    verdict = "met" if took <= SERIES else "MISSED"
    print(
        f"\n36 months by five dimensions at 10,000 accounts: {took:.1f} s (target {SERIES:.0f} s: {verdict})"
    )


def test_another_period_of_the_page(tmp_path: Path) -> None:
    with Book.create(tmp_path / "book.csdesk") as book:
        fill(book, 1_600)
    with Book.view(tmp_path / "book.csdesk") as book:
        took = min(timed(lambda: board_or_apart(book, FIRST, LAST, as_of=TODAY)) for _ in range(5))
    verdict = "met" if took <= PAGE else "MISSED"
    print(
        f"\nanother period at 1,600 accounts: {took * 1000:.0f} ms (target {PAGE * 1000:.0f} ms: {verdict})"
    )
