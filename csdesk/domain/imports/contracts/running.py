"""What the months of a table mean for lines that run already: which of them cost something else, end, or begin."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from csdesk.domain.day_words import month_spelled
from csdesk.domain.imports.contracts.prorated import began_on
from csdesk.domain.imports.contracts.runs import Run, gaps_of, runs_of
from csdesk.domain.money import amount_text, half_up
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import Life, life_of
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription
from csdesk.domain.values import dataclass

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ended:
    """A line by the month that was left on a day."""

    line: Subscription
    on: date


@dataclass(frozen=True, slots=True)
class Repriced:
    """A line that costs something else from a day on: `there` is the step of that day, if it has one."""

    line: Subscription
    step: Step
    there: Step | None


@dataclass(frozen=True, slots=True)
class Begun:
    """A line that the book lacks: what is paid in its months, in minor units, and from when on it is gone."""

    amounts: tuple[tuple[date, int], ...]
    until: date | None


@dataclass(slots=True)
class Meant:
    """What the months of a row mean: the deeds in order, or a `clash`: why nobody knows, and what to do.

    `spoken` are the ids of lines that run in one of the months; `lasting` the lines that run in the last month in which
    something was paid, and `lasts` says that it is the last of the table.
    """

    deeds: list[Ended | Repriced | Begun] = field(default_factory=list)
    spoken: dict[str, None] = field(default_factory=dict)
    lasting: list[Subscription] = field(default_factory=list)
    lasts: bool = False
    clash: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands in a column: it names so many months, and an amount in it pays for so many."""

    every: int = 1
    pays: int = 1


MRR_BY_MONTH = Columns()


def meant(
    lines: Sequence[Line],
    amounts: Mapping[date, int],
    months: Sequence[date],
    currency: str,
    columns: Columns = MRR_BY_MONTH,
) -> Meant:
    """What months, by their first day, mean for the lines of a product; amounts in minor units of `currency`.

    Where quarters stand as columns, each is read as a month is: what is said here of a month is said of it.
    A month speaks of the lines that are live on any of its days. What they cost together on one of these days is no
    news, to the digits of the currency. Where it is, and several lines run, nobody knows which of them changed.
    """
    found = Meant()
    if odd := next((x for x in lines if x.subscription.currency != currency), None):
        what = f"the months are in {currency}, the contract of this product is in {odd.subscription.currency}"
        found.clash = what, "give the months in the currency of the contract, and name it in the row"
        return found
    reading = _Reading(lines, currency, found, columns)
    for gap in gaps_of(amounts, months):
        reading.gap(gap)
    for run in runs_of(amounts, months):
        reading.run(run)
    return found


def is_certain(lines: Sequence[Subscription], currency: str) -> bool:
    """Whether months in a currency can only mean one line, whatever they say."""
    alone = len(lines) < 2 and all(s.currency == currency for s in lines)
    return alone and all(s.period is not Period.TERM for s in lines)


