"""The guide's page on health is what the program computes with."""

from pathlib import Path

from csdesk.domain.health.measures import MEASURES
from csdesk.services.health.health_guide import guide

PAGE = Path(__file__).parents[3] / "docs" / "guide" / "health.md"


def test_the_page_is_written_from_the_declared_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == guide()


def test_the_page_has_a_row_for_every_measure() -> None:
    rows = [line for line in guide().splitlines() if line.startswith("| ")]
    assert [m.name for m in MEASURES] == [row.split(" | ")[1] for row in rows[1:]]
