"""The imports that were made, as the journal tells them: also those that were undone."""

from datetime import datetime

from csdesk.domain.arrivals import Arrival, PastImport
from csdesk.domain.changes import Verb
from csdesk.domain.fields import noun_of
from csdesk.store.book import Book
from csdesk.store.rows import mapper


def imports_made(book: Book, limit: int) -> list[PastImport]:
    """The newest imports first, each with the sheets that arrived by it, in their order."""
    mapped = mapper(Arrival)
    rows = book.rows(
        "SELECT o.n, o.at, o.undone, c.after FROM operations o JOIN changes c ON c.operation = o.n"
        " WHERE o.verb = ? AND c.noun = ? AND c.after IS NOT NULL AND o.n IN"
        " (SELECT n FROM operations WHERE verb = ? ORDER BY n DESC LIMIT ?) ORDER BY o.n DESC, c.pk",
        [Verb.IMPORT.value, noun_of(Arrival).table, Verb.IMPORT.value, limit],
    )
    found: dict[int, list[Arrival]] = {}
    when: dict[int, tuple[str, int]] = {}
    for n, at, undone, after in rows:
        found.setdefault(n, []).append(mapped.from_text(after))
        when[n] = at, undone
    return [
        PastImport(n, datetime.fromisoformat(when[n][0]), tuple(arrived), bool(when[n][1]))
        for n, arrived in found.items()
    ]
