"""The way back and forward: what undo and redo would do next, in words."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from csdesk import wording
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.phrases import first_of
from csdesk.domain.values import dataclass
from csdesk.ui.garbage import large_work

if TYPE_CHECKING:
    from csdesk.store.book import Book


_NAMED = 5
MANY = 2_000
"""From so many rows on undoing takes a moment."""


@dataclass(frozen=True, slots=True)
class Way:
    """What undo would take back and redo bring back, in the words of what was done; empty where there is nothing."""

    back: str = ""
    forward: str = ""
    rows_back: int = 0
    rows_forward: int = 0


def told(done: ChangeSet) -> str:
    """A change in words; an undo says what was undone, and names what it left alone."""
    said = wording.operation(done.verb, done.label)
    if done.verb in {Verb.UNDO, Verb.REDO}:
        return f"{wording.stopped(said)}{_kept(done.kept)}"
    return said


def _kept(names: tuple[str, ...]) -> str:
    """The rows that an undo left alone: few by name, the others by their number."""
    return f" Changed since, and kept: {first_of(names[:_NAMED], len(names))}." if names else ""


def way_of(book: "Book") -> Way:
    """What undo and redo would do with a book now."""
    from csdesk.services.book.history import next_redo, next_undo

    back, forward = next_undo(book), next_redo(book)
    return Way(
        wording.operation_after(back.verb, back.label) if back else "",
        wording.operation_after(forward.verb, forward.label) if forward else "",
        back.rows if back else 0,
        forward.rows if forward else 0,
    )


def stepped_far(
    book: "Book",
    service: Callable[..., ChangeSet],
    *given: Any,
    today: date,
    progress: Callable[[int, int], bool],
) -> ChangeSet:
    """Undo or redo what holds many rows. Raises: as the service."""
    with large_work():
        return service(book, *given, today=today, progress=progress)
