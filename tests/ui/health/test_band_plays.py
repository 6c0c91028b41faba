"""The plays of the bands in the editor: chosen, said where one is missing, and kept with the draft."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from csdesk.domain.health.bands import Band
from csdesk.domain.health.terms import Play
from csdesk.ui.health.measure_sheet import MeasureSheet
from csdesk.ui.health.page import HealthPage
from csdesk.ui.health.trial import Trial
from csdesk.ui.window import Window
from tests.ui.hands import click, press
from tests.ui.health.rooms import PORTFOLIO, trial_of, turn
from tests.ui.windows import settled


@pytest.fixture
def trial(page: HealthPage) -> Trial:
    made = trial_of(page)
    settled(lambda: bool(made.bar.name))
    return made


def last_of(trial: Trial, band: Band) -> None:
    """Choose no play for a band, by the keyboard."""
    choice = trial.plays.choices[band]
    press(choice, Qt.Key.Key_End)
    choice.activated.emit(choice.currentIndex())


def test_a_band_without_a_play_is_said_and_a_click_leads_to_it(trial: Trial) -> None:
    assert trial.bar.mend.isHidden()
    last_of(trial, Band.WATCH)
    assert trial.draft.now.play_of(Band.WATCH) is None
    assert trial._said.text() == "1 play changed"
    assert trial.bar._fault.text() == "The band watch has no play."
    last_of(trial, Band.HEALTHY)
    assert trial.bar._fault.text() == "The band healthy has no play, nor has 1 more."
    trial.undo()
    assert trial.bar.mend.isVisible()
    click(trial.bar.mend)
    assert trial.plays.choices[Band.WATCH].hasFocus()
    trial.undo()
    assert (trial.draft.differs, trial.bar.mend.isHidden()) == (False, True)
    assert trial.plays.choices[Band.WATCH].value is Play.REVIEW


def test_a_measure_without_a_play_leads_to_its_settings_at_the_play(trial: Trial, page: HealthPage) -> None:
    trial.weights.choose("open_cases")
    measure = trial.measure()
    assert measure is not None
    trial.put_measure(replace(measure, play=None), None)
    trial.weights.choose("breadth")
    assert trial.bar._fault.text() == "Open cases has no play."
    assert trial.bar.mend.isVisible()
    click(trial.bar.mend)
    sheet = page.window().findChild(MeasureSheet)
    assert isinstance(sheet, MeasureSheet)
    assert trial.weights.key == "open_cases"
    settled(sheet.play.hasFocus)


def test_the_portfolio_says_which_play_answers_each_band(
    trial: Trial, page: HealthPage, window: Window
) -> None:
    turn(page, PORTFOLIO)
    assert [row.play for row in page.bands.table.rows.rows] == ["Ask window", "QBR / EBR", "Silence", ""]
    last_of(trial, Band.AT_RISK)
    trial._save()
    settled(
        lambda: [r.play for r in page.bands.table.rows.rows] == ["Ask window", "QBR / EBR", "No play", ""]
    )
    assert window.desk is not None
    window.desk.undo()
    settled(lambda: page.bands.table.rows.rows[2].play == "Silence")
