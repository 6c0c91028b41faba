"""What the amount of a row of facts is told in: as it says, else as its contract or its customer."""

from csdesk.domain.accounts import Account
from csdesk.domain.imports.cells.values import Amount
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.subscriptions import Subscription


def said_in(record: Record, word: str, amount: Amount, place: Place) -> str | None:
    """The currency that the amount, its row or its sheet names; None where nobody does."""
    named = record.get(f"{word}.currency")
    return amount.marked(named) or named or (place.terms.currency if place.terms.currency_said else None)


def assumed_in(account: Account | None, line: Subscription | None, place: Place) -> str:
    """The currency of an amount of which nobody says it."""
    if line:
        return line.currency
    return (account.currency if account else None) or place.terms.currency
