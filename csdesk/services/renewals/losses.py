"""Losses: which customers and products went or are going, which of them have no reason yet, and recording one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.churn import CALL_DEFAULT, CALL_TO, Churn, Ground, Reason
from csdesk.domain.day_words import spelled
from csdesk.domain.errors import FieldNeeded, FieldRefused, NoSuchLoss
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.money import half_up
from csdesk.domain.names import name_key
from csdesk.domain.periods import workday_on_or_after
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.revenue.losses import Loss, losses_of
from csdesk.domain.revenue.timeline import lived
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.services.book.editing_rules import RULES
from csdesk.services.book.loss_calls import cause_of
from csdesk.services.book.neighbours import Neighbours
from csdesk.services.book.row_currency import row_currency
from csdesk.services.week.week import whose
from csdesk.store.book import Book
from csdesk.store.lines import sold_lines
from csdesk.wording import count

CALL_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Told:
    """One loss with what its line or lines were sold as."""

    loss: Loss
    products: tuple[str, ...]

    @property
    def product(self) -> str:
        """What it was sold as, in one text."""
        return ", ".join(self.products)

    def is_of(self, product: str) -> bool:
        """Whether a text names one of its products, or all of them; none is said by an empty text."""
        key = name_key(product)
        return not key or key in {name_key(name) for name in (*self.products, self.product)}


@dataclass(frozen=True, slots=True)
class Answer:
    """Why it was lost, as far as it is known. `call_on`: the day of the call after it; None plans none.

    `lost_on` is only needed where the book has no day.
    """

    reason: Reason = Reason.NOT_KNOWN
    ground: Ground | None = None
    detail: str = ""
    evidence: str = ""
    avoidable: bool | None = None
    involuntary: bool | None = None
    knowable_at_sale: bool | None = None
    criterion: str = ""
    lost_on: date | None = None
    call_on: date | None = None


def begun(loss: Loss, *, today: date) -> Answer:
    """The answer that a person starts from: what the record says; of a new one the usual day of the call, as long as
    its window is open."""
    known = loss.record
    if known is None:
        return Answer(detail=loss.said, call_on=call_day(loss, today=today))
    return Answer(
        known.reason,
        known.ground,
        known.detail or "",
        known.evidence or "",
        known.avoidable,
        known.involuntary,
        known.knowable_at_sale,
        known.criterion or "",
        known.lost_on,
        known.call_on,
    )


def waiting_words(found: Sequence[Told]) -> str:
    """How many losses have no reason yet, and how many have theirs in words that nobody confirmed; empty for none."""
    waiting = [told.loss for told in found if not told.loss.answered]
    worded = sum(loss.worded for loss in waiting)
    said = count(len(waiting) - worded, "loss has no reason yet", "losses have no reason yet")
    if not worded:
        return f"{said}." if waiting else ""
    if len(waiting) > worded:
        theirs = "1 has its" if worded == 1 else f"{worded:,} have their"
        return f"{said}; {theirs} reason in words, to be confirmed."
    theirs = count(worded, "loss has its", "losses have their")
    return f"{theirs} reason in words: confirm it, so that it counts."


FIELDS = tuple(f.name for f in fields(Answer))
"""What can be said of a loss, by name."""


def moved(answer: Answer, loss: Loss, *, called: bool, today: date) -> Answer:
    """The answer with the call where it belongs, if nobody said its day: after the day of the loss that was said."""
    if called or answer.lost_on is None or (loss.record and loss.record.lost_on == answer.lost_on):
        return answer
    return replace(answer, call_on=call_day(replace(loss, lost_on=answer.lost_on), today=today))


def call_day(loss: Loss, *, today: date) -> date | None:
    """The usual day of the call after a loss, a working day that is not over; None once its window has closed."""
    if loss.lost_on is None or today > loss.lost_on + CALL_TO:
        return None
    last = loss.lost_on + CALL_TO
    day = workday_on_or_after(max(loss.lost_on + CALL_DEFAULT, today))
    return min(day, last)


def losses(book: Book, *, as_of: date, account: AccountId | None = None, csm: str = "") -> list[Told]:
    """The losses that are known on a day, of the book, of one account or of one CSM's, the newest first."""
    meant = whose(book, csm)
    sold = sold_lines(book, as_of=as_of, account=account)
    products = {s.subscription.id: s.product for s in sold}
    lines = lived(s.line for s in sold)
    records = records_of(book, account=account)
    usual = book.preference(CURRENCY) or "USD"
    found: list[Told] = []
    for one in _accounts(book, account):
        if meant is not None and one.id not in meant:
            continue
        for loss in losses_of(
            one, lines.get(one.id, ()), records.get(one.id, []), as_of=as_of, currency=one.currency or usual
        ):
            names = {products[i] for i in loss.lines if i in products}
            found.append(Told(loss, tuple(sorted(names, key=str.casefold))))
    return sorted(found, key=_newest)


def loss_named(book: Book, account: AccountId, product: str = "", *, today: date) -> Told:
    """The loss of an account, or of a product of it, that a reason is asked for: the newest without one, else the
    newest. Raises: NoSuchLoss."""
    found = losses(book, as_of=today, account=account)
    fitting = [told for told in found if told.is_of(product)]
    if not fitting:
        row = book.find(Account, account)
        raise NoSuchLoss(account=row.account if row else account)
    return next((t for t in fitting if not t.loss.answered), fitting[0])


