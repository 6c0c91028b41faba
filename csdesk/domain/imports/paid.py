"""Months of revenue are what an account paid in each: lines by the month, with a step where the amount changes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId, SubscriptionId
from csdesk.domain.imports.bench import Bench, Laid
from csdesk.domain.imports.lines import lines_of_product, lose_line
from csdesk.domain.imports.place import Place
from csdesk.domain.imports.record import Problem, Record
from csdesk.domain.imports.sold import PRODUCT, Loss, Sold
from csdesk.domain.invoices import Invoice
from csdesk.domain.money import amount_text
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription
from csdesk.domain.values import dataclass

_PER_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.YEAR: 1}
_OF_A_LINE = (
    "signed_on",
    "end",
    "auto_renew",
    "notice_days",
    "live_on",
    "external_id",
    "recurring",
    "term_months",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Months one after another in each of which something was paid, in minor units; `gone` is the first month after
    them, None where the table ends with them.
    """

    amounts: tuple[tuple[date, int], ...]
    gone: date | None

    @property
    def first(self) -> date:
        """The first day of the first month."""
        return self.amounts[0][0]


def runs_of(amounts: Mapping[date, int], months: Sequence[date]) -> Iterator[Run]:
    """The runs among the months of a table, by their day; a month without an amount, or with 0, parts them."""
    run: list[tuple[date, int]] = []
    for month in months:
        if amounts.get(month):
            run.append((month, amounts[month]))
        elif run:
            yield Run(tuple(run), month)
            run = []
    if run:
        yield Run(tuple(run), None)


def gaps_of(amounts: Mapping[date, int], months: Sequence[date]) -> list[date]:
    """The first month of every stretch in which nothing was paid."""
    paid = [bool(amounts.get(month)) for month in months]
    return [m for at, m in enumerate(months) if not paid[at] and (at == 0 or paid[at - 1])]


def paid_problem(
    record: Record, account: Account | None, sold: Sold | None, place: Place, bench: Bench
) -> Problem | None:
    """What keeps the months of a row from being laid."""
    said = sorted({a.currency for _, a in record.paid if a.currency})
    if len(said) > 1:
        what = f"the months are in several currencies: {', '.join(said)}"
        return Problem(record.row, None, "", what, "give each currency a row of its own")
    if sold and sold.amount is not None and not place.invoiced:
        last, amount = _last_of(record, place), _a_month(sold)
        if amount is not None and amount != last:
            seen = amount_text(last, _currency(record, place))
            what = f"the amount of the row is not that of the last month, {seen}"
            return Problem(record.row, None, "", what, "correct one of the two, or leave the column out")
    if account is not None and not place.invoiced and (row := _told_by(record, account, sold, place, bench)):
        what = f"row {row} tells the months of this customer and product already"
        return Problem(record.row, None, account.account, what, "name the product of each row")
    return None


def _last_of(record: Record, place: Place) -> int:
    last = dict(record.paid).get(place.months[-1])
    return last.minor_units(_currency(record, place)) if last else 0


def _a_month(sold: Sold) -> int | None:
    per = _PER_YEAR.get(sold.facts["period"])
    return round(sold.amount * per / 12) if per and sold.amount is not None else None


def _told_by(record: Record, account: Account, sold: Sold | None, place: Place, bench: Bench) -> int | None:
    for line in lines_of_product(account.id, sold.product if sold else None, bench):
        sheet, _, row = bench.claimed.get(line.id, ":").rpartition(":")
        if sheet == place.sheet and int(row) != record.row:
            return int(row)
    return None


