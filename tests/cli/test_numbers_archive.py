"""An archive counts as contraction, or as churn where the book says so; each waterfall says which."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import FieldRefused
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.preferences import ARCHIVE_AS
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import OrderKind
from csdesk.services.book.preferences import prefer
from csdesk.services.numbers.numbers import sold_by
from csdesk.services.numbers.numbers_lists import Bar
from csdesk.services.numbers.trends import trend_of
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, monthly, step
from tests.figures import board

FIRST, LAST, TODAY = day("2025-01-01"), day("2025-12-31"), day("2026-01-10")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """1,000 a month became 100 a month, read-only; 300 became 200, downgraded; 40 left."""
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book, book.change(Verb.DEMO, today=TODAY):
        book.put_all(
            [
                *(Account(id=AccountId(f"a{i}"), account=f"Account {i}") for i in (1, 2, 3)),
                Product(id=ProductId("p1"), product="Analytics"),
                monthly("2024-01-01", id="s1"),
                step("2024-01-01", 100_000, of="s1"),
                step("2025-06-01", 10_000, of="s1", kind=OrderKind.ARCHIVE),
                monthly("2024-01-01", id="s2", account="a2"),
                step("2024-01-01", 30_000, of="s2"),
                step("2025-06-01", 20_000, of="s2"),
                monthly("2024-01-01", id="s3", account="a3", cancelled="2025-06-01"),
                step("2024-01-01", 4_000, of="s3"),
            ]
        )
    return made


@pytest.fixture
def churned(path: Path) -> Path:
    """The same, where an archive counts as churn."""
    with Book.open(path) as book:
        prefer(book, ARCHIVE_AS, "Churn", today=TODAY)
    return path


def told(path: Path, *words: str) -> str:
    days = ("--from", "2025-01-01", "--to", "2025-12-31")
    done = CliRunner().invoke(program, ["numbers", "--book", str(path), *days, *words])
    assert done.exit_code == 0, done.output
    return done.output


def facts(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(path, "--json"))
    return found


def test_an_archive_is_contraction_where_nobody_said_otherwise(path: Path) -> None:
    found = facts(path)
    assert (found["mrr"]["contraction"], found["mrr"]["churn"]) == ("1000.00", "40.00")
    assert (found["detail"]["archive"], found["detail"]["churn"]) == ("900.00", "40.00")
    assert "Archive of 900.00 counts as contraction." in told(path)


def test_where_the_book_says_so_it_is_churn_and_who_pays_is_still_there(churned: Path) -> None:
    found = facts(churned)
    assert (found["mrr"]["contraction"], found["mrr"]["churn"]) == ("100.00", "940.00")
    assert (found["detail"]["archive"], found["detail"]["churn"]) == ("900.00", "40.00")
    assert found["mrr"]["residual"] == "0.00"
    assert found["accounts"]["lost"] == 1
    assert found["nrr"] == found["grr"] == pytest.approx(300 / 1340)
    assert "Archive of 900.00 counts as churn." in told(churned)
    assert "940.00" in told(churned, "--each", "year")


def test_the_list_of_each_bar_adds_up_to_it(churned: Path) -> None:
    with Book.view(churned) as book:
        found = board(book, FIRST, LAST, as_of=TODAY)
    assert [(r.name, r.kind, r.amount) for r in found.lists[Bar.CONTRACTION]] == [
        ("Account 2", "downgrade by price", -10_000)
    ]
    assert next((r.name, r.amount, r.reason) for r in found.lists[Bar.CHURN]) == (
        "Account 1",
        -90_000,
        "Moved to a read-only product",
    )
    assert sum(r.amount for r in found.lists[Bar.CHURN]) == found.bars[Bar.CHURN] == -94_000


def test_a_trend_tells_it_in_its_month(churned: Path) -> None:
    with Book.view(churned) as book:
        sold = sold_by(book, as_of=TODAY)
    (june,) = [m for m in trend_of(sold, FIRST, LAST).months if m.first == day("2025-06-01")]
    assert june.shown is not None
    assert (june.shown.contraction, june.shown.churn) == (10_000, 94_000)


def test_only_the_two_words_are_taken(path: Path) -> None:
    with Book.open(path) as book, pytest.raises(FieldRefused):
        prefer(book, ARCHIVE_AS, "gone", today=TODAY)
