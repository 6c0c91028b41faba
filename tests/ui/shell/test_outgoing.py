"""What goes out of the window and comes back: a deck held back, meetings logged, calendars that follow."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from csdesk import settings
from csdesk.domain.accounts import Account
from csdesk.domain.errors import BookReadOnly
from csdesk.domain.files import File
from csdesk.domain.milestones import Milestone
from csdesk.domain.passes import Pass
from csdesk.domain.touches import Touch
from csdesk.services.book.editing import add_row, set_fields
from csdesk.services.book.which_account import find_account
from csdesk.settings import Settings
from csdesk.store.book import Book
from csdesk.ui.desk import Desk
from csdesk.ui.settings.page import SettingsPage
from csdesk.ui.shell.calendar_keeper import CalendarKeeper
from csdesk.ui.shell.customer_file import CustomerFile
from csdesk.ui.shell.deck import DeckWriter
from csdesk.ui.shell.letters import offer_meetings
from csdesk.ui.shell.sheets.leaks_sheet import LeaksSheet
from csdesk.ui.shell.sheets.meetings_sheet import MeetingsSheet
from csdesk.ui.window import Window
from tests.exchange.test_meetings_in import calendar
from tests.ui.account.rooms import opened
from tests.ui.windows import all_done, answer_of, settled

DAY = date(2025, 11, 24)


def test_a_deck_with_a_leak_is_listed_and_written_when_it_may_pass(window: Window, tmp_path: Path) -> None:
    page, desk = opened(window), window.desk
    assert desk is not None
    account = page.work.account
    assert account is not None
    facts = {"account": account, "milestone": "As good as Halden Freight", "achieved_on": "2025-11-20"}
    desk.do(add_row, "milestone", facts)
    settled(lambda: desk.way.back.startswith("added"))
    file = tmp_path / "review.pptx"
    DeckWriter(page, desk).write(account, file)
    settled(lambda: bool(window.findChildren(LeaksSheet)))
    sheet = window.findChildren(LeaksSheet)[0]
    assert not file.exists()
    assert not sheet.let.isEnabled()
    assert all("Halden Freight" in box.text() for box in sheet.boxes.values())
    first, *others = sheet.boxes.values()
    first.setChecked(True)
    if others:
        assert sheet.let.accessibleName() == f"Let 1 of {len(sheet.boxes)} pass"
    for box in others:
        box.setChecked(True)
    assert sheet.let.accessibleName() == "Let pass, and write"
    sheet.reason.set_text("They built it together")
    sheet.let.click()
    settled(file.exists)
    kept = answer_of(desk, lambda book: book.all(Pass))
    assert {p.reason for p in kept} == {"They built it together"}


def test_a_deck_says_which_tasks_the_customer_does_not_read(window: Window, tmp_path: Path) -> None:
    page, desk = opened(window), window.desk
    assert desk is not None
    assert page.work.account is not None
    DeckWriter(page, desk).write(page.work.account, tmp_path / "review.pptx")
    settled(lambda: "slides written" in window.toast.text())
    assert "5 tasks of ours left out: to show one, add it as a promise." in window.toast.text()


def test_a_customers_workbook_is_written_from_its_page(window: Window, tmp_path: Path) -> None:
    page, file = opened(window), tmp_path / "financiality.xlsx"
    assert window.desk is not None
    assert page.work.account is not None
    CustomerFile(page, window.desk).write(page.work.account, file)
    settled(lambda: "Written for the customer" in window.toast.text())
    assert file.exists()
    assert not window.findChildren(LeaksSheet)
    CustomerFile(page, window.desk).write(page.work.account, tmp_path / "as halden freight.xlsx")
    settled(lambda: bool(window.findChildren(LeaksSheet)))


def meetings(window: Window, path: Path) -> MeetingsSheet:
    assert window.desk is not None
    offer_meetings(window, window.desk, path, asked=True)
    settled(lambda: bool(window.findChildren(MeetingsSheet)))
    return window.findChildren(MeetingsSheet)[0]


def test_meetings_are_ticked_logged_in_one_step_and_known_again(window: Window, tmp_path: Path) -> None:
    carol = "ATTENDEE:mailto:carol.bennett@financiality.example"
    path = calendar(
        tmp_path,
        f"UID:1\nSUMMARY:First\nDTSTART:20251103T100000Z\nDTEND:20251103T103000Z\n{carol}",
        f"UID:2\nSUMMARY:Second\nDTSTART:20251110T100000Z\nDTEND:20251110T103000Z\n{carol}",
    )
    sheet = meetings(window, path)
    assert [box.text() for box in sheet.boxes] == ["Financiality: Second", "Financiality: First"]
    sheet.boxes[1].setChecked(False)
    assert sheet.log.label_text() == "Log 1 meeting"
    sheet.log.click()
    desk = window.desk
    assert desk is not None
    settled(lambda: desk.way.back.startswith("touch logged"))
    logged = answer_of(desk, lambda book: [t.summary for t in book.all(Touch) if t.external_id])
    assert logged == ["Second"]
    settled(lambda: not any(s.isVisible() for s in window.findChildren(MeetingsSheet)))
    offer_meetings(window, desk, path)
    settled(lambda: any(s.isVisible() for s in window.findChildren(MeetingsSheet)))
    again = next(s for s in window.findChildren(MeetingsSheet) if s.isVisible())
    assert [box.isEnabled() for box in again.boxes] == [False, True]


def test_a_calendar_without_customers_is_said_when_it_was_asked_for(window: Window, tmp_path: Path) -> None:
    assert window.desk is not None
    path = calendar(tmp_path, "UID:1\nDTSTART:20251103T100000Z\nATTENDEE:mailto:joe@gmail.com")
    offer_meetings(window, window.desk, path, asked=True)
    settled(lambda: "No meeting of the last 30 days" in window.toast.text())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that was chosen for calendars."""
    made = tmp_path / "calendars"
    made.mkdir()
    settings.save(Settings(calendar_folder=str(made)))
    return made


