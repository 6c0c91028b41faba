"""Survival beside the lifelines package: the same curve, step by step, on its own data and on random ones."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.revenue.survival import Survival, survival
from tests.trials import trials


def theirs(times: list[int], lost: list[bool]) -> Any:
    from lifelines import KaplanMeierFitter  # type: ignore[import-untyped]

    return KaplanMeierFitter().fit(times, lost)


def their_data(name: str) -> Any:
    from lifelines import datasets

    return getattr(datasets, f"load_{name}")()


def same_curve(ours: Survival, fitted: Any) -> None:
    """Every step at the same time, with as many watched and lost, and the same share that survives."""
    table = fitted.event_table
    steps: dict[Fraction | int, Any] = {int(at): row for at, row in table.iterrows() if row["observed"]}
    assert [p.time for p in ours.points] == sorted(steps)
    for point in ours.points:
        row = steps[point.time]
        assert (point.watched, point.lost) == (row["at_risk"], row["observed"])
        assert float(point.share) == pytest.approx(fitted.predict(point.time), abs=1e-12)


@pytest.mark.parametrize(
    ("name", "time", "event", "median"),
    [
        ("waltons", "T", "E", 56),
        ("lung", "time", "status", 310),
        ("rossi", "week", "arrest", None),
    ],
)
def test_its_own_data_give_the_same_curve_and_the_published_median(
    name: str, time: str, event: str, median: int | None
) -> None:
    data = their_data(name)
    times, lost = [int(t) for t in data[time]], [bool(e) for e in data[event]]
    ours, fitted = survival(zip(times, lost, strict=True)), theirs(times, lost)
    same_curve(ours, fitted)
    assert ours.median == median
    assert fitted.median_survival_time_ == (float("inf") if median is None else median)


@trials(40)
@given(st.lists(st.tuples(st.integers(1, 24), st.booleans()), min_size=1, max_size=60))
def test_random_customers_give_the_same_curve(watched: list[tuple[int, bool]]) -> None:
    times, lost = [t for t, _ in watched], [gone for _, gone in watched]
    same_curve(survival(watched), theirs(times, lost))


@pytest.mark.parametrize(("group", "median"), [("control", 58), ("miR-137", 26)])
def test_each_group_has_its_own_median(group: str, median: int) -> None:
    data = their_data("waltons")
    rows = [
        (int(t), bool(e)) for t, e, g in zip(data["T"], data["E"], data["group"], strict=True) if g == group
    ]
    assert (
        survival(rows).median
        == median
        == theirs([t for t, _ in rows], [e for _, e in rows]).median_survival_time_
    )


def test_where_exactly_half_is_left_half_has_left() -> None:
    watched = [(n, True) for n in range(1, 5)]
    assert (
        survival(watched).median
        == 2
        == theirs([t for t, _ in watched], [e for _, e in watched]).median_survival_time_
    )
