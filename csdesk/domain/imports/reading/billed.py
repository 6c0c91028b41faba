"""A line as a billing program tells it: an interval, the period that runs now, and whether it goes on."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.vocabulary.deals import Deal, LineStatus
from csdesk.domain.imports.vocabulary.targets import PERIOD
from csdesk.domain.imports.vocabulary.words import fold
from csdesk.domain.subscriptions import Period

_DAY = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_A_YEAR = {"week": 52, "day": 365}
"""How often an interval that is no number of months comes round in a year, as billing programs count it."""
_AS_IT_IS = Fraction(1)
_PERIODS = {1: Period.MONTH, 3: Period.QUARTER, 12: Period.YEAR}


def interval_months(record: Record) -> int | None:
    """The months of one interval; None where nothing was said, or where it is no number of months."""
    if record.values.get("subscription.interval") is None:
        return None
    months = _MONTHS.get(interval_unit(record.get("subscription.interval")))
    return months * (record.get("subscription.interval_count") or 1) if months else None


def interval_unit(said: object) -> str:
    """What an interval is called here: day, week, month, quarter or year; as it was said where it is none."""
    unit = fold(str(said or "")).rstrip("s").removesuffix("ly")
    return {"annual": "year", "dai": "day"}.get(unit, unit)


def a_month(record: Record) -> Fraction:
    """By what an amount by the week or the day is multiplied to be one of a month; 1 for all others."""
    said = record.values.get("subscription.interval")
    often = None if said is None else _A_YEAR.get(interval_unit(said))
    return Fraction(often, 12 * (record.get("subscription.interval_count") or 1)) if often else _AS_IT_IS


def _by_the_month(record: Record) -> bool:
    return interval_months(record) == 1 or a_month(record) is not _AS_IT_IS


def billed_period(record: Record) -> Period | None:
    """The time that one amount pays for; a term where the interval is neither month, quarter nor year.

    An amount by the week or the day is brought to a month.
    """
    if a_month(record) is not _AS_IT_IS:
        return Period.MONTH
    months = interval_months(record)
    return _PERIODS.get(months, Period.TERM) if months else None


def paid_period(record: Record) -> Period | None:
    """The time that one amount pays for, as an interval or a period says it; None where neither was said."""
    often = record.get(PERIOD)
    return billed_period(record) or (often.period if often else None)


def paid_scale(record: Record) -> Fraction:
    """By what an amount is multiplied to pay for that time."""
    often = record.get(PERIOD)
    return often.scale if often and billed_period(record) is None else a_month(record)


def billed_dates(record: Record, signed: date | None, start: date | None) -> dict[str, Any]:
    """The days of a line whose period ends as a new one begins; by the month it has no term."""
    months = interval_months(record)
    begun = start or record.get("subscription.period_start")
    if _by_the_month(record):
        return {"signed_on": signed, "start": begun, "end": None, "_month_to_month": True}
    end = record.get("subscription.period_end") - _DAY
    over = record.get("subscription.ended_on")
    found = {"signed_on": signed, "start": begun, "end": min(end, over) if over else end}
    return found | ({"term_months": months} if months else {})


def billed_facts(record: Record) -> dict[str, Any]:
    """What else a billing program says of a line: whether it goes on, whether it is tried, when it was left."""
    found: dict[str, Any] = {}
    said = record.values.get
    ends = said("subscription.ends_at_period")
    if ends is not None:
        found["auto_renew"] = not ends
    if said("subscription.status") is LineStatus.TRIAL or said("account.status") is Deal.UNPAID:
        found["recurring"] = False
    over = said("subscription.ended_on")
    if over and _by_the_month(record):
        found["cancelled_on"] = over
    return found
