"""Fuzzing, in short: some mutants of valid files, the same every time."""

import sys
from pathlib import Path

import pytest

from csdesk.domain.imports.cells.grid import Fault, Grid, Source
from tests.survival.fuzz_files import DAY, Run, base_book
from tests.survival.mutant_seeds import seeds
from tests.survival.mutants import mutant
from tests.survival.trial import Told, odd, tried

posix = pytest.mark.skipif(sys.platform != "linux", reason="alarms and limits as Linux has them")


@posix
@pytest.mark.slow
def test_mutants_of_valid_files_crash_nothing_and_leave_nothing_half() -> None:
    """Two of these ask for more memory than there is, and end the process that reads them: one sentence is said."""
    run = Run(start=11, real=False, keep=None)
    run.go(0, 200, 2)
    counts = run.told.counts
    assert run.told.wrong == []
    assert (counts["tried"], sum(run.deaths.values())) == (200, 2)
    assert counts["imported"] > 50
    assert counts["refused by the reader"] > 50


def test_a_mutant_is_the_same_every_time() -> None:
    once, again = (mutant(77, seeds(), start=5) for _ in range(2))
    assert once == again
    assert mutant(78, seeds(), start=5) != once


def test_the_seeds_themselves_are_read_and_brought_in(place: Path) -> None:
    told = Told()
    book = base_book(place)
    for n, seed in enumerate(seeds()):
        path = place / seed.name
        path.write_bytes(seed.body)
        tried(n, path, book, told)
    assert told.wrong == []
    assert told.counts["refused by the reader"] == 0
    book.close()


def test_what_no_reader_may_give_is_noticed() -> None:
    rows = (("a\ud800",), ("\0",), ("   ",), ("fine", 1, Fault("#N/A")))
    found = list(odd(Source("a.csv", "0", DAY, (Grid("a", rows),))))
    assert [what.partition(" holds")[0] for what in found] == ["row 1", "row 2", "row 3"]
