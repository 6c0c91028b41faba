"""What the page asks the book, each with the day it is asked for."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk import wording
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.revenue.deciding import Offer
from csdesk.domain.subscriptions import Subscription
from csdesk.services.renewals.contracts import contract
from csdesk.services.renewals.deciding import RenewalKey, offer_of
from csdesk.services.renewals.outlook import Outlook, outlook
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.services.accounts.briefs import Brief
    from csdesk.store.book import Book


class OutlookOf:
    """The renewals of a span of days."""

    def __init__(self, desk: Desk, first: date, last: date) -> None:
        self._today, self._first, self._last = desk.today, first, last

    def __call__(self, book: "Book") -> Outlook:
        return outlook(book, self._first, self._last, as_of=self._today)


class OfferOf:
    """What one renewal starts from."""

    def __init__(self, desk: Desk, key: RenewalKey) -> None:
        self._today, self._key = desk.today, key

    def __call__(self, book: "Book") -> Offer:
        return offer_of(book, self._key, today=self._today)


class BriefOf:
    """The one page about a renewal."""

    def __init__(self, desk: Desk, key: RenewalKey) -> None:
        self._today, self._key = desk.today, key

    def __call__(self, book: "Book") -> "Brief":
        from csdesk.services.renewals.renewal_brief import renewal_brief

        return renewal_brief(book, self._key.subscription, self._key.due_on, as_of=self._today)


class ContractOf:
    """One line, as it stands in the book."""

    def __init__(self, line: SubscriptionId) -> None:
        self._line = line

    def __call__(self, book: "Book") -> Subscription:
        return contract(book, self._line)


class Calendar:
    """Writes the deadlines of a span as a calendar."""

    def __init__(self, desk: Desk, first: date, last: date, path: Path) -> None:
        self._today, self._first, self._last, self._path = desk.today, first, last, path

    def __call__(self, book: "Book", progress: object) -> str:
        del progress
        from csdesk.services.correspondence.calendars import write_calendar

        written = write_calendar(book, self._path, self._first, self._last, as_of=self._today)
        return f"{wording.count(written.entries, 'entry', 'entries')} written: {self._path.name}"
