"""The Week page by hand: cards go to another day, days off stand apart, and the week goes out as a file."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from csdesk import settings
from csdesk.domain import preferences as p
from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.tasks import Task
from csdesk.domain.week.plan import Planned
from csdesk.services.book.editing import set_fields
from csdesk.services.book.preferences import prefer
from csdesk.store.book import Book
from csdesk.store.identity import uid_of
from csdesk.ui.week.day_column import DRAGGED, DayList
from csdesk.ui.week.page import WeekPage
from csdesk.ui.window import Window
from tests.ui.hands import click, press
from tests.ui.pages import week
from tests.ui.windows import put_away, settled, shown

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
THURSDAY = date(2025, 11, 27)


def prefers(window: Window, key: str, text: str) -> None:
    assert window.desk is not None
    window.desk.do(prefer, key, text)


def day_of(page: WeekPage, item: Planned) -> date | None:
    assert page.plan is not None
    cause = item.item.candidate.cause
    return next((i.day for d in page.plan.days for i in d.items if i.item.candidate.cause == cause), None)


class _Dragged(QDropEvent):
    """A drop that comes from a list, as Qt says it of a drag inside one program."""

    def __init__(self, source: DayList, held: QMimeData, kind: QEvent.Type) -> None:
        super().__init__(
            QPointF(5, 5),
            Qt.DropAction.MoveAction,
            held,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            kind,
        )
        self._source = source

    def source(self) -> DayList:
        return self._source


def drag(source: DayList, target: DayList) -> bool:
    """Drag the chosen card of a list over another and drop it there; whether it was welcome."""
    held = QMimeData()
    held.setData(DRAGGED, b"")
    enter = _Entered(source, held)
    target.dragEnterEvent(enter)
    if enter.isAccepted():
        target.dropEvent(_Dragged(source, held, QEvent.Type.Drop))
    return enter.isAccepted()


class _Entered(QDragEnterEvent):
    def __init__(self, source: DayList, held: QMimeData) -> None:
        super().__init__(
            QPointF(5, 5),
            Qt.DropAction.MoveAction,
            held,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._source = source

    def source(self) -> DayList:
        return self._source


def test_a_card_is_dragged_to_another_day_and_undo_brings_it_back(window: Window) -> None:
    page = week(window)
    item = page.chosen()
    assert item is not None
    assert drag(page.columns[0].list, page.columns[2].list)
    settled(lambda: day_of(page, item) == item.day + timedelta(days=2))
    settled(lambda: bool(window.desk and window.desk.way.back.startswith("planned")))
    window.undo()
    settled(lambda: day_of(page, item) == item.day)


def test_d_offers_to_write_the_deck_of_the_chosen_card(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def chosen(_page: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / "review.pptx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    page = week(window)
    item = page.chosen()
    assert item is not None
    press(page.columns[0].list, Qt.Key.Key_D)
    assert offered == [f"{item.item.candidate.name} review 2025-11-24.pptx"]
    settled((tmp_path / "review.pptx").exists)
    settled(lambda: "slides written" in window.toast.text())


def test_a_card_dropped_on_its_own_day_changes_nothing(window: Window) -> None:
    page = week(window)
    assert not drag(page.columns[0].list, page.columns[0].list)


def test_what_is_done_cannot_be_dragged(window: Window) -> None:
    page = week(window)
    items = page.columns[0].list.held
    flags = {i.done: items.flags(items.index(n)) for n, i in enumerate(items.cards)}
    assert flags[False] & Qt.ItemFlag.ItemIsDragEnabled
    assert not flags[True] & Qt.ItemFlag.ItemIsDragEnabled


def test_a_day_off_is_a_narrow_column_that_says_why_and_takes_no_card(window: Window) -> None:
    page = week(window)
    prefers(window, p.DAYS_OFF, f"{THURSDAY.isoformat()} Thanksgiving")
    settled(lambda: page.plan is not None and page.plan.days[3].off == "Thanksgiving")
    QApplication.processEvents()
    assert page.columns[3].width() < page.columns[2].width() / 2
    assert page.columns[3]._off.text() == "Thanksgiving"
    assert not page.columns[3].list.held.cards
    page.columns[0].list.choose(0)
    assert not drag(page.columns[0].list, page.columns[3].list)


def test_shift_right_steps_over_a_day_off(window: Window) -> None:
    page = week(window)
    prefers(window, p.DAYS_OFF, f"{(THURSDAY - timedelta(days=2)).isoformat()} Off")
    settled(lambda: page.plan is not None and bool(page.plan.days[1].off))
    page.columns[0].list.choose(0)
    item = page.chosen()
    assert item is not None
    page.columns[0].list.setFocus()
    press(page.columns[0].list, Qt.Key.Key_Right, SHIFT)
    settled(lambda: day_of(page, item) == item.day + timedelta(days=2))


@pytest.mark.parametrize(
    ("key", "ending"), [(Qt.Key.Key_P, ".pdf"), (Qt.Key.Key_E, ".xlsx"), (Qt.Key.Key_C, ".ics")]
)
def test_a_key_saves_the_week(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: Qt.Key, ending: str
) -> None:
    path = tmp_path / "out"  # a person need not type the ending
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page = week(window)
    page.columns[0].list.setFocus()
    press(page.columns[0].list, key, CTRL | SHIFT)
    settled(lambda: path.with_name(f"out{ending}").exists())
    settled(lambda: f"out{ending}" in window.toast.text())


def test_the_button_offers_every_way_out_with_its_key(window: Window) -> None:
    page = week(window)
    menu = page.ways.out.open_menu(page.export)
    said = [a.text() for a in menu.actions() if a.text()]
    menu.close()
    assert said == [
        "Print\tCtrl+P",
        "Save as PDF\tCtrl+Shift+P",
        "Save as Excel\tCtrl+Shift+E",
        "Save as calendar\tCtrl+Shift+C",
    ]


def test_hours_leads_to_the_settings(window: Window) -> None:
    click(week(window).hours)
    shown = window.shown()
    assert shown is not None
    assert shown.id == "settings"


def test_ctrl_p_prints_the_week_on_the_printer_that_is_chosen(window: Window, tmp_path: Path) -> None:
    page = week(window)
    page.columns[0].list.setFocus()
    press(page.columns[0].list, Qt.Key.Key_P, CTRL)
    dialog = page.ways.out.dialog
    assert dialog is not None
    assert dialog.isVisible()
    path = tmp_path / "printed.pdf"
    dialog.printer().setOutputFileName(str(path))
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    assert path.read_bytes().startswith(b"%PDF")


def test_an_empty_week_cannot_be_printed(empty: Window) -> None:
    assert not week(empty).can("week.print")
    assert week(empty).export.isHidden()


def test_the_keyboard_is_on_the_first_card_as_soon_as_there_is_one(window: Window) -> None:
    page = week(window)
    settled(page.columns[0].list.hasFocus)
    press(page.columns[0].list, Qt.Key.Key_Down)
    assert page.columns[0].list.currentIndex().row() == 1


def test_the_days_are_one_stop_of_tab_and_the_arrows_go_through_them(window: Window) -> None:
    page = week(window)
    page.begin()
    days = [column.list for column in page.columns]
    settled(days[0].hasFocus)
    press(days[0], Qt.Key.Key_Right)
    assert days[1].hasFocus()
    assert page.chosen() == days[1].held.cards[0]
    assert [bool(day.selectedIndexes()) for day in days] == [False, True, False, False, False]
    press(days[1], Qt.Key.Key_Tab)
    outside = QApplication.focusWidget()
    assert outside is not None
    assert outside not in days
    press(outside, Qt.Key.Key_Backtab, SHIFT)
    assert days[1].hasFocus(), "Shift+Tab comes back to the chosen card"
    press(days[1], Qt.Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() not in days


def test_the_arrows_pass_over_days_without_a_card(window: Window) -> None:
    page = week(window)
    page.begin()
    days = [column.list for column in page.columns]
    settled(days[0].hasFocus)
    days[1].show_cards(())
    press(days[0], Qt.Key.Key_Right)
    assert days[2].hasFocus()
    press(days[2], Qt.Key.Key_Left)
    assert days[0].hasFocus()


def test_a_week_that_loses_the_day_of_the_chosen_card_chooses_its_first(window: Window) -> None:
    page = week(window)
    settled(lambda: len(page.columns) == 5)
    page.columns[4].list.choose(0)
    prefers(window, "working_days", "Mon, Tue, Wed, Thu")
    settled(lambda: len(page.columns) == 4)
    settled(lambda: page.chosen() is not None)
    first = next(c for c in page.columns if c.list.held.cards)
    assert (first.list.current(), first.list.currentIndex().row()) == (page.chosen(), 0)


def test_a_click_on_the_card_where_one_was_before_takes_the_choice_from_the_other_day(window: Window) -> None:
    page = week(window)
    page.begin()
    lists = [column.list for column in page.columns[:2]]
    for list_ in (lists[1], lists[0], lists[1]):
        click(list_.viewport(), list_.visualRect(list_.model().index(0, 0)).center())
        assert page.chosen() == list_.held.cards[0]
        assert [bool(one.selectedIndexes()) for one in lists] == [one is list_ for one in lists]


def test_old_tasks_of_the_first_import_are_dropped_by_one_click_and_come_back_by_undo(window: Window) -> None:
    page = week(window)
    assert window.desk is not None
    assert page.rail.backlog.isHidden()
    window.desk.do(bring_old_tasks)
    settled(lambda: not page.rail.backlog.isHidden())
    drop = page.rail.backlog.drop
    assert drop.text() == "Drop 7 old tasks"
    click(drop)
    settled(drop.isHidden)
    assert page.plan is not None
    assert not page.plan.old_tasks
    press(page, Qt.Key.Key_Z, CTRL)
    settled(lambda: not drop.isHidden())


def bring_old_tasks(book: Book, *, today: date) -> ChangeSet:
    """An import with seven tasks of the year before."""
    account = book.all(Account)[0].id
    old = [
        Task(id=book.new_id(), account=account, title=f"old {n}", due_on=date(2024, 3, n))
        for n in range(1, 8)
    ]
    with book.change(Verb.IMPORT, label="old.xlsx", today=today) as change:
        book.put_all(old)
    return change.done


def test_a_week_that_comes_while_the_window_is_behind_another_has_the_keyboard_when_it_comes_forward(
    window: Window,
) -> None:
    """At a start with a large book the page stands before its week, and the window before it is the active one."""
    page, other = week(window), QWidget()
    other.show()
    other.activateWindow()
    settled(other.isActiveWindow)
    page.setFocus()
    page.reload()
    before = page.seen
    settled(lambda: page.seen is not before)
    window.activateWindow()
    settled(window.isActiveWindow)
    assert isinstance(QApplication.focusWidget(), DayList)


def test_the_choice_goes_with_a_card_that_is_moved_and_comes_back_with_undo(window: Window) -> None:
    """Shift+Right twice moves one card by two days, not two cards by one."""
    page = week(window)
    page.begin()
    item = page.chosen()
    assert item is not None
    assert page.plan is not None
    days = [d.day for d in page.plan.days]
    for day in days[1:3]:
        assert page.columns[days.index(day) - 1].list.hasFocus()
        press(page.columns[days.index(day) - 1].list, Qt.Key.Key_Right, SHIFT)
        settled(lambda day=day: day_of(page, item) == day)  # type: ignore[misc]
        chosen = page.chosen()
        assert chosen is not None
        assert (chosen.item.candidate.cause, chosen.day) == (item.item.candidate.cause, day)
    window.undo()
    settled(lambda: day_of(page, item) == days[1])
    back = page.chosen()
    assert back is not None
    assert (back.item.candidate.cause, back.day) == (item.item.candidate.cause, days[1])
    press(page.columns[1].list, Qt.Key.Key_E)
    settled(
        lambda: (now := page.chosen()) is not None and now.item.candidate.cause != item.item.candidate.cause
    )


def test_the_week_of_one_csm_has_nothing_of_the_others(window: Window) -> None:
    page = week(window)
    assert page.whose.isHidden()  # all accounts of the sample are one person's
    assert window.desk is not None
    assert page.plan is not None
    account = page.plan.plan[0].item.candidate.account
    window.desk.do(set_fields, "account", account, {"csm": "Ann Poe"})
    settled(lambda: not page.whose.isHidden())
    menu = page.whose.offer()
    assert [a.text() for a in menu.actions()] == ["Everybody", "Ann Poe", "Mary Harrison"]
    menu.actions()[1].trigger()
    settled(lambda: page.plan is not None and {i.item.candidate.account for i in page.plan.plan} == {account})
    assert page.whose.label_text() == "Ann Poe"
    page.whose.turn("")
    settled(lambda: page.plan is not None and len({i.item.candidate.account for i in page.plan.plan}) > 1)


@pytest.fixture
def hers(sample: Path, tmp_path: Path) -> Path:
    """A book in which one account is Ann Poe's, and Mary Harrison's are all others."""
    path = Path(shutil.copy(sample, tmp_path / "wingtip.csdesk"))
    with Book.open(path) as book:
        account = book.all(Account)[0].id
        set_fields(book, "account", account, {"csm": "Ann Poe"}, today=date(2025, 11, 24))
    return path


def planned(page: WeekPage) -> set[str]:
    """The accounts that the shown week speaks of."""
    assert page.plan is not None
    return {i.item.candidate.account for i in page.plan.plan} | {str(a) for a, _ in page.plan.leave_alone}


def test_whose_week_was_chosen_is_kept_for_the_book_and_named_where_it_goes(
    hers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(hers)
    settled(lambda: not week(window).whose.isHidden())
    week(window).whose.turn("Ann Poe")
    settled(lambda: len(planned(week(window))) == 1)
    put_away(window)
    again = shown(hers)
    page = week(again)
    assert (page.whose.label_text(), page.whose.isHidden(), len(planned(page))) == ("Ann Poe", False, 1)
    offered: list[str] = []

    def chosen(_parent: QWidget, _title: str, name: str, _kind: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / "hers.ics"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    page.ways.out.save_calendar()
    settled((tmp_path / "hers.ics").exists)
    assert offered == ["Week of 2025-11-24, Ann Poe.ics"]
    assert b"X-WR-CALNAME:Week, Ann Poe" in (tmp_path / "hers.ics").read_bytes()
    page.whose.turn("")
    put_away(again)
    last = shown(hers)
    assert week(last).whose.label_text() == "Everybody"
    put_away(last)


def test_who_was_chosen_and_is_not_there_any_more_leaves_the_week_to_everybody(hers: Path) -> None:
    with Book.view(hers) as book:
        settings.keep_csm(uid_of(book), "Tom Gone")
    window = shown(hers)
    page = week(window)
    settled(lambda: page.whose.csm == "" and len(planned(page)) > 1)
    assert page.whose.label_text() == "Everybody"
    put_away(window)


def test_a_csm_who_is_written_in_two_ways_is_made_one_from_the_menu_and_comes_apart_by_undo(
    hers: Path,
) -> None:
    with Book.open(hers) as book:
        one = book.all(Account)[1].id
        set_fields(book, "account", one, {"csm": "Ann"}, today=date(2025, 11, 24))
    window = shown(hers)
    page = week(window)
    page.whose.turn("Ann")
    settled(lambda: len(planned(page)) == 1)
    menu = page.whose.offer()
    assert [a.text() for a in menu.actions() if a.text()][-1] == "The same people?"
    menu.close()
    sheet = page.whose.ask_who_is_one()
    assert [check.text() for check in sheet.checks.values()] == ["Ann is Ann Poe (1 account)"]
    check = next(iter(sheet.checks.values()))
    settled(check.hasFocus)
    click(check)
    assert not sheet.save.isEnabled()
    click(check)
    press(sheet, Qt.Key.Key_Return)
    settled(lambda: len(planned(page)) == 2)
    assert page.whose.label_text() == "Ann Poe"
    assert "The same people?" not in [a.text() for a in page.whose.offer().actions()]
    window.undo()
    settled(lambda: len(planned(page)) == 1)
    put_away(window)


@pytest.mark.parametrize("width", [1000, 1024, 1280, 1600])
def test_all_days_say_their_hours_alike(window: Window, width: int) -> None:
    window.resize(width, 768)
    page = week(window)
    settled(lambda: page.plan is not None and all(c._hours.text() for c in page.columns))
    said = [column._hours.text() for column in page.columns]
    assert len({(" of " in text, text.endswith("h")) for text in said}) == 1, said
