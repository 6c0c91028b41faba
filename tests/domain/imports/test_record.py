"""The records of a sheet that are kept column by column are those that would be kept one by one."""

from datetime import date

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.mapped import map_table
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.reading.record import Record, Records
from csdesk.domain.imports.reading.records import records_of
from csdesk.domain.imports.tables.found import table_of
from tests.domain.imports.sheet import grid, synonyms

ROWS: list[list[Value]] = [
    ["Account", "Domain", "Last call"],
    ["Acme", None, date(2025, 3, 1)],
    ["Halden", "HALDEN.example", None],
]


def read(*more: list[Value]) -> list[Record]:
    table = table_of(grid([*ROWS, *more]), synonyms())
    mapping = map_table(table, synonyms())
    found = records_of(table, mapping, Reading(), synonyms(), noted=False)
    assert isinstance(found, Records) is not bool(more)
    return list(found)


def test_records_of_a_sheet_of_which_a_cell_cannot_be_read_are_otherwise_the_same() -> None:
    assert read(["Corvid", "no domain", None])[:2] == read()


def test_a_record_holds_what_its_cells_hold_and_no_more() -> None:
    first, second = read()
    assert (first.row, first.values) == (2, {"account.account": "Acme", "touch.on": date(2025, 3, 1)})
    assert (second.row, second.values) == (
        3,
        {"account.account": "Halden", "account.domain": "halden.example"},
    )


def test_records_are_made_anew_at_each_question() -> None:
    records = Records((2, 3, 4), (None, 2, 2), ("account.account",), (("Acme", "Halden", "Corvid"),))
    assert [r.get("account.account") for r in records[1:]] == ["Halden", "Corvid"]
    assert (records[-1], records[0].row, len(records)) == (list(records)[2], 2, 3)
    assert [r.heading for r in records] == [None, 2, 2]
