"""Lines are read for a whole book at once: contracts with their steps, decisions and names."""

from collections import defaultdict
from datetime import date
from typing import Any

from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Renewal
from csdesk.domain.revenue.lines import Line, Successor, known_by
from csdesk.domain.revenue.notice import DaysOff
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.values import dataclass
from csdesk.store.book import Book
from csdesk.store.days_off import days_off
from csdesk.store.rows import mapper


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
        return lines_where(book, "1 = 1", {}, as_of)
    owner = "s.account = (SELECT pk FROM accounts WHERE uid = :account)"
    return lines_where(book, owner, {"account": account}, as_of)


def currencies_sold(book: Book) -> list[str]:
    """The currencies of recurring lines, that of most lines first, of equals by name."""
    sql = "SELECT currency FROM subscriptions WHERE recurring = 1 GROUP BY currency ORDER BY count(*) DESC, currency"
    return [currency for (currency,) in book.rows(sql)]


def lines_where(book: Book, condition: str, facts: dict[str, object], as_of: date) -> list[SoldLine]:
    """The lines whose subscription `s` meets an SQL condition, as known on a day."""
    subscriptions = _values(book, Subscription, "pk", condition, facts)
    steps: dict[str, list[Step]] = defaultdict(list)
    for step in _values(book, Step, "subscription", condition, facts):
        steps[step.subscription].append(step)
    decisions: dict[str, dict[date, Renewal]] = defaultdict(dict)
    for renewal in _values(book, Renewal, "subscription", condition, facts):
        decisions[renewal.subscription][renewal.due_on] = renewal
    accounts = dict(book.rows("SELECT uid, account FROM accounts"))
    products = dict(book.rows("SELECT uid, product FROM products"))
    follow, off = _successors(book), days_off(book)
    made = [
        SoldLine(
            _line(s, steps[s.id], decisions[s.id], follow[s.account, s.product], as_of, off),
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
    return mapped.values(rows)


def _line(
    subscription: Subscription,
    steps: list[Step],
    decisions: dict[date, Renewal],
    follow: list[Successor],
    as_of: date,
    off: DaysOff,
) -> Line:
    ordered = tuple(sorted(steps, key=lambda s: s.from_))
    start = subscription.start
    later = tuple(f for f in follow if start is None or f.start > start)
    line = Line(subscription, ordered, tuple(decisions.values()), later, off=off)
    return known_by(line, as_of)


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
