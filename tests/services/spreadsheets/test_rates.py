"""A rate says what one unit of a currency is worth in another: typed, imported, exported."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from csdesk.domain.errors import FieldRefused
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.rates import Rate
from csdesk.domain.renewals import Category, Outcome
from csdesk.services.book.editing import add_row, set_fields
from csdesk.services.renewals.outlook import outlook
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from tests.domain.revenue.contracts import decision, step, subscription
from tests.figures import numbers
from tests.services.numbers.test_numbers import fill

TODAY = date(2026, 1, 15)
EURO = {"from_currency": "eur", "to_currency": "usd", "on": "2025-01-01", "rate": "1.0824", "source": "ECB"}


def rates(book: Book) -> list[tuple[str, str, date, Decimal, str | None]]:
    return [(r.from_currency, r.to_currency, r.on, r.rate, r.source) for r in book.all(Rate)]


def bring(book: Book, path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    plan = plan_import(book, read_files([path], day=TODAY), {}, today=TODAY)
    apply_import(book, plan, today=TODAY, valid_only=True)
    return [p.problem for s in plan.sheets for r in s.rows for p in r.problems]


def test_the_sheet_rates_goes_out_and_comes_back_the_same(book: Book, tmp_path: Path) -> None:
    add_row(book, "rate", EURO | {"rate": "1.082400001"}, today=TODAY)
    export_book(book, tmp_path / "out.xlsx", today=TODAY)
    with Book.in_memory() as other:
        apply_import(
            other,
            plan_import(other, read_files([tmp_path / "out.xlsx"], day=TODAY), {}, today=TODAY),
            today=TODAY,
        )
        assert rates(other) == rates(book)


def test_a_rate_is_kept_exactly_as_typed_with_its_codes_in_capitals(book: Book) -> None:
    add_row(book, "rate", EURO, today=TODAY)
    assert rates(book) == [("EUR", "USD", date(2025, 1, 1), Decimal("1.0824"), "ECB")]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"from_currency": "euros"}, "From currency"),
        ({"to_currency": "EUR"}, "To currency"),
        ({"rate": "0"}, "Rate"),
        ({"rate": "-1.1"}, "Rate"),
    ],
)
def test_what_cannot_be_a_rate_is_refused_beside_its_field(
    book: Book, said: dict[str, str], field: str
) -> None:
    with pytest.raises(FieldRefused) as refused:
        add_row(book, "rate", EURO | said, today=TODAY)
    assert refused.value.facts["field"] == field


def test_a_day_has_one_rate_of_a_pair_which_can_be_corrected(book: Book) -> None:
    add_row(book, "rate", EURO, today=TODAY)
    with pytest.raises(FieldRefused):
        add_row(book, "rate", EURO | {"rate": "1.1"}, today=TODAY)
    set_fields(book, "rate", book.all(Rate)[0].id, {"rate": "1.1"}, today=TODAY)
    assert [r.rate for r in book.all(Rate)] == [Decimal("1.1")]


def test_a_list_of_rates_is_understood_by_what_its_columns_are_called(book: Book, tmp_path: Path) -> None:
    text = (
        "Date,Base currency,Target currency,Exchange rate\n2025-02-01,EUR,USD,1.09\n2025-02-02,gbp,usd,1.29\n"
    )
    assert bring(book, tmp_path / "fx.csv", text) == []
    assert [(r[0], r[3]) for r in rates(book)] == [("EUR", Decimal("1.09")), ("GBP", Decimal("1.29"))]


def test_the_same_list_again_changes_only_what_it_says_otherwise(book: Book, tmp_path: Path) -> None:
    head = "From currency,To currency,On,Rate,Source\n"
    bring(book, tmp_path / "Rates.csv", head + "EUR,USD,2025-02-01,1.09,ECB\n")
    bring(book, tmp_path / "Rates.csv", head + "EUR,USD,2025-02-01,1.10,ECB\nEUR,USD,2025-03-01,1.11,ECB\n")
    assert [r[3] for r in rates(book)] == [Decimal("1.10"), Decimal("1.11")]


def test_a_row_that_is_no_rate_is_refused_by_itself(book: Book, tmp_path: Path) -> None:
    head = "From currency,To currency,On,Rate,Source\n"
    problems = bring(book, tmp_path / "Rates.csv", head + "EUR,EUR,2025-02-01,1,\nGBP,USD,2025-02-01,1.29,\n")
    assert problems == ["this is not another currency"]
    assert [r[0] for r in rates(book)] == ["GBP"]


def two_currencies(book: Book) -> None:
    euros = subscription("2025-03-01", "2026-02-28", id="s2", account="a2", currency="EUR")
    fill(
        book,
        Preference(id=CURRENCY, value="USD"),
        *(subscription("2025-02-01", "2026-01-31"), step("2025-02-01", 10_000)),
        *(euros, step("2025-03-01", 20_000, of="s2")),
        replace(
            decision("2026-02-28", Outcome.OPEN, category=Category.LIKELY, forecast=30_000),
            account=AccountId("a2"),
            subscription=SubscriptionId("s2"),
        ),
    )


def test_renewals_ahead_stand_in_one_forecast_at_the_rates_of_the_day(book: Book) -> None:
    two_currencies(book)
    days = date(2026, 1, 1), date(2026, 3, 31)
    apart = outlook(book, *days, as_of=TODAY)
    assert [(f.currency, int(f.due)) for f in apart.forecasts] == [("USD", 10_000), ("EUR", 20_000)]
    add_row(book, "rate", EURO | {"rate": "1.5"}, today=TODAY)
    found = outlook(book, *days, as_of=TODAY)
    assert found.converted
    assert [(f.currency, int(f.due), int(f.more)) for f in found.forecasts] == [("USD", 40_000, 15_000)]


def test_a_rate_of_tomorrow_is_not_known_today(book: Book) -> None:
    two_currencies(book)
    add_row(book, "rate", EURO | {"on": "2026-01-16"}, today=TODAY)
    assert not outlook(book, date(2026, 1, 1), date(2026, 3, 31), as_of=TODAY).converted


def test_renewals_are_told_in_the_currency_of_the_numbers(book: Book) -> None:
    rates = [
        Rate(id=a + b, from_currency=a, to_currency=b, on=date(2024, 1, 1), rate=Decimal(r))
        for a, b, r in (("EUR", "GBP", "0.5"), ("USD", "GBP", "0.25"), ("EUR", "USD", "2"))
    ]
    lines = [
        *(subscription(id="s1", currency="EUR"), step("2025-01-01", 1200)),
        *(subscription(id="s2", account="a2", currency="USD"), step("2025-01-01", 1200, of="s2")),
    ]
    fill(book, *rates, *lines, Preference(id="currency", value="GBP"))
    seen = date(2025, 12, 1)
    (found,) = outlook(book, seen, date(2025, 12, 31), as_of=seen).forecasts
    told = numbers(book, date(2025, 1, 1), seen, as_of=seen)
    assert [found.currency, found.due] == [told.currency, 600 + 300]
