"""Survival agrees with published medians, and with counting by hand."""

import csv
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.revenue.survival import survival


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "time", "lost", "median"),
    [
        ("waltons_dataset.csv", "T", lambda r: r["E"] == "1", 56),
        ("lung.csv", "time", lambda r: r["status"] == "1", 310),
        ("rossi.csv", "week", lambda r: r["arrest"] == "1", None),
    ],
)
def test_the_published_medians_come_out(
    real_files: Path, name: str, time: str, lost: Callable[[dict[str, str]], bool], median: int | None
) -> None:
    data = rows(real_files / "saas_churn" / "lifelines" / name)
    assert survival((int(float(r[time])), lost(r)) for r in data).median == median


def test_by_hand_with_one_censored_on_the_day_of_a_loss() -> None:
    found = survival([(1, True), (2, False), (2, True), (3, True), (4, False)])
    assert [(p.time, p.watched, p.lost, p.share) for p in found.points] == [
        (1, 5, 1, Fraction(4, 5)),
        (2, 4, 1, Fraction(3, 5)),
        (3, 2, 1, Fraction(3, 10)),
    ]
    assert (found.median, found.lost, found.count) == (3, 3, 5)
    assert (found.at(0), found.at(2), found.at(99)) == (Fraction(1), Fraction(3, 5), Fraction(3, 10))


def test_nobody_lost_is_no_median_and_nobody_at_all_is_no_curve() -> None:
    assert survival([(5, False)]).median is None
    assert survival([]).points == ()


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=40))
def test_the_share_falls_with_every_loss_and_ends_with_those_who_were_watched(
    watched: list[tuple[int, bool]],
) -> None:
    found = survival(watched)
    shares = [Fraction(1), *(p.share for p in found.points)]
    assert all(b < a for a, b in pairwise(shares))
    assert found.lost == sum(gone for _, gone in watched)
    if watched and all(gone for _, gone in watched):
        assert shares[-1] == 0
