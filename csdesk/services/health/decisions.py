"""Past decisions: every account that stayed or was lost, as contracts, cancellations and accounts say."""

from datetime import date, timedelta

from csdesk.domain.accounts import Account
from csdesk.domain.health.decisions import Decision
from csdesk.domain.revenue.decided import monthly_left, renewals_decided
from csdesk.domain.revenue.timeline import lived
from csdesk.store.book import Book
from csdesk.store.decisions import losses
from csdesk.store.lines import sold_lines

_SAME_LOSS = timedelta(days=183)
"""Around a loss that a contract tells, the loss of its account is the same event."""


def decisions(book: Book, *, until: date) -> list[Decision]:
    """The decisions up to a day, oldest first; an account on a day is one.

    A term end counts on the day of its decision, else when it was due, also where it renewed itself; a monthly line by
    its cancellation, where nothing else goes on; an account that left without either by the day on which it was lost.
    """
    lines = lived(s.line for s in sold_lines(book, as_of=until))
    gone = losses(book, until=until)
    found: dict[tuple[date, str], Decision] = {}
    for account in book.all(Account):
        some = lines.get(account.id, ())
        made = [*renewals_decided(some, as_of=until), *monthly_left(some, as_of=until)]
        told = [(d.on, d.lost) for d in made if d.on <= until]
        day = gone.get(account.id)
        if day and not any(lost and abs(on - day) <= _SAME_LOSS for on, lost in told):
            told.append((day, True))
        for on, lost in told:
            before = found.get((on, account.id))
            found[on, account.id] = Decision(
                account.id, account.account, on, lost or bool(before and before.lost)
            )
    return sorted(found.values(), key=lambda d: (d.on, d.name, d.account))
