"""There and back: a book goes out as a workbook, comes into an empty book, and says the same."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, cast

from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.nouns import NOUNS
from csdesk.services.sample import sample_file
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
KEPT = [noun_of(n) for n in NOUNS if noun_of(n).sheet]


def test_the_sample_book_comes_back_from_its_workbook_without_a_question(tmp_path: Path) -> None:
    sheet = tmp_path / "everything.xlsx"
    with Book.view(sample_file(tmp_path / "sample.csdesk")) as sample:
        export_book(sample, sheet, today=DAY)
        before = said_by(sample)
    with Book.create(tmp_path / "fresh.csdesk") as fresh:
        plan = plan_import(fresh, read_files([sheet], day=DAY), {}, today=DAY)
        assert not plan.open
        assert [(r.row, r.result) for r in plan.refused] == []
        apply_import(fresh, plan, today=DAY)
        after = said_by(fresh)
    assert {table: before[table] - after[table] for table in before if before[table] != after[table]} == {}
    assert after == before


def test_a_workbook_that_nobody_edited_changes_nothing_in_its_own_book(tmp_path: Path) -> None:
    sheet = tmp_path / "everything.xlsx"
    with Book.view(sample_file(tmp_path / "sample.csdesk")) as sample:
        export_book(sample, sheet, today=DAY)
        plan = plan_import(sample, read_files([sheet], day=DAY), {}, today=DAY)
    found = {result: plan.count(result) for result in Result if plan.count(result)}
    assert list(found) == [Result.SAME]
    assert not plan.open


def said_by(book: Book) -> dict[str, Counter[tuple[Any, ...]]]:
    """Every row by what it says; a reference stands for what its row says, since ids are the book's own."""
    said: dict[str, tuple[Any, ...]] = {}
    found = {}
    for noun in KEPT:
        rows = {row.id: _said(row, noun, said) for row in book.all(cast("type[Any]", noun.type))}
        said |= rows
        found[noun.table] = Counter(rows.values())
    return found


def _said(row: Any, noun: Noun, known: dict[str, tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(_value(row, f, known) for f in noun.fields[1:] if f.key != "external_id")


def _value(row: Any, field: Field, known: dict[str, tuple[Any, ...]]) -> Any:
    value = getattr(row, field.name)
    if field.kind is Kind.REFERENCE:
        return known.get(value) if value else None
    if field.kind is Kind.REFERENCES:
        return tuple(known[v] for v in value)
    return value
