"""Points of a curve: whatever is dragged, a curve is left; and its edges say what a lower bound means."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.curve import POINT, Points, curve
from csdesk.domain.health.points import LEAST, MOST, added, band_of, moved, removed, stretches
from csdesk.domain.health.spread import spread

RISING: Points = ((0.1, 0), (0.5, 50), (0.8, 90), (1, 100))
HUMP: Points = ((0, 60), (1, 100), (4, 100), (12, 0))
BANDS = Bands()
readings = st.floats(-50, 50, allow_nan=False).map(lambda x: round(x, 2))
worths = st.floats(-20, 120, allow_nan=False)


@st.composite
def points(draw: st.DrawFn) -> Points:
    at = draw(st.lists(readings, min_size=2, max_size=6, unique=True))
    return tuple((x, draw(st.integers(0, 100))) for x in sorted(at))


@given(
    points(), st.lists(st.tuples(st.sampled_from("mad"), st.integers(0, 20), readings, worths), max_size=12)
)
def test_whatever_is_done_to_points_a_curve_is_left(
    line: Points, deeds: list[tuple[str, int, float, float]]
) -> None:
    for deed, number, reading, worth in deeds:
        if deed == "m":
            line = moved(line, number % len(line), reading, worth, 0.01)
        elif deed == "a":
            line, at = added(line, reading, worth, 0.01)
            assert 0 <= at < len(line)
        else:
            line = removed(line, number % len(line))
        curve(line)
        assert LEAST <= len(line) <= MOST


def test_a_point_stays_between_its_neighbours_and_within_0_and_100() -> None:
    assert moved(RISING, 1, 0.05, 50, 0.01)[1] == (0.11, 50)
    assert moved(RISING, 1, 2, -8, 0.01)[1] == (0.79, 0)
    assert moved(RISING, 3, 1.4, 130, 0.01)[3] == (1.4, 100)


def test_a_point_is_added_on_the_curve_and_changes_no_sub_score() -> None:
    line, number = added(RISING, 0.6, None, 0.01)
    assert (number, line[2]) == (2, (0.6, round(curve(RISING)(0.6) / POINT, 6)))
    assert all(abs(curve(line)(x / 100) - curve(RISING)(x / 100)) <= 1 for x in range(110))
    assert added(RISING, 0.505, None, 0.01) == (RISING, 1)


def test_stretches_cover_every_reading_and_a_hump_comes_back_to_its_bands() -> None:
    assert [(s.band, s.low and round(s.low, 4), s.high and round(s.high, 4)) for s in stretches(RISING, BANDS)] == [
        (Band.AT_RISK, None, 0.42), (Band.WATCH, 0.42, 0.65), (Band.HEALTHY, 0.65, None),
    ]  # fmt: skip
    assert [s.band for s in stretches(HUMP, BANDS)] == [
        Band.WATCH, Band.HEALTHY, Band.WATCH, Band.AT_RISK,
    ]  # fmt: skip
    assert [s.band for s in stretches(((0, 80), (9, 80)), BANDS)] == [Band.HEALTHY]


def test_a_curve_that_only_comes_up_to_an_edge_is_in_the_band_from_there() -> None:
    found = stretches(((0, 0), (1, 70), (2, 70)), BANDS)
    assert [(s.band, s.high) for s in found][1:] == [(Band.WATCH, 1), (Band.HEALTHY, None)]


@given(points(), st.integers(0, 100), st.integers(0, 100))
def test_stretches_say_what_the_curve_says(line: Points, one: int, other: int) -> None:
    bands = Bands(max(one, other), min(one, other))
    found = stretches(line, bands)
    assert found[0].low is None
    assert found[-1].high is None
    assert all(a.high == b.low and a.band is not b.band for a, b in pairwise(found))
    for s in found:
        if s.low is not None and s.high is not None and s.high - s.low > 1e-6:
            assert band_of(curve(line)((s.low + s.high) / 2), bands) is s.band


def test_a_lower_bound_belongs_to_its_band() -> None:
    assert band_of(70 * POINT, BANDS) is Band.HEALTHY
    assert band_of(70 * POINT - 1, BANDS) is Band.WATCH
    assert band_of(40 * POINT, BANDS) is Band.WATCH
    assert band_of(40 * POINT - 1, BANDS) is Band.AT_RISK


def test_the_book_is_counted_by_band_under_the_curve_and_bars_lose_nobody() -> None:
    found = spread([0.65, 0.649, 0.2, None, 0.42, float("nan"), 3.0])
    assert found.without == 2
    assert found.counts(RISING, BANDS) == {Band.HEALTHY: 2, Band.WATCH: 2, Band.AT_RISK: 1}
    bars = found.bars((0.0, 0.25, 0.5, 0.75, 1.0), RISING, BANDS)
    assert [b.count for b in bars] == [1, 1, 2, 1]
    assert [b.count for b in spread([0.25, 0.5]).bars((0.0, 0.25, 0.5, 1.0), RISING, BANDS)] == [0, 1, 1]
    assert dict(bars[2].counts) == {Band.HEALTHY: 1, Band.WATCH: 1, Band.AT_RISK: 0}


@given(st.lists(readings, max_size=40), points())
def test_every_reading_stands_in_one_bar_and_one_band(found: list[float], line: Points) -> None:
    seen = spread(found)
    bars = seen.bars((-10.0, 0.0, 10.0), line, BANDS)
    assert sum(b.count for b in bars) == len(found) == sum(seen.counts(line, BANDS).values())
