"""The text of `accounts` and `show`: what a person reads of all accounts, and of one."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId, ContactId, ProductId
from csdesk.domain.opportunities import Opportunity, OpportunityStage
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Period
from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, step, subscription


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A customer with its own judgement, one without a contract, one that renews itself, one that was lost."""
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book, book.change(Verb.DEMO, today=day("2026-11-22")):
        book.put_all(
            [
                Preference(id=CLOCK, value="2026-11-22"),
                _account("a1", "Kestrel", judgement=4, judged_on=day("2025-11-14"), domain="kestrel.example"),
                _account("a2", "Nimbus", notes="new boss\nsince Sept"),
                _account("a3", "Harbor", currency="EUR"),
                _account(
                    "a4",
                    "Opal",
                    status=Status.LOST,
                    lost_on=day("2025-09-30"),
                    lost_reason="went elsewhere",
                ),
                _account("a5", "Flint", status=Status.LOST),
                Contact(
                    id=ContactId("c1"),
                    account=AccountId("a1"),
                    name="Keiko Usman",
                    email="keiko@kestrel.example",
                    phone="+44 20 7946 0000",
                ),
                Product(id=ProductId("p1"), product="Team"),
                subscription(
                    "2025-01-28", "2027-01-27", id="s1", notice_days=60, period=Period.MONTH, term_months=12
                ),
                step("2025-11-14", 24_500, "5", of="s1"),
                subscription("2024-11-08", "2025-11-07", id="s2", account="a2"),
                step("2024-11-08", 696_000, of="s2"),
                subscription(
                    "2022-04-13", "2026-04-12", id="s3", account="a3", currency="EUR", notice_days=60,
                    auto_renew=True, term_months=12,
                ),
                step("2022-04-13", 849_600, "12", of="s3"),
            ]
        )  # fmt: skip
    return made


def _account(uid: str, name: str, **facts: Any) -> Account:
    return Account(id=AccountId(uid), account=name, **facts)


def call(path: Path, *words: str) -> str:
    result = CliRunner().invoke(program, [*words, "--book", str(path)])
    assert result.exit_code == 0, result.output
    return result.output


def row(text: str, name: str) -> str:
    return " ".join(next(x for x in text.splitlines() if x.strip().startswith(name)).split())


def test_the_list_says_status_yours_and_since_when_there_is_no_contract(path: Path) -> None:
    text = call(path, "accounts")
    assert row(text, "Kestrel") == "Kestrel customer 2,940.00 USD healthy, yours 0% 27 Jan 2027 –"
    assert row(text, "Nimbus") == "Nimbus customer 6,960.00 USD not scored 0% ended 7 Nov 2025, undecided –"
    assert row(text, "Opal") == "Opal lost – – – – –"


def test_the_list_ends_with_its_total_by_currency(path: Path) -> None:
    assert call(path, "accounts").splitlines()[-1] == "5 accounts, ARR 8,496.00 EUR, 9,900.00 USD"
    assert call(path, "accounts", "--where", "status = lost").splitlines()[-1] == "2 accounts, ARR –"


def test_the_total_says_of_how_many_customers_nobody_knows_what_they_pay(path: Path) -> None:
    call(path, "add", "account", "account=Unpriced", "status=customer")
    last = call(path, "accounts").splitlines()[-1]
    assert last == "6 accounts, ARR 8,496.00 EUR, 9,900.00 USD, not known for 1 customer"


def test_an_account_shows_whom_to_reach_what_it_pays_and_by_when_it_can_leave(path: Path) -> None:
    text = call(path, "show", "Kestrel")
    assert row(text, "Renewal") == "Renewal 27 Jan 2027; notice by 27 Nov 2026; auto-renewal not known"
    assert row(text, "Yours") == "Yours 4 of 5, 14 Nov 2025"
    assert row(text, "Website") == "Website kestrel.example"
    assert row(text, "Keiko") == "Keiko Usman keiko@kestrel.example +44 20 7946 0000"
    assert row(text, "Team") == (
        "Team 5 for 245.00 USD a month 28 Jan 2025 to 27 Jan 2027 auto-renewal not known 60 days' notice"
    )


