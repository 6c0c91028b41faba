"""Round trips: a workbook that went out of the book comes back, and is merged with what the book says now."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from csdesk.domain.changes import ChangeSet
from csdesk.domain.imports.grid import Source
from csdesk.domain.rounds.plan import MergePlan, Side
from csdesk.store.book import Book

Progress = Callable[[int, int], bool]
"""Told how many of how many are done; False cancels."""


def read_workbook(file: Path, *, today: date) -> Source:
    """Read a workbook that comes back. Raises: as `csdesk.exchange.reading.read`."""
    from csdesk.exchange.reading import read

    return read(file, day=today)


def plan_merge(
    book: Book,
    source: Source,
    answers: Mapping[str, str],
    *,
    today: date,
    take: Side | None = None,
    progress: Progress | None = None,
) -> MergePlan:
    """What merging the workbook would do; nothing is written. `take` answers every conflict not answered singly.

    Raises: BaselineMissing, BaselineDamaged, BaselineTooNew, OtherBooksWorkbook, NoSuchChoice, NoSuchQuestion,
    MergeStopped.
    """
    raise NotImplementedError


def apply_merge(
    book: Book, plan: MergePlan, *, today: date, progress: Progress | None = None
) -> ChangeSet | None:
    """Bring what a plan says, in one change that can be undone; None where the book says all of it already.

    Raises: MergeUndecided, MergeRowsRefused, MergeStopped, NotSaved, ChangedSince.
    """
    raise NotImplementedError
