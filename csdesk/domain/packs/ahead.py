"""What lies ahead of a board: renewals by month and category, who is at risk, and on whom revenue hangs."""

from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.day_words import short_month
from csdesk.domain.figures.amounts import arr_text
from csdesk.domain.figures.figure import Figure as Told
from csdesk.domain.money import whole_text
from csdesk.domain.packs.facts import Endangered, Facts
from csdesk.domain.packs.scoreboard import share
from csdesk.domain.periods import add_months
from csdesk.domain.pictures import Layer, Pareto, Stacked
from csdesk.domain.revenue.forecast import Standing
from csdesk.domain.reviews.values import Figure, Line, Listing
from csdesk.domain.reviews.words import counted, day, name, not_whole, plain, short_day, small

_LAYERS = (
    Standing.RENEWED, Standing.COMMITTED, Standing.LIKELY, Standing.UNKNOWN, Standing.AT_RISK, Standing.LOST,
)  # fmt: skip
_UNSURE = (Standing.UNKNOWN, Standing.AT_RISK)
_LARGEST = 10


def renewals_part(facts: Facts) -> Stacked | None:
    """Renewals ahead by month, stacked by category; None where none is due, or of none its amount is known."""
    if not facts.renewing:
        return None
    months = _months(facts.as_of, facts.horizon)
    layers = []
    for standing in _LAYERS:
        sums = dict.fromkeys(months, Fraction(0))
        for one in facts.renewing:
            if one.standing is standing:
                sums[one.due_on.replace(day=1)] += one.amount or 0
        if any(sums.values()):
            layers.append(Layer(standing.label, tuple(sums.values())))
    if not layers:
        return None
    return Stacked(
        title=_renewing(facts),
        lead=f"ARR by the month in which its term ends, {facts.currency}{_parts(facts)}",
        labels=tuple(_label(m, months[0]) for m in months),
        layers=tuple(layers),
        currency=facts.currency,
        foot=f"Terms that end by {day(facts.horizon)}, as known on {day(facts.as_of)}{_left_out(facts)}",
    )


def _months(first: date, last: date) -> list[date]:
    start = first.replace(day=1)
    count = (last.year - start.year) * 12 + last.month - start.month + 1
    return [add_months(start, n) for n in range(count)]


def _label(month: date, first: date) -> str:
    word = short_month(month)
    return f"{word} {month.year}" if month == first or month.month == 1 else word


def _renewing(facts: Facts) -> str:
    total = sum((r.amount or Fraction(0) for r in facts.renewing), Fraction(0))
    unsure = [r.amount for r in facts.renewing if r.standing in _UNSURE]
    head = f"{whole_text(total, facts.currency)} of ARR comes up for renewal by {day(facts.horizon)}"
    if not unsure:
        return f"{head}; none of it is at risk"
    if all(r.standing is Standing.UNKNOWN for r in facts.renewing):
        return f"{head}; none of it has a category yet"
    return f"{head}; {arr_text(unsure, facts.currency)} is at risk or has no category"


def _parts(facts: Facts) -> str:
    """Which months the days ahead cut off: they begin on the day of the pack."""
    ends = add_months(facts.horizon.replace(day=1), 1) - timedelta(days=1)
    said = not_whole("month", first=facts.as_of.day > 1, last=facts.horizon < ends)
    return said and f"; {said}"


def _left_out(facts: Facts) -> str:
    unknown = sum(r.amount is None for r in facts.renewing)
    parts = []
    if unknown:
        parts.append(f"{counted(unknown, 'renewal')} without a known amount")
    if facts.unrated:
        parts.append(f"{counted(facts.unrated, 'renewal')} in a currency without a rate")
    return f". Not counted: {', '.join(parts)}" if parts else ""


def at_risk_part(facts: Facts) -> Listing | None:
    """The accounts at risk with what is done about them, the largest first; None where there are none."""
    if not facts.endangered:
        return None
    some = sorted(facts.endangered, key=lambda e: (e.arr is None, -(e.arr or 0), e.name.casefold()))
    arr = arr_text([e.arr for e in some], facts.currency)
    verb = "customer is" if len(some) == 1 else "customers are"
    head = f"{small(len(some)).capitalize()} {verb} at risk with {arr}"
    return Listing(
        title=f"{head}; {_steps(len(some), sum(not e.step for e in some))}",
        heads=("", "Customer", "Next step", "ARR"),
        lines=tuple(_endangered(e, facts.currency) for e in some),
        foot=f"Health at risk on {day(facts.as_of)}, or renewal called at risk",
        figures=(
            Figure(
                "Customers at risk",
                str(len(some)),
                "Health in the band at risk, by score or by judgement, or the next renewal in the category at risk",
                f"on {day(facts.as_of)}",
                "Health; renewals; risks; tasks",
            ),
        ),
    )


def _steps(count: int, idle: int) -> str:
    if not idle:
        return "each has a next step" if count > 1 else "there is a next step"
    if idle == count:
        return "none has a next step" if count > 1 else "there is no next step"
    return f"{small(idle)} without a next step"


def _endangered(e: Endangered, currency: str) -> Line:
    health = f"Health {e.score}" if e.score is not None else "Judged at risk"
    step = f"{plain(e.step)}, {short_day(e.step_on)}" if e.step and e.step_on else plain(e.step)
    return Line(
        what=name(e.name),
        detail="; ".join((health, *e.risks)),
        who=f"{step} ({e.owner})" if step and e.owner else step or "None yet",
        when="–" if e.arr is None else whole_text(e.arr, currency),
    )


def pareto_part(facts: Facts) -> Pareto | None:
    """The largest customers, and how few bring 80 % of ARR; None with fewer than three of them."""
    told, top = facts.figures.get("concentration"), facts.figures.get("top_five")
    if told is None or told.chart is None or top is None or told.n < 3:
        return None
    rows = [(name(p.name, 34), p.value or 0) for p in told.chart.parts[:_LARGEST]]
    known = facts.closing is not None
    return Pareto(
        title=_few(told, "ARR" if known else "the ARR that is known"),
        lead=f"ARR of the {small(len(rows))} largest, {facts.currency}{_five(top)}",
        rows=tuple(rows),
        currency=facts.currency,
        foot=f"{told.says.rstrip('.')}. On {day(facts.period.last)}"
        + ("" if known else ". Not counted: accounts without a known amount"),
    )


def _five(top: Told) -> str:
    return "" if top.value is None or top.n <= 5 else f"; the five largest bring {share(top.value)}"


def _few(told: Told, what: str) -> str:
    few = int(told.value or 0)
    bring = "brings" if few == 1 else "bring"
    return f"{counted(few, 'customer')} of {told.n:,} {bring} 80\u00a0% of {what}"
