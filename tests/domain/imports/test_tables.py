from decimal import Decimal

from csdesk.domain.imports.cells.grid import Fault, Value, letter
from csdesk.domain.imports.tables.found import table_of
from tests.domain.imports.sheet import grid, synonyms


def test_the_header_stands_under_titles_and_blank_rows() -> None:
    table = table_of(
        grid([["Customer list – updated 14 Nov 2025"], [], ["Customer", "MRR"], ["Acme", 10]]), synonyms()
    )
    assert table.header_row == 3
    assert [h.text for h in table.headers] == ["Customer", "MRR"]
    assert [r.number for r in table.rows] == [4]
    assert table.titles == ("Customer list – updated 14 Nov 2025",)


def test_a_total_is_left_out_and_named() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Seats", "MRR"],
        ["Acme", 1, 10],
        ["TOTAL", Fault("formula"), Fault("formula")],
    ]
    table = table_of(grid(rows), synonyms())
    assert [(x.row, x.text, x.why) for x in table.left_out] == [(3, "TOTAL", "total")]
    assert len(table.rows) == 1


def test_a_customer_called_total_is_a_customer() -> None:
    rows: list[list[Value]] = [["Customer", "Plan", "MRR"], ["Total", "Team", 10], ["Acme", "Team", 10]]
    assert len(table_of(grid(rows), synonyms()).rows) == 2


def test_numbers_without_a_name_below_the_data_are_a_total() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Seats", "MRR"],
        ["Acme", 1, Decimal("10.5")],
        [None, 1, Decimal("10.5")],
    ]
    assert [x.why for x in table_of(grid(rows), synonyms()).left_out] == ["total"]


def test_a_heading_inside_the_data_begins_a_block() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Plan", "MRR"],
        ["Acme", "Team", 10],
        [],
        ["— churned —"],
        ["Gone Ltd", "Team", 5],
    ]
    table = table_of(grid(rows), synonyms())
    assert [(r.number, r.heading) for r in table.rows] == [(2, None), (5, 4)]
    assert [h.text for h in table.headings] == ["— churned —"]


def test_a_name_alone_among_the_data_is_a_customer_and_no_heading() -> None:
    rows: list[list[Value]] = [["Customer", "Plan", "MRR"], ["Acme"], ["Beta", "Team", 5]]
    assert len(table_of(grid(rows), synonyms()).rows) == 2


def test_a_remark_below_the_data_is_left_out() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Plan", "MRR"],
        ["Acme", "Team", 5],
        [],
        ["Ask Dana before changing anything"],
    ]
    assert [x.why for x in table_of(grid(rows), synonyms()).left_out] == ["remark"]


def test_a_header_that_comes_again_is_left_out() -> None:
    rows: list[list[Value]] = [["Customer", "Plan"], ["Acme", "Team"], ["Customer", "Plan"], ["Beta", "Team"]]
    table = table_of(grid(rows), synonyms())
    assert [x.why for x in table.left_out] == ["header again"]
    assert [r.number for r in table.rows] == [2, 4]


def test_equal_headers_are_numbered_and_blank_ones_named_by_their_letter() -> None:
    rows: list[list[Value]] = [["Customer", "ARR", "arr ", None], ["Acme", 1, 2, "x"]]
    assert [h.text for h in table_of(grid(rows), synonyms()).headers] == [
        "Customer",
        "ARR",
        "arr (2)",
        "column D",
    ]


def test_a_sheet_without_a_header_has_no_rows() -> None:
    table = table_of(grid([[1, 2], [3, 4]]), synonyms())
    assert (table.header_row, table.rows) == (0, ())


def test_letters_of_columns() -> None:
    assert [letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
