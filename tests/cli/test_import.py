"""The verb `import`: exit codes, questions with their keys, and the JSON contract."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from csdesk import paths
from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.store.book import Book
from tests.conftest import TODAY

MESSY = """Customer list - updated 14 Nov 2025
;;;;
Customer;Website;MRR;Signed;Renewal
Halden Freight;https://halden.example;"€ 1.200,50";15.03.2025;15.03.2026
Tidewell Health;www.tidewell.example;€ 800,00;01.06.2025;01.06.2026
TOTAL;;;;
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book, book.change(Verb.NEW_BOOK, today=TODAY):
        book.put(Preference(id=CLOCK, value=TODAY.isoformat()))
    return made


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    file = tmp_path / "customers.csv"
    file.write_text(MESSY, encoding="utf-8")
    return file


def run(book: Path, *words: str) -> Result:
    return CliRunner().invoke(program, ["import", *words, "--book", str(book)])


def told(book: Path, *words: str) -> tuple[int, dict[str, Any]]:
    result = run(book, *words, "--json")
    return result.exit_code, json.loads(result.stdout)


def names(book: Path) -> list[str]:
    with Book.view(book) as opened:
        return [a.account for a in opened.all(Account)]


def answered(book: Path, file: Path) -> list[str]:
    _, facts = told(book, str(file))
    return [word for q in facts["questions"] for word in ("--answer", f"{q['key']}={q['default']}")]


def test_questions_are_listed_with_keys_and_nothing_is_written(path: Path, messy: Path) -> None:
    code, facts = told(path, str(messy))
    assert code == 3
    assert facts["applied"] is False
    assert facts["files"] == ["customers.csv"]
    assert [q["key"] for q in facts["questions"]] == [
        "edge:customers:Renewal",
        "price:customers:MRR",
    ]
    for question in facts["questions"]:
        assert set(question) >= {"key", "sheet", "rows", "seen", "choices", "default"}
        assert question["default"] in question["choices"]
    assert names(path) == []
    plain = run(path, str(messy))
    assert plain.exit_code == 3
    assert "edge:customers:Renewal=first" in plain.stdout
    assert f"csdesk import {messy}" in plain.stdout