def test_the_calendars_follow_a_change_and_a_folder_that_is_gone_is_told_once(
    folder: Path, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = window.desk
    assert desk is not None
    keeper = desk.findChild(CalendarKeeper)
    assert keeper is not None
    told: list[str] = []
    desk.told.connect(lambda text, _: told.append(text))
    keeper.keep()
    settled(lambda: len(list(folder.iterdir())) == 2)
    with Book.view(desk.path) as book:
        assert book.all(Milestone)
    monkeypatch.setattr(settings, "load", lambda: Settings(calendar_folder=str(folder / "gone")))
    keeper.keep()
    keeper.keep()
    all_done(desk)
    settled(lambda: any("calendar folder" in t for t in told))
    all_done(desk)
    assert len([t for t in told if "calendar folder" in t]) == 1


def test_the_calendar_folder_has_the_week_that_was_chosen_and_the_settings_say_so(
    folder: Path, window: Window
) -> None:
    desk = window.desk
    assert desk is not None
    account = answer_of(desk, lambda book: book.all(Account))[0].id
    desk.do(set_fields, "account", account, {"csm": "Ann Poe"})
    all_done(desk)
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    settled(lambda: page.answer is not None)
    assert "Ann Poe" not in page.away.shared.text()
    settings.keep_csm(desk.uid, "Ann Poe")
    window.go("week")
    window.go("settings")
    assert page.away.shared.text().endswith("The week is that of Ann Poe, as on the Week page.")
    keeper = desk.findChild(CalendarKeeper)
    assert keeper is not None
    keeper.keep()
    settled(lambda: any(folder.glob("*week.ics")))
    (week,) = folder.glob("*week.ics")
    assert b"week, Ann Poe" in week.read_bytes()


def test_where_the_book_can_only_be_read_a_deck_is_written_and_not_kept(
    window: Window, tmp_path: Path
) -> None:
    page, desk, file = opened(window), window.desk, tmp_path / "review.pptx"
    assert desk is not None
    assert page.work.account is not None
    desk.bar(BookReadOnly(book="mary.csdesk"))
    DeckWriter(page, desk).write(page.work.account, file)
    settled(lambda: "slides written: review.pptx" in window.toast.text())
    assert "Not kept in the export log: mary.csdesk can only be read here." in window.toast.text()
    assert file.exists()
    assert not [f for f in answer_of(desk, lambda book: book.all(File)) if f.sha256]


def test_a_deck_that_is_being_written_while_the_window_closes_is_kept(
    qtbot: QtBot, sample: Path, tmp_path: Path
) -> None:
    path, file = tmp_path / "a.csdesk", tmp_path / "review.pptx"
    shutil.copy(sample, path)
    with Book.view(path) as book:
        account = find_account(book, "Financiality").id
    desk, page = Desk(path, DAY), QWidget()
    qtbot.addWidget(page)
    DeckWriter(page, desk).write(account, file)
    desk.close()
    with Book.view(path) as book:
        kept = [f.sha256 for f in book.all(File, account=account) if f.sha256]
    assert kept == [hashlib.sha256(file.read_bytes()).hexdigest()]
