"""Revenue reads the contract lines of a whole book at once, as values or as plain sums."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Renewal
from csdesk.domain.revenue.accounts import AccountMoney, LiveLine, account_money
from csdesk.domain.revenue.due import next_due
from csdesk.domain.revenue.lines import Line, Successor, known_by
from csdesk.domain.revenue.live import life_of
from csdesk.domain.revenue.terms import term_months
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.store.book import Book
from csdesk.store.rows import mapper

_DAY = timedelta(days=1)
_A_YEAR = {"month": 12, "quarter": 4, "year": 1}


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line with the names that a person knows it by."""

    line: Line
    account: str
    product: str

    @property
    def subscription(self) -> Subscription:
        """The line's own contract."""
        return self.line.subscription


def sold_lines(book: Book, *, as_of: date, account: AccountId | None = None) -> list[SoldLine]:
    """All lines of the book, or of one account, as known on a day; by account, product, start, id."""
    if account is None:
        return _read(book, "1 = 1", {}, as_of)
    return _read(
        book, "s.account = (SELECT pk FROM accounts WHERE uid = :account)", {"account": account}, as_of
    )


def _read(book: Book, condition: str, facts: dict[str, object], as_of: date) -> list[SoldLine]:
    subscriptions = _values(book, Subscription, "pk", condition, facts)
    steps: dict[str, list[Step]] = defaultdict(list)
    for step in _values(book, Step, "subscription", condition, facts):
        steps[step.subscription].append(step)
    decisions: dict[str, dict[date, Renewal]] = defaultdict(dict)
    for renewal in _values(book, Renewal, "subscription", condition, facts):
        decisions[renewal.subscription][renewal.due_on] = renewal
    accounts = dict(book.rows("SELECT uid, account FROM accounts"))
    products = dict(book.rows("SELECT uid, product FROM products"))
    follow = _successors(book)
    made = [
        SoldLine(
            _line(s, steps[s.id], decisions[s.id], follow[s.account, s.product], as_of),
            accounts[s.account],
            products[s.product],
        )
        for s in subscriptions
    ]
    return sorted(made, key=_order)


def _values(book: Book, noun: type, column: str, condition: str, facts: dict[str, object]) -> list[Any]:
    mapped = mapper(noun)
    chosen = f"SELECT s.pk FROM subscriptions s WHERE {condition}"
    rows = book.rows(f"{mapped.select} WHERE t.{column} IN ({chosen}) ORDER BY t.pk", facts)
    return [mapped.value(row) for row in rows]


def _line(
    subscription: Subscription,
    steps: list[Step],
    decisions: dict[date, Renewal],
    follow: list[Successor],
    as_of: date,
) -> Line:
    ordered = tuple(sorted(steps, key=lambda s: s.from_))
    start = subscription.start
    later = tuple(f for f in follow if start is None or f.start > start)
    return known_by(Line(subscription, ordered, tuple(decisions.values()), later), as_of)


def _successors(book: Book) -> dict[tuple[str, str], list[Successor]]:
    found: dict[tuple[str, str], list[Successor]] = defaultdict(list)
    for account, product, start, signed in book.rows(
        "SELECT a.uid, p.uid, s.start, s.signed_on FROM subscriptions s"
        " JOIN accounts a ON a.pk = s.account JOIN products p ON p.pk = s.product"
        " WHERE s.recurring = 1 AND s.start IS NOT NULL ORDER BY s.start, s.pk"
    ):
        day = date.fromisoformat(signed) if signed else None
        found[account, product].append(Successor(date.fromisoformat(start), day))
    return found


def _order(sold: SoldLine) -> tuple[str, str, str, str, str]:
    s = sold.subscription
    return (sold.account.casefold(), s.account, sold.product.casefold(), str(s.start or ""), s.id)


