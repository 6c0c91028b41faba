"""Whether contracts renew by themselves, where no column says it: offered once, and never guessed."""

from datetime import date

import pytest

from csdesk.domain.imports.grid import Value
from csdesk.domain.imports.plan import plan_json
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
