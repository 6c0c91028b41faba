"""The words that entries of a timeline share: how long, how late, who."""

from datetime import date, datetime, timedelta

from csdesk.domain.phrases import upper


def by(moment: datetime | None, as_of: date) -> date | None:
    """The day of a moment, if it had come by a day."""
    return moment.date() if moment is not None and moment.date() <= as_of else None


def days(span: timedelta) -> str:
    """A span in days."""
    return "1 day" if span.days == 1 else f"{span.days} days"


def late(day: date, due: date | None) -> str:
    """How late something was; empty in time."""
    return "" if due is None or day <= due else f"{days(day - due)} late"


def overdue(due: date | None, as_of: date) -> str:
    """Since when something is overdue; empty before its day."""
    return f"{days(as_of - due)} overdue" if due is not None and due < as_of else ""


def listed(people: list[str]) -> str:
    """One or two names, or the first and how many others."""
    return " and ".join(people) if len(people) <= 2 else f"{people[0]} and {len(people) - 1:,} others"


def joined(*parts: str) -> str:
    """The parts that say something, as one detail."""
    return upper("; ".join(part for part in parts if part))