class _Reading:
    """The lines as they are while one month after another is read."""

    def __init__(self, lines: Sequence[Line], currency: str, found: Meant, columns: Columns) -> None:
        self._lines, self._currency, self._found = list(lines), currency, found
        self._every, self._pays = columns.every, columns.pays
        self._lives = [_life(x) for x in lines]

    def gap(self, month: date) -> None:
        """Nothing was paid from a month on: what runs by the month ends with the day before, unless it ends in it."""
        for at, line in enumerate(self._lines):
            sub = line.subscription
            over = sub.cancelled_on is not None and sub.cancelled_on < _after(month, self._every)
            if sub.month_to_month and line.first_day < month and not over:
                self._found.deeds.append(Ended(sub, month))
                self._lines[at] = replace(line, subscription=replace(sub, cancelled_on=month))
                self._lives[at] = _life(self._lines[at])

    def run(self, run: Run) -> None:
        """Read the months of a run, each against the lines that are live in it."""
        fresh: list[tuple[date, int]] = []
        running: list[int] = []
        for month, amount in run.amounts:
            running = self._in(month)
            if running:
                if fresh:
                    self._begin(fresh, min(self._first(at) for at in running))
                    fresh = []
                self._month(running, month, amount)
            else:
                fresh.append((month, amount))
        self._begin(fresh, run.gone)
        self._found.lasting = [self._lines[at].subscription for at in running]
        self._found.lasts = run.gone is None

    def _begin(self, amounts: list[tuple[date, int]], until: date | None) -> None:
        if amounts:
            self._found.deeds.append(Begun(tuple(amounts), until))

    def _in(self, month: date) -> list[int]:
        if not self._lives:
            return []
        last = _after(month, self._every) - _DAY
        return [
            at
            for at, life in enumerate(self._lives)
            if life and life.first <= last and (life.last is None or life.last >= month)
        ]

    def _first(self, at: int) -> date:
        life = self._lives[at]
        return life.first if life else date.min

    def _month(self, running: list[int], month: date, amount: int) -> None:
        for at in running:
            self._found.spoken[self._lines[at].subscription.id] = None
        if self._is_exactly(amount, running, month):
            return
        costs = self._costs(running, month)
        if amount in costs or self._is_part(amount, running, costs, month):
            return
        if len(running) > 1:
            self._clash(_several(len(running), month, amount, costs, self._currency))
            return
        self._reprice(running[0], max(month, self._first(running[0])), amount)

    def _is_exactly(self, amount: int, running: list[int], month: date) -> bool:
        """Whether the one line that runs costs an amount to the digit: most do, and it is soon seen."""
        line, day = self._lines[running[0]], max(month, self._first(running[0]))
        held = line.step_on(day) if len(running) == 1 else None
        paid = line.months_paid(held.from_) if held else None
        return held is not None and paid is not None and held.amount == self._of(amount, paid)

    def _is_part(self, amount: int, running: list[int], costs: list[int], month: date) -> bool:
        """Whether an amount is what the days of a month cost from the one on which its line begins."""
        if self._pays != 1 or self._every != 1 or len(running) != 1:
            return False
        first = self._first(running[0])
        return any(began_on(month, amount, whole) == first for whole in costs)

    def _of(self, amount: int, months: int) -> int:
        """What an amount of the table is for so many months."""
        return int(half_up(Fraction(amount * months, self._pays)))

    def _costs(self, running: list[int], month: date) -> list[int]:
        """What the lines cost together, as an amount of the table says it, on the days on which it changes."""
        after = _after(month, self._every)
        days = {month}
        for at in running:
            life, steps = self._lives[at], self._lines[at].steps
            assert life
            days |= {s.from_ for s in steps if month < s.from_ < after}
            days.add(max(month, life.first))
            if life.last and life.last < after - _DAY:
                days.add(life.last + _DAY)
        sums = (self._cost(running, day) for day in sorted(days))
        return list(dict.fromkeys(x for x in sums if x is not None))

    def _cost(self, running: list[int], day: date) -> int | None:
        live = [at for at in running if day in (self._lives[at] or ())]
        parts = [self._lines[at].mrr_on(day) for at in live]
        known = [x for x in parts if x is not None]
        whole = sum(known, Fraction(0)) * self._pays
        return int(half_up(whole)) if live and len(known) == len(parts) else None

    def _reprice(self, at: int, day: date, amount: int) -> None:
        line = self._lines[at]
        paid = line.months_paid(day)
        if paid is None:
            what = "the contract of this product is paid by the term, and how long its term is is not known"
            self._clash((what, "say when the contract starts, then import the months again"))
            return
        held = line.step_on(day)
        assert held is None or isinstance(held, Step), "a plan holds whole steps"
        step = _step(line.subscription, held, day, self._of(amount, paid))
        there = held if held and held.from_ == day else None
        self._found.deeds.append(Repriced(line.subscription, step, there))
        others = [s for s in line.steps if s is not there]
        self._lines[at] = replace(line, steps=tuple(sorted((*others, step), key=lambda s: s.from_)))

    def _clash(self, said: tuple[str, str]) -> None:
        self._found.clash = self._found.clash or said


@lru_cache(maxsize=1 << 10)
def _after(month: date, every: int) -> date:
    """The first day after a month, or a quarter."""
    return add_months(month, every)


def _life(line: Line) -> Life | None:
    """When a line runs, a one-time one as if it were none: a row that says so speaks of it."""
    sub = line.subscription
    return life_of(line if sub.recurring else replace(line, subscription=replace(sub, recurring=True)))


def _step(line: Subscription, held: Step | None, day: date, amount: int) -> Step:
    if held is None:
        return Step(id="", subscription=line.id, from_=day, amount=amount)
    return replace(
        held, id="", from_=day, amount=amount, order_kind=OrderKind.PRICE, reason=None, assumed=False
    )


def _several(n: int, month: date, amount: int, costs: list[int], currency: str) -> tuple[str, str]:
    there = " or ".join(amount_text(x, currency) for x in costs) or "an amount that is not known"
    what = (
        f"{n} contracts of this product run in {month_spelled(month)} and cost {there} together, not "
        f"{amount_text(amount, currency)}: nobody says which of them changed"
    )
    return what, "change the one that did in the book, then import the months again"
