"""A back-test finds what was planted, calls noise noise, and says where it cannot tell."""

import random
from datetime import date, timedelta

from csdesk.domain.health.backtest import Backtest, judged
from csdesk.domain.health.bands import Band
from csdesk.domain.health.decisions import Case, Decision, Evidence, look_day, week_end
from csdesk.domain.health.measures import measure
from csdesk.domain.health.ranking import Verdict
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.suggestion import LEAST
from csdesk.domain.ids import AccountId
from csdesk.services.health.backtest_text import finding, remarks

DAY = date(2025, 11, 24)
PLANTED, EMPTY = measure("active_users"), measure("breadth")
CARD = Scorecard("two", 1, (PLANTED, EMPTY))


def case(n: int, lost: bool, tenths: int | None, worths: dict[str, int] | None = None, **facts: int) -> Case:
    decision = Decision(AccountId(f"a{n}"), f"Account {n}", DAY - timedelta(days=n), lost)
    band = None if tenths is None else CARD.bands.of(tenths)
    seen = Evidence(tenths, band, facts.get("judgement"), worths or {}, known=True)
    return Case(decision, seen, facts.get("at_risk_for"))


def report_of(cases: list[Case]) -> Backtest:
    return judged(CARD, DAY, None, [(90, cases)], 90)


def planted(count: int, share: float, seed: int) -> list[Case]:
    """Cases in which one measure knows the outcome, mostly, and the other knows nothing."""
    chance = random.Random(seed)
    cases = []
    for n in range(count):
        lost = chance.random() < share
        told = chance.gauss(40 if lost else 70, 12)
        worths = {PLANTED.key: round(told * 1e6), EMPTY.key: round(chance.random() * 1e8)}
        cases.append(case(n, lost, round(min(max(told, 0), 100) * 10), worths))
    return cases


def test_a_planted_signal_is_found_and_noise_is_called_noise() -> None:
    found = report_of(planted(600, 0.3, seed=1))
    verdicts = {m.measure.key: m.ranking.verdict for m in found.measures}
    assert verdicts == {PLANTED.key: Verdict.HELPED, EMPTY.key: Verdict.NOISE}
    assert found.ranking.verdict is Verdict.HELPED
    assert "better than chance" in finding(found)


def test_twelve_decisions_cannot_tell_and_say_how_many_would() -> None:
    chance = random.Random(3)
    cases = [case(n, n % 4 == 0, round(chance.gauss(60, 12) * 10) - 40 * (n % 4 == 0)) for n in range(12)]
    found = report_of(cases)
    assert found.ranking.verdict is Verdict.TOO_FEW
    assert "cannot be told from chance; if it stays so, about " in finding(found)
    assert finding(found).endswith("decisions more would tell.")
    assert f"Weights are suggested from {LEAST} losses and {LEAST} renewals with a score on." in remarks(
        found
    )


def test_a_book_without_a_loss_says_so() -> None:
    assert finding(report_of([])) == (
        f"The book has no past decision of an account that {CARD.name} scores, so nothing can be said."
    )
    kept = report_of([case(n, False, 700) for n in range(3)])
    assert (
        finding(kept) == "The book has 3 past decisions and no loss, so nothing can be said about the score."
    )


def test_bands_the_alarm_and_the_lead_are_counted_from_scored_cases_alone() -> None:
    cases = [
        case(0, True, 300, at_risk_for=70), case(1, True, 399, at_risk_for=30), case(2, True, 400),
        case(3, False, 350), case(4, False, 700), case(5, False, 900), case(6, True, None),
    ]  # fmt: skip
    found = report_of(cases)
    assert [(o.of, o.decisions, o.lost) for o in found.bands] == [
        (Band.AT_RISK, 3, 2), (Band.WATCH, 1, 1), (Band.HEALTHY, 2, 0),
    ]  # fmt: skip
    assert (found.alarm.precision, found.alarm.recall) == (2 / 3, 2 / 3)
    assert found.alarm.lift == (2 / 3) / (3 / 6)
    assert (found.lead_days, found.never_at_risk) == (50, 1)
    assert "Without a score then, and so in no rate: 1 decision." in remarks(found)


def test_the_own_judgement_is_a_baseline_of_its_own() -> None:
    cases = [case(n, n < 4, 500, judgement=2 if n < 3 else 4) for n in range(10)]
    found = report_of(cases)
    assert found.ranking.auc == 0.5
    assert found.judgement.auc is not None
    assert found.judgement.auc > 0.8
    assert [(o.of, o.decisions, o.lost) for o in found.calibration.levels if o.decisions] == [
        (2, 3, 3),
        (4, 7, 1),
    ]


def test_suggested_weights_favour_what_told_and_keep_the_sum() -> None:
    found = report_of(planted(300, 0.3, seed=5)).suggestion
    assert found is not None
    weights = dict(found.weights)
    assert weights[PLANTED.key] >= 12
    assert sum(weights.values()) == PLANTED.weight + EMPTY.weight
    assert found.suggested.auc is not None
    assert found.present.auc is not None
    assert found.suggested.auc > found.present.auc


def test_weights_for_an_account_have_not_seen_its_own_decision() -> None:
    """From noise alone nothing is learned: what is ranked without its own answer stays at chance, or below it."""
    above = 0
    for seed in range(20):
        chance = random.Random(seed)
        cases = [
            case(n, n % 3 == 0, 500, {m.key: round(chance.random() * 1e8) for m in CARD.measures})
            for n in range(90)
        ]
        found = report_of(cases).suggestion
        above += found is not None and found.suggested.low is not None and found.suggested.low > 0.5
    assert above <= 2


def test_a_look_is_never_later_than_its_horizon_and_stands_at_the_end_of_a_week() -> None:
    for n in range(14):
        decision = Decision(AccountId("a"), "A", DAY + timedelta(days=n), lost=True)
        looked = look_day(decision, 90)
        assert looked.weekday() == 6
        assert 90 <= (decision.on - looked).days <= 96
    assert week_end(date(2025, 11, 23)) == date(2025, 11, 23)
