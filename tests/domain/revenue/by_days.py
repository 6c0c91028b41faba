"""The figures of a book, worked out day by day from their definitions: slow and plain, to hold the quick ones to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.periods import add_months
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import OrderKind, Period, Step, Subscription

DAY = timedelta(days=1)
PAYS_FOR = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
WEEK = 7 * DAY
KEPT = {Outcome.AUTO, Outcome.RENEWED, Outcome.EXPANDED, Outcome.CONTRACTED}
NONE = Fraction(0)


@dataclass
class Sold:
    """A contract with its steps and decisions. `months` is the length of one term, None by the month.

    Worked out by the ledger: `days` on which it is live, each term `end` that it came to, with whether it was
    lost there, and when it was `gone` that had gone on without a contract.
    """

    sub: Subscription
    steps: list[Step]
    decided: list[Renewal]
    months: int | None
    days: set[date] = field(default_factory=set)
    ends: dict[date, bool] = field(default_factory=dict)
    gone: date | None = None

    @property
    def start(self) -> date:
        assert self.sub.start is not None
        return self.sub.start

    def term_ends(self) -> Iterator[date]:
        """The last day of each term, were it renewed again and again; a crooked last one as it is written."""
        assert self.months is not None
        written, n = self.sub.end, 1
        while True:
            end = add_months(self.start, self.months * n) - DAY
            before_the_last = written is not None and end < written
            named = self.sub.term_months is not None or any(d.due_on == end for d in self.decided)
            if written is None or end > written:
                yield from [written] if written and n == 1 else []
                written = date.min
            if not before_the_last or named:
                yield end
            n += 1

    def told_at(self, end: date) -> Renewal | None:
        """What was decided of a term's end: the row nearest to it within a week; of two as near the last one."""
        about = [
            d for d in reversed(self.decided) if abs(d.due_on - end) <= WEEK and d.outcome is not Outcome.OPEN
        ]
        return min(about, key=lambda d: abs(d.due_on - end), default=None)

    def kept_at(self, end: date) -> Renewal | None:
        told = self.told_at(end)
        return told if told and told.outcome in KEPT else None

    def lost_at(self, end: date) -> bool:
        """Said so, or by notice until then; until a week later where the contract ends with its term."""
        told, notice = self.told_at(end), self.sub.cancelled_on
        latest = end if self.sub.auto_renew else end + WEEK
        return (told is not None and told.outcome is Outcome.LOST) or (
            notice is not None and notice <= latest
        )

    def gone_after(self, end: date) -> date | None:
        """The last day of what went on without a contract after its end, until it was lost or notice was given."""
        if self.sub.auto_renew:
            return None
        said = [d.due_on for d in self.decided if d.outcome is Outcome.LOST]
        told = [self.sub.cancelled_on] if self.sub.cancelled_on else []
        return min((d for d in said + told if d > end + WEEK), default=None)

    def step(self, day: date) -> Step | None:
        held = [s for s in self.steps if s.from_ <= day]
        return max(held, key=lambda s: s.from_) if held else None


