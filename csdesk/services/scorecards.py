"""Scorecards: which one the book is scored by, and saving a draft as its next version."""

from dataclasses import replace
from datetime import date

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import BookDamaged, NoSuchScorecard
from csdesk.domain.health.definition import card_from, definition_of
from csdesk.domain.health.scorecard import SCORECARDS, TEN_SIGNALS, Scorecard, scorecard_named
from csdesk.domain.scorecards import SavedScorecard
from csdesk.store.book import Book

DEFAULT = TEN_SIGNALS.name


def card_of(book: Book, name: str = DEFAULT) -> Scorecard:
    """The newest version of a scorecard; the shipped one where none was saved.

    Raises: NoSuchScorecard, BookDamaged where a saved one cannot be read.
    """
    shipped = scorecard_named(name)
    saved = book.all(SavedScorecard, name=shipped.name)
    if not saved:
        return shipped
    newest = max(saved, key=lambda s: s.version)
    try:
        return card_from(newest.name, newest.version, newest.definition)
    except ValueError as wrong:
        why = f"version {newest.version} of the scorecard {newest.name} cannot be read"
        raise BookDamaged(book=book.path.name if book.path else "the book", why=why) from wrong


def versions(book: Book, name: str = DEFAULT) -> list[SavedScorecard]:
    """The saved versions of a scorecard, the oldest first."""
    return sorted(book.all(SavedScorecard, name=scorecard_named(name).name), key=lambda s: s.version)


def save_card(book: Book, draft: Scorecard, *, today: date, note: str | None = None) -> ChangeSet:
    """Keep a draft as the next version: from now on the book is scored by it. Raises: NoSuchScorecard, NotSaved."""
    if draft.name not in SCORECARDS:
        raise NoSuchScorecard(name=draft.name, names=", ".join(SCORECARDS))
    version = card_of(book, draft.name).version + 1
    kept = SavedScorecard(
        id=book.new_id(),
        name=draft.name,
        version=version,
        definition=definition_of(replace(draft, version=version)),
        note=note,
        saved_on=today,
    )
    with book.change(Verb.ADD, label=f"{draft.name}, version {version}", today=today) as change:
        book.put(kept)
    return change.done
