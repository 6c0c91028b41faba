"""Files: keeping where a deck was written, and what it was then."""

from datetime import date

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import NoSuchAccount
from csdesk.domain.files import File, FileKind
from csdesk.domain.ids import AccountId
from csdesk.services.editing import called
from csdesk.store.book import Book


def keep_deck(
    book: Book, account: AccountId, place: str, sha256: str, *, title: str, about_on: date, today: date
) -> ChangeSet | None:
    """Keep that a deck was written; None where the same one was written there before. Raises: NoSuchAccount."""
    from csdesk.domain.accounts import Account

    found = book.find(Account, account)
    if found is None:
        raise NoSuchAccount(name=account)
    if any(f.place == place and f.sha256 == sha256 for f in book.all(File, account=account)):
        return None
    deck = File(
        id=book.new_id(),
        account=account,
        title=title,
        place=place,
        kind=FileKind.DECK,
        added_on=today,
        about_on=about_on,
        sha256=sha256,
    )
    with book.change(Verb.ADD, label=f"deck, {called(book, found)}", today=today) as change:
        book.put(deck)
    return change.done
