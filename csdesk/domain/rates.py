"""A rate says what one unit of a currency is worth in another, from a day until a later rate."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from csdesk.domain.fields import column, noun
from csdesk.domain.money import is_code


@noun(
    "rate",
    "rates",
    sheet="Rates",
    since=4,
    title="from_currency",
    day="on",
    indexes=(("from_currency", "to_currency", "on"),),
)
class Rate:
    """One rate: `rate` units of `to_currency` for one of `from_currency`; `source` says who published it."""

    id: str = column()
    from_currency: str = column()
    to_currency: str = column()
    on: date = column()
    rate: Decimal = column()
    source: str | None = column(default=None)

    @property
    def of_day(self) -> tuple[str, str, date]:
        """What no two rates share: the pair and the day."""
        return self.from_currency, self.to_currency, self.on


class Wrong(NamedTuple):
    """What of a rate cannot be: the field by its header, what it says, what was expected."""

    field: str
    said: str
    wanted: str


def wrong_rate(rate: Rate) -> Wrong | None:
    """What of a rate makes no sense; None for a good one."""
    for header, code in (("From currency", rate.from_currency), ("To currency", rate.to_currency)):
        if not is_code(code):
            return Wrong(header, code, "a currency's three letters, such as EUR")
    if rate.from_currency == rate.to_currency:
        return Wrong("To currency", rate.to_currency, "another currency")
    if not rate.rate.is_finite() or rate.rate <= 0:
        return Wrong("Rate", str(rate.rate), "a number above 0")
    return None
