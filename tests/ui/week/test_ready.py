"""The window opens with the week that stands ready, and asks the book all the same."""

import json
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from csdesk import paths
from csdesk.services.sample import write_sample
from csdesk.services.week.ready import keep_week, ready_week
from csdesk.services.week.week import finish, plan_week
from csdesk.store.book import Book
from csdesk.ui import desk as desks
from csdesk.ui.app import open_window
from csdesk.ui.shell.keeper import Keeper
from csdesk.ui.shell.ready import Ready
from tests.ui.pages import week
from tests.ui.windows import put_away, settled

DAY = date(2025, 11, 24)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sample book of twenty-five accounts: not all that is due fits its week."""
    path = tmp_path / "wingtip.csdesk"
    with Book.create(path) as book:
        write_sample(book, accounts=25)
    return path


def test_a_window_left_alone_keeps_its_week_for_the_next_start(path: Path) -> None:
    window = open_window(path)
    window.learn()
    assert window.desk is not None
    ready = window.desk.findChild(Ready)
    assert ready is not None
    ready.keep()
    settled(lambda: ready_week(path, DAY) is not None)
    window.close()
    again = open_window(path)
    assert week(again).plan == ready_week(path, DAY)
    again.close()


def test_what_stood_ready_gives_way_to_what_the_book_says(path: Path) -> None:
    with Book.view(path) as book:
        keep_week(book, DAY)
    (file,) = (paths.data_folder() / "ready").iterdir()
    head, line = file.read_text().split("\n")
    day, _, told = line.partition(" ")
    kept = json.loads(told)
    kept[2] = []
    file.write_text(f"{head}\n{day} {json.dumps(kept)}")
    window = open_window(path)
    shown = week(window).plan
    assert shown is not None
    assert shown.not_doing == ()
    window.learn()
    settled(lambda: (plan := week(window).plan) is not None and plan.not_doing != ())
    window.close()


def test_a_book_that_takes_long_fills_a_window_that_is_already_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "FIRST_MS", 0)
    window = open_window(path)
    assert window.isVisible()
    settled(lambda: week(window).plan is not None)
    window.close()


def test_a_changed_book_that_takes_long_opens_with_the_week_from_before_and_says_so(path: Path) -> None:
    with Book.view(path) as book:
        keep_week(book, DAY)
        before = plan_week(book, start=DAY)
    (file,) = (paths.data_folder() / "ready").iterdir()
    head, line = file.read_text().split("\n")
    file.write_text("\n".join([json.dumps({**json.loads(head), "took": 0.7}), line]))
    with Book.open(path) as book:
        finish(book, before.plan[0].item.candidate, today=DAY)
        after = plan_week(book, start=DAY)
    window = open_window(path)
    page = week(window)
    assert page.plan == before
    assert page.outdated
    assert "before the last change" in page._said.text()
    assert not page.can("week.done")
    assert not page.can("week.print")
    assert page.can("week.open")
    window.learn()
    settled(lambda: not page.outdated)
    assert page.plan == after != before
    assert "planned" in page._said.text()
    assert page.can("week.print")
    window.close()


def test_what_nobody_waits_for_comes_after_the_week_and_the_book_is_held_at_once(path: Path) -> None:
    answered, answers = Event(), list[bool]()
    made = open_window(path)
    assert made.desk is not None
    made.desk.read(lambda book: answered.wait(20), answers.append)
    made.learn()
    settled(lambda: made.desk is not None and made.desk.writes)
    assert made.desk.findChild(Keeper) is None
    answered.set()
    settled(lambda: made.desk is not None and made.desk.findChild(Keeper) is not None)
    assert answers == [True]
    put_away(made)
