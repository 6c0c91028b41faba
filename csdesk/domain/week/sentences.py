"""The sentences of the week: what a person reads on a planned line, in titles and short facts."""

from datetime import date

from csdesk.domain.day_words import weekday, yearless
from csdesk.domain.periods import add_months


def day_text(day: date, today: date) -> str:
    """The day without its year where that is this year, or within eleven months ahead: "2 Dec"."""
    text = yearless(day)
    near = day.year == today.year or today <= day <= add_months(today, 11)
    return text if near else f"{text} {day.year}"


def weekday_text(day: date) -> str:
    """The day with its weekday: "Fri 28 Nov"."""
    return f"{weekday(day)[:3]} {yearless(day)}"


def days_text(count: int) -> str:
    """A number of days: "1 day", "41 days"."""
    return "1 day" if count == 1 else f"{count} days"


def ahead_text(day: date, today: date) -> str:
    """How far ahead a day is: "today", "tomorrow", "in 7 days"; "34 days ago" when it has passed."""
    left = (day - today).days
    if left < 0:
        return f"{days_text(-left)} ago"
    return {0: "today", 1: "tomorrow"}.get(left, f"in {days_text(left)}")


def hours_text(minutes: int) -> str:
    """Minutes as hours: "4:10"."""
    return f"{minutes // 60}:{minutes % 60:02d}"
