"""What the Account page asks the book, and the long work that it starts."""

from datetime import date
from typing import TYPE_CHECKING

from csdesk.domain.ids import AccountId
from csdesk.domain.timeline import Entry, EntryKind
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.charts.style import Look
    from csdesk.domain.health.standing import Standing
    from csdesk.services.accounts.portrait import Portrait
    from csdesk.services.book.custom import Custom
    from csdesk.services.health.health_change import Change
    from csdesk.services.health.health_story import Story
    from csdesk.store.book import Book

Named = list[tuple[str, str]]
"""Ids with names."""


class PortraitQuestion:
    """Everything of one account on the desk's day."""

    def __init__(self, desk: Desk, account: AccountId) -> None:
        self._today, self._account = desk.today, account

    def __call__(self, book: "Book") -> "Portrait | None":
        from csdesk.services.accounts.portrait import portrait_of

        return portrait_of(book, self._account, as_of=self._today)


class WeeksQuestion:
    """The last twelve weekly scores of one account, and since when it is in its band."""

    def __init__(self, desk: Desk, account: AccountId) -> None:
        self._today, self._account = desk.today, account

    def __call__(self, book: "Book") -> "tuple[AccountId, tuple[float | None, ...], Standing | None]":
        from csdesk.services.health.standings import standing_of

        past, standing = standing_of(book, self._account, as_of=self._today)
        scores = [score.tenths if score else None for _, score in past[-12:]]
        return self._account, tuple(None if s is None else s / 10 for s in scores), standing


class ChangesQuestion:
    """What was changed in one account, as entries of its timeline."""

    def __init__(self, desk: Desk, account: AccountId) -> None:
        self._today, self._account = desk.today, account

    def __call__(self, book: "Book") -> tuple[AccountId, list[Entry]]:
        from csdesk.services.book.traces import changes_of

        return self._account, changes_of(book, self._account, as_of=self._today)


class OwnQuestion:
    """What one account says in every field of the person's own, those it says nothing in too."""

    def __init__(self, account: AccountId) -> None:
        self._account = account

    def __call__(self, book: "Book") -> "tuple[AccountId, list[Custom]]":
        from csdesk.services.book.custom import Custom, custom_fields, custom_of

        said = {c.field.id: c for c in custom_of(book, self._account)}
        return self._account, [said.get(f.id) or Custom(f, "", "") for f in custom_fields(book)]


class StoryQuestion:
    """A year of one account's health with its figure: long enough to be asked beside everything else."""

    def __init__(self, desk: Desk, account: AccountId, look: "Look") -> None:
        self._today, self._account, self._look = desk.today, account, look
        self._known_on = desk.known_on

    def __call__(self, book: "Book") -> "tuple[Story, Look, bytes] | None":
        from csdesk.domain.errors import NoSuchAccount
        from csdesk.services.health.health_story import health_story, picture

        try:
            story = health_story(book, self._account, as_of=self._today, known_on=self._known_on)
        except NoSuchAccount:
            return None
        return story, self._look, picture(story, self._look)


class BetweenQuestion:
    """Why the score of an account changed between two days."""

    def __init__(self, desk: Desk, account: AccountId, since: date, as_of: date) -> None:
        self._account, self._since, self._as_of = account, since, as_of
        self._known_on = desk.known_on

    def __call__(self, book: "Book") -> "Change | None":
        from csdesk.domain.errors import NoSuchAccount
        from csdesk.services.health.health_change import health_change

        try:
            return health_change(
                book, self._account, since=self._since, as_of=self._as_of, known_on=self._known_on
            )
        except NoSuchAccount:
            return None


class OthersQuestion:
    """With which others a row can be merged."""

    def __init__(self, noun: str, id_: str) -> None:
        self._noun, self._id = noun, id_

    def __call__(self, book: "Book") -> tuple[str, tuple[str, str], Named]:
        from csdesk.services.accounts.merging import others_of

        own, others = others_of(book, self._noun, self._id)
        return self._noun, own, others


def word_of(entry: Entry) -> str:
    """The noun behind an entry of the timeline; empty where its row is gone, or it stands for many."""
    folded = entry.kind in (EntryKind.CHANGE, EntryKind.USAGE)
    return entry.noun if entry.noun or folded else entry.kind.value
