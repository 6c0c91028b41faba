"""An amount that is said for another time than its line is paid by: no cent is lost, and no earlier price changes."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.revenue.lines import Line
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

FILES = (date(2026, 2, 1), date(2026, 5, 1))


@pytest.fixture
def book() -> Iterator[Book]:
    with Book.in_memory() as made:
        yield made


def bring(book: Book, file: int, *rows: list[Value]) -> list[str]:
    """Import a file of its day, with what is proposed; the kinds of its questions."""
    made = Source(f"{file}.csv", str(file), FILES[file], (Grid("list", tuple(map(tuple, rows))),))
    plan = plan_import(book, [made], {}, today=FILES[file])
    asked = [q.kind for q in plan.questions]
    answers = {q.key: q.default or q.choices[0].value for q in plan.questions}
    plan = plan_import(book, [made], answers, today=FILES[file])
    apply_import(book, plan, today=FILES[file])
    return asked


def the_line(book: Book) -> Line:
    (sub,) = book.all(Subscription)
    return Line(sub, tuple(sorted(book.all(Step), key=lambda s: s.from_)))


def arr(book: Book) -> list[Fraction | None]:
    return [the_line(book).arr_on(day) for day in FILES]


def test_arr_without_an_end_is_what_was_said_to_the_cent(book: Book) -> None:
    bring(book, 0, ["Kunde", "ARR", "Verlängerung"], ["Nordlicht", "12.500,50 EUR", "unbefristet"])
    line = the_line(book)
    assert line.subscription.month_to_month
    assert line.arr_on(FILES[0]) == 1_250_050


@pytest.mark.parametrize(
    ("head", "word"),
    [
        ("Vertragsende", "unbefristet"),
        ("Contract end", "Rolling"),
        ("Fecha de fin", "indefinido"),
        ("Date de fin", "sans engagement"),
        ("Fim do contrato", "sem fim"),
    ],
)
def test_an_end_in_words_that_there_is_none_is_a_contract_by_the_month(
    book: Book, head: str, word: str
) -> None:
    ends: list[Value] = [date(2026, 12, 31), word, word]
    bring(book, 0, ["Account", "ARR", head], *(["ABC"[n], 12_000, end] for n, end in enumerate(ends)))
    months = {s.month_to_month: s.end for s in book.all(Subscription)}
    assert months == {False: date(2026, 12, 31), True: None}


def test_arr_that_comes_out_even_by_the_month_is_told_by_the_month(book: Book) -> None:
    bring(book, 0, ["Account", "ARR", "Renewal"], ["Acme", 12_000, "monthly"])
    assert the_line(book).subscription.period is Period.MONTH
    assert arr(book)[0] == 1_200_000


def test_the_same_revenue_told_a_year_is_no_change_of_what_was_told_a_month(book: Book) -> None:
    head: list[Value] = ["Account", "Start", "End"]
    end: list[Value] = ["Acme", date(2026, 1, 1), date(2026, 12, 31)]
    bring(book, 0, [*head, "MRR"], [*end, 1000])
    assert "changed" not in bring(book, 1, [*head, "ARR"], [*end, 12_000])
    assert arr(book) == [1_200_000, 1_200_000]


@pytest.mark.parametrize("renewal", ["monthly", date(2026, 12, 31)])
def test_another_amount_a_year_leaves_the_price_before_it(book: Book, renewal: Value) -> None:
    bring(book, 0, ["Account", "Renewal", "MRR"], ["Acme", renewal, 1000])
    bring(book, 1, ["Account", "Renewal", "ARR"], ["Acme", renewal, "13,000.10"])
    assert arr(book) == [1_200_000, 1_300_010]


def test_another_amount_a_month_leaves_the_price_of_a_year_before_it(book: Book) -> None:
    bring(book, 0, ["Account", "End", "ARR"], ["Acme", date(2026, 12, 31), "12,500.50"])
    bring(book, 1, ["Account", "End", "MRR"], ["Acme", date(2026, 12, 31), 1100])
    assert arr(book) == [1_250_050, 1_320_000]


def test_what_ran_by_the_month_and_is_told_its_end_has_that_term(book: Book) -> None:
    bring(book, 0, ["Account", "Start", "Renewal", "ARR"], ["Acme", date(2026, 1, 1), "monthly", "12,500.50"])
    bring(
        book,
        1,
        ["Account", "Start", "End", "ARR"],
        ["Acme", date(2026, 1, 1), date(2026, 12, 31), "12,500.50"],
    )
    term = the_line(book).term
    assert term is not None
    assert (term.months, term.end) == (12, date(2026, 12, 31))
