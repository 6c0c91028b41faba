"""The waterfalls of the Health tab: every line with its step, its facts, and sums that are the score."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QFontMetrics

from csdesk.domain.health.bands import Band
from csdesk.domain.health.receipt import LineState
from csdesk.domain.health.standing import Standing, standing
from csdesk.domain.health.waterfall import StepKind
from csdesk.services.book.editing import add_row
from csdesk.ui.account.health_tab import HealthTab
from csdesk.ui.account.page import AccountPage
from csdesk.ui.account.source_sheet import SourceSheet
from csdesk.ui.account.waterfall import Waterfall
from csdesk.ui.account.waterfall_rows import receipt_finding
from csdesk.ui.kit.days import DayField
from csdesk.ui.theme import font
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.account.rooms import edit_sheet, opened, sheet, tabs
from tests.ui.hands import click, press
from tests.ui.windows import settled


@pytest.fixture
def tab(window: Window) -> HealthTab:
    found = tabs(opened(window), "Health").health
    settled(lambda: found.story is not None)
    return found


def number_of(view: Waterfall, words: str) -> int:
    return next(n for n, row in enumerate(view.drawn()) if row.words == words)


def points(text: str) -> Decimal:
    return Decimal(text.replace("−", "-"))


def test_the_rows_are_the_receipts_lines_and_their_figures_add_up_to_the_score(tab: HealthTab) -> None:
    receipt = tab._receipt
    assert receipt is not None
    rows = tab.receipt.drawn()
    lines = [row for row in rows if row.step.kind is StepKind.LINE]
    assert len(lines) == len(receipt.of(LineState.FRESH))
    moves = [row for row in rows if row.step.kind in {StepKind.LINE, StepKind.MODIFIER, StepKind.CUT}]
    assert sum(points(row.figure) for row in moves) == points(rows[-1].figure) == receipt.score.score
    groups = [row for row in rows if row.step.kind is StepKind.GROUP]
    assert sum(points(row.figure) for row in groups) == receipt.score.without_modifiers
    assert rows[-2].figure.startswith("−")
    assert [words for _, words in tab.receipt._ruled.marks] == ["watch from 40", "healthy from 70"]


def test_a_line_opens_its_facts_by_a_click(tab: HealthTab, window: Window) -> None:
    view = tab.receipt
    number = number_of(view, "Open cases")
    click(view, QPoint(60, view.row_top(number) + 8))
    found = sheet(window, SourceSheet)
    assert isinstance(found, SourceSheet)
    assert len(found.model.rows) > 0


def test_a_line_opens_its_facts_by_keys_and_a_group_has_none(tab: HealthTab, window: Window) -> None:
    view = tab.receipt
    view.setFocus()
    press(view, Qt.Key.Key_Down)
    assert view.drawn()[view.current].words == "Objective progress"
    press(view, Qt.Key.Key_Up)
    assert view.drawn()[view.current].words == "Objective progress"
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Return)
    assert isinstance(sheet(window, SourceSheet), SourceSheet)
    told: list[object] = []
    view.asked.connect(told.append)
    click(view, QPoint(60, view.row_top(0) + 8))
    assert told == []


def test_an_open_risk_opens_by_a_click_and_by_keys_and_its_row_can_be_edited(
    tab: HealthTab, window: Window
) -> None:
    view = tab.receipt
    number = number_of(view, "Open risk: ticket surge")
    click(view, QPoint(60, view.row_top(number) + 8))
    found = sheet(window, SourceSheet)
    assert isinstance(found, SourceSheet)
    assert [(row.word, row.says) for row in found.model.rows] == [
        ("risk", "severity medium, owner Mary Harrison")
    ]
    found.close()
    view.setFocus()
    for _ in view.drawn():
        press(view, Qt.Key.Key_Down)
    assert view.current == number
    press(view, Qt.Key.Key_Return)
    again = sheet(window, SourceSheet)
    assert isinstance(again, SourceSheet)
    press(again.table, Qt.Key.Key_Return)
    assert edit_sheet(window).facts.noun.word == "risk"


def test_a_score_that_a_person_set_opens_its_reason(tab: HealthTab, window: Window) -> None:
    assert tab.story is not None
    assert window.desk is not None
    facts = {"account": tab.story.account, "score": "90", "reason": "They said so", "set_by": "Mary",
             "set_on": "2025-11-24", "expires_on": "2025-12-31"}  # fmt: skip
    window.desk.do(add_row, "override", facts)
    settled(lambda: any(row.words == "Set by Mary" for row in tab.receipt.drawn()))
    view = tab.receipt
    click(view, QPoint(60, view.row_top(number_of(view, "Set by Mary")) + 8))
    found = sheet(window, SourceSheet)
    assert isinstance(found, SourceSheet)
    assert [(row.word, row.title, row.says) for row in found.model.rows] == [
        ("override", "They said so", "score 90, expires on 2025-12-31")
    ]
    press(found.table, Qt.Key.Key_Return)
    assert edit_sheet(window).facts.noun.word == "override"


def test_a_risk_that_was_opened_between_two_days_opens_from_the_change(
    tab: HealthTab, window: Window
) -> None:
    view = tab.change
    number = number_of(view, "Open risk: ticket surge")
    click(view, QPoint(60, view.row_top(number) + 8))
    found = sheet(window, SourceSheet)
    assert isinstance(found, SourceSheet)
    assert [row.word for row in found.model.rows] == ["risk"]


def type_day(field: DayField, day: date) -> None:
    field.setDate(QDate(day.year, day.month, day.day))


def test_why_it_changed_is_told_between_two_chosen_days(tab: HealthTab) -> None:
    assert (tab.since.day(), tab.until.day()) == (TODAY - timedelta(weeks=12), TODAY)
    before = tab.change.drawn()
    type_day(tab.since, date(2025, 11, 10))
    type_day(tab.until, date(2025, 11, 20))
    settled(lambda: tab.change.drawn() != before)
    rows = tab.change.drawn()
    assert [row.words for row in (rows[0], rows[-1])] == ["Score on 10 Nov", "Score on 20 Nov"]
    assert sum(points(row.figure) for row in rows[:-1]) == points(rows[-1].figure)
    assert any(row.words == "Open risk: ticket surge" for row in rows)
    assert tab._moved.text().startswith("Up 4.4 from 10 Nov to 20 Nov, most by ")
    part = next(n for n, row in enumerate(rows) if row.step.line is not None)
    told: list[object] = []
    tab.change.asked.connect(told.append)
    click(tab.change, QPoint(60, tab.change.row_top(part) + 8))
    assert told == [rows[part].behind]


def test_days_the_wrong_way_round_are_turned_and_a_day_before_the_first_score_says_so(tab: HealthTab) -> None:
    type_day(tab.until, date(2025, 11, 10))
    type_day(tab.since, date(2025, 11, 20))
    settled(lambda: tab.change.drawn()[0].words == "Score on 10 Nov")
    assert tab.change.drawn()[-1].words == "Score on 20 Nov"
    type_day(tab.since, date(2025, 1, 1))
    settled(tab._none.isVisible)
    assert tab._none.text() == "Not scored on that day: there is nothing to compare."
    assert not tab.change.isVisible()


def test_many_small_parts_that_others_brought_about_are_one_row_that_names_them(window: Window) -> None:
    found = tabs(opened(window, "Larkspur Credit Union"), "Health").health
    settled(lambda: found.story is not None)
    assert found.story is not None
    small = [p for p in found.story.change.parts if p.share_alone and abs(p.change) < 1]
    rows = found.change.drawn()
    together = rows[-2]
    assert together.words == f"{len(small)} measures that stand as they did count for more"
    assert points(together.figure) == sum(p.change for p in small)
    assert all(p.name in together.tip for p in small)
    assert sum(points(row.figure) for row in rows[:-1]) == points(rows[-1].figure)


def test_the_header_says_since_when_it_is_in_its_band(window: Window) -> None:
    page = opened(window, "Larkspur Credit Union")
    settled(lambda: bool(page.top.health.toolTip()))
    assert page.top.health.toolTip() == "Healthy for 364 days or more"


def test_the_finding_says_since_when_it_is_in_its_band_and_what_takes_most(tab: HealthTab) -> None:
    assert tab._made.text().startswith("7")
    assert "healthy for less than 7 days" in tab._made.text()
    assert tab._made.text().endswith("; open risk: ticket surge takes 6.0")
    assert tab._receipt is not None
    assert receipt_finding(tab._receipt, None).split(";")[0] == f"{tab._receipt.score.score} points, healthy"


def test_a_standing_goes_back_to_the_first_week_without_a_break() -> None:
    days = [date(2025, 11, 3) + timedelta(weeks=n) for n in range(4)]
    bands = [Band.HEALTHY, Band.WATCH, Band.HEALTHY, Band.HEALTHY]
    assert standing(list(zip(days, bands, strict=True))) == Standing(
        Band.HEALTHY, days[2], days[3], longer=False
    )
    always = standing([(day, Band.WATCH) for day in days])
    assert always is not None
    assert (always.days, always.longer) == (21, True)
    assert standing([(days[0], Band.WATCH), (days[1], None)]) is None
    assert standing([]) is None


def test_a_score_that_was_set_by_hand_says_so_and_what_was_computed(window: Window) -> None:
    assert window.desk is not None
    found = tabs(opened(window), "Health").health
    settled(lambda: found.story is not None)
    assert found._receipt is not None
    computed = found._receipt.score.score
    texts = {
        "account": "Financiality",
        "score": "35",
        "reason": "They said that they leave",
        "set_by": "Mary",
    }
    window.desk.do(add_row, "override", {**texts, "set_on": "2025-11-20", "expires_on": "2025-12-31"})
    settled(lambda: "set by Mary" in found._made.text())
    assert found._made.text().endswith(f"; set by Mary, computed it is {computed}")
    assert found._remark.text().startswith("85 % of the weight is known. A score that was set by hand")
    rows = found.receipt.drawn()
    assert (rows[-2].words, rows[-1].figure) == ("Set by Mary", "35.0")
    page = window.page("account")
    assert isinstance(page, AccountPage)
    assert page.top.health.below.text() == f"Set by Mary, computed {computed}"


def test_the_levels_of_a_narrow_waterfall_are_said_by_their_figures_alone(tab: HealthTab) -> None:
    falls = next(v for v in tab.findChildren(Waterfall) if v.accessibleName() == "How the score is made")
    metrics = QFontMetrics(font("small"))
    falls.resize(1000, 600)
    assert [words for _, words in falls.marks(metrics)] == ["watch from 40", "healthy from 70"]
    falls.resize(640, 600)
    assert [words for _, words in falls.marks(metrics)] == ["40", "70"]
