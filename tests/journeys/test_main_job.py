"""The main job, end to end by the command line: a messy spreadsheet in, a planned week and a QBR deck out."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from csdesk.__main__ import main
from csdesk.domain.changes import Verb
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)
HEADER = (
    "Customer", "Website", "Plan", "Seats", "MRR", "Signed", "Renewal", "Auto renew?", "Notice (days)",
    "Main contact", "Email", "Health", "Last call", "Notes",
)  # fmt: skip
ROWS: tuple[tuple[object, ...], ...] = (
    ("Corvid Analytics GmbH", "https://www.corvid.example/", "Pro", 25, 1250, date(2024, 3, 1), date(2026, 3, 1),
     "yes", 90, "Ana Duarte", "ana@corvid.example", "green", date(2025, 11, 3), "wants SSO"),
    ("Halden Freight", "halden.example", "Pro", "ten or so", "480.50 €", "15.01.2025", "15.01.2026",
     "no", 30, "Bo Lind", "bo@halden.example", "amber", date(2025, 6, 2), None),
    ("Yarrow Legal", "yarrow.example", "Basic", 3, 90, date(2025, 2, 10), "monthly",
     None, None, "Cy Moss", "cy@yarrow.example", None, None, "pays by card"),
    ("Quince & Söhne", "quince.example", "Pro", 40, 2000, date(2023, 12, 20), date(2025, 12, 20),
     "no", 30, "Di Park", "di@quince.example", "red", date(2025, 8, 1), "sponsor left in September"),
    ("Osier Ltd", "osier.example", "Pro", 8, 400, date(2024, 7, 1), date(2026, 7, 1),
     "yes", 60, "Ed Quill", "ed@osier.example", "green", date(2025, 11, 18), None),
    ("OSIER LIMITED", "osier-old.example", "Pro", 8, 400, date(2024, 7, 1), date(2026, 7, 1),
     "yes", 60, "Ed Quill", "ed@osier.example", "green", date(2025, 11, 18), "duplicate?"),
    ("TOTAL", None, None, None, "=SUM(E4:E9)", *[None] * 9),
    ("— churned —", *[None] * 13),
    ("Flint Foundry", "flint.example", "Basic", 2, 60, date(2024, 9, 30), date(2025, 9, 30),
     None, None, "Fi Rowe", "fi@flint.example", None, None, "did not renew 30 Sep 2025, missing API"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What the program answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.out)


Csdesk = Callable[..., Said]


@pytest.fixture
def csdesk(capsys: pytest.CaptureFixture[str]) -> Csdesk:
    """The program, called as from a terminal."""

    def call(*arguments: object) -> Said:
        capsys.readouterr()
        code = 0
        try:
            main([str(a) for a in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        return Said(code, *capsys.readouterr())

    return call


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A founder's small and messy sheet."""
    from openpyxl import Workbook

    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = "Customers"
    page.append(["Our customers – updated 20 Nov 2025"])
    page.merge_cells("A1:N1")
    page.append([])
    for row in (HEADER, *ROWS):
        page.append(list(row))
    workbook.properties.modified = datetime(2025, 11, 21, 9, 0)
    workbook.save(tmp_path / "Customers.xlsx")
    return tmp_path / "Customers.xlsx"


def new_book(csdesk: Csdesk, path: Path) -> Path:
    """A new book in euro, whose today is Monday 24 November 2025."""
    made = csdesk("new", path, "--currency", "eur", "--json")
    assert made.json == {"book": str(path)}
    with Book.open(path) as book, book.change(Verb.PREFER, label="clock", today=TODAY):
        book.put(Preference(id=CLOCK, value=TODAY.isoformat()))
    return path


CHOSEN = {"terms": "yearly", "same": "skip", "unread": "refuse"}
"""What is answered otherwise than is proposed, or where the evidence proposes nothing."""


