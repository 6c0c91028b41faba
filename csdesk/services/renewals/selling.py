"""Selling: a new contract of an account, with what it is worth before it is saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import (
    FieldNeeded,
    FieldRefused,
    FigureOutOfRange,
    NoSuchAccount,
    PerTermOrYear,
    StepOutsideTerm,
    TermBackwards,
)
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.money import digits, half_up
from csdesk.domain.names import name_key
from csdesk.domain.periods import term_end
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.products import Product
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import life_of
from csdesk.domain.revenue.notice import LONGEST_NOTICE, NOTICE_ALLOWED
from csdesk.domain.revenue.terms import MONTHS
from csdesk.domain.revenue.worth import Worth, longer_than_a_year, worth_of
from csdesk.domain.subscriptions import NoticeCount, OrderKind, Period, Step, Subscription
from csdesk.store.book import Book
from csdesk.store.lines import SoldLine, sold_lines

_MOST_MONTHS = 1200


@dataclass(frozen=True, slots=True)
class PriceStep:
    """A change that is agreed ahead: from a day on another quantity or amount; None stays as before."""

    from_: date
    amount: Decimal | None = None
    quantity: Decimal | None = None
    order_kind: OrderKind | None = None


@dataclass(frozen=True, slots=True)
class Sale:
    """What a person says of a new contract.

    `amount` is what all of it costs for a `period`, after the discount; or `unit_price` what one costs before it.
    The term ends on `end`, or is `months` long; a line that is `month_to_month` has none, whatever it is paid by, nor
    has one without either that is paid by the month. `period` None is a year, unless the term is longer: then somebody
    has to say what the amount is for. One-time lines are not `recurring`.
    """

    product: str
    start: date | None = None
    amount: Decimal | None = None
    unit_price: Decimal | None = None
    quantity: Decimal | None = None
    discount: Decimal | None = None
    period: Period | None = None
    end: date | None = None
    months: int | None = None
    month_to_month: bool = False
    recurring: bool = True
    signed_on: date | None = None
    live_on: date | None = None
    auto_renew: bool | None = None
    notice_days: int | None = None
    notice_counted_in: NoticeCount | None = None
    currency: str = ""
    order_kind: OrderKind | None = None
    steps: tuple[PriceStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A contract that is not saved yet: its rows, what it is worth, and what there is to know of it.

    `readings`: where the amount can be for the term or for a year, what it is worth as each.
    """

    account: Account
    product: Product
    line: Line
    worth: Worth | None
    readings: tuple[tuple[Period, Worth], ...] = ()
    cautions: tuple[str, ...] = ()


def prepare(book: Book, account: AccountId, sale: Sale) -> Prepared:
    """What a contract would be; nothing is written.

    Raises: NoSuchAccount, FieldNeeded, TermBackwards, FigureOutOfRange, StepOutsideTerm.
    """
    owner = book.find(Account, account)
    if owner is None:
        raise NoSuchAccount(name=account)
    _refuse_wrong(sale)
    product = _product(book, sale.product)
    there = [s for s in sold_lines(book, as_of=date.max, account=account) if s.subscription.recurring]
    line = _line(book, owner, product, sale, there)
    asked = sale.period is None and longer_than_a_year(line)
    readings = tuple((p, w) for p in (Period.TERM, Period.YEAR) if asked and (w := worth_of(_paid(line, p))))
    worth = None if asked else worth_of(line)
    return Prepared(owner, product, line, worth, readings, tuple(_cautions(line, there)))


def sell(book: Book, account: AccountId, sale: Sale, *, today: date) -> ChangeSet:
    """Add a contract with its steps, and its product where there is none of that name.

    Raises: as `prepare`, and PerTermOrYear where nobody said what the amount is for.
    """
    return sell_prepared(book, prepare(book, account, sale), today=today)


