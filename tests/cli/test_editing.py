"""The verbs add, set and remove, as a script calls them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomKind, CustomValue
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
        gone.stdout
        == f"Removed, contact Ana Duarte, Corvid Analytics. Undo: csdesk undo {done['undo'] + 1} --book {path}\n"
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


@pytest.fixture
def own(path: Path) -> Path:
    with Book.open(path) as book, book.change(Verb.ADD, today=TODAY):
        book.put(CustomField(id="f1", of_noun="account", name="Budget owner"))
        book.put(CustomField(id="f2", of_noun="account", name="Budget (EUR)", kind=CustomKind.NUMBER))
        book.put(CustomField(id="f3", of_noun="contact", name="Floor"))
    return path


def test_a_custom_field_is_set_by_its_name_listed_sorted_and_undone(own: Path) -> None:
    done = run(own, "set", "account", "Corvid", "Budget owner=Ana", "Budget (EUR)=1.200,50", "stage=loyalty")
    assert done.exit_code == 0
    run(own, "add", "account", "account=Opal", "budget_owner=Bo")

    def listed(*words: str) -> list[str]:
        return [a["account"] for a in json.loads(run(own, "accounts", "--json", *words).stdout)["accounts"]]

    assert listed("--where", "'Budget owner' = ana and budget_eur > 1200") == ["Corvid Analytics"]
    assert listed("--sort", "-budget_owner") == ["Opal", "Corvid Analytics"]
    assert listed("--sort", "budget_eur") == ["Corvid Analytics", "Opal"]
    shown = json.loads(run(own, "show", "Corvid", "--json").stdout)
    assert shown["custom"] == {"Budget (EUR)": "1200.50", "Budget owner": "Ana"}
    alone = json.loads(run(own, "set", "account", "Corvid", "budget owner=", "--json").stdout)
    assert alone["id"] == "corvid"
    assert run(own, "undo").exit_code == 0
    assert json.loads(run(own, "show", "Corvid", "--json").stdout)["custom"]["Budget owner"] == "Ana"


def test_the_history_says_which_fields_changed_from_what_to_what(own: Path) -> None:
    run(own, "set", "account", "Corvid", "Segment=Small", "Budget owner=Ana")
    run(
        own,
        "set",
        "account",
        "Corvid",
        "Segment=Large",
        f"Notes={'long ' * 90}",
        "Budget owner=Bo",
        "Region=EMEA",
    )
    run(own, "add", "contact", "account=Corvid", "name=Ana Duarte")
    run(own, "undo", "4")
    undone, added, second, first, *_ = run(own, "history").stdout.splitlines()
    assert first.endswith("2 rows          Segment: not known → Small; Budget owner: not known → Ana")
    assert "undone  Segment: Small → Large; Region: not known → EMEA; Notes: not known → long long" in second
    assert second.endswith("; 1 more")
    assert "Segment: Large → Small" in undone
    assert added.endswith("1 row")
    assert "Segment: Large → Small" in run(own, "history", "Corvid").stdout
    assert "Segment: not known → Small" in run(own, "undo", "--list").stdout


def test_a_custom_field_of_another_noun_or_with_another_value_is_refused(own: Path) -> None:
    wrong = run(own, "set", "account", "Corvid", "Budget (EUR)=plenty")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("csdesk: Budget (EUR): “plenty” is not a number.")
    assert "budget_owner" in run(own, "set", "account", "Corvid", "Floor=3").stderr
    added = run(own, "add", "contact", "account=Corvid", "name=Ana", "Floor=3", "--json")
    assert added.exit_code == 0
    with Book.view(own) as book:
        assert [v.row for v in book.all(CustomValue)] == [json.loads(added.stdout)["id"]]


def test_preferences_are_set_without_an_id_in_one_step(path: Path) -> None:
    done = json.loads(run(path, "set", "preference", "rules=silence", "hours_a_day=6", "--json").stdout)
    assert done["id"] == "rules, hours_a_day"
    with Book.view(path) as book:
        assert (book.preference("rules"), book.preference("hours_a_day")) == ("silence", "6")
    assert run(path, "undo", str(done["undo"])).exit_code == 0
    with Book.view(path) as book:
        assert book.preference("rules") is None
    wrong = run(path, "set", "preference", "rules=noise")
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith("csdesk: What the week proposes: “noise” is not some of: notice, renewal,")
    assert run(path, "set", "account", "Corvid").exit_code == 2
