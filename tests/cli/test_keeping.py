"""The verbs `backup`, `restore` and `check`: what they answer, and with which exit code."""

import json
import shlex
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.backups import folder_for
from csdesk.store.book import Book
from tests.accounts import names

DAY = date(2025, 11, 24)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def answer(*arguments: str) -> dict[str, Any]:
    """What a verb says in JSON."""
    facts: dict[str, Any] = json.loads(run(*arguments, "--json").stdout)
    return facts


def add(path: Path, name: str) -> None:
    with Book.open(path) as book, book.change(Verb.ADD, label=name, today=DAY):
        book.put(Account(id=AccountId(book.new_id()), account=name))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with one account."""
    made = tmp_path / "mine.csdesk"
    Book.create(made).close()
    add(made, "Corvid")
    return made


def test_a_backup_is_written_and_named(path: Path) -> None:
    made = answer("backup", "--book", str(path))
    assert made["ok"]
    assert made["problems"] == []
    assert Path(made["file"]).parent == folder_for(path)
    assert names(Path(made["file"])) == ["Corvid"]


def test_the_list_says_when_why_and_what_each_backup_holds(path: Path) -> None:
    first = answer("backup", "--book", str(path))
    add(path, "Halden")
    second = answer("backup", "--book", str(path))
    listed = answer("backup", "--list", "--book", str(path))
    assert (listed["ok"], listed["folder"]) == (True, str(folder_for(path)))
    assert [(b["n"], b["reason"], b["operations"], b["accounts"]) for b in listed["backups"]] == [
        (2, "asked for", 2, 2),
        (1, "asked for", 1, 1),
    ]
    assert [b["file"] for b in listed["backups"]] == [Path(m["file"]).name for m in (second, first)]
    assert datetime.fromisoformat(listed["backups"][0]["made_at"]).tzinfo == UTC
    told = run("backup", "--list", "--book", str(path)).stdout
    assert "2 accounts" in told
    assert "1 change " in told


def test_the_list_writes_nothing_and_needs_no_book(path: Path) -> None:
    run("backup", "--book", str(path))
    path.unlink()
    before = sorted(folder_for(path).iterdir())
    assert [b["n"] for b in answer("backup", "--list", "--book", str(path))["backups"]] == [1]
    assert sorted(folder_for(path).iterdir()) == before


def test_without_a_backup_the_list_says_so(path: Path) -> None:
    assert answer("backup", "--list", "--book", str(path))["backups"] == []
    assert "no backup" in run("backup", "--list", "--book", str(path)).stdout


def test_an_altered_backup_is_named_and_not_offered(path: Path) -> None:
    made = answer("backup", "--book", str(path))
    Path(made["file"]).write_bytes(b"")
    listed = answer("backup", "--list", "--book", str(path))
    assert (listed["ok"], listed["backups"]) == (False, [])
    assert Path(made["file"]).name in listed["problems"][0]["message"]
    refused = run("restore", "1", "--book", str(path), "--json")
    assert refused.exit_code == 2
    assert json.loads(refused.stdout)["error"]["code"] == "backup_damaged"
    assert names(path) == ["Corvid"]


@pytest.mark.parametrize("by", ["number", "name", "path"])
def test_a_backup_is_restored_by_its_number_its_name_or_its_path(path: Path, by: str) -> None:
    made = Path(answer("backup", "--book", str(path))["file"])
    add(path, "Halden")
    given = {"number": "1", "name": made.name, "path": str(made)}[by]
    done = answer("restore", given, "--book", str(path))
    assert done.keys() == {"book", "kept_as"}
    assert done["book"] == str(path)
    assert names(path) == ["Corvid"]
    assert names(Path(done["kept_as"])) == ["Corvid", "Halden"]


def test_a_lost_book_is_restored_and_nothing_was_kept(path: Path) -> None:
    run("backup", "--book", str(path))
    path.unlink()
    assert answer("restore", "1", "--book", str(path)) == {"book": str(path), "kept_as": None}
    assert names(path) == ["Corvid"]


def test_a_person_is_told_how_to_go_back(path: Path) -> None:
    run("backup", "--book", str(path))
    add(path, "Halden")
    told = run("restore", "1", "--book", str(path)).stdout
    kept = next(line for line in told.splitlines() if line.startswith("What it was before: "))
    back = kept.removeprefix("What it was before: ")
    way = told.splitlines()[-1].removeprefix("To go back to that: ")
    assert shlex.split(way) == ["csdesk", "restore", back, "--book", str(path)]
    assert run(*shlex.split(way)[1:]).exit_code == 0
    assert names(path) == ["Corvid", "Halden"]


@pytest.mark.parametrize("name", ["99", "x" * 300, "~nobody-at-all/99", "a\0 99"])
def test_a_backup_that_is_not_there_is_one_sentence(path: Path, name: str) -> None:
    refused = run("restore", name, "--book", str(path))
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert refused.stderr.count("\n") == 1
    assert "There is no backup" in refused.stderr
    assert "csdesk backup --list" in refused.stderr


def test_restoring_while_somebody_writes_waits_for_another_time(path: Path) -> None:
    run("backup", "--book", str(path))
    with Book.open(path):
        refused = run("restore", "1", "--book", str(path), "--json")
    assert refused.exit_code == 75
    assert json.loads(refused.stdout)["error"]["code"] == "book_in_use"


def test_a_whole_book_passes_its_check_and_a_harmed_one_does_not(path: Path) -> None:
    assert answer("check", "--deep", "--book", str(path)) == {"ok": True, "problems": []}
    connection = sqlite3.connect(path)
    connection.execute("UPDATE accounts SET account = 'Corvix'")
    connection.commit()
    connection.close()
    said = run("check", "--deep", "--book", str(path), "--json")
    assert said.exit_code == 2
    assert [p["code"] for p in json.loads(said.stdout)["problems"]] == ["altered", "search_index"]


def test_what_can_harm_a_book_where_it_lies_is_a_note_and_no_problem(path: Path, tmp_path: Path) -> None:
    moved = tmp_path / "Dropbox" / "mine.csdesk"
    moved.parent.mkdir()
    path.rename(moved)
    (moved.parent / "mine (conflicted copy 2025-11-24).csdesk").write_bytes(b"")
    (tmp_path / "link.csdesk").hardlink_to(moved)
    said = run("check", "--book", str(moved), "--json")
    assert said.exit_code == 0
    codes = [n["code"] for n in json.loads(said.stdout)["notes"]]
    assert codes == ["synchronised_folder", "conflict_copy", "second_name"]


def test_a_damaged_book_is_salvaged_into_a_new_one_beside_the_newest_backup(
    path: Path, tmp_path: Path
) -> None:
    run("backup", "--book", str(path))
    add(path, "Halden")
    body = bytearray(path.read_bytes())
    body[:4096] = bytes(4096)
    path.write_bytes(bytes(body))
    assert json.loads(run("check", "--book", str(path), "--json").stdout)["error"]["code"] == "not_a_book"
    new = tmp_path / "rescued.csdesk"
    said = answer("check", "--salvage", str(new), "--book", str(path))
    assert (said["book"], said["rows"], said["from_journal"], said["left_out"]) == (str(new), 2, 2, 0)
    assert said["tables"]["accounts"] == {"rows": 2, "from_journal": 2, "left_out": 0}
    assert (said["backup"]["n"], said["backup"]["accounts"]) == (1, 1)
    assert names(new) == ["Corvid", "Halden"]
    assert path.read_bytes() == bytes(body)
    again = run("check", "--salvage", str(new), "--book", str(path), "--json")
    assert json.loads(again.stdout)["error"]["code"] == "book_exists"


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))
from csdesk.__main__ import main
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for a file's size")
@pytest.mark.parametrize("given", [["backup"], ["restore", "1"], ["check", "--salvage", "new.csdesk"]])
def test_where_no_more_can_be_written_everything_stays_as_it_was(path: Path, given: list[str]) -> None:
    run("backup", "--book", str(path))
    places = [path.parent, folder_for(path)]
    before = {p: p.read_bytes() for place in places for p in place.iterdir() if p.is_file()}
    said = subprocess.run(
        [sys.executable, "-c", LIMITED, *given, "--book", str(path)],
        capture_output=True, text=True, check=False, cwd=path.parent,
    )  # fmt: skip
    assert (said.returncode, said.stdout, said.stderr.count("\n")) == (1, "", 1)
    assert {p: p.read_bytes() for place in places for p in place.iterdir() if p.is_file()} == before
