"""What a list of customers says of their renewal and of their risk: a category, a judgement, or a number to keep."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomField
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.renewals import Renewal
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan


def judged(made: Plan) -> list[int | None]:
    return [a.judgement for a in of(made, Account)]


@pytest.mark.parametrize(
    ("header", "words"),
    [("Churn risk", ("low", "High", "medium")), ("Risk", ("Low", "high risk", "moderate")),
     ("Kündigungsrisiko", ("niedrig", "hoch", "mittel")), ("Riesgo de fuga", ("bajo", "alto", "medio")),
     ("Risque de churn", ("faible", "élevé", "moyen")), ("Risco de cancelamento", ("baixo", "alto", "médio")),
     ("Risk level", ("🟢", "🔴", "🟡"))],
)  # fmt: skip
def test_a_risk_in_words_is_proposed_as_the_judgement_that_it_is_the_other_way_round(
    header: str, words: tuple[str, str, str]
) -> None:
    rows: list[list[Value]] = [["Customer", "ARR", header]]
    rows += [[name, 1000, word] for name, word in zip(("Alpha", "Beta", "Gamma"), words, strict=True)]
    made = plan(*rows)
    (question,) = made.open
    assert (question.key, question.default) == (f"column:List:{header}", "account.churn_risk")
    assert judged(made) == [4, 2, 3]
    kept = plan(*rows, answers={question.key: "custom"})
    assert judged(kept) == [None] * 3
    assert [f.name for f in of(kept, CustomField)] == [header]
    again = plan(*rows, answers={question.key: "account.churn_risk"})
    assert again.open == ()
    assert judged(again) == [4, 2, 3]


def test_a_risk_beside_a_judgement_does_not_stand_in_for_it() -> None:
    made = plan(
        ["Customer", "ARR", "Health", "Churn risk"], ["Alpha", 1, "green", "high"], ["Beta", 1, "red", "low"]
    )
    assert judged(made) == [4, 2]
    assert asked(made) == ["columns:List:unknown"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Risk level", (1, 3)), ("Churn risk", ("10%", "70 %")), ("Renewal likelihood", ("80 %", "30%")),
     ("Verlängerungswahrscheinlichkeit", ("90 %", "30 %")), ("Confidence", ("90%", "low")),
     ("Forecast", (12000, 6000))],
)  # fmt: skip
def test_numbers_and_shares_of_a_risk_are_no_judgement_and_no_category(
    header: str, cells: tuple[Value, Value]
) -> None:
    made = plan(
        ["Customer", "ARR", "Contract end", header],
        ["Alpha", 12000, "2025-12-31", cells[0]],
        ["Beta", 6000, "2026-01-31", cells[1]],
    )
    assert asked(made) == ["columns:List:unknown"]
    assert judged(made) == [None, None]
    assert of(made, Renewal) == []


@pytest.mark.parametrize("header", ["Forecast", "Renewal outlook", "Renewal status", "Forecast category"])
def test_a_forecast_in_words_is_the_category_of_the_renewal(header: str) -> None:
    made = plan(
        ["Customer", "ARR", "Contract end", header],
        ["Alpha", 12000, "2025-12-31", "commit"],
        ["Beta", 6000, "2026-01-31", "best case"],
        ["Gamma", 6000, "2026-01-31", "at risk"],
        ["Delta", 6000, "2026-01-31", ""],
    )
    assert asked(made) == []
    assert [r.category.value for r in of(made, Renewal)] == ["committed", "likely", "at risk"]


def test_why_there_is_a_risk_is_no_reason_of_a_contract() -> None:
    made = plan(["Customer", "ARR", "Risk reason"], ["Alpha", 1, "sponsor left"], ["Beta", 1, "price"])
    assert [s.reason for s in of(made, Subscription)] == [None, None]
    assert [a.judgement_reason for a in of(made, Account)] == ["sponsor left", "price"]
