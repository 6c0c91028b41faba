"""Figures of any book at all: nothing raises, every figure ends in its own steps, and lists name its accounts."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.figures.lifetime import annualised, monthly, months_in
from csdesk.domain.figures.spread import median, p90
from csdesk.domain.figures.voice import nps_interval, nps_of
from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.converting import Rates
from csdesk.domain.revenue.timeline import lived
from csdesk.services.numbers.figure_facts import Facts
from csdesk.services.numbers.figures import figures_of
from tests.domain.revenue.books import DAYS, Drawn, contracts, lines_of
from tests.trials import trials


@given(drawn=contracts(), days=st.tuples(DAYS, DAYS), margin=st.sampled_from([None, Fraction(4, 5)]))
@trials(30)
def test_no_book_has_figures_that_cannot_be_told(
    drawn: Drawn, days: tuple[date, date], margin: Fraction | None
) -> None:
    first, last = sorted(days)
    names = {AccountId(a): Account(id=AccountId(a), account=a.upper()) for a in ("a1", "a2", "a3")}
    facts = Facts(
        first=first, last=last, as_of=last, worth=Rates("USD", {}), lines=lived(lines_of(drawn)), accounts=names,
        industries={}, products={}, milestones=[], objectives=[], surveys=[], records={}, saved=[], touches={},
        plays=[], answers=[], risks=[], calls=[], margin=margin, cac=Fraction(100_000) if margin else None,
        cac_in="USD",
    )  # fmt: skip
    for f in figures_of(facts):
        assert f.steps[-1].value == f.value, f.key
        assert f.value is not None or f.said, f.key
        assert {b.account for b in f.behind} <= {*names, None}, f.key
    found = {f.key: f for f in figures_of(facts)}
    grew = [s.value or 0 for s in found["grew"].steps[:3]]
    assert sum(grew) == found["grew"].n
    most = found["concentration"]
    held = [b.value or 0 for b in most.behind[: int(most.value or 0)]]
    assert not held or sum(held[:-1]) < Fraction(4, 5) * (most.steps[0].value or 0) <= sum(held)
    assert all(b.what for b in most.behind[len(held) :])


@given(churn=st.fractions(0, 1, max_denominator=500), months=st.integers(1, 36))
def test_a_years_churn_is_the_months_twelve_times_over(churn: Fraction, months: int) -> None:
    a_month = float(monthly(churn, Fraction(months)))
    assert abs(float(annualised(churn, Fraction(months))) - (1 - (1 - a_month) ** 12)) < 1e-9


def test_whole_months_are_whole_and_others_are_counted_by_days() -> None:
    assert months_in(date(2024, 2, 1), date(2024, 2, 29)) == 1
    assert months_in(date(2024, 1, 15), date(2025, 1, 14)) == 12
    assert months_in(date(2024, 1, 1), date(2024, 1, 1)) == Fraction(48, 1461)


@given(values=st.lists(st.integers(0, 400), min_size=1))
def test_half_lie_on_each_side_of_the_median_and_nine_of_ten_within_p90(values: list[int]) -> None:
    middle, most = median(values), p90(values)
    assert middle is not None
    assert most is not None
    assert 2 * sum(v <= middle for v in values) >= len(values)
    assert 2 * sum(v >= middle for v in values) >= len(values)
    assert 10 * sum(v <= most for v in values) >= 9 * len(values)
    assert 10 * sum(v < most for v in values) < 9 * len(values)


@given(ups=st.integers(0, 40), downs=st.integers(0, 40), rest=st.integers(0, 40))
def test_an_interval_of_nps_holds_it_within_its_range(ups: int, downs: int, rest: int) -> None:
    n = ups + downs + rest
    low, high = nps_interval(ups, downs, n)
    assert -100 <= low < high <= 100
    value = nps_of(ups, downs, n)
    assert value is None or n < 4 or low <= value <= high
