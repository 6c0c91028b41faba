"""Mutations: damage to a book's file is found, and salvaging makes nothing up."""

from pathlib import Path

import pytest

from tests.survival.mutate import run


@pytest.mark.slow
def test_damage_is_found_or_does_no_harm_and_salvaging_makes_nothing_up(place: Path) -> None:
    counts = run(place, seed=2, every=83, salvage_every=2)
    assert [what for each in counts.values() for what in each.wrong] == []
    assert {"cut at a page", "page of zeros", "bit turned"} <= set(counts)
    spoiled = [each for kind, each in counts.items() if kind.startswith("page")]
    assert all(min(each.salvaged) > 0.9 for each in spoiled if each.salvaged)
    assert counts["bit turned"].found_by["deep check"] > 3
