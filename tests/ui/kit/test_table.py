"""A table: sorts with the empty last, filters, keeps its selection, copies what a spreadsheet takes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from csdesk.domain.day_words import yearless
from csdesk.ui.kit.columns import Cell, Column, Health, SortBy, in_days
from csdesk.ui.kit.literal import ABSENT
from csdesk.ui.kit.marks import Shape
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import ROW, TableModel
from tests.ui.hands import NOTHING, click, press
from tests.ui.windows import settled


@dataclass(frozen=True, slots=True)
class Customer:
    name: str
    arr: Decimal | None
    renews: date | None


HALDEN = Customer("Halden Freight", Decimal(61200), date(2026, 1, 31))
CALDER = Customer("Calder Mutual", Decimal(88000), date(2026, 1, 31))
ECLAIR = Customer("Éclair & Søn", None, date(2025, 12, 15))
IRONBARK = Customer("ironbark Mining", Decimal(31000), None)
ALL = (HALDEN, CALDER, ECLAIR, IRONBARK)

COLUMNS = (
    Column[Customer]("name", "Account", lambda row: row.name, cell=Cell.NAME, width=200),
    Column[Customer](
        "arr",
        "ARR",
        lambda row: ABSENT if row.arr is None else f"${row.arr:,}",
        lambda row: row.arr,
        cell=Cell.NUMBER,
        width=90,
        tooltip=lambda row: f"<b>{row.name}</b>",
    ),
    Column[Customer](
        "renews",
        "Renewal",
        lambda row: yearless(row.renews) if row.renews else ABSENT,
        lambda row: row.renews,
    ),
)


def _model(rows: tuple[Customer, ...] = ALL) -> TableModel[Customer]:
    return TableModel(COLUMNS, rows, identity=lambda row: row.name)


def _names(model: TableModel[Customer]) -> list[str]:
    return [row.name.split()[0] for row in model.rows]


@pytest.fixture
def table(qtbot: QtBot) -> Table[Customer]:
    made = Table(_model(), "Accounts")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def _click_row(table: Table[Customer], number: int, held: Qt.KeyboardModifier = NOTHING) -> None:
    spot = table.visualRect(table.rows.index(number, 0)).center()
    click(table.viewport(), spot, held)


def _click_header(table: Table[Customer], number: int, held: Qt.KeyboardModifier = NOTHING) -> None:
    header = table.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(number) + 30, header.height() // 2)
    click(header.viewport(), spot, held)


def test_the_empty_is_last_whichever_way_a_column_is_sorted() -> None:
    model = _model()
    model.set_order([SortBy("arr")])
    assert _names(model) == ["ironbark", "Halden", "Calder", "Éclair"]
    model.set_order([SortBy("arr", descending=True)])
    assert _names(model) == ["Calder", "Halden", "ironbark", "Éclair"]


def test_a_second_column_orders_the_equal_ones() -> None:
    model = _model()
    model.set_order([SortBy("renews"), SortBy("arr", descending=True)])
    assert _names(model) == ["Éclair", "Calder", "Halden", "ironbark"]


def test_texts_are_sorted_without_regard_to_case_and_accents() -> None:
    model = _model()
    model.set_order([SortBy("name")])
    assert _names(model) == ["Calder", "Éclair", "Halden", "ironbark"]


def test_equal_rows_keep_the_order_in_which_they_came() -> None:
    model = _model((CALDER, HALDEN))
    for descending in (False, True):
        model.set_order([SortBy("renews", descending)])
        assert _names(model) == ["Calder", "Halden"]


def test_a_filter_holds_while_the_order_and_the_rows_change() -> None:
    model = _model()
    model.keep({row.name for row in ALL if row.arr is not None})
    model.set_order([SortBy("name")])
    assert _names(model) == ["Calder", "Halden", "ironbark"]
    model.set_rows([ECLAIR, HALDEN])
    assert _names(model) == ["Halden"]
    model.keep(None)
    assert _names(model) == ["Éclair", "Halden"]


def test_an_unknown_column_cannot_be_sorted_by() -> None:
    with pytest.raises(KeyError):
        _model().set_order([SortBy("colour")])


def test_the_whole_row_stands_under_one_role() -> None:
    model = _model()
    assert model.index(2, 1).data(ROW) is ECLAIR


def test_a_click_on_the_header_sorts_and_a_second_turns_it_round(
    table: Table[Customer], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(table.ordered):
        _click_header(table, 1)
    assert table.rows.order == (SortBy("arr"),)
    _click_header(table, 1)
    assert table.rows.order == (SortBy("arr", descending=True),)


def test_shift_and_a_click_add_a_column_to_the_order(table: Table[Customer], qtbot: QtBot) -> None:
    _click_header(table, 2)
    _click_header(table, 1, Qt.KeyboardModifier.ShiftModifier)
    _click_header(table, 2, Qt.KeyboardModifier.ShiftModifier)
    assert table.rows.order == (SortBy("renews", descending=True), SortBy("arr"))


def test_alt_and_an_arrow_sort_by_the_current_column(table: Table[Customer], qtbot: QtBot) -> None:
    table.setCurrentIndex(table.rows.index(0, 1))
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert table.rows.order == (SortBy("arr", descending=True),)


def test_the_selection_stays_on_its_row_when_the_order_changes(table: Table[Customer], qtbot: QtBot) -> None:
    _click_row(table, 3)
    table.sort_by(1)
    assert table.chosen_row() == IRONBARK
    assert table.chosen_rows() == [IRONBARK]
    assert table.currentIndex().row() == 0


def test_every_selected_row_stays_selected_when_the_order_changes(table: Table[Customer]) -> None:
    _click_row(table, 0)
    _click_row(table, 1, Qt.KeyboardModifier.ControlModifier)
    _click_row(table, 3, Qt.KeyboardModifier.ControlModifier)
    table.sort_by(0)
    assert table.chosen_rows() == [CALDER, HALDEN, IRONBARK]


def test_a_changed_row_stays_chosen(table: Table[Customer], qtbot: QtBot) -> None:
    _click_row(table, 0)
    changed = Customer(HALDEN.name, Decimal(70000), HALDEN.renews)
    table.rows.set_rows([CALDER, changed])
    assert table.chosen_row() is changed


def test_a_row_that_is_filtered_out_is_no_longer_chosen(table: Table[Customer], qtbot: QtBot) -> None:
    _click_row(table, 0)
    with qtbot.waitSignal(table.chosen) as told:
        table.rows.keep({CALDER.name})
    assert told.args == [None]
    assert table.chosen_rows() == []


def test_arrows_choose_enter_opens_and_space_looks(table: Table[Customer], qtbot: QtBot) -> None:
    _click_row(table, 0)
    with qtbot.waitSignal(table.chosen) as chosen:
        press(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        press(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.looked) as looked:
        press(table, Qt.Key.Key_Space)
    assert chosen.args == opened.args == looked.args == [CALDER]
    assert table.chosen_rows() == [CALDER]


def test_end_and_home_go_to_the_last_and_the_first_row(table: Table[Customer], qtbot: QtBot) -> None:
    _click_row(table, 1)
    press(table, Qt.Key.Key_End)
    assert table.chosen_row() == IRONBARK
    press(table, Qt.Key.Key_Home)
    assert table.chosen_row() == HALDEN


def test_a_letter_does_not_move_the_selection(table: Table[Customer], qtbot: QtBot) -> None:
    _click_row(table, 0)
    press(table, Qt.Key.Key_C)
    assert table.chosen_row() == HALDEN


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    window = QWidget()
    table, after = Table(_model(), "Accounts", parent=window), QWidget(window)
    after.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table.setFocus()
    press(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_ctrl_c_copies_the_selected_rows_as_a_spreadsheet_takes_them(
    table: Table[Customer], qtbot: QtBot
) -> None:
    _click_row(table, 0)
    _click_row(table, 2, Qt.KeyboardModifier.ControlModifier)
    press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert (
        QGuiApplication.clipboard().text()
        == "Halden Freight\t$61200\t31 Jan\nÉclair & Søn\t–\t15 Dec\n".replace("$61200", "$61,200")
    )


def test_copying_with_headers_takes_only_the_columns_shown_in_their_order(
    table: Table[Customer], qtbot: QtBot
) -> None:
    table.show_columns(["renews", "name"])
    _click_row(table, 1)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(table, Qt.Key.Key_C, held)
    assert QGuiApplication.clipboard().text() == "Renewal\tAccount\n31 Jan\tCalder Mutual\n"


def test_a_copied_cell_can_neither_break_the_rows_nor_run_as_a_formula(qtbot: QtBot) -> None:
    hostile = (Customer('=cmd|"x"', None, None), Customer("two\nlines\tand a tab", None, None))
    table = Table(_model(hostile), "Accounts")
    qtbot.addWidget(table)
    table.show_columns(["name"])
    table.selectAll()
    assert table.copied() == '"\'=cmd|""x"""\n"two\nlines\tand a tab"\n'


