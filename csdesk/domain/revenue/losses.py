"""A loss is an account, or a product of one, that went or is going, by whatever way the book learnt of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.accounts import Account, Status
from csdesk.domain.churn import Churn, Reason, reason_in
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.live import decision_at
from csdesk.domain.revenue.standing import Lived, standing_on
from csdesk.domain.values import dataclass

SAME_LOSS = timedelta(days=183)
"""Around a loss that a contract tells, the loss of its account, and a record of it, are the same event."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss. Without `lines` it is known from the account, or from its record, alone.

    `lost_on` is the first day without revenue, None where nobody said it; `amount` minor units a year; `said` the
    words that the book has of it already; `goes_on` says that contracts of a lost account are still counted,
    `won_back` that the account bought again since.
    """

    account: AccountId
    name: str
    lost_on: date | None
    lines: tuple[SubscriptionId, ...] = ()
    whole: bool = True
    told_on: date | None = None
    amount: Fraction | None = None
    currency: str = ""
    said: str = ""
    record: Churn | None = None
    goes_on: bool = False
    won_back: bool = False

    @property
    def subscription(self) -> SubscriptionId | None:
        """The line that its record names: none for a whole account."""
        return None if self.whole or not self.lines else self.lines[0]

    @property
    def answered(self) -> bool:
        """Whether a reason is known."""
        return self.record is not None and self.record.reason is not Reason.NOT_KNOWN

    @property
    def worded(self) -> bool:
        """Whether a reason stands in words that nobody has confirmed yet."""
        if self.record is None:
            return bool(self.said)
        return not self.answered and reason_in(self.record.detail or "") is not None

    def notified(self, day: date) -> bool:
        """Whether it is known on a day before it happens."""
        return self.lost_on is not None and self.lost_on > day


def losses_of(
    account: Account, lines: Sequence[Lived], records: Sequence[Churn], *, as_of: date, currency: str
) -> list[Loss]:
    """The losses of one account that are known on a day, each with its record; those to come too, by their day.

    One that lies ahead, and of which we were told later, is not known yet.
    """
    found = _of_lines(account, lines, currency)
    gone = account.status is Status.LOST and (account.lost_on is None or account.lost_on <= as_of)
    if gone and not any(x.whole and _near(x.lost_on, account.lost_on) for x in found):
        goes_on = standing_on(lines, max(as_of, account.lost_on or as_of)).has_revenue
        found.append(Loss(account.id, account.account, account.lost_on, currency=currency,
                          said=account.lost_reason or "", goes_on=goes_on))  # fmt: skip
    told = _recorded(account, found, records, currency)
    return sorted((x for x in told if not x.notified(as_of) or (x.told_on or as_of) <= as_of), key=_order)


def _of_lines(account: Account, lines: Sequence[Lived], currency: str) -> list[Loss]:
    days: dict[date, list[Lived]] = defaultdict(list)
    for x in lines:
        if x.life.last is not None and _ended(x) and not _followed(x, lines):
            days[x.life.last + _DAY].append(x)
    found: list[Loss] = []
    for day, some in days.items():
        if not standing_on(lines, day - _DAY).has_revenue:
            continue  # nothing was paid: a trial, or a line of nothing
        if not standing_on(lines, day).has_revenue:
            again = any(x.life.first >= day for x in lines)
            found.append(replace(_loss(account, day, some, currency, whole=True), won_back=again))
            continue
        products: dict[str, list[Lived]] = defaultdict(list)
        for x in some:
            products[x.line.subscription.product].append(x)
        found += [_loss(account, day, group, currency, whole=False) for group in products.values()]
    return found


def _ended(x: Lived) -> bool:
    """Whether a line was lost, and not only followed by another."""
    assert x.life.last is not None
    if x.line.term is None:
        return x.line.subscription.cancelled_on is not None
    return decision_at(x.line, x.life.last).outcome is Outcome.LOST


def _followed(x: Lived, lines: Iterable[Lived]) -> bool:
    """Whether the account has the product on the first day after the line, from another one."""
    assert x.life.last is not None
    day, product = x.life.last + _DAY, x.line.subscription.product
    return any(o is not x and o.line.subscription.product == product and day in o.life for o in lines)


def _loss(account: Account, day: date, some: Sequence[Lived], currency: str, *, whole: bool) -> Loss:
    ordered = sorted(some, key=lambda x: x.line.subscription.id)
    amounts = [x.line.arr_on(day - _DAY) for x in ordered]
    known = [a for a in amounts if a is not None]
    paid = {x.line.subscription.currency for x in ordered}
    adds_up = len(known) == len(amounts) and len(paid) == 1
    return Loss(
        account.id,
        account.account,
        day,
        tuple(x.line.subscription.id for x in ordered),
        whole,
        min((d for x in ordered if (d := _told(x))), default=None),
        sum(known, Fraction(0)) if adds_up else None,
        paid.pop() if len(paid) == 1 else currency,
        next((w for x in ordered if (w := _words(x))), "") or (account.lost_reason or "" if whole else ""),
    )


def _told(x: Lived) -> date | None:
    if x.line.term is None or x.life.last is None:
        return None
    return decision_at(x.line, x.life.last).decided_on


def _words(x: Lived) -> str:
    row = None if x.line.term is None or x.life.last is None else decision_at(x.line, x.life.last).renewal
    return (row.reason if row else None) or x.line.subscription.reason or ""


def _recorded(
    account: Account, found: Sequence[Loss], records: Sequence[Churn], currency: str
) -> Iterable[Loss]:
    """Each loss with the record that is about it, and records that are about none."""
    left = sorted(records, key=lambda r: (r.lost_on, r.id))
    for loss in found:
        fitting = [r for r in left if _about(r, loss)]
        record = min(fitting, key=lambda r: (_days(r.lost_on, loss.lost_on), r.lost_on, r.id), default=None)
        if record is not None:
            left.remove(record)
        yield _with(loss, record)
    for record in left:
        lines = (record.subscription,) if record.subscription else ()
        yield Loss(account.id, account.account, record.lost_on, lines, not lines, record.known_on,
                   None if record.amount is None else Fraction(record.amount), currency, record=record)  # fmt: skip


def _with(loss: Loss, record: Churn | None) -> Loss:
    amount = loss.amount
    if record is not None and record.amount is not None:
        amount = Fraction(record.amount)
    day = loss.lost_on or (record.lost_on if record else None)
    told = loss.told_on or (record.known_on if record else None)
    return replace(loss, record=record, amount=amount, lost_on=day, told_on=told)


def _about(record: Churn, loss: Loss) -> bool:
    if not _near(record.lost_on, loss.lost_on):
        return False
    if record.subscription is None:
        return loss.whole
    return record.subscription in loss.lines


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs(one - other) <= SAME_LOSS


def _days(one: date, other: date | None) -> int:
    return abs((one - other).days) if other else 0


def _order(loss: Loss) -> tuple[date, str, str]:
    return (loss.lost_on or date.min, loss.account, loss.subscription or "")
