"""The Settings page: what is typed is kept in one step, and everything follows it at once."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from csdesk import settings
from csdesk.domain import preferences as p
from csdesk.domain.errors import BookReadOnly
from csdesk.domain.week.candidates import ON_AT_FIRST, Rule
from csdesk.services.week.week import plan_week
from csdesk.ui import theme
from csdesk.ui.settings.page import SettingsPage
from csdesk.ui.settings.rules import RULES
from csdesk.ui.settings.sheet import LookSheet
from csdesk.ui.week.page import WeekPage
from csdesk.ui.window import Window
from tests.ui.hands import click, press, type_in
from tests.ui.pages import settings_of
from tests.ui.windows import answer_of, settled, shown

DAY = date(2025, 11, 24)
CTRL = Qt.KeyboardModifier.ControlModifier


def kept(window: Window, key: str) -> str | None:
    assert window.desk is not None
    return answer_of(window.desk, lambda book: book.preference(key))


def retype(page: SettingsPage, key: str, text: str) -> None:
    edit = page.rows[key].field.edit
    edit.setFocus()
    press(edit, Qt.Key.Key_A, CTRL)
    type_in(edit, text)
    press(edit, Qt.Key.Key_Return)


def test_a_click_in_the_sidebar_opens_the_settings_at_the_first_field(window: Window) -> None:
    click(window.sidebar._entries["settings"])
    page = settings_of(window)
    assert page.isVisible()
    assert page.rows[p.OWNER].text() == "Mary Harrison"
    assert page.rows[p.OWNER].field.edit.hasFocus()


def test_hours_are_kept_with_enter_and_the_week_has_them(window: Window) -> None:
    page = settings_of(window)
    retype(page, p.HOURS_A_DAY, "6")
    settled(lambda: kept(window, p.HOURS_A_DAY) == "6")
    week = window.page("week")
    assert isinstance(week, WeekPage)
    settled(lambda: week.plan is not None and week.plan.days[0].capacity == int(360 * 0.65 * 0.85))


def test_the_arithmetic_follows_every_letter_before_anything_is_kept(window: Window) -> None:
    page = settings_of(window)
    edit = page.rows[p.OVERHEAD].field.edit
    edit.setFocus()
    type_in(edit, "50")
    assert page.time.sentence.text() == (
        "7.5 h × 60 − 50 % other work − 15 % of the rest kept free = 191 min a day, 15:55 h in 5 days"
    )
    assert kept(window, p.OVERHEAD) is None


def test_ctrl_z_takes_a_setting_back_and_its_field_shows_it(window: Window) -> None:
    page = settings_of(window)
    retype(page, p.VENDOR, "Northwind")
    settled(lambda: kept(window, p.VENDOR) == "Northwind")
    settled(lambda: bool(window.desk and window.desk.way.back == "setting changed, Your company"))
    window.undo()
    settled(lambda: page.rows[p.VENDOR].text() == "Wingtip")


def test_what_cannot_be_is_refused_beside_its_field_and_stays_as_typed(window: Window) -> None:
    page = settings_of(window)
    retype(page, p.HOURS_A_DAY, "forty")
    settled(lambda: bool(page.rows[p.HOURS_A_DAY].field.refusal()))
    assert (
        page.rows[p.HOURS_A_DAY].field.refusal()
        == "Not kept: this is not a number of hours up to 24, such as 7.5."
    )
    assert page.rows[p.HOURS_A_DAY].text() == "forty"
    assert kept(window, p.HOURS_A_DAY) is None


def test_a_friday_that_is_not_worked_leaves_the_week_with_four_columns(window: Window) -> None:
    page = settings_of(window)
    click(page.time.days.boxes[4])
    settled(lambda: kept(window, p.WORKING_DAYS) == "mon, tue, wed, thu")
    week = window.page("week")
    assert isinstance(week, WeekPage)
    settled(lambda: len(week.columns) == 4)
    window.undo()
    settled(lambda: len(week.columns) == 5)


@pytest.mark.parametrize(
    ("key", "first", "said", "value"),
    [
        (p.ARCHIVE_AS, "counts as contraction", "counts as churn", "churn"),
        (p.FISCAL_YEAR, "begins in January", "begins in February", "2"),
    ],
)
def test_what_has_few_values_is_chosen_and_not_typed(
    window: Window, key: str, first: str, said: str, value: str
) -> None:
    page = settings_of(window)
    choice = page.choices[key].choice
    assert choice.currentText() == first
    choice.setFocus()
    press(choice, Qt.Key.Key_Down)
    settled(lambda: kept(window, key) == value)
    assert choice.currentText() == said
    settled(lambda: bool(window.desk and window.desk.way.back.startswith("setting changed")))
    window.undo()
    settled(lambda: choice.currentText() == first)


def test_one_day_at_least_is_worked(window: Window) -> None:
    page = settings_of(window)
    for number in range(4):
        click(page.time.days.boxes[number])
    settled(lambda: kept(window, p.WORKING_DAYS) == "fri")
    settled(lambda: page.answer is not None and page.answer.preferred.time.weekdays == {4})
    click(page.time.days.boxes[4])
    assert page.time.days.days() == {4}


def test_days_off_are_kept_when_they_are_left_and_a_wrong_line_is_said(window: Window) -> None:
    page = settings_of(window)
    page.away.lines.setFocus()
    type_in(page.away.lines, "2025-11-27 Thanksgiving")
    page.rows[p.OWNER].field.edit.setFocus()
    settled(lambda: kept(window, p.DAYS_OFF) == "2025-11-27 Thanksgiving")
    settled(lambda: "Thu 27 Nov off, Thanksgiving" in page.away.said.text())
    page.away.lines.setFocus()
    press(page.away.lines, Qt.Key.Key_End, CTRL)
    press(page.away.lines, Qt.Key.Key_Return)
    type_in(page.away.lines, "never")
    page.rows[p.OWNER].field.edit.setFocus()
    settled(lambda: not page.away.refusal.isHidden())
    assert kept(window, p.DAYS_OFF) == "2025-11-27 Thanksgiving"


def test_a_calendar_is_read_kept_and_forgotten(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "my.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20251124T090000\r\nDTEND:20251124T103000\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    page = settings_of(window)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    click(page.away.read)
    settled(lambda: kept(window, p.BUSY) == "2025-11-24 90")
    settled(lambda: page.away.said.text() == "Next: Mon 24 Nov 1:30 h busy.")
    click(page.away.forget)
    settled(lambda: kept(window, p.BUSY) is None)


def test_the_own_median_stands_beside_its_kind(window: Window) -> None:
    page = settings_of(window)
    assert page.rows[p.MINUTES["call"]].beside.text() == "min, your own median is 30"


def test_the_look_changes_at_once_and_is_kept_on_this_computer(window: Window) -> None:
    page = settings_of(window)
    try:
        page.look.scheme.set_value("light")
        press(page.look.scheme, Qt.Key.Key_Right)
        assert theme.scheme() == "dark"
        assert settings.load().scheme == "dark"
    finally:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, "light", still=True)


def test_a_second_place_is_chosen_or_put_off_and_said(window: Window, tmp_path: Path) -> None:
    page = settings_of(window)
    click(page.places.decline)
    assert settings.load().second_place == settings.DECLINED
    assert page.places.second.text().startswith("You decided against one for now")
    page.take_second_place(str(tmp_path))
    settled(lambda: page.places.second.text() == f"{tmp_path}. The next backup goes there too.")


def test_a_book_that_can_only_be_read_shows_its_settings_and_takes_none(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "read.csdesk"
    path.write_bytes(sample.read_bytes())
    made = shown(path)
    try:
        page = settings_of(made)
        assert made.desk is not None
        made.desk.bar(BookReadOnly(book=path.name))
        assert not page.who.form.isEnabled()
        assert not page.away.read.isEnabled()
    finally:
        made.close()


def test_an_empty_book_has_settings_too(empty: Window) -> None:
    page = settings_of(empty)
    assert page.rows[p.OWNER].text() == ""
    assert page.rows[p.HOURS_A_DAY].field.edit.placeholderText() == "7.5"


def test_without_a_book_the_settings_are_there_with_what_belongs_to_the_computer() -> None:
    window = shown(None)
    try:
        assert not window.sidebar._entries["week"].isEnabled()
        click(window.sidebar._entries["settings"])
        sheet = window.findChildren(LookSheet)[0]
        assert sheet.isVisible()
        assert sheet.look.scheme.value == "system"
        click(sheet.leave)
        assert not window.sidebar._entries["settings"].isChecked()
    finally:
        window.close()


def test_a_rule_that_is_switched_off_leaves_the_week_and_undo_switches_it_on(window: Window) -> None:
    page = settings_of(window)
    assert {r for r, s in page.rules.switches.items() if s.isChecked()} == ON_AT_FIRST
    week = window.page("week")
    assert isinstance(week, WeekPage)

    def sources() -> set[str]:
        assert window.desk is not None
        plan = answer_of(window.desk, lambda book: plan_week(book, start=DAY))
        ranked = [p.item for p in plan.plan] + [n.item for n in plan.not_doing]
        return {item.candidate.source for item in ranked}

    before = sources()
    for rule in (Rule.SILENCE, Rule.RENEWAL):
        click(page.rules.switches[rule], QPoint(8, 12))
    settled(lambda: kept(window, p.RULES) == "notice, sponsor left, detractor, billing")
    assert sources() < before
    assert window.desk is not None
    desk = window.desk
    settled(lambda: "What the week proposes" in desk.way.back)
    window.undo()
    settled(page.rules.switches[Rule.RENEWAL].isChecked)
    assert not page.rules.switches[Rule.SILENCE].isChecked()
    click(page.rules.switches[Rule.SILENCE], QPoint(8, 12))
    settled(lambda: kept(window, p.RULES) is None)
    assert sources() == before


def test_every_rule_has_a_switch_a_name_and_a_sentence() -> None:
    assert set(RULES) == set(Rule)
    assert all(name and sentence.endswith(".") and len(sentence) < 100 for name, sentence in RULES.values())
