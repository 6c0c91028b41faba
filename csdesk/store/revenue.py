"""Revenue by account is read in a few statements: what each account brings on a day, for lists and the week."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.accounts import (
    AccountMoney,
    Ahead,
    LiveLine,
    Told,
    account_money,
    several_currencies,
)
from csdesk.domain.revenue.notice import DaysOff, Notice, notice_said
from csdesk.domain.revenue.terms import NEAR, term_between, term_months
from csdesk.domain.subscriptions import NoticeCount
from csdesk.domain.values import dataclass
from csdesk.store.book import Book
from csdesk.store.days_off import days_off
from csdesk.store.reporting import rates_known, reporting_currency

if TYPE_CHECKING:
    from csdesk.domain.revenue.lines import Line

_DAY = timedelta(days=1)
_A_YEAR = {"month": 12, "quarter": 4, "year": 1}


def arr_by_account(
    book: Book, as_of: date, *, account: AccountId | None = None
) -> dict[AccountId, AccountMoney]:
    """What every account with a recurring line brings on a day: a few statements for the whole book.

    With `account`, that account alone.

    Accounts that never had a recurring line are not listed: their ARR is absent, not 0.
    """
    near = as_of - NEAR
    facts = {"day": as_of.isoformat(), "near": near.isoformat(), "account": account}
    sql = _ROWS.format(one="" if account is None else "AND a.uid = :account")
    rows = [_Row(*r) for r in book.rows(sql, facts)]
    live: dict[str, list[LiveLine]] = {row.uid: [] for row in rows}
    days = _Days(as_of, as_of.isoformat(), _starts(rows, as_of.isoformat()), days_off(book))
    ahead: dict[str, list[Ahead]] = defaultdict(list)
    unclear: list[int] = []
    for row in rows:
        if (signed := days.ahead(row)) is not None:
            ahead[row.uid].append(signed)
        elif days.gone(row):
            continue
        elif days.unclear(row):
            unclear.append(row.pk)
        else:
            live[row.uid].append(days.line(row))
    if unclear:
        _add_judged(book, unclear, as_of, live)
    several = any(map(several_currencies, live.values()))
    told = Told(rates_known(book, reporting_currency(book), as_of=as_of), as_of) if several else None
    return {
        AccountId(account): account_money(lines, ahead.get(account, ()), told)
        for account, lines in live.items()
    }


def _add_judged(book: Book, unclear: list[int], as_of: date, live: dict[str, list[LiveLine]]) -> None:
    """The few lines that only the domain can tell of."""
    from csdesk.store.lines import lines_where

    listed = ", ".join(map(str, unclear))
    for sold in lines_where(book, f"s.pk IN ({listed})", {}, as_of):
        found = _judged(sold.line, as_of)
        if found:
            live[sold.subscription.account].append(found)


class _Row(NamedTuple):
    """A recurring line as it stands in the file; days are ISO text."""

    uid: str
    pk: int
    account: int
    product: int
    period: str
    currency: str
    start: str | None
    end: str | None
    signed_on: str | None
    auto_renew: int | None
    notice_days: int | None
    counted_in: str | None
    cancelled_on: str | None
    amount: int | None
    outcome: str | None
    others: int
    term_months: int | None
    term_confirmed: int


_ROWS = """
    SELECT a.uid, s.pk, s.account, s.product, s.period, s.currency, s.start, s."end", s.signed_on,
        s.auto_renew, s.notice_days, s.notice_counted_in, s.cancelled_on,
        (SELECT t.amount FROM steps t WHERE t.subscription = s.pk AND t."from" <= :day
            ORDER BY t."from" DESC, t.pk DESC LIMIT 1),
        (SELECT CASE WHEN coalesce(r.decided_on, r.booked_on) > :day THEN 'open' ELSE r.outcome END FROM renewals r
            WHERE r.subscription = s.pk AND r.due_on = s."end" ORDER BY r.pk DESC LIMIT 1),
        (SELECT count(*) FROM renewals r
            WHERE r.subscription = s.pk AND r.due_on <> s."end" AND r.outcome <> 'open'
            AND (r.outcome = 'lost' OR r.due_on >= :near OR s."end" < :day OR s.period = 'term'
                OR coalesce(r.decided_on, r.booked_on) > :day)),
        s.term_months, s.term_confirmed
    FROM subscriptions s JOIN accounts a ON a.pk = s.account
    WHERE s.recurring = 1 {one} ORDER BY s.account, s.pk"""
"""Every recurring line, the amount that holds on the day, the decision at its end, and how many others."""


def _starts(rows: list[_Row], day: str) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in rows:
        if row.start and (row.signed_on or "") <= day:
            found[row.account, row.product].append(row.start)
    return found


@dataclass(frozen=True, slots=True)
class _Days:
    """The rules of `life_of` for the many rows that need no calendar; the few others are left to it."""

    as_of: date
    day: str
    starts: dict[tuple[int, int], list[str]]
    off: DaysOff

    def ahead(self, row: _Row) -> Ahead | None:
        """A term that is signed, begins later, and of whose end nothing is decided; None for any other line."""
        if row.start is None or row.end is None or not self.day < row.start <= row.end:
            return None
        if (row.signed_on or "") > self.day or row.cancelled_on is not None:
            return None
        if row.outcome not in {None, "open"}:
            return None
        auto = None if row.auto_renew is None else bool(row.auto_renew)
        ends = date.fromisoformat(row.end)
        return Ahead(date.fromisoformat(row.start), ends, self._notice(row, ends), auto)

    def gone(self, row: _Row) -> bool:
        """Whether a line surely is not live: not begun, cancelled by the month, decided or followed."""
        if row.start is None:
            return False
        if row.start > self.day:
            return True
        if row.end is None:
            ended = row.cancelled_on is not None and row.cancelled_on <= self.day
            return ended and row.period == "month"
        if row.end >= self.day:
            return False
        return row.outcome == "lost" or (not row.others and self._followed(row, row.end))

    def unclear(self, row: _Row) -> bool:
        """Whether only the domain can tell: no start or end, other decisions, notice given, lines after it."""
        if row.start is None or row.others:
            return True
        if row.end is None:
            return row.period != "month"
        if row.end >= self.day and row.end >= row.start:
            return False
        return (
            row.end < row.start or row.cancelled_on is not None or self._later(row, row.end) or _renewed(row)
        )

    def _later(self, row: _Row, end: str) -> bool:
        """Whether a line may be followed some time after its end."""
        return any(x > end for x in self.starts[row.account, row.product])

    def _followed(self, row: _Row, end: str) -> bool:
        """Whether a line of the same account and product starts as this one ends."""
        starts = self.starts[row.account, row.product]
        if not any(x >= end for x in starts):
            return False
        last = date.fromisoformat(end)
        after = (last + _DAY if last < date.max else last).isoformat()
        return any(x in {end, after} and x > (row.start or "") for x in starts)

    def line(self, row: _Row) -> LiveLine:
        """The line as its account counts it."""
        assert row.start is not None
        auto = None if row.auto_renew is None else bool(row.auto_renew)
        if row.end is None:
            amount = None if row.amount is None else row.amount * 12
            return LiveLine(row.currency, amount, None, None, auto)
        start, end = date.fromisoformat(row.start), date.fromisoformat(row.end)
        loose = end if row.end < self.day and not auto else None
        due = self._due(row, start, end)
        notice = self._notice(row, due)
        assumed = loose is not None and not row.term_confirmed
        return LiveLine(row.currency, _a_year(row, start, end), due, notice, auto, loose, assumed=assumed)

    def _notice(self, row: _Row, due: date | None) -> Notice | None:
        counted = NoticeCount(row.counted_in) if row.counted_in else None
        return notice_said(due, row.notice_days, counted, self.off) if due else None

    def _due(self, row: _Row, start: date, end: date) -> date | None:
        if row.end is None or row.end < self.day:
            term = term_between(start, end, months=row.term_months)
            return term.end_on_or_after(self.as_of) if row.auto_renew else None
        if row.outcome == "lost":
            return end
        if row.outcome not in {None, "open"}:
            return None
        if row.cancelled_on is not None and row.cancelled_on <= self.day:
            return end
        return None if self._followed(row, row.end) else end


def _renewed(row: _Row) -> bool:
    """Whether a line was decided at its end, and not lost."""
    return row.outcome not in {None, "open", "lost"}


def _a_year(row: _Row, start: date, end: date) -> int | Fraction | None:
    if row.amount is None:
        return None
    if row.period != "term":
        return row.amount * _A_YEAR[row.period]
    return Fraction(row.amount * 12, row.term_months or term_months(start, end))


def _judged(line: "Line", as_of: date) -> LiveLine | None:
    from csdesk.domain.revenue.due import next_due
    from csdesk.domain.revenue.live import life_of, renewed_without_next

    life, sub = life_of(line), line.subscription
    if life is None or as_of not in life:
        return None
    due = next_due(line, as_of)
    loose = life.contract_end if life.without_contract(as_of) else None
    notice = line.notice_at(due) if due else None
    renewed = loose is not None and renewed_without_next(line)
    assumed = loose is not None and line.term is not None and line.term.assumed
    return LiveLine(sub.currency, line.arr_on(as_of), due, notice, sub.auto_renew, loose, renewed, assumed)
