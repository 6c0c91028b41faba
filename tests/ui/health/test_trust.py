"""The back-test's page: what each chart says, measures by their verdict, and silence where too few decisions are."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from csdesk.domain.health.backtest import Backtest, judged
from csdesk.domain.health.decisions import Case, Decision, Evidence
from csdesk.domain.health.ranking import Verdict
from csdesk.domain.health.scorecard import TEN_SIGNALS
from csdesk.domain.ids import AccountId
from csdesk.ui.health.intervals import Intervals
from csdesk.ui.health.trust import Trust
from csdesk.ui.health.trust_rows import in_order

DAY = date(2025, 11, 24)
KEYS = [m.key for m in TEN_SIGNALS.measures]


def report(count: int, *, known: bool = True, judged_too: bool = True) -> Backtest:
    """A report of so many decisions; where it is `known`, one measure knows the outcome, one the opposite."""
    chance = random.Random(5)
    cases = []
    for n in range(count):
        lost = n % 3 == 0
        good = chance.gauss(35 if lost and known else 75, 12)
        worths = {
            KEYS[0]: round(good * 1e6),
            KEYS[1]: round((100 - good) * 1e6),
            KEYS[2]: chance.randint(0, 10**8),
        }
        tenths = round(min(max(good, 0), 100) * 10)
        judgement = (chance.choice([1, 2, 3]) if lost else chance.choice([3, 4, 5])) if judged_too else None
        seen = Evidence(tenths, TEN_SIGNALS.bands.of(tenths), judgement, worths, known=True)
        decision = Decision(AccountId(str(n)), f"A{n}", DAY - timedelta(days=n), lost)
        cases.append(Case(decision, seen, 40 if lost and tenths < 400 else None))
    return judged(TEN_SIGNALS, DAY, DAY, [(days, cases) for days in (180, 90, 60, 30)], 90)


@pytest.fixture
def trust(qapp: QApplication) -> Trust:
    del qapp
    made = Trust()
    made.resize(1100, 650)
    made.show()
    return made


def said(chart: Intervals) -> list[tuple[str, str]]:
    return [(row.words, row.said) for row in chart.rows()]


def test_each_chart_says_what_it_finds(trust: Trust) -> None:
    trust.show_backtest(report(300))
    assert trust.bands.title.text().startswith("At risk named ")
    assert trust.ahead.title.text() == "It parted them 180 days before already"
    assert trust.judged.title.text().startswith("Accounts you judged 1 or 2 left in ")
    assert trust._title.text() == "1 of 22 measures would have helped alone, 1 points the wrong way"
    assert [words for words, _ in said(trust.beside.intervals)] == [
        "The score", "Your judgement", "Weights of the past", "Everyone renews",
    ]  # fmt: skip
    assert [words for words, _ in said(trust.judged.intervals)] == [f"Judged {n}" for n in range(1, 6)]


def test_measures_stand_by_their_verdict_and_those_unread_last() -> None:
    found = report(300)
    order = in_order(found.measures)
    assert [m.measure.key for m in order[:2]] == [KEYS[0], KEYS[1]]
    verdicts = [m.ranking.verdict for m in order[:3]]
    assert verdicts[:2] == [Verdict.HELPED, Verdict.WRONG]
    assert all(m.ranking.auc is None for m in order[3:])
    assert sorted(m.measure.key for m in order) == sorted(KEYS)


def test_inside_a_verdict_the_surest_stand_first() -> None:
    found = report(300)
    helped = next(m for m in found.measures if m.ranking.verdict is Verdict.HELPED)
    surer = replace(helped, measure=found.measures[5].measure, ranking=replace(helped.ranking, low=0.99))
    order = in_order((helped, surer))
    assert [m.ranking.low for m in order] == [0.99, helped.ranking.low]


def test_twelve_decisions_cannot_tell(trust: Trust) -> None:
    trust.show_backtest(report(12, known=False))
    assert "cannot be told from chance" in trust._head.text()
    assert trust.ahead.title.text() == "At no distance can it be told from chance"
    assert trust.beside.title.text() in {
        "Which is better, you or the score, cannot be told",
        "On the same decisions your judgement is better",
    }
    assert all(row.value is None for row in trust.judged.intervals.rows() if row.why)
    assert any(row.why == "too few for a share" for row in trust.judged.intervals.rows())


def test_without_a_judgement_the_chart_says_what_would_be_there(trust: Trust) -> None:
    trust.show_backtest(report(30, judged_too=False))
    assert trust.judged.title.text() == "No account had been judged before its decision"
    assert not trust.judged.intervals.isVisible()
    assert ("Your judgement", "–") in said(trust.beside.intervals)


def test_without_a_decision_there_is_no_chart(trust: Trust) -> None:
    trust.show_backtest(report(0))
    assert not trust.area.isVisible()
    assert "no past decision" in trust._head.text()


def test_shares_that_are_all_small_have_an_axis_of_their_own_and_rankings_the_whole(trust: Trust) -> None:
    trust.show_backtest(report(300, known=False))
    assert trust.ahead.intervals.top == 1.0
    chart = trust.bands.intervals
    highest = max(row.high or 0 for row in chart.rows())
    assert highest <= chart.top <= 1.0
    assert chart.top < 1.0
