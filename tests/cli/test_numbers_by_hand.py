"""The figures of one year of a small book, each worked out by hand from its definition."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ObjectiveId, ProductId
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective
from csdesk.domain.preferences import CAC, CURRENCY, GROSS_MARGIN, Preference
from csdesk.domain.products import Product
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.services.numbers.cohorts import cohorts
from csdesk.store.book import Book
from tests.domain.revenue.contracts import day, monthly, step, subscription
from tests.figures import board

SEEN = "2026-01-31"
"""The day from which 2025 is looked at."""
INDUSTRIES = {
    "Bank": ["S1", "S2", "S3", "S4", "S5"],
    "Retail": ["L1", "L2", "L3", "L4", "L5", "L6", "S9", "S10"],
    "Media": ["L7", "L8", "L9", "L10", "S6"],
    "Health": ["S7", "S8"],
    "": ["W1", "N1", "N2", "N3", "N4"],
}


def by_the_month(
    account: str, start: str, *prices: tuple[str, int, int | None], **facts: Any
) -> list[object]:
    """A line of an account and what it costs a month, in dollars, from which day, for how many."""
    id_ = f"{account}-{facts.get('product', 'core')}-{start}"
    sub = monthly(start, id=id_, account=account, **{"product": "core", **facts})
    return [sub, *(step(on, 100 * mrr, str(n) if n else None, of=id_) for on, mrr, n in prices)]


def by_the_year(
    account: str, start: str, end: str, arr: int, off: str | None = None, **facts: Any
) -> list[object]:
    id_ = f"{account}-{start}"
    sub = subscription(start, end, id=id_, account=account, product="core", **facts)
    return [sub, replace(step(start, 100 * arr, of=id_), discount=Decimal(off) if off else None)]


def contracts() -> list[object]:
    """Twenty customers on the last day of 2024, of whom ten leave; two are new, one comes back, one is quickly gone."""
    rows: list[object] = []
    for n in range(1, 11):
        gone = "2025-02-01" if n <= 5 else "2025-07-01"
        rows += by_the_month(f"L{n}", "2024-01-01", ("2024-01-01", 100, None), cancelled=gone)
    rows += by_the_month(
        "S1", "2022-01-01", ("2022-01-01", 800, 10), ("2024-01-01", 1000, 10), ("2025-06-01", 1250, 10)
    )
    rows += by_the_month(
        "S2", "2022-06-01", ("2022-06-01", 1000, 10), ("2025-04-01", 800, 8), cancelled="2026-03-01"
    )
    rows += by_the_month("S3", "2024-01-01", ("2024-01-01", 1000, 10), ("2025-05-01", 1320, 12))
    rows += by_the_month("S4", "2024-01-01", ("2024-01-01", 500, None))
    rows += by_the_month("S4", "2025-09-01", ("2025-09-01", 300, None), product="plus")
    rows += by_the_month("S5", "2024-01-01", ("2024-01-01", 500, None))
    rows += by_the_month(
        "S5", "2024-01-01", ("2024-01-01", 200, None), product="plus", cancelled="2025-10-01"
    )
    rows += by_the_year("S6", "2024-07-01", "2025-06-30", 4800, "0.20")
    rows += by_the_year("S6", "2025-07-01", "2026-06-30", 6000, "0.10", signed="2025-06-01")
    rows += by_the_year("S7", "2024-10-01", "2025-09-30", 4800, auto_renew=False)
    rows += by_the_year("S8", "2024-04-01", "2025-03-31", 4800, "0")
    rows += by_the_year("S8", "2025-04-01", "2026-03-31", 3600, "0.05", signed="2025-04-20")
    rows += by_the_year("S9", "2023-07-01", "2026-06-30", 4800)
    rows += by_the_year("S10", "2024-12-01", "2025-11-30", 4800)
    rows += by_the_year("S10", "2025-12-01", "2026-11-30", 4800, signed="2026-01-10")
    rows += by_the_month("W1", "2023-01-01", ("2023-01-01", 300, None), cancelled="2024-06-01")
    rows += by_the_month("W1", "2025-05-01", ("2025-05-01", 350, None), signed="2025-04-25")
    rows += by_the_month("N1", "2025-02-01", ("2025-02-01", 600, None), signed="2025-01-15")
    rows += by_the_month("N2", "2025-08-15", ("2025-08-15", 400, None), signed="2025-08-01")
    rows += by_the_month(
        "N3", "2025-03-01", ("2025-03-01", 50, None), signed="2025-03-01", cancelled="2025-05-20"
    )
    rows += by_the_month("N4", "2026-02-01", ("2026-02-01", 700, None), signed="2025-12-20")
    return rows


def reached(account: str, on: str, what: str = "First value", *, confirmed: bool = True) -> Milestone:
    return Milestone(
        id=f"{account}-{what}", account=AccountId(account), milestone=what, first_value=what == "First value",
        achieved_on=day(on), confirmed_by="Their sponsor" if confirmed else None,
    )  # fmt: skip


def answered(account: str, score: int | None, kind: SurveyKind = SurveyKind.NPS, top: int = 10) -> Survey:
    return Survey(
        id=f"{account}-{score}-{kind}-{top}", account=AccountId(account), kind=kind, sent_on=day("2025-05-01"),
        answered_on=None if score is None else day("2025-05-03"), score=score, scale_min=0.0 if top == 10 else 1.0,
        scale_max=float(top),
    )  # fmt: skip


def said() -> list[object]:
    csat = SurveyKind.CSAT
    return [
        *(answered(a, s) for a, s in (("S1", 10), ("S1", 9), ("S2", 6), ("S3", 8), ("S4", 3), ("N1", 10))),
        answered("S5", 4, top=5), answered("S6", None), answered("S7", None),
        *(answered(a, s, csat, 5) for a, s in (("S1", 5), ("S2", 4), ("S3", 2), ("S4", 5))),
        reached("N1", "2025-03-16"), reached("N1", "2025-01-25", "Potential seen"), reached("N2", "2025-08-31"),
        reached("W1", "2025-05-25", confirmed=False),
        Objective(id=ObjectiveId("o1"), account=AccountId("N1"), objective="Faster", agreed_on=day("2025-02-04")),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("by_hand") / "hand.csdesk"
    accounts = [
        Account(id=AccountId(a), account=a, industry=industry or None)
        for industry, some in INDUSTRIES.items()
        for a in some
    ]
    products = [Product(id=ProductId("core"), product="Core"), Product(id=ProductId("plus"), product="Plus")]
    chosen = [
        Preference(id=CURRENCY, value="USD"),
        Preference(id=GROSS_MARGIN, value="80"),
        Preference(id=CAC, value="3000"),
    ]
    with Book.create(made) as book, book.change(Verb.DEMO, today=day(SEEN)):
        book.put_all([*chosen, *accounts, *products, *contracts(), *said()])
    return made


def asked(path: Path, *words: str) -> Any:
    told = CliRunner().invoke(program, [*words, "--as-of", SEEN, "--json", "--book", str(path)])
    assert told.exit_code == 0, told.output
    return json.loads(told.output)


@pytest.fixture(scope="module")
def told(path: Path) -> Any:
    return asked(path, "numbers", "--from", "2025-01-01", "--to", "2025-12-31", "--more")


def test_accounts_and_mrr_from_opening_to_closing(told: Any) -> None:
    """Opening 10 × 100 + 1,000 + 1,000 + 1,000 + 500 + 700 + 5 × 400; S4 has a second product, S5 one less."""
    assert told["accounts"] == {"opening": 20, "new": 2, "won_back": 1, "lost": 10, "closing": 13}
    assert told["mrr"] == {
        "opening": "7200.00", "new": "1000.00", "won_back": "350.00", "expansion": "970.00", "contraction": "500.00",
        "churn": "1000.00", "fx": "0.00", "closing": "8020.00", "residual": "0.00",
    }  # fmt: skip
    assert told["arr_closing"] == "96240.00"


def test_what_moved_by_quantity_first_and_then_by_price(told: Any) -> None:
    """S3 from 10 at 100 to 12 at 110: 2 × 100 by quantity, 12 × 10 by price; S1 250 and S6 100 by price alone."""
    assert told["detail"] == {
        "add_on": "300.00", "upgrade_quantity": "200.00", "upgrade_price": "470.00", "downgrade_quantity": "200.00",
        "downgrade_price": "100.00", "lost_product": "200.00", "archive": "0.00", "churn": "1000.00",
    }  # fmt: skip


def test_what_was_kept_and_who_could_leave(told: Any) -> None:
    """S9 has a term up to June 2026 and could not leave; at most at the opening the others keep 5,700 of 7,200."""
    assert (told["nrr"], told["grr"]) == (6670 / 7200, 5700 / 7200)
    assert (told["logo_churn"], told["logo_retention"]) == (0.5, 0.5)
    assert told["eligible"] == {
        "could_leave": 19, "left": 10, "churn_count": 10 / 19, "churn_amount": 1000 / 6800,
    }  # fmt: skip
    assert told["quick_ratio"] == 2320 / 1500


def test_what_was_due_and_what_is_agreed(told: Any) -> None:
    """S6 grew, S8 was cut from 4,800 to 3,600 a year, S7 is open, S10 was signed in January; S2 has given notice."""
    assert told["renewals"] == {
        "due": 4, "renewed": 2, "lost": 0, "open": 1, "moved": 1, "due_amount": "19200.00",
        "renewed_amount": "8400.00", "rate_count": 0.5, "rate_amount": 8400 / 19200,
    }  # fmt: skip
    assert told["cmrr"] == {
        "live": "8020.00", "signed_not_live": "700.00", "notified_loss": "800.00", "level": "7920.00",
    }  # fmt: skip


RIVALS = {
    "NRR": {"With won-back accounts": 7020 / 7200, "With new accounts": 8020 / 7200},
    "Renewal rate": {"By amount": 8400 / 19200},
    "Quick ratio": {"Without won-back accounts": 1970 / 1500},
}


@pytest.mark.parametrize("name", RIVALS)
def test_what_other_definitions_say_of_the_same_year(path: Path, name: str) -> None:
    with Book.open(path) as book:
        year = board(book, day("2025-01-01"), day("2025-12-31"), as_of=day(SEEN))
    definition = next(d for metric, d in year.definitions.items() if metric.value == name)
    assert {r.name: float(r.value or 0) for r in definition.rivals} == pytest.approx(RIVALS[name])


STEPS: dict[str, tuple[object, dict[str, object]]] = {
    "grew": (0.2, {"Grew": 4, "Stayed the same": 3, "Shrank or left": 13}),
    "worst_industry": (0.8, {"Media, 4 of 5": 0.8, "Retail, 6 of 8": 0.75, "Health, 0 of 2": 0.0}),
    "products": (5700 / 7000, {"Core, with growth": 6370 / 7000, "Plus, kept": 0.0}),
    "discount_change": (-0.025, {"More discount": 1, "Less discount": 1}),
    "contract_change": (2050 / 1800, {"MRR they began with": "1800.00", "MRR now": "2050.00"}),
    "arpa": ("616.92", {"÷ Accounts": 13}),
    "annualised_churn": (0.5, {"Months of the period": 12.0}),
    "cac_payback": (7.5, {"New MRR per account": "500.00"}),
    "ttfv": (45.0, {"Reached in the period": 2, "Still waiting": 11, "Nine of ten within": 60.0}),
    "ttfv_potential": (10.0, {"Still waiting": 12}),
    "ttfv_measures": (40.0, {"Still waiting": 0}),
    "nps": (100 / 6, {"Promoters, 9 and 10": 3, "Detractors, 0 to 6": 2, "Response rate": 7 / 9}),
    "nps_accounts": (0.0, {"Accounts that answered": 5}),
    "csat": (0.75, {"Satisfied, 4 and 5": 3}),
    "early_churn": (0.25, {"÷ Signed in the period": 4}),
    "reasons": (12, {"Not known yet": 12}),
    "concentration": (9, {"Theirs": "78840.00"}),
    "top_five": (4770 / 8020, {"ARR of the five largest": "57240.00"}),
    "renewals_by_quarter": (10800 / 19200, {"2026-Q1, 1 due": "3600.00", "2026-Q2, 2 due": "10800.00"}),
    "cmrr": ("7920.00", {"Live MRR": "8020.00", "+ Signed, not yet live": "700.00", "− Notified loss": "800.00"}),
    "milestones": (4, {"Confirmed by the customer": 3}),
}  # fmt: skip


@pytest.mark.parametrize("key", STEPS)
def test_a_figure_under_more_is_the_one_by_hand(told: Any, key: str) -> None:
    found, (value, steps) = told["more"][key], STEPS[key]
    assert found["value"] == (pytest.approx(value) if isinstance(value, float) else value)
    there = {s["step"]: s["value"] for s in found["steps"]}
    assert {name: there[name] for name in steps} == {
        name: pytest.approx(v) if isinstance(v, float) else v for name, v in steps.items()
    }


def test_a_customer_brings_its_margin_for_as_many_months_as_the_churn_of_one_goes_into_one(told: Any) -> None:
    """Half left in twelve months: 1 − ½^(1 ÷ 12) = 5.6126 % a month, 17.817 months of 616.92 × 80 %."""
    found = told["more"]["ltv"]
    assert found["value"] == "8793.45"
    assert {s["step"]: s["value"] for s in found["steps"]}["Monthly churn"] == pytest.approx(
        0.056126, abs=1e-6
    )
    assert {r["name"]: r["value"] for r in found["rivals"]}["Without the margin"] == "10991.81"


def test_realised_so_far_is_each_price_for_the_days_that_it_held(told: Any) -> None:
    days_at = {
        "L": 5 * 100 * (397 + 547), "S1": 800 * 730 + 1000 * 517 + 1250 * 214, "S2": 1000 * 1035 + 800 * 275,
        "S3": 1000 * 486 + 1320 * 245, "S4": 500 * 731 + 300 * 122, "S5": 500 * 731 + 200 * 639,
        "S6": 400 * 365 + 500 * 184, "S7": 400 * 457, "S8": 400 * 365 + 300 * 275, "S9": 400 * 915, "S10": 400 * 396,
        "W1": 300 * 517 + 350 * 245, "N": 600 * 334 + 400 * 139 + 50 * 80,
    }  # fmt: skip
    revenue = sum(days_at.values()) / 30.4375
    found = told["more"]["realised"]
    assert float(found["value"]) == pytest.approx(0.8 * revenue / 24, abs=0.01)


def test_intervals_are_those_of_their_formulas(told: Any) -> None:
    """NPS: 3.75 and 2.75 of 9, ± 1.96 × √0.078875; CSAT, Wilson: 0.6275 ± 0.3269."""
    assert told["more"]["nps"]["said"].startswith("between −44 and 66, with 95 % confidence")
    assert told["more"]["csat"]["said"].startswith("between 30 and 95 %")


def test_the_break_even_of_each_new_account_is_said(told: Any) -> None:
    behind = {b["name"]: (b["what"], b["value"]) for b in told["more"]["cac_payback"]["behind"]}
    assert behind == {"N1": ("before its first renewal", 6.25), "N2": ("before its first renewal", 9.375)}


def test_who_is_there_today_counts_for_as_long_as_it_was_watched(told: Any) -> None:
    """Lost after 2.6 months 1 of 24, after 13 months 5 of 20, after 18 months 5 of 13: 23/24 × 15/20 × 8/13."""
    found = told["more"]["survival"]
    shares = {s["step"]: s["value"] for s in found["steps"]}
    assert shares["After 3 months"] == shares["After a year"] == pytest.approx(23 / 24)
    assert shares["After 24 months"] == pytest.approx(23 / 24 * 15 / 20 * 8 / 13)
    assert found["said"] == "half have left after 18 months"


def test_a_cohort_keeps_accounts_and_revenue_by_its_own_age(path: Path) -> None:
    """Of the 13 that began in January 2024 with 3,200, ten are gone after 18 months; the others pay 2,520."""
    with Book.open(path) as book:
        table = cohorts(book, as_of=day("2025-12-31")).cohorts
    first = next(c for c in table if c.quarter == "2024-Q1")
    after = {k.months: (k.accounts, k.of, k.mrr) for k in first.kept}
    assert first.accounts == 13
    assert after[12] == (13, 13, Fraction(1))
    assert after[18] == (3, 13, Fraction(2520, 3200))


def test_customers_like_one_of_them(path: Path) -> None:
    """Like S9 are six that left by the month, before any renewal, and S10, which renewed for the same: 0 to 79 %."""
    found = asked(path, "lookalike", "S9", "--key", "industry")
    assert (found["alike"], found["early"], found["untested"]) == (7, 6, 0)
    first = found["first"]
    assert (first["tested"], first["lost"], first["change"]) == (1, 0, 0.0)
    assert (first["low"], first["high"]) == pytest.approx((0, 1.96**2 / (1 + 1.96**2)), abs=1e-4)


def test_what_is_agreed_stands_in_words_with_its_parts(path: Path) -> None:
    words = ["numbers", "--book", str(path), "--as-of", SEEN, "--from", "2025-01-01", "--to", "2025-12-31"]
    lines = CliRunner().invoke(program, words).output.splitlines()
    (said,) = [line for line in lines if line.startswith("CMRR")]
    assert said == (
        "CMRR on 31 Dec 2025: 7,920.00 USD (live 8,020.00 + signed, not yet live 700.00 − notified loss 800.00)"
    )
