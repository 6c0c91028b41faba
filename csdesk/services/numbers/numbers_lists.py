"""The lists behind the bars of a waterfall: every bar opens the accounts that it is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from csdesk.domain.accounts import Account
from csdesk.domain.errors import RateMissing
from csdesk.domain.ids import AccountId
from csdesk.domain.products import Product
from csdesk.domain.revenue.archives import ArchiveAs
from csdesk.domain.revenue.cohorts import began_of, stays_of
from csdesk.domain.revenue.definitions import Definition, Metric, definitions
from csdesk.domain.revenue.ledger import Periods
from csdesk.domain.revenue.movements import CONTRACTION, EXPANSION, Movement
from csdesk.domain.revenue.survival import Survival, survival
from csdesk.domain.revenue.unpriced import Unpriced
from csdesk.domain.revenue.waterfall import Waterfall, shares
from csdesk.services.numbers.numbers import Numbers, Sold, sold_by
from csdesk.services.numbers.unpriced import unpriced_by
from csdesk.services.renewals.reasons import Reasons, why_text
from csdesk.store.book import Book


class Bar(StrEnum):
    """The bars, from left to right."""

    OPENING = "Opening"
    NEW = "New"
    WON_BACK = "Won back"
    EXPANSION = "Expansion"
    CONTRACTION = "Contraction"
    CHURN = "Churn"
    FX = "FX"
    CLOSING = "Closing"


_BY_THE_BAR = frozenset({Movement.NEW, Movement.WON_BACK, Movement.CHURN, Movement.FX})
"""The movements that are what their bar is called."""


def _kinds(bar: Bar, archive: ArchiveAs) -> tuple[Movement, ...]:
    return {
        Bar.NEW: (Movement.NEW,),
        Bar.WON_BACK: (Movement.WON_BACK,),
        Bar.EXPANSION: EXPANSION,
        Bar.CONTRACTION: archive.contraction,
        Bar.CHURN: archive.churn,
        Bar.FX: (Movement.FX,),
    }[bar]


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a bar's list; `amount` is whole minor units a month with its sign: the lines add up to the bar."""

    account: AccountId
    name: str
    product: str
    kind: str
    on: date | None
    reason: str
    amount: int


@dataclass(frozen=True, slots=True)
class Board:
    """The numbers of a period with their definitions and the list of every bar."""

    numbers: Numbers
    definitions: Mapping[Metric, Definition]
    bars: Mapping[Bar, int]
    """Whole minor units a month, losses negative; empty where amounts are not known."""
    lists: Mapping[Bar, tuple[Listed, ...]]
    stays: Survival
    """How long the customers of the book stay, whatever the period: whether cohorts of it say anything."""
    unpriced: tuple[Unpriced, ...] = ()
    """For want of whose amounts there are no bars."""
    missing: RateMissing | None = None
    """The rate for want of which lines in other currencies are left out."""


@dataclass(frozen=True)
class Ground:
    """What a book says whatever the period: read once, it gives the board of any of them."""

    sold: Sold
    accounts: Mapping[AccountId, Account]
    products: Mapping[str, str]
    reasons: Reasons

    @cached_property
    def stays(self) -> Survival:
        """How long customers stay, as known on the day."""
        lines, day = self.sold.by_account, self.sold.as_of
        return survival(stays_of(lines, began_of(lines, day), day).values())

    def board(self, first: date, last: date) -> Board:
        """The board of a period. Raises: as `Sold.numbers`."""
        (n,) = self.sold.numbers([(first, last)])
        w = self.sold.waterfall(first, last)
        made = definitions(w, n.shown, n.eligible, n.renewals, first, last)
        bars = _bars(n)
        lists = {bar: self._list(n, w, bar, amount) for bar, amount in bars.items()}
        unpriced = self.unpriced([(first, last)] if n.unknown else [])
        return Board(n, made, bars, lists, self.stays, unpriced)

    def unpriced(self, periods: Periods) -> tuple[Unpriced, ...]:
        """What has no known amount at an end of some periods."""
        return unpriced_by(self.sold, periods, self.accounts, self.products)

    def _list(self, n: Numbers, w: Waterfall, bar: Bar, amount: int) -> tuple[Listed, ...]:
        ends = bar in {Bar.OPENING, Bar.CLOSING}
        exact = _ends(w, bar) if ends else _moves(w, _kinds(bar, n.shown.archive))
        rows = _rows(exact, amount, self.accounts, self.products)
        return tuple(_why(row, bar, self.reasons, self.accounts, n) for row in rows)


