"""History: what was done to the book, and undoing it again, one function for all nouns and verbs."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Operation, RowChange, Verb
from csdesk.domain.custom import CustomValue
from csdesk.domain.errors import (
    ChangedSince,
    EditStopped,
    NoSuchChange,
    NothingToRedo,
    NothingToUndo,
    RefersToNothing,
    StillReferred,
)
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.files import File
from csdesk.domain.phrases import first_of
from csdesk.domain.progress import Progress
from csdesk.services.book.custom import values_of
from csdesk.services.book.editing import called
from csdesk.services.book.uncollected import freed, uncollected
from csdesk.store.book import Book
from csdesk.store.history import (
    last_done,
    last_undone,
    operation,
    operations,
    rows_now,
    rows_of,
    standing,
)
from csdesk.wording import operation_after

_PIECE = 2_000
_STEPS = frozenset({Verb.UNDO, Verb.REDO})
_BY_NUMBER = (Verb.DEMO, Verb.NEW_BOOK, Verb.WRITE_FILE)
"""What is undone only by number: what a book begins with, and that a file was written, which no undo takes back."""


def history(book: Book, *, account: str | None = None, limit: int = 50) -> list[Operation]:
    """The newest changes first; of one account, those that touched it or a row of it."""
    return operations(book, account=account, limit=limit)


def undoable(book: Book, *, limit: int) -> list[Operation]:
    """The changes that undo can take back, the newest first; the first of them is `next_undo`."""
    return standing(book, but=_BY_NUMBER, limit=limit)


def next_undo(book: Book) -> Operation | None:
    """The change that undo would take back: the last one that a person made to what the book knows."""
    return last_done(book, but=_BY_NUMBER)


def next_redo(book: Book) -> Operation | None:
    """The change that redo would bring back: the last one undone, if nothing else was done since."""
    taken_back = last_undone(book, but=_BY_NUMBER)
    return operation(book, taken_back.undoes) if taken_back and taken_back.undoes else None


def undo(
    book: Book,
    n: int | None = None,
    *,
    today: date,
    keep: bool = False,
    progress: Progress | None = None,
) -> ChangeSet:
    """Take a change back: by default `next_undo`. With `keep`, rows that changed since stay and are named.

    With a row stays what it cannot do without: an account keeps what the same change brought of it.
    Raises: NothingToUndo, NoSuchChange, ChangedSince with the names of those rows, EditStopped.
    """
    target = _target(book, n)
    return _put_back(book, target, target.n, Verb.UNDO, today=today, keep=keep, progress=progress)


def redo(book: Book, *, today: date, progress: Progress | None = None) -> ChangeSet:
    """Bring back the change that was undone last. Raises: NothingToRedo, ChangedSince, EditStopped."""
    taken_back = last_undone(book, but=_BY_NUMBER)
    if taken_back is None or taken_back.undoes is None:
        raise NothingToRedo
    return _put_back(
        book, taken_back, taken_back.undoes, Verb.REDO, today=today, keep=False, progress=progress
    )


def _target(book: Book, n: int | None) -> Operation:
    if n is None:
        last = next_undo(book)
        if last is None:
            raise NothingToUndo
        return last
    target = operation(book, n)
    if target is None or target.undone or target.verb in _STEPS:
        raise NoSuchChange(n=n)
    return target


class _Together(Exception):
    """Rows that have to stay because others stay: the change is given up and tried without them."""

    def __init__(self, rows: set[str]) -> None:
        super().__init__()
        self.rows = rows


def _put_back(
    book: Book,
    taken: Operation,
    n: int,
    verb: Verb,
    *,
    today: date,
    keep: bool,
    progress: Progress | None,
) -> ChangeSet:
    """Write the rows of one operation backwards: of change `n` to undo it, of its undo to redo it."""
    held: set[str] = set()
    while True:
        try:
            told = _Told(progress, 2 * taken.rows)
            with uncollected():
                return _written(book, taken, n, verb, told, today=today, keep=keep, held=held)
        except _Together as more:
            held |= more.rows


class _Told:
    """Says how far it is, and stops it."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total

    def pieces(self, steps: Iterable[RowChange]) -> Iterator[list[RowChange]]:
        """Steps, some thousand at a time. Raises: EditStopped."""
        left = iter(steps)
        while piece := list(itertools.islice(left, _PIECE)):
            yield piece
            self._done += len(piece)
            if self._progress and not self._progress(min(self._done, self._total), self._total):
                raise EditStopped


def _written(
    book: Book,
    taken: Operation,
    n: int,
    verb: Verb,
    told: _Told,
    *,
    today: date,
    keep: bool,
    held: set[str],
) -> ChangeSet:
    undoing = verb is Verb.UNDO
    label = operation_after(taken.verb, taken.label) if undoing else taken.label
    with book.change(verb, label=label, today=today, undoes=n) as change:
        rows = rows_of(book, taken.n)
        steps = [_backwards(rows.pop()) for _ in range(len(rows))]
        kept = [step for piece in told.pieces(steps) for step in _changed_since(book, piece)]
        staying = held | {step.id for step in kept}
        kept = [step for step in kept if not _follows(step, steps)]
        going = [step for step in steps if step.id not in staying]
        log = _let_go(book, going)
        kept += _apply(book, going, told)
        book.put_all(row for row in log if row.account and book.find(Account, row.account))
        if kept and not keep:
            raise ChangedSince(n=n, names=_names(book, kept))
        if (kept or held) and (together := _belonging(book, steps, kept, held)):
            raise _Together(together)
        change.kept = tuple(dict.fromkeys(_name(book, s) for s in kept))
        change.mark_undone(n, undone=undoing)
        if not undoing:
            change.mark_steps_undone(n)
    freed([going, steps])
    return change.done


