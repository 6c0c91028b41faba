"""Numbers by a dimension: the parts of a book are the book."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.errors import NoSuchDimension
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.products import Product
from csdesk.domain.revenue.movements import Movement
from csdesk.services.numbers.numbers import Numbers
from csdesk.services.numbers.numbers_by import DIMENSIONS, PRODUCT
from csdesk.store.book import Book
from tests.conftest import Samples
from tests.domain.revenue.contracts import day, monthly, step
from tests.figures import numbers
from tests.services.parted import numbers_by

FIRST, LAST, TODAY = date(2025, 1, 1), date(2025, 11, 24), date(2025, 11, 24)


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Path:
    return samples(30)


@pytest.fixture
def book(sample: Path) -> Iterator[Book]:
    with Book.view(sample) as made:
        yield made


def parts_of(book: Book, by: str) -> list[tuple[str | None, Numbers]]:
    return numbers_by(book, FIRST, LAST, by, as_of=TODAY)


@pytest.mark.parametrize("by", [d for d in DIMENSIONS if d != PRODUCT])
def test_the_parts_add_up_to_the_whole(book: Book, by: str) -> None:
    whole = numbers(book, FIRST, LAST, as_of=TODAY)
    parts = [n for _, n in parts_of(book, by)]
    assert sum(n.opening_accounts for n in parts) == whole.opening_accounts
    assert sum(n.closing_accounts for n in parts) == whole.closing_accounts
    assert sum((n.waterfall.opening for n in parts), Fraction(0)) == whole.waterfall.opening
    assert sum((n.waterfall.closing for n in parts), Fraction(0)) == whole.waterfall.closing
    assert all(n.waterfall.residual == 0 for n in parts)


def test_by_product_money_adds_up_and_accounts_may_exceed_the_total(book: Book) -> None:
    whole = numbers(book, FIRST, LAST, as_of=TODAY)
    parts = [n for _, n in parts_of(book, "product")]
    assert sum((n.waterfall.closing for n in parts), Fraction(0)) == whole.waterfall.closing
    assert sum(n.closing_accounts for n in parts) >= whole.closing_accounts


def told_by(
    book: Book, by: str, last: str
) -> dict[str | None, tuple[Fraction, Fraction | None, Fraction | None]]:
    """Opening MRR, NRR and GRR of each part, from the beginning of the year."""
    parts = numbers_by(book, FIRST, day(last), by, as_of=TODAY)
    return {value: (n.waterfall.opening, n.nrr, n.grr) for value, n in parts}


def test_an_account_stands_whole_where_it_stood_at_the_end_of_the_period() -> None:
    """It was of segment low until 10 June: the half year is all high, its opening too; what ended in May is low."""
    noon = datetime(2024, 1, 1, 12, tzinfo=UTC)
    with Book.in_memory(clock=lambda: noon) as book:
        small = Account(id=AccountId("a1"), account="Corvid", segment="low")
        core = Product(id=ProductId("p1"), product="Core")
        with book.change(Verb.DEMO, today=noon.date()):
            book.put_all(
                [small, core, monthly("2024-01-01"), step("2024-01-01", 100), step("2025-03-01", 150)]
            )
        noon = datetime(2025, 6, 10, 12, tzinfo=UTC)
        with book.change(Verb.SET, today=noon.date()):
            book.put(replace(small, segment="high"))
        grown = (Fraction(100), Fraction(3, 2), Fraction(1))
        assert told_by(book, "segment", "2025-05-31") == {"low": grown}
        assert told_by(book, "segment", "2025-06-10") == {"high": grown}


def test_a_swapped_plan_is_a_lost_product_and_an_add_on_and_no_loss_of_its_account() -> None:
    """Core for 100 until June, Plus for 120 since: by account nothing was lost, by product all of Core."""
    with Book.in_memory() as book:
        products = [Product(id=ProductId(p), product=name) for p, name in (("p1", "Core"), ("p2", "Plus"))]
        old = [monthly("2024-01-01", cancelled="2025-06-01"), step("2024-01-01", 100)]
        new = [monthly("2025-06-01", id="s2", product="p2"), step("2025-06-01", 120, of="s2")]
        with book.change(Verb.DEMO, today=TODAY):
            book.put_all([Account(id=AccountId("a1"), account="Corvid"), *products, *old, *new])
        whole = numbers(book, FIRST, LAST, as_of=TODAY)
        moved = {k.value: amount for k in Movement if (amount := whole.waterfall.total([k]))}
        assert moved == {"lost product": 100, "add-on": 120}
        assert (whole.nrr, whole.grr) == (Fraction(6, 5), Fraction(1))
        assert told_by(book, "product", "2025-11-24")["Core"] == (Fraction(100), Fraction(0), Fraction(0))


def test_bands_stand_in_their_order_and_what_is_not_known_comes_last(book: Book) -> None:
    order = ["under 1 year", "1 to 2 years", "2 to 3 years", "3 to 5 years", "5 years and more", None]
    values = [value for value, _ in parts_of(book, "tenure")]
    assert len(values) > 2
    assert values == sorted(values, key=order.index)


def test_a_custom_field_parts_the_book(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.csdesk"
    path.write_bytes(sample.read_bytes())
    with Book.open(path) as book:
        first, second, *_ = book.all(Account, status="customer")
        field = CustomField(id="f1", of_noun="account", name="Partner")
        said = [CustomValue(id=f"v{n}", field=field.id, row=a.id, account=a.id, value="North")
                for n, a in enumerate((first, second))]  # fmt: skip
        with book.change(Verb.ADD, today=TODAY):
            book.put_all([field, *said])
        parts = dict(parts_of(book, "partner"))
    assert list(parts) == ["North", None]
    assert parts["North"].closing_accounts == 2


def test_what_is_no_dimension_is_refused_with_those_that_are(book: Book) -> None:
    with pytest.raises(NoSuchDimension, match="mood"):
        parts_of(book, "mood")


def test_the_command_line_gives_the_whole_and_its_parts(sample: Path) -> None:
    words = [
        "numbers",
        "--from",
        "2025-01-01",
        "--to",
        "2025-11-24",
        "--by",
        "Segment",
        "--book",
        str(sample),
    ]
    facts = json.loads(CliRunner().invoke(program, [*words, "--json"]).stdout)
    assert sum(part["accounts"]["closing"] for part in facts["by"]) == facts["accounts"]["closing"]
    lines = CliRunner().invoke(program, words).stdout
    assert "Segment" in lines
