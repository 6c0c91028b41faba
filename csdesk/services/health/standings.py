"""Since when an account is in its band, read from a year of its weeks, and how that is said."""

from collections.abc import Sequence
from datetime import date

from csdesk.domain.health.score import Score
from csdesk.domain.health.standing import Standing, standing
from csdesk.domain.ids import AccountId
from csdesk.services.health.health import By, Scores, history
from csdesk.store.book import Book
from csdesk.wording import count

WEEKS = 53


def standing_of(
    book: Book, account: AccountId, *, as_of: date, card: By = None
) -> tuple[list[tuple[date, Score | None]], Standing | None]:
    """A year of weeks of an account, the oldest first, and since when it is in its band. Raises: NoSuchAccount."""
    past = history(book, account, as_of=as_of, weeks=WEEKS, card=card)
    return past, standing([(day, score.band if score else None) for day, score in past])


def standings(past: Sequence[Scores]) -> dict[AccountId, Standing]:
    """Since when each account that is scored on the last of some days is in its band; the oldest day first."""
    weeks = [(week.as_of, {account: score.band for account, score in week.items()}) for week in past]
    found = {account: standing([(day, bands.get(account)) for day, bands in weeks]) for account in past[-1]}
    return {account: stood for account, stood in found.items() if stood is not None}


def standing_words(found: Standing) -> str:
    """How long: "healthy for 84 days", "watch for less than 7 days", "at risk for 364 days or more"."""
    if not found.days:
        return f"{found.band.value} for less than 7 days"
    return f"{found.band.value} for {count(found.days, 'day')}{' or more' if found.longer else ''}"