def record_loss(book: Book, loss: Loss, answer: Answer, *, today: date) -> ChangeSet | None:
    """Say why it was lost, or that it is not known yet: its record, the state of its account, the call after it.

    A customer of whom nothing goes on is lost from its day on. What is known of the loss already, its day, its
    amount and when it was told, is kept in the record. None where the book says so already.
    Raises: FieldNeeded, FieldRefused.
    """
    before = loss.record
    record = _record(book, loss, answer, today)
    rule = RULES[Churn]
    rule(Neighbours(book), before, record, today)
    account = book.find(Account, loss.account)
    assert account is not None
    rows: list[Any] = [record, *_closed(account, loss, record), *_call(book, account, record, today)]
    new = [row for row in rows if book.find(type(row), row.id) != row]
    if not new:
        return None
    with book.change(Verb.RECORD_LOSS, label=account.account, today=today) as change:
        book.put_all(new)
    return change.done


def withdrawn(
    book: Book, account: AccountId, line: SubscriptionId, lost_on: date, *, today: date
) -> tuple[list[Any], list[Any]]:
    """What follows when the loss of a line on a day is taken back: the rows to put, and the records to drop.

    A person may have said another day of the loss than the contract does.
    """
    known = (t.loss for t in losses(book, as_of=today, account=account))
    loss = next((x for x in known if line in x.lines and x.lost_on == lost_on), None)
    if loss is None:
        return [], []
    drop = [loss.record] if loss.record else []
    row = book.find(Account, account)
    put: list[Any] = []
    days = {lost_on, *(r.lost_on for r in drop)} if loss.whole else set[date]()
    if row is not None and row.status is Status.LOST and row.lost_on in days:
        put.append(replace(row, status=Status.CUSTOMER, lost_on=None))
    causes = {cause_of(r) for r in drop}
    calls = [t for t in book.all(Task, account=account) if t.cause in causes and t.status is TaskStatus.OPEN]
    put += [replace(t, status=TaskStatus.DROPPED) for t in calls]
    return put, drop


def _accounts(book: Book, account: AccountId | None) -> Sequence[Account]:
    return book.all(Account) if account is None else book.all(Account, id=account)


def records_of(book: Book, *, account: AccountId | None = None) -> Mapping[AccountId, list[Churn]]:
    """The records of losses, of the book or of one account."""
    found: dict[AccountId, list[Churn]] = defaultdict(list)
    for record in book.all(Churn) if account is None else book.all(Churn, account=account):
        found[record.account].append(record)
    return found


def _newest(told: Told) -> tuple[bool, int, str, str]:
    day = told.loss.lost_on
    return day is not None, -(day.toordinal() if day else 0), told.loss.name.casefold(), told.product


def _record(book: Book, loss: Loss, answer: Answer, today: date) -> Churn:
    day = answer.lost_on or loss.lost_on
    if day is None:
        raise FieldNeeded(field="Lost on")
    known = loss.record or Churn(
        id=book.new_id(),
        account=loss.account,
        subscription=loss.subscription,
        lost_on=day,
        known_on=loss.told_on or min(day, today),
    )
    if known.amount is None and loss.amount is not None and row_currency(book, known) == loss.currency:
        known = replace(known, amount=int(half_up(loss.amount)))
    return replace(
        known,
        lost_on=day,
        reason=answer.reason,
        ground=answer.ground,
        detail=answer.detail.strip() or None,
        evidence=answer.evidence.strip() or None,
        avoidable=answer.avoidable,
        involuntary=answer.involuntary,
        knowable_at_sale=answer.knowable_at_sale,
        criterion=answer.criterion.strip() or None,
        call_on=answer.call_on,
    )


def _closed(account: Account, loss: Loss, record: Churn) -> Iterator[Account]:
    """The account, lost from the day of a whole loss on; who was won back since stays a customer."""
    if not loss.whole or account.status is not Status.CUSTOMER or loss.won_back:
        return
    yield replace(account, status=Status.LOST, lost_on=record.lost_on)


def _call(book: Book, account: Account, record: Churn, today: date) -> Iterator[Task]:
    """The call after the loss as a task of the week: planned, moved to another day, or dropped."""
    there = [t for t in book.all(Task, account=account.id) if t.cause == cause_of(record)]
    task = there[0] if there else None
    if record.call_on is None:
        if task is not None and task.status is TaskStatus.OPEN:
            yield replace(task, status=TaskStatus.DROPPED)
        return
    first, _, last = record.call_window
    if not first <= record.call_on <= last:
        wanted = f"a day from {spelled(first)} to {spelled(last)}, 2 to {CALL_TO.days} days after the loss"
        raise FieldRefused(field="Call on", text=spelled(record.call_on), wanted=wanted)
    task = task or Task(
        id=book.new_id(),
        account=account.id,
        title="Call after the loss, by phone: why, and what would have kept them",
        minutes=CALL_MINUTES,
        cause=cause_of(record),
        created_on=today,
    )
    status = TaskStatus.OPEN if task.status is TaskStatus.DROPPED else task.status
    yield replace(task, due_on=record.call_on, not_before=first, status=status)
