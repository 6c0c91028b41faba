"""The parts of a figure are chosen by click or key; the list below shows what each is made of."""

import pytest
from PySide6.QtCore import QPoint, Qt

from csdesk.domain.figures.chart import Chart, Part, Shape
from csdesk.domain.figures.figure import Behind, Unit
from csdesk.domain.ids import AccountId
from csdesk.ui.account.page import AccountPage
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.numbers.part_words import part_text
from csdesk.ui.window import Window
from tests.ui.hands import click, press
from tests.ui.numbers.views import segment
from tests.ui.windows import settled


@pytest.fixture
def more(page: NumbersPage) -> NumbersPage:
    click(segment(page, "More"))
    settled(lambda: bool(page.further.figures.rows.rows))
    return page


def listed(page: NumbersPage) -> list[str]:
    return [row.name for row in page.further.behind.rows.rows]


def test_a_reason_opens_the_accounts_that_left_for_it_and_a_second_click_all_of_them(
    more: NumbersPage,
) -> None:
    more.further.figures.choose("reasons")
    everybody = ["Copperline Retail", "Bellamy Motors", "Thistle & Co", "Alder & Wren"]
    assert listed(more) == everybody
    chart = more.further.chart
    third = QPoint(200, int(chart.slots()[2].center().y()))
    click(chart, third)
    assert chart.part is not None
    assert chart.part.name == "Not known yet"
    assert listed(more) == ["Thistle & Co", "Alder & Wren"]
    click(chart, third)
    assert listed(more) == everybody


def test_by_keys_from_the_figure_to_a_month_to_an_account_and_back(window: Window, more: NumbersPage) -> None:
    figures, chart, behind = more.further.figures, more.further.chart, more.further.behind
    figures.choose("nps")
    figures.setFocus()
    press(figures, Qt.Key.Key_Tab)
    assert chart.hasFocus()
    press(chart, Qt.Key.Key_Left)
    assert chart.part is not None
    assert (chart.part.name, chart.part.n) == ("Oct 2025", len(listed(more)))
    press(chart, Qt.Key.Key_Left)
    assert (chart.part.name, {r.on.month for r in behind.rows.rows if r.on}) == ("Sep 2025", {9})
    press(chart, Qt.Key.Key_Return)
    assert behind.hasFocus()
    press(behind, Qt.Key.Key_Escape)
    assert chart.hasFocus()
    assert chart.part.name == "Sep 2025"
    press(chart, Qt.Key.Key_Return)
    press(behind, Qt.Key.Key_Return)
    settled(lambda: isinstance(window.pages.shown(), AccountPage))
    window.go("numbers")
    press(chart, Qt.Key.Key_Escape)
    assert len(listed(more)) > 100
    press(chart, Qt.Key.Key_Escape)
    assert figures.hasFocus()


def test_another_figure_begins_with_all_of_its_rows(more: NumbersPage) -> None:
    more.further.figures.choose("concentration")
    press(more.further.chart, Qt.Key.Key_Down)
    assert len(listed(more)) == 1
    more.further.figures.choose("top_five")
    assert not more.further.chart.isVisible()
    assert len(listed(more)) == 5


def test_a_part_is_said_with_what_it_rests_on() -> None:
    row = (Behind(AccountId("a"), "A"),)
    reasons = Chart(
        "", Unit.MONEY, Shape.PARETO, (Part("Price", 36_000, 1, row), Part("Not known", None, 2)), "loss"
    )
    assert part_text(reasons, 0, "USD") == "Price: $360, 1 loss, together 100 %"
    assert part_text(reasons, 1, "USD") == "Not known: 2 losses, together 100 %"
    months = Chart("", Unit.SCORE, Shape.POINTS, (Part("May 2025", 12, 8, row, (-20.4, 44.0)),), "answer")
    assert part_text(months, 0, "USD") == "May 2025: 12, 8 answers, between −20 and 44"


def test_a_definition_stands_below_its_figures_where_the_window_is_narrow(
    window: Window, more: NumbersPage
) -> None:
    more.further.figures.choose("nps")
    panel, behind = more.further.panel, more.further.behind

    def is_below() -> bool:
        return panel.mapTo(more, QPoint(0, 0)).y() > behind.mapTo(more, QPoint(0, 0)).y()

    assert not is_below()
    window.resize(860, 800)
    settled(is_below)
    assert behind.width() > 300
    window.resize(1280, 800)
    settled(lambda: not is_below())
