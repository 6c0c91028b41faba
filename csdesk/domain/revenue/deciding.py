"""A decision about a renewal says how a line goes on: on which terms, from which day, or that it is lost."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.day_words import spelled
from csdesk.domain.errors import AmountNotKnown, FigureOutOfRange, OrderInFuture, TermBackwards
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.money import half_up
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import life_of
from csdesk.domain.revenue.notice import NOTICE_ALLOWED, possible_notice
from csdesk.domain.revenue.prices import Priced
from csdesk.domain.revenue.terms import MONTHS, NEAR, Term, term_months
from csdesk.domain.subscriptions import NoticeCount, OrderKind, Period, Step, Subscription
from csdesk.domain.values import dataclass

_DAY = timedelta(days=1)
_MOST_UPLIFT = 1000


@dataclass(frozen=True, slots=True)
class RenewalDecision:
    """What a person decided about the end of a line on `due_on`. None means: as it was.

    `price` is what one unit costs for a period, or the whole where no quantity is known: minor units, after
    the discount, before the `uplift` in percent. Of a line that is paid by the term, it is that of a year.
    `note` is what came of it, in the person's own words. `last_day` is the last one paid for of what is lost after
    it went on past its end without a contract; None is the end of its term.
    """

    subscription: SubscriptionId
    due_on: date
    outcome: Outcome = Outcome.RENEWED
    ordered_on: date | None = None
    end: date | None = None
    quantity: Decimal | None = None
    price: Fraction | None = None
    uplift: Decimal = Decimal(0)
    notice_days: int | None = None
    notice_counted_in: NoticeCount | None = None
    auto_renew: bool | None = None
    reason: str = ""
    note: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a renewal starts from: the line, the end that is due, and the next term if nothing changes."""

    line: Line
    due_on: date
    end: date

    @property
    def start(self) -> date:
        """The first day of the next term."""
        return self.due_on + _DAY

    def without_contract(self, day: date) -> bool:
        """Whether the line goes on past this end on a day, with nobody having decided on what terms."""
        life = life_of(self.line)
        return life is not None and life.contract_end == self.due_on and life.without_contract(day)

    @property
    def step(self) -> Priced | None:
        """The quantity and amount that hold on that day, were nothing decided."""
        return self.line.step_on(self.start)

    @property
    def quantity(self) -> Decimal | None:
        """How many are sold; None where nobody said so."""
        return (self.step.quantity or None) if self.step else None

    @property
    def whole(self) -> Fraction | None:
        """What all of it costs for a period, of a term for a year; minor units."""
        if self.step is None:
            return None
        if self.line.subscription.period is not Period.TERM:
            return Fraction(self.step.amount)
        return self.line.arr_on(self.start)

    @property
    def price(self) -> Fraction | None:
        """What one unit costs for a period, or the whole where no quantity is known; minor units."""
        return None if self.whole is None else self.whole / Fraction(self.quantity or 1)

    @property
    def arr_before(self) -> Fraction | None:
        """Minor units a year up to the end."""
        return self.line.arr_on(self.due_on)


@dataclass(frozen=True, slots=True)
class NextTerm:
    """The line that follows, its one step, and what it brings a year: exact minor units."""

    subscription: Subscription
    step: Step
    arr: Fraction


def next_end(term: Term, due_on: date, today: date) -> date:
    """The end of a next term of the same length; of those, the first that is not over already."""
    try:
        return max(term.end_on_or_after(due_on + _DAY), term.end_on_or_after(today))
    except (ValueError, OverflowError):
        return date.max