class Ledger:
    """A whole book; `rates` say of a currency from which day one unit of it is worth how much."""

    def __init__(self, sold: list[Sold], until: date, rates: dict[str, dict[date, Fraction]]) -> None:
        self.sold, self.until, self.rates = [s for s in sold if s.sub.recurring], until, rates
        for line in self.sold:
            self._walk(line)

    def _walk(self, line: Sold) -> None:
        """Go through its days, from the first on, until it is lost or the next line takes over."""
        ends = line.term_ends() if line.months else None
        end = next(ends) if ends else None
        gone: date | None = None
        day, over = line.start, line.sub.cancelled_on if line.months is None else None
        while day <= self.until and day != over:
            line.days.add(day)
            if ends and day == end:
                line.ends[end] = line.lost_at(end)
                if line.ends[end]:
                    return
                in_place = line.sub.end is not None and end < line.sub.end
                over = min((max(o.start, end + DAY) for o in self.next_of(line, end)), default=None)
                if in_place or line.sub.auto_renew:
                    end = next(ends)
                else:
                    gone = line.gone_after(end)
            if day == gone:
                line.gone = gone
                return
            day += DAY

    def next_of(self, line: Sold, end: date) -> list[Sold]:
        """What takes over at a term's end: the line of the product that begins on it or the day after; of what ended by
        its own words and does not renew itself also one that begins later; of what was renewed a product that is new.
        Before its written end a line is under contract: what begins beside it then takes nothing over.
        """
        if line.sub.end is not None and end < line.sub.end:
            return []
        mine = [
            o
            for o in self.sold
            if o.sub.account == line.sub.account and o.start >= end and o.start > line.start
        ]
        same = [o for o in mine if o.sub.product == line.sub.product]
        if line.sub.auto_renew or line.sub.end is None:
            same = [o for o in same if o.start <= end + DAY]
        new = [o for o in mine if o.start <= end + DAY and line.kept_at(end) and self._is_new(o)]
        return sorted([*same, *new], key=lambda o: o.start)

    def _is_new(self, line: Sold) -> bool:
        """Whether the account had nothing of its product before."""
        one = line.sub.account, line.sub.product
        return all(o.start >= line.start for o in self.sold if (o.sub.account, o.sub.product) == one)

    def accounts(self) -> list[str]:
        return sorted({line.sub.account for line in self.sold})

    def lines(self, account: str, day: date) -> list[Sold]:
        return [line for line in self.sold if line.sub.account == account and day in line.days]

    def mrr(self, line: Sold, day: date, rates_of: date) -> Fraction | None:
        """What a line brings a month on a day, at the rates of another; None where it is not known."""
        step = line.step(day)
        if step is None:
            return None
        months = line.months if line.sub.period is Period.TERM else PAYS_FOR[line.sub.period]
        assert months is not None
        return Fraction(step.amount, months) * self.rate(line.sub.currency, rates_of)

    def rate(self, currency: str, day: date) -> Fraction:
        dated = self.rates.get(currency, {day: Fraction(1)})
        return dated[max(on for on in dated if on <= day)]

    def revenue(self, account: str, day: date, rates_of: date | None = None) -> Fraction:
        known = [self.mrr(line, day, rates_of or day) for line in self.lines(account, day)]
        return sum((k for k in known if k is not None), NONE)

    def unknown(self, account: str, day: date) -> bool:
        return any(line.step(day) is None for line in self.lines(account, day))

    def there(self, account: str, day: date) -> bool:
        """Whether it is a customer: it pays, or it has something of which nobody knows what it pays."""
        return self.revenue(account, day) > 0 or self.unknown(account, day)

    def ever_before(self, account: str, day: date) -> bool:
        days = {d for line in self.sold if line.sub.account == account for d in line.days if d < day}
        return any(self.there(account, d) for d in days)


@dataclass
class Brought:
    """What a period brought. Amounts are minor units a month; a bar that is not there is 0."""

    opening: Fraction = NONE
    closing: Fraction = NONE
    bars: dict[str, Fraction] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    unknown: int = 0
    opening_unknown: bool = False
    closing_unknown: bool = False
    cohort: int = 0
    closing_accounts: int = 0
    cohort_opening: Fraction = NONE
    kept: Fraction = NONE
    """What the cohort brings at the closing, at the rates of the opening."""
    kept_at_most: Fraction = NONE

    def add(self, bar: str, amount: Fraction) -> None:
        if amount:
            self.bars[bar] = self.bars.get(bar, NONE) + amount

    def count(self, bar: str) -> None:
        self.counts[bar] = self.counts.get(bar, 0) + 1


def waterfall(book: Ledger, first: date, last: date) -> Brought:
    """From what is live on the day before the first day to what is live on the last."""
    found, before = Brought(), first - DAY
    for account in book.accounts():
        opening, closing = book.revenue(account, before), book.revenue(account, last)
        was, is_ = book.there(account, before), book.there(account, last)
        unknown = book.unknown(account, before), book.unknown(account, last)
        stays_at = book.revenue(account, last, before) if was and is_ else closing
        found.opening += opening
        found.closing += closing
        found.unknown += any(unknown)
        found.opening_unknown |= unknown[0]
        found.closing_unknown |= unknown[1]
        found.closing_accounts += is_
        if was:
            found.cohort += 1
            found.cohort_opening += opening
            found.kept += stays_at
            found.kept_at_most += min(opening, stays_at)
        if was and not is_:
            found.add("churn", opening)
            found.count("churn")
        elif is_ and not was:
            bar = "won back" if book.ever_before(account, first) else "new"
            found.add(bar, closing)
            found.count(bar)
        elif is_:
            _moved(book, account, before, last, found)
            found.add("fx", closing - stays_at)
    return found


