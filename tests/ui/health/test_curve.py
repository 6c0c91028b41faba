"""The scorecard editor: points are dragged, moved by keys and typed; the book follows, and nothing of it is written."""

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.bands import Bands
from csdesk.domain.health.curve import Points
from csdesk.domain.health.measures import measure
from csdesk.domain.health.spread import spread
from csdesk.domain.health.terms import Unit
from csdesk.services.health.scorecards import card_of
from csdesk.ui.health.curve import CurveView
from csdesk.ui.health.curve_words import edge_words, spread_words
from csdesk.ui.health.page import HealthPage
from csdesk.ui.health.scale import axis_of, scale_of
from csdesk.ui.health.trial import Trial
from csdesk.ui.window import Window
from tests.ui.hands import click, press
from tests.ui.health.rooms import trial_of
from tests.ui.windows import answer_of, settled

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def trial(page: HealthPage) -> Trial:
    return trial_of(page)


def looked_at(trial: Trial, key: str) -> Trial:
    """Click a measure, and put the keyboard on its curve."""
    row = trial.weights.rows[key]
    click(row, QPoint(40, 10))
    trial.panel.view.setFocus(Qt.FocusReason.TabFocusReason)
    return trial


def many(view: CurveView) -> int:
    return len(view.points)


def line(view: CurveView) -> Points:
    return view.points


def point(view: CurveView, number: int) -> tuple[float, float]:
    return view.points[number]


def number(view: CurveView) -> int:
    return view.number


def moved_bands(trial: Trial) -> list[int]:
    return [] if trial.found is None else [b.draft for b in trial.found.bands]


def changed(trial: Trial) -> int:
    return -1 if trial.found is None else len(trial.found.changed)


def points_of(trial: Trial, key: str) -> object:
    return next(m.points for m in trial.draft.now.measures if m.key == key)


def drag(trial: Trial, number: int, by: QPoint, *, release: bool = True) -> None:
    view = trial.panel.view
    start = view.place(number).toPoint()
    QTest.mousePress(view, LEFT, NOTHING, start)
    for n in range(1, 6):
        QTest.mouseMove(view, start + by * n / 5)
    if release:
        QTest.mouseRelease(view, LEFT, NOTHING, start + by)


def file_of(window: Window) -> tuple[str, ...]:
    """The bytes of the book and of what stands beside it."""
    assert window.desk is not None
    beside = sorted(Path(window.desk.path).parent.glob(f"{window.desk.path.name}*"))
    return tuple(f"{p.name} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in beside)


def test_while_a_point_is_dragged_the_whole_book_is_scored_and_one_undo_takes_the_drag_back(
    trial: Trial,
) -> None:
    looked_at(trial, "confirmed_value")
    trial.weights.rows["confirmed_value"].field.setValue(60)
    before = points_of(trial, "confirmed_value")
    then = moved_bands(trial)
    drag(trial, 1, QPoint(0, 90), release=False)
    settled(lambda: moved_bands(trial) != then)
    assert sum(moved_bands(trial)) == 50
    assert [r.second for r in trial.bands.table.rows.rows] == moved_bands(trial)
    QTest.mouseRelease(trial.panel.view, LEFT)
    x, y = trial.panel.view.points[1]
    assert (x, y < 80) == (90, True)
    assert trial._said.text() == "1 weight and 1 curve changed"
    click(trial.back)
    assert points_of(trial, "confirmed_value") == before
    click(trial.back)
    assert (trial.draft.differs, changed(trial)) == (False, 0)


def test_a_draft_that_is_discarded_leaves_the_file_as_it_was_byte_for_byte(
    trial: Trial, window: Window
) -> None:
    before = file_of(window)
    looked_at(trial, "active_users")
    drag(trial, 1, QPoint(30, -20))
    press(trial.panel.view, Qt.Key.Key_Insert)
    trial.edges.healthy.setValue(80)
    trial.weights.rows["growth"].field.setValue(9)
    settled(lambda: trial.found is not None and trial.found.draft.bands.healthy == 80)
    assert trial.discard.isEnabled()
    click(trial.discard)
    assert not trial.discard.isEnabled()
    assert trial.draft.now == trial.draft.card
    assert file_of(window) == before


def test_the_axis_stands_still_while_a_point_is_held_and_makes_room_when_it_is_let_go(trial: Trial) -> None:
    view = looked_at(trial, "active_users").panel.view
    before, far = view.axis, len(view.points) - 1
    drag(trial, far, QPoint(200, 0), release=False)
    assert view.points[far][0] > 1
    assert view.axis == before
    QTest.mouseRelease(view, LEFT)
    assert view.axis != before


def test_tab_goes_from_point_to_point_and_arrows_move_them(trial: Trial) -> None:
    view = looked_at(trial, "active_users").panel.view
    assert number(view) == 0
    press(view, Qt.Key.Key_Tab)
    assert number(view) == 1
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Up)
    assert point(view, 1) == (0.51, 51)
    press(view, Qt.Key.Key_Left, SHIFT)
    press(view, Qt.Key.Key_Down, SHIFT)
    assert point(view, 1) == (0.41, 41)
    for _ in range(2):
        press(view, Qt.Key.Key_Tab)
    assert (number(view), view.hasFocus()) == (3, True)
    press(view, Qt.Key.Key_Tab)
    assert not view.hasFocus()
    press(view, Qt.Key.Key_Escape)
    assert trial.weights.rows["active_users"].field.hasFocus()


