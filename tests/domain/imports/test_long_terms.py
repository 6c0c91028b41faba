"""Contracts of several years: one that goes on for long is no yearly one, and asked about is what may be either."""

from datetime import date

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan

HEAD: list[Value] = ["Customer", "Contract start", "Contract end"]
A_YEAR: list[Value] = ["Alpha", "2025-03-01", "2026-02-28"]


def test_a_contract_that_goes_on_for_long_is_one_term_without_a_question() -> None:
    made = plan(HEAD, A_YEAR, ["Beta", "2025-07-01", "2028-06-30"])
    assert asked(made) == []
    assert [(s.end, s.term_months) for s in of(made, Subscription)] == [
        (date(2026, 2, 28), None),
        (date(2028, 6, 30), None),
    ]


def test_one_long_term_is_proposed_where_a_row_goes_on_for_more_than_a_year() -> None:
    made = plan(HEAD, A_YEAR, ["Beta", "2024-02-01", "2027-01-31"])
    (question,) = made.open
    assert (question.key, question.default) == ("terms:List:Contract end", "one")
    assert question.evidence.endswith(
        "Row 3 goes on for more than a year after 20 Nov 2025, as no yearly term does."
    )


def test_an_answer_of_yearly_terms_says_nothing_of_one_that_goes_on_for_long() -> None:
    made = plan(
        HEAD, A_YEAR, ["Beta", "2022-02-01", "2026-01-31"], ["Gamma", "2025-07-01", "2028-06-30"],
        answers={"terms:List:Contract end": "yearly"},
    )  # fmt: skip
    assert [s.term_months for s in of(made, Subscription)] == [None, 12, None]
