"""A book of contracts for measuring: of every kind that is live in its own way, with six prices an account."""

from collections.abc import Iterator
from datetime import date, timedelta

from csdesk.domain.periods import add_months
from csdesk.store.book import Book

DIMENSIONS = ("segment", "industry", "region", "channel", "csm")
FIRST, LAST, TODAY = date(2025, 10, 1), date(2025, 10, 31), date(2025, 11, 24)
STEPS = 6
_ACCOUNTS = f"accounts (pk, uid, account, name_key, status, {', '.join(DIMENSIONS)})"
_SUBSCRIPTIONS = """subscriptions (pk, account, uid, product, period, start, "end", auto_renew, cancelled_on, recurring,
    currency, term_confirmed)"""
_DAY = timedelta(days=1)

Row = tuple[object, ...]
_Line = tuple[int, str, str, str | None, int | None, str | None, int]
"""Product, period, start, end, auto-renew, cancelled, how many steps."""


def fill(book: Book, accounts: int) -> None:
    """Of twenty accounts ten pay by the month, and some of them come or go in October 2025; the others are each of a
    kind of their own. An account has six steps in all, in the prices of one line or of two."""
    connection = book._connection
    connection.execute("BEGIN")
    connection.execute(
        "INSERT INTO products (pk, uid, product) VALUES (1, 'p1', 'Platform'), (2, 'p2', 'Insight')"
    )
    sold = [(a, line) for a in range(1, accounts + 1) for line in _lines(a)]
    for into, rows in (
        (_ACCOUNTS, _accounts(accounts)),
        (_SUBSCRIPTIONS, _subscriptions(sold)),
        ('steps (subscription, uid, "from", quantity, amount, assumed)', _steps(sold)),
        ("renewals (account, subscription, uid, due_on, category, outcome, decided_on)", _decisions(sold)),
    ):
        connection.executemany(f"INSERT INTO {into} VALUES ({', '.join('?' * (into.count(',') + 1))})", rows)
    connection.execute("COMMIT")


def _accounts(accounts: int) -> Iterator[Row]:
    for a in range(1, accounts + 1):
        values = [f"{word} {a % (n + 2)}" for n, word in enumerate(DIMENSIONS)]
        yield a, f"a{a}", f"Account {a}", f"account {a}", "customer", *values


def _lines(a: int) -> list[_Line]:
    """The lines of an account: what kind it is of follows from its number."""
    first = date(2023, a % 12 + 1, 1)
    start, year, two_years = str(first), str(_end(first, 12)), _end(first, 24)
    later = f"2025-{a % 10 + 1:02}-{a % 28 + 1:02}"
    kinds: dict[int, list[_Line]] = {
        10: [(1, "year", start, year, 1, None, 6)],
        11: [(1, "year", start, year, 1, later, 6)],
        12: [(1, "year", start, year, None, None, 6)],
        13: [(1, "quarter", start, str(two_years), 0, None, 6)],
        14: [
            (1, "term", start, str(two_years), 0, None, 3),
            (1, "year", str(two_years + _DAY), None, 1, None, 3),
        ],
        15: [(1, "month", start, None, None, None, 3), (2, "month", start, None, None, later, 3)],
        16: [(1, "month", start, None, None, None, 3), (2, "month", later, None, None, None, 3)],
        17: [(1, "month", start, None, None, "2024-02-01", 3), (1, "month", later, None, None, None, 3)],
        18: [(1, "year", start, year, 0, later, 6)],
        19: [(1, "month", start, None, None, None, 6)],
    }
    return kinds.get(a % 20) or [_by_the_month(a, start)]


def _by_the_month(a: int, start: str) -> _Line:
    begins = f"2025-10-{a % 28 + 1:02}" if a % 40 == 0 else start
    return 1, "month", begins, None, None, f"2025-10-{a % 28 + 2:02}" if a % 50 == 1 else None, STEPS


def _end(first: date, months: int) -> date:
    return add_months(first, months) - _DAY


def _subscriptions(sold: list[tuple[int, _Line]]) -> Iterator[Row]:
    for pk, (a, (product, period, start, end, auto_renew, cancelled, _)) in enumerate(sold, 1):
        yield pk, a, f"s{pk}", product, period, start, end, auto_renew, cancelled, 1, "USD", 1


def _steps(sold: list[tuple[int, _Line]]) -> Iterator[Row]:
    for pk, (a, line) in enumerate(sold, 1):
        begins = date.fromisoformat(line[2])
        for n in range(line[-1]):
            on = add_months(begins, 5 * n + (a + n) % 4).replace(day=1 + (7 * a + n) % 28) if n else begins
            quantity = None if a % 20 == 19 else str(10 + (a + 3 * n) % 7)
            yield pk, f"st{pk}-{n}", on.isoformat(), quantity, 5000 + 700 * ((a + n) * 7 % 9), 0


def _decisions(sold: list[tuple[int, _Line]]) -> Iterator[Row]:
    """Quarterly lines are lost at the end of their term."""
    for pk, (a, (_, period, _, end, *_)) in enumerate(sold, 1):
        if period == "quarter":
            yield a, pk, f"r{pk}", end, "lost", "lost", end
