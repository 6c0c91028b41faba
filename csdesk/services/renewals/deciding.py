"""Deciding: what becomes of a renewal, how sure it is until then, and what its line still lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.day_words import spelled
from csdesk.domain.errors import NoSuchRenewal, RenewalDecided
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.money import amount_text, half_up
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.revenue.deciding import (
    NextTerm,
    Offer,
    RenewalDecision,
    last_day_of,
    next_end,
    next_term,
    ordered_on,
    outcome_of,
)
from csdesk.domain.revenue.due import Due, dues_of
from csdesk.domain.revenue.live import life_of, renewed_without_next
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.services.renewals.losses import withdrawn
from csdesk.store.book import Book
from csdesk.store.lines import SoldLine, sold_lines
from csdesk.store.week import lines_ending

MUST_BE_KNOWN = 90
"""Inside so many days, a renewal's category may not be unknown."""
_UNDECIDED = frozenset({Outcome.OPEN, Outcome.LOST})


@dataclass(frozen=True, slots=True)
class RenewalKey:
    """One term end of one line: what a renewal is called before it has a row of its own."""

    subscription: SubscriptionId
    due_on: date


@dataclass(frozen=True, slots=True)
class Found:
    """One term end with its line, and its row as it stands in the book, if it has one."""

    sold: SoldLine
    due: Due
    row: Renewal | None

    @property
    def name(self) -> str:
        """The account's name."""
        return self.sold.account


def offer_of(book: Book, key: RenewalKey, *, today: date) -> Offer:
    """What a renewal starts from: the line, and the next term if nothing changes. Raises: NoSuchRenewal."""
    found = _find(book, key, today)
    term = found.sold.line.term
    assert term is not None
    return Offer(found.sold.line, found.due.due_on, next_end(term, found.due.due_on, today))


def decide_renewal(book: Book, decision: RenewalDecision, *, today: date) -> ChangeSet:
    """Record what became of a renewal: its row, the line of its next term, and a touch, in one change.

    What renewed itself makes no touch: nobody spoke. What was lost keeps the category that it had, so that
    the history says how sure it was. Raises: NoSuchRenewal, RenewalDecided, TermBackwards, OrderInFuture,
    FigureOutOfRange, AmountNotKnown.
    """
    key = RenewalKey(decision.subscription, decision.due_on)
    found = _open(book, key, today)
    lost = decision.outcome is Outcome.LOST
    follows = None if lost else _next_term(book, found, decision, today)
    row = _decided(book, found, decision, follows, today)
    touch = _touch(book, found, decision, follows, today)
    back, gone = ([], []) if lost else _taken_back(book, found, today)
    with book.change(Verb.DECIDE_RENEWAL, label=found.name, today=today) as change:
        book.put_all([*([follows.subscription, follows.step] if follows else []), row, *touch, *back])
        for record in gone:
            book.drop(record)
    return change.done


def set_category(
    book: Book, key: RenewalKey, category: Category, reason: str | None = None, *, today: date
) -> ChangeSet | None:
    """Say how sure a renewal is; None as a reason leaves the one that is there, and None comes back where
    nothing changed.

    *Lost* is a decision: the customer has said so. Any other category takes a loss back, with its notice.
    Raises: NoSuchRenewal, RenewalDecided.
    """
    found = _open(book, key, today)
    row = _judged(book, found, category, reason, today)
    return _judge(book, found, row, category, today)


def judge_renewal(
    book: Book, key: RenewalKey, category: Category, reason: str, forecast: int | None, *, today: date
) -> ChangeSet | None:
    """Category, reason and forecast of a renewal in one change. Raises: as `set_category`."""
    found = _open(book, key, today)
    row = replace(_judged(book, found, category, reason, today), forecast=forecast)
    return _judge(book, found, row, category, today)


def _judge(book: Book, found: Found, row: Renewal, category: Category, today: date) -> ChangeSet | None:
    back, gone = ([], []) if category is Category.LOST else _taken_back(book, found, today)
    return _put_if_new(book, found, [row, *back], today, gone)


def _taken_back(book: Book, found: Found, today: date) -> tuple[list[Any], list[Any]]:
    """What follows where a loss is taken back: the account stays, notice and the record of the loss go."""
    if found.due.outcome is not Outcome.LOST:
        return [], []
    line = found.sold.subscription
    life = life_of(found.sold.line)
    last = life.last if life and life.last else found.due.due_on
    lost_on = last + timedelta(days=1)
    back, gone = withdrawn(book, line.account, line.id, lost_on, today=today)
    notice = [replace(line, cancelled_on=None)] if line.cancelled_on else []
    return [*back, *notice], gone


