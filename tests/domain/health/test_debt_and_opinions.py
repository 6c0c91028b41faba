"""What is not known has a price, and where opinions differ a person looks."""

from decimal import Decimal

import pytest

from csdesk.domain.health.bands import Band
from csdesk.domain.health.debt import debts_of, owed
from csdesk.domain.health.opinions import Opinions
from csdesk.domain.renewals import Category
from tests.domain.health.cards import SURGE, card, judged


def test_a_debt_is_what_lies_between_the_worst_and_the_best_fact() -> None:
    receipt = judged(card(3, 1), {"0": 60})
    (debt,) = debts_of(receipt)
    low, high = (judged(card(3, 1), {"0": 60, "1": worth}).score.score for worth in (0, 100))
    assert low is not None
    assert high is not None
    assert Decimal(debt.swing).scaleb(-1) == high - low == 25
    assert debt.turns, "70 and 45: healthy or watch"


def test_a_debt_that_changes_no_band_says_so_and_modifiers_are_kept() -> None:
    (debt,) = debts_of(judged(card(9, 1), {"0": 20}, risks=[SURGE]))
    assert (debt.swing, debt.turns) == (100, False)


def test_what_weighs_nothing_is_no_debt_and_the_largest_swing_stands_first() -> None:
    debts = debts_of(judged(card(4, 0, 1, 3), {"0": 50}))
    assert [d.measure.key for d in debts] == ["3", "2"]
    assert [(o.measure.key, o.accounts) for o in owed(debts)] == [("3", 1), ("2", 1)]


@pytest.mark.parametrize(
    ("said", "apart", "finding"),
    [
        (Opinions(Band.HEALTHY, Band.HEALTHY, Category.LIKELY), 0, ""),
        (Opinions(Band.HEALTHY, None, None), 0, ""),
        (
            Opinions(Band.WATCH, Band.AT_RISK, Category.COMMITTED),
            2,
            "Renewal committed, score watch, you at risk",
        ),
        (Opinions(Band.WATCH, Band.WATCH, Category.LOST), 1, "Score and you watch, renewal lost"),
        (Opinions(None, Band.HEALTHY, Category.AT_RISK), 2, "You healthy, renewal at risk"),
        (Opinions(Band.HEALTHY, Band.WATCH, Category.UNKNOWN), 1, "Score healthy, you watch"),
    ],
)
def test_opinions_that_differ_are_listed_and_never_averaged(said: Opinions, apart: int, finding: str) -> None:
    assert (said.apart, said.finding) == (apart, finding)
