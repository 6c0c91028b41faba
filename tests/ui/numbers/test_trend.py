"""The trend of the Numbers page: a finding over months; a month opens its waterfall, and its bars their accounts."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics

from csdesk.services.book.preferences import prefer_all
from csdesk.services.numbers.numbers_lists import Bar
from csdesk.services.numbers.trends import Month
from csdesk.ui.kit.table import Table
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.numbers.spans import Span
from csdesk.ui.theme import font
from tests.ui.hands import click, press
from tests.ui.numbers.views import segment
from tests.ui.windows import all_done, settled


@pytest.fixture
def page(page: NumbersPage) -> NumbersPage:
    click(segment(page, "Trend"))
    settled(lambda: page.trend.found is not None)
    return page


def test_the_figure_states_its_finding_over_a_line_for_each_month(page: NumbersPage) -> None:
    trend = page.trend
    assert trend.figure.accessibleName().startswith("NRR at 100 % or above in")
    assert trend.figure.pixmap().width() > 400
    months = trend.table.rows.rows
    assert [m.first for m in months][::11] == [date(2024, 11, 1), date(2025, 10, 1)]
    assert not page.strip.isVisible()


@pytest.mark.parametrize("by", ["click", "key"])
def test_a_month_opens_its_waterfall_and_a_bar_of_it_its_accounts(page: NumbersPage, by: str) -> None:
    before = page.found
    if by == "click":
        look = page.trend.look()
        slot = (look.wide - 52 - 132) / 12
        click(page.trend.figure, QPoint(int(16 + 52 + 5.5 * slot), 120))
    else:
        page.trend.table.setFocus()
        page.trend.table.selectRow(5)
        press(page.trend.table, Qt.Key.Key_Return)
    settled(lambda: page.found is not before)
    assert page.found is not None
    assert (page.found.numbers.first, page.found.numbers.last) == (date(2025, 4, 1), date(2025, 4, 30))
    assert page.spans.currentText() == "April 2025"
    assert page.bridge.isVisible()
    page.bridge.chosen.emit(Bar.CHURN)
    assert sum(r.amount for r in page.table.rows.rows) == page.found.bars[Bar.CHURN] != 0


def test_esc_goes_back_from_the_month_to_the_trend(page: NumbersPage) -> None:
    page.trend.table.selectRow(5)
    press(page.trend.table, Qt.Key.Key_Return)
    settled(lambda: page.found is not None and page.found.numbers.first == date(2025, 4, 1))
    press(page.bridge, Qt.Key.Key_Return)
    press(page.table, Qt.Key.Key_Escape)
    press(page.bridge, Qt.Key.Key_Escape)
    assert page.trend.isVisible()
    assert page.trend.table.hasFocus()
    assert page.spans.value is Span.TWELVE
    settled(lambda: page.found is not None and page.found.numbers.first == date(2024, 11, 1))


def test_from_a_month_every_other_period_is_one_choice_away(page: NumbersPage) -> None:
    page.trend.opened.emit(date(2025, 4, 1), date(2025, 4, 30))
    settled(lambda: page.found is not None and page.found.numbers.first == date(2025, 4, 1))
    page.desk.do(prefer_all, {"fiscal_year": "4"})
    all_done(page.desk)
    settled(lambda: page.spans.itemText(list(Span).index(Span.LAST_YEAR)) == "Last fiscal year")
    assert page.spans.currentText() == "April 2025"
    page.spans.set_value(Span.LAST_QUARTER)
    page.spans.chosen.emit(Span.LAST_QUARTER)
    settled(lambda: page.found is not None and page.found.numbers.first == date(2025, 7, 1))


def test_what_is_changed_is_read_again(page: NumbersPage) -> None:
    before = page.trend.found
    page.desk.do(prefer_all, {"currency": "EUR"})
    all_done(page.desk)
    settled(lambda: page.trend.found is not before)


def test_on_half_a_screen_no_month_is_scrolled_sideways(page: NumbersPage) -> None:
    window, table = page.window(), page.trend.table
    whole = [c.header for c in table.rows.columns]
    settled(lambda: wide_enough(table))
    window.resize(860, 800)
    settled(
        lambda: window.width() == 860 and wide_enough(table) and not table.horizontalScrollBar().maximum()
    )
    assert [c.header for c in table.rows.columns] == [h for h in whole if h != "MRR before"]
    window.resize(1280, 800)
    settled(lambda: [c.header for c in table.rows.columns] == whole and wide_enough(table))


def wide_enough(table: Table[Month]) -> bool:
    """Whether the amounts have the room that they want."""
    metrics = QFontMetrics(font("body", tabular=True))
    texts = {n: [c.text(row) for row in table.rows.rows] for n, c in enumerate(table.rows.columns) if n}
    return all(
        table.columnWidth(n) >= 16 + metrics.horizontalAdvance(text)
        for n, some in texts.items()
        for text in some
    )
