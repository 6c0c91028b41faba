"""What the page asks the book."""

from datetime import date
from typing import TYPE_CHECKING

from csdesk.services.numbers_lists import Board, board
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.store.book import Book


class BoardOf:
    """The board of a period, as known today."""

    def __init__(self, desk: Desk, first: date, last: date) -> None:
        self._today, self._first, self._last = desk.today, first, last

    def __call__(self, book: "Book") -> Board:
        return board(book, self._first, self._last, as_of=self._today)
