"""Many periods, and all values of a dimension, are told in one pass: each figure is what it is alone."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.revenue.converting import rates_into
from csdesk.domain.revenue.ledger import Values
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.timeline import lived
from csdesk.services.numbers.numbers import Sold, Told
from tests.domain.revenue.books import DAYS, Drawn, contracts, lines_of

PERIODS = st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=4)
"""Periods that leave gaps, overlap, or follow each other."""


def sold(lines: list[Line], as_of: date) -> Sold:
    return Sold(tuple(lines), rates_into("USD", []), as_of)


@given(drawn=contracts(), spans=PERIODS, as_of=DAYS)
def test_each_period_of_many_is_as_it_is_alone(
    drawn: Drawn, spans: list[tuple[date, int]], as_of: date
) -> None:
    periods = [(first, first + timedelta(days=more)) for first, more in spans]
    told = sold(lines_of(drawn), as_of).numbers(periods)
    assert told == [sold(lines_of(drawn), as_of).numbers([period])[0] for period in periods]


@given(drawn=contracts(), spans=PERIODS, as_of=DAYS)
def test_each_value_is_as_its_accounts_are_alone(
    drawn: Drawn, spans: list[tuple[date, int]], as_of: date
) -> None:
    periods = [(first, first + timedelta(days=more)) for first, more in spans]
    whole = sold(lines_of(drawn), as_of)
    values: Values = {a: "odd" if a in {"a1", "a3"} else "even" for a in whole.by_account}
    told = Told(whole, whole.by_account, periods, [[values] * len(periods)])
    for value in ("odd", "even"):
        own = [x for x in whole.lines if values.get(x.subscription.account) == value]
        alone = Told(whole, lived(own), periods)
        assert [told.part(0, at, value) for at in range(len(periods))] == [
            alone.whole(at) for at in range(len(periods))
        ]