def answered(csdesk: Csdesk, sheet: Path, book: Path) -> dict[str, str]:
    """Answer what is asked, as it is proposed, until nothing is asked any more."""
    given: dict[str, str] = {}
    for _ in range(3):
        asked = csdesk("import", sheet, "--book", book, "--dry-run", "--json", *options(given))
        if not asked.json["questions"]:
            return given
        assert asked.code == 3
        given |= {
            q["key"]: CHOSEN.get(q["key"].split(":")[0]) or q["default"] for q in asked.json["questions"]
        }
    raise AssertionError("it asks for ever")


def options(given: dict[str, str]) -> list[str]:
    return [word for key, choice in given.items() for word in ("--answer", f"{key}={choice}")]


@pytest.fixture
def book(csdesk: Csdesk, sheet: Path, tmp_path: Path) -> Path:
    """The book after the import."""
    path = new_book(csdesk, tmp_path / "own.csdesk")
    answers = options(answered(csdesk, sheet, path))
    done = csdesk("import", sheet, "--book", path, "--valid-only", *answers)
    assert (done.code, done.err) == (0, "")
    return path


def names(csdesk: Csdesk, book: Path) -> list[str]:
    return [a["account"] for a in csdesk("accounts", "--json", "--book", book).json["accounts"]]


def test_what_cannot_be_known_is_asked_and_nothing_is_written(
    csdesk: Csdesk, sheet: Path, tmp_path: Path
) -> None:
    path = new_book(csdesk, tmp_path / "own.csdesk")
    asked = csdesk("import", sheet, "--book", path)
    assert asked.code == 3
    for said in (
        "5 questions",
        "ten or so",
        "TOTAL (total)",
        "— churned — (heading)",
        "terms:Customers:Renewal=yearly",
    ):
        assert said in asked.out
    assert names(csdesk, path) == []


def test_a_row_that_cannot_be_used_holds_the_others_back_unless_one_says_so(
    csdesk: Csdesk, sheet: Path, tmp_path: Path
) -> None:
    path = new_book(csdesk, tmp_path / "own.csdesk")
    answers = options(answered(csdesk, sheet, path))
    refused = csdesk("import", sheet, "--book", path, *answers)
    assert refused.code == 2
    assert names(csdesk, path) == []
    done = csdesk("import", sheet, "--book", path, "--valid-only", "--json", *answers)
    assert done.code == 0
    (told,) = done.json["sheets"]
    assert (told["rows"], told["new"], told["refused"], told["left_out"]) == (7, 5, 1, 3)
    assert [(p["row"], p["column"]) for p in told["problems"]] == [(5, "Seats")]


def test_the_accounts_have_their_money_and_what_is_lost_is_lost(csdesk: Csdesk, book: Path) -> None:
    rows = {a["account"]: a for a in csdesk("accounts", "--json", "--book", book).json["accounts"]}
    assert {n: (r["status"], r["arr"], r["currency"], r["renewal_on"]) for n, r in rows.items()} == {
        "Corvid Analytics GmbH": ("customer", "15000.00", "EUR", "2026-02-28"),
        "Flint Foundry": ("lost", None, None, None),
        "Osier Ltd": ("customer", "4800.00", "EUR", "2026-06-30"),
        "Quince & Söhne": ("customer", "24000.00", "EUR", "2025-12-19"),
        "Yarrow Legal": ("customer", "1080.00", "EUR", None),
    }
    assert rows["Corvid Analytics GmbH"]["last_two_way_on"] == "2025-11-03"
    shown = csdesk("show", "corvid", "--book", book)
    for said in ("Corvid Analytics GmbH", "Ana Duarte", "3 Nov 2025"):
        assert said in shown.out


