"""The verb `health`: scores of all, the receipt of one, in words and in the documented JSON."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.risks import RiskCause
from csdesk.store.book import Book
from tests.services.health_books import DAY, add_account, ago, objective, put, risk, ticket, touch, use


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book:
        corvid = add_account(book, "Corvid Analytics", judgement=4, judged_on=ago(3))
        add_account(book, "Umber Studio")
        put(book, *use(corvid, now=50, before=55), *objective(corvid, 45), touch(corvid, ago(3)))
        put(book, ticket(corvid, ago(8), severity=2))
        put(book, risk(corvid, RiskCause.TICKET_SURGE, ago(6), clears_when="all five are closed"))
    return made


def call(path: Path, *words: str, day: date = DAY) -> Result:
    return CliRunner().invoke(program, ["health", "--book", str(path), "--as-of", day.isoformat(), *words])


def test_the_receipt_has_the_documented_shape(path: Path) -> None:
    found = json.loads(call(path, "corvid", "--json").stdout)
    assert {k: found[k] for k in ("as_of", "scorecard", "version")} == {
        "as_of": "2025-11-24",
        "scorecard": "ten signals",
        "version": 1,
    }
    (corvid,) = found["accounts"]
    assert (corvid["account"], corvid["state"], corvid["judgement"]) == ("Corvid Analytics", "scored", 4)
    assert {"score", "band", "coverage", "low", "high", "without_modifiers", "lines", "modifiers"} <= set(
        corvid
    )
    (users,) = [x for x in corvid["lines"] if x["measure"] == "Active users of licences"]
    points = users.pop("points")
    assert points > 0
    assert [row.split("/")[0] for row in users.pop("rows")] == ["usage", "usage"]
    assert users == {
        "group": "adoption",
        "measure": "Active users of licences",
        "state": "fresh",
        "reading": 0.85,
        "unit": "share",
        "observed_on": "2025-11-19",
        "age_days": 5,
        "expired_on": None,
        "sub_score": 92.5,
        "weight": 10,
    }
    (modifier,) = corvid["modifiers"]
    assert modifier.pop("row").startswith("risks/")
    assert corvid["modifiers"] == [
        {
            "name": "Open risk: ticket surge",
            "points": -6.0,
            "since": "2025-11-18",
            "clears_when": "all five are closed",
        }
    ]


def test_the_points_in_json_add_up_to_the_score(path: Path) -> None:
    found = json.loads(call(path, "corvid", "--json").stdout, parse_float=Decimal)["accounts"][0]
    points = sum(x["points"] for x in found["lines"] if x["points"] is not None)
    assert points == found["without_modifiers"]
    assert points + sum(m["points"] for m in found["modifiers"]) == found["score"]


def test_the_points_in_words_add_up_to_the_score(path: Path) -> None:
    text = call(path, "corvid").stdout.splitlines()
    figures = [Decimal(x.split()[-1].replace("−", "-")) for x in text if " × " in x and x.startswith("  ")]
    (without,) = [Decimal(x.split()[-1]) for x in text if x.startswith("Without modifiers")]
    (score,) = [Decimal(x.split()[-1]) for x in text if x.startswith("Score ")]
    assert sum(figures) == without
    assert score == without - 6
    assert any(x.startswith("Open risk: ticket surge, since 2025-11-18 ..") for x in text)
    assert "  clears when: all five are closed" in text
    assert "healthy from 70, watch from 40, at risk below 40" in text[1]


def test_every_account_has_its_line_and_not_scored_is_said(path: Path) -> None:
    first, second = call(path).stdout.splitlines()
    assert first.startswith("Corvid Analytics  ")
    assert "coverage" in first
    assert second == "Umber Studio      not scored, 10 of 103 weight known"


def test_all_in_json_have_their_state_and_lines_and_no_figure_where_there_is_none(path: Path) -> None:
    corvid, umber = json.loads(call(path, "--json").stdout)["accounts"]
    assert (umber["state"], umber["score"], umber["band"], umber["low"]) == ("not scored", None, None, None)
    assert len(corvid["lines"]) == len(umber["lines"]) == 22
    assert all(x["points"] is None for x in umber["lines"])


def test_explain_names_the_rows_as_a_person_knows_them(path: Path) -> None:
    ticket_row = f"    {ago(8).isoformat()}  Ticket"
    assert ticket_row not in call(path, "corvid").stdout
    for explained in (call(path, "corvid", "--explain").stdout, call(path, "--explain").stdout):
        assert [x for x in explained.splitlines() if x.startswith(ticket_row) and "(severity 2" in x]
        assert "    2025-11-19  Usage: Active users (value 85)" in explained
        assert "tickets/" not in explained


def test_what_would_help_is_said_where_the_coverage_is_low(path: Path) -> None:
    text = call(path, "umber").stdout
    assert "A score needs 25 % of the weight." in text
    assert "Objectives: Baseline, Target, Agreed on, Due on; Readings: On, Value" in text


def test_an_earlier_day_is_another_receipt(path: Path) -> None:
    earlier = json.loads(call(path, "corvid", "--json", day=ago(7)).stdout)["accounts"][0]
    assert earlier["modifiers"] == []
    assert earlier["judgement"] is None


def test_another_scorecard_and_one_that_is_not_there(path: Path) -> None:
    found = json.loads(call(path, "corvid", "--scorecard", "Founder's four", "--json").stdout)
    assert found["scorecard"] == "founder's four"
    assert len(found["accounts"][0]["lines"]) == 4
    refused = call(path, "--scorecard", "eleven")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert "ten signals, DEAR" in refused.stderr


def test_a_book_without_customers_says_so(tmp_path: Path) -> None:
    Book.create(tmp_path / "empty.csdesk").close()
    assert call(tmp_path / "empty.csdesk").stdout == "No customer on that day.\n"
    assert json.loads(call(tmp_path / "empty.csdesk", "--json").stdout)["accounts"] == []


@pytest.mark.parametrize("name", ["<img src=x>", "\u202eevil", "A" * 300, "=cmd()", "two\nlines\x1b[31m"])
def test_a_hostile_name_is_only_text_on_one_line(tmp_path: Path, name: str) -> None:
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book:
        account = add_account(book, name)
        put(book, *use(account, now=50, before=55), *objective(account, 45))
    assert len(call(made).stdout.splitlines()) == 1
    assert json.loads(call(made, "--json").stdout)["accounts"][0]["account"] == name
    explained = call(made, account).stdout
    assert "\x1b" not in explained
    assert explained.splitlines()[1].startswith("ten signals, version 1")


def test_known_on_leaves_out_what_was_recorded_later(path: Path) -> None:
    """The book was written just now: on a day before that nothing was known, and from today on everything is."""
    at_the_time = json.loads(call(path, "--known-on", DAY.isoformat(), "--json").stdout)
    assert (at_the_time["known_on"], at_the_time["accounts"]) == (DAY.isoformat(), [])
    now = json.loads(call(path, "--known-on", "today", "--json").stdout)
    assert [a["account"] for a in now["accounts"]] == ["Corvid Analytics", "Umber Studio"]
    without = json.loads(call(path, "--json").stdout)
    assert "known_on" not in without
    assert without["accounts"] == now["accounts"]


def test_every_verb_that_takes_a_day_can_leave_out_what_was_not_known(path: Path) -> None:
    words = ["--as-of", "2025-11-24", "--known-on", "2025-11-24", "--json", "--book", str(path)]
    for verb in (
        ["accounts"],
        ["renewals"],
        ["week"],
        ["numbers", "--from", "2025-11-01", "--to", "2025-11-24"],
    ):
        found = json.loads(CliRunner().invoke(program, [*verb, *words]).stdout)
        assert "Corvid" not in json.dumps(found), verb
    shown = CliRunner().invoke(program, ["show", "Corvid Analytics", *words])
    assert shown.exit_code != 0


def test_a_day_that_is_none_is_refused(path: Path) -> None:
    refused = call(path, "--known-on", "yesteryear", "--json")
    assert refused.exit_code == 2
    assert json.loads(refused.stdout)["error"]["code"] == "not_a_day"
