"""On paper every row of a table stands whole on one sheet, unless it is higher than a sheet."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication

from csdesk.printing.pages import Page, _laid_out, paint
from csdesk.printing.whole_rows import keep_rows_whole


@pytest.fixture
def device(qapp: QApplication) -> Iterator[QPdfWriter]:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    made = QPdfWriter(buffer)
    made.setResolution(300)
    yield made
    del made


def page(count: int, words: int) -> Page:
    rows = (
        f"<tr><td width='110'>{n}</td><td class='line'>{'word ' * (words + n % 9)}</td></tr>"
        for n in range(count)
    )
    return Page(f"<h1>Week</h1><table width='100%'>{''.join(rows)}</table>", "Week")


def test_a_row_that_a_sheet_would_part_begins_on_the_next(device: QPdfWriter) -> None:
    document, room, _ = _laid_out(page(40, 60), device)
    before = document.pageCount()
    assert keep_rows_whole(document, room.height()) > 0
    assert keep_rows_whole(document, room.height()) == 0
    assert document.pageCount() >= before


def test_rows_of_one_line_stay_where_they_are(device: QPdfWriter) -> None:
    document, room, _ = _laid_out(page(80, 1), device)
    assert document.pageCount() > 1
    keep_rows_whole(document, room.height())
    assert keep_rows_whole(document, room.height()) == 0
    assert document.pageCount() == paint(page(80, 1), device)


def test_a_row_that_is_higher_than_a_sheet_is_left(device: QPdfWriter) -> None:
    document, room, _ = _laid_out(page(1, 6000), device)
    assert document.pageCount() > 1
    assert keep_rows_whole(document, room.height()) == 0