def test_the_week_says_whom_to_call_and_why(csdesk: Csdesk, book: Path) -> None:
    week = csdesk("week", "--json", "--book", book).json
    assert week["start"] == "2025-11-24"
    assert [(i["account"], i["mandatory"], i["reason"]) for i in week["plan"]] == [
        ("Corvid Analytics GmbH", True, "Notice in 4 days"),
        ("Quince & Söhne", False, "Renewal in 25 days, category not known; silent for 115 days"),
        ("Yarrow Legal", False, "No conversation on record"),
    ]
    first = week["plan"][0]["factors"]
    assert (first["at_stake"], first["minutes"]) == ("15000.00", 30)
    assert week["planned_minutes"] == sum(i["minutes"] for i in week["plan"]) <= week["capacity_minutes"]
    said = csdesk("week", "--book", book).out
    assert "Confirm intent with Ana Duarte before notice" in said


def test_the_renewals_say_until_when_one_can_leave(csdesk: Csdesk, book: Path) -> None:
    found = csdesk("renewals", "--to", "2026-12-31", "--json", "--book", book).json["renewals"]
    assert [(r["account"], r["due_on"], r["notice_on"], r["amount"], r["band"]) for r in found] == [
        ("Quince & Söhne", "2025-12-19", "2025-11-19", "24000.00", "at risk"),
        ("Corvid Analytics GmbH", "2026-02-28", "2025-11-28", "15000.00", "healthy"),
        ("Osier Ltd", "2026-06-30", "2026-05-01", "4800.00", "healthy"),
    ]
    assert found[0]["notice"] == "ends unless signed"


def test_the_numbers_say_what_they_cannot_know(csdesk: Csdesk, book: Path) -> None:
    told = csdesk("numbers", "--from", "2025-11-01", "--to", "2025-11-24", "--json", "--book", book).json
    assert told["accounts"]["closing"] == 4
    assert told["arr_closing"] == "44880.00"
    assert (told["nrr"], told["grr"]) == (None, None)


def test_the_deck_is_about_the_account_and_says_nothing_internal(
    csdesk: Csdesk, book: Path, tmp_path: Path
) -> None:
    from pptx import Presentation

    csdesk("touch", "Quince", "Agreed the next review", "--with", "Di Park", "--book", book)
    done = csdesk("qbr", "quince", "-o", tmp_path / "review.pptx", "--json", "--book", book)
    assert done.code == 0
    deck = Presentation(str(tmp_path / "review.pptx"))
    assert done.json["slides"] == len(deck.slides) >= 3
    shapes = [sh for slide in deck.slides for sh in slide.shapes if sh.has_text_frame]
    texts = " ".join(sh.text_frame.text for sh in shapes)
    assert "Quince & Söhne" in texts
    for internal in ("sponsor left", "at risk", "coverage", "24,000", "24000"):
        assert internal not in texts.lower()


def test_everything_is_in_the_history_and_comes_back(csdesk: Csdesk, book: Path) -> None:
    before = csdesk("accounts", "--json", "--book", book).out
    (last, *_) = csdesk("history", "--json", "--book", book).json["operations"]
    assert (last["verb"], last["label"], last["undone"]) == ("import", "Customers.xlsx", False)
    undone = csdesk("undo", "--json", "--book", book).json
    assert (undone["n"], undone["verb"], undone["rows"]) == (last["n"] + 1, "undo", last["rows"])
    assert undone["kept"] == []
    assert names(csdesk, book) == []
    assert csdesk("history", "--json", "--book", book).json["operations"][1]["undone"] is True
    assert csdesk("redo", "--book", book).code == 0
    assert csdesk("accounts", "--json", "--book", book).out == before


def test_undo_takes_a_touch_back_by_its_number(csdesk: Csdesk, book: Path) -> None:
    logged = csdesk("touch", "Corvid", "Agreed", "--json", "--book", book).json
    week = csdesk("week", "--json", "--book", book).out
    assert csdesk("undo", logged["undo"], "--book", book).code == 0
    assert csdesk("undo", logged["undo"], "--book", book).code == 2
    assert csdesk("redo", "--book", book).code == 0
    assert csdesk("week", "--json", "--book", book).out == week


