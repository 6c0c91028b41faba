from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from csdesk.domain.imports.cells.term_words import MONTHLY
from csdesk.domain.imports.cells.values import Amount
from csdesk.domain.imports.contracts.loss import loss_of
from csdesk.domain.imports.contracts.sold import Sold, sold_of
from csdesk.domain.imports.contracts.terms import Edge, Held, Length, Terms, weigh
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.subscriptions import Period, Step, Subscription
from tests.domain.imports.sheet import of, plan

DAY = date(2025, 11, 14)


def record(**facts: Any) -> Record:
    return Record(4, None, {f"subscription.{k}": v for k, v in facts.items()})


def usd(number: str) -> Amount:
    return Amount(Decimal(number), "USD")


def sold(terms: Terms | None = None, *, lost: bool = False, **facts: Any) -> Sold:
    found = sold_of(record(**facts), terms or Terms(DAY, "USD"), lost=lost)
    assert isinstance(found, Sold)
    return found


def test_mrr_and_a_renewal_make_a_monthly_line_with_a_term() -> None:
    line = sold(mrr=usd("177"), signed_on=date(2025, 7, 22), renewal_date=date(2026, 7, 22))
    assert (line.facts["period"], line.amount) == (Period.MONTH, 17700)
    assert (line.facts["start"], line.facts["end"]) == (date(2025, 7, 22), date(2026, 7, 22))


def test_the_first_day_of_the_new_term_ends_the_old_one_the_day_before() -> None:
    line = sold(Terms(DAY, "USD", edge=Edge.FIRST), mrr=usd("1"), renewal_date=date(2026, 3, 1))
    assert line.facts["end"] == date(2026, 2, 28)


def test_a_contract_end_is_never_moved() -> None:
    line = sold(Terms(DAY, "USD", edge=Edge.FIRST), arr=usd("1"), end=date(2026, 3, 1))
    assert line.facts["end"] == date(2026, 3, 1)


def test_monthly_has_no_end() -> None:
    line = sold(mrr=usd("10"), renewal_date=MONTHLY, signed_on=date(2024, 1, 1))
    assert (line.facts["end"], line.facts["period"]) == (None, Period.MONTH)


def test_an_empty_renewal_is_no_month_to_month_line() -> None:
    line = sold(mrr=usd("708"), signed_on=date(2023, 4, 19))
    assert (line.facts["end"], line.facts["start"], line.facts["period"]) == (None, None, Period.YEAR)
    assert line.facts["signed_on"] == date(2023, 4, 19)
    assert line.facts["term_confirmed"] is False
    assert line.amount == 708 * 12 * 100


def test_an_mrr_that_is_a_twelfth_of_the_arr_to_the_cent_is_no_contradiction_and_the_arr_counts() -> None:
    line = sold(mrr=usd("83.33"), arr=usd("1000"), end=date(2026, 3, 1))
    assert (line.facts["period"], line.amount) == (Period.YEAR, 100000)
    line = sold(mrr=usd("83.5"), arr=usd("1002"), end=date(2026, 3, 1))
    assert (line.facts["period"], line.amount) == (Period.MONTH, 8350)
    assert isinstance(sold_of(record(mrr=usd("83.32"), arr=usd("1000")), Terms(DAY, "USD")), Problem)


def test_arr_that_is_not_twelve_mrr_is_a_problem() -> None:
    terms = Terms(DAY, "USD")
    bad = sold_of(record(mrr=usd("10"), arr=usd("121"), end=DAY), terms)
    assert isinstance(bad, Problem)
    assert "12 × MRR" in bad.problem
    assert sold(mrr=usd("10"), arr=usd("120"), end=DAY).amount == 1000


def test_an_end_before_the_start_is_a_problem() -> None:
    bad = sold_of(record(arr=usd("1"), start=date(2026, 1, 1), end=date(2025, 1, 1)), Terms(DAY, "USD"))
    assert isinstance(bad, Problem)


def test_yearly_terms_keep_the_first_start_and_say_their_length() -> None:
    terms = Terms(DAY, "USD", edge=Edge.FIRST, length=Length.YEARLY)
    facts: dict[str, Any] = {"mrr": usd("1"), "signed_on": date(2022, 7, 23)}
    assert sold(terms, **facts, renewal_date=date(2026, 7, 23)).facts["term_months"] == 12
    assert sold(terms, **facts, renewal_date=date(2023, 7, 23)).facts["term_months"] is None


