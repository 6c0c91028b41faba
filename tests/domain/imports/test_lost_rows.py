"""Customers that a sheet calls lost: by a title, a sheet's name, a day; and what becomes of their contracts."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms

LEFT = date(2025, 5, 31)
Rows = Sequence[Sequence[Value]]
LIVE: Rows = [
    ["Customer", "MRR", "Renewal"],
    ["Arrow", 100, date(2026, 3, 31)],
    ["Beacon", 50, date(2026, 4, 30)],
]
GONE: Rows = [
    ["Customer", "MRR", "Left on", "Why"],
    ["Drift", 70, LEFT, "budget"],
    ["Echo", 80, LEFT, "acquired"],
]


def lost(made: Plan) -> list[tuple[str, date | None, str | None]]:
    return [(a.account, a.lost_on, a.lost_reason) for a in of(made, Account) if a.status is Status.LOST]


BOTH = [("Drift", LEFT, "budget"), ("Echo", LEFT, "acquired")]


def test_a_table_called_churned_below_the_customers_is_of_lost_ones() -> None:
    made = plan(*LIVE, [], ["Churned"], *GONE)
    (question,) = (q for q in made.questions if q.kind == "heading")
    assert (question.key, question.default) == ("heading:List: Churned:churned", "lost")
    assert "Drift on 31 May 2025: budget" in question.evidence
    assert lost(made) == BOTH
    ended = {s.end for s in of(made, Subscription)} - {date(2026, 3, 31), date(2026, 4, 30)}
    assert ended == {LEFT}
    assert [(r.due_on, r.outcome) for r in of(made, Renewal)] == [(LEFT, Outcome.LOST)] * 2


def test_a_little_table_of_the_sheet_itself_above_its_header_is_no_table_of_customers() -> None:
    made = plan(["Owner", "Region"], ["Kim", "EMEA"], [], *LIVE)
    assert [(s.sheet, s.header_row) for s in made.sheets] == [("List", 4)]


def test_a_sheet_called_churned_with_a_year_is_of_lost_ones_unless_the_person_says_otherwise() -> None:
    both = source(grid(LIVE, "Customers"), grid(GONE, "Churned 2025"))
    made = plan_files((both,), EMPTY, {}, synonyms(), today=TODAY)
    assert lost(made) == BOTH
    said = {"heading:Churned 2025:churned 2025": "customers"}
    assert not lost(plan_files((both,), EMPTY, said, synonyms(), today=TODAY))


def test_a_sheet_called_customers_with_a_status_is_not_asked_about_its_title() -> None:
    rows: Rows = [["Churned"], ["Customer", "Status", "MRR"], ["Drift", "churned", 70]]
    assert not [k for k in asked(plan(*rows)) if k.startswith("heading")]


def test_a_lost_customer_without_a_day_brings_no_contract_and_is_told() -> None:
    made = plan(["Customer", "Status", "MRR"], ["Arrow", "active", 100], ["Drift", "cancelled", 70])
    assert lost(made) == [("Drift", None, None)]
    assert len(of(made, Subscription)) == len(of(made, Step)) == 1
    told = "1 row tells a loss, and nothing says when it was: row 3. No contract comes with such a row"
    assert any(note.startswith(told) for note in made.sheets[0].notes)


def test_a_lost_customer_without_a_day_and_an_amount_keeps_what_the_row_tells_of_its_contract() -> None:
    made = plan(
        ["Customer", "Churned", "Plan", "Seats", "Signed"], ["Drift", "yes", "Pro", 7, date(2024, 1, 2)]
    )
    assert [s.end for s in of(made, Subscription)] == [None]
    assert lost(made) == [("Drift", None, None)]
    assert not any("No contract comes" in note for note in made.sheets[0].notes)


def test_why_beside_the_day_of_leaving_is_its_reason_and_beside_a_health_it_is_that_ones() -> None:
    assert plan(*GONE).sheets[0].columns[3].target == "account.lost_reason"
    rows: Rows = [[*GONE[0], "Health"], [*GONE[1], "red"]]
    assert plan(*rows).sheets[0].columns[3].target == "account.judgement_reason"


def test_a_sheet_called_leads_is_proposed_to_be_left_out() -> None:
    both = source(grid(LIVE, "Customers"), grid([["Company", "MRR"], ["Fable", 10]], "Leads"))
    made = plan_files((both,), EMPTY, {}, synonyms(), today=TODAY)
    assert [q.default for q in made.questions if q.kind == "heading"] == ["leave out"]
    assert {a.account for a in of(made, Account)} == {"Arrow", "Beacon"}


def test_a_list_called_churned_says_when_they_left_why_and_what_they_paid() -> None:
    rows: Rows = [
        ["Customer", "ARR lost", "When", "Why"],
        ["Drift", 1200, "31 May 2025", "budget"],
        ["Echo", "2.4k", "May 2025", "acquired"],
    ]
    made = plan_files(
        (source(grid(LIVE, "Customers"), grid(rows, "Churned")),), EMPTY, {}, synonyms(), today=TODAY
    )
    assert lost(made) == BOTH
    steps = {s.subscription: s.amount for s in of(made, Step)}
    gone = [s for s in of(made, Subscription) if s.end == LEFT]
    assert sorted(steps[s.id] for s in gone) == [120_000, 240_000]


def test_a_column_called_when_in_any_other_list_is_no_day_of_leaving() -> None:
    made = plan(["Customer", "MRR", "When"], ["Arrow", 100, "31 May 2025"], name="Customers")
    assert not [c for c in made.sheets[0].columns if c.target == "account.lost_on"]


def test_nobody_was_ever_called_where_a_cell_says_never() -> None:
    made = plan(["Customer", "MRR", "Last call"], ["Arrow", 100, "never"], ["Beacon", 50, "2025-11-03"])
    assert not [q for q in made.questions if q.kind == "unread"]
    assert any("“never” (row 2)" in note for note in made.sheets[0].notes)


AGO, AHEAD = date(2025, 6, 30), date(2026, 9, 30)


def dated(header: str, *days: Value, answers: Mapping[str, str] | None = None) -> Plan:
    rows = [[name, 1200, on] for name, on in zip(("Acme", "Beta", "Corvo"), days, strict=True)]
    return plan(["Customer", "ARR", header], *rows, answers=answers)


@pytest.mark.parametrize(
    "header",
    [
        "Lost on",
        "Churn date",
        "Churned",
        "Lost",
        "Left on",
        "Kunde bis",
        "gekündigt",
        "baja",
        "Perdu",
        "Saiu em",
    ],
)
def test_a_day_on_which_a_customer_left_says_that_they_did(header: str) -> None:
    made = dated(header, AGO, None, AHEAD)
    assert [(a.account, a.status, a.lost_on) for a in of(made, Account)] == [
        ("Acme", Status.LOST, AGO),
        ("Beta", Status.CUSTOMER, None),
        ("Corvo", Status.CUSTOMER, None),
    ]
    lines = {s.account: s.end for s in of(made, Subscription)}
    assert [lines[a.id] for a in of(made, Account)] == [AGO, None, AHEAD]
    assert [(r.due_on, r.outcome) for r in of(made, Renewal)] == [(AGO, Outcome.LOST), (AHEAD, Outcome.LOST)]


@pytest.mark.parametrize("header", ["Churned", "Lost", "Cancelled"])
def test_a_yes_under_the_same_header_says_it_too(header: str) -> None:
    made = dated(header, "yes", "no", "no")
    assert [a.account for a in of(made, Account) if a.status is Status.LOST] == ["Acme"]


def test_a_status_beside_the_day_on_which_somebody_left_counts_more() -> None:
    made = plan(
        ["Customer", "ARR", "Status", "Lost on"],
        ["Acme", 1200, "active", AGO],
        ["Beta", 1200, "churned", AGO],
    )
    assert [a.account for a in of(made, Account) if a.status is Status.LOST] == ["Beta"]


def test_who_cancelled_on_a_day_that_is_over_and_has_no_term_is_lost() -> None:
    made = plan(
        ["Customer", "ARR", "Cancelled on"], ["Acme", 1200, AGO], ["Beta", 1200, None], ["Corvo", 1200, AHEAD]
    )
    assert [(a.account, a.status, a.lost_on) for a in of(made, Account)] == [
        ("Acme", Status.LOST, AGO),
        ("Beta", Status.CUSTOMER, None),
        ("Corvo", Status.CUSTOMER, None),
    ]
    (renewal,) = of(made, Renewal)
    assert (renewal.due_on, renewal.outcome) == (AGO, Outcome.LOST)


def test_who_gave_notice_of_a_term_or_is_called_a_customer_is_not_lost_by_that_day() -> None:
    termed = plan(["Customer", "ARR", "Contract end", "Cancelled on"], ["Acme", 1200, AHEAD, AGO])
    called = plan(["Customer", "ARR", "Status", "Cancelled on"], ["Acme", 1200, "active", AGO])
    assert [a.status for made in (termed, called) for a in of(made, Account)] == [Status.CUSTOMER] * 2
