"""Why a score changed between two days: each by the scorecard that held, and, as known, by what was known on it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from csdesk.domain.health.between import Part, between
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.ids import AccountId
from csdesk.services.health.health import By, receipts, score_of
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class Change:
    """What lies between two receipts of an account, None where it was no customer; the parts add up exactly.

    `known`: each day as it was known on it.
    """

    account: AccountId
    since: date
    as_of: date
    before: Receipt | None
    after: Receipt | None
    parts: tuple[Part, ...]
    known: bool = False

    @property
    def then(self) -> Decimal | None:
        """The score of the earlier day; None where there is none."""
        return self.before.score.score if self.before else None

    @property
    def now(self) -> Decimal | None:
        """The score of the later day; None where there is none."""
        return self.after.score.score if self.after else None


def health_change(
    book: Book, account: AccountId, *, since: date, as_of: date, known_on: date | None = None
) -> Change:
    """Why the score changed between two days, the earlier one first. `known_on` is the day after which the book that is
    asked knows nothing; then each of the two is looked at as it was known on it. Raises: NoSuchAccount.
    """
    since, as_of = min(since, as_of), max(since, as_of)
    with known_then(book, as_of, known_on) as then:
        after = score_of(then, account, as_of=as_of)
    with known_then(book, since, known_on) as then:
        before = _score_then(then, account, since)
        anew = _score_then(then, account, since, after.card) if after and _differ(before, after) else None
    parts = tuple(between(before, after, anew)) if before and after else ()
    return Change(account, since, as_of, before, after, parts, known_on is not None)


def changes_since(
    book: Book, now: Mapping[AccountId, Receipt], *, since: date, card: By, known_on: date | None
) -> dict[AccountId, tuple[Receipt, tuple[Part, ...]]]:
    """The receipts of an earlier day, with what lies between them and those of a later one, by account."""
    with known_then(book, since, known_on) as then:
        found = {r.score.account: r for r in receipts(then, as_of=since, card=card)}
        both = {a: (before, now[a]) for a, before in found.items() if a in now}
        others = {after.card.name: after.card for before, after in both.values() if _differ(before, after)}
        anew = {
            name: {r.score.account: r for r in receipts(then, as_of=since, card=other)}
            for name, other in others.items()
        }
    return {
        a: (before, tuple(between(before, after, anew.get(after.card.name, {}).get(a))))
        for a, (before, after) in both.items()
    }


@contextmanager
def known_then(book: Book, day: date, known_on: date | None) -> Iterator[Book]:
    """The book to ask about an earlier day: itself, as it was; where it knows nothing after a day, as known."""
    if known_on is None or day >= known_on:
        yield book
        return
    from csdesk.services.book.knowing import looking_back

    with looking_back(book, day, known_on=day) as then:
        yield then


def _score_then(book: Book, account: AccountId, day: date, card: By = None) -> Receipt | None:
    """The receipt of an earlier day; None also where nobody knew the account yet."""
    from csdesk.domain.errors import NoSuchAccount

    try:
        return score_of(book, account, as_of=day, card=card)
    except NoSuchAccount:
        return None


def _differ(before: Receipt | None, after: Receipt) -> bool:
    return before is not None and before.card != after.card
