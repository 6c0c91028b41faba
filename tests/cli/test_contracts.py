"""Contracts: the shapes that a script may rely on, of the list, one account, a touch, the journal and the check."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from csdesk.__main__ import main
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.services.sample import write_sample
from csdesk.store.book import Book

Ask = Callable[..., Any]
ACCOUNT = ["id", "account", "segment", "stage", "status", "csm", "currency", "arr", "mrr", "converted",
           "rates_missing", "renewal_on", "health", "band", "coverage", "last_two_way_on", "scorecard"]  # fmt: skip
LISTED = [*ACCOUNT, "in_band_since", "days_in_band"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "wingtip.csdesk"
    with Book.create(path) as book:
        write_sample(book)
    return path


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample book."""
    return Path(shutil.copy(sample, tmp_path / "w.csdesk"))


@pytest.fixture
def ask(path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """What a verb answers in JSON; an exit code other than the one expected fails."""

    def asked(*given: str, code: int = 0) -> Any:
        ended = 0
        try:
            main([*given, "--book", str(path), "--json"])
        except SystemExit as end:
            ended = int(end.code or 0)
        said = capsys.readouterr()
        assert (ended, said.err) == (code, "")
        return json.loads(said.out)

    return asked


def test_the_list_has_its_fields_and_no_others(ask: Ask) -> None:
    said = ask("accounts", "--sort", "-arr", "--limit", "3")
    assert list(said) == ["as_of", "accounts"]
    assert said["as_of"] == "2025-11-24"
    assert [list(a) for a in said["accounts"]] == [LISTED] * 3
    amounts = [a["arr"] for a in said["accounts"]]
    assert amounts == sorted(amounts, key=float, reverse=True)
    assert all(isinstance(a, str) and a[-3] == "." for a in amounts)


def test_the_list_is_filtered_as_of_a_day(ask: Ask) -> None:
    now = ask("accounts", "--where", "band = 'at risk'")["accounts"]
    then = ask("accounts", "--where", "band = 'at risk'", "--as-of", "-300d")
    assert {a["band"] for a in now} == {"at risk"}
    assert then["as_of"] == "2025-01-28"
    assert [a["account"] for a in then["accounts"]] != [a["account"] for a in now]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("arr > banana", "not_a_query"),
        ("health in (40, many)", "not_a_query"),
        ("renewal_on < soon", "not_a_day"),
        ("last_two_way_on = 2025-02-30", "not_a_day"),
    ],
)
def test_a_value_that_a_field_cannot_have_is_refused(ask: Ask, query: str, code: str) -> None:
    assert ask("accounts", "--where", query, code=2)["error"]["code"] == code


def test_days_of_the_list_are_typed_as_everywhere(ask: Ask) -> None:
    soon = ask("accounts", "--where", "renewal_on <= +90d and renewal_on >= today")["accounts"]
    assert soon
    assert all("2025-11-24" <= a["renewal_on"] <= "2026-02-22" for a in soon)
    assert ask("accounts", "--where", "renewal_on contains 2026-01")["accounts"]


def test_the_week_takes_its_first_day_by_both_names(ask: Ask) -> None:
    assert ask("week", "--as-of", "-7d") == ask("week", "--start", "-7d")


def test_the_rows_behind_a_line_are_null_where_nobody_asked_for_them(ask: Ask) -> None:
    every = ask("health")["accounts"]
    assert {str(line["rows"]) for a in every for line in a["lines"]} == {"None"}
    (one,) = ask("health", "Financiality")["accounts"]
    assert any(line["rows"] for line in one["lines"])
    assert all(isinstance(line["rows"], list) for line in one["lines"])


def test_one_account_is_found_by_name_id_and_part_and_shown_whole(ask: Ask) -> None:
    said = ask("show", "Financiality")
    rooms = ["contacts", "subscriptions", "timeline", "milestones", "objectives", "tasks", "risks"]
    assert list(said)[:2] == ["as_of", "account"]
    assert set(rooms) <= set(said)
    assert set(ACCOUNT) <= set(said["account"])
    assert ask("show", said["account"]["id"]) == said
    assert ask("show", "FINANCIAL") == said
    days = [entry["day"] for entry in said["timeline"]]
    assert days == sorted(days, reverse=True)


