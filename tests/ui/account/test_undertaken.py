"""Promises and gaps on the Account page, its reviews, its files, and what is only there when there is some."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from csdesk.domain.files import File, FileKind
from csdesk.domain.gaps import Gap
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.touches import TouchKind
from csdesk.services.book.editing import add_row, remove_row
from csdesk.ui.account.page import AccountPage
from csdesk.ui.account.promise_sheet import PromiseDaySheet
from csdesk.ui.account.sections import Section
from csdesk.ui.account.tabs import Tabs
from csdesk.ui.account.tick_row import TickRow
from csdesk.ui.shell.deck import DeckWriter
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.account.rooms import edit_sheet, opened, sheet, tabs
from tests.ui.hands import click, press
from tests.ui.windows import answer_of, settled

ANSWER = "An answer on progress by branch, with the November release"
TRAINERS = "Trainers cannot see progress by branch"


def promise(window: Window, said: str = ANSWER) -> Promise:
    assert window.desk is not None
    found = answer_of(window.desk, lambda book: book.all(Promise))
    return max((p for p in found if p.promise == said), key=lambda p: (p.due_on or date.min, p.id))


def chosen(section: Section, id_: str) -> None:
    assert section.table.choose(id_)


def act(section: Section, word: str) -> None:
    click(next(button for a, button in section.acts.items() if a.word == word))


def panel_row(page: AccountPage, words: str) -> TickRow:
    return next(row for row in page.plan.rows if row.words == words)


def test_an_objective_says_in_what_it_is_measured(window: Window) -> None:
    page = opened(window)
    model = tabs(page, "Plan").plan.aims.table.model()
    headings = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]
    said = {model.index(row, headings.index("Unit")).data() for row in range(model.rowCount())}
    assert page.portrait is not None
    assert said == {o.unit for o, _ in page.portrait.objectives} - {None}
    assert said


def test_a_promise_is_kept_in_its_table_and_open_again_by_undo(window: Window) -> None:
    plan = tabs(opened(window), "Plan").plan
    kept = next(button for a, button in plan.promises.acts.items() if a.word == "kept")
    assert not kept.isEnabled()
    chosen(plan.promises, promise(window).id)
    act(plan.promises, "kept")
    settled(lambda: promise(window).status is PromiseStatus.KEPT)
    assert promise(window).settled_on == TODAY
    settled(lambda: not kept.isEnabled())
    window.undo()
    settled(lambda: promise(window).status is PromiseStatus.OPEN)


def test_a_broken_promise_is_bad_news_in_the_timeline(window: Window) -> None:
    page = opened(window)
    plan = tabs(page, "Plan").plan
    chosen(plan.promises, promise(window).id)
    act(plan.promises, "broken")
    settled(lambda: any(e.title == f"Promise broken: {ANSWER}" for e in page.timeline._entries))
    told = next(e for e in page.timeline._entries if e.title == f"Promise broken: {ANSWER}")
    assert (told.on, told.tone.value) == (TODAY, "bad")


def test_another_day_leaves_the_promise_changed_and_opens_it_for_that_day(window: Window) -> None:
    plan = tabs(opened(window), "Plan").plan
    before = promise(window)
    chosen(plan.promises, before.id)
    act(plan.promises, "moved")
    asked = sheet(window, PromiseDaySheet)
    assert isinstance(asked, PromiseDaySheet)
    assert asked.day.day() == date(2025, 12, 5)
    click(asked.save)
    settled(lambda: promise(window).due_on == date(2025, 12, 5))
    assert window.desk is not None
    first = answer_of(window.desk, lambda book: book.find(Promise, before.id))
    assert first is not None
    assert (first.status, first.settled_on) == (PromiseStatus.CHANGED, TODAY)


def test_a_promise_beside_the_receipt_is_kept_by_space_and_opened_by_enter(window: Window) -> None:
    page = opened(window)
    row = panel_row(page, ANSWER)
    assert row.accessibleName() == f"{ANSWER}, Our promise to Tom Alvarez, 28 Nov"
    row.setFocus()
    press(row, Qt.Key.Key_Space)
    settled(lambda: promise(window).status is PromiseStatus.KEPT)
    settled(lambda: panel_row(page, ANSWER).icon == "done")
    press(panel_row(page, ANSWER), Qt.Key.Key_Return)
    assert edit_sheet(window).facts.noun.word == "promise"


def test_a_gap_stands_before_the_milestone_that_it_keeps_from(window: Window) -> None:
    page = opened(window)
    words = [row.words for row in page.plan.rows]
    assert words.index(TRAINERS) == words.index("First value: 10 advisers in 30 days") - 1
    press(panel_row(page, TRAINERS), Qt.Key.Key_Space)
    assert window.desk is not None
    settled(lambda: all(row.words != TRAINERS for row in page.plan.rows))
    gaps = answer_of(window.desk, lambda book: book.all(Gap))
    assert next(g.bridged_on for g in gaps if g.gap == TRAINERS) == TODAY


def test_a_gap_is_bridged_in_its_table(window: Window) -> None:
    gaps = tabs(opened(window), "Plan").plan.gaps
    ids = [row.row.id for row in gaps.model.rows if row.row.gap == TRAINERS]
    chosen(gaps, ids[0])
    act(gaps, "bridged")
    settled(lambda: all(row.row.bridged_on for row in gaps.model.rows))


def shown(made: Tabs) -> list[bool]:
    sections: list[QWidget] = [made.more, made.losses, made.notes.feedback, made.notes.advocacy]
    return [not section.isHidden() for section in sections]


def test_what_goes_beyond_is_only_there_when_there_is_some(window: Window) -> None:
    made = tabs(opened(window, "Bare"), "Money")
    tabs(opened(window, "Bare"), "Notes")
    assert shown(made) == [False] * 4
    made = tabs(opened(window, "Corvid Analytics"), "Money")
    tabs(opened(window, "Corvid Analytics"), "Notes")
    assert shown(made) == [True, False, True, True]
    made = tabs(opened(window, "Bellamy Motors"), "Money")
    assert not made.losses.isHidden()
    (row,) = made.losses.model.rows
    texts = [c.text(row) for c in made.losses.model.columns]
    assert texts[3:7] == ["Company acquired", "Outside our control", "Confirmed", "No"]


def test_the_menu_adds_what_has_no_table_yet(window: Window) -> None:
    opened(window, "Bare").work.add("churn")
    assert edit_sheet(window).facts.noun.word == "churn"


def test_the_first_review_is_due_ninety_days_after_go_live(window: Window) -> None:
    reviews = tabs(opened(window), "Reviews").reviews
    assert reviews.next.due.text() == "Thu 4 Dec"
    assert reviews.next.because.text() == "90 days after go-live, 5 Sep 2025."
    assert reviews.held.model.rows == []


def test_a_review_counts_from_the_last_one_and_moves_off_a_weekend(window: Window) -> None:
    assert window.desk is not None
    page = opened(window)
    assert page.portrait is not None
    facts = {"account": page.portrait.account.id, "on": "2025-11-23", "kind": "review", "summary": "Quarter"}
    reviews = tabs(page, "Reviews").reviews
    window.desk.do(add_row, "touch", facts)
    settled(lambda: len(reviews.held.model.rows) == 1)
    assert reviews.held.model.rows[0].row.kind is TouchKind.REVIEW
    assert reviews.next.due.text() == "Mon 23 Feb 2026"
    assert "Sat 21 Feb 2026, moved on" in reviews.next.because.text().replace("Sun", "Sat").replace(
        "22", "21"
    )


def test_without_a_cadence_no_review_is_due(window: Window) -> None:
    reviews = tabs(opened(window, "Bare"), "Reviews").reviews
    assert reviews.next.due.isHidden()
    assert "nothing to count from" in reviews.next.because.text()


def test_a_deck_that_was_written_is_kept_with_its_checksum(window: Window, tmp_path: Path) -> None:
    page = opened(window)
    reviews = tabs(page, "Reviews").reviews
    assert window.desk is not None
    assert page.portrait is not None
    DeckWriter(page, window.desk).write(page.portrait.account.id, tmp_path / "quarter.pptx")
    settled(lambda: len(reviews.decks.model.rows) == 1)
    deck: File = reviews.decks.model.rows[0].row
    assert (deck.kind, deck.title, deck.about_on) == (FileKind.DECK, "quarter", TODAY)
    assert deck.place == str(tmp_path / "quarter.pptx")
    shown = {c.header: c.text(reviews.decks.model.rows[0]) for c in reviews.decks.model.columns}
    assert shown["For"] == "Customer"
    assert deck.sha256 is not None
    assert len(deck.sha256) == 64
    assert "slides written" in window.toast.text()


def test_the_place_of_a_file_can_be_copied(window: Window) -> None:
    files = tabs(opened(window), "Files").files.files
    chosen(files, next(row.row.id for row in files.model.rows if row.row.title == "Contract of 30 Jun"))
    act(files, "copy")
    assert QGuiApplication.clipboard().text() == "https://files.wingtip.example/financiality/contract"


def test_a_first_review_that_is_past_may_only_not_be_recorded_and_a_lost_account_has_none(
    window: Window,
) -> None:
    reviews = tabs(opened(window, "Corvid Analytics"), "Reviews").reviews
    assert reviews.next.due.text() == "Was due Mon 2 Dec 2024; none is recorded"
    reviews = tabs(opened(window, "Bellamy Motors"), "Reviews").reviews
    assert reviews.next.due.isHidden()
    assert reviews.next.because.text() == "The account was lost; no review is due."


def test_a_lost_account_without_a_reason_says_so(window: Window) -> None:
    assert window.desk is not None
    made = tabs(opened(window, "Bellamy Motors"), "Money")
    window.desk.do(remove_row, "churn", made.losses.model.rows[0].row.id)
    settled(lambda: not made.losses.model.rows)
    assert not made.losses.isHidden()
    assert not made.losses._empty.isHidden()