def _judged(book: Book, found: Found, category: Category, reason: str | None, today: date) -> Renewal:
    row = found.row or _fresh(book, found)
    if category is Category.LOST:
        since = found.due.decision.decided_on if found.due.outcome is Outcome.LOST else today
        row = replace(row, outcome=Outcome.LOST, decided_on=since)
    else:
        row = replace(
            _at_its_end(row, found), category=category, outcome=Outcome.OPEN, decided_on=None, booked_on=None
        )
    return row if reason is None else replace(row, reason=reason.strip() or None)


def categories_wanted(book: Book, *, today: date) -> int:
    """How many renewals inside 90 days have no category yet: the decisions that wait."""
    last = today + timedelta(days=MUST_BE_KNOWN)
    dues = [
        d for li in lines_ending(book, by=last, as_of=today) for d in dues_of(li, today, last, as_of=today)
    ]
    return sum(d.outcome is Outcome.OPEN and d.category is Category.UNKNOWN for d in dues)


def _find(book: Book, key: RenewalKey, today: date) -> Found:
    line = book.find(Subscription, key.subscription)
    sold = sold_lines(book, as_of=today, account=line.account) if line else []
    for one in sold:
        if one.subscription.id == key.subscription:
            for due in dues_of(one.line, key.due_on, key.due_on, as_of=today):
                kept = due.decision.renewal
                return Found(one, due, book.find(Renewal, kept.id) if kept else None)
            raise NoSuchRenewal(name=one.account, day=key.due_on)
    raise NoSuchRenewal(name=key.subscription, day=key.due_on)


def _open(book: Book, key: RenewalKey, today: date) -> Found:
    found = _find(book, key, today)
    if found.due.outcome not in _UNDECIDED and not renewed_without_next(found.sold.line):
        raise RenewalDecided(name=found.name, day=key.due_on, outcome=found.due.outcome.value)
    return found


def _next_term(book: Book, found: Found, decision: RenewalDecision, today: date) -> NextTerm:
    term = found.sold.line.term
    assert term is not None
    offer = Offer(found.sold.line, found.due.due_on, next_end(term, found.due.due_on, today))
    line_id = SubscriptionId(book.new_id())
    return next_term(offer, decision, id_=line_id, step_id=book.new_id(), today=today)


def _fresh(book: Book, found: Found) -> Renewal:
    sub = found.sold.subscription
    return Renewal(id=book.new_id(), account=sub.account, subscription=sub.id, due_on=found.due.due_on)


def _decided(
    book: Book, found: Found, decision: RenewalDecision, follows: NextTerm | None, today: date
) -> Renewal:
    row, day = found.row or _fresh(book, found), ordered_on(decision, today)
    reason = decision.reason.strip() or row.reason
    if follows is None:
        last = last_day_of(found.due.due_on, decision.last_day)
        row = replace(row, due_on=last) if last != found.due.due_on else row
        return replace(row, outcome=Outcome.LOST, decided_on=day, booked_on=None, new_arr=None, reason=reason)
    outcome = outcome_of(decision, found.sold.line.arr_on(found.due.due_on), follows.arr)
    arr = int(half_up(follows.arr))
    row = _at_its_end(row, found)
    return replace(row, outcome=outcome, decided_on=day, booked_on=day, new_arr=arr, reason=reason)


def _at_its_end(row: Renewal, found: Found) -> Renewal:
    """The row at the end that it decides: a loss that is taken back may stand later than that."""
    return replace(row, due_on=found.due.due_on)


def _touch(
    book: Book, found: Found, decision: RenewalDecision, follows: NextTerm | None, today: date
) -> Iterator[Touch]:
    """Our own record of what was decided: nobody called or wrote, and it counts for no cadence."""
    if decision.outcome is Outcome.AUTO:
        return
    yield Touch(
        id=book.new_id(),
        account=AccountId(found.sold.subscription.account),
        on=ordered_on(decision, today),
        kind=TouchKind.OTHER,
        direction=Direction.OUTBOUND,
        summary=decision.note.strip() or _said(found, decision, follows),
    ).accepted(today=today)


def _said(found: Found, decision: RenewalDecision, follows: NextTerm | None) -> str:
    if follows is None:
        why, last = decision.reason.strip(), last_day_of(found.due.due_on, decision.last_day)
        return f"Not renewed: {found.sold.product} ends on {spelled(last)}." + (f" {why}" if why else "")
    line = follows.subscription
    assert line.end is not None
    arr = amount_text(follows.arr, line.currency)
    return f"Renewed: {found.sold.product} to {spelled(line.end)}, ARR {arr} {line.currency}."


def _put_if_new(
    book: Book, found: Found, rows: list[Any], today: date, gone: Sequence[Any] = ()
) -> ChangeSet | None:
    new = [row for row in rows if book.find(type(row), row.id) != row]
    if not new and not gone:
        return None
    with book.change(Verb.SET, label=found.name, today=today) as change:
        book.put_all(new)
        for record in gone:
            book.drop(record)
    return change.done
