"""By dimension: every value opens the accounts that its figures are made of."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt

from csdesk.ui.numbers.page import NumbersPage
from tests.ui.hands import click, press
from tests.ui.numbers.views import segment
from tests.ui.windows import settled


@pytest.fixture
def page(page: NumbersPage) -> NumbersPage:
    click(segment(page, "By dimension"))
    settled(lambda: bool(page.dimension.table.rows.rows))
    return page


@pytest.mark.parametrize("by", ["segment", "product"])
def test_the_accounts_of_every_value_add_up_to_its_mrr(page: NumbersPage, by: str) -> None:
    view = page.dimension
    before = view.table.rows.rows
    view.by.set_value(by)
    view.by.chosen.emit(by)
    settled(lambda: by == "segment" or view.table.rows.rows is not before)
    for value, n in view.table.rows.rows:
        view.table.choose(value or "")
        rows = view.behind.rows.rows
        assert sum(row.value or 0 for row in rows) == n.closing
        assert sum(row.what != "came" for row in rows) == n.opening_accounts
        assert sum(row.what != "left" for row in rows) == n.closing_accounts


def test_the_list_has_the_room_that_few_values_leave(page: NumbersPage) -> None:
    view = page.dimension
    settled(lambda: view.table.height() == view.table.tall(3))
    assert view.behind.height() > view.table.height()


def test_by_keys_from_a_value_to_an_account_and_back(page: NumbersPage) -> None:
    view = page.dimension
    view.table.setFocus()
    press(view.table, Qt.Key.Key_Down)
    press(view.table, Qt.Key.Key_Return)
    assert view.behind.hasFocus()
    assert page.account() == view.behind.rows.rows[0].account
    press(view.behind, Qt.Key.Key_Escape)
    assert view.table.hasFocus()


def test_one_figure_has_the_rows_of_each_value(page: NumbersPage) -> None:
    view = page.dimension
    settled(lambda: view.shows.findText("NPS") >= 0)
    view.shows.set_value("nps")
    view.shows.chosen.emit("nps")
    settled(lambda: view.one.isVisible() and bool(view.one.rows.rows))
    for value, figure in view.one.rows.rows:
        view.one.choose(value or "")
        assert [*view.behind.rows.rows] == [*figure.behind]


def test_a_bar_of_arr_lists_its_accounts_and_the_bars_add_up_to_the_book(page: NumbersPage) -> None:
    view = page.dimension
    view.chart.setFocus()
    arr: Fraction | int = 0
    for _ in view.chart.slots():
        press(view.chart, Qt.Key.Key_Down)
        part = view.chart.part
        assert part is not None
        assert 12 * sum(row.value or 0 for row in view.behind.rows.rows) == part.value
        arr += part.value or 0
    assert page.found is not None
    assert page.found.numbers.closing is not None
    assert arr == 12 * page.found.numbers.closing
    assert view.finding.text() == "Mid-market brings 49 % of ARR"
    press(view.chart, Qt.Key.Key_Escape)
    row = view.table.chosen_row()
    assert row is not None
    assert len(view.behind.rows.rows) == len(view._members[row[0]])


def test_on_half_a_screen_no_value_is_scrolled_sideways(page: NumbersPage) -> None:
    window, table = page.window(), page.dimension.table
    window.resize(860, 800)
    settled(lambda: window.width() == 860 and table.horizontalScrollBar().maximum() == 0)
    assert {"NRR", "GRR", "MRR after"} <= {table.rows.columns[n].header for n in table.columns_shown()}
    window.resize(1280, 800)
    settled(lambda: len(table.columns_shown()) == len(table.rows.columns))
