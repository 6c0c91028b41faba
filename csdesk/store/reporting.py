"""The reporting currency is the one that figures of a book are told in, with the rates into it."""

from datetime import date

from csdesk.domain.preferences import CURRENCY
from csdesk.domain.rates import Rate
from csdesk.domain.revenue.converting import Rates, rates_into
from csdesk.store.book import Book
from csdesk.store.lines import currencies_sold


def reporting_currency(book: Book) -> str:
    """The only currency that recurring lines are sold in, else the book's own, else the one of most lines."""
    used = currencies_sold(book)
    if len(used) == 1:
        return used[0]
    return book.preference(CURRENCY) or (used[0] if used else "USD")


def own_currency(book: Book) -> str:
    """The currency of amounts that name none, such as what winning an account costs."""
    return book.preference(CURRENCY) or reporting_currency(book)


def rates_known(book: Book, currency: str, *, as_of: date) -> Rates:
    """The rates into a currency that there were by a day."""
    from csdesk.domain.hindsight import as_they_were

    return rates_into(currency, as_they_were(book.all(Rate), as_of))
