"""New books: killed in the moment in which its file appears, a book is whole; what a kill left is swept by the next."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from csdesk.store.check import problems_of

DAY = date(2025, 11, 24)
HOME = Path(__file__).parents[2]
MANY = 3_000
posix = pytest.mark.skipif(os.name != "posix", reason="kills as POSIX has them")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=DAY):
        book.put_all(Account(id=AccountId(uid), account=f"Corvid {uid}") for uid in book.new_ids(MANY))
    return path


def killed_when_there(file: Path, *words: str) -> None:
    """Run the program, and kill it as soon as the file is there."""
    command = [sys.executable, "-m", "csdesk", *words]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.DEVNULL, start_new_session=True) as child:
        end = time.monotonic() + 60
        while not file.exists() and child.poll() is None and time.monotonic() < end:
            time.sleep(0.0002)
        os.kill(child.pid, signal.SIGKILL)


@posix
@pytest.mark.parametrize("words", [("new", "{file}"), ("import", "{sheet}")], ids=" ".join)
def test_a_new_book_is_whole_as_soon_as_it_is_there(tmp_path: Path, words: tuple[str, ...]) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("Account,Domain\nCorvid,corvid.example\n")
    from csdesk import paths

    file = paths.default_book() if words[0] == "import" else tmp_path / "new.csdesk"
    killed_when_there(file, *(word.format(file=file, sheet=sheet) for word in words))
    with Book.open(file) as book:
        assert problems_of(book, deep=True) == []
    assert [f.name for f in file.parent.iterdir() if f.name.startswith(file.name)] == [file.name]


@posix
@pytest.mark.parametrize("way", ["--salvage", "--as-data"])
def test_a_book_that_was_salvaged_or_read_as_data_has_all_as_soon_as_it_is_there(
    path: Path, way: str
) -> None:
    file = path.with_name("fresh.csdesk")
    killed_when_there(file, "check", way, str(file), "--book", str(path))
    with Book.open(file) as book:
        assert problems_of(book, deep=True) == []
        assert len(book.all(Account)) == MANY


@posix
def test_the_copy_that_a_killed_salvage_worked_on_is_removed_by_the_next(path: Path) -> None:
    into = path.with_name("fresh.csdesk")
    command = [sys.executable, "-m", "csdesk", "check", "--salvage", str(into), "--book", str(path)]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.DEVNULL, start_new_session=True) as child:
        end = time.monotonic() + 60
        while not list(path.parent.glob(".csdesk-salvage-*/copy.csdesk")) and time.monotonic() < end:
            time.sleep(0.0002)
        os.kill(child.pid, signal.SIGKILL)
    assert not into.exists()
    assert len(list(path.parent.glob(".csdesk-salvage-*"))) == 1
    subprocess.run(command, cwd=HOME, check=True, capture_output=True)
    assert sorted(f.name for f in path.parent.iterdir() if not f.is_dir()) == ["fresh.csdesk", "mine.csdesk"]
    assert list(path.parent.glob(".csdesk-salvage-*")) == []
