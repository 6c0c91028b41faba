"""Who was saved and is watched, and what became of those like one: each figure worked out by hand, behind the door."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.domain.products import Product
from csdesk.domain.renewals import Category, Outcome
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, decision, monthly, step, subscription


def made(path: Path, clock: str, names: Sequence[str], rows: Sequence[object]) -> Path:
    with Book.create(path) as book, book.change(Verb.DEMO, today=day(clock)):
        accounts = [Account(id=AccountId(n), account=n, industry="Retail") for n in names]
        core = Product(id=ProductId("p1"), product="Core")
        book.put_all([Preference(id=CLOCK, value=clock), *accounts, core, *rows])
    return path


def asked(path: Path, *words: str) -> Any:
    result = CliRunner().invoke(program, [*words, "--book", str(path), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def term(account: str, start: str, end: str, amount: int) -> list[object]:
    line = f"{account}-{start}"
    return [subscription(start, end, id=line, account=account), step(start, amount, of=line)]


def decided(account: str, start: str, end: str, outcome: Outcome, on: str, **facts: Any) -> object:
    made = decision(end, outcome, on, **facts)
    return replace(
        made, id=f"r-{account}", account=AccountId(account), subscription=SubscriptionId(f"{account}-{start}")
    )


def saved(account: str, end: str, on: str) -> list[object]:
    """A year at 1,200.00 up to a day, at risk, and renewed on another."""
    start = str(day(end).replace(year=2024).isoformat())
    rows = term(account, start, end, 120_000)
    return [*rows, decided(account, start, end, Outcome.RENEWED, on, category=Category.AT_RISK)]


def by_the_month(account: str, start: str, gone: str | None = None) -> list[object]:
    line = f"{account}-after"
    return [monthly(start, id=line, account=account, cancelled=gone), step(start, 10_000, of=line)]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four were saved in 2025: one's watch ended in September, one's lasts to the end of February, one left inside
    it, one after it."""
    rows = [
        *(*saved("Kept", "2025-03-31", "2025-03-15"), *by_the_month("Kept", "2025-04-01")),
        *(*saved("Watched", "2025-08-31", "2025-08-31"), *by_the_month("Watched", "2025-09-01")),
        *(*saved("Left", "2025-07-31", "2025-07-10"), *by_the_month("Left", "2025-08-01", "2026-01-10")),
        *(*saved("Later", "2025-02-28", "2025-02-28"), *by_the_month("Later", "2025-03-01", "2025-08-29")),
    ]
    path = tmp_path_factory.mktemp("saved") / "a.csdesk"
    return made(path, "2026-04-30", ["Kept", "Watched", "Left", "Later"], rows)


@pytest.mark.parametrize(
    ("last", "on_watch", "lost", "kept", "held"),
    [
        ("2025-08-31", ["Kept", "Left", "Watched"], 0, 1, 1.0),  # on this day the fourth is saved
        ("2025-12-31", ["Left", "Watched"], 0, 2, 1.0),
        ("2026-01-09", ["Left", "Watched"], 0, 2, 1.0),
        ("2026-01-10", ["Watched"], 1, 2, 2 / 3),  # six months from 10 July: the last day of the watch
        ("2026-02-28", ["Watched"], 1, 2, 2 / 3),  # six months from 31 August end with February
        ("2026-03-01", [], 1, 3, 3 / 4),
    ],
)
def test_who_was_saved_is_watched_to_the_last_day_of_six_months(
    watched: Path, last: str, on_watch: list[str], lost: int, kept: int, held: float
) -> None:
    found = asked(watched, "numbers", "--from", "2025-01-01", "--to", last, "--more")["more"]["saved_watch"]
    assert [b["name"] for b in found["behind"]] == on_watch
    assert {s["step"]: s["value"] for s in found["steps"]} == {
        "Saved so far": 4,
        "− Lost during the watch": lost,
        "− Kept beyond it, or lost later": kept,
        "On watch": len(on_watch),
    }
    rivals = {r["name"]: r["value"] for r in found["rivals"]}
    assert rivals["By amount"] == f"{100 * len(on_watch)}.00"
    assert rivals["Held through the watch"] == pytest.approx(held)


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """At the first renewal one grew by a fifth, one stayed, one left; at the second one fell by a quarter, one left."""
    rows = [
        *term("Me", "2024-06-01", "2025-05-31", 100_000),
        *term("Grew", "2022-01-01", "2022-12-31", 100_000),
        *term("Grew", "2023-01-01", "2023-12-31", 120_000),
        *term("Grew", "2024-01-01", "2025-12-31", 90_000),
        *term("Stayed", "2022-01-01", "2022-12-31", 100_000),
        *term("Stayed", "2023-01-01", "2023-12-31", 100_000),
        decided("Stayed", "2023-01-01", "2023-12-31", Outcome.LOST, "2023-10-01"),
        *term("Left", "2022-01-01", "2022-12-31", 100_000),
        decided("Left", "2022-01-01", "2022-12-31", Outcome.LOST, "2022-10-01"),
        *term("Young", "2024-08-01", "2025-07-31", 100_000),
    ]
    path = tmp_path_factory.mktemp("alike") / "a.csdesk"
    return made(path, "2025-01-31", ["Me", "Grew", "Stayed", "Left", "Young"], rows)


def test_first_and_second_renewals_are_counted_apart(alike: Path) -> None:
    found = asked(alike, "lookalike", "Me", "--key", "industry")
    assert (found["alike"], found["untested"], found["early"]) == (4, 1, 0)
    first, second = found["first"], found["second"]
    assert (first["tested"], first["lost"]) == (3, 1)
    assert (first["rate"], first["change"]) == pytest.approx((1 / 3, 0.1))
    assert (second["tested"], second["lost"]) == (2, 1)
    assert (second["rate"], second["change"]) == pytest.approx((1 / 2, -0.25))
    rows = {a["account"]: a["renewals"] for a in found["accounts"]}
    assert rows == {
        "Grew": ["renewed", "renewed"],
        "Left": ["lost"],
        "Stayed": ["renewed", "lost"],
        "Young": [],
    }


def test_a_second_renewal_is_tested_from_the_day_after_it_was_due(alike: Path) -> None:
    """On 31 December 2023 the second term of Stayed is known to be lost, and Grew's is followed already."""
    early = asked(alike, "lookalike", "Me", "--key", "industry", "--as-of", "2023-09-30")
    assert (early["first"]["tested"], early["second"]["tested"]) == (3, 0)
    late = asked(alike, "lookalike", "Me", "--key", "industry", "--as-of", "2024-01-01")
    assert (late["second"]["tested"], late["second"]["lost"]) == (2, 1)
