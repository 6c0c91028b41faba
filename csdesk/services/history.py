"""History: what was done to the book, and undoing it again, one function for all nouns and verbs."""

from datetime import date

from csdesk.domain.changes import ChangeSet, Operation, RowChange, Verb
from csdesk.domain.errors import ChangedSince, NoSuchChange, NothingToRedo, NothingToUndo, StillReferred
from csdesk.domain.fields import noun_of
from csdesk.store.book import Book
from csdesk.store.history import operation, operations, rows_of

_STEPS = frozenset({Verb.UNDO, Verb.REDO})


def history(book: Book, *, account: str | None = None, limit: int = 50) -> list[Operation]:
    """The newest changes first; of one account, those that touched it or a row of it."""
    return operations(book, account=account, limit=limit)


def next_undo(book: Book) -> Operation | None:
    """The change that undo would take back."""
    for done in operations(book, limit=None):
        if done.verb not in _STEPS and not done.undone:
            return done
    return None


def next_redo(book: Book) -> Operation | None:
    """The change that redo would bring back: the last one undone, if nothing else was done since."""
    for done in operations(book, limit=None):
        if done.verb not in _STEPS:
            if not done.undone:
                return None
            continue
        if done.verb is Verb.UNDO and done.undoes is not None and not done.undone:
            return operation(book, done.undoes)
    return None


def undo(book: Book, n: int | None = None, *, today: date, keep: bool = False) -> ChangeSet:
    """Take a change back: by default the last one. With `keep`, rows that changed since stay and are named.

    Raises: NothingToUndo, NoSuchChange, ChangedSince with the names of those rows.
    """
    target = _target(book, n)
    return _put_back(book, target, Verb.UNDO, today=today, keep=keep)


def redo(book: Book, *, today: date) -> ChangeSet:
    """Bring back the change that was undone last. Raises: NothingToRedo, ChangedSince."""
    target = next_redo(book)
    if target is None:
        raise NothingToRedo
    return _put_back(book, target, Verb.REDO, today=today, keep=False)


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


def _put_back(book: Book, target: Operation, verb: Verb, *, today: date, keep: bool) -> ChangeSet:
    undoing = verb is Verb.UNDO
    with book.change(verb, label=target.label, today=today, undoes=target.n) as change:
        rows = rows_of(book, target.n)
        steps = [_backwards(r) for r in reversed(rows)] if undoing else rows
        moved = [s for s in steps if book.find(s.noun, s.id) != s.before]
        kept = moved + _apply(book, [s for s in steps if s not in moved])
        if kept and not keep:
            raise ChangedSince(n=target.n, names=_names(kept))
        change.kept = tuple(_name(s) for s in kept)
        change.mark_undone(target.n, undone=undoing)
        if not undoing:
            change.mark_steps_undone(target.n)
    return change.done


def _apply(book: Book, steps: list[RowChange]) -> list[RowChange]:
    """Write the steps; those that could not be removed, because later rows belong to them."""
    referred = []
    for step in steps:
        if step.after is None:
            try:
                book.drop(step.before)
            except StillReferred:
                referred.append(step)
    book.put_all([s.after for s in steps if s.after is not None])
    return referred


def _backwards(row: RowChange) -> RowChange:
    return RowChange(row.noun, row.id, before=row.after, after=row.before)


def _name(row: RowChange) -> str:
    value = row.after or row.before
    noun = noun_of(row.noun)
    return f"{noun.word} {getattr(value, noun.title)}"


def _names(rows: list[RowChange]) -> str:
    shown = ", ".join(_name(r) for r in rows[:3])
    return shown if len(rows) <= 3 else f"{shown} and {len(rows) - 3} more"
