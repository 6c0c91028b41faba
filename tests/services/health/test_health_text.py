"""A reading is said as a person says it."""

import pytest

from csdesk.domain.health.measures import measure
from csdesk.domain.health.receipt import Line, LineState
from csdesk.services.health.health_text import reading_text


@pytest.mark.parametrize(
    ("key", "reading", "said"),
    [
        ("active_users", 101 / 120, "84 %"),
        ("objective_progress", -0.152, "15 % behind plan"),
        ("objective_progress", 0.1, "10 % ahead of plan"),
        ("objective_progress", 0.001, "on plan"),
        ("key_feature", 1.06, "+6 %"),
        ("key_feature", 0.75, "−25 %"),
        ("key_feature", float("nan"), ""),
        ("growth", 1.0, "0 %"),
        ("touch_cadence", 1, "1 day"),
        ("touch_cadence", 30, "30 days"),
        ("open_cases", 16.0, "16 days × severity"),
        ("open_cases", 0, "none of age"),
        ("case_frequency", 7, "7"),
        ("sponsor", 0.5, "one of the two in place"),
        ("invoices_on_time", 6.6667, "6.7 days"),
        ("last_answer", None, ""),
    ],
)
def test_a_reading_is_said_in_words(key: str, reading: float | None, said: str) -> None:
    assert reading_text(Line(measure(key), LineState.FRESH, reading)) == said
