"""The guide prints the figures that the week computes with."""

from pathlib import Path

from csdesk.domain.touches import DEFAULT_MINUTES, MINUTES, TouchKind
from csdesk.domain.week.cadences import CADENCES, NOTICE_LEAD, RENEWAL_BRIEFS
from csdesk.domain.week.candidates import ON_AT_FIRST, Rule
from csdesk.domain.week.capacity import WorkingTime
from csdesk.domain.week.priority import FIRST_YEAR, WEIGHTS

GUIDE = " ".join((Path(__file__).parents[3] / "docs" / "guide" / "week.md").read_text("utf-8").split())


def test_the_guide_prints_the_weights() -> None:
    weights = ", ".join(f"{band or 'not scored'} {weight}" for band, weight in WEIGHTS.items())
    assert f"{weights}; {FIRST_YEAR} more in the first year" in GUIDE


def test_the_guide_prints_the_cadences_and_the_briefs() -> None:
    for model, cadence in CADENCES.items():
        name = f"{model} touch" if model else "not said"
        assert f"{name} {cadence.ideal} / {cadence.maximum}" in GUIDE
    assert [len(b) for b in RENEWAL_BRIEFS.values()] == [3, 2, 0, 2]
    assert "180, 90 and 30 days for high touch, 90 and 30 for low touch" in GUIDE
    assert f"{NOTICE_LEAD} days before the day by which notice must be given" in GUIDE


def test_the_guide_prints_the_minutes() -> None:
    minutes = ", ".join(f"{kind} {MINUTES[kind]}" for kind in TouchKind if kind in MINUTES)
    assert f"{minutes}, else {DEFAULT_MINUTES}" in GUIDE
    assert f"{WorkingTime().minutes()} minutes are planned" in GUIDE


def test_the_guide_says_which_rules_are_on_at_first() -> None:
    for rule in Rule:
        row = next(r for r in GUIDE.split("| rule: ")[1:] if r.startswith(f"{rule} |"))
        assert row.split(" | ")[3].startswith("yes" if rule in ON_AT_FIRST else "no")