def test_what_came_later_is_not_shown_as_of_an_earlier_day(ask: Ask) -> None:
    said = ask("show", "Financiality", "--as-of", "2025-09-08")
    assert max(entry["day"] for entry in said["timeline"]) <= "2025-09-08"
    assert all(risk["opened_on"] <= "2025-09-08" for risk in said["risks"])
    assert all(reading["on"] <= "2025-09-08" for o in said["objectives"] for reading in o["readings"])


def test_what_happened_later_to_what_was_there_is_not_known_either(ask: Ask) -> None:
    said = ask("show", "Financiality", "--as-of", "2025-07-16")
    assert [(r["cause"], r["closed_on"]) for r in said["risks"]] == [("schedule", None)]
    reached = {m["milestone"]: m["achieved_on"] for m in said["milestones"] if m["achieved_on"]}
    assert list(reached.values()) == ["2025-07-16"]
    tasks = {t["title"]: t["status"] for t in said["tasks"]}
    assert tasks["Agree the kickoff date with Joe"] == "done"
    assert tasks["Send the first NPS to all users"] == "open"
    assert (said["account"]["judgement"], said["account"]["judged_on"]) == (None, None)
    assert all(e.get("paid_on") is None for e in said["timeline"])


def test_an_account_that_was_lost_later_is_a_customer_on_the_list(ask: Ask) -> None:
    def status(day: str) -> str:
        (found,) = ask("accounts", "--where", "account = 'Bellamy Motors'", "--as-of", day)["accounts"]
        shown = ask("show", "Bellamy Motors", "--as-of", day)["account"]
        assert shown["status"] == found["status"]
        return str(found["status"])

    assert (status("2025-06-30"), status("2025-07-01")) == ("customer", "lost")


def test_an_export_as_of_a_day_leaves_out_what_came_later(ask: Ask, tmp_path: Path) -> None:
    whole = ask("export", str(tmp_path / "all.json"))
    then = ask("export", str(tmp_path / "then.json"), "--as-of", "2025-07-16")
    book = json.loads((tmp_path / "then.json").read_text())
    assert list(then) == ["file", "sheets", "rows", "sha256", "notes"]
    assert then["rows"] < whole["rows"]
    assert book["as_of"] == "2025-07-16"
    assert max(t["on"] for t in book["touches"]) == "2025-07-16"
    assert max(t["closed_at"] for t in book["tickets"] if t["closed_at"]) < "2025-07-17"
    assert len(book["accounts"]) == 55


def test_a_touch_says_its_id_and_the_number_that_undoes_it(ask: Ask) -> None:
    before = ask("show", "Corvid Analytics")
    done = ask("touch", "Corvid Analytics", "Agreed the next bar", "--kind", "meeting", "--minutes", "25",
               "--with", "Nobody Known", "--on", "-2d", "--direction", "inbound")  # fmt: skip
    assert list(done) == ["id", "undo"]
    (entry,) = [e for e in ask("show", "Corvid Analytics")["timeline"] if e["id"] == done["id"]]
    assert (entry["on"], entry["kind"], entry["minutes"]) == ("2025-11-22", "meeting", 25)
    assert (entry["direction"], entry["summary"]) == ("inbound", "Agreed the next bar")
    undone = ask("undo", str(done["undo"]))
    assert list(undone) == ["n", "verb", "label", "rows", "kept"]
    assert (undone["verb"], undone["rows"], undone["kept"]) == ("undo", 2, [])
    assert ask("show", "Corvid Analytics") == before


