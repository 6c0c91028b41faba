"""The palette finds what was said: touches, tickets, tasks and notes, and opens their account at that fact."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt

from csdesk.domain.accounts import Account
from csdesk.domain.errors import CsdeskError
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.search import Among, Hit, Hits
from csdesk.store.book import Book
from csdesk.ui.account.page import AccountPage
from csdesk.ui.lane import Lane
from csdesk.ui.shell.palette.entries import SAID, Entry, Group, Scope
from csdesk.ui.shell.palette.hits import Said
from csdesk.ui.shell.palette.palette import Palette
from csdesk.ui.window import Window
from tests.ui.hands import press, type_in
from tests.ui.shell.test_palette import answered, chosen, entries, headings, opened
from tests.ui.windows import answer_of, settled

DAY = date(2025, 11, 24)


def choose(palette: Palette, wanted: Callable[[Entry], bool]) -> Entry:
    """Go down to an entry."""
    for _ in range(40):
        entry = palette.list.chosen()
        if entry is not None and wanted(entry):
            return entry
        press(palette.field, Qt.Key.Key_Down)
    raise AssertionError(headings(palette))


def test_touches_tickets_and_notes_stand_with_their_account_and_day(window: Window) -> None:
    palette = opened(window, "certif")
    assert headings(palette)[:3] == ["Touches", "Tickets", "Notes"]
    first = entries(palette, Group.TOUCHES)[0]
    assert first.beside == "Financiality, 20 Nov"
    assert [first.text[a:b] for a, b in first.marked] == ["certif"]
    assert entries(palette, Group.NOTES)[0].beside == "Financiality, required outcome"


def test_enter_on_a_touch_opens_its_account_and_stands_on_it(window: Window) -> None:
    palette = opened(window, "certif")
    touch = choose(palette, lambda e: e.group is Group.TOUCHES)
    press(palette.field, Qt.Key.Key_Return)
    page = window.page("account")
    assert isinstance(page, AccountPage)
    settled(lambda: page.portrait is not None and page.timeline.currentIndex().isValid())
    item = page.timeline.model_.items[page.timeline.currentIndex().row()]
    assert getattr(item, "id", "") == touch.id
    assert (window.shown(), palette.isVisible()) == (page, False)


def test_enter_on_a_note_turns_to_where_it_is_told(window: Window) -> None:
    palette = opened(window, "certified")
    choose(palette, lambda e: e.noun == "account")
    press(palette.field, Qt.Key.Key_Return)
    page = window.page("account")
    assert isinstance(page, AccountPage)
    settled(lambda: page.portrait is not None)
    assert page.bar.tabText(page.bar.currentIndex()) == "Notes"


def test_show_all_lists_every_result_in_the_palette_and_tab_narrows_it_to_one_kind(window: Window) -> None:
    palette = opened(window, "certif")
    shown = len([e for e in palette.list.lines.lines if isinstance(e, Entry) and e.group in SAID])
    more = choose(palette, lambda e: e.group is Group.MORE)
    assert more.text == f"Show all {sum(part.count for part in palette.said.hits)} results"
    touches = palette.said.hits[0].count
    press(palette.field, Qt.Key.Key_Return)
    answered(palette)
    assert (palette.isVisible(), palette.scope) == (True, Scope.FACTS)
    assert len([e for e in palette.list.lines.lines if isinstance(e, Entry)]) > 10 * shown
    press(palette.field, Qt.Key.Key_Tab)
    answered(palette)
    assert (palette.scope, headings(palette)) == (Scope.TOUCHES, ["Touches"])
    assert len(entries(palette, Group.TOUCHES)) == touches > 9
    assert palette.panel.count.text() == f"{touches} found"


def test_the_choice_stays_while_more_is_found_beneath_it(window: Window) -> None:
    palette = opened(window, "")
    palette.field.setText("fin")
    press(palette.field, Qt.Key.Key_Down)
    before = chosen(palette)
    answered(palette)
    assert chosen(palette) == before != "Financiality"
    assert entries(palette, Group.TOUCHES)


def test_what_no_longer_holds_goes_with_the_letter_and_never_comes_back(window: Window) -> None:
    palette = opened(window, "certif")
    type_in(palette.field, "y")
    assert all("certify" in e.text.lower() for e in entries(palette, Group.TOUCHES))
    palette.field.setText("export")
    assert not any("certif" in e.text.lower() for e in entries(palette, Group.TOUCHES))
    answered(palette)
    assert palette.said.text == "export"
    assert all("export" in e.text.lower() for e in entries(palette, Group.TICKETS))


def test_a_touch_is_found_as_soon_as_it_is_logged(window: Window) -> None:
    palette = opened(window, "zeppelin")
    assert entries(palette, Group.TOUCHES) == []
    assert window.desk is not None
    account = AccountId(
        answer_of(window.desk, lambda book: book.rows("SELECT uid FROM accounts LIMIT 1")[0][0])
    )
    window.desk.do(log_touch, TouchDraft(account, "Saw the zeppelin", DAY))
    settled(lambda: bool(entries(palette, Group.TOUCHES)))


def test_from_an_earlier_day_nothing_is_found_that_happened_later(window: Window) -> None:
    assert window.desk is not None
    window.desk.glance_at(date(2025, 6, 30))
    settled(lambda: window.desk is not None and window.desk.today == date(2025, 6, 30))
    palette = opened(window, "certif")
    palette.scope = Scope.TOUCHES
    palette.look()
    answered(palette)
    days = [hit.day for part in palette.said.hits for hit in part.first]
    assert len(days) > 3
    assert all(day is not None and day <= date(2025, 6, 30) for day in days)


def test_actions_alone_ask_nothing_of_the_book(window: Window) -> None:
    palette = opened(window, ">certif")
    assert not palette.searching
    assert palette.said.hits == ()


def test_a_text_that_goes_on_keeps_what_still_holds() -> None:
    def hit(text: str) -> Hit:
        return Hit("touch", text, AccountId("a"), "A", DAY, "summary", text, ())

    said = Said("cal", Scope.EVERYTHING, (Hits(Among.TOUCHES, (hit("call"), hit("calm")), 2, more=False),))
    (narrowed,) = said.narrowed("calm").hits
    assert [(h.text, h.marked) for h in narrowed.first] == [("calm", ((0, 4),))]
    assert narrowed.count == 1
    assert said.narrowed("xcal").hits == ()


class Heard(QObject):
    """What a lane answered."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.refusals: list[CsdeskError] = []

    def hear(self, answer: Any) -> None:
        self.answers.append(answer)

    def refuse(self, fault: CsdeskError) -> None:
        self.refusals.append(fault)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_a_lane_answers_only_what_was_asked_last(sample: Path, heard: Heard) -> None:
    lane = Lane(sample, Book.view, heard)
    for n in range(20):
        lane.ask(lambda book, n=n: (n, len(book.rows("SELECT 1 FROM accounts"))), heard.hear)  # type: ignore[misc]
    settled(lambda: not lane.busy)
    assert [n for n, _ in heard.answers] == [19]
    lane.ask(lambda book: 1, heard.hear)
    lane.drop()
    lane.ask(lambda book: 2, heard.hear)
    settled(lambda: not lane.busy)
    lane.close()
    assert heard.answers[1:] == [2]


