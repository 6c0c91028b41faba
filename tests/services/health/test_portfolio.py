"""The portfolio of the sample book: it is whole, its parts add up, and every way out says the same."""

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.renewals import Category
from csdesk.services.health.health import scores
from csdesk.services.health.portfolio import Portfolio, portfolio
from csdesk.store.book import Book
from csdesk.store.decisions import next_categories
from tests.conftest import Samples
from tests.services.health_books import DAY


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Path:
    return samples(20)


@pytest.fixture
def book(sample: Path) -> Iterator[Book]:
    with Book.view(sample) as made:
        yield made


@pytest.fixture
def found(book: Book) -> Portfolio:
    return portfolio(book, as_of=DAY, since=DAY - timedelta(days=30))


def test_it_holds_every_customer_once_with_the_score_of_both_days(book: Book, found: Portfolio) -> None:
    assert {h.account: h.score for h in found.holdings} == dict(scores(book, as_of=DAY))
    before = scores(book, as_of=found.since)
    assert all(h.before == before.get(h.account) for h in found.holdings)


def test_the_parts_of_a_mover_add_up_to_its_change(found: Portfolio) -> None:
    assert found.movers
    for holding in found.movers:
        assert holding.change is not None
        assert sum(p.change for p in holding.parts) == Decimal(holding.change).scaleb(-1), holding.name
    changes = [abs(h.change or 0) for h in found.movers]
    assert changes == sorted(changes, reverse=True)


def test_who_agrees_is_not_listed(book: Book, found: Portfolio) -> None:
    categories = next_categories(book, DAY)
    assert categories
    listed = {h.account for h in found.disagreements}
    for holding in found.holdings:
        said = {b for b in (holding.opinions.score, holding.opinions.judgement, holding.opinions.money) if b}
        assert (holding.account in listed) == (len(said) > 1)
        assert holding.opinions.category == categories.get(holding.account)
    assert set(categories.values()) <= set(Category) - {Category.UNKNOWN}


def test_what_could_turn_a_band_stands_first(found: Portfolio) -> None:
    turns = [debt.turns for _, debt in found.debts]
    assert turns == sorted(turns, reverse=True)
    assert sum(o.accounts for o in found.owed) == len(found.debts)


def told(sample: Path, *words: str) -> dict[str, Any]:
    said = CliRunner().invoke(program, ["health", *words, "--json", "--book", str(sample)])
    assert said.exit_code == 0
    facts: dict[str, Any] = json.loads(said.stdout)
    return facts


def test_the_command_line_says_what_moved_and_why(sample: Path, found: Portfolio) -> None:
    facts = told(sample, "--since", "-30d")
    assert [a["account"] for a in facts["accounts"]] == [h.name for h in found.movers]
    first = facts["accounts"][0]
    assert round(sum(p["change"] for p in first["parts"]), 1) == first["change"]
    lines = CliRunner().invoke(program, ["health", "--since", "-30d", "--book", str(sample)]).stdout
    assert lines.splitlines()[0].startswith(f"{found.movers[0].name}: ")


def test_one_account_is_told_whether_it_moved_or_not(sample: Path) -> None:
    facts = told(sample, "Financiality", "--since", "today")
    assert [(a["account"], a["change"], a["parts"]) for a in facts["accounts"]] == [("Financiality", 0.0, [])]
    lines = CliRunner().invoke(program, ["health", "--since", "today", "--book", str(sample)]).stdout
    assert lines == "No score moved since 2025-11-24.\n"


def test_its_lists_are_sorted_once(found: Portfolio) -> None:
    assert found.debts
    for listed in ("movers", "disagreements", "debts", "owed"):
        assert getattr(found, listed) is getattr(found, listed)
