"""A timeline tells of every day what its lines amount to, and works it out once between two changes."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from csdesk.domain.revenue.standing import standing_on
from csdesk.domain.revenue.timeline import Timeline, lived
from tests.domain.revenue.books import DAYS, Drawn, contracts, lines_of
from tests.domain.revenue.contracts import day, line, monthly, step
from tests.trials import trials

_DAY = timedelta(days=1)


def edges(timeline: Timeline) -> set[date]:
    """The days around every day on which something may change."""
    days = {x.life.first for x in timeline} | {s.from_ for x in timeline for s in x.line.steps}
    days |= {x.life.last for x in timeline if x.life.last}
    inside = {d for d in days if date.min < d < date.max}
    return days | {d - _DAY for d in inside} | {d + _DAY for d in inside}


@trials(40)
@given(drawn=contracts(), days=st.lists(DAYS, max_size=5))
def test_every_day_is_as_its_lines_say(drawn: Drawn, days: list[date]) -> None:
    for timeline in lived(lines_of(drawn)).values():
        for on in sorted({*days, *edges(timeline)}, reverse=True):
            assert timeline.on(on) == standing_on(timeline.lines, on)


@trials(40)
@given(drawn=contracts(), days=st.lists(DAYS, max_size=3))
@example(drawn=[], days=[])
def test_who_had_revenue_by_a_day_had_some_of_a_line_on_one(drawn: Drawn, days: list[date]) -> None:
    for timeline in lived(lines_of(drawn)).values():
        alone = [[x] for x in timeline]
        ever = [d for d in edges(timeline) if any(standing_on(x, d).has_revenue for x in alone)]
        for on in sorted({*days, *edges(timeline)}):
            assert timeline.had_revenue_by(on) == any(d <= on for d in ever)


def test_between_two_changes_a_standing_is_the_same() -> None:
    sold = line(monthly("2025-01-01"), step("2025-01-01", 100), step("2025-03-01", 200))
    timeline = lived([sold])[sold.subscription.account]
    assert timeline.on(day("2025-01-01")) is timeline.on(day("2025-02-28"))
    assert timeline.on(day("2025-03-01")).mrr == 200