def _currency(record: Record, place: Place) -> str:
    marked = next((place.terms.dollar if a.bare else a.currency for _, a in record.paid if a.currency), None)
    said = record.get("subscription.currency") or record.get("account.currency")
    return str(marked or said or place.terms.currency)


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
    currency = _currency(record, place)
    amounts = {month: amount.minor_units(currency) for month, amount in record.paid}
    if place.invoiced:
        _invoices(account, amounts, currency, bench, laid)
        return None
    paying = _Paying(account, sold, currency, place, record.row, bench, laid)
    for gap in gaps_of(amounts, place.months):
        paying.end(gap)
    line = None
    for run in runs_of(amounts, place.months):
        line = paying.lay(run)
    if loss and line and line.cancelled_on is None:
        lose_line(line, loss, place.terms, bench, laid)
    return line


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
    """The lines of one account and product, while the months of a row are laid on them."""

    def __init__(
        self,
        account: AccountId,
        sold: Sold | None,
        currency: str,
        place: Place,
        row: int,
        bench: Bench,
        laid: Laid,
    ) -> None:
        self._account, self._sold, self._currency, self._place = account, sold, currency, place
        self._where, self._bench, self._laid = place.id_at(row), bench, laid
        self._product = sold.product if sold and sold.product else PRODUCT

    def end(self, gap: date) -> None:
        """Nothing was paid from a month on: what ran by the month until then ends with the day before."""
        for line in lines_of_product(self._account, self._product, self._bench):
            if line.month_to_month and _begins(line) < gap and (line.cancelled_on or date.max) > gap:
                self._bench.merge(line, {"cancelled_on": gap}, self._laid)

    def lay(self, run: Run) -> Subscription:
        """Lay a run on the lines that are live in it; where none is, a new line begins."""
        left, line = run.amounts, None
        while left:
            line = self._line_in(left[0][0]) or self._new(left[0][0], run)
            ends = line.cancelled_on or date.max
            mine = tuple(pair for pair in left if pair[0] < ends)
            self._steps(line, mine)
            left = left[len(mine) :]
        assert line is not None
        if run.gone is None and self._sold:
            line = self._bench.merge(line, _facts(self._sold), self._laid, currency=self._currency)
        self._bench.claimed[line.id] = self._where
        return line

    def _line_in(self, month: date) -> Subscription | None:
        """The line that is live at the beginning of a month."""
        found = lines_of_product(self._account, self._product, self._bench)
        over = ((s, s.cancelled_on if s.month_to_month else s.end) for s in found)
        live = (s for s, last in over if _begins(s) <= month and (last is None or last > month))
        return next(live, None)

    def _new(self, month: date, run: Run) -> Subscription:
        """A line that begins with a month; before the first month of the table nobody knows since when it ran."""
        told = {k: v for k, v in self._sold.facts.items() if v is not None} if self._sold else {}
        start: date | None = told.get("start") or told.get("signed_on")
        if month != self._place.months[0] or (start is not None and start > month):
            start = month
        fresh = SubscriptionId(self._bench.new_id())
        product = self._bench.product(self._product, self._laid)
        facts = _facts(self._sold) if self._sold and run.gone is None else {}
        line = Subscription(
            id=fresh, account=self._account, product=product, period=Period.MONTH, currency=self._currency,
            **{**facts, "start": start, "cancelled_on": run.gone},
        )  # fmt: skip
        return self._bench.add(line, self._laid)

    def _steps(self, line: Subscription, amounts: Sequence[tuple[date, int]]) -> None:
        """A step from the first day of every month whose amount is not the one that holds."""
        steps = {s.from_: s for s in self._bench.steps(line.id)}
        for month, amount in amounts:
            held = [s for day, s in steps.items() if day <= month]
            now = max(held, key=lambda s: s.from_, default=None)
            if now is not None and now.amount * _PER_YEAR.get(line.period, 1) == amount * 12:
                continue
            paid = amount * 12 // _PER_YEAR.get(line.period, 1)
            if month in steps:
                steps[month] = self._bench.merge(
                    steps[month], {"amount": paid}, self._laid, currency=self._currency
                )
                continue
            steps[month] = self._bench.add(
                Step(
                    id=self._bench.new_id(), subscription=line.id, from_=month, amount=paid,
                    order_kind=OrderKind.PRICE if now else None,
                ),
                self._laid,
            )  # fmt: skip


def _begins(line: Subscription) -> date:
    return line.start or line.signed_on or date.min


def _facts(sold: Sold) -> dict[str, Any]:
    """What a row says of the contract beside its months."""
    return {k: v for k in _OF_A_LINE if (v := sold.facts.get(k)) is not None}
