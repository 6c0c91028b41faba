"""A customer that is named once, in the first of its rows, is asked about; nobody's row is another's unsaid."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.tables.questions import COLUMN_KINDS
from csdesk.domain.imports.vocabulary.targets import own_headers
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import TODAY, asked, grid, of, plan, source, synonyms, waiting

Rows = list[list[Value]]
KEY = "below:List:Customer"
TASKS: Rows = [
    ["Customer", "Task", "Due"],
    ["Acme", "Call Jo", "2025-12-01"],
    [None, "Send the deck", "2025-12-02"],
    ["Bolt", "Review", "2025-12-05"],
    ["", "Plan the QBR", "2025-12-09"],
]
LINES: Rows = [
    ["Customer", "Product", "ARR"],
    ["Acme", "Core", 12000],
    [None, "Add-on", 3000],
    ["Bolt", "Core", 9000],
    [None, "Add-on", 1000],
]


def below(made: Plan) -> list[tuple[int, ...]]:
    return [q.rows for q in made.questions if q.kind == "below"]


def refused(made: Plan) -> list[int]:
    return [r.row for s in made.sheets for r in s.rows if r.result is Result.REFUSED]


def whose(made: Plan, noun: type) -> list[str]:
    names = {a.id: a.account for a in of(made, Account)}
    return [names[row.account] for row in of(made, noun)]


def test_rows_right_below_a_name_are_one_question_a_sheet() -> None:
    made = plan(*TASKS)
    (question,) = [q for q in made.open if q.key == KEY]
    assert (question.rows, question.seen, question.default) == ((3, 5), ("Acme", "Bolt"), "fill")
    assert question.text == "“Customer” is empty in 2 rows right below a name. Whose are they?"
    assert question.evidence == "2 names, such as Acme; each of these names stands once."
    assert [c.text for c in question.choices] == [
        "The one named above them",
        "Nobody is named: refuse the 2 rows",
    ]
    assert question.kind in COLUMN_KINDS


@pytest.mark.parametrize(
    ("noun", "rows"),
    [
        (Task, TASKS),
        (Subscription, LINES),
        (Contact, [["Customer", "Contact", "Role"], ["Acme", "Jo"], [None, "Kim"], ["Bolt", "Lee"], [None, "Max"]]),
        (
            Ticket,
            [
                ["Customer", "Ticket ID", "Subject", "Opened"],
                ["Acme", "T1", "Login fails", "2025-11-01"],
                [None, "T2", "Slow", "2025-11-02"],
                ["Bolt", "T3", "Crash", "2025-11-03"],
                [None, "T4", "Crash again", "2025-11-04"],
            ],
        ),
    ],
)  # fmt: skip
def test_they_are_that_customers_or_are_refused_as_was_said(noun: type, rows: Rows) -> None:
    made = plan(*rows, answers={KEY: "fill"})
    assert (whose(made, noun), refused(made)) == (["Acme", "Acme", "Bolt", "Bolt"], [])
    made = plan(*rows, answers={KEY: "first"})
    assert (whose(made, noun), refused(made)) == (["Acme", "Bolt"], [3, 5])
    assert {p.problem for s in made.sheets for r in s.rows for p in r.problems} == {
        "the row names no account"
    }


def test_german_headers_and_months_as_columns_are_asked_alike() -> None:
    rows: Rows = [["Kunde", "Aufgabe", "Fällig"], *TASKS[1:]]
    assert whose(plan(*rows, answers={"below:List:Kunde": "fill"}), Task) == ["Acme", "Acme", "Bolt", "Bolt"]
    months: Rows = [
        ["Customer", "Team", "Sep 2025", "Oct 2025"],
        ["Acme", "Sales", 5, 6],
        [None, "Support", 1, 2],
        ["Bolt", "Sales", 3, 4],
        [None, "Support", 7, 8],
    ]
    readings = of(plan(*months, name="Logins"), Usage)
    assert sorted(r.value for r in readings) == [6, 8, 10, 12]


def test_where_the_names_stand_in_several_rows_nothing_is_proposed_and_the_rows_wait() -> None:
    made = plan(*TASKS, ["Acme", "Write up", "2025-12-10"])
    assert [(q.default, q.evidence) for q in made.open if q.key == KEY] == [
        (None, "2 names, such as Acme; some of them stand in several rows.")
    ]
    assert [r.row for r in waiting(made)] == [3, 5]


def test_one_forgotten_name_among_many_is_refused_and_not_asked_about() -> None:
    rows: Rows = [[f"Customer {n}", "Call", "2025-12-01"] for n in range(8)]
    made = plan(TASKS[0], *rows[:4], [None, "Call", "2025-12-02"], *rows[4:])
    assert (below(made), refused(made)) == ([], [6])


def test_one_forgotten_name_in_a_short_list_is_refused_too() -> None:
    made = plan(*TASKS[:4])
    assert (below(made), refused(made)) == ([], [3])


@pytest.mark.parametrize(
    ("header", "over", "under"),
    [
        ("CSM", "Tom Hughes", "Mia Stone"),
        ("Industry", "Food", "Steel"),
        ("Website", "acme.example", "cole.example"),
        ("Customer ID", "C1", "C3"),
    ],
)
def test_a_row_that_says_it_is_another_customers_takes_no_name_and_overwrites_nothing(
    header: str, over: str, under: str
) -> None:
    made = plan(
        ["Customer", header, "Product", "ARR"],
        ["Acme", over, "Core", 100],
        [None, under, "Core", 300],
        [None, None, "Add-on", 20],
        ["Bolt", None, "Core", 70],
    )
    assert below(made) == []
    assert [a.account for a in of(made, Account)][:1] == ["Acme"]
    assert 4 in refused(made)


def test_people_of_another_domain_are_not_those_of_the_customer_above() -> None:
    made = plan(
        ["Customer", "Name", "Email"],
        ["Acme", "Jo Ash", "jo@acme.example"],
        [None, "Kim Bay", "kim@acme.example"],
        ["Bolt", "Lee Cox", "lee@bolt.example"],
        [None, "Max Dale", "max@bolt.example"],
        [None, "Mia Elm", "mia@corvid.example"],
    )
    assert (below(made), refused(made)) == ([(3, 5)], [6])


def test_a_second_line_of_notes_goes_on_where_the_first_ended() -> None:
    rows: Rows = [["Customer", "CSM", "Notes"], ["Acme", "Tom", "They like the new"], [None, None, "reports"]]
    made = plan(*rows, [None, None, "a lot"], ["Bolt", "Mia", "fine"], answers={KEY: "fill"})
    first, _ = of(made, Account)
    assert (first.notes, first.csm) == ("They like the new\nreports\na lot", "Tom")


def test_sums_empty_rows_and_headings_end_what_a_name_stands_for() -> None:
    total: list[Value] = [None, None, 15000]
    assert below(plan(*LINES[:3], total, *LINES[3:])) == [(3, 6)]
    assert refused(plan(*LINES[:3], total, *LINES[3:])) == [4]
    assert below(plan(*TASKS[:3], [], *TASKS[3:])) == [(3, 6)]
    assert refused(plan(*TASKS[:2], [], *TASKS[2:], *TASKS[3:])) == [4]
    done: Sequence[Value] = ["DONE", None, None]
    assert refused(plan(*TASKS[:2], done, *TASKS[2:], *TASKS[3:])) == [4]


def test_a_name_alone_in_its_row_stands_for_the_rows_below() -> None:
    rows: Rows = [["Acme"], *([None, *row[1:]] for row in LINES[1:3]), ["Bolt"], [None, "Core", 70]]
    assert whose(plan(LINES[0], *rows), Subscription) == ["Acme", "Acme", "Bolt"]


def test_merged_names_are_asked_about_once() -> None:
    merged = replace(grid(LINES), merged=((1, 0, 2, 0), (3, 0, 4, 0)))

    def planned(answers: dict[str, str]) -> Plan:
        return plan_files((source(merged),), Known(), answers, synonyms(), today=TODAY)

    assert asked(planned({})) == ["merged:List:rows"]
    assert below(planned({})) == below(planned({"merged:List:rows": "first"})) == []


def test_the_exports_of_programs_and_the_workbook_of_csdesk_name_everybody_whom_they_mean() -> None:
    head: list[Value] = ["Name", "Phase", "Customer from", "Health"]
    rows: Rows = [[None if n % 2 else f"Customer {n}", "Live", "2025-01-01", 8] for n in range(6)]
    made = plan(head, *rows)
    assert (made.sheets[0].notes[0], below(made)) == ("This is Planhat's table of companies.", [])
    own = [*own_headers("task")]
    told: dict[str, list[Value]] = {"account": ["Acme", None] * 2, "title": ["Call", "Send", "Plan", "Go"]}
    cells: Rows = [[told[h][n] if h in told else None for h in own] for n in range(4)]
    assert below(plan(own, *cells, name="Tasks")) == []


def test_readings_follow_their_objective() -> None:
    rows: Rows = [["Acme", "Faster close", "2025-10-01", 3], [None, "Fewer errors", "2025-10-01", 4]]
    assert below(plan(["Account", "Objective", "On", "Value"], *rows)) == []


def test_contracts_that_facts_name_say_whose_they_are() -> None:
    made = plan(
        ["Customer", "Subscription ID", "Ticket ID", "Subject", "Opened"],
        ["Acme", "S1", "T1", "Login fails", "2025-11-01"],
        [None, "S2", "T2", "Slow", "2025-11-02"],
    )
    assert below(made) == []


def test_the_answer_holds_for_the_next_file_with_such_a_column() -> None:
    made = plan(*LINES, ["Cole", "Core", 50], known=Known(answered={"": {KEY: "fill"}}))
    assert (asked(made), [q.answer for q in made.questions if q.key == KEY]) == ([KEY], ["fill"])
    assert whose(made, Subscription) == ["Acme", "Acme", "Bolt", "Bolt", "Cole"]
    assert plan(*LINES, known=Known(answered={"": {KEY: "fill"}})).open == ()
