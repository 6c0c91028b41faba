"""The verb `numbers`: a period's accounts, its waterfall and its rates, each with its definition."""

import csv
import json
import shlex
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.products import Product
from csdesk.domain.touches import Touch
from csdesk.services.book.editing import set_fields
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, monthly, step, subscription

YEAR = ("--from", "2025-01-01", "--to", "2025-12-31")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with one account that grew, one that left, one that came, and amounts in thirds of a cent."""
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book, book.change(Verb.DEMO, today=day("2025-11-24")):
        book.put_all(
            [
                *(Account(id=AccountId(f"a{i}"), account=f"Account {i}") for i in (1, 2, 3)),
                Product(id=ProductId("p1"), product="Analytics"),
                subscription("2024-01-01", "2026-12-31", id="s1"),
                step("2024-01-01", 100_000, of="s1"),
                step("2025-06-01", 150_000, of="s1"),
                monthly("2024-01-01", id="s2", account="a2", cancelled="2025-03-01"),
                step("2024-01-01", 40_000, of="s2"),
                subscription("2025-06-30", None, id="s3", account="a3"),
                step("2025-06-30", 2_900_000, of="s3"),
            ]
        )
    return made


def call(path: Path, *words: str) -> str:
    return bare(path, *YEAR, *words)


def bare(path: Path, *words: str) -> str:
    result = CliRunner().invoke(program, ["numbers", "--book", str(path), *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_figures_have_the_documented_shape(path: Path) -> None:
    found = json.loads(call(path, "--json"))
    assert (found["from"], found["to"], found["currency"]) == ("2025-01-01", "2025-12-31", "USD")
    assert found["accounts"] == {"opening": 2, "new": 1, "won_back": 0, "lost": 1, "closing": 2}
    assert found["mrr"] == {
        "opening": "483.33",
        "new": "2416.67",
        "won_back": "0.00",
        "expansion": "41.67",
        "contraction": "0.00",
        "churn": "400.00",
        "fx": "0.00",
        "closing": "2541.67",
        "residual": "0.00",
    }
    assert found["detail"] == {
        "add_on": "0.00",
        "upgrade_quantity": "0.00",
        "upgrade_price": "41.67",
        "downgrade_quantity": "0.00",
        "downgrade_price": "0.00",
        "lost_product": "0.00",
        "archive": "0.00",
        "churn": "400.00",
    }
    assert found["arr_closing"] == "30500.00"
    assert found["logo_churn"] == 0.5
    assert found["nrr"] == pytest.approx(12500 / (100000 / 12 + 40000))
    assert found["grr"] == pytest.approx(100000 / 12 / (100000 / 12 + 40000))
    assert found["eligible"] == {"could_leave": 1, "left": 1, "churn_count": 1.0, "churn_amount": 1.0}
    assert found["renewals"]["due"] == 0
    assert found["renewals"]["rate_count"] is None


def test_totals_stand_over_a_double_rule_and_definitions_beside_their_figures(path: Path) -> None:
    text = call(path)
    assert "═" * 5 in text
    assert "the opening accounts' closing MRR ÷ their opening MRR" in text
    lines = text.splitlines()
    total = next(i for i, x in enumerate(lines) if x.startswith("MRR on 31 Dec 2025"))
    assert lines[total].endswith("2,541.67")
    assert set(lines[total + 1].strip()) == {"═"}


def test_unknown_history_is_null_and_said(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.SET, today=day("2025-11-24")):
        book.put_all([monthly("2024-01-01", id="s9"), step("2025-11-24", 5, of="s9")])
    found = json.loads(call(path, "--json"))
    assert (found["nrr"], found["grr"], found["mrr"]["opening"]) == (None, None, None)
    assert {found["mrr"][k] for k in ("new", "expansion", "churn", "fx", "residual")} == {None}
    assert set(found["detail"].values()) == {None}
    assert found["history"] == {"not_known": 1, "of": 3}
    told = "History not known for 1 of 3 accounts\n"  # its amount is known from the day of the file on
    assert told in call(path)


def test_two_lines_without_an_amount_are_named_the_others_counted(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.ADD, today=day("2025-11-24")):
        for n in (1, 2, 3):
            book.put(Product(id=ProductId(f"q{n}"), product=f"Extra {n}"))
            book.put(subscription("2025-10-01", None, id=f"x{n}", account="a3", product=f"q{n}"))
        book.put(subscription("2025-02-01", "2025-03-31", id="gone", account="a3", cancelled="2025-03-01"))
    named = "Account 3 (Extra 1) on 31 Dec 2025, Account 3 (Extra 2) on 31 Dec 2025 and 1 more"
    assert f"History not known for 1 of 3 accounts: no amount for {named}\n" in call(path)
    found = json.loads(call(path, "--json"))["without_amount"]
    assert found[0] == {"account": "Account 3", "product": "Extra 1", "on": "2025-12-31"}
    assert [row["product"] for row in found] == ["Extra 1", "Extra 2", "Extra 3"]


def test_no_losses_are_not_infinite(tmp_path: Path) -> None:
    made = tmp_path / "empty.csdesk"
    Book.create(made).close()
    assert "no losses" in call(made)
    assert json.loads(call(made, "--json"))["quick_ratio"] is None


def test_a_missing_rate_is_one_line_that_names_the_pair_and_the_day(path: Path) -> None:
    words = ["numbers", "--book", str(path), *YEAR, "--currency", "EUR"]
    result = CliRunner().invoke(program, words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "USD/EUR on 31 Dec 2024" in result.stderr
    as_json = CliRunner().invoke(program, [*words, "--json"])
    assert json.loads(as_json.stdout)["error"]["code"] == "rate_missing"


def test_the_calls_that_a_missing_rate_names_run_as_they_stand(tmp_path: Path, path: Path) -> None:
    spaced = path.rename(tmp_path / "my book.csdesk")
    words = ["numbers", "--book", str(spaced), *YEAR, "--currency", "EUR"]
    said = CliRunner().invoke(program, words).stderr
    add, without = (shlex.split(said[said.index(call) :].split(end)[0])[1:] for call, end in _CALLS)
    assert CliRunner().invoke(program, without).exit_code == 0
    added = CliRunner().invoke(program, [word.replace("NUMBER", "0.9") for word in add])
    assert added.exit_code == 0, added.output
    assert CliRunner().invoke(program, words).exit_code == 0


_CALLS = (("csdesk add rate", " adds it;"), ("csdesk numbers --only", " does without"))


def test_the_numbers_of_some_accounts_are_of_these_alone(path: Path) -> None:
    with Book.open(path) as book:
        for account, csm in (("a1", "Ann"), ("a2", "Ann"), ("a3", "Tom")):
            set_fields(book, "account", account, {"csm": csm}, today=day("2025-11-24"))
    hers = json.loads(call(path, "--where", "csm = 'Ann'", "--json"))
    assert hers["accounts"] == {"opening": 2, "new": 0, "won_back": 0, "lost": 1, "closing": 1}
    assert (hers["mrr"]["opening"], hers["mrr"]["closing"]) == ("483.33", "125.00")
    said = call(path, "--where", "csm = 'Tom'", "--more", "--cohorts")
    assert said.splitlines()[1] == "Only where csm = 'Tom': 1 account"
    assert "Account 1" not in said
    refused = CliRunner().invoke(program, ["numbers", "--book", str(path), "--where", "csm ="])
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (2, 1)


def test_only_leaves_the_other_currencies_out(path: Path) -> None:
    found = json.loads(call(path, "--currency", "eur", "--only", "--json"))
    assert (found["accounts"]["closing"], found["left_out"]) == (0, 3)


def test_a_loss_at_the_end_of_the_last_day_says_where_it_counts(path: Path) -> None:
    said = "1 account left at the end of 31 Dec 2025: in eligible churn here, in lost and churn of the next period"
    assert said not in call(path)
    with Book.open(path) as book, book.change(Verb.SET, today=day("2025-12-31")):
        left = subscription("2024-01-01", "2025-12-31", id="s2", account="a2", cancelled="2025-10-01")
        book.put_all([left, step("2024-01-01", 9600, of="s2")])
    assert said in call(path)


def test_a_line_that_ended_long_ago_asks_for_no_rate_under_more_either(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.DEMO, today=day("2025-11-24")):
        old = monthly("2019-01-01", id="s9", account="a3", cancelled="2020-01-01", currency="EUR")
        book.put_all([old, step("2019-01-01", 100, of="s9"), Preference(id=CURRENCY, value="USD")])
    plain = CliRunner().invoke(program, ["numbers", *YEAR, "--book", str(path)])
    more = CliRunner().invoke(program, ["numbers", *YEAR, "--more", "--book", str(path)])
    assert (plain.exit_code, more.exit_code) == (0, 0), more.stderr
    assert more.stdout.startswith(plain.stdout)


def test_an_account_without_a_contract_is_in_its_part_of_the_further_figures(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.DEMO, today=day("2025-11-24")):
        book.put(Account(id=AccountId("a4"), account="No contract", segment="small"))
        book.put(Touch(id="t", account=AccountId("a4"), on=day("2025-03-01")))
    words = ["numbers", *YEAR, "--by", "segment", "--json", "--book", str(path)]
    plain, more = (
        json.loads(CliRunner().invoke(program, [*words, *w]).stdout)["by"] for w in ([], ["--more"])
    )
    assert [part["value"] for part in plain] == [None]
    assert [(part["value"], part["more"]["touches"]["value"]) for part in more] == [("small", 1), (None, 0)]
    assert more[0]["accounts"]["closing"] == 0


def test_each_quarter_is_told_as_it_is_alone(path: Path) -> None:
    found = json.loads(call(path, "--each", "quarter", "--by", "segment", "--json"))
    assert found["each"] == "quarter"
    days = [(p["from"], p["to"]) for p in found["periods"]]
    assert days[::3] == [("2025-01-01", "2025-03-31"), ("2025-10-01", "2025-12-31")]
    alone = json.loads(call(path, "--from", "2025-04-01", "--to", "2025-06-30", "--by", "segment", "--json"))
    assert found["periods"][1] == alone
    assert [p["mrr"]["churn"] for p in found["periods"]] == ["400.00", "0.00", "0.00", "0.00"]


def test_each_month_has_a_line_and_of_a_dimension_one_for_each_value(path: Path) -> None:
    lines = call(path, "--each", "month").splitlines()
    assert lines[0] == "Numbers 1 Jan 2025 to 31 Dec 2025, each month, USD"
    assert len(lines) == 4 + 12
    assert "31 Mar 2025" in lines[6]
    assert "400.00" in lines[6]
    assert len(call(path, "--each", "month", "--by", "segment").splitlines()) == 4 + 2 * 12


def test_each_period_of_which_amounts_are_not_known_says_so(path: Path) -> None:
    said = call(path, "--from", "2023-12-01", "--to", "2024-02-29", "--each", "month")
    assert "History not known" not in said
    with Book.open(path) as book, book.change(Verb.ADD, today=day("2025-11-24")):
        book.put(monthly("2024-01-15", id="s4", account="a3"))
    said = call(path, "--from", "2023-12-01", "--to", "2024-02-29", "--each", "month")
    assert "in the month to 31 Jan 2024: no amount for Account 3 (Analytics) on 31 Jan 2024" in said
    assert "month to 31 Dec 2023" not in said


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ((), ("2024-11-01", "2025-10-31")),
        (("--to", "2024-12-31"), ("2024-01-01", "2024-12-31")),
        (("--from", "2025-07-01"), ("2025-07-01", "2025-10-31")),
    ],
)
def test_without_days_it_is_the_last_twelve_whole_months(
    path: Path, said: tuple[str, ...], period: tuple[str, str]
) -> None:
    found = json.loads(bare(path, *said, "--as-of", "2025-11-24", "--json"))
    assert (found["from"], found["to"]) == period


@pytest.fixture
def twelve(tmp_path: Path) -> Path:
    """Twelve at 100.00 a month since 2024: two left after 2 months, eight after 6, one pays 250.00 since June."""
    gone = {**dict.fromkeys((1, 2), "2024-03-01"), **dict.fromkeys(range(3, 11), "2024-07-01")}
    made = tmp_path / "twelve.csdesk"
    with Book.create(made) as book, book.change(Verb.DEMO, today=day("2025-02-01")):
        book.put(Product(id=ProductId("p1"), product="Analytics"))
        for i in range(1, 13):
            book.put(Account(id=AccountId(f"a{i}"), account=f"Account {i}"))
            book.put(monthly("2024-01-01", id=f"s{i}", account=f"a{i}", cancelled=gone.get(i)))
            book.put(step("2024-01-01", 10_000, of=f"s{i}"))
        book.put(step("2024-06-01", 25_000, of="s12"))
    return made


def test_cohorts_and_survival_stand_in_the_terminal_as_in_the_window(twelve: Path) -> None:
    lines = bare(twelve, "--cohorts", "--as-of", "2025-02-01").splitlines()
    at = lines.index("Cohorts: accounts still there of those that are so old, and what is kept of their MRR")
    table = [line.split("  ") for line in lines[at + 1 :]]
    kept = ["10 of 12, 83 %", *["2 of 12, 29 %"] * 3]
    assert [[c.strip() for c in row if c.strip()] for row in table] == [
        ["Began in", "Accounts", "3 months", "6 months", "9 months", "12 months"],
        ["─" * 8, "─" * 8, "─" * 14, "─" * 13, "─" * 13, "─" * 13],
        ["2024-Q1", "12", *kept],
        ["All", "12", *kept],
        ["Survival", "83.33 %", *["16.67 %"] * 3],
        [],
        ["16.67 % of customers stay a year; half have left after 6 months."],
    ]


def test_cohorts_and_survival_stand_in_json_with_the_accounts_of_each(twelve: Path) -> None:
    found = json.loads(bare(twelve, "--cohorts", "--each", "year", "--as-of", "2025-02-01", "--json"))[
        "cohorts"
    ]
    (cohort,) = found["cohorts"]
    assert (cohort["quarter"], cohort["accounts"], found["needs"]) == ("2024-Q1", 12, None)
    assert [k["months"] for k in cohort["kept"]] == [3, 6, 9, 12]
    assert cohort["kept"][1] == {"months": 6, "accounts": 2, "of": 12, "share": 1 / 6, "mrr": 350 / 1200}
    assert found["all"] == cohort["kept"]
    (grew,) = [b for b in cohort["behind"] if b["mrr"] == 2.5]
    assert (grew["name"], grew["what"], grew["on"]) == ("Account 12", "there", "2024-01-01")
    assert found["survival"] == {
        "accounts": 12,
        "lost": 10,
        "median": 6,
        "points": [
            {"months": 2.0, "watched": 12, "lost": 2, "share": 10 / 12},
            {"months": 6.0, "watched": 10, "lost": 8, "share": 1 / 6},
        ],
    }


def test_with_few_losses_cohorts_say_what_they_wait_for(path: Path) -> None:
    assert bare(path, "--cohorts").splitlines()[-1] == "Cohorts: needs 10 losses: 1 so far"
    found = json.loads(bare(path, "--cohorts", "--json"))["cohorts"]
    assert (found["needs"], found["cohorts"], found["all"]) == ("needs 10 losses: 1 so far", [], [])
    assert found["survival"] == {"accounts": 3, "lost": 1, "median": None, "points": []}
    assert "cohorts" not in json.loads(bare(path, "--json"))


def test_the_figures_are_written_into_a_file_too_a_row_for_each_period_and_value(path: Path) -> None:
    out = path.with_name("numbers.csv")
    found = json.loads(call(path, "--each", "month", "--by", "product", "--json", "-o", str(out)))
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert found["out"] == {"file": str(out), "rows": 24, "sha256": sha256(out.read_bytes()).hexdigest()}
    assert [(r["To"], r["Product"]) for r in rows[:2]] == [("2025-01-31", "all"), ("2025-01-31", "Analytics")]
    third, same = rows[4], found["periods"][2]
    assert (third["MRR churn"], third["Accounts lost"]) == (
        same["mrr"]["churn"],
        str(same["accounts"]["lost"]),
    )
    assert (third["Currency"], third["Quick ratio"], third["NRR"]) == ("USD", "0", "0.172414")


def test_what_else_was_asked_for_has_sheets_of_its_own(path: Path) -> None:
    out = path.with_name("numbers.xlsx")
    said = call(path, "--more", "--cohorts", "-o", str(out))
    book = load_workbook(out)
    assert said.endswith(f"\nWrote {out}\n")
    assert book.sheetnames == ["Numbers", "More"]  # there are not losses enough for cohorts
    (header, row, *others) = book["Numbers"].iter_rows()
    told = dict(zip((c.value for c in header), row, strict=True))
    assert (others, told["MRR opening"].value, told["GRR"].number_format) == ([], 483.33, "0.0#%")
    more = {r[3]: r[4] for r in book["More"].iter_rows(values_only=True)}
    assert more["Accounts that grew"] == 0.5


def test_a_file_that_is_no_list_is_refused_and_nothing_is_written(path: Path) -> None:
    out = path.with_name("numbers.pdf")
    result = CliRunner().invoke(program, ["numbers", "--book", str(path), "-o", str(out)])
    assert (result.exit_code, out.exists()) == (2, False)
    assert ".xlsx or .csv" in result.stderr