def test_the_same_file_again_changes_nothing(csdesk: Csdesk, sheet: Path, book: Path) -> None:
    answers = options(answered(csdesk, sheet, book))
    again = csdesk("import", sheet, "--book", book, "--valid-only", "--json", *answers)
    (told,) = again.json["sheets"]
    assert (again.code, told["new"], told["changed"], told["conflict"]) == (0, 0, 0, 0)
    assert "undo" not in again.json


def test_the_book_is_whole_backed_up_and_comes_out_again(csdesk: Csdesk, book: Path, tmp_path: Path) -> None:
    assert csdesk("check", "--deep", "--json", "--book", book).json == {"ok": True, "problems": []}
    kept = csdesk("backup", tmp_path / "safe", "--json", "--book", book).json
    assert names(csdesk, Path(kept["file"])) == names(csdesk, book)
    assert csdesk("export", tmp_path / "accounts.csv", "--book", book).code == 0
    with (tmp_path / "accounts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(r["Account"] for r in rows) == names(csdesk, book)
    csdesk("export", tmp_path / "all.json", "--book", book)
    whole = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert {c["name"] for c in whole["contacts"]} >= {"Ana Duarte", "Di Park"}
    assert csdesk("export", tmp_path / "all.xlsx", "--book", book).code == 0


def test_a_mistake_is_one_line_with_a_way_on(csdesk: Csdesk, book: Path, tmp_path: Path) -> None:
    for arguments, code in (
        (["show", "nobody at all"], 2),
        (["touch", "Corvid", "said", "--on", "2025-12-24"], 2),
        (["week", "--start", "someday"], 2),
        (["import", str(tmp_path / "none.xlsx")], 2),
        (["undo", "999"], 2),
        (["qbr", "Corvid", "-o", str(tmp_path / "review.pdf")], 2),
        (["export", str(tmp_path / "a.doc")], 2),
    ):
        wrong = csdesk(*arguments, "--book", book)
        assert (wrong.code, wrong.out, wrong.err.count("\n")) == (code, "", 1), arguments
        told = csdesk(*arguments, "--json", "--book", book)
        assert told.code == code
        assert set(told.json["error"]) == {"code", "message", "where", "safe", "next"}


def test_the_founders_own_sheet_becomes_a_week_and_a_deck(
    csdesk: Csdesk, real_files: Path, tmp_path: Path
) -> None:
    sheet = real_files / "csm" / "founder_customers.xlsx"
    if not sheet.is_file():
        pytest.skip("the founder's sheet is not here")
    book = new_book(csdesk, tmp_path / "founder.csdesk")
    answers = answered(csdesk, sheet, book)
    assert len(answers) <= 8
    done = csdesk("import", sheet, "--book", book, "--json", *options(answers))
    assert done.code == 0
    (told,) = done.json["sheets"]
    assert (told["rows"], told["new"], told["refused"]) == (43, 42, 0)
    assert len(names(csdesk, book)) == 42
    week = csdesk("week", "--json", "--book", book).json
    assert week["plan"]
    assert all(i["reason"] and i["account"] for i in week["plan"])
    due = csdesk("renewals", "--json", "--book", book).json["renewals"]
    assert due
    deck = csdesk("qbr", due[0]["account"], "-o", tmp_path / "review.pptx", "--json", "--book", book)
    assert (deck.code, deck.json["slides"] >= 3) == (0, True)
    before = csdesk("accounts", "--json", "--book", book).out
    assert csdesk("undo", "--book", book).code == 0
    assert names(csdesk, book) == []
    assert csdesk("redo", "--book", book).code == 0
    assert csdesk("accounts", "--json", "--book", book).out == before
    assert csdesk("check", "--deep", "--book", book).code == 0
    assert csdesk("backup", tmp_path / "safe", "--book", book).code == 0
    assert csdesk("export", tmp_path / "all.json", "--book", book).code == 0
