"""The columns that say since when an account is in its band, as far as a year of weeks says it."""

from datetime import date

from csdesk.domain.phrases import upper
from csdesk.services.accounts.accounts import AccountRow
from csdesk.services.health.standings import standing_words
from csdesk.ui.formats import ABSENT, day, number
from csdesk.ui.kit.columns import Cell, Column


def in_band_columns(today: date) -> list[Column[AccountRow]]:
    """The day and the days; one that was in its band on the first day that is looked at is marked."""
    return [
        Column(
            "in_band_since",
            "In band since",
            lambda r: _since(r, today),
            sort_key=lambda r: r.standing.since if r.standing else None,
            width=120,
            cell=Cell.DAY,
            ink=lambda r: "text.secondary",
            tooltip=_words,
        ),
        Column(
            "days_in_band",
            "Days in band",
            _days,
            sort_key=lambda r: r.standing.days if r.standing else None,
            width=96,
            cell=Cell.NUMBER,
            ink=lambda r: "text.secondary",
            tooltip=_words,
        ),
    ]


def _since(row: AccountRow, today: date) -> str:
    stood = row.standing
    if stood is None:
        return ABSENT
    return f"{'by ' if stood.longer else ''}{day(stood.since, today=today)}"


def _days(row: AccountRow) -> str:
    stood = row.standing
    if stood is None:
        return ABSENT
    return f"{number(stood.days)}{'+' if stood.longer else ''}" if stood.days else "< 7"


def _words(row: AccountRow) -> str:
    if row.standing is None:
        return ""
    said = standing_words(row.standing)
    return f"{upper(said)}, looked at by whole weeks."
