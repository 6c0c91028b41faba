"""Support is what the customer had to ask for help with, and how long it took."""

from datetime import date, timedelta
from statistics import median

from csdesk.domain.day_words import short_month
from csdesk.domain.periods import Days, add_months, monday_of
from csdesk.domain.phrases import upper
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.values import Bucket, Figure, Line, Support
from csdesk.domain.reviews.words import counted, not_whole, number, plain, short_day, small, span
from csdesk.domain.tickets import Ticket

SEVERITY = {1: "critical", 2: "high", 3: "medium", 4: "low"}
LONGEST_BY_WEEK = 98
"""Days: a longer period is counted by month."""
MOST_LINES = 3
_COUNTED = (
    "Opened or closed on a day of the period; open: opened and not closed by the end of the day of the review"
)


def support_part(facts: Facts, period: Days, as_of: date) -> Support | None:
    """The tickets of the period; None where none was opened, closed or is open."""
    opened = [t for t in facts.tickets if t.opened_at.date() in period]
    closed = [t for t in facts.tickets if t.closed_at and t.closed_at.date() in period]
    still = [t for t in facts.tickets if t.closed_at is None]
    if not (opened or closed or still):
        return None
    took = [_days(t) for t in closed]
    middle = median(took) if took else None
    by_week = period.count <= LONGEST_BY_WEEK
    return Support(
        title=_title(len(opened), len(closed), middle),
        lead=_open_sentence(still, as_of),
        buckets=_buckets(opened, period, by_week),
        by_week=by_week,
        opened=len(opened),
        closed=len(closed),
        open_now=len(still),
        open_words=by_severity(still),
        median_days=middle,
        open_lines=tuple(_line(t, as_of) for t in _worst_first(still)[:MOST_LINES]),
        foot=f"Days to close: the median of those closed in the period. Source: tickets, {span(period)}"
        + (_parts(period, by_week) if opened else ""),
        figures=_figures(opened, closed, still, middle, period, as_of),
    )


def _days(ticket: Ticket) -> float:
    if ticket.closed_at is None:
        return 0.0
    return max(0.0, (ticket.closed_at - ticket.opened_at).total_seconds() / 86400)


def _title(opened: int, closed: int, middle: float | None) -> str:
    if not opened and not closed:
        return "No new tickets in this period; the earlier ones are still open"
    head = f"You opened {counted(opened, 'ticket')}; we closed {closed:,}"
    if not closed:
        verb = "it is" if opened == 1 else "none is"
        return (
            f"You opened {counted(opened, 'ticket')}; {verb} {'still open' if opened == 1 else 'closed yet'}"
        )
    if middle is None or not opened:
        return f"We closed {counted(closed, 'ticket')}; you opened no new one"
    within = "the same day" if middle < 1 else f"within {counted(round(middle), 'day')}"
    return f"{head}, half of them {within}" if closed > 1 else f"{head}, {within}"


def _open_sentence(still: list[Ticket], as_of: date) -> str:
    if not still:
        return "Nothing is open."
    oldest = min(still, key=lambda t: (t.opened_at, t.id))
    age = (as_of - oldest.opened_at.date()).days
    verb = "is" if len(still) == 1 else "are"
    tail = f"; the oldest for {counted(age, 'day')}" if len(still) > 1 else f", for {counted(age, 'day')}"
    return f"{upper(small(len(still)))} {verb} open{tail}."


def by_severity(tickets: list[Ticket]) -> str:
    """Counts by severity in words, the worst first: `1 critical, 2 low`; empty without tickets."""
    counts = {s: sum(t.severity == s for t in tickets) for s in SEVERITY}
    parts = [f"{n:,} {SEVERITY[s]}" for s, n in counts.items() if n]
    other = len(tickets) - sum(counts.values())
    return ", ".join([*parts, f"{other} not rated"] if other else parts)


def _worst_first(tickets: list[Ticket]) -> list[Ticket]:
    return sorted(tickets, key=lambda t: (t.severity or 9, t.opened_at, t.id))


def _line(ticket: Ticket, as_of: date) -> Line:
    age = (as_of - ticket.opened_at.date()).days
    rated = SEVERITY.get(ticket.severity or 0, "not rated")
    return Line(
        what=plain(ticket.subject) or plain(ticket.external_id) or "Without a subject",
        detail=f"{upper(rated)}, open for {counted(age, 'day')}",
        when=short_day(ticket.opened_at.date()),
    )


def _buckets(opened: list[Ticket], period: Days, by_week: bool) -> tuple[Bucket, ...]:
    starts = _week_starts(period) if by_week else _month_starts(period)
    ends = [*starts[1:], date.max]
    return tuple(
        _bucket([t for t in opened if start <= t.opened_at.date() < end], start, label)
        for start, end, label in zip(starts, ends, _labels(starts, by_week), strict=True)
    )


def _parts(period: Days, by_week: bool) -> str:
    """Which of the weeks or months that are shown the period cuts off."""
    first, after = period.first, period.last + timedelta(days=1)
    begins, ends = (d == monday_of(d) if by_week else d.day == 1 for d in (first, after))
    said = not_whole("week" if by_week else "month", first=not begins, last=not ends)
    return said and f"; {said}"


def _bucket(tickets: list[Ticket], start: date, label: str) -> Bucket:
    closed = sum(t.closed_at is not None for t in tickets)
    return Bucket(start, label, closed, len(tickets) - closed)


def _labels(starts: list[date], by_week: bool) -> list[str]:
    """Short ones: a week is its Monday, with the month where one begins and on the first; a month has its year in
    January and on the first."""
    if by_week:
        return [f"{s.day}" if not _names_month(starts, i) else _week(s) for i, s in enumerate(starts)]
    return [_month(s) if i and s.month > 1 else f"{_month(s)} {s.year}" for i, s in enumerate(starts)]


def _names_month(starts: list[date], index: int) -> bool:
    return index == 0 or starts[index - 1].month != starts[index].month


def _week(start: date) -> str:
    return f"{start.day} {_month(start)}"


def _month(start: date) -> str:
    return short_month(start)


def _week_starts(period: Days) -> list[date]:
    first = monday_of(period.first)
    return [first + timedelta(days=7 * i) for i in range((period.last - first).days // 7 + 1)]


def _month_starts(period: Days) -> list[date]:
    first = period.first.replace(day=1)
    count = (period.last.year - first.year) * 12 + period.last.month - first.month + 1
    return [add_months(first, i) for i in range(count)]


def _figures(
    opened: list[Ticket],
    closed: list[Ticket],
    still: list[Ticket],
    middle: float | None,
    period: Days,
    as_of: date,
) -> tuple[Figure, ...]:
    def figure(what: str, value: str, definition: str, when: str, tickets: list[Ticket]) -> Figure:
        source = f"Tickets, {counted(len(tickets), 'row')}"
        return Figure(what, value, definition, when, source, tuple(t.id for t in tickets))

    figures = [
        figure("Tickets opened", f"{len(opened):,}", _COUNTED, span(period), opened),
        figure("Tickets closed", f"{len(closed):,}", _COUNTED, span(period), closed),
        figure(
            "Tickets open",
            by_severity(still) or "none",
            _COUNTED,
            f"on {short_day(as_of)}",
            still,
        ),
    ]
    if middle is not None:
        shown = f"{number(round(middle, 1))} days"
        meaning = "Median of the days from opening to closing, of the tickets closed in the period"
        figures.append(figure("Days to close", shown, meaning, span(period), closed))
    return tuple(figures)
