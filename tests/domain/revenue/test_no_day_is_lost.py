"""Days: the 31st, leap days, month ends, weekends, periods of one day, terms of 1 to 60 months; never one off."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import add_months, months_of_term, term_end
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.due import dues_of
from csdesk.domain.revenue.eligible import leavers
from csdesk.domain.revenue.ledger import Values
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import life_of
from csdesk.domain.revenue.losses import losses_of
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.notice import notice_of
from csdesk.domain.revenue.terms import term_between
from csdesk.domain.revenue.timeline import lived
from csdesk.domain.revenue.waterfall import Waterfall, shares, waterfall
from tests.domain.revenue.contracts import decision, monthly, step, subscription

DAY = timedelta(days=1)
EDGES = [date(2024, 2, 29), date(2023, 2, 28), date(2024, 1, 31), date(2023, 12, 31), date(2025, 3, 30),
         date(2025, 10, 26),
         date(2024, 8, 31), date(2025, 11, 30)]  # fmt: skip
"""Leap days, the 31st, and the days on which clocks are turned."""
STARTS = st.one_of(st.sampled_from(EDGES), st.dates(min_value=date(2001, 1, 1), max_value=date(2050, 12, 31)))
MONTHS = st.integers(1, 60)


def sold(start: date, end: date, *, lost: bool, rolls: bool | None = None) -> Line:
    sub = subscription(start.isoformat(), end.isoformat(), auto_renew=rolls)
    said = (decision(end.isoformat(), Outcome.LOST, start.isoformat()),) if lost else ()
    return Line(sub, (step(start.isoformat(), 120_000),), said)


def over(line: Line, first: date, last: date) -> Waterfall:
    return waterfall(lived([line]), first, last)


def churned(found: Waterfall) -> Fraction:
    return found.total({Movement.CHURN})


def began(found: Waterfall) -> Fraction:
    return found.total({Movement.NEW})


@given(STARTS, MONTHS)
def test_a_term_has_its_months_back_and_the_next_begins_on_the_day_after(start: date, months: int) -> None:
    end = term_end(start, months)
    assert months_of_term(start, end) == months
    term = term_between(start, end)
    assert (term.months, term.terms) == (months, 1)
    for n in range(1, 6):
        assert term.nth_end(n) + DAY == add_months(start, months * (n + 1))
        assert term.end_on_or_after(term.nth_end(n)) == term.nth_end(n)
        assert term.end_on_or_after(term.nth_end(n) + DAY) == term.nth_end(n + 1)


@given(STARTS, MONTHS)
def test_a_lost_line_lives_from_its_first_to_its_last_day_and_not_one_more(start: date, months: int) -> None:
    end = term_end(start, months)
    life = life_of(sold(start, end, lost=True))
    assert life is not None
    assert [d in life for d in (start - DAY, start, end, end + DAY)] == [False, True, True, False]


@given(STARTS, MONTHS)
def test_the_day_after_the_end_is_the_first_day_of_loss(start: date, months: int) -> None:
    end = term_end(start, months)
    line = sold(start, end, lost=True)
    assert churned(over(line, start, end)) == 0
    assert churned(over(line, end + DAY, end + DAY)) == line.mrr_on(end)
    assert churned(over(line, end, end)) == 0
    account = Account(id=AccountId("a1"), account="One")
    (loss,) = losses_of(account, lived([line])[account.id], [], as_of=end + DAY, currency="USD")
    assert loss.lost_on == end + DAY


@given(STARTS, MONTHS)
def test_the_loss_counts_among_those_who_could_leave_in_the_period_of_its_term_end(
    start: date, months: int
) -> None:
    end = term_end(start, months)
    line = sold(start, end, lost=True)
    by = lived([line])
    everybody: Values = {}
    found = leavers(by, [(end, end), (end + DAY, end + DAY)], [[everybody, everybody]])
    on_the_day, after = (found.told(0, at, None).told for at in (0, 1))
    assert (on_the_day.left, after.left) == ((1, 0) if start < end else (on_the_day.left, 0))


@given(STARTS, st.integers(0, 90))
def test_a_line_that_starts_on_the_first_day_of_a_period_is_new_in_it(start: date, days: int) -> None:
    line = sold(start, term_end(start, 12), lost=False)
    found = over(line, start, start + timedelta(days=days))
    assert [found.opening, began(found)] == [0, line.mrr_on(start)]
    assert began(over(line, start + DAY, start + DAY)) == 0


@given(STARTS, MONTHS, st.booleans())
def test_each_term_end_falls_due_once_on_its_own_day(start: date, months: int, rolls: bool) -> None:
    line = sold(start, term_end(start, months), lost=False, rolls=rolls)
    days = [start + n * DAY for n in range(0, 1860, 1 if months >= 12 else 1860)]
    whole = [d.due_on for d in dues_of(line, start, start + 1859 * DAY, as_of=start)]
    by_day = (
        [d.due_on for day in days for d in dues_of(line, day, day, as_of=start)] if months >= 12 else whole
    )
    assert whole == by_day
    assert whole[:1] == [term_end(start, months)][: len(whole)]
    if rolls:
        assert [d + DAY for d in whole] == [add_months(start, months * n) for n in range(1, len(whole) + 1)]


@given(STARTS)
def test_a_chain_of_months_has_no_gap(start: date) -> None:
    line = sold(start, term_end(start, 7), lost=True)
    month = start.replace(day=1)
    before: Fraction | None = None
    for n in range(10):
        first = add_months(month, n)
        found = over(line, first, add_months(first, 1) - DAY)
        assert before is None or found.opening == before
        assert found.residual == 0
        before = found.closing
    assert before == 0


@given(STARTS)
def test_a_monthly_line_is_gone_on_the_day_of_its_cancellation(start: date) -> None:
    gone = start + timedelta(days=40)
    line = Line(monthly(start.isoformat(), cancelled=gone.isoformat()), (step(start.isoformat(), 10_000),))
    assert churned(over(line, gone, gone)) == 10_000
    assert over(line, gone - DAY, gone - DAY).closing == 10_000


@given(STARTS, st.integers(0, 180))
def test_notice_is_counted_back_from_the_last_day_and_acted_on_by_a_working_day(due: date, days: int) -> None:
    notice = notice_of(due, days)
    assert notice.theirs == due - timedelta(days=days)
    assert notice.on <= notice.theirs < notice.on + timedelta(days=3)
    assert notice.on.weekday() < 5
    assert (notice.moved == 0) == (notice.theirs.weekday() < 5)


@given(st.lists(st.fractions(min_value=-10_000, max_value=10_000), min_size=1, max_size=30))
def test_shown_parts_add_up_to_the_shown_total_and_are_off_by_less_than_one(parts: list[Fraction]) -> None:
    total = round(sum(parts))
    shown = shares(parts, total)
    assert sum(shown) == total
    assert all(abs(s - p) <= 1 for s, p in zip(shown, parts, strict=True))