def sell_prepared(book: Book, made: Prepared, *, today: date) -> ChangeSet:
    """Add a contract as it was prepared. Raises: PerTermOrYear where nobody said what the amount is for."""
    if made.readings:
        raise PerTermOrYear(months=made.readings[0][1].months)
    known = book.find(Product, made.product.id) is not None
    rows = [made.line.subscription, *made.line.steps]
    with book.change(Verb.ADD, label=made.account.account, today=today) as change:
        book.put_all(rows if known else [made.product, *rows])
    return change.done


def _refuse_wrong(sale: Sale) -> None:
    if not sale.product.strip():
        raise FieldNeeded(field="Product")
    if sale.start is None:
        raise FieldNeeded(field="Start")
    if sale.amount is None and sale.unit_price is None:
        raise FieldNeeded(field="Amount")
    if sale.end is not None and sale.end < sale.start:
        raise TermBackwards(end=sale.end, start=sale.start)
    _refuse_term_by_the_month(sale)
    for what, value, least, most, allowed in _limits(sale):
        if value is not None and not least <= value <= most:
            raise FigureOutOfRange(what=what, given=f"{value:f}", allowed=allowed)
    if sale.quantity == 0:
        raise FigureOutOfRange(what="The quantity", given="0", allowed="more than 0")


def _refuse_term_by_the_month(sale: Sale) -> None:
    has_term = sale.end is not None or sale.months is not None or sale.period is Period.TERM
    if sale.month_to_month and has_term:
        raise FieldRefused(field="Month to month", text="yes", wanted="no where a term is said")


def _limits(sale: Sale) -> Iterator[tuple[str, Decimal | None, Decimal, Decimal, str]]:
    none, much = Decimal(0), Decimal(10) ** 13
    amounts = [sale.amount, sale.unit_price, *(s.amount for s in sale.steps)]
    yield from (("The quantity", q, none, much, "more than 0") for q in _quantities(sale))
    yield from (("The amount", a, none, much, "0 or more") for a in amounts)
    yield "The discount", sale.discount, none, Decimal(1), "between 0 and 1, which is 100 %"
    months = None if sale.months is None else Decimal(sale.months)
    yield "The term", months, Decimal(1), Decimal(_MOST_MONTHS), f"between 1 and {_MOST_MONTHS} months"
    notice = None if sale.notice_days is None else Decimal(sale.notice_days)
    yield "The notice", notice, none, Decimal(LONGEST_NOTICE), NOTICE_ALLOWED


def _quantities(sale: Sale) -> list[Decimal | None]:
    return [sale.quantity, *(s.quantity for s in sale.steps)]


def _product(book: Book, name: str) -> Product:
    key = name_key(name)
    known = [p for p in book.all(Product) if name_key(p.product) == key]
    return known[0] if known else Product(id=ProductId(book.new_id()), product=" ".join(name.split()))


def _line(book: Book, owner: Account, product: Product, sale: Sale, there: Sequence[SoldLine]) -> Line:
    start = sale.start
    assert start is not None
    monthly = _month_to_month(sale)
    period, end = sale.period or (Period.MONTH if sale.month_to_month else Period.YEAR), sale.end
    if end is None and not monthly and sale.recurring:
        end = term_end(start, sale.months or MONTHS[period])
    sub = Subscription(
        id=SubscriptionId(book.new_id()),
        account=owner.id,
        product=product.id,
        period=period,
        recurring=sale.recurring,
        currency=sale.currency or owner.currency or book.preference(CURRENCY) or "USD",
        signed_on=sale.signed_on,
        start=start,
        end=end,
        live_on=sale.live_on,
        auto_renew=sale.auto_renew,
        notice_days=sale.notice_days,
        notice_counted_in=sale.notice_counted_in,
        term_confirmed=sale.end is not None or sale.months is not None or monthly or not sale.recurring,
        term_months=1 if monthly and period is not Period.MONTH else None,
    )
    return Line(sub, tuple(_steps(book, sub, sale, there)))