def test_a_touch_with_a_next_step_brings_a_task_in_the_same_step(ask: Ask) -> None:
    said = ("touch", "Corvid Analytics", "Went through the roadmap", "--next", "Send the plan")
    done = ask(*said, "--by", "+2d")
    asked = "SELECT t.title, t.due_on, t.party FROM tasks t WHERE t.title = 'Send the plan'"
    task = {"title": "Send the plan", "due_on": "2025-11-26", "party": "us"}
    assert ask("sql", asked)["rows"] == [task]
    ask("undo", str(done["undo"]))
    assert ask("sql", asked)["rows"] == []
    assert ask("touch", "Corvid Analytics", "said", "--by", "+2d", code=2)["error"]["code"] == "usage"


def test_the_journal_lists_what_was_done_newest_first(ask: Ask) -> None:
    touched = ask("touch", "Corvid Analytics", "said")["undo"]
    ask("undo")
    redone = ask("redo")
    assert list(redone) == ["n", "verb", "label", "rows", "kept"]
    said = ask("history", "--limit", "3")
    assert list(said) == ["operations"]
    assert [list(o) for o in said["operations"]] == [["n", "at", "verb", "label", "rows", "undone"]] * 3
    assert [o["verb"] for o in said["operations"]] == ["redo", "undo", "log touch"]
    assert [o["n"] for o in said["operations"]] == [redone["n"], touched + 1, touched]
    assert [o["n"] for o in ask("history", "Financiality")["operations"]] == [1]


def test_undo_lists_what_can_be_taken_back_and_takes_nothing_back(ask: Ask) -> None:
    first = ask("touch", "Corvid Analytics", "first")["undo"]
    second = ask("touch", "Corvid Analytics", "second")["undo"]
    ask("undo", str(second))
    assert [o["n"] for o in ask("undo", "--list")["operations"]] == [first]
    assert ask("undo", "--list", "3", code=2)["error"]["code"] == "usage"
    assert [o["n"] for o in ask("undo", "--list")["operations"]] == [first]


def test_undo_with_keep_names_what_it_left(ask: Ask, path: Path) -> None:
    with Book.open(path) as book:
        account = book.all(Account)[0]
        new = Account(id=AccountId(book.new_id()), account="Quince & Co")
        with book.change(Verb.IMPORT, label="list.xlsx", today=book.clock().date()) as change:
            book.put_all([new, replace(account, notes="from the file")])
        with book.change(Verb.SET, today=book.clock().date()):
            book.put(replace(account, notes="typed"))
    refused = ask("undo", str(change.done.n), code=2)["error"]
    assert refused["code"] == "changed_since"
    assert account.account in refused["message"]
    assert ask("undo", str(change.done.n), "--keep")["kept"] == [f"account {account.account}"]


def test_a_backup_is_a_book_that_can_be_read(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ask("backup", str(tmp_path / "safe"))
    assert (said["ok"], said["problems"]) == (True, [])
    main(["accounts", "--book", said["file"], "--json"])
    assert json.loads(capsys.readouterr().out) == ask("accounts")


def test_check_names_what_is_wrong_and_exits_with_2(ask: Ask, path: Path) -> None:
    assert ask("check", "--deep") == {"ok": True, "problems": []}
    plain = sqlite3.connect(path)
    plain.execute("UPDATE accounts SET csm = 'Somebody else' WHERE account = 'Financiality'")
    plain.commit()
    plain.close()
    assert ask("check")["ok"]
    said = ask("check", "--deep", code=2)
    assert [list(p) for p in said["problems"]] == [["code", "message"]]
    assert (said["ok"], said["problems"][0]["code"]) == (False, "altered")


def test_a_book_of_a_newer_csdesk_exits_with_78(ask: Ask, path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA user_version = 99")
    plain.close()
    assert ask("accounts", code=78)["error"]["code"] == "book_too_new"


def test_a_folder_that_is_not_there_is_bad_input_and_not_our_fault(ask: Ask, tmp_path: Path) -> None:
    for words in (("export",), ("qbr", "Financiality", "-o")):
        ending = "json" if words[0] == "export" else "pptx"
        refused = ask(*words, str(tmp_path / "none" / f"file.{ending}"), code=2)["error"]
        assert refused["code"] == "path_unusable"
        assert "its folder is not there" in refused["message"]
