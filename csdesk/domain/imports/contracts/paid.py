"""Months of revenue are what an account paid in each: lines by the month, with a step where the amount changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.bench.where import NOWHERE
from csdesk.domain.imports.contracts.lines import lose_line
from csdesk.domain.imports.contracts.loss import Loss
from csdesk.domain.imports.contracts.moved_on import decisions_of
from csdesk.domain.imports.contracts.paid_by import with_term
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.prorated import began_on
from csdesk.domain.imports.contracts.running import (
    MRR_BY_MONTH,
    Begun,
    Ended,
    Meant,
    Repriced,
    is_certain,
    meant,
)
from csdesk.domain.imports.contracts.sold import PRODUCT, Sold
from csdesk.domain.imports.contracts.which_line import lines_of_product
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.invoices import Invoice
from csdesk.domain.money import amount_text, half_up
from csdesk.domain.revenue.following import begun_of, new_products_of, successors_of
from csdesk.domain.revenue.lines import Line, known_by
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription

_PER_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.YEAR: 1}
_PERIODS = {1: Period.MONTH, 3: Period.QUARTER, 12: Period.YEAR}
_OF_A_LINE = (
    "signed_on",
    "end",
    "auto_renew",
    "notice_days",
    "notice_counted_in",
    "live_on",
    "external_id",
    "recurring",
    "term_months",
)


def paid_problem(
    record: Record, account: Account | None, sold: Sold | None, place: Place, bench: Bench
) -> Problem | None:
    """What keeps the months of a row from being laid."""
    said = sorted({a.currency for _, a in record.paid if a.currency})
    if len(said) > 1:
        what = f"the months are in several currencies: {', '.join(said)}"
        return Problem(record.row, None, "", what, "give each currency a row of its own")
    if sold and sold.amount is not None and not place.invoiced:
        last, amount = _last_of(record, account, place), _as_column(sold, place)
        if amount is not None and amount != last:
            seen = amount_text(last, _currency(record, account, (), place))
            what = f"the amount of the row is not that of the last month, {seen}"
            return Problem(record.row, None, "", what, "correct one of the two, or leave the column out")
    return None if account is None or place.invoiced else _there_problem(record, account, sold, place, bench)


def _there_problem(
    record: Record, account: Account, sold: Sold | None, place: Place, bench: Bench
) -> Problem | None:
    """What keeps the months of a row from being laid over the lines that are there."""
    lines = _lines(account.id, sold, bench)
    if row := _told_by(record, lines, place, bench):
        what = f"row {row} tells the months of this customer and product already"
        return Problem(record.row, None, account.account, what, "name the product of each row")
    if not lines or is_certain(lines, _currency(record, account, lines, place)):
        return None
    found = _meant(record, account.id, sold, place, bench)
    clash = found.clash or _unplaced(found, sold)
    return Problem(record.row, None, account.account, *clash) if clash else None


def _unplaced(found: Meant, sold: Sold | None) -> tuple[str, str] | None:
    """Why nobody knows of which line a row tells the contract, where several last and none is that one already."""
    facts = _facts(sold) if sold else {}
    if not found.lasts or len(found.lasting) < 2 or not facts or _agreeing(found.lasting, facts):
        return None
    n = len(found.lasting)
    what = f"{n} contracts of this product run in the last month: of which of them the row tells more is not known"
    return what, "leave out the columns beside the months, or change the contract in the book"


def _agreeing(lines: Sequence[Subscription], facts: Mapping[str, Any]) -> bool:
    return any(all(getattr(s, k) == v for k, v in facts.items()) for s in lines)


def _last_of(record: Record, account: Account | None, place: Place) -> int:
    last = dict(record.paid).get(place.months[-1])
    return last.minor_units(_currency(record, account, (), place)) if last else 0


def _as_column(sold: Sold, place: Place) -> int | None:
    """The amount of a contract as a column of the table would say it."""
    per = _PER_YEAR.get(sold.facts["period"])
    if per is None or sold.amount is None:
        return None
    return int(half_up(Fraction(sold.amount * per * place.columns.pays, 12)))


def _told_by(record: Record, lines: Sequence[Subscription], place: Place, bench: Bench) -> int | None:
    for line in lines:
        sheet, row = bench.claimed.get(line.id, NOWHERE)
        if sheet == place.sheet and row != record.row:
            return row
    return None


def _currency(record: Record, account: Account | None, lines: Sequence[Subscription], place: Place) -> str:
    """What the months of a row are in: as the row or the sheet says, else as the lines are that they speak of."""
    named = record.get("subscription.currency") or record.get("account.currency")
    said = next((a.marked(named) for _, a in record.paid if a.currency), None) or named
    there = {s.currency for s in lines}
    if said is None and not place.terms.currency_said:
        said = there.pop() if len(there) == 1 else account.currency if account else None
    return str(said or place.terms.currency)


def lay_paid(
    record: Record,
    account: AccountId,
    sold: Sold | None,
    place: Place,
    bench: Bench,
    laid: Laid,
    loss: Loss | None,
) -> Subscription | None:
    """Lay what the months of a row tell; gives the line that lasts, or the last one, None without any."""
    if place.invoiced:
        currency = _currency(record, bench.find(Account, account), (), place)
        _invoices(account, _amounts(record, currency), currency, bench, laid)
        return None
    found = _meant(record, account, sold, place, bench)
    last = _Paying(record, account, sold, place, bench, laid).lay(found)
    for line in last:
        if loss and line.cancelled_on is None:
            lose_line(line, loss, place.terms, bench, laid)
    return last[-1] if last else None


def _amounts(record: Record, currency: str) -> dict[date, int]:
    return {month: amount.minor_units(currency) for month, amount in record.paid}


def _meant(record: Record, account: AccountId, sold: Sold | None, place: Place, bench: Bench) -> Meant:
    once = sold is not None and sold.facts.get("recurring") is False
    there = _lines(account, sold, bench)
    lines = [_line(s, place, bench) for s in there if s.recurring or once]
    currency = _currency(record, bench.find(Account, account), there, place)
    return meant(lines, _amounts(record, currency), place.months, currency, place.columns)


def _line(sub: Subscription, place: Place, bench: Bench) -> Line:
    """A line of the bench as it is known today."""
    begun = begun_of(bench.lines(sub.account))
    decisions = {r.due_on: r for r in decisions_of(sub, bench)}
    after = successors_of(sub, begun), new_products_of(sub, begun)
    return known_by(Line(sub, tuple(bench.steps(sub.id)), tuple(decisions.values()), *after), place.today)


def _product(sold: Sold | None) -> str:
    return sold.product if sold and sold.product else PRODUCT


def _lines(account: str, sold: Sold | None, bench: Bench) -> list[Subscription]:
    """The lines that a row may speak of: that of its id, else those of its product which have no other id."""
    lines = lines_of_product(account, _product(sold), bench)
    said = sold.id or sold.facts.get("external_id") if sold else None
    if said is None:
        return lines
    own = [s for s in lines if said in {s.id, s.external_id}]
    return own or [s for s in lines if s.external_id is None]


def _invoices(
    account: AccountId, amounts: Mapping[date, int], currency: str, bench: Bench, laid: Laid
) -> None:
    """What was invoiced in a month is one invoice without a number, issued on its first day."""
    there = {i.issued_on: i for i in bench.of(Invoice, account) if i.number is None}
    for month, amount in amounts.items():
        if month in there:
            bench.merge(there[month], {"amount": amount}, laid, currency=currency)
        elif amount:
            fresh = bench.new_id()
            bench.add(
                Invoice(id=fresh, account=account, issued_on=month, amount=amount, currency=currency), laid
            )


class _Paying:
    """The lines of one account and product, while what the months of a row mean is laid on them."""

    def __init__(
        self,
        record: Record,
        account: AccountId,
        sold: Sold | None,
        place: Place,
        bench: Bench,
        laid: Laid,
    ) -> None:
        self._account, self._sold, self._place = account, sold, place
        there = _lines(account, sold, bench)
        self._currency = _currency(record, bench.find(Account, account), there, place)
        self._where = place.at(record.row)
        self._bench, self._laid = bench, laid

    def lay(self, found: Meant) -> list[Subscription]:
        """Lay what the months mean; gives the lines of the last month in which something was paid."""
        fresh: Subscription | None = None
        for deed in found.deeds:
            if isinstance(deed, Ended):
                left = self._bench.find(Subscription, deed.line.id) or deed.line
                self._bench.merge(left, {"cancelled_on": deed.on}, self._laid)
            elif isinstance(deed, Repriced):
                self._reprice(deed)
            else:
                fresh = self._begin(deed)
        for uid in found.spoken:
            self._bench.claimed[uid] = self._where
        if not found.lasting:
            return [fresh] if fresh else []
        last = [s for x in found.lasting if (s := self._bench.find(Subscription, x.id))]
        if found.lasts and self._sold and len(last) == 1:
            facts = with_term(_facts(self._sold), last[0])
            return [self._bench.merge(last[0], facts, self._laid, currency=self._currency)]
        return last

    def _reprice(self, deed: Repriced) -> None:
        if deed.there:
            facts = {"amount": deed.step.amount}
            self._bench.merge(deed.there, facts, self._laid, currency=self._currency)
        else:
            self._bench.add(replace(deed.step, id=self._bench.new_id()), self._laid)

    def _begin(self, deed: Begun) -> Subscription:
        """A line that begins with a month; before the first month of the table nobody knows since when it ran."""
        told = {k: v for k, v in self._sold.facts.items() if v is not None} if self._sold else {}
        month = deed.amounts[0][0]
        start: date | None = told.get("start") or told.get("signed_on")
        began = self._began(deed, start)
        if began:
            start, deed = began, replace(deed, amounts=((began, deed.amounts[1][1]), *deed.amounts[2:]))
        elif month != self._place.months[0] or (start is not None and start > month):
            start = month
        fresh = SubscriptionId(self._bench.new_id())
        product = self._bench.product(_product(self._sold), self._laid)
        facts = _facts(self._sold) if self._sold and deed.until is None else {}
        pays = self._place.columns.pays
        if pays > 1 and not facts.get("end"):
            facts["term_months"] = 1
        line = Subscription(
            id=fresh, account=self._account, product=product, period=_PERIODS[pays], currency=self._currency,
            **{**facts, "start": start, "cancelled_on": deed.until},
        )  # fmt: skip
        self._bench.add(line, self._laid)
        self._bench.claimed[fresh] = self._where
        self._first_steps(line, deed)
        return line

    def _began(self, deed: Begun, start: date | None) -> date | None:
        """The day within its first month on which a contract began, where that was paid in part; None if not."""
        if self._place.columns != MRR_BY_MONTH or len(deed.amounts) < 2:
            return None
        (month, first), (_, whole) = deed.amounts[:2]
        began = began_on(month, first, whole)
        return began if began and (began == start or (start is None and self._place.prorated)) else None

    def _first_steps(self, line: Subscription, deed: Begun) -> None:
        """A step from the first day of every month whose amount is not that of the month before."""
        before: int | None = None
        for month, amount in deed.amounts:
            if amount != before:
                kind = None if before is None else OrderKind.PRICE
                step = Step(
                    id=self._bench.new_id(), subscription=line.id, from_=month, amount=amount, order_kind=kind
                )  # fmt: skip
                self._bench.add(step, self._laid)
            before = amount


def _facts(sold: Sold) -> dict[str, Any]:
    """What a row says of the contract beside its months."""
    return {k: v for k in _OF_A_LINE if (v := sold.facts.get(k)) is not None}
