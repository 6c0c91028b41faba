"""How much is done for each row and each column: a plan that asks more and more of them is seen here, not felt.

Calls of csdesk's own functions are counted, which are as many on every machine and every Python; no clock is read.
"""

import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import csdesk
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.grid import Value
from tests.domain.imports.sheet import EMPTY, plan

OF_A_NEW_ROW, OF_A_KNOWN_ROW, OF_A_COLUMN = 275, 400, 1020
"""How many calls each may be: they were 254, 371 and 938 when this was written.

A question that is asked of every row adds one to three of them. Who needs more finds out first, of a whole column at
once (`Table.texts`), whether any row can have it; or raises the number here and says why."""
HEAD: list[Value] = [
    "Customer", "Website", "CSM", "Plan", "Seats", "MRR", "Start", "Renewal date", "Auto-renew", "Notice", "Contact",
    "Email", "Last call", "Health", "Notes",
]  # fmt: skip
_OURS = str(Path(csdesk.__file__).parent)


class Calls:
    """Counts the calls of named functions: comprehensions are functions on some Pythons only."""

    def __init__(self) -> None:
        self.many = 0

    def __call__(self, frame: FrameType, event: str, arg: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_name[0] != "<" and code.co_filename.startswith(_OURS):
            self.many += 1


def calls(rows: Sequence[Sequence[Value]], known: Known) -> int:
    counting, before = Calls(), sys.getprofile()
    sys.setprofile(counting)
    try:
        plan(*rows, known=known)
    finally:
        sys.setprofile(before)
    return counting.many


def tracker(word: str, many: int, columns: int = 0) -> list[list[Value]]:
    """A list of customers; `word` makes it another one, so that nothing of it is remembered from one before."""
    rows = [[*HEAD, *(f"{word} thing {n}" for n in range(columns))]]
    for i in range(many):
        start = date(2024, 1, 1) + timedelta(days=i % 300)
        row: list[Value] = [
            f"{word} {i} GmbH", f"{word}{i}.example".lower(), ("Ann", "Ben", "Cleo")[i % 3], ("Basic", "Pro")[i % 2],
            i % 50 + 1, f"{100 + i}.50", start.isoformat(), start + timedelta(days=730), ("yes", "no", None)[i % 3],
            ("30 days", "3 months", None)[i % 3], f"{word} Person{i}", f"p{i}@{word}{i}.example".lower(),
            f"2025-10-{i % 28 + 1:02}", ("green", "amber", "red")[i % 3], f"note {i}" if i % 4 else None,
        ]  # fmt: skip
        rows.append([*row, *(f"{word} {i} {n}" for n in range(columns))])
    return rows


def as_kept(rows: Sequence[Sequence[Value]]) -> Known:
    """The book after an import of the rows."""
    kept: dict[type, list[Any]] = {}
    for value in plan(*rows).values:
        said = {f.name: getattr(value, f.name) for f in fields(value)}
        ids = {
            k: v.replace("new:", "id:")
            for k, v in said.items()
            if isinstance(v, str) and v.startswith("new:")
        }
        kept.setdefault(type(value), []).append(replace(value, **ids))
    return Known({noun: tuple(values) for noun, values in kept.items()})


@pytest.mark.parametrize(("again", "most"), [(False, OF_A_NEW_ROW), (True, OF_A_KNOWN_ROW)])
def test_twice_as_many_rows_are_twice_the_work_and_each_is_little(again: bool, most: int) -> None:
    counted = []
    for word, many in (("Alpha", 1_000), ("Beta", 2_000)):
        rows = tracker(f"{word}{again}", many)
        counted.append(calls(rows, as_kept(rows) if again else EMPTY))
    assert (counted[1] - counted[0]) / 1_000 <= most


def test_twice_as_many_columns_are_twice_the_work_and_each_is_little() -> None:
    few, many = (calls(tracker(word, 20, columns), EMPTY) for word, columns in (("Gamma", 20), ("Delta", 40)))
    assert (many - few) / 20 <= OF_A_COLUMN
