"""What the settings ask the book, and what they let the desk read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesk.domain.rates import Rate
    from csdesk.services.book.preferences import Preferred
    from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class Answer:
    """What the book prefers, and when a backup last went to the second place."""

    preferred: "Preferred"
    second_at: datetime | None
    rates: "tuple[Rate, ...]" = ()
    """Those of the book, the newest first."""


class Question:
    """Everything that the page shows, counted from a day."""

    def __init__(self, today: date) -> None:
        self._today = today

    def __call__(self, book: "Book") -> Answer:
        from csdesk.domain.rates import Rate
        from csdesk.services.book.preferences import preferred, second_written

        rates = sorted(book.all(Rate), key=lambda r: (-r.on.toordinal(), *r.of_day))
        return Answer(preferred(book, today=self._today), second_written(book), tuple(rates))
