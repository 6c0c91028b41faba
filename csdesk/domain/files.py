"""A file is something kept outside the book that belongs to an account: a deck, a contract, a page on the web."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId


class FileKind(StrEnum):
    """What a file is."""

    DECK = "deck"
    CONTRACT = "contract"
    PLAN = "plan"
    RECORDING = "recording"
    PAGE = "page"
    OTHER = "other"


@noun(
    "file", "files", sheet="Files", since=3, title="title", day="added_on", indexes=(("account", "added_on"),)
)
class File:
    """Where something lies; only its place is kept, never its content.

    `place` is a path or an address. `about_on` is the day that a deck speaks of, and `sha256` what it was when it
    was written.
    """

    id: str = column()
    account: AccountId = column(refers="accounts")
    title: str = column()
    place: str = column()
    kind: FileKind = column(default=FileKind.OTHER)
    added_on: date | None = column(default=None)
    about_on: date | None = column(default=None)
    sha256: str | None = column("SHA256", default=None)
    note: str | None = column(default=None)
