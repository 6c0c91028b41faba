"""A file is something kept outside the book, of an account or of none: a deck, a contract, a page on the web."""

from datetime import date
from enum import StrEnum

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.profiles import Profile


class FileKind(StrEnum):
    """What a file is."""

    DECK = "deck"
    CONTRACT = "contract"
    PLAN = "plan"
    RECORDING = "recording"
    PAGE = "page"
    EXPORT = "export"
    OTHER = "other"


@noun(
    "file", "files", sheet="Files", since=3, title="title", day="added_on", indexes=(("account", "added_on"),)
)
class File:
    """Where something lies; only its place is kept, never its content. Those that csdesk wrote are the export log.

    `place` is a path or an address. `about_on` is the day that what csdesk wrote speaks of, `profile` for whom it is,
    and `sha256` what it was when it was written. A board pack is of no account.
    """

    id: str = column()
    account: AccountId | None = column(default=None, refers="accounts", empty_since=6)
    title: str = column()
    place: str = column()
    kind: FileKind = column(default=FileKind.OTHER)
    added_on: date | None = column(default=None)
    about_on: date | None = column(default=None)
    sha256: str | None = column("SHA256", default=None)
    note: str | None = column(default=None)
    profile: Profile | None = column(default=None, since=6)