def test_a_loss_is_copied_as_a_number(qtbot: QtBot) -> None:
    table = Table(_model((Customer("A", Decimal(-5), None),)), "Accounts")
    qtbot.addWidget(table)
    table.show_columns(["name", "arr"])
    table.selectAll()
    assert table.copied() == "A\t$-5\n"


def test_the_words_of_a_health_without_a_score_are_never_cut(qtbot: QtBot) -> None:
    health = Column[Customer]("health", "", lambda row: "Not scored", cell=Cell.HEALTH, width=60,
                              value=lambda row: Health(Shape.NOT_SCORED, "Not scored"))  # fmt: skip
    table = Table(TableModel((COLUMNS[0], health), ALL, identity=lambda row: row.name), "Customers")
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show()
    qtbot.waitUntil(lambda: table.columnWidth(1) >= 16 + table.fontMetrics().horizontalAdvance("Not scored"))


def test_a_number_is_never_cut(qtbot: QtBot) -> None:
    table = Table(_model((Customer("A", Decimal(10) ** 15, None),)), "Accounts")
    qtbot.addWidget(table)
    table.resize(600, 200)
    before = table.columnWidth(1)
    table.grab()
    qtbot.waitUntil(lambda: table.columnWidth(1) > before)
    wide = table.columnWidth(1)
    table.grab()
    qtbot.wait(1)
    assert table.columnWidth(1) == wide