def test_a_price_holds_from_the_day_of_the_file_unless_the_person_says_so() -> None:
    facts: dict[str, Any] = {"mrr": usd("1"), "signed_on": date(2022, 1, 1), "end": date(2026, 1, 1)}
    assert (sold(**facts).from_, sold(**facts).assumed) == (DAY, False)
    held = sold(Terms(DAY, "USD", held=Held.SINCE), **facts)
    assert (held.from_, held.assumed) == (date(2022, 1, 1), True)


def test_a_line_that_ended_before_the_file_had_its_price_on_its_last_day() -> None:
    line = sold(mrr=usd("1"), signed_on=date(2024, 1, 1), end=date(2025, 1, 31), lost=True)
    assert (line.from_, line.assumed) == (date(2025, 1, 31), True)


def test_a_line_of_the_future_costs_from_its_start() -> None:
    line = sold(mrr=usd("1"), start=date(2026, 1, 1), end=date(2026, 12, 31))
    assert (line.from_, line.assumed) == (date(2026, 1, 1), False)


def test_a_trial_brings_no_recurring_revenue() -> None:
    assert sold(mrr=usd("1"), start=date(2025, 1, 1), trial=True).facts["recurring"] is False
    assert sold(mrr=usd("1"), start=date(2025, 1, 1), trial=False).facts.get("recurring", True) is True


def test_a_row_without_amount_product_and_days_speaks_of_no_line() -> None:
    assert sold_of(record(), Terms(DAY, "USD")) is None
    assert sold_of(record(signed_on=date(2022, 1, 1)), Terms(DAY, "USD")) is None


def test_anniversaries_are_counted_for_and_against() -> None:
    rows = [
        record(signed_on=date(2025, 7, 22), renewal_date=date(2026, 7, 22)),
        record(signed_on=date(2024, 2, 29), renewal_date=date(2026, 2, 28)),
        record(signed_on=date(2025, 1, 1), renewal_date=date(2025, 12, 31)),
        record(signed_on=date(2025, 1, 30), renewal_date=date(2027, 1, 28)),
        record(renewal_date=date(2026, 6, 30)),
        record(renewal_date=date(2026, 7, 1)),
    ]
    found = weigh(rows)
    assert (found.first, found.last) == (3, 2)
    assert found.years == ((1, 2), (2, 2))


def test_notes_tell_when_and_why_a_customer_left() -> None:
    near = date(2025, 9, 30)
    said = loss_of("Churned 30 Sep – went with competitor, never finished", near=near)
    assert (said.on, said.reason) == (date(2025, 9, 30), "went with competitor, never finished")
    assert loss_of("Churned: acquired by bigger group (they use SAP)", near=near).reason == (
        "acquired by bigger group (they use SAP)"
    )
    assert loss_of("did not renew, missing API", near=near).reason == "did not renew, missing API"
    assert loss_of("Cancelled on 2025-03-01", near=near).on == date(2025, 3, 1)
    assert loss_of(None, near=near).reason is None


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Gekündigt zum 30.09.2025 – Insolvenz", "Insolvenz"),
        ("gekündigt am 30. September", None),
        ("Résilié le 30 septembre - trop cher", "trop cher"),
        ("Cancelado el 30/09/2025: precio", "precio"),
        ("Cancelado em 30 de setembro - preço", "preço"),
    ],
)
def test_notes_tell_it_in_five_languages(note: str, reason: str | None) -> None:
    told = loss_of(note, near=date(2025, 9, 30))
    assert (told.on, told.reason) == (date(2025, 9, 30), reason)
    assert loss_of("Gone: no budget", near=None).reason == "no budget"


@pytest.mark.parametrize(
    ("said", "period", "amount"),
    [
        ("weekly", Period.MONTH, 433_33),
        ("Wöchentlich", Period.MONTH, 433_33),
        ("fortnightly", Period.MONTH, 216_67),
        ("every 4 weeks", Period.MONTH, 108_33),
        ("daily", Period.MONTH, 3_041_67),
        ("semi-annual", Period.YEAR, 200_00),
        ("every 2 years", Period.YEAR, 50_00),
        ("quarterly", Period.QUARTER, 100_00),
        ("monatlich", Period.MONTH, 100_00),
    ],
)
def test_an_amount_is_brought_to_a_period_that_a_contract_can_have(
    said: str, period: Period, amount: int
) -> None:
    made = plan(["Customer", "Amount", "Period"], ["Acme", "100 USD", said])
    assert [q.kind for q in made.questions] == []
    assert [s.period for s in of(made, Subscription)] == [period]
    assert [s.amount for s in of(made, Step)] == [amount]


def test_mrr_is_by_the_month_whatever_it_is_paid_by() -> None:
    made = plan(["Customer", "MRR", "Period"], ["Acme", "100 USD", "weekly"])
    assert [s.amount for s in of(made, Step)] == [100_00]