def arr_by_account(book: Book, as_of: date) -> dict[AccountId, AccountMoney]:
    """What every account with a recurring line brings on a day: a few statements for the whole book.

    Accounts that never had a recurring line are not listed: their ARR is absent, not 0.
    """
    day = as_of.isoformat()
    rows = book.rows(_PLAIN, {"day": day})
    live: dict[str, list[LiveLine]] = {account: [] for account, *_ in rows}
    starts = {(r[1], r[2], r[6]) for r in rows if r[6] and (r[7] or "") <= day}
    for row in rows:
        line = _plain_line(row, day, starts)
        if line:
            live[row[0]].append(line)
    for sold in _read(book, _NOT_PLAIN, {"day": day}, as_of):
        found = _judged_line(sold.line, as_of)
        if found:
            live[sold.subscription.account].append(found)
    return {AccountId(account): account_money(lines) for account, lines in live.items()}


_ENDED = """ s."end" IS NOT NULL AND s."end" < :day"""
_DECIDED = """ EXISTS (SELECT 1 FROM renewals r WHERE r.subscription = s.pk AND r.due_on = s."end"
    AND r.outcome <> 'open' AND (r.decided_on IS NULL OR r.decided_on <= :day)
    AND (r.outcome = 'lost' OR s.auto_renew IS NULL OR s.auto_renew = 0))"""
_ONE_ROW = """ (SELECT count(*) FROM renewals r WHERE r.subscription = s.pk AND r.due_on = s."end") = 1"""
_NOT_PLAIN = f"""s.recurring = 1 AND (s.start IS NULL OR s.start <= :day)
    AND (s.start IS NULL OR (s."end" IS NULL AND s.period <> 'month')
         OR ({_ENDED} AND NOT ({_DECIDED} AND {_ONE_ROW})))"""
"""Lines that need the domain's judgement: without start or end, or past their end and not decided there."""

_PLAIN = """
    SELECT a.uid, s.account, s.product, s.period, s.currency, s."end", s.start, s.signed_on, s.auto_renew,
        s.notice_days, s.cancelled_on,
        (SELECT t.amount FROM steps t WHERE t.subscription = s.pk AND t."from" <= :day
            ORDER BY t."from" DESC, t.pk DESC LIMIT 1),
        (SELECT r.outcome FROM renewals r
            WHERE r.subscription = s.pk AND r.due_on = s."end" AND s."end" >= :day AND r.outcome <> 'open'
            AND (r.decided_on IS NULL OR r.decided_on <= :day) ORDER BY r.pk DESC LIMIT 1)
    FROM subscriptions s JOIN accounts a ON a.pk = s.account
    WHERE s.recurring = 1 ORDER BY s.account, s.pk"""
"""Every recurring line, the amount that holds on the day, and what was decided about its next end."""


def _plain_line(row: tuple[Any, ...], day: str, starts: set[tuple[int, int, str]]) -> LiveLine | None:
    """A line that is inside its term, or month to month; None for all others."""
    _, account, product, period, currency, end, start, _, renews, notice, cancelled, amount, outcome = row
    if start is None or start > day or (end is not None and end < day):
        return None
    auto = None if renews is None else bool(renews)
    if end is None:
        if period != "month" or (cancelled is not None and cancelled <= day):
            return None
        return LiveLine(currency, None if amount is None else amount * 12, None, None, auto)
    last = date.fromisoformat(end)
    arr = _a_year(amount, period, start, last)
    lost = outcome == "lost" or (outcome is None and cancelled is not None and cancelled <= day)
    after = (last + _DAY if last < date.max else last).isoformat()
    follows = {x for x in (end, after) if x > start and (account, product, x) in starts}
    due = last if lost or not (outcome or follows) else None
    return LiveLine(currency, arr, due, notice, auto)


def _a_year(amount: int | None, period: str, start: str, end: date) -> int | Fraction | None:
    if amount is None:
        return None
    if period != "term":
        return amount * _A_YEAR[period]
    return Fraction(amount * 12, term_months(date.fromisoformat(start), end))


def _judged_line(line: Line, as_of: date) -> LiveLine | None:
    life, sub = life_of(line), line.subscription
    if life is None or as_of not in life:
        return None
    due = next_due(line, as_of)
    loose = life.without_contract(as_of)
    return LiveLine(sub.currency, line.arr_on(as_of), due, sub.notice_days, sub.auto_renew, loose)
