"""What the command line writes for a reader is in the export log; where the book takes nothing, it is said."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.files import File, FileKind
from csdesk.domain.leaks.profiles import Profile
from csdesk.services.sample.file import sample_file
from csdesk.store import book as books
from csdesk.store.book import Book
from tests.store.old_books import kept

CLOCK = date(2025, 11, 24)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample book, from whose folder csdesk is called."""
    monkeypatch.chdir(tmp_path)
    return sample_file(tmp_path / "mary.csdesk", accounts=5)


def said(path: Path, *words: str) -> Result:
    return CliRunner().invoke(program, [*words, "--book", str(path)], catch_exceptions=False)


def log(path: Path) -> list[File]:
    with Book.view(path) as book:
        return [file for file in book.all(File) if file.sha256]


def test_review_decks_board_packs_and_exports_for_a_reader_are_in_the_log(path: Path) -> None:
    for words in (
        ("qbr", "Financiality", "-o", "a.pptx", "--as-of", "2025-11-20"),
        ("qbr", "Financiality", "-o", "b.pptx", "--profile", "internal"),
        ("board", "-o", "c.pptx"),
        ("export", "d.xlsx", "--profile", "customer", "--account", "Financiality"),
        ("export", "e.json", "--profile", "board"),
        ("export", "ours.xlsx"),
    ):
        assert said(path, *words).exit_code == 0
    found = [(f.title, f.kind, f.profile, f.account is None, f.added_on) for f in log(path)]
    assert found == [
        ("a", FileKind.DECK, Profile.CUSTOMER, False, CLOCK),
        ("b", FileKind.DECK, Profile.INTERNAL, False, CLOCK),
        ("c", FileKind.DECK, Profile.BOARD, True, CLOCK),
        ("d", FileKind.EXPORT, Profile.CUSTOMER, False, CLOCK),
        ("e", FileKind.EXPORT, Profile.BOARD, True, CLOCK),
    ]
    assert log(path)[0].about_on == date(2025, 11, 20)
    assert log(path)[0].place == str(path.parent / "a.pptx")


def test_an_undo_counts_the_rows_that_history_counts_and_says_the_lines_of_the_log_beside(path: Path) -> None:
    assert said(path, "add", "account", "account=Nova").exit_code == 0
    assert said(path, "qbr", "Nova", "-o", "a.pptx").exit_code == 0
    for verb in ("undo", "redo"):
        assert said(path, verb).stdout.endswith("; 1 row, and 1 line of the export log.\n")


def test_each_deck_of_many_is_in_the_log_and_one_that_is_held_back_is_not(path: Path) -> None:
    decks = json.loads(said(path, "qbr", "--all", "-o", "reviews", "--json").stdout)["decks"]
    written = {str(path.parent / deck["file"]): deck["sha256"] for deck in decks if deck["file"]}
    assert len(written) > 1
    assert {f.place: f.sha256 for f in log(path)} == written


def test_undo_takes_back_what_was_done_to_the_book_and_never_that_a_deck_was_written(path: Path) -> None:
    said(path, "touch", "Financiality", "Called")
    said(path, "board", "-o", "board.pptx")
    assert said(path, "undo").stdout.startswith("Undone: touch logged, Financiality")
    assert len(log(path)) == 1


def test_while_the_book_is_open_elsewhere_files_are_written_and_it_is_said_once(path: Path) -> None:
    with Book.open(path):
        one = said(path, "board", "-o", "board.pptx", "--json")
        many = said(path, "qbr", "--all", "-o", "reviews")
    assert (one.exit_code, set(json.loads(one.stdout))) == (0, {"file", "slides", "sha256"})
    assert one.stderr.startswith("csdesk: Not kept in the export log (board.pptx): ")
    assert "is open for writing" in one.stderr
    assert (path.parent / "board.pptx").is_file()
    count = len(list((path.parent / "reviews").iterdir()))
    assert many.stderr.startswith(f"csdesk: Not kept in the export log ({count} files): ")
    assert len(many.stderr.splitlines()) == 1
    assert log(path) == []
    assert said(path, "board", "-o", "board.pptx").stderr == ""
    assert len(log(path)) == 1


@pytest.mark.parametrize("older", [False, True])
def test_a_book_that_can_only_be_read_still_gives_its_decks(
    path: Path, older: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if older:
        path = kept(5, path.parent)
    before = path.read_bytes()
    monkeypatch.setattr(books, "may_write", lambda _: False)  # of root a folder would hold nothing back
    done = said(path, "board", "-o", "board.pptx")
    assert done.exit_code == 0
    assert (path.parent / "board.pptx").is_file()
    assert "Not kept in the export log (board.pptx): " in done.stderr
    assert f"No permission for {path.name}" in done.stderr
    assert path.read_bytes() == before
