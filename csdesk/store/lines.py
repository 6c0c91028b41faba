"""Lines are read for a whole book at once: contracts with their steps, decisions and names."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Renewal
from csdesk.domain.revenue.following import Begun, new_products_of, successors_of
from csdesk.domain.revenue.lines import Line, known_by
from csdesk.domain.revenue.prices import Columns, Price, Prices, count_of
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.values import dataclass, made_of
from csdesk.store.book import Book
from csdesk.store.days_off import days_off
from csdesk.store.rows import mapper

_Facts = dict[str, object]


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


def recurring_lines(book: Book, *, as_of: date) -> list[Line]:
    """All recurring lines of the book as known on a day; those of an account by product, start, id."""
    return _lines(book, "s.recurring = 1", {}, as_of)


def currencies_sold(book: Book) -> list[str]:
    """The currencies of recurring lines, that of most lines first, of equals by name."""
    sql = "SELECT currency FROM subscriptions WHERE recurring = 1 GROUP BY currency ORDER BY count(*) DESC, currency"
    return [currency for (currency,) in book.rows(sql)]


def lines_where(book: Book, condition: str, facts: _Facts, as_of: date) -> list[SoldLine]:
    """The lines whose subscription `s` meets an SQL condition, as known on a day."""
    accounts = dict(book.rows("SELECT uid, account FROM accounts"))
    products = dict(book.rows("SELECT uid, product FROM products"))
    made = [
        SoldLine(line, accounts[line.subscription.account], products[line.subscription.product])
        for line in _lines(book, condition, facts, as_of)
    ]
    return sorted(made, key=lambda s: (s.account.casefold(), s.subscription.account))


def _lines(book: Book, condition: str, facts: _Facts, as_of: date) -> list[Line]:
    subscriptions = _values(book, Subscription, "pk", condition, facts)
    decisions: dict[str, list[Renewal]] = defaultdict(list)
    for renewal in _values(book, Renewal, "subscription", condition, facts):
        decisions[renewal.subscription].append(renewal)
    begun = _begun(book, condition, facts)
    renewed = {line for line, some in decisions.items() if any(r.outcome.renewed for r in some)}
    columns = (
        subscriptions,
        _prices(book, condition, facts),
        [tuple(decisions[s.id]) if s.id in decisions else () for s in subscriptions],
        [successors_of(s, begun[s.account]) if s.account in begun else () for s in subscriptions],
        [new_products_of(s, begun.get(s.account, ())) if s.id in renewed else () for s in subscriptions],
        [as_of] * len(subscriptions),
        [days_off(book)] * len(subscriptions),
    )
    return [known_by(line, as_of) for line in _in_order(book, made_of(Line, columns))]


def _values(book: Book, noun: type, column: str, condition: str, facts: _Facts) -> list[Any]:
    mapped = mapper(noun)
    chosen = f"SELECT s.pk FROM subscriptions s WHERE {condition}"
    return mapped.values_of(
        book.columns(f"{mapped.select} WHERE t.{column} IN ({chosen}) ORDER BY t.pk", facts)
    )


def _prices(book: Book, condition: str, facts: _Facts) -> Iterator[Prices]:
    """Line by line in order of entry: what its steps say of its money, by their day, then in order of entry."""
    owners, *cells = book.columns(
        f"""SELECT s.pk, t."from", t.amount, t.quantity, t.discount, t.order_kind, t.assumed
        FROM subscriptions s LEFT JOIN steps t ON t.subscription = s.pk WHERE {condition}
        ORDER BY s.pk, t."from", t.pk""",
        facts,
    )
    priced, at = _columns(cells), 0
    for many in Counter(owners).values():
        begin, at = at, at + many
        yield Prices(priced, begin, begin if priced.days[begin] is None else at)


def _columns(cells: Sequence[Sequence[Any]]) -> Columns:
    """What the cells of prices say; where a line has none, all of them are empty."""
    mapped = mapper(Step)
    read = [mapped.read(name, some) for name, some in zip(Price._fields, cells, strict=True)]
    quantities = cells[Price._fields.index("quantity")]
    said = mapped.reader("quantity")
    counts = {cell: count_of(said[cell]) for cell in {*quantities}}
    return Columns._make([*read, [*map(counts.__getitem__, quantities)]])


def _begun(book: Book, condition: str, facts: _Facts) -> dict[str, list[Begun]]:
    """By account the starts of its recurring lines, in order; of accounts that have several lines."""
    found: dict[str, list[Begun]] = defaultdict(list)
    days = mapper(Subscription).reader("start")
    for account, product, start, signed in book.rows(
        f"""SELECT a.uid, p.uid, s.start, s.signed_on FROM subscriptions s
        JOIN accounts a ON a.pk = s.account JOIN products p ON p.pk = s.product
        WHERE s.recurring = 1 AND s.start IS NOT NULL AND s.account IN
            (SELECT account FROM subscriptions
            WHERE account IN (SELECT s.account FROM subscriptions s WHERE {condition})
            GROUP BY account HAVING count(*) > 1)
        ORDER BY s.start, s.pk""",
        facts,
    ):
        found[account].append(Begun(product, days[start], days[signed]))
    return found


def _in_order(book: Book, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines account by account; those of one account by product, start, id."""
    products = {uid: name.casefold() for uid, name in book.rows("SELECT uid, product FROM products")}

    def place(line: Line) -> tuple[str, str, str]:
        s = line.subscription
        return products[s.product], str(s.start or ""), s.id

    by_account = defaultdict(list)
    for line in lines:
        by_account[line.subscription.account].append(line)
    for some in by_account.values():
        yield from some if len(some) == 1 else sorted(some, key=place)
