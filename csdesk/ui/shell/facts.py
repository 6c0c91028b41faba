"""What the shell shows beside the page: whose book it is, and which accounts can be found."""

from csdesk.store.book import Book


def shell_facts(book: Book) -> tuple[str, list[str]]:
    """The owner's name and every account's name, in order."""
    from csdesk.domain.preferences import OWNER
    from csdesk.store.accounts import named_accounts

    return book.preference(OWNER) or "", [name for _, name in named_accounts(book)]
