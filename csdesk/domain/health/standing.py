"""A standing is how long an account has been in its band without a break, as far as whole weeks say it."""

from collections.abc import Sequence
from datetime import date

from csdesk.domain.health.bands import Band
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """In a band since a day, on `as_of`; `longer`: it was there on the first day that was looked at already."""

    band: Band
    since: date
    as_of: date
    longer: bool

    @property
    def days(self) -> int:
        """How many days that is, at least."""
        return (self.as_of - self.since).days


def standing(weeks: Sequence[tuple[date, Band | None]]) -> Standing | None:
    """The standing on the last of some days, the oldest first; None where it has no score then."""
    as_of, band = weeks[-1] if weeks else (date.min, None)
    if band is None:
        return None
    since, longer = as_of, True
    for day, then in reversed(weeks):
        if then is not band:
            longer = False
            break
        since = day
    return Standing(band, since, as_of, longer)
