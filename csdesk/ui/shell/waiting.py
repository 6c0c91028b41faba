"""What waits for a decision on each screen: the counts that the sidebar's badges show."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesk.store.book import Book


class Waiting:
    """The counts by screen, on a day."""

    def __init__(self, today: date) -> None:
        self._today = today

    def __call__(self, book: "Book") -> dict[str, int]:
        from csdesk.services.renewals.deciding import categories_wanted

        return {"renewals": categories_wanted(book, today=self._today)}
