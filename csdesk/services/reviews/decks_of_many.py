"""Decks of many accounts: one review for each customer, in one folder, and who is held back."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from csdesk.domain.accounts import Account
from csdesk.domain.errors import LeaksFound
from csdesk.domain.ids import AccountId
from csdesk.domain.milestones import Milestone
from csdesk.domain.reviews.due import ReviewDue, review_due, reviews_held, went_live_on
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Touch, TouchKind
from csdesk.exchange.atomic import make_folder
from csdesk.exchange.file_names import safe_name
from csdesk.services.reviews.reviews import WrittenDeck
from csdesk.store.book import Book

Owned = TypeVar("Owned", Touch, Subscription, Milestone)
Write = Callable[[Path, AccountId], WrittenDeck]
"""Writes the review of an account into a file. Raises: as `write_qbr`."""


@dataclass(frozen=True, slots=True)
class OneDeck:
    """The deck of one account: as it was written, or why it was held back."""

    account: AccountId
    name: str
    written: WrittenDeck | None = None
    held: LeaksFound | None = None


def write_decks(
    accounts: Sequence[tuple[AccountId, str]], folder: Path, write: Write, *, as_of: date
) -> Iterator[OneDeck]:
    """Write the review of each account, under its name and the day. One that is held back keeps no other back.

    Raises: NoPermission, PathUnusable; as `write`, but for LeaksFound.
    """
    if accounts:
        make_folder(folder)
    taken: list[str] = []
    for account, name in accounts:
        taken.append(safe_name(deck_name(name, as_of), taken=taken))
        try:
            yield OneDeck(account, name, write(folder / f"{taken[-1]}.pptx", account))
        except LeaksFound as held:
            yield OneDeck(account, name, held=held)


def deck_name(account: str, as_of: date) -> str:
    """What the deck of an account is called where nobody said, before it is made a safe name."""
    return f"{account} review {as_of.isoformat()}"


def reviews_due(book: Book, *, as_of: date) -> dict[AccountId, ReviewDue]:
    """When the next review of each account is due, as far as a cadence says so."""
    touches = _by_account(book.all(Touch, kind=TouchKind.REVIEW))
    lines, milestones = _by_account(book.all(Subscription)), _by_account(book.all(Milestone))
    found = {
        one.id: review_due(
            reviews_held(touches[one.id], as_of=as_of),
            went_live_on(lines[one.id], milestones[one.id], as_of=as_of),
            one.touch_model,
        )
        for one in book.all(Account)
    }
    return {account: due for account, due in found.items() if due is not None}


def _by_account(rows: Sequence[Owned]) -> defaultdict[AccountId, list[Owned]]:
    found: defaultdict[AccountId, list[Owned]] = defaultdict(list)
    for row in rows:
        found[row.account].append(row)
    return found
