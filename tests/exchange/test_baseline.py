"""The baseline in a workbook: packed, told in cells, and unpacked again as far as a real one goes."""

from datetime import date
from random import Random
from typing import Any

import pytest

from csdesk.domain.errors import BaselineDamaged
from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.exchange.baseline import Packer, baseline_cells, baseline_in

MIB = 1 << 20


def carried(facts: list[Any]) -> Source:
    packer = Packer()
    for fact in facts:
        packer.add(fact)
    grid = Grid("csdesk baseline", tuple(baseline_cells(packer.packed())))
    return Source("book.xlsx", "", date(2025, 11, 24), (grid,))


def test_facts_come_back_however_long_their_lines_are() -> None:
    rng = Random(3)
    long = [rng.randbytes(20).hex() for _ in range(40_000)]
    facts = [{"book": "b"}, long, "Söhne\n", [], *([n] for n in range(5_000))]
    assert list(baseline_in(carried(facts))) == facts


def test_a_baseline_may_be_many_times_as_large_as_it_was_packed() -> None:
    assert len(list(baseline_in(carried([{"of": "a" * MIB}] * 10)))) == 10


def test_one_that_unpacks_to_more_than_any_real_one_is_not_believed() -> None:
    with pytest.raises(BaselineDamaged):
        list(baseline_in(carried([{"of": "a" * MIB}] * 60)))
