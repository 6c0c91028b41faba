"""What is typed in the place of both values stands in its cell, and nowhere else."""

from datetime import date

from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.services.spreadsheets.rounds_typed import with_typed

ROWS = (("ID", "Account", "Sign (custom)"), ("a-1", "Corvid"), ("a-2", "Halden", "Leo"))
SOURCE = Source("a.xlsx", "x", date(2025, 11, 24), (Grid("Accounts", ROWS), Grid("Contacts", ROWS)))


def test_a_text_stands_in_its_cell_and_the_other_sheets_stay() -> None:
    made = with_typed(SOURCE, {("Accounts", 2, "Account"): "Corvid Analytics"})
    assert [list(r) for r in made.grids[0].rows] == [
        list(ROWS[0]),
        ["a-1", "Corvid Analytics"],
        list(ROWS[2]),
    ]
    assert made.grids[1] is SOURCE.grids[1]


def test_a_row_that_ends_before_the_column_grows_to_it() -> None:
    made = with_typed(SOURCE, {("Accounts", 2, "Sign"): "Virgo"})
    assert made.grids[0].rows[1] == ("a-1", "Corvid", "Virgo")


def test_an_empty_text_empties_the_cell() -> None:
    made = with_typed(SOURCE, {("Accounts", 3, "Sign"): ""})
    assert made.grids[0].rows[2] == ("a-2", "Halden", None)


def test_a_cell_that_is_not_there_changes_nothing() -> None:
    made = with_typed(SOURCE, {("Accounts", 99, "Account"): "x", ("Accounts", 2, "Zodiac"): "x"})
    assert list(made.grids[0].rows) == list(ROWS)
