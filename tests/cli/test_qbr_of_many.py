"""The verb `qbr --all`: a deck for every customer that is wanted, and who is held back."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.services.book.editing import add_row
from csdesk.store.book import Book

TODAY = date(2025, 12, 8)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two customers, reviewed last on 1 September and 1 November, one lost; all high touch: a review each 90 days."""
    made = tmp_path / "book.csdesk"
    with Book.create(made) as book:
        for name, status, held in (
            ("Rook / Sons", "customer", "2025-09-01"),
            ("Wren", "customer", "2025-11-01"),
            ("Crow", "lost", "2025-08-01"),
        ):
            account = {
                "account": name,
                "status": status,
                "touch_model": "high",
                "required_outcome": f"{name} saves time",
            }
            add_row(book, "account", account, today=TODAY)
            review = {"account": name, "kind": "review", "on": held, "summary": "Reviewed"}
            add_row(book, "touch", review, today=TODAY)
    return made


def all_of(path: Path, *words: str) -> Result:
    folder = path.parent / "reviews"
    words = ("qbr", "--all", "--book", str(path), "--as-of", "2025-12-08", "-o", str(folder), *words)
    return CliRunner().invoke(program, words, catch_exceptions=False)


def names(path: Path) -> list[str]:
    folder = path.parent / "reviews"
    return sorted(f.name for f in folder.iterdir()) if folder.exists() else []


def test_every_customer_has_a_deck_under_its_name_and_who_was_lost_has_none(path: Path) -> None:
    said = all_of(path)
    wrote, unnamed = said.stdout.splitlines()
    assert (said.exit_code, wrote) == (0, f"Wrote 2 decks to {path.parent / 'reviews'}.")
    assert unnamed.startswith("Your company is not named on it.")
    assert names(path) == ["Rook - Sons review 2025-12-08.pptx", "Wren review 2025-12-08.pptx"]


@pytest.mark.parametrize(
    ("due", "written"),
    [
        ("2025-11-29", []),
        ("2025-11-30", ["Rook - Sons"]),
        ("2026-01-29", ["Rook - Sons"]),
        ("2026-01-30", ["Rook - Sons", "Wren"]),
    ],
)
def test_only_those_are_written_whose_review_is_due_by_a_day(
    path: Path, due: str, written: list[str]
) -> None:
    """90 days after 1 September is 30 November; after 1 November, 30 January."""
    said = all_of(path, "--due", due)
    assert said.exit_code == 0
    assert names(path) == [f"{name} review 2025-12-08.pptx" for name in written]


def test_decks_of_all_need_a_folder(path: Path) -> None:
    said = CliRunner().invoke(program, ["qbr", "--book", str(path), "--all"])
    assert (said.exit_code, said.stdout) == (2, "")
    assert "-o FOLDER" in said.stderr


def test_a_query_chooses_as_in_the_list_of_accounts(path: Path) -> None:
    assert all_of(path, "--where", "account = 'Wren'").exit_code == 0
    assert names(path) == ["Wren review 2025-12-08.pptx"]
    none = all_of(path, "--where", "account = 'Crow'")
    assert (none.exit_code, none.stdout) == (0, "No customer fits.\n")


def test_one_that_names_another_customer_is_held_back_and_the_others_are_written(path: Path) -> None:
    with Book.open(path) as book:
        told = {"account": "Wren", "objective": "As quick as Rook / Sons", "baseline": "1", "target": "2"}
        add_row(book, "objective", told, today=TODAY)
    said = all_of(path, "--json")
    rook, wren = json.loads(said.stdout)["decks"]
    assert said.exit_code == 2
    assert names(path) == ["Rook - Sons review 2025-12-08.pptx"]
    assert (rook["account"], rook["findings"], bool(rook["sha256"])) == ("Rook / Sons", [], True)
    assert (wren["file"], {f["found"] for f in wren["findings"]}) == (None, {"Rook / Sons"})
    lines = all_of(path).stdout.splitlines()
    assert lines[0].startswith("Wrote 1 deck to ")
    assert "Wren review 2025-12-08.pptx was not written" in lines[1]


def test_a_folder_that_cannot_be_is_refused_in_one_line(path: Path) -> None:
    (path.parent / "reviews").write_text("a file")
    said = all_of(path)
    assert (said.stdout, len(said.stderr.splitlines())) == ("", 1)
    assert "it is no folder" in said.stderr


@pytest.mark.parametrize("words", [("Wren", "--all"), ("--due", "today"), (), ("--all", "--pass", "a=b")])
def test_one_account_or_all_is_asked_for_and_not_both_nor_none(path: Path, words: tuple[str, ...]) -> None:
    said = CliRunner().invoke(program, ["qbr", "--book", str(path), "-o", "x", *words])
    assert (said.exit_code, said.stdout) == (2, "")
