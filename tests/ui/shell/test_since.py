"""Since you were last here: a strip that tells it once, a sheet behind it, and nothing where there is nothing."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from csdesk import settings
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.services.renewals.since import Mark, mark_of
from csdesk.settings import Visit
from csdesk.store.book import Book
from csdesk.ui.shell.sheets.since_sheet import SinceSheet
from csdesk.ui.shell.since import SinceYouWereHere
from csdesk.ui.window import Window
from tests.ui.hands import click
from tests.ui.windows import settled, shown

TODAY = date(2025, 11, 24)
Opened = Callable[[Path], Window]


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "wingtip.csdesk"))


@pytest.fixture
def opened() -> Iterator[Opened]:
    made: list[Window] = []

    def open_(path: Path) -> Window:
        made.append(shown(path))
        return made[-1]

    yield open_
    for window in made:
        window.close()


def mark(path: Path) -> Mark:
    with Book.view(path) as book:
        return mark_of(book)


def since_of(window: Window) -> SinceYouWereHere:
    assert window.desk is not None
    found = window.desk.findChild(SinceYouWereHere)
    assert isinstance(found, SinceYouWereHere)
    settled(lambda: found._mark is not None)
    return found


def test_the_first_time_nothing_is_told_and_the_visit_is_kept(opened: Opened, path: Path) -> None:
    found = since_of(opened(path))
    assert found.band is None
    settled(lambda: settings.last_visit(mark(path).book) == Visit(TODAY, mark(path).n))


def test_a_visit_on_the_same_day_with_nothing_new_tells_nothing(opened: Opened, path: Path) -> None:
    settings.keep_visit(mark(path).book, Visit(TODAY, mark(path).n))
    assert since_of(opened(path)).band is None


def test_after_two_weeks_a_strip_tells_it_and_is_put_away(opened: Opened, path: Path) -> None:
    settings.keep_visit(mark(path).book, Visit(date(2025, 11, 10), mark(path).n))
    window = opened(path)
    band = since_of(window).band
    assert band is not None
    assert band.text().startswith("Since Mon 10 Nov: ")
    click(band.offers()[1])
    assert band.isHidden()


def test_the_sheet_names_the_accounts_and_opens_one(opened: Opened, path: Path) -> None:
    settings.keep_visit(mark(path).book, Visit(date(2025, 11, 3), mark(path).n))
    window = opened(path)
    band = since_of(window).band
    assert band is not None
    click(band.offers()[0])
    sheet = window.findChildren(SinceSheet)[0]
    names = [b for b in sheet.findChildren(type(sheet.leave)) if b is not sheet.leave]
    assert names
    click(names[0])
    settled(lambda: window.shown() is not None and window.shown().id == "account")  # type: ignore[union-attr]


def test_what_another_program_did_is_told_and_what_is_done_here_is_not(opened: Opened, path: Path) -> None:
    before = mark(path)
    settings.keep_visit(before.book, Visit(TODAY, before.n))
    with Book.open(path) as book, book.change(Verb.ADD, label="Yarrow", today=TODAY):
        book.put(Account(id=AccountId(book.new_id()), account="Yarrow Legal Two"))
    window = opened(path)
    found = since_of(window)
    assert found.band is not None
    assert found.band.text() == "Since earlier today: 1 change by another program."
    from csdesk.services.book.preferences import prefer

    assert window.desk is not None
    window.desk.do(prefer, "vendor", "Northwind")
    settled(lambda: settings.last_visit(before.book) == Visit(TODAY, before.n + 2))


def test_who_looks_from_another_day_is_told_of_today_and_the_visit_is_of_today(
    opened: Opened, path: Path
) -> None:
    settings.keep_visit(mark(path).book, Visit(date(2025, 11, 10), mark(path).n))
    window = opened(path)
    assert window.desk is not None
    window.desk.glance_at(date(2025, 10, 8))
    settled(lambda: window.desk is not None and window.desk.glance is not None)
    found = since_of(window)
    assert found.band is not None
    assert found.band.text().startswith("Since Mon 10 Nov: ")
    settled(lambda: settings.last_visit(mark(path).book) == Visit(TODAY, mark(path).n))


def test_a_clock_that_was_set_back_is_said(opened: Opened, path: Path) -> None:
    settings.keep_visit(mark(path).book, Visit(date(2027, 1, 3), mark(path).n))
    band = since_of(opened(path)).band
    assert band is not None
    assert band.text() == (
        "Your clock says 24 Nov 2025, and this book was open on 3 Jan 2027: one of them is wrong."
    )
    assert [b.label_text() for b in band.offers()] == ["Close"]
    settled(lambda: settings.last_visit(mark(path).book) == Visit(TODAY, mark(path).n))
