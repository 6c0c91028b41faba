"""A letter after *per* is a month, in every spelling; it never says thousands or millions."""

from decimal import Decimal

import pytest

from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import of, plan


@pytest.mark.parametrize(
    "header",
    [
        "Umsatz p.M.",
        "Preis p. M.",
        "Umsatz pro M",
        "Betrag pm",
        "€ p.M.",
        "Fee p.m.",
        "Revenue pm",
        "Price/mo",
    ],
)
def test_an_amount_for_a_month_is_one_in_every_spelling(header: str) -> None:
    made = plan(["Customer", header], ["Alpha", 120], ["Beta", 240])
    assert {line.period.value for line in of(made, Subscription)} == {"year"}
    assert [step.amount for step in of(made, Step)] == [1_440_00, 2_880_00]
    assert not any("millions" in note for note in made.sheets[0].notes)


@pytest.mark.parametrize("header", ["Honorar p.M."])
def test_where_it_is_asked_what_an_amount_pays_for_the_month_is_proposed(header: str) -> None:
    made = plan(["Customer", header], ["Alpha", 120], ["Beta", 240])
    assert [q.default for q in made.questions if q.kind == "amount"] == ["month"]
    assert not any("millions" in note for note in made.sheets[0].notes)


def test_millions_are_still_millions() -> None:
    made = plan(["Customer", "ARR (M)"], ["Alpha", Decimal("1.2")])
    assert "“ARR (M)” is in millions: 1.2 is 1,200,000." in made.sheets[0].notes