def test_a_table_that_keeps_to_its_rows_shows_all_of_them_above_its_scroll_bar(
    table: Table[Customer],
) -> None:
    table.keep_to(len(ALL))
    table.resize(900, 600)
    settled(lambda: table.horizontalScrollBar().maximum() == 0)
    assert table.maximumHeight() == table.tall(len(ALL))
    table.resize(200, 600)
    settled(lambda: table.horizontalScrollBar().maximum() > 0)
    rows = len(ALL) * table.verticalHeader().defaultSectionSize()
    settled(lambda: table.viewport().height() >= rows)
    assert table.verticalScrollBar().maximum() == 0


def test_names_take_what_is_left_and_never_less_than_their_width(table: Table[Customer]) -> None:
    table.resize(900, 300)
    wide = sum(table.columnWidth(number) for number in range(3))
    assert wide == table.viewport().width()
    table.resize(250, 300)
    assert table.columnWidth(0) >= 200
    assert table.horizontalScrollBar().maximum() > 0


def test_where_one_growing_column_needs_more_than_its_share_the_others_share_the_rest(qtbot: QtBot) -> None:
    columns = [
        Column[Customer](key, key, lambda row: row.name, width=width, grow=True)
        for key, width in (("a", 240), ("b", 50), ("c", 50))
    ]
    table = Table(TableModel(columns, ALL, identity=lambda row: row.name), "Accounts")
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show()
    wide = [table.columnWidth(number) for number in range(3)]
    assert sum(wide) == table.viewport().width()
    assert wide[0] >= 240
    assert abs(wide[1] - wide[2]) <= 1
    assert table.horizontalScrollBar().maximum() == 0


