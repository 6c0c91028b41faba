"""The figure of a score's history: it is drawn from values, in both schemes, and says what is missing."""

import itertools
from datetime import date, timedelta

import pytest

from csdesk.charts.health_history import Event, History, health_history, placed
from csdesk.charts.style import Look, png
from csdesk.tokens import Scheme, tokens

DAY = date(2025, 11, 24)


def weeks(*scores: float | None) -> tuple[tuple[date, float | None], ...]:
    last = len(scores) - 1
    return tuple((DAY - timedelta(weeks=last - n), score) for n, score in enumerate(scores))


def history(*scores: float | None, events: tuple[Event, ...] = ()) -> History:
    return History("Health up from 62 to 77", weeks(*scores), events, "Score at the end of each week")


def drawn(past: History, look: Look) -> list[str]:
    figure = health_history(past, look)
    return [t.get_text() for t in (*figure.texts, *figure.axes[0].texts)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_figure_is_a_picture_as_large_as_it_is_wanted(scheme: Scheme) -> None:
    look = Look(scheme, 700, 300, 2.0)
    content = png(health_history(history(62, 64, None, 77), look), look)
    assert content.startswith(b"\x89PNG")
    wide, high = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    assert (wide, high) == (1400, 600)


def test_the_same_values_make_the_same_bytes() -> None:
    look = Look()
    first, second = (png(health_history(history(62, 64, 77), look), look) for _ in range(2))
    assert first == second


def test_it_says_the_finding_the_bands_the_last_score_and_the_source() -> None:
    said = drawn(history(62, 64, 77.4), Look())
    assert said[0] == "Health up from 62 to 77"
    assert {"Healthy, from 70", "Watch, from 40", "At risk, below 40", "77.4"} <= set(said)
    assert said[1] == "Score at the end of each week"


def test_a_history_without_a_score_says_so() -> None:
    assert "Not scored in these weeks" in drawn(history(None, None, None), Look())
    assert "Not scored in these weeks" in drawn(history(), Look())


def test_a_missing_week_is_a_gap_in_the_line() -> None:
    line = health_history(history(62, None, 77), Look()).axes[0].lines[0]
    up = [float(y) for y in line.get_ydata()]  # type: ignore[union-attr,arg-type]
    assert up[0] == 62
    assert up[1] != up[1]
    assert up[2] == 77


def test_the_ink_comes_from_the_tokens() -> None:
    for scheme in ("light", "dark"):
        axes = health_history(history(62, 77), Look(scheme)).axes[0]
        assert axes.lines[0].get_color() == tokens(scheme).colour("chart.0")


def test_words_of_events_never_stand_on_each_other_and_the_newest_come_first() -> None:
    events = tuple(Event(DAY - timedelta(days=n), f"Risk number {n:02}", "watch") for n in range(20))
    found = placed(history(*[70.0] * 53, events=events), 960)
    assert found[0][0].words == "Risk number 00"
    assert len({level for _, level in found}) == len(found) == 3
    apart = tuple(Event(DAY - timedelta(days=60 * n), "Champion left", "bad") for n in range(5))
    assert [level for _, level in placed(history(*[70.0] * 53, events=apart), 960)] == [0] * 5


def test_an_event_outside_the_weeks_is_left_out() -> None:
    old = Event(DAY - timedelta(days=900), "First value", "good")
    assert placed(history(70, 71, events=(old,)), 960) == []


@pytest.mark.parametrize("wide", [480, 700, 825, 1072, 1700])
def test_names_of_months_never_stand_on_each_other_and_each_year_is_said(wide: int) -> None:
    figure = health_history(history(*[60.0] * 53), Look("light", wide, 280))
    figure.canvas.draw()
    names = [t for t in figure.axes[0].get_xticklabels() if t.get_text()]
    boxes = [t.get_window_extent() for t in names]
    assert all(left.x1 + 2 <= right.x0 for left, right in itertools.pairwise(boxes))
    assert [t.get_text()[-4:] for t in names if t.get_text()[-1].isdigit()] == ["2024", "2025"]
