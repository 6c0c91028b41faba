"""Round trips: a workbook that went out of the book comes back, and is merged with what the book says now."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import (
    BaselineDamaged,
    BaselineMissing,
    BaselineTooNew,
    MergeOutdated,
    MergeRowsRefused,
    MergeStopped,
    MergeUndecided,
    OtherBooksWorkbook,
)
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.imports.bench.bench import PROVISIONAL
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.progress import Progress, tell
from csdesk.domain.rounds.merge import merge
from csdesk.domain.rounds.plan import MergePlan, Side
from csdesk.domain.rounds.sent import Sent, sent_of
from csdesk.exchange.baseline import baseline_in
from csdesk.services.book.keeping import keep_before
from csdesk.services.book.synonyms import synonyms
from csdesk.services.book.uncollected import uncollected
from csdesk.services.spreadsheets.rounds_now import BookNow, in_order
from csdesk.store.book import Book
from csdesk.store.history import newest_number
from csdesk.store.identity import uid_of
from csdesk.store.version import VERSION

_CHUNK = 2_000


def read_workbook(file: Path, *, today: date, password: str | None = None) -> Source:
    """Read a workbook that comes back. Raises: as `csdesk.exchange.reading.read`."""
    from csdesk.exchange.how import How
    from csdesk.exchange.reading import read

    with uncollected():
        return read(file, day=today, how=How(password=password) if password else None)


def carries_baseline(source: Source) -> bool:
    """Whether a workbook says that it went out of a book, so that it can be merged; it may be another book."""
    try:
        baseline_in(source)
    except (BaselineMissing, BaselineDamaged):
        return False
    return True


def plan_merge(
    book: Book,
    source: Source,
    answers: Mapping[str, str],
    *,
    today: date,
    take: Side | None = None,
    ask_again: bool = False,
    typed: Mapping[str, str | None] | None = None,
    progress: Progress | None = None,
) -> MergePlan:
    """What merging the workbook would do; nothing is written. `take` answers every conflict not answered singly.

    What earlier merges decided holds while both sides say the same, unless `ask_again`. `typed` says what the sheet
    said, as its conflict keeps it, where a person typed another value.

    Raises: BaselineMissing, BaselineDamaged, BaselineTooNew, OtherBooksWorkbook, NoSuchChoice, NoSuchQuestion,
    MergeStopped.
    """
    with uncollected():
        sent = sent_in(source)
        if sent.book != uid_of(book):
            raise OtherBooksWorkbook(where=source.file)
        now = BookNow(book, sent, today=today)
        plan = merge(
            source, sent, now, answers, synonyms(), today=today, take=take, ask_again=ask_again, typed=typed,
            progress=progress,
        )  # fmt: skip
    return dataclasses.replace(plan, beside=newest_number(book))


def sent_in(source: Source) -> Sent:
    """What the workbook said when it went out. Raises: BaselineMissing, BaselineDamaged, BaselineTooNew."""
    try:
        sent = sent_of(baseline_in(source))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, StopIteration) as error:
        raise BaselineDamaged(where=source.file) from error
    if sent.schema > VERSION:
        raise BaselineTooNew(where=source.file)
    return sent


def apply_merge(
    book: Book, plan: MergePlan, *, today: date, progress: Progress | None = None, valid_only: bool = False
) -> ChangeSet | None:
    """Bring what a plan says, in one change that can be undone; None where nothing is to be written.

    All or nothing: refused rows refuse the file, unless `valid_only` brings the others and leaves those in the book
    as they are.
    Raises: MergeUndecided, MergeRowsRefused, MergeOutdated, MergeStopped, NotSaved.
    """
    if plan.open:
        raise MergeUndecided(count=len(plan.open), first=plan.open[0].key, where=plan.file)
    if plan.refused and not valid_only:
        first = plan.refused[0]
        raise MergeRowsRefused(
            count=len(plan.refused), sheet=first.sheet, row=first.row, what=first.what, where=plan.file
        )
    if plan.writes_nothing:
        return None
    if plan.beside != newest_number(book):
        raise MergeOutdated(where=plan.file)
    values = in_order((*plan.values, *plan.kept))
    fresh = {v.id: book.new_id() for v in values if v.id.startswith(PROVISIONAL)}
    rows = [_renamed(v, fresh) for v in values]
    keep_before(book, "a merge")
    with book.change(Verb.MERGE_FILE, label=plan.file, today=today) as change:
        for at in range(0, len(rows), _CHUNK):
            tell(progress, at, len(rows), MergeStopped)
            book.put_all(rows[at : at + _CHUNK])
        for value in reversed(in_order((*plan.drops, *plan.forgotten))):
            book.drop(value)
        tell(progress, len(rows), len(rows), MergeStopped)
    return change.done


def _renamed(value: Any, fresh: Mapping[str, str]) -> Any:
    """The value with ids of the book's own in place of provisional ones."""
    found: dict[str, Any] = {}
    for field in noun_of(type(value)).fields:
        said = getattr(value, field.name)
        if field.kind is Kind.REFERENCES:
            found[field.name] = tuple(fresh.get(uid, uid) for uid in said)
        elif isinstance(said, str) and said in fresh:
            found[field.name] = fresh[said]
    return dataclasses.replace(value, **found)
