"""A field for days holds whole days within its limits, or says at the field that it does not."""

import pytest
from pytestqt.qtbot import QtBot

from csdesk.ui.health.days_field import DaysField


@pytest.mark.parametrize(("text", "days"), [("", None), (" ", None), ("1", 1), (" 45 ", 45), ("3650", 3650)])
def test_days_or_nothing_are_held(qtbot: QtBot, text: str, days: int | None) -> None:
    field = DaysField(1, 3650, name="Fresh for")
    qtbot.addWidget(field)
    field.set_text(text)
    assert field.holds()
    assert field.days == days
    assert field.refusal() == ""


@pytest.mark.parametrize("text", ["0", "3651", "-5", "4.5", "x", "²", "00000123456", "9" * 5000])
def test_anything_else_is_refused_at_the_field(qtbot: QtBot, text: str) -> None:
    field = DaysField(1, 3650, name="Fresh for")
    qtbot.addWidget(field)
    field.set_text(text)
    assert not field.holds()
    assert field.refusal() == "A whole number of days, 1 to 3650"
