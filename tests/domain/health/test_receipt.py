"""A receipt adds up exactly, its bounds are honest, and nothing missing counts as good or bad."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.readings import OpenRisk, Reading
from csdesk.domain.health.receipt import HAPPY_NOT_ACHIEVING, LineState, Receipt
from csdesk.domain.health.score import State
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Group
from csdesk.domain.risks import RiskCause, Severity
from tests.domain.health.cards import SURGE, card, judged, plain


def adds_up(receipt: Receipt) -> bool:
    score = receipt.score
    points = [line.points for line in receipt.lines if line.points is not None]
    groups = [subtotal for _, subtotal, _ in receipt.groups() if subtotal is not None]
    modifiers = sum((m.points for m in score.modifiers), Decimal(0))
    assert score.score is not None
    return (
        sum(points) == sum(groups) == score.without_modifiers
        and score.without_modifiers + modifiers + Decimal(score.cut_tenths).scaleb(-1) == score.score
        and all(p == p.quantize(Decimal("0.1")) and p >= 0 for p in points)
    )


def random_receipt(rng: Random) -> Receipt:
    measures = tuple(
        plain(
            str(n),
            rng.choice((0, 1, 2, 3, 7, 15)),
            group=rng.choice(list(Group)),
            shelf=rng.choice((None, 9)),
        )
        for n in range(rng.randint(1, 25))
    )
    readings: dict[str, float | Reading] = {
        m.key: (rng.uniform(-5, 105), f"2025-11-{rng.randint(1, 24):02}", 1)
        for m in measures
        if rng.random() < 0.8
    }
    risks = [
        OpenRisk(rng.choice(list(RiskCause)), rng.choice(list(Severity)), "2025-11-01")
        for _ in range(rng.choice((0, 0, 1, 2, 12)))
    ]
    return judged(Scorecard("random", 1, measures), readings, risks=risks)


def test_the_lines_of_a_thousand_random_receipts_add_up_exactly() -> None:
    rng, scored = Random(20251124), 0
    while scored < 1_000:
        receipt = random_receipt(rng)
        if receipt.score.state is State.SCORED:
            scored += 1
            assert adds_up(receipt)
            score = receipt.score
            bounds = [0, score.low_tenths, score.tenths, score.high_tenths, 1000]
            assert bounds == sorted(bounds, key=lambda t: -1 if t is None else t)


def test_thirds_are_rounded_by_the_largest_remainder() -> None:
    receipt = judged(card(1, 1, 1), {"0": 100, "1": 100, "2": 100})
    assert [line.points for line in receipt.lines] == [Decimal("33.4"), Decimal("33.3"), Decimal("33.3")]


def test_the_example_of_the_design_comes_out() -> None:
    score = judged(card(77, 18), {"0": 77.96}, risks=[SURGE]).score
    assert (score.score, score.without_modifiers) == (Decimal("72.0"), Decimal("78.0"))
    assert (score.low, score.high) == (Decimal("57.2"), Decimal("76.1"))
    assert round(score.coverage, 2) == 0.81
    assert score.band is Band.HEALTHY
    assert score.crosses
    assert [(m.name, m.tenths, m.since) for m in score.modifiers] == [
        ("Open risk: ticket surge", -60, "2025-11-18")
    ]


@pytest.mark.parametrize(
    ("reading", "band"),
    [
        (70, Band.HEALTHY),
        (69.95, Band.HEALTHY),  # shown as 70.0, and the band is that of the shown score
        (69.949, Band.WATCH),
        (40, Band.WATCH),
        (39.95, Band.WATCH),
        (39.949, Band.AT_RISK),
        (0, Band.AT_RISK),
        (100, Band.HEALTHY),
    ],
)
def test_the_lower_bound_belongs_to_the_band(reading: float, band: Band) -> None:
    assert judged(card(1), {"0": reading}).score.band is band


def test_bands_of_another_card_have_their_own_edges() -> None:
    strict = replace(card(1), bands=Bands(healthy=80, watch=50))
    assert judged(strict, {"0": 79.9}).score.band is Band.WATCH
    assert judged(strict, {"0": 80}).score.band is Band.HEALTHY


@pytest.mark.parametrize(
    ("severity", "points"), [(Severity.LOW, -3), (Severity.MEDIUM, -6), (Severity.HIGH, -10)]
)
def test_an_open_risk_takes_points_by_its_severity(severity: Severity, points: int) -> None:
    risk = OpenRisk(RiskCause.BILLING, severity, "2025-11-01")
    score = judged(card(1), {"0": 80}, risks=[risk]).score
    assert (score.without_tenths, score.tenths) == (800, 800 + 10 * points)


def test_where_zero_cuts_the_score_the_cut_is_a_line_of_its_own() -> None:
    risks = [OpenRisk(RiskCause.BILLING, Severity.HIGH, "2025-11-01")] * 2
    receipt = judged(card(1, 1), {"0": 10, "1": 0}, risks=risks)
    assert receipt.score.score == 0
    assert receipt.score.cut_tenths == 150
    assert (receipt.score.low_tenths, receipt.score.high_tenths) == (0, 0)
    assert adds_up(receipt)


def test_absent_is_not_zero() -> None:
    receipt = judged(card(1, 1), {"0": 80})
    assert receipt.score.score == 80
    assert receipt.score.coverage == 0.5
    assert (receipt.score.low_tenths, receipt.score.high_tenths) == (400, 900)
    assert [line.state for line in receipt.lines] == [LineState.FRESH, LineState.ABSENT]
    assert receipt.lines[1].points is None


def test_expired_falls_out_of_the_score_and_keeps_its_old_value() -> None:
    measures = (plain("0", 1, shelf=10), plain("1", 1, shelf=10))
    last_fresh = judged(
        Scorecard("t", 1, measures), {"0": (80.0, "2025-11-14", 1), "1": (0.0, "2025-11-13", 1)}
    )
    fresh, expired = last_fresh.lines
    assert (fresh.state, fresh.age_days) == (LineState.FRESH, 10)
    assert (expired.state, expired.reading, expired.age_days) == (LineState.EXPIRED, 0.0, 11)
    assert expired.expired_on == date(2025, 11, 24)
    assert expired.points is None
    assert last_fresh.score.score == 80
    assert last_fresh.score.coverage == 0.5


@pytest.mark.parametrize(("fresh", "state"), [(25, State.SCORED), (24, State.NOT_SCORED)])
def test_a_quarter_of_the_weight_is_enough_and_less_is_not(fresh: int, state: State) -> None:
    score = judged(card(fresh, 100 - fresh), {"0": 90}).score
    assert score.state is state
    assert (score.score is None) is (state is State.NOT_SCORED)


def test_not_scored_is_neither_a_number_nor_a_band() -> None:
    receipt = judged(card(1, 99), {"0": 100}, risks=[SURGE])
    score = receipt.score
    assert (score.score, score.band, score.low, score.high, score.without_modifiers) == (None,) * 5
    assert receipt.lines[0].state is LineState.FRESH
    assert receipt.lines[0].points is None


def test_a_card_of_observed_measures_alone_scores_nobody() -> None:
    score = judged(card(0, 0), {"0": 100}).score
    assert (score.state, score.coverage) == (State.NOT_SCORED, 0.0)


def test_a_measure_of_weight_zero_is_shown_and_moves_nothing() -> None:
    receipt = judged(card(1, 0), {"0": 60, "1": 0})
    assert receipt.score.score == 60
    assert receipt.lines[1].points == 0


def test_an_account_is_onboarding_until_its_start_and_scored_on_that_day() -> None:
    assert judged(card(1), {"0": 60}, starts_on="2025-11-25").score.state is State.ONBOARDING
    assert judged(card(1), {"0": 60}, starts_on="2025-11-24").score.state is State.SCORED


def test_bounds_that_stay_in_one_band_do_not_cross() -> None:
    assert not judged(card(95, 5), {"0": 90}).score.crosses
    assert judged(card(95, 5), {"0": 71}).score.crosses


def test_what_is_missing_is_listed_the_heaviest_first() -> None:
    assert [x.measure.weight for x in judged(card(50, 3, 9), {"0": 1}).missing] == [9, 3]


@pytest.mark.parametrize(("answer", "outcome", "flagged"), [(90, 20, True), (90, 60, False), (30, 20, False)])
def test_happy_without_reaching_the_outcome_is_flagged(answer: float, outcome: float, flagged: bool) -> None:
    measures = (plain("objective_progress", 15), plain("last_answer", 5, group=Group.VOICE))
    receipt = judged(Scorecard("t", 1, measures), {"objective_progress": outcome, "last_answer": answer})
    assert receipt.flags == ((HAPPY_NOT_ACHIEVING,) if flagged else ())
