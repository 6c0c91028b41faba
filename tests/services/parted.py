"""Parted: the figures of one period for each value of a dimension, as tests ask for them."""

from datetime import date

from csdesk.services.numbers.numbers import sold_by
from csdesk.services.numbers.numbers_by import Parted, parted
from csdesk.store.book import Book


def numbers_by(book: Book, first: date, last: date, by: str, *, as_of: date) -> Parted:
    """The parts of one period, in order of values."""
    ((_, parts),) = parted(book, sold_by(book, as_of=as_of), [(first, last)], by)
    return parts
