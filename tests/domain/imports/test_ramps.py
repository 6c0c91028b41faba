"""What each year of a term costs, in columns or row by row, is one customer's revenue, year after year."""

from collections.abc import Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomField
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.subscriptions import Period, Step, Subscription
from tests.domain.imports.sheet import TODAY, asked, grid, of, plan, source, synonyms
from tests.domain.imports.test_work import as_kept

START, END = date(2025, 1, 1), date(2027, 12, 31)
KEY, CALENDAR = "years:List:term", "years:List:columns"
HEAD: list[Value] = ["Customer", "Start", "End", "Year 1", "Year 2", "Year 3"]
ROWS: list[list[Value]] = [
    HEAD,
    ["Acme", START, END, 10000, 12000, 14000],
    ["Beta", date(2024, 7, 1), date(2026, 6, 30), 5000, 6000, None],
]
OF_ACME = [(START, 10000), (date(2026, 1, 1), 12000), (date(2027, 1, 1), 14000)]


def paid(made: Plan, name: str = "Acme") -> list[tuple[date, int]]:
    """From which day on a customer pays what, whatever the contract."""
    (account,) = [a.id for a in of(made, Account) if a.account == name]
    lines = {s.id for s in of(made, Subscription) if s.account == account}
    return sorted((s.from_, s.amount // 100) for s in of(made, Step) if s.subscription in lines)


def refused(made: Plan) -> list[tuple[int, str | None, str]]:
    return [(p.row, p.column, p.problem) for s in made.sheets for r in s.rows for p in r.problems]


def test_the_years_of_a_term_are_one_contract_that_costs_more_each_year() -> None:
    made = plan(*ROWS)
    (question,) = made.open
    assert (question.key, question.default) == (KEY, "term")
    assert question.evidence == "“Start” tells when the first of them begins."
    assert paid(made) == OF_ACME
    assert paid(made, "Beta") == [(date(2024, 7, 1), 5000), (date(2025, 7, 1), 6000)]
    assert {(s.start, s.end) for s in of(made, Subscription)} >= {(START, END)}
    assert not any(s.assumed for s in of(made, Step))
    assert len(of(made, Subscription)) == 2
    (sheet,) = made.sheets
    assert sheet.rows[0].what == "10,000.00 USD ARR; term ends 31 Dec 2027; 3 prices over time"


@pytest.mark.parametrize(
    "heads",
    [("Y1 ARR", "Y2 ARR"), ("ARR Yr1", "ARR Yr2"), ("1st year ARR", "2nd year ARR"), ("Jahr 1", "Jahr 2"),
     ("Year 1 fee (USD)", "Year 2 fee (USD)"), ("Contract Year 1", "Contract Year 2"),
     ("Annual fee year 1", "Annual fee year 2"),
     ("1. Jahr", "2. Jahr"), ("Année 1", "Année 2"), ("First year price", "Second year price")],
)  # fmt: skip
def test_the_years_of_a_term_are_known_by_many_names(heads: Sequence[str]) -> None:
    made = plan(["Customer", "Start", "Term", *heads], ["Acme", START, "24 months", 10000, 12000])
    assert asked(made) == [KEY]
    assert paid(made) == OF_ACME[:2]


def test_what_a_month_costs_in_each_year_is_paid_by_the_month() -> None:
    made = plan(
        ["Customer", "Start", "End", "MRR Y1", "MRR Y2"],
        ["Acme", START, date(2026, 12, 31), 1000, "1200 $/month"],
    )
    assert paid(made) == [(START, 1000), (date(2026, 1, 1), 1200)]
    assert [s.period for s in of(made, Subscription)] == [Period.MONTH]
    made = plan(
        ["Customer", "Start", "End", "Year 1", "Year 2"],
        ["Acme", START, date(2026, 12, 31), "€100/month", "€3,000 p.a."],
    )
    assert paid(made) == [(START, 1200), (date(2026, 1, 1), 3000)]
    assert [(s.period, s.currency) for s in of(made, Subscription)] == [(Period.YEAR, "EUR")]


def test_without_a_start_the_years_end_with_the_contract_and_without_both_they_bring_no_amount() -> None:
    made = plan(HEAD, ["Acme", None, END, 10000, 12000, 14000], ["Beta", None, None, 1000, 2000, 3000])
    assert paid(made) == OF_ACME
    assert paid(made, "Beta") == []
    told = "Row 3 tells neither when the contract begins nor when it ends: its years bring no amount."
    assert told in made.sheets[0].notes
    made = plan(["Customer", "Year 1 ARR", "Year 2 ARR"], ["Acme", 10000, 12000])
    assert [(q.key, q.default) for q in made.open] == [(KEY, "custom")]
    assert [f.name for f in of(made, CustomField)] == ["Year 1 ARR", "Year 2 ARR"]


def test_without_an_end_and_a_term_the_years_are_the_term() -> None:
    made = plan(["Customer", "Start", "ARR Y1", "ARR Y2"], ["Acme", START, 10000, 12000])
    assert [(s.start, s.end, s.term_confirmed) for s in of(made, Subscription)] == [
        (START, date(2026, 12, 31), True)
    ]


def test_who_pays_so_by_the_month_has_no_term_and_pays_as_much_a_year() -> None:
    made = plan(
        ["Customer", "Start", "End", "Year 1", "Year 2"], ["Acme", START, "monthly rolling", 10000, 12000]
    )
    (line,) = of(made, Subscription)
    assert (line.month_to_month, line.period) == (True, Period.YEAR)
    assert paid(made) == OF_ACME[:2]


def test_an_amount_beside_the_years_that_follows_from_them_is_left_out() -> None:
    made = plan(
        ["Customer", "Start", "End", "ARR", "Year 1", "Year 2", "Year 3", "TCV"],
        ["Acme", START, END, 10000, 10000, 12000, 14000, 36000],
    )
    assert asked(made) == [KEY]
    assert paid(made) == OF_ACME
    assert [n for n in made.sheets[0].notes if "years" in n] == [
        "“ARR” says what the years of the term do, and is left out.",
        "“TCV” says what the years of the term do, and is left out.",
    ]


def test_years_that_contradict_their_contract_are_refused_and_say_why() -> None:
    made = plan(
        [*HEAD, "ARR"],
        ["Acme", START, END, 10000, None, 14000, None],
        ["Beta", START, date(2025, 12, 31), 5000, 6000, None, None],
        ["Cora", START, END, 1000, 2000, 3000, 999],
        ["Dora", START, END, 500, 500, 500, 500],
    )
    assert refused(made) == [
        (2, "Year 2", "no amount stands for this year of the term, between others"),
        (3, "Year 2", "the contract ends on 31 Dec 2025, before this year of it begins"),
        (4, None, "the ARR is that of no year of the term, nor of all of them"),
    ]
    assert paid(made, "Dora") == [(START, 500)]


def test_calendar_years_beside_a_start_are_the_years_of_the_term_from_that_day_on() -> None:
    made = plan(
        ["Customer", "Start", "Term (months)", "2025", "2026", "2027"],
        ["Acme", START, 36, 10000, 12000, 14000],
        ["Beta", date(2025, 7, 1), 24, 5000, 6000, None],
        ["Cora", "15.03.2024", 48, 700, 800, 900],
        ["Dora", date(2026, 2, 1), 24, 99, 800, 900],
    )
    (question,) = made.open
    assert (question.key, question.default) == (CALENDAR, "term")
    assert paid(made) == OF_ACME
    assert paid(made, "Beta") == [(date(2025, 7, 1), 5000), (date(2026, 7, 1), 6000)]
    assert paid(made, "Cora") == [
        (date(2025, 3, 15), 700),
        (date(2026, 3, 15), 800),
        (date(2027, 3, 15), 900),
    ]
    assert paid(made, "Dora") == [(date(2026, 2, 1), 800), (date(2027, 2, 1), 900)]
    assert "Left out, as it is no year of the contract of its row: “2025” in row 5." in made.sheets[0].notes


def test_years_that_are_over_or_planned_are_no_term() -> None:
    for heads in (["Revenue 2023", "Revenue 2024"], ["ARR 2025", "Plan 2026"]):
        made = plan(["Customer", "Start", *heads], ["Acme", date(2023, 1, 1), 10000, 12000])
        (question,) = [q for q in made.questions if q.key == CALENDAR]
        assert "term" not in [c.value for c in question.choices]


def test_marks_of_two_years_are_kept_as_numbers() -> None:
    made = plan(["Customer", "Start", "Year 1", "Year 2"], ["Acme", START, 8, 9], ["Beta", START, 7, 6])
    assert [(q.key, q.default) for q in made.open] == [(KEY, "custom")]


def test_the_same_years_a_year_later_change_nothing() -> None:
    known = as_kept(ROWS)
    again = plan(*ROWS, ["Gamma", START, END, 10, 20, 30], known=known)
    assert [r.what for r in again.sheets[0].rows][:2] == ["as in the book", "as in the book"]
    dearer = plan(HEAD, ["Acme", START, END, 10000, 12000, 15000], known=known)
    (step,) = of(dearer, Step)
    assert (step.from_, step.amount) == (date(2027, 1, 1), 1500000)


def test_rows_of_one_term_after_another_are_one_customer_whose_prices_hold_each_in_its_term() -> None:
    head: list[Value] = ["Customer", "Start", "End", "ARR"]
    rows: list[list[Value]] = [
        ["Acme", date(2023, 1, 1), date(2023, 12, 31), 10000],
        ["Acme", date(2024, 1, 1), date(2024, 12, 31), 12000],
        ["Acme", date(2025, 1, 1), date(2025, 12, 31), 14000],
    ]
    made = plan(head, *rows)
    (question,) = made.open
    assert (question.key, question.default) == ("price:List:ARR", "since")
    assert question.evidence == "Acme stands with one term after another, each with its own price."
    made = plan(head, *rows, answers={"price:List:ARR": "since"})
    assert len(of(made, Account)) == 1
    assert paid(made) == [(date(2023, 1, 1), 10000), (date(2024, 1, 1), 12000), (date(2025, 1, 1), 14000)]
    alone: list[list[Value]] = [[f"Other {n}", date(2020, 1, 1), END, 1000] for n in range(9)]
    assert plan(head, *rows, *alone).questions[-1].default != "since"


def test_beside_a_sheet_of_later_prices_the_price_of_a_contract_is_its_first() -> None:
    lines = grid([["Account", "Product", "Start", "End", "Amount", "Period"],
                  ["Acme", "CRM", START, END, 10000, "year"]], "Subscriptions")  # fmt: skip
    steps = grid(
        [["Account", "Product", "From", "Amount"], ["Acme", "CRM", date(2025, 7, 1), 12000]], "Steps"
    )
    answers = {"terms:Subscriptions:End": "one"}
    made = plan_files((source(lines, steps),), Known(), answers, synonyms(), today=TODAY)
    (question,) = made.open
    assert (question.default, question.evidence) == ("since", "Later prices stand in “Steps”.")
    made = plan_files(
        (source(lines, steps),), Known(), answers | {question.key: "since"}, synonyms(), today=TODAY
    )
    assert paid(made) == [(START, 10000), (date(2025, 7, 1), 12000)]
