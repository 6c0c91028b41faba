"""A fresh workbook: what is text stays text, and the same rows and day give the same bytes."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

_AS_WRITTEN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def fresh_workbook(file: BinaryIO, title: str, day: date, *, folder: Path | None = None) -> Any:
    """An empty workbook of XlsxWriter that is written into a file when it is closed; `day` is when it was saved.

    `folder` takes the parts until they are packed; without one they stay in memory.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    place = {"tmpdir": str(folder)} if folder else {"in_memory": True}
    book = xlsxwriter.Workbook(file, {**_AS_WRITTEN, **place})
    saved = datetime(day.year, day.month, day.day, tzinfo=UTC)
    book.set_properties({"title": title, "author": "", "created": saved})
    return book
