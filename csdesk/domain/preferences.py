"""A preference is a choice that belongs to the book and travels with it."""

from csdesk.domain.fields import column, noun

CURRENCY = "currency"
CLOCK = "clock"
"""The sample book's own today, ISO; a real book has none."""
OWNER = "owner"
"""The CSM whose book it is."""
OWN_ADDRESSES = "own_addresses"
"""The owner's mail addresses, with commas between: what they sent is outbound."""
MAILS_EVERY = "mails_every"
"""How many days lie between two mails to the same person, at least; absent means 7."""
VENDOR = "vendor"
"""Who sells the products: named on decks."""
HOURS = "hours"
"""Hours of planned work per day; absent means the default capacity."""
HOURS_A_DAY = "hours_a_day"
"""Hours of a working day; absent means 7.5."""
WORKING_DAYS = "working_days"
"""The days of the week that are worked, `mon, tue`; absent means Monday to Friday."""
OVERHEAD = "overhead"
"""Per cent of a day that goes into what is not planned here."""
KEPT_FREE = "kept_free"
"""Per cent of the rest that stays free."""
MINUTES = {
    "call": "minutes_call",
    "meeting": "minutes_meeting",
    "review": "minutes_review",
    "mail": "minutes_mail",
    "else": "minutes_else",
}
"""Minutes that a kind of work takes; absent means the person's own median, or the usual ones."""
DAYS_OFF = "days_off"
"""Days on which nobody works, typed: one a line, `2025-12-24 Christmas Eve` or `2025-12-24..2026-01-02 Away`."""
BUSY = "busy"
"""What a calendar that was read takes of each day: one a line, `2025-11-25 90` or `2025-11-27 off Holiday`."""
FISCAL_YEAR = "fiscal_year"
"""The month in which the fiscal year begins, 1 to 12; absent means 1, the calendar year."""
ARCHIVE_AS = "archive_as"
"""What an archive counts as, `contraction` or `churn`; absent means contraction."""
GROSS_MARGIN = "gross_margin"
"""Per cent of revenue that is left after what it costs to serve; absent means that nobody said it."""
CAC = "cac"
"""What winning one account costs, an amount in the book's currency; absent means that nobody said it."""
RULES = "rules"
"""The rules that the week follows, separated by commas; absent means those that are on at first."""


@noun("preference", "preferences")
class Preference:
    """One choice; its id is its name."""

    id: str = column()
    value: str = column()