def _moved(book: Ledger, account: str, before: date, last: date, found: Brought) -> None:
    """Product by product: quantity first at the old price, then price at the new quantity."""
    old, new = (_by_product(book, account, day, before) for day in (before, last))
    read_only = {
        line.sub.product
        for line in book.lines(account, last)
        if (step := line.step(last)) and step.order_kind is OrderKind.ARCHIVE and step.from_ > before
    }
    for product in sorted((set(old) | set(new)) - read_only):
        (was, was_many), (now, many) = old.get(product, (NONE, None)), new.get(product, (NONE, None))
        if product not in old:
            found.add("add-on", now)
        elif product not in new:
            if not read_only:
                found.add("lost product", was)
        elif was_many and many is not None:
            by_quantity = (many - was_many) * (was / was_many)
            _up_or_down(found, "quantity", by_quantity)
            _up_or_down(found, "price", now - was - by_quantity)
        else:
            _up_or_down(found, "price", now - was)
    if read_only:
        given_up = [was for product, (was, _) in old.items() if product not in new or product in read_only]
        less = sum(given_up, NONE) - sum((new[p][0] for p in read_only), NONE)
        found.add("archive" if less > 0 else "add-on", abs(less))


def _up_or_down(found: Brought, kind: str, by: Fraction) -> None:
    found.add(f"{'upgrade' if by > 0 else 'downgrade'} by {kind}", abs(by))


def _by_product(
    book: Ledger, account: str, day: date, rates_of: date
) -> dict[str, tuple[Fraction, Fraction | None]]:
    """By product the revenue of a day and how many, None where a line does not say it."""
    found: dict[str, tuple[Fraction, Fraction | None]] = {}
    for line in book.lines(account, day):
        step = line.step(day)
        if step is None:
            continue
        amount, many = found.get(line.sub.product, (NONE, NONE))
        counted = None if step.quantity is None or many is None else many + Fraction(step.quantity)
        found[line.sub.product] = amount + (book.mrr(line, day, rates_of) or 0), counted
    return found


@dataclass
class Eligible:
    """Who could have left in a period, and who of them did; amounts are those of the opening."""

    could: int = 0
    left: int = 0
    could_amount: Fraction = NONE
    left_amount: Fraction = NONE


def eligible(book: Ledger, first: date, last: date) -> Eligible:
    """Customers of the opening with a line by the month, or a term end in the period; left where none goes on
    or begins the day after."""
    found, before = Eligible(), first - DAY
    for account in book.accounts():
        held = [line for line in book.sold if line.sub.account == account]
        if not book.there(account, before) or not any(_could_leave(line, first, last) for line in held):
            continue
        found.could += 1
        found.could_amount += book.revenue(account, before)
        stays = any(_goes_on(book, line, last) for line in book.lines(account, last))
        if not stays and not book.there(account, last + DAY):
            found.left += 1
            found.left_amount += book.revenue(account, before)
    return found


def _could_leave(line: Sold, first: date, last: date) -> bool:
    """By the month on one of the days from the opening on; without a contract, or with a term end, in the period."""
    if line.months is None:
        return any(first - DAY <= day <= last for day in line.days)
    past_its_end = max(line.ends, default=last) < first <= max(line.days)
    return past_its_end or any(first <= end <= last for end in line.ends)


def _goes_on(book: Ledger, line: Sold, last: date) -> bool:
    """Whether a line that is live on the last day brings something beyond it: what is lost on that day does not."""
    return not line.ends.get(last, False) and line.gone != last and book.mrr(line, last, last) != 0


@dataclass
class Renewals:
    """The term ends of a period by what became of them, and what was due a year."""

    fates: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("renewed", "lost", "open", "moved"), 0)
    )
    due_amount: Fraction | None = NONE
    renewed_amount: Fraction | None = NONE


