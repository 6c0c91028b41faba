"""The verb `renewals`: which term ends are due, and what cannot be placed."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.domain.products import Product
from csdesk.domain.renewals import Category, Renewal
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, step, subscription


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with a renewal that is due, one that is far away, and a line without a contract."""
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book, book.change(Verb.DEMO, today=day("2025-11-24")):
        book.put_all(
            [
                Preference(id=CLOCK, value="2025-11-24"),
                Account(id=AccountId("a1"), account="Halden Freight"),
                Account(id=AccountId("a2"), account="Żółw & =cmd"),
                Product(id=ProductId("p1"), product="Analytics"),
                subscription("2025-02-01", "2026-01-31", id="s1", notice_days=60, auto_renew=True),
                step("2025-02-01", 6_120_000, of="s1"),
                subscription("2024-01-01", "2024-12-31", id="s2", account="a2", auto_renew=False),
                step("2024-01-01", 90_000, of="s2"),
                subscription("2025-06-01", "2026-05-31", id="s3", notice_days=30, auto_renew=False),
                step("2025-06-01", 100_000, of="s3"),
            ]
        )
    return made


def call(path: Path, *words: str) -> str:
    result = CliRunner().invoke(program, ["renewals", "--book", str(path), *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_next_90_days_are_shown_if_nobody_says_otherwise(path: Path) -> None:
    found = json.loads(call(path, "--json"))
    assert found["as_of"] == "2025-11-24"
    (due,) = found["renewals"]
    wanted = {
        "id": "s1:2026-01-31",
        "account": "Halden Freight",
        "product": "Analytics",
        "due_on": "2026-01-31",
        "notice_on": "2025-12-02",
        "notice_on_theirs": "2025-12-02",
        "category": "unknown",
        "amount": "61200.00",
        "forecast": None,
        "currency": "USD",
        "outcome": "open",
        "reason": None,
    }
    assert wanted.items() <= due.items()
    assert {"health", "band"} <= due.keys()


def test_what_cannot_be_placed_comes_first_with_its_arr(path: Path) -> None:
    lines = call(path).splitlines()
    assert lines[0] == "Cannot be placed: 1, ARR 900.00 USD"
    assert lines[1] == "Live without a contract: 1, ARR 900.00 USD"
    assert any("past its end, undecided" in x and "Żółw & =cmd" in x for x in lines[2:5])
    found = json.loads(call(path, "--json"))["cannot_be_placed"]
    assert [(u["account"], u["arr"], u["end"]) for u in found] == [("Żółw & =cmd", "900.00", "2024-12-31")]


def test_how_a_line_without_a_term_is_placed_is_said(path: Path) -> None:
    said = next(line for line in call(path).splitlines() if line.startswith("To place"))
    assert said == f"To place Żółw & =cmd: csdesk set subscription s2 notice_days=DAYS --book {path}"
    with Book.open(path) as book, book.change(Verb.ADD, today=day("2025-11-24")):
        book.put_all([subscription("2025-06-01", None, id="s9"), step("2025-06-01", 900_000, of="s9")])
    said = next(line for line in call(path).splitlines() if line.startswith("To place"))
    set_ = "csdesk set subscription s9 notice_days=DAYS auto_renew=YES-OR-NO"
    assert said == f"To place Halden Freight: {set_} --book {path}"


def test_no_choice_of_days_hides_what_cannot_be_placed(path: Path) -> None:
    text = call(path, "--from", "2030-01-01", "--to", "2030-01-31")
    assert "Cannot be placed: 1" in text


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2025-11-24", "by 2 Dec 2025"),
        ("2025-12-02", "by 2 Dec 2025"),
        ("2025-12-03", "renews, can no longer leave"),
    ],
)
def test_a_notice_deadline_is_said_in_words(path: Path, as_of: str, words: str) -> None:
    assert words in call(path, "--as-of", as_of)


def test_a_line_that_does_not_renew_itself_ends_unless_signed(path: Path) -> None:
    text = call(path, "--to", "2026-06-30")
    assert "ends on 31 May 2026 unless signed" in text
    assert "passed" not in text


