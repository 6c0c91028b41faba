"""A sum by denominators is the sum."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.revenue.sums import summed

AMOUNTS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=60)


@given(st.lists(AMOUNTS))
def test_it_is_exact_whatever_the_denominators(amounts: list[Fraction]) -> None:
    assert summed(amounts) == sum(amounts, Fraction(0))


def test_of_nothing_it_is_zero() -> None:
    assert summed([]) == Fraction(0)
    assert isinstance(summed([]), Fraction)
