"""A book in which 1,000,000 facts have a text: some words stand in every third fact, some in one of them only."""

from collections.abc import Iterator
from random import Random

from csdesk.store.book import Book
from csdesk.store.search_index import build
from tests.benchmarks.big_book import DAY, Row, _ago, _at

__all__ = ["DAY", "RARE", "fill"]
ACCOUNTS = 10_000
_TOUCHES, _TICKETS, _SURVEYS, _SIGNALS = 60, 30, 6, 4
_COMMON = (
    "call with the customer about renewal and pricing of our meeting next week agreed to send review asked for "
    "budget team usage training sponsor moved planned onboarding ticket support login error report dashboard export "
    "slow question answered"
).split()
_PARTS = "ka lo mi ter ven so ra pli con est ur dor an el fo gri hu ist jo qua".split()
RARE = "heliotrope", "escrow"
"""Two words that stand beside each other in one touch of every thousand accounts, and nowhere else."""


def fill(book: Book) -> int:
    """Write accounts, their people and their facts, and the search index; how many facts there are."""
    rng, connection = Random(3), book._connection
    words = sorted({"".join(rng.choices(_PARTS, k=rng.randint(2, 4))) for _ in range(20_000)})
    rng.shuffle(words)
    connection.execute("BEGIN")
    for into, make in _TABLES.items():
        marks = ", ".join("?" * (into.count(",") + 1))
        rows = (row for account in range(1, ACCOUNTS + 1) for row in make(account, rng, words))
        connection.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)
    build(connection)
    connection.execute("COMMIT")
    return ACCOUNTS * (_TOUCHES + _TICKETS + _SURVEYS + _SIGNALS)


def _text(rng: Random, words: list[str]) -> str:
    def word() -> str:
        return rng.choice(_COMMON) if rng.random() < 0.7 else words[int(len(words) * rng.random() ** 3)]

    return " ".join(word() for _ in range(rng.randint(6, 14)))


def _accounts(a: int, _: Random, __: list[str]) -> Iterator[Row]:
    yield a, f"a{a}", f"Account {a}", f"account {a}", f"account {a}", "customer"


def _contacts(a: int, _: Random, words: list[str]) -> Iterator[Row]:
    for n in range(4):
        name = f"Person {words[(a * 4 + n) % len(words)]}"
        yield a, f"c{a}-{n}", name, name.lower(), name.lower(), "[]", "active"


def _touches(a: int, rng: Random, words: list[str]) -> Iterator[Row]:
    for n in range(_TOUCHES):
        rare = f" {' '.join(RARE)}" if a % 1000 == 0 and n == 7 else ""
        yield a, f"t{a}-{n}", _ago(n * 20 + a % 20), "call", "two-way", "[]", _text(rng, words) + rare


def _tickets(a: int, rng: Random, words: list[str]) -> Iterator[Row]:
    for n in range(_TICKETS):
        yield a, f"k{a}-{n}", 2, _at(n * 40 + a % 40), 0, _text(rng, words)


def _surveys(a: int, rng: Random, words: list[str]) -> Iterator[Row]:
    for n in range(_SURVEYS):
        yield a, f"v{a}-{n}", "NPS", _ago(n * 120 + 25), 7, _text(rng, words)


def _signals(a: int, rng: Random, words: list[str]) -> Iterator[Row]:
    for n in range(_SIGNALS):
        yield a, f"g{a}-{n}", _ago(n * 100 + a % 90), "other", "neutral", _text(rng, words)


_TABLES = {
    "accounts (pk, uid, account, name_key, search_key, status)": _accounts,
    "contacts (account, uid, name, name_key, search_key, roles, status)": _contacts,
    'touches (account, uid, "on", kind, direction, contacts, summary)': _touches,
    "tickets (account, uid, severity, opened_at, escalated, subject)": _tickets,
    "surveys (account, uid, kind, answered_on, score, comment)": _surveys,
    'signals (account, uid, "on", kind, effect, note)': _signals,
}
