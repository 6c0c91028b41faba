"""What if: a draft beside the card, without a trace; and the smallest way up."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

import pytest

from csdesk.domain.errors import NoSuchMeasure, PointsImpossible, WeightImpossible
from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.judge import Judge
from csdesk.domain.health.readings import Column, Subject
from csdesk.domain.health.score import Score
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.way_up import way_up
from csdesk.domain.health.whatif import WhatIf, drafted, what_if
from csdesk.domain.ids import AccountId
from tests.domain.health.cards import DAY, SURGE, card, judged

READINGS: dict[str, list[float]] = {"Ash": [90, 40], "Birch": [40, 90], "Cedar": [20, 30]}
ARR = {AccountId("Ash"): {"USD": 100}, AccountId("Birch"): {"USD": 300}, AccountId("Cedar"): {"EUR": 50}}


def scored(by: Scorecard, readings: Mapping[str, list[float]] = READINGS) -> dict[AccountId, Score]:
    columns = {
        m.key: Column({n: (row[int(m.key)], "", 1) for n, row in enumerate(readings.values())})
        for m in by.measures
    }
    judge = Judge(by, columns, DAY)
    return {
        AccountId(name): judge.score(Subject(n, AccountId(name), name)) for n, name in enumerate(readings)
    }


def tried(now: Scorecard, draft: Scorecard) -> WhatIf:
    return what_if(now, draft, scored(now), scored(draft), ARR)


def test_a_draft_changes_bands_ranks_and_money_and_the_sums_stay_the_books() -> None:
    now = card(3, 1)
    found = tried(now, drafted(now, weights={"0": 1, "1": 3}))
    assert [s.now.name for s in found.changed] == ["Birch", "Ash"]
    assert [(s.now.band, s.draft.band) for s in found.changed] == [
        (Band.WATCH, Band.HEALTHY), (Band.HEALTHY, Band.WATCH),
    ]  # fmt: skip
    assert (found.moved, found.furthest) == (2, 1)
    sums = {b.band: (b.now, b.draft, b.arr_now, b.arr_draft) for b in found.bands}
    assert sums[Band.HEALTHY] == (1, 1, {"USD": 100}, {"USD": 300})
    assert sums[Band.AT_RISK] == (1, 1, {"EUR": 50}, {"EUR": 50})
    assert sum(b.now for b in found.bands) == sum(b.draft for b in found.bands) == 3
    assert sum(b.arr_now.get("USD", 0) for b in found.bands) == 400


def test_the_same_card_changes_nothing() -> None:
    found = tried(card(3, 1), card(3, 1))
    assert (found.changed, found.moved, found.furthest) == ((), 0, 0)


def test_equal_scores_share_a_rank() -> None:
    now = scored(card(1), {"Ash": [50], "Birch": [50], "Cedar": [40]})
    found = what_if(card(1), card(1), now, now, {})
    assert [s.rank_now for s in found.standings] == [1, 1, 3]


def test_bands_can_be_moved_and_the_lower_edge_belongs_to_the_band() -> None:
    now = card(1)
    readings = {"Ash": [75.0], "Birch": [74.9], "Cedar": [45.0]}
    draft = drafted(now, bands=Bands(75, 45))
    found = what_if(now, draft, scored(now, readings), scored(draft, readings), {})
    assert [s.draft.band for s in found.standings] == [Band.HEALTHY, Band.WATCH, Band.WATCH]


def test_points_can_be_drawn_anew_for_every_touch_model() -> None:
    draft = drafted(card(1), points={"0": ((0, 100), (100, 0))})
    assert [s.score for s in scored(draft, {"Ash": [90]}).values()] == [Decimal(10)]


def test_what_cannot_be_is_refused_by_name() -> None:
    with pytest.raises(NoSuchMeasure, match="mood"):
        drafted(card(1), weights={"mood": 3})
    for weight in (-1, 1001):
        with pytest.raises(WeightImpossible):
            drafted(card(1), weights={"0": weight})
    with pytest.raises(WeightImpossible):
        drafted(card(1), weights={"0": 0})
    for points in (((1, 0), (0, 100)), ((0, 0), (1, 101)), ()):
        with pytest.raises(PointsImpossible):
            drafted(card(1), points={"0": points})


# The way up


def test_the_way_up_is_the_fewest_lines_and_of_those_the_quickest() -> None:
    found = way_up(judged(card(5, 3, 2), {"0": 60, "1": 20, "2": 90}))
    assert found is not None
    assert [x.measure.key for x in found.lines] == ["1"]
    assert (found.score, found.minutes) == (Decimal("78.0"), 120)


def test_the_way_up_counts_what_is_absent_with_its_own_weight() -> None:
    found = way_up(judged(card(1, 1, 8), {"0": 10, "1": 10}, risks=[SURGE]))
    assert found is None, "two of ten are known: it is not scored"
    found = way_up(judged(card(2, 2, 8), {"0": 10, "1": 10}))
    assert found is not None
    assert [(x.measure.key, x.sub_score) for x in found.lines] == [("2", None)]
    assert found.score == Decimal("70.0")


def test_there_is_no_way_where_it_is_healthy_or_where_all_lines_are_not_enough() -> None:
    assert way_up(judged(card(1), {"0": 70})) is None
    assert way_up(judged(card(1), {"0": 10}, risks=[SURGE] * 6)) is None
    assert way_up(judged(card(1), {})) is None


def test_what_the_way_promises_is_what_the_card_then_says() -> None:
    chance, found = Random(4), 0
    for _ in range(200):
        weights = [chance.choice((0, 1, 2, 5, 9)) for _ in range(6)]
        readings = {str(n): chance.uniform(0, 100) for n in range(6) if chance.random() < 0.8}
        before = judged(card(*weights), readings, risks=[SURGE] * chance.randint(0, 1))
        way = way_up(before)
        if way is None:
            continue
        found += 1
        raised = readings | {x.measure.key: 100.0 for x in way.lines}
        after = judged(card(*weights), raised, risks=[SURGE] * len(before.score.modifiers))
        assert after.score.score == way.score
        assert after.score.band is Band.HEALTHY
    assert found > 60


def test_a_way_up_through_many_lines_of_ones_own_is_found_at_once_or_not_at_all() -> None:
    many = card(*[3] * 60)
    low = judged(many, {str(n): 50.0 for n in range(60)})
    assert way_up(low) is None
    few = card(*[3] * 30)
    found = way_up(judged(few, {str(n): 65.0 for n in range(30)}))
    assert found is not None
    assert len(found.lines) == 5