def test_words_give_way_so_that_the_last_number_is_seen_but_not_what_a_person_made_so_wide(
    qtbot: QtBot,
) -> None:
    columns = [
        Column[Customer]("name", "Account", lambda row: row.name, width=200, cell=Cell.NAME, grow=True),
        Column[Customer]("why", "Why", lambda row: row.name, width=200),
        Column[Customer]("arr", "ARR", lambda row: str(row.arr), width=100, cell=Cell.NUMBER),
    ]
    table = Table(TableModel(columns, ALL, identity=lambda row: row.name), "Accounts")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    assert table.horizontalScrollBar().maximum() == 0
    assert table.columnWidth(2) >= 100
    table.resize(700, 300)
    assert table.columnWidth(1) == 200
    table.set_width(1, 260)
    table.resize(400, 300)
    assert table.columnWidth(1) == 260


def test_a_tool_tip_shows_markup_as_letters(table: Table[Customer]) -> None:
    tip = table.rows.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b&gt;Halden" in tip


def test_numbers_stand_right_and_their_header_too(table: Table[Customer]) -> None:
    right = Qt.AlignmentFlag.AlignRight
    assert table.rows.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & right
    assert table.rows.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) & right


def test_every_kind_of_cell_is_drawn_whatever_the_row_holds(qtbot: QtBot) -> None:
    rows = tuple(Customer(name, None, None) for name in ("<img src=x>", "\u202eabc", "x" * 300, ""))
    lines = dict(zip((row.name for row in rows), ((), (None,), (1.0, None, 3.0), (2.0,)), strict=True))
    shapes = dict(zip(lines, Shape, strict=True))

    def health(row: Customer) -> Health:
        return Health(shapes[row.name], "5", lines[row.name])

    columns = [
        Column[Customer]("name", "Name", lambda row: row.name, cell=Cell.NAME),
        Column[Customer]("badge", "Badge", lambda row: row.name, cell=Cell.BADGE, value=lambda _: "info"),
        Column[Customer]("days", "In", lambda _: in_days(3), cell=Cell.DAYS, value=lambda _: 3),
        Column[Customer]("health", "Health", lambda _: "", cell=Cell.HEALTH, value=health),
    ]
    table = Table(TableModel(columns, rows), "Rows")
    qtbot.addWidget(table)
    table.resize(1000, 200)
    table.setCurrentIndex(table.rows.index(1, 0))
    assert not table.grab().isNull()


def test_days_ahead_are_said_in_words() -> None:
    assert [in_days(days) for days in (8, 0, -3, None)] == ["in 8 d", "today", "3 d ago", "–"]


def test_a_cell_that_cannot_be_drawn_stays_blank_and_its_fault_is_told_once(qtbot: QtBot) -> None:
    drawn: list[str] = []

    def draw(painter: QPainter, box: QRect, row: Customer) -> None:
        painter.translate(500, 0)
        if row is HALDEN:
            raise ValueError(row.name)
        drawn.append(row.name)

    name = Column[Customer]("name", "Account", lambda row: row.name, cell=Cell.NAME, width=200)
    mark = Column[Customer]("mark", "Mark", lambda row: row.name, width=80, draw=draw)
    table = Table(TableModel((mark, name), ALL, identity=lambda row: row.name), "Accounts")
    qtbot.addWidget(table)
    table.resize(400, 300)
    with qtbot.captureExceptions() as told:
        for _ in range(3):
            drawn.clear()
            table.grab()
    assert [kind for kind, _, _ in told] == [ValueError]
    assert drawn == [row.name for row in table.rows.rows if row is not HALDEN]
    beside = table.visualRect(table.rows.index(1, 1))
    assert len(_colours(table.viewport().grab().copy(beside))) > 5  # the name stands where it always stands


def _colours(picture: QPixmap) -> set[int]:
    image = picture.toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