def test_points_are_added_and_removed_by_keys_a_double_click_and_buttons(trial: Trial) -> None:
    view = looked_at(trial, "breadth").panel.view
    assert many(view) == 3
    press(view, Qt.Key.Key_Insert)
    assert point(view, 1) == (0.35, 25)
    press(view, Qt.Key.Key_Delete)
    assert many(view) == 3
    at = view.frame()
    QTest.mouseDClick(view, LEFT, NOTHING, QPointF(at.x(0.7), at.y(30)).toPoint())
    assert view.points[2][0] == pytest.approx(0.7, abs=0.02)
    assert view.points[2][1] == pytest.approx(30, abs=2)
    for _ in range(4):
        press(view, Qt.Key.Key_Delete)
    assert many(view) == 2
    assert not trial.panel.remove.isEnabled()
    click(trial.panel.add)
    assert many(view) == 3


def test_a_point_is_typed_and_says_where_the_bands_begin(trial: Trial) -> None:
    panel = looked_at(trial, "breadth").panel
    assert panel._edges.text() == "At risk below 44 %, watch from 44 %, healthy from 70 %."
    panel.reading.setValue(30)
    panel.worth.setValue(10)
    assert point(panel.view, 0) == (0.3, 10)
    assert panel._edges.text() == "At risk below 45 %, watch from 45 %, healthy from 70 %."
    panel.reading.setValue(90)
    assert point(panel.view, 0) == (0.49, 10)
    assert panel.reading.value() == 49


def test_of_a_measure_with_a_curve_per_touch_model_one_is_shown_and_changed(trial: Trial) -> None:
    panel = looked_at(trial, "touch_cadence").panel
    assert panel.pace.isVisible()
    assert panel.model is TouchModel.LOW
    panel.pace.setCurrentIndex(0)
    panel.pace.activated.emit(0)
    assert line(panel.view) == ((14, 100), (30, 50), (60, 0))
    press(panel.view, Qt.Key.Key_Tab)
    press(panel.view, Qt.Key.Key_Up, SHIFT)
    now = next(m for m in trial.draft.now.measures if m.key == "touch_cadence")
    assert now.points_for(TouchModel.HIGH) == ((14, 100), (30, 60), (60, 0))
    assert now.points_for(TouchModel.LOW) == measure("touch_cadence").points_for(TouchModel.LOW)
    looked_at(trial, "breadth")
    assert not panel.pace.isVisible()


def test_undo_is_the_drafts_while_it_has_a_step_and_the_books_again_after(trial: Trial) -> None:
    view = looked_at(trial, "breadth").panel.view
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Up)
    assert point(view, 0) == (0.2, 2)
    press(view, Qt.Key.Key_Z, CTRL)
    assert line(view) == measure("breadth").points
    press(view, Qt.Key.Key_Z, CTRL | SHIFT)
    assert point(view, 0) == (0.2, 2)
    press(view, Qt.Key.Key_Z, CTRL)
    field = trial.weights.rows["breadth"].field
    field.setFocus()
    field.setValue(8)
    press(field, Qt.Key.Key_Z, CTRL)
    assert (field.value(), trial.draft.differs) == (3, False)
    field.setValue(9)
    click(trial.save)
    settled(lambda: trial.draft.card.version == 2)
    press(field, Qt.Key.Key_Z, CTRL)
    settled(lambda: trial.draft.card.version == 1)


