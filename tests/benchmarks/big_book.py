"""A big book for measuring: about 100 facts for each account, as customers have them, written in bulk."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from csdesk.store.book import Book

DAY = date(2025, 11, 24)
_MODELS = ("high", "low", "tech", None)
_ROLES = ('["sponsor"]', '["champion","user"]', '["executive"]', "[]")
_MEASURES = (("active users", 18), ("key feature", 18), ("breadth", 2), ("licences", 2))
_DIRECTIONS = ("two-way", "outbound", "inbound")
_SIGNALS = ("value confirmed", "reference given", "competitor seen")

Row = tuple[object, ...]


def fill(book: Book, accounts: int) -> int:
    """Write the facts of so many accounts; how many facts there are."""
    rng, connection, facts = Random(7), book._connection, 0
    connection.execute("BEGIN")
    connection.execute("INSERT INTO products (pk, uid, product) VALUES (1, 'p', 'Platform')")
    for into, make in _TABLES.items():
        rows = [row for account in range(1, accounts + 1) for row in make(account, rng)]
        marks = ", ".join("?" * (into.count(",") + 1))
        connection.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)
        facts += len(rows)
    connection.execute("COMMIT")
    return facts - accounts


def _ago(days: int) -> str:
    return (DAY - timedelta(days=days)).isoformat()


def _at(days: int) -> str:
    return f"{_ago(days)}T09:00:00+00:00"


def _accounts(a: int, _: Random) -> Iterator[Row]:
    yield a, f"a{a}", f"Account {a}", f"account {a}", _MODELS[a % 4], "customer", _ago(400 + a % 700)


def _contacts(a: int, _: Random) -> Iterator[Row]:
    for n, roles in enumerate(_ROLES):
        yield a, f"c{a}-{n}", f"Person {n}", roles, "active"


def _subscriptions(a: int, _: Random) -> Iterator[Row]:
    yield a, a, f"s{a}", 1, "year", 1, "USD", _ago(400 + a % 700), _ago(-(a % 300)), 1


def _steps(a: int, _: Random) -> Iterator[Row]:
    for n in range(2):
        yield a, f"st{a}-{n}", _ago(400 + a % 700 - n * 200), "100", 1_000_000 + n * (a % 5) * 200_000, 0


def _usage(a: int, rng: Random) -> Iterator[Row]:
    for measure, count in _MEASURES:
        for n in range(count):
            yield a, f"u{a}-{measure}-{n}", measure, _ago(n * 14 + a % 13), rng.randint(1, 100)


def _touches(a: int, _: Random) -> Iterator[Row]:
    for n in range(25):
        people = f'["c{a}-{n % 4}"]'
        yield a, f"t{a}-{n}", _ago(n * 20 + a % 60), "call", _DIRECTIONS[n % 3], people, "talked"


def _tickets(a: int, _: Random) -> Iterator[Row]:
    for n in range(14):
        opened = n * 25 + a % 40 + 2
        closed = None if n == 0 and a % 3 == 0 else _at(opened - 2)
        yield a, f"k{a}-{n}", n % 4 + 1, _at(opened), closed, int(n == 3)


def _invoices(a: int, _: Random) -> Iterator[Row]:
    for n in range(8):
        paid = None if n == 0 and a % 5 == 0 else _ago(n * 90 + 12 - a % 7)
        yield a, f"i{a}-{n}", _ago(n * 90 + 40), _ago(n * 90 + 10), 250_000, "USD", paid


def _surveys(a: int, rng: Random) -> Iterator[Row]:
    for n in range(4):
        yield a, f"v{a}-{n}", "NPS", _ago(n * 120 + 30), _ago(n * 120 + 25), rng.randint(0, 10)


def _signals(a: int, _: Random) -> Iterator[Row]:
    for n, kind in enumerate(_SIGNALS):
        yield a, f"g{a}-{n}", _ago(n * 100 + a % 90), kind, "neutral"


def _milestones(a: int, _: Random) -> Iterator[Row]:
    for n in range(2):
        yield a, f"m{a}-{n}", f"Step {n}", int(n == 1), _ago(n * 50 + 5), _ago(n * 50 + a % 9)


def _objectives(a: int, _: Random) -> Iterator[Row]:
    yield a, a, f"o{a}", "Days to certify", 45.0, 30.0, _ago(200), _ago(-100)


def _readings(a: int, rng: Random) -> Iterator[Row]:
    for n in range(3):
        yield a, f"r{a}-{n}", _ago(n * 30 + 3), float(rng.randint(28, 45))


def _risks(a: int, _: Random) -> Iterator[Row]:
    if a % 10 == 0:
        yield a, f"x{a}", "ticket surge", "medium", _ago(6)


_TABLES = {
    "accounts (pk, uid, account, name_key, touch_model, status, signed_on)": _accounts,
    "contacts (account, uid, name, roles, status)": _contacts,
    'subscriptions (pk, account, uid, product, period, recurring, currency, start, "end", term_confirmed)':
        _subscriptions,
    'steps (subscription, uid, "from", quantity, amount, assumed)': _steps,
    'usage (account, uid, measure, "on", value)': _usage,
    'touches (account, uid, "on", kind, direction, contacts, summary)': _touches,
    "tickets (account, uid, severity, opened_at, closed_at, escalated)": _tickets,
    "invoices (account, uid, issued_on, due_on, amount, currency, paid_on)": _invoices,
    "surveys (account, uid, kind, sent_on, answered_on, score)": _surveys,
    'signals (account, uid, "on", kind, effect)': _signals,
    "milestones (account, uid, milestone, first_value, target_on, achieved_on)": _milestones,
    "objectives (pk, account, uid, objective, baseline, target, agreed_on, due_on)": _objectives,
    'readings (objective, uid, "on", value)': _readings,
    "risks (account, uid, cause, severity, opened_on)": _risks,
}  # fmt: skip