def test_columns_side_by_side_that_go_the_same_way_are_one_line(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "active users.csv"
    heads = "Account,Licences,Jan 2025,Feb 2025,Mar 2025,Apr 2025,May 2025"
    file.write_text(f"{heads}\nCorvid,20,9,8,7,9,8\nHalden,30,19,18,17,19,18\n")
    lines = run(path, str(file), "--as", "usage", "--dry-run").stdout.splitlines()
    assert "  Licences → usage.licences  (a known name)" in lines
    assert [x for x in lines if "2025" in x] == [
        "  Jan 2025 to May 2025, 5 columns → usage.month  (months, likely)"
    ]


def test_what_nobody_has_to_say_stands_after_the_questions(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("Customer,ARR,Start,Renewal date\nCorvid,12000,2024-01-01,2026-12-31\n")
    said = run(path, str(file)).stdout
    head = "If you like: Do these contracts renew by themselves?"
    assert -1 < said.find("before anything is written") < said.find(head) < said.find("Answer them all")
    assert "   renews:customers:Renewal date=yes-60  All renew by themselves, with 60 days' notice" in said


def test_what_nobody_said_of_renewals_is_told_sheet_by_sheet_once_they_are_in(
    path: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "north.csv", tmp_path / "south.csv"]
    for file in files:
        file.write_text(f"Customer,ARR,Contract end\nCorvid {file.stem},12000,2026-12-31\n")
    *_, north, south, way, last = run(path, *map(str, files)).stdout.splitlines()
    told = "1 contract cannot be placed on the board of renewals."
    assert (north.startswith("“north”: Do these contracts renew"), north.endswith(told)) == (True, True)
    assert south.startswith("“south”: ")
    assert "--answer 'renews:north:Contract end=" in way
    assert "--answer 'renews:south:Contract end=" in way
    assert last.startswith("Imported north.csv, south.csv: 2 new.")
    answer = [w for f in files for w in ("--answer", f"renews:{f.stem}:Contract end=no")]
    said = run(path, *map(str, files), *answer).stdout
    assert ("cannot be placed" in said, "2 changed" in said) == (False, True)


def test_answers_bring_the_file_and_the_line_names_the_undo(path: Path, messy: Path) -> None:
    done = run(path, str(messy), *answered(path, messy))
    assert done.exit_code == 0, done.output
    *understood, last = done.stdout.splitlines()
    assert last == f"Imported customers.csv: 2 new, 1 left out. Undo: csdesk undo 2 --book {path}"
    assert "customers.csv, sheet “customers”: 2 rows: 2 new; 1 more left out" in understood
    assert not [line for line in understood if "→" in line]
    assert names(path) == ["Halden Freight", "Tidewell Health"]
    again = run(path, str(messy))
    assert again.exit_code == 0
    assert "already imported on 24 Nov 2025: 0 changes" in again.stdout


def test_proposals_are_taken_at_once_and_told_and_an_answer_stands_over_them(path: Path, messy: Path) -> None:
    assert "What is proposed can be taken at once: --proposals" in run(path, str(messy)).stdout
    typed = ("--answer", "edge:customers:Renewal=last")
    dry = run(path, str(messy), "--proposals", "--dry-run", *typed).stdout
    taken = dry.partition("Answered as proposed:")[2]
    assert ("price:customers:MRR=file" in taken, "edge:customers" in taken) == (True, False)
    done = run(path, str(messy), "--proposals")
    assert done.exit_code == 0, done.output
    assert "(edge:customers:Renewal=first)" in done.stdout
    assert names(path) == ["Halden Freight", "Tidewell Health"]


def test_what_has_no_proposal_is_still_asked_and_the_line_to_go_on_with_takes_the_others(
    path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "customers.csv"
    rows = ["Acme Media UK,1200,Aug 2026", "Acme Media US,2400,12 Oct 2026", "Borel,3600,tomorrow week"]
    file.write_text("\n".join(["Customer,ARR,Renewal", *rows]), "utf-8")
    still = run(path, str(file), "--proposals")
    assert (still.exit_code, names(path)) == (3, [])
    taken, _, asked = still.stdout.partition("before anything is written")
    assert "span:customers:Renewal=last" in taken.partition("Answered as proposed:")[2]
    assert "span:customers:Renewal=last" not in asked
    last = next(line for line in still.stdout.splitlines() if line.startswith("  csdesk import"))
    assert "--proposals" in last
    assert "span:customers" not in last


def test_the_json_of_an_import_is_the_contract(path: Path, messy: Path) -> None:
    code, facts = told(path, str(messy), *answered(path, messy))
    assert (code, facts["applied"], facts["undo"], facts["questions"]) == (0, True, 2, [])
    (sheet,) = facts["sheets"]
    assert (sheet["file"], sheet["sheet"]) == ("customers.csv", "customers")
    assert sheet["nouns"] == ["account", "subscription"]
    assert sheet["columns"] == {
        "Customer": "account.account",
        "Website": "account.domain",
        "MRR": "subscription.mrr",
        "Signed": "subscription.signed_on",
        "Renewal": "subscription.renewal_date",
    }
    counts = {k: sheet[k] for k in ("rows", "new", "changed", "same", "conflict", "left_out", "refused")}
    assert counts == {
        "rows": 2,
        "new": 2,
        "changed": 0,
        "same": 0,
        "conflict": 0,
        "left_out": 1,
        "refused": 0,
    }
    assert (sheet["unmapped"], sheet["problems"]) == ([], [])
    assert sheet["left_out_rows"] == [{"row": 6, "text": "TOTAL", "why": "total"}]


def test_a_dry_run_exits_as_the_real_one_would_and_writes_nothing(path: Path, messy: Path) -> None:
    assert run(path, str(messy), "--dry-run").exit_code == 3
    done = run(path, str(messy), *answered(path, messy), "--dry-run")
    assert done.exit_code == 0
    assert "dry run" in done.stdout
    assert names(path) == []


def test_a_refused_row_is_told_with_its_place_and_nothing_is_written(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "Account,ARR,Contract end\nAcme,ask Bob,2026-03-31\nBeta,5,2026-03-31\nCow,6,2026-01-31\n"
    )
    code, facts = told(path, str(file), "--answer", "unread:list:ARR=refuse")
    assert code == 2
    assert facts["sheets"][0]["problems"] == [
        {
            "row": 2,
            "column": "ARR",
            "value": "ask Bob",
            "problem": "this is not an amount",
            "next": "write only the number, such as 1740, or empty the cell if it is not known",
        }
    ]
    assert names(path) == []
    assert run(path, str(file), "--valid-only").exit_code == 0
    assert names(path) == ["Beta", "Cow"]


def test_decide_answers_questions_about_rows(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Account,Region\nAcme Inc,EMEA\nAcme GmbH,EMEA\n")
    assert run(path, str(file)).exit_code == 3
    _, facts = told(path, str(file), "--decide", "skip", "--dry-run")
    assert (facts["sheets"][0]["new"], facts["sheets"][0]["left_out"]) == (1, 1)
    assert run(path, str(file), "--decide", "new").exit_code == 0
    assert names(path) == ["Acme Inc", "Acme GmbH"]


def test_wrong_answers_and_unknown_nouns_are_one_line_on_stderr(path: Path, messy: Path) -> None:
    for words in (
        ["--answer", "edge:customers:Renewal=middle"],
        ["--answer", "nobody:asked:this=yes"],
        ["--answer", "cell:customers:MRR:999=5"],
        ["--answer", "column:customers:Nmae=account.account"],
        ["--as", "unicorn"],
    ):
        result = run(path, str(messy), *words)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert len(result.stderr.strip().splitlines()) == 1
        assert names(path) == []


def test_a_mistyped_key_is_told_with_the_nearest_and_a_saved_mapping_may_name_more(
    path: Path, tmp_path: Path
) -> None:
    file, mapping = tmp_path / "list.csv", tmp_path / "map.toml"
    file.write_text("Account,Region\nAcme,EMEA\n")
    wrong = run(path, str(file), "--answer", "cell:list:Regoin:2=APAC")
    assert "“cell:list:Regoin:2”" in wrong.stderr
    assert "cell:list:Region:2" in wrong.stderr
    mapping.write_text('[sheets."*"]\nAccount = "account.account"\n"Not here" = "account.notes"\n')
    assert run(path, str(file), "--map", str(mapping)).exit_code == 0
    assert names(path) == ["Acme"]


def test_a_file_that_is_not_there_is_told_in_json_too(path: Path, tmp_path: Path) -> None:
    code, facts = told(path, str(tmp_path / "nothing.xlsx"))
    assert code == 2
    assert facts["error"]["code"] == "file_missing"


def test_two_files_are_one_change(path: Path, tmp_path: Path) -> None:
    accounts, people = tmp_path / "accounts.csv", tmp_path / "contacts.csv"
    accounts.write_text("Account,External ID\nAcme,A-1\n")
    people.write_text("Acct ID,Name,E-mail\nA-1,Zoe,zoe@acme.example\n")
    done = run(path, str(people), str(accounts))
    assert done.exit_code == 0, done.output
    assert "2 new" in done.stdout
    with Book.view(path) as book:
        from csdesk.domain.contacts import Contact

        assert [c.email for c in book.all(Contact)] == ["zoe@acme.example"]


def test_the_csdesk_workbook_comes_back_as_it_went_out(path: Path, messy: Path, tmp_path: Path) -> None:
    assert run(path, str(messy), *answered(path, messy)).exit_code == 0
    workbook, other = tmp_path / "out.xlsx", tmp_path / "other.csdesk"
    written = CliRunner().invoke(program, ["export", str(workbook), "--book", str(path)])
    assert written.exit_code == 0, written.output
    code, facts = told(path, str(workbook), "--dry-run")
    assert code == 0
    assert {s["same"] - s["rows"] for s in facts["sheets"]} == {0}
    assert {s["sheet"] for s in facts["sheets"]} == {"Accounts", "Products", "Subscriptions", "Steps"}
    with Book.create(other) as book, book.change(Verb.NEW_BOOK, today=TODAY):
        book.put(Preference(id=CLOCK, value=TODAY.isoformat()))
    code, facts = told(other, str(workbook))
    assert (code, facts["applied"]) == (0, True)
    boards = [
        CliRunner().invoke(program, ["renewals", "--to", "2026-12-31", "--book", str(b)]).stdout.splitlines()
        for b in (path, other)
    ]
    how = [[line for line in board if line.startswith("To place ")] for board in boards]
    assert [len(lines) for lines in how] == [1, 1]  # a command, which names its book and the row in it
    sent, came = (
        [line for line in board if line not in lines] for board, lines in zip(boards, how, strict=True)
    )
    assert sent == came
    assert any("Halden Freight" in line for line in sent)


def test_the_line_to_go_on_with_names_the_same_book_and_choices(path: Path, messy: Path) -> None:
    plain = run(path, str(messy), "--valid-only", "--decimal", "comma")
    line = next(x for x in plain.stdout.splitlines() if x.strip().startswith("csdesk import"))
    assert f"--book {path}" in line
    assert "--valid-only" in line
    assert "--decimal comma" in line


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(path: Path, messy: Path) -> None:
    gone = run(path, str(messy), "--sheet", "Nope")
    assert gone.exit_code == 2
    assert "There is no sheet “Nope”" in gone.stderr
    assert "“customers”" in gone.stderr


def test_amounts_without_a_currency_beside_marked_ones_are_asked_about(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "mixed.csv"
    file.write_text("Customer,MRR\nHalden,1200\nTidewell,99 EUR\n", encoding="utf-8")
    code, found = told(path, str(file), "--dry-run")
    question = next(q for q in found["questions"] if q["key"].startswith("currency:"))
    assert code == 3
    assert (question["choices"], question["default"]) == (["EUR", "USD"], "EUR")


def test_a_row_about_no_customer_is_told_without_an_empty_name_and_days_as_on_the_screen(
    path: Path, tmp_path: Path
) -> None:
    rates, list_ = tmp_path / "rates.csv", tmp_path / "list.csv"
    rates.write_text("From currency,On,To currency,Rate\nEUR,2025-01-01,USD,1.1\n")
    told = run(path, str(rates), "--as", "rate", "--dry-run").stdout
    assert "row 2, new: new rate\n" in told
    list_.write_text("Account,Region\nAcme,EMEA\nBeta,EMEA\n")
    assert run(path, str(list_)).exit_code == 0
    list_.write_text("Account,Region\nAcme,APAC\n")
    asked = run(path, str(list_)).stdout
    assert re.search(r"they were lost by \d{1,2} [A-Z][a-z]{2} \d{4};", asked)


def unnamed(*words: str) -> Result:
    """A call that names no book."""
    return CliRunner().invoke(program, [*words])


def test_the_first_spreadsheet_makes_the_book(messy: Path) -> None:
    """A new user types `csdesk import customers.csv`, answers, and can plan; nothing has to be made before."""
    asked = unnamed("import", str(messy), "--dry-run", "--json")
    assert asked.exit_code == 3
    assert not paths.default_book().exists()  # a dry run makes nothing
    answers = [
        w for q in json.loads(asked.stdout)["questions"] for w in ("--answer", f"{q['key']}={q['default']}")
    ]
    done = unnamed("import", str(messy), *answers)
    assert (done.exit_code, done.stderr) == (0, f"Your book: {paths.default_book()}\n")
    assert names(paths.default_book()) == ["Halden Freight", "Tidewell Health"]
    again = unnamed("import", str(messy))
    assert (again.exit_code, again.stderr) == (0, "")


@pytest.mark.parametrize("verb", [["week"], ["accounts"], ["add", "account", "account=Corvid"]])
def test_without_a_book_it_is_said_how_one_comes_about(verb: list[str]) -> None:
    refused = unnamed(*verb)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "You have no book yet. Your spreadsheet makes one: csdesk import FILE." in refused.stderr
    assert not paths.default_book().exists()


def test_a_named_book_is_never_made_by_a_slip_of_the_pen(messy: Path, tmp_path: Path) -> None:
    refused = run(tmp_path / "boook.csdesk", str(messy))
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "There is no book boook.csdesk." in refused.stderr
    assert not (tmp_path / "boook.csdesk").exists()
