"""Looking from another day: the band, the keys, every page on that day, and back where one was."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QDate, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from csdesk.domain.accounts import Account, Stage
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.services.book.knowing import seen_from
from csdesk.services.book.which_account import find_account
from csdesk.services.sample import CLOCK
from csdesk.store.book import Book
from csdesk.ui.account.page import AccountPage
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.page import Page
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.shell.asof_band import AsOfBand
from csdesk.ui.week.page import WeekPage
from csdesk.ui.window import Window
from tests.ui.windows import all_done, answer_of, job_text, settled

OCTOBER = date(2025, 10, 8)


def look(window: Window, day: date | None, *, known: bool = False) -> None:
    """Look from a day, and wait until every page is there."""
    desk = window.desk
    assert desk is not None
    desk.glance_at(day, known=known)
    settled(lambda: desk.today == (day or desk.real_today) and desk.turning is None)
    all_done(desk)
    QApplication.processEvents()


def band(window: Window) -> AsOfBand:
    return window.as_of.band


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget(), key, held)


def test_today_there_is_no_band_and_the_sample_says_its_day(window: Window) -> None:
    assert band(window).isHidden()
    assert window.topbar.day.label_text() == "Sample book, Mon 24 Nov 2025"


def test_another_day_is_said_in_the_band_and_in_the_bar(window: Window) -> None:
    look(window, OCTOBER)
    assert not band(window).isHidden()
    assert band(window).title.text() == "As of Wed 8 Oct 2025"
    assert band(window).sentence.text() == "Facts true by that day. Nothing can be changed here."
    assert window.topbar.day.label_text() == "Wed 8 Oct 2025"
    look(window, None)
    assert band(window).isHidden()
    assert window.topbar.day.label_text() == "Sample book, Mon 24 Nov 2025"


def test_a_day_ahead_says_what_is_expected_and_has_one_clock(window: Window) -> None:
    look(window, CLOCK + timedelta(days=14))
    assert band(window).title.text() == "Expected by Mon 8 Dec 2025"
    assert "as far as it is known today" in band(window).sentence.text()
    assert band(window).clocks.isHidden()


def test_the_week_is_the_one_of_the_day_and_afterwards_the_one_from_before(window: Window) -> None:
    page = window.page("week")
    assert isinstance(page, WeekPage)
    page._week_after()
    look(window, OCTOBER)
    assert page.plan is not None
    assert [d.day for d in page.plan.days][2] == OCTOBER
    look(window, None)
    settled(lambda: page.plan is not None and page.plan.days[0].day == date(2025, 12, 1))


def test_the_week_explains_a_card_of_that_week(window: Window) -> None:
    page = window.page("week")
    assert isinstance(page, WeekPage)
    page.columns[0].list.choose(0)
    look(window, OCTOBER)
    settled(lambda: page.plan is not None and page.plan.days[2].day == OCTOBER)
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.item in [p.item for d in (page.plan.days if page.plan else ()) for p in d.items]


@pytest.mark.parametrize("id_", ["week", "accounts", "renewals", "account"])
def test_no_part_of_a_page_still_counts_from_today(window: Window, id_: str) -> None:
    page = _at(window, id_)
    look(window, OCTOBER)
    days = [
        (type(part).__name__, getattr(part, name, None))
        for part in page.findChildren(QObject)
        for name in ("_today", "today")
    ]
    assert [day for _, day in days if day == OCTOBER]
    assert {name for name, day in days if isinstance(day, date) and day != OCTOBER} == set()


def _at(window: Window, id_: str) -> Page:
    desk = window.desk
    assert desk is not None
    if id_ == "account":
        window.open_account(answer_of(desk, _Named("Financiality")))
    else:
        window.go(id_)
    all_done(desk)
    QApplication.processEvents()
    page = window.page(id_)
    assert page is not None
    return page


class _Named:
    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, book: Book) -> object:
        return find_account(book, self._name).id


def test_the_account_page_stays_on_its_account(window: Window) -> None:
    page = _at(window, "account")
    before = page.account()
    look(window, OCTOBER)
    assert window.shown() is page
    assert page.account() == before
    settled(lambda: getattr(page, "portrait").as_of == OCTOBER)  # noqa: B009  of the page's own type
    look(window, None)
    assert (window.shown(), page.account()) == (page, before)


def test_accounts_count_from_the_day_and_the_chosen_one_is_chosen_again(window: Window) -> None:
    page = _at(window, "accounts")
    assert isinstance(page, AccountsPage)
    (row,) = [r for r in page.model.all_rows if r.account == "Nettleton Bank"]
    page.table.choose(row.id)
    today = page.model.columns
    look(window, OCTOBER)
    settled(lambda: page.model.columns is not today and page.account() == row.id)
    before = [r for r in page.model.all_rows if r.id == row.id]
    assert before[0].last_two_way_on is not None
    assert before[0].last_two_way_on <= OCTOBER
    page.table.choose(page.model.all_rows[5].id)
    look(window, None)
    settled(lambda: page.account() == row.id)


def test_nothing_can_be_changed_and_one_sentence_says_why(window: Window) -> None:
    desk = window.desk
    assert desk is not None
    look(window, OCTOBER)
    said: list[str] = []
    desk.told.connect(lambda text, _: said.append(text))
    assert desk.why_not is not None
    assert not window.topbar.new_touch.isEnabled()
    desk.undo()
    assert said == ["As of 8 Oct 2025 nothing can be changed."]
    look(window, None)
    assert window.topbar.new_touch.isEnabled()


def test_a_letter_that_would_change_something_does_nothing(window: Window) -> None:
    look(window, OCTOBER)
    desk = window.desk
    assert desk is not None
    way = desk.way
    for key in (Qt.Key.Key_E, Qt.Key.Key_S, Qt.Key.Key_L):
        press(window, key)
    all_done(desk)
    assert desk.way == way
    assert desk.saved_at is None


def test_esc_goes_back_to_today_also_from_an_account(window: Window) -> None:
    desk = window.desk
    assert desk is not None
    for id_ in ("week", "account"):
        page = _at(window, id_)
        look(window, OCTOBER)
        press(window, Qt.Key.Key_Escape)
        settled(lambda: desk.glance is None)
        assert window.shown() is page


def test_keys_go_a_day_back_and_on(window: Window) -> None:
    desk = window.desk
    assert desk is not None
    alt = Qt.KeyboardModifier.AltModifier
    for _ in range(3):
        press(window, Qt.Key.Key_Left, alt)
    settled(lambda: desk.today == CLOCK - timedelta(days=3))
    for _ in range(3):
        press(window, Qt.Key.Key_Right, alt)
    settled(lambda: desk.glance is None and desk.today == CLOCK)


def test_the_calendar_takes_a_day_by_keyboard(window: Window) -> None:
    desk = window.desk
    assert desk is not None
    window.as_of.choose()
    picker = window.as_of.picker
    assert picker.calendar.selectedDate() == QDate(2025, 11, 24)
    days = picker.calendar.focusProxy()
    assert days is not None
    assert days.accessibleName() == "Days of the month"
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(days, key)
    settled(lambda: desk.today == date(2025, 11, 17))
    assert picker.isHidden()


def test_the_palette_offers_it(window: Window) -> None:
    ids = {entry.id for entry in window.search.offered()}
    assert {"day.choose", "day.before", "day.after"} <= ids


@pytest.fixture
def edited(window: Window) -> tuple[Window, Account]:
    """A window on the sample in which a stage was changed today."""
    desk = window.desk
    assert desk is not None
    account = answer_of(desk, _Account("Financiality"))
    desk.do(_set_stage, account)
    all_done(desk)
    QApplication.processEvents()
    return window, account


class _Account(_Named):
    def __call__(self, book: Book) -> Account:
        return find_account(book, self._name)


def _set_stage(book: Book, account: Account, *, today: date) -> ChangeSet:
    with book.change(Verb.SET, today=today) as change:
        book.put(replace(account, stage=Stage.LOYALTY))
    return change.done


def test_as_known_has_only_what_was_recorded_by_the_day(edited: tuple[Window, Account]) -> None:
    window, account = edited
    desk = window.desk
    assert desk is not None
    look(window, OCTOBER)
    assert answer_of(desk, _Account("Financiality")).stage is account.stage
    look(window, OCTOBER, known=True)
    assert answer_of(desk, len_of) == 0
    assert band(window).clocks.value is True
    look(window, None)
    assert answer_of(desk, _Account("Financiality")).stage is Stage.LOYALTY


def len_of(book: Book) -> int:
    return len(book.all(Account))


def test_what_nobody_waits_for_is_given_up(window: Window) -> None:
    desk = window.desk
    assert desk is not None
    for back in range(40):
        desk.glance_at(CLOCK - timedelta(days=back), known=True)
    desk.glance_at(None)
    settled(lambda: desk.turning is None)
    assert desk.glance is None
    assert answer_of(desk, len_of) > 0


def test_a_book_that_is_opened_meanwhile_shows_today(window: Window, tmp_path: Path) -> None:
    look(window, OCTOBER)
    other = tmp_path / "other.csdesk"
    Book.create(other).close()
    window.opener.open_path(other)
    settled(lambda: window.desk is not None and window.desk.path == other)
    assert band(window).isHidden()


def test_where_nothing_was_known_yet_no_import_is_offered(window: Window) -> None:
    page = window.page("week")
    assert isinstance(page, WeekPage)
    look(window, OCTOBER, known=True)
    settled(lambda: page.empty.isVisibleTo(page))
    assert page.empty.button is not None
    assert not page.empty.button.isVisibleTo(page)
    assert "Nothing was recorded here before Mon 24 Nov 2025" in band(window).sentence.text()
    look(window, None)
    settled(lambda: not page.empty.isVisibleTo(page))
    assert page.empty.button.isVisibleTo(page.empty)


def test_a_page_that_is_first_shown_from_another_day_offers_no_import_either(window: Window) -> None:
    look(window, OCTOBER, known=True)
    page = _at(window, "renewals")
    assert isinstance(page, RenewalsPage)
    settled(lambda: page.empty.isVisibleTo(page))
    assert page.empty.button is not None
    assert not page.empty.button.isVisibleTo(page)
    assert page.empty._title.text() == "Nothing was known then"
    look(window, None)
    assert page.empty._title.text() == "No renewals yet"


def test_an_account_of_which_nothing_was_known_says_so(window: Window) -> None:
    page = _at(window, "account")
    assert isinstance(page, AccountPage)
    look(window, OCTOBER, known=True)
    settled(lambda: page.gone.isVisibleTo(page))
    assert page.gone.text() == "Nothing was known of this account on that day."
    look(window, None)
    settled(lambda: not page.gone.isVisibleTo(page))


def test_what_takes_long_is_said_and_can_be_given_up(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = window.desk
    assert desk is not None
    reached, goes_on = Event(), Event()

    def slow(book: Book, *given: Any, **named: Any) -> Book | None:
        reached.set()
        goes_on.wait(20)
        return seen_from(book, *given, **named)

    monkeypatch.setattr("csdesk.services.book.knowing.seen_from", slow)
    window.as_of.day_before()
    settled(lambda: reached.is_set() and "Looking from 23 Nov" in job_text(window.status))
    window.status.cancelled.emit()
    goes_on.set()
    settled(lambda: desk.turning is None)
    assert desk.glance is None
    assert job_text(window.status) == ""


def test_accounts_left_open_say_the_day_beside_the_list_too(window: Window) -> None:
    page = _at(window, "accounts")
    assert isinstance(page, AccountsPage)
    settled(lambda: bool(page.account()))
    page.table.selectRow(3)
    window.go("week")
    look(window, OCTOBER)
    window.go("accounts")
    settled(lambda: bool(page.account()))
    row = page.table.chosen_row()
    assert row is not None
    settled(lambda: page.inspector._row == row)
