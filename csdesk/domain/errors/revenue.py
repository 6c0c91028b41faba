"""Errors about contracts, renewals, amounts and rates."""

from datetime import date
from typing import cast

from csdesk.domain.refusals import CsdeskError


class PeriodBackwards(CsdeskError):
    """A period would end before it begins."""


class NoSuchRenewal(CsdeskError):
    """No term of a line ends on this day."""


class PerTermOrYear(CsdeskError):
    """The amount of a term longer than a year could be for all of it or for one year."""


class StepOutsideTerm(CsdeskError):
    """A price step lies outside the term, or does not come after the one before."""


class NoSuchLoss(CsdeskError):
    """Nothing of an account was lost, and nothing is going."""


class RenewalDecided(CsdeskError):
    """A renewal was decided before."""


class TermBackwards(CsdeskError):
    """A next term would end before it begins."""


class OrderInFuture(CsdeskError):
    """A renewal cannot be decided after today."""


class AmountNotKnown(CsdeskError):
    """A next term has no amount: nobody knows the old one, and none was given."""


class RateMissing(CsdeskError):
    """An amount in another currency has no rate for a day."""

    @property
    def pair(self) -> str:
        """Such as EUR/USD."""
        return str(self.facts["pair"])

    @property
    def day(self) -> date:
        """The day for which there is none."""
        return cast("date", self.facts["day"])