def _let_go(book: Book, steps: list[RowChange]) -> list[File | CustomValue]:
    """Take from accounts that go what the export log has of them, as it was: a file that was written stays written."""
    going = {s.id for s in steps if s.noun is Account and s.after is None}
    own = {s.id for s in steps}
    log: list[File | CustomValue] = []
    log += [f for f in book.all(File) if f.sha256 and f.id not in own and f.account in going] if going else []
    log += [v for v in values_of(book, [f.id for f in log]) if v.id not in own and v.account in going]
    book.put_all(replace(row, account=None) for row in log)
    return log


def _follows(step: RowChange, steps: list[RowChange]) -> bool:
    """Whether a file of the export log only goes with its account, or comes back with it."""
    if step.noun is not File or step.before is None or step.after is None or not step.before.sha256:
        return False
    owners = {step.before.account, step.after.account}
    return any(s.noun is Account and s.id in owners for s in steps)


def _changed_since(book: Book, steps: list[RowChange]) -> list[RowChange]:
    """The steps whose rows are not as they were left."""
    now: dict[str, Any] = {}
    for noun in dict.fromkeys(s.noun for s in steps):
        now |= rows_now(book, noun, [s.id for s in steps if s.noun is noun])
    return [step for step in steps if now.get(step.id) != step.before]


_OWNERS = frozenset({"accounts", "subscriptions", "objectives"})
"""Tables of which a row that stays keeps what the same change brought below it."""


def _belonging(book: Book, steps: list[RowChange], kept: list[RowChange], held: set[str]) -> set[str]:
    """The rows that would go though rows that stay stand above them, or refer to them."""
    going = {s.id: s.before for s in steps if s.after is None}
    staying = held | {s.id for s in kept if s.id in going}
    now: list[Any] = [book.find(s.noun, s.id) for s in kept]
    more = {other for value in now if value for other in _refers(value)} & going.keys()
    more |= _beside(going, staying)
    while not more <= staying:
        staying |= more
        more = _beside(going, staying)
    return staying - held - {s.id for s in kept}


def _beside(going: dict[str, Any], staying: set[str]) -> set[str]:
    """What rows that stay refer to, and what stands below them."""
    above = {other for uid in staying if uid in going for other in _refers(going[uid])}
    below = {uid for uid, value in going.items() if not staying.isdisjoint(_refers(value, _OWNERS))}
    return (above & going.keys()) | below


def _refers(value: Any, tables: frozenset[str] | None = None) -> Iterator[str]:
    """The ids that a row refers to; with tables, those of the rows above it. What a row says belongs to the row."""
    noun = noun_of(type(value))
    if isinstance(value, CustomValue):
        yield value.row
    for field in noun.fields:
        said = getattr(value, field.name)
        above = tables is None or (field.owns and field.refers in tables)
        if said and above and field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
            yield from said if field.kind is Kind.REFERENCES else (said,)


def _apply(book: Book, steps: list[RowChange], told: _Told) -> list[RowChange]:
    """Write the steps in their order; those are left that belong together with rows changed since."""
    left: list[RowChange] = []
    for _, some in itertools.groupby(steps, lambda s: (s.before is None, s.after is None)):
        for piece in told.pieces(some):
            try:
                _apply_all(book, piece)
            except (StillReferred, RefersToNothing):
                left += [s for s in piece if not _applied(book, s)]
    return left


def _apply_all(book: Book, steps: list[RowChange]) -> None:
    """Write steps that are alike: they all remove a row, or bring one back, or change one."""
    if steps[0].after is None:
        book.drop_all([s.before for s in steps])
    elif steps[0].before is None:
        book.add_all([s.after for s in steps])
    else:
        book.put_all([s.after for s in steps])


def _applied(book: Book, step: RowChange) -> bool:
    try:
        if step.after is None:
            book.drop(step.before)
        else:
            book.put(step.after)
    except (StillReferred, RefersToNothing):
        return False
    return True


def _backwards(row: RowChange) -> RowChange:
    return RowChange(row.noun, row.id, before=row.after, after=row.before)


def _name(book: Book, row: RowChange) -> str:
    """What a person calls a row; what has no name of its own is named by its account."""
    value = row.after or row.before
    noun = noun_of(row.noun)
    if noun.title == "id":
        return f"{noun.word} of {called(book, value)}"
    return f"{noun.word} {getattr(value, noun.title)}"


def _names(book: Book, rows: list[RowChange]) -> str:
    return first_of([_name(book, r) for r in rows[:3]], len(rows))
