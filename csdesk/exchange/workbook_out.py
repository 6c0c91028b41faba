"""A workbook going out holds one sheet per noun, each a real table; text is never a formula."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from csdesk.exchange.tables_out import Holds, Table

_LONGEST = 32_767
_CUT = " … (cut)"
_NUMBER, _DAY = "#,##0.######", "yyyy-mm-dd"


def workbook_bytes(tables: Sequence[Table], *, as_of: date) -> bytes:
    """The tables as an .xlsx file; the same tables and day give the same bytes."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {"title": "csdesk", "author": "", "created": datetime(*as_of.timetuple()[:3], tzinfo=UTC)}
        )
        formats = {
            Holds.NUMBER: book.add_format({"num_format": _NUMBER}),
            Holds.DAY: book.add_format({"num_format": _DAY}),
        }
        for table in tables:
            _sheet(book, table, formats)
    return out.getvalue()


def _sheet(book: Any, table: Table, formats: dict[Holds, Any]) -> None:
    sheet = book.add_worksheet(table.name)
    headers = [{"header": c.header} for c in table.columns]
    name = f"{table.name}_table"
    last = max(len(table.cells), 1)
    sheet.add_table(0, 0, last, len(headers) - 1, {"columns": headers, "name": name, "style": None})
    for number, row in enumerate(table.cells, 1):
        for at, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            if value is not None:
                _write(sheet, number, at, value, column.holds, formats)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(table.columns):
        longest = max((len(r[at] or "") for r in table.cells), default=0)
        sheet.set_column(at, at, min(max(longest, len(column.header) + 3), 48))


def _write(sheet: Any, row: int, at: int, value: str, holds: Holds, formats: dict[Holds, Any]) -> None:
    if holds is Holds.NUMBER:
        sheet.write_number(row, at, float(value), formats[holds])
    elif holds is Holds.DAY:
        sheet.write_datetime(row, at, datetime.fromisoformat(value), formats[holds])
    else:
        sheet.write_string(row, at, fitting(value))


def fitting(text: str) -> str:
    """The text that a cell can hold; what was cut says so."""
    plain = text.encode(errors="replace").decode()
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - len(_CUT)] + _CUT