def test_an_account_shows_the_opportunities_that_go_on(path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.ADD, label="x", today=day("2026-11-22")):
        book.put_all(
            [
                Opportunity(
                    id="o1", account=AccountId("a1"), opportunity="10 more seats", amount=500_000,
                    stage=OpportunityStage.OFFERED, expected_on=day("2027-02-01"),
                ),
                Opportunity(
                    id="o2", account=AccountId("a1"), opportunity="Training", stage=OpportunityStage.LOST
                ),
            ]
        )  # fmt: skip
    text = call(path, "show", "Kestrel")
    told = "10 more seats upgrade offered 5,000.00 USD expected 1 Feb 2027"
    assert row(text[text.index("Open opportunities") :], "10 more") == told
    assert "Training" not in text
    assert "opportunities" not in call(path, "show", "Nimbus")


def test_an_account_without_a_contract_says_when_it_ended_and_its_notes_stand_on_one_line(path: Path) -> None:
    text = call(path, "show", "Nimbus")
    assert row(text, "Renewal") == "Renewal ended 7 Nov 2025, undecided"
    assert row(text, "Notes") == "Notes new boss since Sept"
    assert "notice not known" in row(text, "Team")


def test_a_line_that_renewed_itself_shows_its_written_and_its_present_end(path: Path) -> None:
    text = call(path, "show", "Harbor")
    assert row(text, "Renewal") == "Renewal 12 Apr 2027; notice by 11 Feb 2027"
    assert "13 Apr 2022 to 12 Apr 2026, renewed to 12 Apr 2027 auto-renews 60 days' notice" in row(
        text, "Team"
    )


def test_a_lost_account_says_so_and_when_and_why(path: Path) -> None:
    assert row(call(path, "show", "Opal"), "Status") == "Status lost on 30 Sep 2025: went elsewhere"
    assert row(call(path, "show", "Flint"), "Status") == "Status lost: reason not known yet"


def test_how_long_each_is_in_its_band_is_said_when_it_is_asked_for(tmp_path: Path) -> None:
    book = tmp_path / "sample.csdesk"
    with Book.create(book) as made:
        write_sample(made, accounts=12)

    def told(*words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(call(book, "accounts", *words, "--json"))["accounts"]
        return found

    assert {a["days_in_band"] for a in told()} == {None}
    asked = {a["account"]: a["days_in_band"] for a in told("--in-band") if a["band"]}
    assert None not in asked.values()
    longest = max(asked.values())
    query = f"days_in_band >= {longest} and arr > 0 and health > 0 and scorecard = 'ten signals'"
    assert [a["account"] for a in told("--where", query)] == [n for n, d in asked.items() if d == longest]
    assert [a["days_in_band"] for a in told("--sort", "Days in band") if a["band"]] == sorted(asked.values())
    assert "In its band" in call(book, "accounts", "--in-band")
    assert "In its band" not in call(book, "accounts")


def test_the_record_of_a_loss_says_why_an_account_is_lost(path: Path) -> None:
    done = CliRunner().invoke(
        program, ["loss", "Opal", "reason=price", "detail=Too dear for ACME", "--book", str(path)]
    )
    assert done.exit_code == 0, done.output
    said = "Status lost on 30 Sep 2025: price: Too dear for ACME"
    assert row(call(path, "show", "Opal"), "Status") == said


def test_the_list_is_written_as_a_csv_with_the_fields_of_the_json(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "accounts.csv"
    words = ["accounts", "--json", "-o", str(out), "--book", str(path)]
    found = json.loads(CliRunner().invoke(program, words).stdout)
    with out.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:4] == ["ID", "Account", "Segment", "Stage"]
    assert [row[1] for row in rows] == [a["account"] for a in found["accounts"]]
    assert found["out"]["rows"] == len(rows) > 0