def test_days_that_run_backwards_are_refused_in_one_line(path: Path) -> None:
    words = ["renewals", "--book", str(path), "--from", "2026-01-02", "--to", "2026-01-01"]
    result = CliRunner().invoke(program, words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_an_assumed_term_is_said_to_be_assumed(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.SET, today=day("2025-11-24")):
        book.put_all(
            [
                subscription("2025-02-20", None, id="s9", notice_days=30, auto_renew=True),
                step("2025-02-20", 100_000, of="s9"),
            ]
        )
    assert "19 Feb 2026 (assumed)" in call(path)
    found = {r["id"]: r["term_confirmed"] for r in json.loads(call(path, "--json"))["renewals"]}
    assert found == {"s1:2026-01-31": True, "s9:2026-02-19": False}


def test_the_renewals_go_into_a_calendar_with_alarms(path: Path, tmp_path: Path) -> None:
    ics = tmp_path / "renewals.ics"
    found = json.loads(call(path, "--json", "--ics", str(ics)))
    assert found["ics"]["entries"] == 2
    assert found["ics"]["file"] == str(ics)
    data = ics.read_bytes()
    assert data.count(b"TRIGGER:-P14D") == data.count(b"TRIGGER:-P3D") == 1
    assert "2 entries written" in call(path, "--ics", str(ics))
    assert ics.read_bytes() == data


def test_a_calendar_of_another_ending_is_refused_in_one_line(path: Path, tmp_path: Path) -> None:
    words = ["renewals", "--book", str(path), "--ics", str(tmp_path / "renewals.pdf")]
    result = CliRunner().invoke(program, words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_line_that_cannot_be_placed_and_is_due_says_so_in_both_lists(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.SET, today=day("2025-11-24")):
        book.put_all([subscription("2025-02-10", "2026-02-09", id="s8", notice_days=30)])
        book.put_all([step("2025-02-10", 100_000, of="s8")])
    text = call(path)
    assert "Due below, too: 1, marked * there" in text
    assert "9 Feb 2026 *" in text
    assert "by 9 Jan 2026; auto-renewal not known (theirs 10 Jan 2026)" in text
    found = {
        r["account"] + r["due_on"]: (r["notice_on"], r["missing"])
        for r in json.loads(call(path, "--json"))["renewals"]
    }
    assert found["Halden Freight2026-02-09"] == ("2026-01-09", ["auto-renewal not known"])
    assert found["Halden Freight2026-01-31"] == ("2025-12-02", [])


def test_a_line_that_renewed_itself_is_listed_with_the_end_of_its_current_term(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.SET, today=day("2025-11-24")):
        book.put_all([subscription("2023-02-10", "2024-02-09", id="s8", auto_renew=True)])
    assert "9 Feb 2026 (written 9 Feb 2024)" in call(path)
    found = {
        u["id"]: (u["end"], u["written_end"]) for u in json.loads(call(path, "--json"))["cannot_be_placed"]
    }
    assert found["s8"] == ("2026-02-09", "2024-02-09")


def test_an_amount_that_is_not_known_has_no_currency(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.ADD, today=day("2025-11-24")):
        book.put(subscription("2025-02-01", "2026-02-10", id="s4", product="p1", account="a2"))
    rows = [line for line in call(path).splitlines() if "Żółw" in line and "2026" in line]
    assert len(rows) == 2  # what cannot be placed, and what is due
    assert all("–" in row and "USD" not in row for row in rows)
    assert [r["amount"] for r in json.loads(call(path, "--json"))["renewals"]] == ["61200.00", None]


def test_the_forecast_stands_below_with_its_cases_and_what_comes_besides(path: Path) -> None:
    said = Renewal(
        id="r1",
        account=AccountId("a1"),
        subscription=SubscriptionId("s1"),
        due_on=day("2026-01-31"),
        category=Category.LIKELY,
        forecast=7_000_000,
    )
    with Book.open(path) as book, book.change(Verb.SET, today=day("2025-11-24")):
        book.put(said)
    lines = call(path, "--to", "2026-05-31").splitlines()
    at = lines.index("Forecast, USD a year")
    assert [line.split() for line in lines[at + 1 : at + 7]] == [
        ["unknown", "1", "1,000.00"],
        ["likely", "1", "61,200.00"],
        ["worst", "case", "0.00", "renewed", "or", "committed"],
        ["likely", "case", "61,200.00", "with", "what", "is", "likely"],
        ["best", "case", "62,200.00", "all", "that", "is", "not", "lost"],
        ["expansion", "besides", "8,800.00"],
    ]
    (found,) = json.loads(call(path, "--to", "2026-05-31", "--json"))["forecasts"]
    told = (found["due"], found["worst"], found["likely"], found["best"], found["by_rates"])
    assert told == ("62200.00", "0.00", "61200.00", "62200.00", None)
    assert found["standing"]["likely"] == {"renewals": 1, "amount": "61200.00"}


def test_what_was_renewed_says_at_what_from_the_line_that_follows(path: Path) -> None:
    follow = subscription("2026-02-01", "2027-01-31", id="s4", signed="2025-11-20")
    with Book.open(path) as book, book.change(Verb.SET, today=day("2025-11-24")):
        book.put_all([follow, step("2026-02-01", 5_000_000, of="s4")])
    lines = call(path).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Due on"))
    header, _, row = lines[at : at + 3]
    assert header.split()[-3:] == ["New", "ARR", "Reason"]
    assert row.split()[-2:] == ["renewed", "50,000.00"]
    found = json.loads(call(path, "--json"))
    assert [r["new_arr"] for r in found["renewals"]] == ["50000.00"]
    assert found["forecasts"][0]["worst"] == "50000.00"


def test_where_nothing_is_due_no_forecast_of_zero_is_told(path: Path) -> None:
    assert "Forecast" not in call(path, "--from", "2030-02-01", "--to", "2030-02-20")


def test_the_renewals_are_written_as_a_workbook_with_the_fields_of_the_json(
    path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "renewals.xlsx"
    found = json.loads(call(path, "--json", "-o", str(out)))
    sheet = openpyxl.load_workbook(out)["Renewals"]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header[:4] == ("ID", "Account", "Product", "Due on")
    assert [str(row[3])[:10] for row in rows] == [r["due_on"] for r in found["renewals"]]
    amounts = [row[header.index("Amount")] for row in rows]
    assert amounts == [float(r["amount"]) for r in found["renewals"]]
    assert found["out"]["file"] == str(out)
    assert len(sheet.tables) == 1
    assert f"Wrote {out}" in call(path, "-o", str(out))
