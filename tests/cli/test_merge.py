"""The verb `merge`: what only one side changed, questions with their keys, exit codes, and the JSON contract."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.services.book.editing import set_fields
from csdesk.store.book import Book
from tests.services.round_trip import CORVID, DAY, ORCHARD, YEN, edited, fill, row_of, sent, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book:
        with book.change(Verb.NEW_BOOK, today=DAY):
            book.put(Preference(id=CLOCK, value=DAY.isoformat()))
        fill(book)
    return made


@pytest.fixture
def sheet(path: Path, tmp_path: Path) -> Path:
    """A workbook in which the segment was changed, as it was in the book since."""
    with Book.open(path) as book:
        sent(book, tmp_path / "shared.xlsx")
        set_fields(book, "account", CORVID, {"segment": "C"}, today=DAY)
    return edited(tmp_path / "shared.xlsx", lambda w: write(w["Accounts"], CORVID, "Segment", "D"))


def run(book: Path, *words: str) -> Result:
    return CliRunner().invoke(program, ["merge", *words, "--book", str(book)])


def told(book: Path, *words: str) -> tuple[int, dict[str, Any]]:
    result = run(book, *words, "--json")
    return result.exit_code, json.loads(result.stdout)


def segment(book: Path, account: str = CORVID) -> str | None:
    with Book.view(book) as opened:
        found = opened.find(Account, account)
        return found.segment if found else None


def test_a_conflict_is_listed_with_both_values_and_nothing_is_written(path: Path, sheet: Path) -> None:
    code, facts = told(path, str(sheet))
    assert (code, facts["applied"], segment(path)) == (3, False, "C")
    (conflict,) = facts["sheets"][0]["conflicts"]
    assert conflict["key"] == facts["questions"][0]["key"] == "conflict:Accounts:2:Segment"
    assert (conflict["row"], conflict["field"], conflict["taken"]) == (2, "segment", None)
    assert (conflict["baseline"], conflict["sheet"], conflict["book"]) == ("A", "D", "C")
    assert conflict["changed_at"].startswith("20")


def test_the_question_is_asked_in_words_with_the_call_that_answers_it(path: Path, sheet: Path) -> None:
    said = run(path, str(sheet)).output
    assert "Corvid Analytics, Segment: both were changed. Which holds?" in said
    assert "Changed here on" in said
    assert "Answer them all, one of what stands between |, for example:" in said
    assert "--answer 'conflict:Accounts:2:Segment=sheet|book'" in said


def test_the_call_as_it_is_printed_says_what_to_choose_from(path: Path, sheet: Path) -> None:
    pasted = run(path, str(sheet), "--answer", "conflict:Accounts:2:Segment=sheet|book")
    assert (pasted.exit_code, segment(path)) == (2, "C")
    assert "Choose from: sheet, book." in pasted.stderr


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (["--take", "sheet"], "D"),
        (["--take", "book"], "C"),
        (["--answer", "conflict:Accounts:2:Segment=sheet"], "D"),
        (["--take", "sheet", "--answer", "conflict:Accounts:2:Segment=book"], "C"),
    ],
)
def test_it_is_settled_for_all_or_singly(path: Path, sheet: Path, words: list[str], after: str) -> None:
    code, facts = told(path, str(sheet), *words)
    assert (code, facts["applied"], segment(path)) == (0, True, after)
    assert "undo" in facts


def test_what_was_decided_is_not_asked_again_until_somebody_wants_it(path: Path, sheet: Path) -> None:
    told(path, str(sheet), "--take", "book")
    code, facts = told(path, str(sheet))
    assert (code, facts["applied"], facts["decided_before"], facts["questions"]) == (0, True, 1, [])
    ((conflict,),) = [s["conflicts"] for s in facts["sheets"] if s["conflicts"]]
    assert (conflict["taken"], conflict["decided_before"] is not None) == ("book", True)
    assert "undo" not in facts
    code, facts = told(path, str(sheet), "--ask-again")
    assert (code, len(facts["questions"]), facts["decided_before"]) == (3, 1, 0)
    code, facts = told(path, str(sheet), "--ask-again", "--take", "sheet")
    assert (code, segment(path)) == (0, "D")


def test_a_dry_run_ends_as_the_merge_would_and_writes_nothing(path: Path, sheet: Path) -> None:
    code, facts = told(path, str(sheet), "--take", "sheet", "--dry-run")
    assert (code, facts["applied"], segment(path)) == (0, False, "C")
    assert facts["sheets"][0]["changes"] == [
        {"row": 2, "noun": "account", "id": CORVID, "field": "segment", "old": "C", "new": "D"}
    ]


def test_a_dry_run_of_what_says_nothing_new_says_so(path: Path, tmp_path: Path) -> None:
    with Book.open(path) as book:
        sent(book, tmp_path / "again.xlsx")
    assert (
        "again.xlsx says nothing new: 0 changes."
        in run(path, str(tmp_path / "again.xlsx"), "--dry-run").output
    )


def test_long_texts_are_cut_on_a_terminal_and_whole_in_json(path: Path, tmp_path: Path) -> None:
    with Book.open(path) as book:
        sent(book, tmp_path / "long.xlsx")
        set_fields(book, "account", CORVID, {"notes": "ours " * 900}, today=DAY)
    note = "theirs " * 900
    edited(tmp_path / "long.xlsx", lambda w: write(w["Accounts"], CORVID, "Notes", note))
    said = run(path, str(tmp_path / "long.xlsx")).output
    assert max(map(len, said.splitlines())) < 600
    assert f"({len('Take what the sheet says: ' + note.strip()):,} characters)" in said
    _, facts = told(path, str(tmp_path / "long.xlsx"))
    assert facts["sheets"][0]["conflicts"][0]["sheet"].strip() == note.strip()


def test_the_merge_says_how_it_is_undone(path: Path, sheet: Path) -> None:
    said = run(path, str(sheet), "--take", "sheet").output
    assert "Merged shared.xlsx. Undo: csdesk undo" in said
    code, facts = told(path, str(sheet), "--take", "sheet")
    assert (code, facts["applied"], "undo" in facts) == (0, True, False)


def test_a_row_that_was_taken_out_is_asked_about_whatever_is_taken(path: Path, sheet: Path) -> None:
    edited(sheet, lambda w: w["Accounts"].delete_rows(row_of(w["Accounts"], ORCHARD)))
    code, facts = told(path, str(sheet), "--take", "sheet")
    assert code == 3
    assert facts["sheets"][0]["removed"] == 1
    assert [q["key"] for q in facts["questions"]] == [f"removed:Accounts:{ORCHARD}"]
    code, _ = told(path, str(sheet), "--take", "sheet", "--answer", f"removed:Accounts:{ORCHARD}=archived")
    assert code == 0


def test_a_cell_that_cannot_be_used_refuses_the_file(path: Path, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Accounts"], ORCHARD, "Stage", "somewhere"))
    code, facts = told(path, str(sheet), "--take", "sheet")
    assert (code, facts["applied"], segment(path)) == (2, False, "C")
    (problem,) = facts["sheets"][0]["problems"]
    assert (problem["row"], problem["column"], problem["value"]) == (4, "Stage", "somewhere")


def test_an_ordinary_sheet_is_no_workbook_that_went_out(path: Path, tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text("Customer,MRR\nCorvid,5\n", encoding="utf-8")
    result = run(path, str(tmp_path / "plain.csv"))
    assert result.exit_code == 2
    assert "does not carry what it said when it went out" in result.stderr


def one_bad(workbook: Any) -> None:
    write(workbook["Accounts"], ORCHARD, "Stage", "somewhere")


def test_valid_only_merges_the_others_and_the_refused_file_is_merged_when_it_is_mended(
    path: Path, sheet: Path, tmp_path: Path
) -> None:
    edited(sheet, one_bad)
    kept = tmp_path / "refused.xlsx"
    code, facts = told(path, str(sheet), "--take", "sheet", "--valid-only", "--refused", str(kept))
    assert (code, facts["applied"], segment(path)) == (0, True, "D")
    assert (facts["sheets"][0]["refused"], facts["refused_file"]) == (1, str(kept))
    assert told(path, str(kept))[0] == 2
    edited(kept, lambda w: write(w["Accounts"], ORCHARD, "Stage", "loyalty"))
    code, facts = told(path, str(kept))
    assert (code, [c["field"] for c in facts["sheets"][0]["changes"]]) == (0, ["stage"])


def test_the_refused_file_can_be_imported_too(path: Path, sheet: Path, tmp_path: Path) -> None:
    kept = tmp_path / "refused.xlsx"
    run(path, str(edited(sheet, one_bad)), "--take", "sheet", "--valid-only", "--refused", str(kept))
    edited(kept, lambda w: write(w["Accounts"], ORCHARD, "Stage", "loyalty"))
    result = CliRunner().invoke(program, ["import", str(kept), "--book", str(path), "--json"])
    facts = json.loads(result.stdout)
    assert (result.exit_code, facts["sheets"][0]["changed"], facts["questions"]) == (0, 1, [])


def test_refused_rows_are_told_with_what_can_be_done_of_them(path: Path, sheet: Path, tmp_path: Path) -> None:
    edited(sheet, one_bad)
    said = run(path, str(sheet), "--take", "sheet", "--refused", str(tmp_path / "refused.xlsx")).output
    assert "merge the others with --valid-only" in said
    assert "Refused rows: 1, in" in said
    assert segment(path) == "C"


def test_nothing_but_refused_rows_is_told_so(path: Path, tmp_path: Path) -> None:
    with Book.open(path) as book:
        sent(book, tmp_path / "one.xlsx")
    result = run(path, str(edited(tmp_path / "one.xlsx", one_bad)), "--valid-only")
    assert (result.exit_code, "nothing but the refused rows is new: 0 changes" in result.output) == (0, True)


def test_a_computed_cell_that_was_changed_is_told_where_nothing_else_is_new(
    path: Path, tmp_path: Path
) -> None:
    with Book.open(path) as book:
        shared = sent(book, tmp_path / "shared.xlsx")
    edited(shared, lambda w: write(w["Accounts"], YEN, "MRR (computed)", 500))
    told_in = (
        "“MRR (computed)” was changed in 1 row: Yen & Söhne, GmbH (AH3) to 500. It is worked out, and not"
    )
    for words in ([], ["--dry-run"]):
        said = run(path, str(shared), *words).output
        assert told_in in said
        assert "says nothing new: 0 changes." in said
    code, facts = told(path, str(shared))
    assert (code, [u["cell"] for s in facts["sheets"] for u in s["unread"]]) == (0, ["AH3"])
