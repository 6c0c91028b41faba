"""The sample's file is written whole or not at all, and never over anything else."""

from pathlib import Path

import pytest

from csdesk.domain.errors import BookExists, NotABook
from csdesk.services.sample import SampleStopped, sample_file
from csdesk.store.book import Book


def test_a_stopped_sample_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(SampleStopped):
        sample_file(tmp_path / "s.csdesk", accounts=2, progress=lambda done, total: done == 0)
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_half_written_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "s.csdesk.part").write_bytes(b"half")
    made = sample_file(tmp_path / "s.csdesk", accounts=2)
    assert [p.name for p in tmp_path.iterdir()] == [made.name]


def test_the_same_sample_is_found_again(tmp_path: Path) -> None:
    first = sample_file(tmp_path / "s.csdesk", accounts=2)
    written = first.stat().st_mtime_ns
    assert sample_file(tmp_path / "s.csdesk", accounts=2) == first
    assert first.stat().st_mtime_ns == written


def test_a_book_that_is_no_such_sample_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csdesk"
    Book.create(mine).close()
    sheet = tmp_path / "sheet.csdesk"
    sheet.write_text("Account;ARR")
    for path in (mine, sheet):
        before = path.read_bytes()
        with pytest.raises(BookExists):
            sample_file(path, accounts=2)
        assert path.read_bytes() == before
    with pytest.raises(NotABook):
        Book.view(sheet)


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    assert sample_file(tmp_path / "a" / "b" / "s.csdesk", accounts=1).is_file()
