"""A preference is a choice that belongs to the book and travels with it."""

from csdesk.domain.fields import column, noun

CURRENCY = "currency"
CLOCK = "clock"
"""The sample book's own today, ISO; a real book has none."""
OWNER = "owner"
"""The CSM whose book it is."""
VENDOR = "vendor"
"""Who sells the products: named on decks."""
HOURS = "hours"
"""Hours of planned work per day; absent means the default capacity."""
RULES = "rules"
"""The rules that the week follows, separated by commas; absent means those that are on at first."""


@noun("preference", "preferences")
class Preference:
    """One choice; its id is its name."""

    id: str = column()
    value: str = column()
