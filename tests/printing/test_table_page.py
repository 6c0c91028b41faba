"""A table on paper: nobody can point at a word that was cut, so letters are smaller before words are."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from csdesk.printing.table_page import PaperTable, _Drawn, _placed

HEADS = (
    "Account",
    "Product",
    "ARR",
    "Due on",
    "In",
    "Notice",
    "Category",
    "Health",
    "Forecast",
    "New ARR",
    "Reason",
)
ROW = ("Larkspur Credit Union", "Platform", "$67,400", "14 Jan 2026", "51 d", "Ends on 31 Jan 2026 unless signed",
       "Renewal at risk", "91.7", "$67,400", "–", "First renewal since they came back")  # fmt: skip


@pytest.fixture
def painter(qapp: QApplication) -> Iterator[QPainter]:
    assert qapp is not None
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    made = QPainter(writer)
    yield made
    made.end()


def cut(sheet: _Drawn, texts: tuple[str, ...], font: QFont, painter: QPainter) -> list[str]:
    """The texts that have too little room."""
    advance = QFontMetricsF(font, painter.device()).horizontalAdvance
    return [t for t, wide in zip(texts, sheet._widths, strict=True) if advance(t) > wide - sheet._gap]


def test_the_letters_of_a_wide_list_are_smaller_so_that_no_word_is_cut(painter: QPainter) -> None:
    table = PaperTable("Renewals", "", tuple((head, False) for head in HEADS), [ROW])
    sheet = _Drawn(table, painter, QSizeF(3177, 2150))
    assert not cut(sheet, HEADS, sheet._head, painter)
    assert not cut(sheet, ROW, sheet._text, painter)
    assert sum(sheet._widths) <= 3177


def test_where_no_size_does_it_long_words_give_way_and_no_header(painter: QPainter) -> None:
    table = PaperTable("Renewals", "", tuple((head, False) for head in HEADS), [(*ROW[:-1], "word " * 80)])
    sheet = _Drawn(table, painter, QSizeF(3177, 2150))
    assert not cut(sheet, HEADS, sheet._head, painter)
    assert sum(sheet._widths) <= 3177 + 1


def test_a_narrow_list_keeps_its_size(painter: QPainter) -> None:
    table = PaperTable("Accounts", "", (("Account", False), ("ARR", True)), [("Corvid", "$41,300")])
    assert _Drawn(table, painter, QSizeF(3177, 2150))._text.pointSizeF() == 8.5


def test_a_list_without_rows_has_its_head(painter: QPainter) -> None:
    table = PaperTable("Accounts", "", (("Account", False), ("ARR", True)), [])
    assert not cut(_Drawn(table, painter, QSizeF(3177, 2150)), ("Account", "ARR"), QFont(), painter)


def test_a_table_begins_below_the_one_before_where_its_title_and_some_rows_have_room(
    painter: QPainter,
) -> None:
    size, heads = QSizeF(3177, 2150), (("Account", False),)

    def drawn(rows: int, *, first: bool = False) -> _Drawn:
        return _Drawn(PaperTable("x", "y", heads, [("Corvid",)] * rows), painter, size, first=first)

    short, long = drawn(5, first=True), drawn(200)
    sheets = _placed([short, long])
    assert [(part.table is short, part.rows.start) for part in sheets[0]] == [(True, 0), (False, 0)]
    assert sheets[0][1].top > short.head_high(titled=True) + 5 * short.line
    rows = [row for sheet in sheets for part in sheet if part.table is long for row in part.rows]
    assert rows == list(range(200))
    full = drawn(long.room(0, titled=True) - 2, first=True)
    assert [len(sheet) for sheet in _placed([full, drawn(9)])] == [1, 1]
