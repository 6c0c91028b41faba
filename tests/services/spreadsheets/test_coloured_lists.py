"""A list whose health is in its colours comes from its file into the book, and comes again another month."""

from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.styles import PatternFill

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY = date(2025, 11, 24)
OF_LETTER = {"r": "FFFFC7CE", "a": "FFFFEB9C", "g": "FFC6EFCE"}
NAMES = ("Acme", "Bolt", "Corax", "Delta", "Echo", "Fjord")


def listed(path: Path, hues: str, column: int) -> Path:
    """A list of customers of which the cells of a column are coloured by letters."""
    book = openpyxl.Workbook()
    tab = book.worksheets[0]
    tab.title = "Customers"
    tab.append(["Customer", "Region", "Health"][: max(column, 2)])
    for row, (name, hue) in enumerate(zip(NAMES, hues, strict=True), 2):
        tab.append([name, "Nord"])
        tab.cell(row, column).fill = PatternFill("solid", fgColor=OF_LETTER[hue])
    book.save(path)
    return path


def planned(book: Book, path: Path, answers: dict[str, str] | None = None) -> Plan:
    sources = read_files([path], day=TODAY)
    plan = plan_import(book, sources, answers or {}, today=TODAY)
    return plan_import(book, sources, {**with_defaults(plan), **(answers or {})}, today=TODAY)


def judged(book: Book) -> list[int | None]:
    return [a.judgement for a in sorted(book.all(Account), key=lambda a: a.account)]


def test_a_health_in_colours_is_the_judgement_and_changes_with_the_next_list(
    book: Book, tmp_path: Path
) -> None:
    apply_import(book, planned(book, listed(tmp_path / "november.xlsx", "ragrgg", 3)), today=TODAY)
    assert judged(book) == [2, 3, 4, 2, 4, 4]
    later = planned(book, listed(tmp_path / "december.xlsx", "ggggga", 3))
    changed = [r.row for r in later.sheets[0].rows if r.result is Result.CHANGED]
    apply_import(book, later, today=TODAY)
    assert (changed, judged(book)) == ([2, 3, 5, 7], [4, 4, 4, 4, 4, 3])
    undo(book, today=TODAY)
    assert judged(book) == [2, 3, 4, 2, 4, 4]


def test_names_whose_colours_are_the_health_say_it_in_the_next_list_without_a_word(
    book: Book, tmp_path: Path
) -> None:
    apply_import(book, planned(book, listed(tmp_path / "november.xlsx", "rragrg", 1)), today=TODAY)
    assert judged(book) == [2, 2, 3, 4, 2, 4]
    sources = read_files([listed(tmp_path / "december.xlsx", "rrrgrg", 1)], day=TODAY)
    again = plan_import(book, sources, {}, today=TODAY)
    assert [q.key for q in again.questions if q.answer is None and not q.offered] == []
    apply_import(book, again, today=TODAY)
    assert judged(book) == [2, 2, 2, 4, 2, 4]


def test_what_was_said_of_coloured_names_holds_for_the_next_list(book: Book, tmp_path: Path) -> None:
    first = planned(
        book, listed(tmp_path / "november.xlsx", "rragrg", 1), {"colours:Customers:Customer": "omit"}
    )
    apply_import(book, first, today=TODAY)
    assert judged(book) == [None] * 6
    sources = read_files([listed(tmp_path / "december.xlsx", "rrrgrg", 1)], day=TODAY)
    again = plan_import(book, sources, {}, today=TODAY)
    assert [(q.answer, q.default) for q in again.questions if q.kind == "colours"] == [("omit", "health")]
