"""How often an amount is paid, as a person's sheet says it: brought to a period that a contract can have."""

from enum import StrEnum
from fractions import Fraction

from csdesk.domain.subscriptions import Period

NO_PERIOD = (
    "this is no period of a contract: write month, quarter, year or term, and what that costs on “Steps”"
)
"""Why a sheet of contracts without their amounts cannot say another."""


class Often(StrEnum):
    """The time that one amount pays for, in a sheet."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TERM = "term"
    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two weeks"
    FOUR_WEEKS = "four weeks"
    HALF_YEAR = "half-year"
    TWO_YEARS = "two years"

    @property
    def period(self) -> Period:
        """The period of a contract that is paid so."""
        return _OTHERS[self][0] if self in _OTHERS else Period(self.value)

    @property
    def scale(self) -> Fraction:
        """By what an amount is multiplied to pay for that period; a year has 52 weeks, as billing programs count."""
        return _OTHERS[self][1] if self in _OTHERS else Fraction(1)


_OTHERS = {
    Often.DAY: (Period.MONTH, Fraction(365, 12)),
    Often.WEEK: (Period.MONTH, Fraction(52, 12)),
    Often.TWO_WEEKS: (Period.MONTH, Fraction(26, 12)),
    Often.FOUR_WEEKS: (Period.MONTH, Fraction(13, 12)),
    Often.HALF_YEAR: (Period.YEAR, Fraction(2)),
    Often.TWO_YEARS: (Period.YEAR, Fraction(1, 2)),
}
