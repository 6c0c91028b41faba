"""Since when an account is in its band, read from a year of its weeks, and how that is said."""

from datetime import date

from csdesk.domain.health.score import Score
from csdesk.domain.health.standing import Standing, standing
from csdesk.domain.ids import AccountId
from csdesk.services.health import By, history
from csdesk.store.book import Book
from csdesk.wording import count

WEEKS = 53


def standing_of(
    book: Book, account: AccountId, *, as_of: date, card: By = None
) -> tuple[list[tuple[date, Score | None]], Standing | None]:
    """A year of weeks of an account, the oldest first, and since when it is in its band. Raises: NoSuchAccount."""
    past = history(book, account, as_of=as_of, weeks=WEEKS, card=card)
    return past, standing([(day, score.band if score else None) for day, score in past])


def standing_words(found: Standing) -> str:
    """How long: "healthy for 84 days", "watch for less than 7 days", "at risk for 364 days or more"."""
    if not found.days:
        return f"{found.band.value} for less than 7 days"
    return f"{found.band.value} for {count(found.days, 'day')}{' or more' if found.longer else ''}"
