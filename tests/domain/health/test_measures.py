"""The declared table of measures is whole, and its cards and curves say what they are meant to."""

from dataclasses import replace

import pytest

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.curve import POINT, curve
from csdesk.domain.health.measures import MEASURES, TOUCH_PACES, measure
from csdesk.domain.health.scorecard import DEAR, SCORECARDS, TEN_SIGNALS
from csdesk.domain.health.start import scored_from
from csdesk.domain.health.terms import Group
from csdesk.domain.week.cadences import CADENCES


def test_the_weights_are_those_of_the_design() -> None:
    weights = {g: [m.weight for m in MEASURES if m.group is g] for g in Group}
    assert weights == {
        Group.OUTCOME: [15, 8, 7],
        Group.ADOPTION: [10, 10, 3, 2],
        Group.SUPPORT: [6, 2, 2],
        Group.RELATIONSHIP: [6, 6, 3, 2],
        Group.VOICE: [5, 1, 2, 1],
        Group.MONEY: [6, 3, 1],
        Group.SELF_SUFFICIENCY: [2],
    }


def test_every_measure_has_its_own_key_and_a_curve_for_every_touch_model() -> None:
    assert len({m.key for m in MEASURES}) == len({m.name for m in MEASURES}) == len(MEASURES)
    for m in MEASURES:
        for model in (*TouchModel, None):
            assert 0 <= curve(m.points_for(model))(1.0) <= 100 * POINT


def test_no_shipped_card_has_a_measure_or_band_without_a_play() -> None:
    assert [card.faults() for card in SCORECARDS.values()] == [[], [], [], []]


def test_a_measure_without_a_play_is_a_fault_of_the_card() -> None:
    alone = replace(TEN_SIGNALS, measures=(replace(MEASURES[0], play=None),))
    assert alone.faults() == ["Objective progress has no play"]


def test_dear_gives_each_of_its_four_a_quarter() -> None:
    assert sum(m.weight for m in DEAR.measures) == 100


def test_a_touch_is_worth_full_marks_to_the_ideal_interval_and_half_at_the_maximum() -> None:
    for model, cadence in CADENCES.items():
        worth = curve(dict(TOUCH_PACES)[model])
        assert worth(cadence.ideal) == 100 * POINT
        assert worth(cadence.ideal + 1) < 100 * POINT
        assert worth(cadence.maximum) == 50 * POINT
        assert worth(cadence.maximum * 2) == 0


def test_a_curve_is_flat_outside_its_points_and_linear_between() -> None:
    worth = curve(((0, 60), (1, 100), (4, 100), (12, 0)))
    assert [worth(x) / POINT for x in (-1, 0, 0.5, 1, 2, 4, 8, 12, 99)] == [
        60,
        60,
        80,
        100,
        100,
        100,
        50,
        0,
        0,
    ]


def test_a_curve_that_has_been_asked_a_great_many_readings_still_says_the_same() -> None:
    worth = curve(((0, 0), (100_000, 100)))
    asked = [worth(reading) for reading in range(40_000)]
    assert (
        asked == [worth(reading) for reading in range(40_000)] == [x * POINT // 1000 for x in range(40_000)]
    )


@pytest.mark.parametrize(
    "points", [(), ((1, 0), (0, 1)), ((0, 0), (0, 1)), ((0, -1), (1, 1)), ((0, 0), (1, 101))]
)
def test_points_that_are_no_curve_are_refused(points: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match=r"^\("):
        curve(points)


def test_eighty_four_percent_of_the_licences_is_worth_ninety_two() -> None:
    assert curve(measure("active_users").points)(0.84) == 92 * POINT


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ({}, None),
        ({"began": "2025-06-30"}, "2025-09-28"),
        ({"began": "2025-06-30", "go_live": "2025-09-05"}, "2025-09-05"),
        ({"began": "2025-06-30", "go_live": "2025-09-05", "two_way": "2025-08-14"}, "2025-08-14"),
        ({"began": "2025-06-30", "two_way": "2025-07-15", "by_hand": "2025-08-15"}, "2025-08-15"),
        ({"began": "2025-06-30", "by_hand": "2025-12-01"}, "2025-09-28"),
        ({"two_way": "2025-07-15"}, "2025-07-15"),
    ],
)
def test_scoring_starts_with_the_earliest_of_what_says_so(facts: dict[str, str], day: str | None) -> None:
    known: dict[str, str | None] = {"by_hand": None, "two_way": None, "go_live": None, "began": None}
    assert scored_from(**(known | facts)) == day