def renewals(book: Ledger, first: date, last: date) -> Renewals:
    """Due in a period is each term end that lies in it; what was renewed after the period's end has moved."""
    found = Renewals()
    for line in book.sold:
        for end, lost in line.ends.items():
            if first <= end <= last:
                fate = "lost" if lost else _fate(book, line, end, last)
                found.fates[fate] += 1
                due = book.mrr(line, end, end)
                found.due_amount = _more(found.due_amount, due)
                if fate == "renewed":
                    after = _paid_after(book, line, end)
                    kept = None if due is None or after is None else min(due, after)
                    found.renewed_amount = _more(found.renewed_amount, kept)
    return found


def _more(year: Fraction | None, mrr: Fraction | None) -> Fraction | None:
    return None if year is None or mrr is None else year + 12 * mrr


def _paid_after(book: Ledger, line: Sold, end: date) -> Fraction | None:
    """What is paid a month after a renewal, at the rates of its day: by the line itself while it goes on in its terms,
    else by what begins of its product where it ends; its share of that, where other lines end with it."""
    over, mine = max(line.days), (line.sub.account, line.sub.product)
    of_it = [o for o in book.sold if (o.sub.account, o.sub.product) == mine]
    begun = [o for o in of_it if o.start in {over, over + DAY} and o is not line]
    if over >= book.until or not begun or end < min(over, max(line.ends)):
        return book.mrr(line, end + DAY, end)
    ended = [o for o in of_it if max(o.days) == over]
    together = [book.mrr(o, end, end) for o in ended]
    one_currency = len({o.sub.currency for o in ended}) == 1
    known = [m for m in together if m is not None]
    mine_of_it, whole = book.mrr(line, end, end), sum(known, NONE)
    share = Fraction(1, len(together))
    if mine_of_it is not None and whole and one_currency and len(known) == len(together):
        share = mine_of_it / whole
    after = [book.mrr(o, o.start, end) for o in begun]
    return None if None in after else share * sum((a for a in after if a is not None), NONE)


def _fate(book: Ledger, line: Sold, end: date, last: date) -> str:
    """What became of a term's end at which it was not lost; who went on without a contract and left did not renew."""
    told, following = line.kept_at(end), book.next_of(line, end)
    in_place = line.sub.end is not None and end < line.sub.end
    if told:
        signed = told.decided_on or end
    elif following and not (line.gone and following[0].start > end + DAY):
        first = following[0]
        signed = first.sub.signed_on or (end if first.start == end + DAY else first.start)
    elif line.sub.auto_renew or in_place:
        signed = end
    else:
        return "lost" if line.gone else "open"
    return "moved" if signed > last else "renewed"


@dataclass
class Committed:
    """CMRR on a day."""

    live: Fraction = NONE
    ahead: Fraction = NONE
    loss: Fraction = NONE


def committed(book: Ledger, day: date) -> Committed | None:
    """Live, and what is signed and not live yet, of a renewal its difference; less the losses that were notified."""
    found = Committed()
    for line in book.sold:
        live = day in line.days
        if not live and not (line.start > day and line.sub.signed_on and line.sub.signed_on <= day):
            continue
        mrr = book.mrr(line, max(day, line.start), day)
        if mrr is None:
            return None
        if not live:
            found.ahead += mrr
            continue
        found.live += mrr
        if _next_is_signed(book, line, day):
            found.ahead -= mrr
        elif _loss_is_known(line, day, book.until):
            found.loss += mrr
    return found


def _loss_is_known(line: Sold, day: date, seen: date) -> bool:
    """Whether it was told by then; where nobody says when, whether it lies ahead of the day that is looked from."""
    told = line.sub.cancelled_on
    if line.months is None:
        return told is not None and seen < told
    end = line.gone or max(line.ends, default=None)
    if end is None or not (line.gone or line.ends[end]):
        return False
    said = line.told_at(end)
    since = said.decided_on if said else told
    return since <= day if since else seen <= end


def _next_is_signed(book: Ledger, line: Sold, day: date) -> bool:
    """Whether another line takes over: after a term that is not lost, or as what ran by the month is cancelled."""
    over = max(line.days) + DAY
    if line.months is None:
        following = [o for o in book.next_of(line, over - DAY) if line.sub.cancelled_on == over]
    else:
        end = max(line.ends, default=over)
        stayed = line.ends.get(end) is False and line.gone is None
        following = book.next_of(line, end) if stayed else []
    begin = [o for o in following if over - DAY <= o.start <= over and o.start > day]
    return any(o.sub.signed_on and o.sub.signed_on <= day for o in begin)