def next_term(
    offer: Offer, decision: RenewalDecision, *, id_: SubscriptionId, step_id: str, today: date
) -> NextTerm:
    """The next term as it was decided.

    Raises: TermBackwards, OrderInFuture, FigureOutOfRange, AmountNotKnown.
    """
    before, end = offer.line.subscription, decision.end or offer.end
    ordered = ordered_on(decision, today)
    if end < offer.start:
        raise TermBackwards(end=end, start=offer.start)
    _refuse_wrong_figures(decision)
    line = replace(
        before,
        id=id_,
        external_id=None,
        signed_on=ordered,
        start=offer.start,
        end=end,
        live_on=offer.start,
        auto_renew=before.auto_renew if decision.auto_renew is None else decision.auto_renew,
        notice_days=before.notice_days if decision.notice_days is None else decision.notice_days,
        notice_counted_in=decision.notice_counted_in or before.notice_counted_in,
        cancelled_on=None,
        reason=None,
        term_confirmed=True,
        term_months=None,
    )
    step = _step(offer, decision, line, step_id)
    arr = Line(line, (step,)).arr_on(offer.start)
    assert arr is not None
    return NextTerm(line, step, arr)


def ordered_on(decision: RenewalDecision, today: date) -> date:
    """The day on which it was decided; today, where nobody said. Raises: OrderInFuture."""
    day = decision.ordered_on or today
    if day > today:
        raise OrderInFuture(day=day, today=today)
    return day


def last_day_of(due_on: date, last_day: date | None) -> date:
    """The last day that is paid for of a loss at an end: within a week after it, that end. Raises: FigureOutOfRange."""
    if last_day is None or due_on <= last_day <= due_on + NEAR:
        return due_on
    if last_day < due_on:
        raise FigureOutOfRange(
            what="The last day", given=spelled(last_day), allowed=f"{spelled(due_on)} or later"
        )
    return last_day


def outcome_of(decision: RenewalDecision, before: Fraction | None, after: Fraction) -> Outcome:
    """How it was renewed: with more, with less, or flat; what renewed itself at the same amount did so."""
    if before is None or half_up(before) == half_up(after):
        return decision.outcome if before is None or decision.outcome is Outcome.AUTO else Outcome.RENEWED
    return Outcome.EXPANDED if after > before else Outcome.CONTRACTED


def _refuse_wrong_figures(decision: RenewalDecision) -> None:
    if not possible_notice(decision.notice_days):
        raise FigureOutOfRange(what="The notice", given=decision.notice_days, allowed=NOTICE_ALLOWED)
    figures: tuple[tuple[str, Decimal | Fraction | int | None, int, str], ...] = (
        ("The quantity", decision.quantity, 0, "more than 0"),
        ("The price", decision.price, 0, "0 or more"),
        ("The uplift", decision.uplift, -100, f"between -100 and {_MOST_UPLIFT} per cent"),
    )
    for what, value, least, allowed in figures:
        if value is None:
            continue
        finite = not isinstance(value, Decimal) or value.is_finite()
        enough = finite and value >= least and (value or what != "The quantity")
        if not enough or (what == "The uplift" and value > _MOST_UPLIFT):
            given = f"{float(value):g}" if isinstance(value, Fraction) else value
            raise FigureOutOfRange(what=what, given=given, allowed=allowed)


def _step(offer: Offer, decision: RenewalDecision, line: Subscription, step_id: str) -> Step:
    assert line.start is not None
    quantity = decision.quantity or offer.quantity
    paid = _whole(offer, decision, quantity) * (1 + Fraction(decision.uplift) / 100)
    if line.period is Period.TERM:
        paid = paid * term_months(line.start, line.end or line.start) / MONTHS[Period.YEAR]
    return Step(
        id=step_id,
        subscription=line.id,
        from_=line.start,
        quantity=quantity,
        amount=int(half_up(paid)),
        discount=offer.step.discount if offer.step else None,
        order_kind=OrderKind.RENEWAL,
        reason=decision.reason.strip() or None,
    )


def _whole(offer: Offer, decision: RenewalDecision, quantity: Decimal | None) -> Fraction:
    """What the new quantity costs for a period before the uplift."""
    if decision.price is not None:
        return decision.price * Fraction(quantity or 1)
    if offer.whole is None:
        raise AmountNotKnown
    share = Fraction(quantity) / Fraction(offer.quantity) if quantity and offer.quantity else Fraction(1)
    return offer.whole * share
