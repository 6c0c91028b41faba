"""The verbs add, set and remove, as a script calls them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.store.book import Book
from tests.conftest import TODAY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    from csdesk.domain.accounts import Account
    from csdesk.domain.ids import AccountId

    made = tmp_path / "book.csdesk"
    with Book.create(made) as book, book.change(Verb.ADD, today=TODAY):
        book.put(Account(id=AccountId("corvid"), account="Corvid Analytics"))
    return made


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(program, [*words, "--book", str(path)])


def test_a_row_is_added_set_and_removed_and_each_answer_names_its_undo(path: Path) -> None:
    added = json.loads(run(path, "add", "contact", "account=Corvid", "name=Ana Duarte", "--json").stdout)
    done = json.loads(run(path, "set", "contact", added["id"], "roles=sponsor", "--json").stdout)
    assert done == {"id": added["id"], "undo": added["undo"] + 1}
    gone = run(path, "remove", "contact", added["id"])
    assert (
        gone.stdout == f"Removed from Corvid Analytics. Undo: csdesk undo {done['undo'] + 1} --book {path}\n"
    )
    with Book.view(path) as book:
        assert book.all(Contact) == []
    assert run(path, "undo").exit_code == 0
    with Book.view(path) as book:
        assert [c.roles for c in book.all(Contact)] == [("sponsor",)]


def test_a_header_names_a_field_as_well_as_its_key_does(path: Path) -> None:
    assert run(path, "set", "account", "Corvid", "Required outcome=Fewer errors").exit_code == 0


def test_what_is_refused_is_one_line_and_exit_code_2(path: Path) -> None:
    refused = run(path, "set", "account", "Corvid", "stage=gone")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("csdesk: Stage: “gone” is not one of: ")
    assert refused.stderr.count("\n") == 1
    as_json = json.loads(run(path, "remove", "task", "nothing", "--json").stdout)
    assert as_json["error"]["code"] == "no_such_row"


def test_a_word_without_an_equals_sign_is_a_wrong_call(path: Path) -> None:
    assert run(path, "set", "account", "Corvid", "stage").exit_code == 2


def test_what_is_so_already_has_no_undo(path: Path) -> None:
    same = json.loads(run(path, "set", "account", "Corvid", "account=Corvid Analytics", "--json").stdout)
    assert same == {"id": "corvid", "undo": None}
