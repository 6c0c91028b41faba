"""A ranking is a known statistic: it agrees with scipy, and its interval holds what it promises."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.health.ranking import Ranking, Verdict, auc, auc_interval, ranking, share_interval

_SOME = st.lists(st.integers(0, 20), min_size=1, max_size=30)


def scipy_stats() -> Any:
    from scipy import stats  # type: ignore[import-untyped]

    return stats


@given(_SOME, _SOME)
def test_the_auc_is_mann_whitneys_with_ties_half(lost: list[int], kept: list[int]) -> None:
    theirs = scipy_stats().mannwhitneyu(kept, lost, alternative="greater").statistic / (len(lost) * len(kept))
    assert auc(lost, kept) == pytest.approx(theirs)


@given(_SOME, _SOME)
def test_the_other_way_round_it_is_the_rest_to_one(lost: list[int], kept: list[int]) -> None:
    assert auc(lost, kept) + auc(kept, lost) == pytest.approx(1)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_share_is_wilsons(case: tuple[int, int]) -> None:
    some, of = case
    theirs = scipy_stats().binomtest(some, of).proportion_ci(method="wilson")
    assert share_interval(some, of) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@given(st.floats(0, 1), st.integers(1, 200), st.integers(1, 200))
def test_the_interval_holds_the_auc_and_stays_within_0_and_1(found: float, lost: int, kept: int) -> None:
    low, high = auc_interval(found, lost, kept)
    assert 0 <= low <= found <= high <= 1


@pytest.mark.parametrize("apart", [0.0, 0.8, 1.6])
@pytest.mark.parametrize(("lost", "kept"), [(8, 40), (30, 90)])
def test_nineteen_of_twenty_intervals_hold_the_truth(apart: float, lost: int, kept: int) -> None:
    chance = random.Random(7)
    truth = float(scipy_stats().norm.cdf(apart / 2**0.5))
    held = 0
    for _ in range(300):
        some = [chance.gauss(0, 1) for _ in range(lost)]
        found = ranking(some, [chance.gauss(apart, 1) for _ in range(kept)])
        assert found.low is not None
        assert found.high is not None
        held += found.low <= truth <= found.high
    assert 0.92 <= held / 300 <= 1


def test_shuffled_outcomes_are_near_one_half_whatever_the_seed() -> None:
    outside = 0
    for seed in range(200):
        chance = random.Random(seed)
        values = [chance.gauss(60, 15) for _ in range(120)]
        chance.shuffle(values)
        found = ranking(values[:30], values[30:])
        assert found.low is not None
        assert found.high is not None
        outside += not found.low <= 0.5 <= found.high
    assert outside <= 20


def test_a_perfect_ranking_of_few_is_still_uncertain() -> None:
    found = ranking([1, 2], [3, 4, 5])
    assert found.auc == 1
    assert found.low is not None
    assert found.low < 0.55


def test_without_one_of_each_there_is_nothing_to_rank() -> None:
    assert ranking([], [1, 2]) == Ranking(0, 2)
    assert ranking([], [1, 2]).verdict is Verdict.TOO_FEW
    with pytest.raises(ValueError, match="0"):
        auc([], [1])


def test_verdicts_follow_the_interval() -> None:
    helped, wrong = Ranking(9, 9, 0.8, 0.51, 0.9), Ranking(9, 9, 0.2, 0.1, 0.49)
    noise, few = Ranking(9, 9, 0.5, 0.4, 0.64), Ranking(9, 9, 0.6, 0.3, 0.8)
    said = [r.verdict for r in (helped, wrong, noise, few)]
    assert said == [Verdict.HELPED, Verdict.WRONG, Verdict.NOISE, Verdict.TOO_FEW]


def test_it_says_how_many_more_would_tell_and_so_many_do() -> None:
    few = Ranking(3, 9, 0.7, *auc_interval(0.7, 3, 9))
    assert few.more is not None
    times = (12 + few.more) / 12
    low, _ = auc_interval(0.7, 3 * times, 9 * times)
    assert low > 0.5
    low, _ = auc_interval(0.7, 3 * times * 0.9, 9 * times * 0.9)
    assert low < 0.5
