"""Whether contracts renew by themselves, where no column says it: offered once, and never guessed."""

from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import plan_json
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import of, plan

HEAD: list[Value] = ["Customer", "ARR", "Contract end"]
ROWS: list[list[Value]] = [
    HEAD, ["Acme", 100, date(2026, 3, 31)], ["Beta", 200, date(2026, 6, 30)], ["Past", 5, date(2024, 1, 31)],
]  # fmt: skip
KEY = "renews:List:Contract end"


def test_nobody_has_to_say_it_and_it_stays_not_known() -> None:
    made = plan(*ROWS)
    assert made.open == ()
    question = next(q for q in made.questions if q.key == KEY)
    assert (question.answer, question.offered) == ("unknown", True)
    assert "3 contracts cannot be placed" in question.evidence
    assert {s.auto_renew for s in of(made, Subscription)} == {None}
    facts = plan_json(made, applied=False)
    assert (facts["answered"][KEY], [q["key"] for q in facts["offered"]]) == ("unknown", [KEY])


@pytest.mark.parametrize(
    ("answer", "said"), [("yes-60", (True, 60)), ("yes", (True, None)), ("no", (False, None))]
)
def test_said_once_it_holds_for_every_contract_with_an_end(
    answer: str, said: tuple[bool, int | None]
) -> None:
    made = plan(*ROWS, ["Monthly", 12, "monthly"], answers={KEY: answer})
    lines = of(made, Subscription)
    assert {(s.auto_renew, s.notice_days) for s in lines if s.end} == {said}
    assert {s.auto_renew for s in lines if s.end is None} <= {None}


@pytest.mark.parametrize(
    "head", [["Customer", "ARR", "Contract end", "Auto-renew"], ["Customer", "ARR", "Notes"]]
)
def test_it_is_not_offered_where_a_column_says_it_or_nothing_ends(head: list[Value]) -> None:
    cell = {"Auto-renew": "yes", "Notes": "hello"}[str(head[-1])]
    rows = [[*row[: len(head) - 1], cell] for row in ROWS[1:]]
    assert KEY not in [q.key for q in plan(head, *rows).questions]


def test_where_a_column_says_the_notice_only_the_renewal_is_said() -> None:
    rows = [[*row, 45] for row in ROWS[1:]]
    made = plan([*HEAD, "Notice days"], *rows, answers={KEY: "yes"})
    assert {(s.auto_renew, s.notice_days) for s in of(made, Subscription)} == {(True, 45)}
    question = next(q for q in made.questions if q.key == KEY)
    assert [c.value for c in question.choices] == ["unknown", "yes", "no"]


LENGTHS: list[list[Value]] = [
    ["Kunde", "Vertrag seit", "Laufzeit", "Kündigungsfrist", "MRR"],
    ["Acme", date(2023, 3, 1), "12 Monate", "3 Monate", 100],
    ["Beta", date(2025, 7, 15), "24 Monate", "1 Monat", 200],
    ["Nord", date(2022, 1, 1), "unbefristet", "6 Wochen", 300],
]


def test_of_what_began_long_ago_with_a_term_the_end_follows_once_it_is_said_to_renew() -> None:
    key = "renews:List:Laufzeit"
    made = plan(*LENGTHS)
    (question,) = [q for q in made.questions if q.key == key]
    assert "The one begun 1 Mar 2023 would end next on 28 Feb 2026." in question.evidence
    ends = [(s.end, s.term_months, s.month_to_month) for s in of(made, Subscription)]
    assert ends == [(None, None, False), (date(2027, 7, 14), 24, False), (None, None, True)]
    lines = of(plan(*LENGTHS, answers={key: "yes"}), Subscription)
    assert [(s.end, s.term_months, s.auto_renew) for s in lines] == [
        (date(2026, 2, 28), 12, True), (date(2027, 7, 14), 24, True), (None, None, None)
    ]  # fmt: skip
    lines = of(plan(*LENGTHS, answers={key: "no"}), Subscription)
    assert [(s.end, s.auto_renew) for s in lines][:2] == [(None, None), (date(2027, 7, 14), False)]


def test_a_row_that_renews_itself_ends_with_its_running_term_and_after_notice_with_that_of_the_notice() -> (
    None
):
    head: list[Value] = ["Customer", "ARR", "Start", "Term", "Auto-renew", "Cancelled on"]
    rows: list[list[Value]] = [
        ["Acme", 100, date(2020, 2, 29), "1 year", "yes", None],
        ["Beta", 100, date(2020, 2, 29), "1 year", "no", None],
        ["Gone", 100, date(2020, 2, 29), "1 year", "yes", date(2024, 11, 2)],
    ]
    lines = of(plan(head, *rows), Subscription)
    assert [s.end for s in lines] == [date(2026, 2, 27), None, date(2025, 2, 27)]
