"""How long the whole book takes to be scored again while a weight or a point is dragged."""

import pytest

from csdesk.domain.health.draft import shaped, weighed
from csdesk.domain.health.scorecard import TEN_SIGNALS
from csdesk.services.health.whatif import Scratch
from csdesk.store.book import Book
from tests.benchmarks.big_book import DAY, fill
from tests.benchmarks.test_health_speed import best

TARGET = 0.050
"""Seconds, at 1,600 accounts."""

FIRST = TEN_SIGNALS.measures[0]
(READING, _), *OTHERS = FIRST.points
WAY = range(1, 12)
"""The steps of a drag."""
DRAGGED = {
    "a weight": [weighed(TEN_SIGNALS, FIRST.key, weight) for weight in WAY],
    "a point": [shaped(TEN_SIGNALS, FIRST.key, None, ((READING, float(up)), *OTHERS)) for up in WAY],
}


@pytest.mark.parametrize("accounts", [50, 1_600, 10_000])
def test_a_weight_and_a_point_are_dragged(accounts: int) -> None:
    with Book.in_memory() as book:
        fill(book, accounts)
        scratch = Scratch(book, as_of=DAY)
    assert len(scratch.now) == accounts
    for what, drafts in DRAGGED.items():
        steps = iter(drafts)
        took = best(lambda steps=steps: scratch.tried(next(steps)), times=len(drafts))  # type: ignore[misc]
        said = f", target {TARGET * 1000:.0f} ms: {'met' if took <= TARGET else 'MISSED'}"
        print(
            f"\n{accounts} accounts, {what} dragged: {took * 1000:.1f} ms{said if accounts == 1_600 else ''}"
        )
