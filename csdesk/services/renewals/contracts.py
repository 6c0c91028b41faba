"""Contracts: saying what is not known of a line: its last day, its notice, whether it renews itself."""

from dataclasses import dataclass, replace
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import FigureOutOfRange, NoSuchRenewal, TermBackwards
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.revenue.notice import NOTICE_ALLOWED, possible_notice
from csdesk.domain.subscriptions import NoticeCount, Subscription
from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contract says of its end; None is not known, and is never guessed."""

    end: date | None
    notice_days: int | None
    auto_renew: bool | None
    notice_counted_in: NoticeCount | None = None


def contract(book: Book, line: SubscriptionId) -> Subscription:
    """The line of that id. Raises: NoSuchRenewal."""
    found = book.find(Subscription, line)
    if found is None:
        raise NoSuchRenewal(name=line, day="any day")
    return found


def state_terms(book: Book, line: SubscriptionId, terms: Terms, *, today: date) -> ChangeSet | None:
    """Write what a contract says of its end; None where the book says so already.

    An end that a person states is confirmed. Raises: NoSuchRenewal, TermBackwards, FigureOutOfRange.
    """
    before = contract(book, line)
    if terms.end and before.start and terms.end < before.start:
        raise TermBackwards(end=terms.end, start=before.start)
    if not possible_notice(terms.notice_days):
        raise FigureOutOfRange(what="The notice", given=terms.notice_days, allowed=NOTICE_ALLOWED)
    after = replace(
        before,
        end=terms.end or before.end,
        term_confirmed=True if terms.end else before.term_confirmed,
        notice_days=terms.notice_days,
        notice_counted_in=terms.notice_counted_in,
        auto_renew=terms.auto_renew,
    )
    if after == before:
        return None
    account = book.find(Account, before.account)
    assert account is not None
    with book.change(Verb.SET, label=account.account, today=today) as change:
        book.put(after)
    return change.done
