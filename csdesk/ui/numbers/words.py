"""How the page says a figure."""

from datetime import date
from fractions import Fraction

from csdesk.domain.money import half_up
from csdesk.domain.plain import Plain, amount, share
from csdesk.domain.revenue.archives import archive_text
from csdesk.domain.revenue.definitions import Definition, Metric, Unit
from csdesk.domain.revenue.movements import Movement
from csdesk.services.numbers.numbers import Numbers
from csdesk.services.numbers.numbers_lists import Bar, Board
from csdesk.ui.formats import ABSENT, Said, day, figure, long_span, money, short_money

VIEWS = (
    ("overview", "Overview"),
    ("trend", "Trend"),
    ("cohorts", "Cohorts"),
    ("dimension", "By dimension"),
    ("more", "More"),
)


def value_text(value: Fraction | int | None, unit: Unit, currency: str) -> str:
    """A step's figure: money with its cents, counts whole, shares as 93.75 %, ratios as 2.36."""
    if value is None:
        return ABSENT
    if unit is Unit.MONEY:
        return money(value, currency, cents=True)
    if unit is Unit.COUNT:
        return figure(f"{value:,}")
    if unit is Unit.SHARE:
        return figure(f"{half_up(Fraction(value) * 100, 2):,} %")
    if unit in {Unit.DAYS, Unit.MONTHS}:
        return figure(f"{half_up(Fraction(value), 1):,f} {unit.value}".replace(".0 ", " "))
    said = f"{half_up(Fraction(value), 1 if unit is Unit.SCORE else 2)}"
    return figure(said.removesuffix(".0") if unit is Unit.SCORE else said)


def period_of(n: Numbers, today: date) -> str:
    """The days that are looked at, and in what they are told."""
    closed = "closed period" if n.last < today else "so far"
    rates = ", at the rates of the day" if n.converted else ""
    return f"{long_span(n.first, n.last)}, {closed}, {n.currency}, MRR{rates}"


def in_short(n: Numbers, today: date) -> str:
    """The period in fewer words, for a head without room."""
    first, last = (day(one, today=today, always_year=True) for one in (n.first, n.last))
    return f"{first} to {last}, {'closed' if n.last < today else 'so far'}, {n.currency}"


def plain_value(value: Fraction | int | None, unit: Unit, currency: str) -> Plain:
    """The same figure for a spreadsheet."""
    if unit is Unit.MONEY:
        return amount(value, currency)
    return share(value) if unit is Unit.SHARE else value


def beside(definition: Definition, board: Board, *, short: bool = False) -> str:
    """What stands below a figure: its count, or what it must not be read without; in full, or in few words."""
    n, metric = board.numbers, definition.metric
    if metric is Metric.NRR:
        grr = board.definitions[Metric.GRR]
        return f"with GRR {value_text(grr.value, Unit.SHARE, n.currency)}"
    if metric is Metric.GRR:
        return "at most 100 %" if short else "never above 100 %"
    if metric is Metric.LOGO_RETENTION:
        cohort = n.opening_accounts
        return f"{cohort - n.came_or_gone(Movement.CHURN):,} of {cohort:,}"
    if metric is Metric.ELIGIBLE_CHURN:
        return f"{n.eligible.left:,} of {n.eligible.could_leave:,}" + ("" if short else " that could")
    if metric is Metric.RENEWAL_RATE:
        return f"of {n.renewals.due:,} due" + ("" if short else ", by count")
    return _quick(definition, board, short_money if short else money)


def _quick(definition: Definition, board: Board, said: Said) -> str:
    if definition.value is None:
        return "no losses" if not board.numbers.unknown else ""
    gains, losses = definition.steps[3].value, definition.steps[4].value
    currency = board.numbers.currency
    return f"{said(gains, currency)} ÷ {said(losses, currency)}"


def below(board: Board, base: int) -> str:
    """What is said below the headline: whether the bars add up, and where they start; or why there are none."""
    if not board.bars:
        return (
            "A file tells what customers pay on its own day. A period that begins after that day shows it, once "
            "every contract has its amount; a list of what was paid month by month fills the time before."
        )
    n = board.numbers
    start = f" Bars start at {money(base, n.currency)}." if base else ""
    archived, counted = n.shown.archived, n.shown.archive
    archive = f" {archive_text(money(archived, n.currency), counted)}" if archived else ""
    residual = money(n.waterfall.residual, n.currency, cents=True)
    return f"Residual {residual}.{archive}{start} Choose a bar to see its accounts."


def headline(board: Board) -> str:
    """The finding above the bars."""
    n = board.numbers
    if not board.bars:
        return f"History not known for {n.unknown:,} of {n.waterfall.accounts:,} accounts"
    change = board.bars[Bar.CLOSING] - board.bars[Bar.OPENING]
    losses = -(board.bars[Bar.CONTRACTION] + board.bars[Bar.CHURN])
    moved = (
        "did not move"
        if not change
        else f"{'grew' if change > 0 else 'fell'} by {money(abs(change), n.currency)}"
    )
    if not losses:
        return f"MRR {moved}; nothing was lost"
    times = Fraction(board.bars[Bar.EXPANSION], losses)
    return f"MRR {moved}; expansion paid for the losses {half_up(times, 1)} times"
