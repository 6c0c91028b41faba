"""What stands ready is the week as the book stands; from another book, another day or a spoilt file nothing is."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from csdesk import paths
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.week.ready import keep_week, ready_week, week_before
from csdesk.services.week.week import finish, plan_week, whose
from csdesk.store.book import Book
from tests.conftest import Samples

DAY = date(2025, 11, 24)


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Path:
    """A sample book with something done in its week, to be copied."""
    path = samples(20)
    with Book.open(path) as book:
        finish(book, plan_week(book, start=DAY).plan[0].item.candidate, today=DAY)
    return path


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    """A book of one's own."""
    return Path(shutil.copy(sample, tmp_path / "wingtip.csdesk"))


def kept_file() -> Path:
    """The one file in which weeks are kept."""
    (file,) = (paths.data_folder() / "ready").iterdir()
    return file


def test_the_week_that_stands_ready_is_the_one_that_would_be_planned(path: Path) -> None:
    with Book.view(path) as book:
        assert keep_week(book, DAY)
        assert ready_week(path, DAY) == plan_week(book, start=DAY)


def test_several_days_stand_ready_and_a_day_that_was_not_kept_does_not(path: Path) -> None:
    days = [DAY + timedelta(days=n) for n in range(4)]
    with Book.view(path) as book:
        assert all(keep_week(book, day) for day in days)
        assert [ready_week(path, day) for day in days] == [plan_week(book, start=day) for day in days]
    assert ready_week(path, DAY + timedelta(days=9)) is None


def test_the_weeks_of_one_csm_stand_ready_alone(path: Path) -> None:
    days = [DAY + timedelta(days=n) for n in range(4)]
    with Book.view(path) as book:
        mary, ann = ("Mary Harrison", whose(book, "Mary Harrison")), ("Ann Poe", frozenset[AccountId]())
        for csm, only in (("", None), mary, ann):
            assert all(keep_week(book, day, csm) for day in days)
            assert [ready_week(path, day, csm) for day in days] == [
                plan_week(book, start=day, only=only) for day in days
            ]
            assert len(kept_file().read_text().splitlines()) == 1 + len(days)


def test_a_book_that_was_changed_has_nothing_ready(path: Path) -> None:
    with Book.view(path) as book:
        keep_week(book, DAY)
    with Book.open(path) as book:
        account = book.rows("SELECT uid FROM accounts ORDER BY pk")[0][0]
        log_touch(book, TouchDraft(account, "Agreed", DAY), today=DAY)
    assert ready_week(path, DAY) is None


def test_of_a_changed_book_the_week_from_before_is_there_where_planning_takes_long(path: Path) -> None:
    with Book.view(path) as book:
        keep_week(book, DAY)
        before = plan_week(book, start=DAY)
    file = kept_file()
    head, week = file.read_text().split("\n")
    file.write_text("\n".join([json.dumps({**json.loads(head), "took": 0.7}), week]))
    with Book.open(path) as book:
        finish(book, before.plan[1].item.candidate, today=DAY)
        assert plan_week(book, start=DAY) != before
    assert week_before(path, DAY, longer_than=0.5) == before
    assert week_before(path, DAY, longer_than=0.7) is None
    assert week_before(path, DAY + timedelta(days=1), longer_than=0.5) is None


def test_another_file_in_its_place_has_no_week_from_before(path: Path) -> None:
    with Book.view(path) as book:
        keep_week(book, DAY)
    other = path.with_name("other.csdesk")
    other.write_bytes(path.read_bytes())
    other.replace(path)
    assert week_before(path, DAY, longer_than=0.0) is None


def test_another_file_in_its_place_has_nothing_ready(path: Path) -> None:
    with Book.view(path) as book:
        keep_week(book, DAY)
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    assert ready_week(path, DAY) is None


def test_a_book_with_a_change_that_was_cut_off_has_nothing_ready(path: Path) -> None:
    with Book.view(path) as book:
        keep_week(book, DAY)
    Path(f"{path}-journal").write_bytes(b"half")
    assert ready_week(path, DAY) is None


def spoilt(head: str, line: str) -> Iterator[str]:
    """What the file might hold after somebody was at it."""
    day, _, told = line.partition(" ")
    week = json.loads(told)
    yield from (f"{wrong}\n{line}" for wrong in ("[]", "x", "null", "{}", '{"of": 7}', ""))
    yield from (head, f"{head}\n", f"{head}\n{day}", f"{head}\n{line[:-1]}")
    for wrong in ([], None, 7, "week", week[:-1], [*week, 1], ["yesterday", *week[1:]], [*week[:-1], "many"]):
        yield f"{head}\n{day} {json.dumps(wrong)}"


def test_a_spoilt_file_is_passed_over(path: Path) -> None:
    with Book.view(path) as book:
        keep_week(book, DAY)
    file, seen = kept_file(), 0
    for wrong in spoilt(*file.read_text().split("\n")):
        file.write_text(wrong)
        assert ready_week(path, DAY) is None
        seen += 1
    for raw in (b"", b"{", b"\xff\xfe\x00", b"[" * 100_000):
        file.write_bytes(raw)
        assert ready_week(path, DAY) is None
    assert seen > 10


def test_a_place_that_cannot_be_written_in_is_no_fault(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = path.parent / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setattr(paths, "data_folder", lambda: blocked)
    with Book.view(path) as book:
        assert not keep_week(book, DAY)
    assert ready_week(path, DAY) is None


def test_a_book_in_memory_keeps_nothing() -> None:
    with Book.in_memory() as book:
        assert not keep_week(book, DAY)