def ground_of(
    book: Book,
    *,
    as_of: date,
    only: bool = False,
    accounts: frozenset[AccountId] | None = None,
) -> Ground:
    """Read what boards are made of, as `sold_by`."""
    return Ground(
        sold_by(book, as_of=as_of, only=only, accounts=accounts),
        {a.id: a for a in book.all(Account)},
        {str(p.id): p.product for p in book.all(Product)},
        Reasons(book),
    )


def _bars(n: Numbers) -> dict[Bar, int]:
    if n.unknown:
        return {}
    s = n.shown
    fx = {Bar.FX: s.fx} if n.converted else {}
    return {
        Bar.OPENING: s.opening, Bar.NEW: s.new, Bar.WON_BACK: s.won_back, Bar.EXPANSION: s.expansion,
        Bar.CONTRACTION: -s.contraction, Bar.CHURN: -s.churn, **fx, Bar.CLOSING: s.closing,
    }  # fmt: skip


def _rows(
    exact: Sequence["_Exact"], amount: int, accounts: Mapping[AccountId, Account], products: Mapping[str, str]
) -> tuple[Listed, ...]:
    parts = [value for *_, value in exact]
    rounded = shares(parts, amount) if parts else []
    rows = [
        _row(accounts.get(account), account, products.get(product, ""), kind, whole)
        for (account, product, kind, _), whole in zip(exact, rounded, strict=True)
    ]
    return tuple(sorted(rows, key=lambda r: (-abs(r.amount), r.name, r.product, r.kind)))


_Exact = tuple[AccountId, str, str, Fraction]


def _ends(w: Waterfall, bar: Bar) -> list[_Exact]:
    found: list[_Exact] = []
    for a in w.accounts:
        standing = a.opening if bar is Bar.OPENING else a.closing
        found += [
            (a.account, str(product), "", p.mrr) for product, p in standing.positions.items() if p.amount
        ]
    return found


def _moves(w: Waterfall, kinds: Sequence[Movement]) -> list[_Exact]:
    return [
        (a.account, str(m.product), "" if m.kind in _BY_THE_BAR else m.kind.value, m.signed)
        for a in w.accounts
        for m in a.moves
        if m.kind in kinds
    ]


def _row(account: Account | None, uid: AccountId, product: str, kind: str, amount: int) -> Listed:
    if account is None:
        return Listed(uid, str(uid), product, kind, None, "", amount)
    on = account.lost_on if amount < 0 and not kind else account.signed_on
    return Listed(uid, account.account, product, kind, on, "", amount)


def _why(
    row: Listed, bar: Bar, reasons: Reasons, accounts: Mapping[AccountId, Account], n: Numbers
) -> Listed:
    """The line of what was lost with its reason, and the first day of the loss where its record says one."""
    if row.kind == Movement.ARCHIVE and bar is Bar.CHURN:
        return replace(row, on=None, reason="Moved to a read-only product")
    churned = bar is Bar.CHURN
    if not churned and row.kind != Movement.LOST_PRODUCT:
        return row if row.kind not in CONTRACTION else replace(row, on=None)
    record = reasons.of(row.account, row.product, n.first, n.last)
    on = record.lost_on if record else row.on if churned else None
    return replace(row, on=on, reason=why_text(record, accounts.get(row.account) if churned else None))
