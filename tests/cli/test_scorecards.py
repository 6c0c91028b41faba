"""`csdesk scorecards`: who is scored by what, and cards that go from one colleague to another."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.health.own import Source
from csdesk.domain.health.terms import ReadingKind
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.services.health.scorecard_file import read_scorecard, write_scorecard
from csdesk.services.health.scorecards import card_of
from csdesk.store.book import Book
from tests.services.health_books import DAY, add_account, ago, put, touch, usage
from tests.services.own_books import card_with, own

Ask = Callable[..., Any]
SEATS = own(
    ReadingKind.LAST,
    Source(table="usage", usage="seats", field="value", dated="on"),
    "Seats booked",
    play=None,
)


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    with Book.create(tmp_path / "a.csdesk") as book:
        put(book, Preference(id=CLOCK, value=DAY.isoformat()))
        for name, segment in (("Large", "Enterprise"), ("Small", None)):
            account = add_account(book, name, segment=segment)
            put(book, touch(account, ago(3)), usage(account, "seats", ago(3), 30))

    def asked(*words: str, code: int = 0) -> Any:
        told = CliRunner().invoke(program, [*words, "--json", "--book", str(tmp_path / "a.csdesk")])
        assert told.exit_code == code, told.output
        return json.loads(told.stdout)

    return asked


def mine(tmp_path: Path, name: str = "Mine") -> str:
    from dataclasses import replace

    path = tmp_path / f"{name}.json"
    write_scorecard(replace(card_with(SEATS), name=name), path)
    return str(path)


def test_a_card_of_a_colleague_scores_whom_it_is_for(ask: Ask, tmp_path: Path) -> None:
    kept = ask("scorecards", "--import", mine(tmp_path))
    assert (kept["scorecard"], kept["version"]) == ("Mine", 1)
    assert kept["faults"] == ["Seats booked has no play"]
    ask("scorecards", "mine", "--for", "segment = enterprise")
    listed = ask("scorecards")["scorecards"]
    assert [(c["scorecard"], c["place"], c["scores"], c["accounts"]) for c in listed][:3] == [
        ("Mine", 1, "segment = enterprise", 1), ("ten signals", 2, "all others", 1), ("DEAR", None, "nobody", 0),
    ]  # fmt: skip
    health = ask("health", "--as-of", DAY.isoformat())
    assert (health["scorecard"], health["version"]) == ("ten signals", 1)
    assert [(a["account"], a["scorecard"], a["version"]) for a in health["accounts"]] == [
        ("Large", "Mine", 1), ("Small", "ten signals", 1),
    ]  # fmt: skip
    every = ask("health", "--scorecard", "MINE", "--as-of", DAY.isoformat())
    assert [a["scorecard"] for a in every["accounts"]] == ["Mine", "Mine"]
    assert [line["reading"] for a in every["accounts"] for line in a["lines"] if line["measure"] == SEATS.name] == [
        30.0, 30.0,
    ]  # fmt: skip


def test_the_order_is_moved_left_and_taken_back(ask: Ask, tmp_path: Path) -> None:
    ask("scorecards", "--import", mine(tmp_path))
    ask("scorecards", "DEAR", "--for", "segment is not null")
    ask("scorecards", "Mine", "--for", "segment = enterprise", "--place", "1")

    def order() -> list[str]:
        return [c["scorecard"] for c in ask("scorecards")["scorecards"] if c["place"]]

    assert order() == ["Mine", "DEAR", "ten signals"]
    back = ask("scorecards", "mine", "--place", "2")["undo"]
    assert order() == ["DEAR", "Mine", "ten signals"]
    ask("undo", str(back))
    assert order() == ["Mine", "DEAR", "ten signals"]
    ask("scorecards", "Mine", "--for-nobody")
    assert "Mine" in [c["scorecard"] for c in ask("scorecards")["scorecards"]]
    ask("scorecards", "mine", "--remove")
    assert "Mine" not in [c["scorecard"] for c in ask("scorecards")["scorecards"]]
    assert ask("scorecards", "DEAR", "--remove", code=2)["error"]["code"] == "scorecard_shipped"
    ask("scorecards", "founder's four", "--default")
    assert order() == ["DEAR", "founder's four"]
    assert ask("scorecards", "founder's four", "--default")["undo"] is None
    both = ["scorecards", "DEAR", "--default", "--for", "segment = SMB"]
    told = CliRunner().invoke(program, [*both, "--book", str(tmp_path / "a.csdesk")])
    assert (told.exit_code, order()) == (2, ["DEAR", "founder's four"])


def test_the_same_name_again_is_its_next_version_and_another_name_another_card(
    ask: Ask, tmp_path: Path
) -> None:
    path = mine(tmp_path)
    ask("scorecards", "--import", path)
    assert ask("scorecards", "--import", path)["version"] == 2
    assert ask("scorecards", "Yours", "--import", path)["version"] == 1
    shown = ask("scorecards", "Yours")
    assert [m["reads"] for m in shown["measures"] if m["own"]] == ["the last value of usage “seats”"]
    assert ask("scorecards", "yours", "--export", str(tmp_path / "out.json"))["scorecard"] == "Yours"
    out = read_scorecard(tmp_path / "out.json")
    assert out.measures == card_with(SEATS).measures


def file_with(measures: str, *, watch: int = 1) -> str:
    bands = f'{{"healthy": 1, "watch": {watch}}}'
    card = f'{{"measures": {measures}, "bands": {bands}, "minimum_coverage": 5}}'
    return f'{{"csdesk": "scorecard", "name": "x", "definition": {card}}}'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "JSON"),
        ("[]", "scorecard"),
        ("{}", "scorecard"),
        ('{"csdesk": "scorecard"}', "definition"),
        (file_with("{}"), "measures"),
        (file_with('{"open_cases": {"weight": 9999}}'), "weight"),
        (file_with('{"open_cases": {"weight": 9, "points": [[NaN, 1]]}}'), "points"),
        (file_with('{"open_cases": {"weight": 9}}', watch=2), "bands"),
    ],
)
def test_a_file_that_is_no_scorecard_is_refused_with_the_reason(
    ask: Ask, tmp_path: Path, text: str, why: str
) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    told = ask("scorecards", "--import", str(path), code=2)["error"]
    assert told["code"] == "scorecard_unreadable"
    assert why in told["message"]
    assert len(ask("scorecards")["scorecards"]) == 4


def test_what_if_of_an_account_begins_from_its_own_card(ask: Ask, tmp_path: Path) -> None:
    ask("scorecards", "DEAR", "--for", "segment = enterprise")
    assert ask("whatif", "Large", "--as-of", DAY.isoformat())["scorecard"] == "DEAR"
    assert ask("whatif", "Small", "--as-of", DAY.isoformat())["scorecard"] == "ten signals"
    assert ask("backtest", "--scorecard", "DEAR")["scorecard"] == "DEAR"


def test_a_list_for_a_person_names_the_card_where_there_are_several(ask: Ask, tmp_path: Path) -> None:
    words = ["health", "--as-of", DAY.isoformat(), "--book", str(tmp_path / "a.csdesk")]
    assert "ten signals" not in CliRunner().invoke(program, words).stdout
    ask("scorecards", "DEAR", "--for", "segment = enterprise")
    large, small = CliRunner().invoke(program, words).stdout.splitlines()
    assert (large.split()[-1], small.endswith("ten signals")) == ("DEAR", True)
    told = CliRunner().invoke(program, ["scorecards", "--book", str(tmp_path / "a.csdesk")]).stdout
    assert told.splitlines()[2].split()[:3] == ["1", "DEAR", "1"]
    with Book.view(tmp_path / "a.csdesk") as book:
        assert card_of(book, "DEAR").version == 1