def _month_to_month(sale: Sale) -> bool:
    without_end = sale.end is None and sale.months is None
    return without_end and sale.recurring and (sale.month_to_month or sale.period is Period.MONTH)


def _steps(book: Book, sub: Subscription, sale: Sale, there: Sequence[SoldLine]) -> Iterator[Step]:
    assert sub.start is not None
    amount = _whole(sale.amount, sale.unit_price, sale.quantity, sale.discount, sub.currency)
    kind = sale.order_kind or (OrderKind.ADD_ON if _has_others(sub, there) else OrderKind.NEW)
    step = Step(
        id=book.new_id(),
        subscription=sub.id,
        from_=sub.start,
        quantity=sale.quantity,
        amount=amount,
        discount=sale.discount,
        order_kind=kind,
    )
    yield step
    for change in sorted(sale.steps, key=lambda s: s.from_):
        if change.from_ <= step.from_ or (sub.end is not None and change.from_ > sub.end):
            raise StepOutsideTerm(day=change.from_, start=sub.start, end=sub.end or "the end")
        step = _next(book, step, change, sub.currency)
        yield step


def _next(book: Book, before: Step, change: PriceStep, currency: str) -> Step:
    """A step ahead: another quantity without an amount costs its share of the one before."""
    quantity = change.quantity if change.quantity is not None else before.quantity
    if change.amount is not None:
        amount = int(half_up(Fraction(change.amount) * 10 ** digits(currency)))
    elif change.quantity is not None and before.quantity:
        amount = int(half_up(Fraction(before.amount) * Fraction(change.quantity) / Fraction(before.quantity)))
    else:
        raise FieldNeeded(field="Amount")
    kind = change.order_kind
    if kind is None and change.quantity is not None and before.quantity is not None:
        more = change.quantity > before.quantity
        kind = (
            OrderKind.UPGRADE if more else OrderKind.DOWNGRADE if change.quantity < before.quantity else None
        )
    return replace(
        before, id=book.new_id(), from_=change.from_, quantity=quantity, amount=amount,
        order_kind=kind or OrderKind.PRICE,
    )  # fmt: skip


def _whole(
    amount: Decimal | None, unit: Decimal | None, quantity: Decimal | None, off: Decimal | None, currency: str
) -> int:
    """What all of it costs for a period after the discount, whole minor units, rounded once."""
    if amount is not None:
        return int(half_up(Fraction(amount) * 10 ** digits(currency)))
    assert unit is not None
    exact = Fraction(unit) * Fraction(quantity or 1) * (1 - Fraction(off or 0))
    return int(half_up(exact * 10 ** digits(currency)))


def _has_others(sub: Subscription, there: Sequence[SoldLine]) -> bool:
    """Whether the account has something else on the day on which this begins."""
    assert sub.start is not None
    lives = (life_of(s.line) for s in there)
    return any(life is not None and sub.start in life for life in lives)


def _paid(line: Line, period: Period) -> Line:
    return replace(line, subscription=replace(line.subscription, period=period))


def _cautions(line: Line, there: Sequence[SoldLine]) -> Iterator[str]:
    """What to know before it is saved: nothing of it is refused."""
    sub = line.subscription
    assert sub.start is not None
    last = sub.end or date.max
    for sold in there:
        other = sold.subscription
        life = life_of(sold.line)
        if not sub.recurring or other.product != sub.product or life is None:
            continue
        end = min(life.last or date.max, other.end or date.max)
        if life.first <= last and sub.start <= end:
            span = f"{life.first.isoformat()} to {end.isoformat() if end < date.max else 'no end'}"
            yield f"{sold.account} has {sold.product} from {span} already: both lines would count."
    if sub.recurring and not sub.term_confirmed:
        yield f"The last day of the term is assumed: {sub.end.isoformat() if sub.end else 'not known'}."
    if sub.signed_on is not None and sub.signed_on > last:
        yield "It was signed after its last day."