def test_a_lane_says_why_it_cannot_answer(tmp_path: Path, heard: Heard) -> None:
    lane = Lane(tmp_path / "nowhere.csdesk", Book.view, heard)
    lane.refused.connect(heard.refuse)
    lane.ask(lambda book: 1, heard.hear)
    settled(lambda: bool(heard.refusals))
    lane.close()
    assert (heard.refusals[0].code(), heard.answers) == ("book_not_found", [])


def test_looking_back_as_known_finds_only_what_was_written_by_then(window: Window) -> None:
    assert window.desk is not None
    desk = window.desk
    account = answer_of(desk, lambda book: book.all(Account)[0])
    draft = TouchDraft(account.id, "quetzals came up", date(2025, 11, 20))
    desk.do(log_touch, draft)
    settled(lambda: bool(desk.way.back))
    assert entries(opened(window, "quetzals"), Group.TOUCHES)

    def found(day: date, *, known: bool) -> int:
        assert window.search.palette is not None
        window.search.palette.put_away()
        desk.glance_at(day, known=known)
        settled(lambda: desk.glance is not None and desk.turning is None and desk.glance.known == known)
        return len(entries(opened(window, "quetzals"), Group.TOUCHES))

    assert found(date(2025, 11, 21), known=False) == 1
    assert found(date(2025, 11, 19), known=False) == 0
    assert found(date(2025, 11, 21), known=True) == 0
