"""The verb `week`: its JSON is a contract, its text is for a person."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.ids import AccountId, ContactId, ProductId, SubscriptionId
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.store.book import Book
from tests.conftest import TODAY

HALDEN, CORVID, IDLE = AccountId("a-halden"), AccountId("a-corvid"), AccountId("a-idle")
LINE = SubscriptionId("s-1")
Week = Callable[..., Result]


def day(days: int) -> date:
    """So many days after the Monday of the tests."""
    return TODAY + timedelta(days=days)


def _rows() -> list[Any]:
    return [
        Product(id=ProductId("p-1"), product="Desk"),
        Account(id=HALDEN, account="Halden Freight", signed_on=day(-900), judgement=2),
        Account(id=CORVID, account="Corvid <b>Analytics</b>", signed_on=day(-900)),
        Account(id=IDLE, account="Larkspur", signed_on=day(-900)),
        Contact(id=ContactId("c-1"), account=HALDEN, name="Priya Nair", roles=(Role.CHAMPION,)),
        Subscription(
            id=LINE, account=HALDEN, product=ProductId("p-1"), start=day(-300), end=day(37), notice_days=30
        ),
        Step(id="step-1", subscription=LINE, from_=day(-300), amount=6_120_000),
        Survey(id="v-1", account=CORVID, answered_on=TODAY, score=4.0),
        Task(id="k-1", account=CORVID, title="Hold the workshop", due_on=day(2), minutes=120),
        Task(id="k-2", account=CORVID, title="Send it", minutes=20, status=TaskStatus.DONE, done_on=TODAY),
    ]


@pytest.fixture
def week(tmp_path: Path) -> Week:
    """The verb on a book with a notice deadline, a detractor of today, a long task, and one thing done."""
    path = tmp_path / "some.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=TODAY):
        book.put_all(_rows())
    return lambda *words: CliRunner().invoke(program, ["week", "--book", str(path), *words])


def answer(week: Week, *words: str) -> Any:
    """The JSON of a call that went well."""
    result = week("--start", TODAY.isoformat(), "--json", *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_the_json_has_the_fields_of_the_contract(week: Week) -> None:
    plan = answer(week, "--hours", "5")
    assert list(plan) == [
        "start",
        "capacity_minutes",
        "planned_minutes",
        "plan",
        "not_doing",
        "leave_alone",
    ]
    assert (plan["start"], plan["capacity_minutes"]) == ("2025-11-24", 1500)
    notice = next(item for item in plan["plan"] if item["account"] == "Halden Freight")
    assert notice == {
        "day": "2025-11-24",
        "account": "Halden Freight",
        "title": "Confirm intent with Priya Nair before notice",
        "minutes": 30,
        "reason": "Notice in 7 days; auto-renewal not known",
        "priority": 1456.6,
        "factors": {"at_stake": "61200.00", "weight": 0.42, "urgency": 1.7, "minutes": 30},
        "mandatory": True,
        "source": "rule: notice",
    }


def test_what_the_lines_say_adds_up(week: Week) -> None:
    plan = answer(week)
    assert plan["planned_minutes"] == sum(item["minutes"] for item in plan["plan"])
    assert [item["title"] for item in plan["plan"]] == [
        "Confirm intent with Priya Nair before notice",
        "Follow up the answer of 4",
        "Hold the workshop",
        "Send it",
    ]
    assert plan["plan"][-1]["reason"] == "Done Mon 24 Nov"


def test_what_is_not_done_says_why_and_what_nobody_knows_is_null(week: Week) -> None:
    plan = answer(week, "--hours", "1")
    assert plan["not_doing"] == [
        {
            "account": "Corvid <b>Analytics</b>",
            "title": "Hold the workshop",
            "minutes": 120,
            "reason": "does not fit: longer than a day's 60 minutes; due 26 Nov",
            "arr": None,
        }
    ]
    assert plan["leave_alone"] == 1


def test_the_same_day_gives_the_same_answer(week: Week) -> None:
    assert answer(week) == answer(week)


def test_a_person_reads_days_reasons_and_what_is_left_out(week: Week) -> None:
    result = week("--start", "2025-11-24", "--hours", "1")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "Week of Mon 24 Nov to Fri 28 Nov 2025"
    assert lines[1] == "1:20 of 5:00 hours planned, 61,200 USD ARR worked on"
    assert "Mon 24 Nov  1:20 of 1:00 h, 0:20 h over capacity" in lines
    assert "Not doing: 1" in lines
    assert lines[-1] == "Leave alone: 1, nothing due"
    assert any("Longer than a day's 60 minutes; due 26 Nov" in line for line in lines)


def test_a_long_name_leaves_room_for_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "long.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=TODAY):
        book.put_all([Account(id=HALDEN, account="x" * 300), Task(id="k", account=HALDEN, title="y" * 300)])
    result = CliRunner().invoke(program, ["week", "--book", str(path), "--start", TODAY.isoformat()])
    assert max(map(len, result.output.splitlines())) < 140
    assert f"{'x' * 39}…" in result.output


def test_a_week_that_begins_on_a_sunday_is_the_next_one(week: Week) -> None:
    assert week("--start", "2025-11-23").output.startswith("Week of Mon 24 Nov to Fri 28 Nov 2025")


def test_explain_shows_the_arithmetic(week: Week) -> None:
    result = week("--start", "2025-11-24", "--explain")
    assert "61,200 USD × 0.42 × 1.7 ÷ 30 min = 1456.6; 1 of 3, must be done this week" in result.output
    assert "ARR not known × 0.25 × 2.4 ÷ 30 min = no priority" in result.output


@pytest.mark.parametrize("hours", ["-1", "25", "nan", "many"])
def test_hours_that_no_day_has_are_refused(week: Week, hours: str) -> None:
    assert week("--hours", hours).exit_code == 2


@pytest.mark.parametrize("start", ["someday", "9999-12-31", "0001-01-01"])
def test_a_day_that_no_week_has_is_refused_in_one_line(week: Week, start: str) -> None:
    result = week("--start", start)
    assert result.exit_code == 2
    assert len(result.output.strip().splitlines()) == 1


def test_a_calendar_takes_its_time_from_the_days(week: Week, tmp_path: Path) -> None:
    path = tmp_path / "my.ics"
    off = "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Thanksgiving\r\nDTSTART;VALUE=DATE:20251127\r\nEND:VEVENT\r\n"
    call = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20251124T090000\r\nDTEND:20251124T100000\r\nEND:VEVENT\r\n"
    path.write_text(f"BEGIN:VCALENDAR\r\n{off}{call}END:VCALENDAR\r\n")
    plain = answer(week, "--start", "2025-11-24", "--hours", "4")["capacity_minutes"]
    assert (
        answer(week, "--start", "2025-11-24", "--hours", "4", "--ics", str(path))["capacity_minutes"]
        == plain - 300
    )
    said = week("--start", "2025-11-24", "--ics", str(path)).output
    assert "Thu 27 Nov  Thanksgiving" in said
    assert "Calendar: 2 events of these days counted" in said


def test_a_calendar_that_is_none_is_refused(week: Week, tmp_path: Path) -> None:
    path = tmp_path / "my.ics"
    path.write_text("Subject,Start")
    done = week("--ics", str(path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "cannot be read as a calendar" in done.stderr


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ending", ["pdf", "xlsx", "ics"])
def test_the_week_is_written_as_its_name_ends(week: Week, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"week.{ending}"
    facts = answer(week, "--start", "2025-11-24", "-o", str(path))
    assert facts["out"]["file"] == str(path)
    assert path.stat().st_size > 0
    assert week("--output", str(tmp_path / "week.txt")).exit_code == 2


def test_old_tasks_are_dropped_at_once_and_the_plan_is_without_them(tmp_path: Path) -> None:
    path = tmp_path / "old.csdesk"
    old = [Task(id=f"o-{n}", account=IDLE, title=f"old {n}", due_on=day(-400 + n)) for n in range(3)]
    with Book.create(path) as book:
        with book.change(Verb.ADD, today=TODAY):
            clock = Preference(id=CLOCK, value=TODAY.isoformat())
            book.put_all([clock, *(v for v in _rows() if not isinstance(v, Task))])
        with book.change(Verb.IMPORT, today=TODAY):
            book.put_all([*old, Task(id="k-9", account=IDLE, title="new", due_on=day(2))])

    def call(*words: str) -> Result:
        return CliRunner().invoke(program, ["week", "--book", str(path), *words])

    refused = call("--drop-old", "--known-on", "2025-11-24")
    assert (refused.exit_code, refused.stdout) == (2, "")
    found = json.loads(call("--drop-old", "--json").stdout)
    assert (sorted(found["dropped"]), found["undo"]) == (["old 0", "old 1", "old 2"], 3)
    assert {i["title"] for i in [*found["plan"], *found["not_doing"]]}.isdisjoint(found["dropped"])
    assert "new" in {i["title"] for i in found["plan"]}
    again = json.loads(call("--drop-old", "--json").stdout)
    assert (again["dropped"], again["undo"]) == ([], None)
    undone = CliRunner().invoke(program, ["undo", "3", "--book", str(path)])
    assert undone.exit_code == 0
    assert "Dropped: 3 old tasks. Undo: csdesk undo" in call("--drop-old").stdout


def test_of_a_hundred_left_out_twenty_are_listed_and_the_rest_is_counted(tmp_path: Path) -> None:
    """The plan must not be pushed off the screen by what is not in it."""
    path = tmp_path / "full.csdesk"
    tasks = [Task(id=f"k-{n:03}", account=IDLE, title=f"Task {n:03}", minutes=60) for n in range(100)]
    with Book.create(path) as book, book.change(Verb.ADD, today=TODAY):
        book.put_all([Account(id=IDLE, account="Larkspur"), *tasks])
    call = ["week", "--book", str(path), "--start", TODAY.isoformat(), "--hours", "2"]
    said = CliRunner().invoke(program, call).stdout.splitlines()
    head = next(n for n, line in enumerate(said) if line.startswith("Not doing"))
    left = said[head + 1 : said.index("", head)]
    assert (said[head], len(left)) == ("Not doing: 90", 21)  # 100 hours of work, 2 on each of 5 days
    assert left[-1] == "  and 70 more; --explain lists them all"
    explained = CliRunner().invoke(program, [*call, "--explain"]).stdout
    assert all(task.title in explained for task in tasks)
    assert "more; --explain" not in explained


def test_a_week_of_some_accounts_has_nothing_of_others(week: Week) -> None:
    plan = answer(week, "--where", "account = 'Halden Freight'")
    assert {line["account"] for line in [*plan["plan"], *plan["not_doing"]]} == {"Halden Freight"}
    assert plan["leave_alone"] == 0
    said = week("--start", TODAY.isoformat(), "--where", "judgement = 2").output.splitlines()
    assert said[1] == "Only where judgement = 2: 1 account"
    assert "Corvid" not in "".join(said)
    refused = week("--where", "colour = 'red'")
    assert refused.exit_code == 2
