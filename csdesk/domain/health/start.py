"""The start of scoring is the day from which a score means something: before it an account is onboarding."""

from datetime import date, timedelta

SETTLING_DAYS = 90
"""So long after its start an account is scored, whatever has happened."""


def scored_from(
    *, by_hand: str | None, two_way: str | None, go_live: str | None, began: str | None
) -> str | None:
    """The earliest of: the first two-way touch, go-live, a day set by hand, the start + 90 days (all ISO).

    A day set by hand stands before touches, because a touch does not say whose it was; None, with none of
    these known, means at once.
    """
    known = [by_hand or two_way, go_live]
    if began:
        known.append((date.fromisoformat(began) + timedelta(days=SETTLING_DAYS)).isoformat())
    return min((day for day in known if day), default=None)