def test_edges_and_the_least_coverage_are_tried_and_kept_with_the_next_version(
    trial: Trial, window: Window
) -> None:
    trial.edges.healthy.setValue(35)
    assert trial.draft.now.bands == Bands(35, 35)
    trial.edges.watch.setValue(50)
    assert trial.draft.now.bands == Bands(50, 50)
    trial.edges.healthy.setValue(85)
    trial.edges.coverage.setValue(100)
    assert trial._said.text() == "The bands and the least coverage changed"
    assert moved_bands(trial)[-1] == 46
    trial.edges.coverage.setValue(30)
    assert [r.edge for r in trial.bands.table.rows.rows][:3] == ["from 85", "from 50", "below 50"]
    drag(looked_at(trial, "breadth"), 1, QPoint(0, 20))
    kept = trial.draft.now
    click(trial.save)
    settled(lambda: trial.draft.card.version == 2)
    assert window.desk is not None
    found = answer_of(window.desk, card_of)
    assert (found.bands, found.minimum_coverage, found.measures) == (Bands(85, 50), 30, kept.measures)
    assert not trial.draft.differs


def test_the_bars_count_every_reading_and_the_bands_count_the_same(trial: Trial) -> None:
    for key in ("objective_progress", "key_feature", "case_frequency", "sponsor", "confirmed_value"):
        view = looked_at(trial, key).panel.view
        bars = view.spread.bars(view.axis.edges, view.points, view.bands)
        counts = view.spread.counts(view.points, view.bands)
        assert sum(b.count for b in bars) == sum(counts.values()) == len(view.spread.readings)
        assert len(view.spread.readings) + view.spread.without <= 50


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("active_users", "At risk below 42 %, watch from 42 %, healthy from 65 %."),
        ("confirmed_value", "Healthy to 112.5 days, watch to 180 days, at risk above 180 days."),
        ("case_frequency", "Watch below 0.25, healthy from 0.25 to 6.4, watch to 8.8, at risk above 8.8."),
        ("key_feature", "At risk below −22.2 %, watch from −22.2 %, healthy from −5.56 %."),
    ],
)
def test_edges_are_said_in_readings(key: str, said: str) -> None:
    one = measure(key)
    assert edge_words(one.points, Bands(), scale_of(one.unit)) == said
    assert edge_words(((0, 90), (1, 90)), Bands(), scale_of(one.unit)) == "Every reading would be healthy."


def test_readings_are_shown_as_they_are_said_and_come_back_as_they_were() -> None:
    said = {
        Unit.SHARE: "84 %",
        Unit.RATIO: "−16 %",
        Unit.LEAD: "+84 %",
        Unit.DAYS: "0.84 days",
        Unit.COUNT: "0.84",
    }
    for unit, words in said.items():
        scale = scale_of(unit)
        assert scale.text(0.84) == words
        assert scale.reading(scale.shown(0.84)) == 0.84
    assert scale_of(Unit.DAYS).text(1) == "1 day"


def test_the_readings_are_counted_in_words_with_those_beyond_the_axis() -> None:
    scale, line = scale_of(Unit.DAYS), ((0.0, 100.0), (10.0, 0.0))
    axis = axis_of(line, spread([1.0]), scale)
    assert spread_words(spread([None]), axis, scale) == "No account has a reading."
    assert spread_words(spread([1, None]), axis, scale) == "1 reading, 1 without"
    end = scale.text(axis.edges[-1])
    assert spread_words(spread([1, 500, 900]), axis, scale) == f"3 readings, 2 above {end}"


def test_an_axis_has_room_for_points_and_readings_but_not_for_one_far_away() -> None:
    points = ((0.0, 0.0), (10.0, 100.0))
    near = axis_of(points, spread([float(n) for n in range(12)]), scale_of(Unit.COUNT))
    assert near.low <= 0
    assert near.high >= 11
    far = axis_of(points, spread([1.0] * 5 + [1e6]), scale_of(Unit.COUNT))
    assert far.high < 40
    assert all(b - a == pytest.approx(far.edges[1] - far.edges[0]) for a, b in pairwise(far.edges))
    assert far.edges[-1] == pytest.approx(far.high, abs=1)


@given(
    st.sampled_from(list(Unit)),
    st.lists(st.floats(-1e6, 1e7).map(lambda x: round(x, 3)), min_size=2, max_size=5, unique=True),
    st.lists(st.floats(-1e9, 1e9), max_size=12),
)
def test_whatever_is_measured_there_is_an_axis_with_ticks_and_bars(
    unit: Unit, xs: list[float], readings: list[float]
) -> None:
    line = tuple((x, 50.0) for x in sorted(xs))
    scale, seen = scale_of(unit), spread(readings)
    axis = axis_of(line, seen, scale)
    assert axis.low <= line[0][0] < line[-1][0] <= axis.high
    assert 1 <= len(axis.ticks) <= 14
    assert 2 <= len(axis.edges) <= 64
    assert all(a < b for a, b in pairwise(axis.edges))
    assert sum(bar.count for bar in seen.bars(axis.edges, line, Bands())) == len(readings)
    assert scale.step(line) > 0
