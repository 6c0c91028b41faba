"""The sample's file is written whole or not at all, and never over anything else."""

from pathlib import Path

import pytest

from csdesk.domain.errors import BookExists, NotABook
from csdesk.services.sample import SampleStopped, file, sample_file
from csdesk.store.book import Book
from csdesk.store.check import problems_of


@pytest.fixture(params=[2_000, 0], ids=["made in memory", "made in its file"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "_IN_MEMORY", request.param)


def test_a_large_sample_is_the_same_as_one_made_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = sample_file(tmp_path / "a.csdesk", accounts=3)
    monkeypatch.setattr(file, "_IN_MEMORY", 0)
    large = sample_file(tmp_path / "b.csdesk", accounts=3)
    with Book.view(small) as one, Book.view(large) as other:
        for table in ("accounts", "touches", "usage", "operations", "changes"):
            assert one.rows(f"SELECT * FROM {table}") == other.rows(f"SELECT * FROM {table}")
        assert problems_of(other, deep=True) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csdesk", "b.csdesk"]


@pytest.mark.usefixtures("way")
def test_a_stopped_sample_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(SampleStopped):
        sample_file(tmp_path / "s.csdesk", accounts=2, progress=lambda done, total: done == 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("way")
def test_what_a_crash_left_half_written_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "s.csdesk.csdesk-part").write_bytes(b"half")
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
