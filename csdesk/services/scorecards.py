"""Scorecards: the shipped ones and a person's own, by name; saving a draft as the next version."""

from dataclasses import replace
from datetime import date

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import BookDamaged, NoSuchScorecard, ScorecardNameTaken
from csdesk.domain.health.definition import card_from, definition_of
from csdesk.domain.health.scorecard import SCORECARDS, TEN_SIGNALS, Scorecard
from csdesk.domain.scorecards import SavedScorecard
from csdesk.store.book import Book

DEFAULT = TEN_SIGNALS.name
LONGEST_NAME = 60


def card_of(book: Book, name: str = DEFAULT) -> Scorecard:
    """The newest version of a scorecard, whatever the case of its name; the shipped one where none was saved.

    Raises: NoSuchScorecard, BookDamaged where a saved one cannot be read.
    """
    wanted = name.strip().casefold()
    newest: SavedScorecard | None = None
    for saved in book.all(SavedScorecard):
        if saved.name.casefold() == wanted and (newest is None or saved.version > newest.version):
            newest = saved
    if newest is None:
        return _shipped(book, name)
    try:
        return card_from(newest.name, newest.version, newest.definition)
    except ValueError as wrong:
        why = f"version {newest.version} of the scorecard {newest.name} cannot be read"
        raise BookDamaged(book=book.path.name if book.path else "the book", why=why) from wrong


def _shipped(book: Book, name: str) -> Scorecard:
    for card in SCORECARDS.values():
        if card.name.casefold() == name.strip().casefold():
            return card
    raise NoSuchScorecard(name=name, names=", ".join(card_names(book)))


def card_names(book: Book) -> list[str]:
    """The names of all scorecards: the shipped ones, then a person's own by name."""
    own = {s.name for s in book.all(SavedScorecard)} - set(SCORECARDS)
    return [*SCORECARDS, *sorted(own, key=lambda n: (n.casefold(), n))]


def versions(book: Book, name: str = DEFAULT) -> list[SavedScorecard]:
    """The saved versions of a scorecard, the oldest first."""
    name = card_of(book, name).name
    return sorted(book.all(SavedScorecard, name=name), key=lambda s: s.version)


def save_card(book: Book, draft: Scorecard, *, today: date, note: str | None = None) -> ChangeSet:
    """Keep a draft as the next version: from now on the book is scored by it. Raises: NoSuchScorecard, NotSaved."""
    version = card_of(book, draft.name).version + 1
    return _keep(book, replace(draft, version=version), today, note)


def add_card(book: Book, draft: Scorecard, *, today: date, note: str | None = None) -> ChangeSet:
    """Keep a draft as the first version of a card of its own name. Raises: ScorecardNameTaken, NotSaved."""
    name = " ".join(draft.name.split())
    if not name or len(name) > LONGEST_NAME or name.casefold() in map(str.casefold, card_names(book)):
        raise ScorecardNameTaken(name=name, most=LONGEST_NAME)
    return _keep(book, replace(draft, name=name, version=1), today, note)


def _keep(book: Book, card: Scorecard, today: date, note: str | None) -> ChangeSet:
    kept = SavedScorecard(
        id=book.new_id(),
        name=card.name,
        version=card.version,
        definition=definition_of(card),
        note=note,
        saved_on=today,
    )
    with book.change(Verb.ADD, label=f"{card.name}, version {card.version}", today=today) as change:
        book.put(kept)
    return change.done
