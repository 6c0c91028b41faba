"""How long a whole book takes to score, beside the SQL aggregates it needs, in one run."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

import pytest

from csdesk.domain.health.judge import Judge
from csdesk.domain.health.scorecard import TEN_SIGNALS
from csdesk.services.health import scores, weekly_scores
from csdesk.store.book import Book
from csdesk.store.readings import RISKS, STATEMENTS, SUBJECTS, columns, moment_of, subjects
from csdesk.store.readings_statement import select

ACCOUNTS = 10_000
DAY = date(2025, 11, 24)
MODELS = ("high", "low", "tech", None)


def day_ago(days: int) -> str:
    return (DAY - timedelta(days=days)).isoformat()


def fill(book: Book, accounts: int) -> int:
    """About 100 facts for each account, as customers have them; how many there are."""
    rng, connection = Random(7), book._connection
    numbers = range(1, accounts + 1)
    rows: dict[str, list[tuple[object, ...]]] = {
        "accounts (pk, uid, account, name_key, touch_model, status, signed_on)": [
            (a, f"a{a}", f"Account {a}", f"account {a}", MODELS[a % 4], "customer", day_ago(400 + a % 700))
            for a in numbers
        ],
        "products (pk, uid, product)": [(1, "p", "Platform")],
        "contacts (account, uid, name, roles, status)": [
            (a, f"c{a}-{n}", f"Person {n}", role, "active")
            for a in numbers
            for n, role in enumerate(('["sponsor"]', '["champion","user"]', '["executive"]', "[]"))
        ],
        "subscriptions (pk, account, uid, product, period, recurring, currency, start, \"end\", term_confirmed)": [
            (a, a, f"s{a}", 1, "year", 1, "USD", day_ago(400 + a % 700), day_ago(-(a % 300)), 1) for a in numbers
        ],
        "steps (subscription, uid, \"from\", quantity, amount, assumed)": [
            (a, f"st{a}-{n}", day_ago(400 + a % 700 - n * 200), "100", 1_000_000 + n * (a % 5) * 200_000, 0)
            for a in numbers
            for n in range(2)
        ],
        "usage (account, uid, measure, \"on\", value)": [
            (a, f"u{a}-{m}-{n}", m, day_ago(n * 14 + a % 13), rng.randint(1, 100))
            for a in numbers
            for m, count in (("active users", 18), ("key feature", 18), ("breadth", 2), ("licences", 2))
            for n in range(count)
        ],
        "touches (account, uid, \"on\", kind, direction, contacts, summary)": [
            (a, f"t{a}-{n}", day_ago(n * 20 + a % 60), "call", d, f'["c{a}-{n % 4}"]', "talked")
            for a in numbers
            for n in range(25)
            for d in (("two-way", "outbound", "inbound")[n % 3],)
        ],
        "tickets (account, uid, severity, opened_at, closed_at, escalated)": [
            (a, f"k{a}-{n}", n % 4 + 1, f"{day_ago(n * 25 + a % 40)}T09:00:00+00:00", closed, int(n == 3))
            for a in numbers
            for n in range(14)
            for closed in (None if n == 0 and a % 3 == 0 else f"{day_ago(n * 25 + a % 40 - 2)}T09:00:00+00:00",)
        ],
        "invoices (account, uid, issued_on, due_on, amount, currency, paid_on)": [
            (a, f"i{a}-{n}", day_ago(n * 90 + 40), day_ago(n * 90 + 10), 250_000, "USD", paid)
            for a in numbers
            for n in range(8)
            for paid in (None if n == 0 and a % 5 == 0 else day_ago(n * 90 + 12 - a % 7),)
        ],
        "surveys (account, uid, kind, sent_on, answered_on, score)": [
            (a, f"v{a}-{n}", "NPS", day_ago(n * 120 + 30), day_ago(n * 120 + 25), rng.randint(0, 10))
            for a in numbers
            for n in range(4)
        ],
        "signals (account, uid, \"on\", kind, effect)": [
            (a, f"g{a}-{n}", day_ago(n * 100 + a % 90), kind, "neutral")
            for a in numbers
            for n, kind in enumerate(("value confirmed", "reference given", "competitor seen"))
        ],
        "milestones (account, uid, milestone, first_value, target_on, achieved_on)": [
            (a, f"m{a}-{n}", f"Step {n}", int(n == 1), day_ago(n * 50 + 5), day_ago(n * 50 + a % 9))
            for a in numbers
            for n in range(2)
        ],
        "objectives (pk, account, uid, objective, baseline, target, agreed_on, due_on)": [
            (a, a, f"o{a}", "Days to certify", 45.0, 30.0, day_ago(200), day_ago(-100)) for a in numbers
        ],
        "readings (objective, uid, \"on\", value)": [
            (a, f"r{a}-{n}", day_ago(n * 30 + 3), float(rng.randint(28, 45))) for a in numbers for n in range(3)
        ],
        "risks (account, uid, cause, severity, opened_on)": [
            (a, f"x{a}", "ticket surge", "medium", day_ago(6)) for a in numbers if a % 10 == 0
        ],
    }  # fmt: skip
    connection.execute("BEGIN")
    for into, values in rows.items():
        marks = ", ".join("?" * (into.count(",") + 1))
        connection.executemany(f"INSERT INTO {into} VALUES ({marks})", values)
    connection.execute("COMMIT")
    return sum(len(v) for v in rows.values()) - accounts


@pytest.fixture(scope="module")
def big() -> Iterator[Book]:
    with Book.in_memory() as book:
        print(f"\n{ACCOUNTS} accounts, {fill(book, ACCOUNTS)} facts")
        yield book


def best(work: Callable[[], object], times: int = 3) -> float:
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        took.append(time.perf_counter() - begin)
    return min(took)


def aggregates(book: Book) -> None:
    """The statements alone, fetched."""
    moment = moment_of(book, DAY)
    for statement in STATEMENTS:
        statement.is_kept(book, moment)
        statement.rows(book, moment)
    select(book, SUBJECTS, moment.day)
    select(book, RISKS, moment.day)


def test_a_whole_book_is_scored_in_little_more_than_its_aggregates(big: Book) -> None:
    alone, whole = best(lambda: aggregates(big)), best(lambda: scores(big, as_of=DAY))
    moment = moment_of(big, DAY)
    for statement in STATEMENTS:
        rows = best(lambda s=statement: s.rows(big, moment), 1)  # type: ignore[misc]
        folded = best(lambda s=statement: s.columns(big, moment), 1)  # type: ignore[misc]
        print(f"  {statement.key:<20} SQL {rows * 1000:7.1f} ms, folded {folded * 1000:7.1f} ms")
    print(f"  subjects {best(lambda: select(big, SUBJECTS, moment.day), 1) * 1000:.1f} ms")
    read, who = columns(big, moment), subjects(big, DAY)
    judge = Judge(TEN_SIGNALS, read, DAY)
    judged = best(lambda: [judge.score(s) for s in who])
    print(f"  judgement alone {judged:.3f} s")
    print(f"  aggregates {alone:.3f} s, scored {whole:.3f} s, ratio {whole / alone:.2f}")
    assert len(scores(big, as_of=DAY)) == ACCOUNTS


def test_twelve_weeks_of_a_book_cost_twelve_scorings() -> None:
    for accounts in (50, 1_600):
        with Book.in_memory() as book:
            fill(book, accounts)
            once = best(lambda b=book: scores(b, as_of=DAY))  # type: ignore[misc]
            weeks = best(lambda b=book: weekly_scores(b, as_of=DAY), 1)  # type: ignore[misc]
            print(f"\n{accounts} accounts: one day {once:.3f} s, twelve weeks {weeks:.3f} s")
            assert len(weekly_scores(book, as_of=DAY)) == accounts
