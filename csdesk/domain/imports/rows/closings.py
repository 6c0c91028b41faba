"""Tickets that a list calls closed without saying when count as closed on the day they were opened, which is told; so
is since when risks without a day are open."""

from collections.abc import Iterator

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.cells.special import CLOSED
from csdesk.domain.imports.reading.record import said_in
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.phrases import count

_DAYS = ("ticket.closed_at", "ticket.last_changed_at")


def undated_risks(sheet: Sheet, rows: tuple[RowPlan, ...]) -> Iterator[str]:
    """What to tell of risks that come for the first time, where no column says since when they are open."""
    if sheet.mapping.noun != "risk" or sheet.header("risk.opened_on"):
        return
    if many := sum(r.result is Result.NEW for r in rows):
        since = f"open since {spelled(sheet.day)}, the day of the sheet: no column says it."
        yield f"{count(many, 'risk is', 'risks are')} {since}"


def undated_closings(sheet: Sheet, rows: tuple[RowPlan, ...]) -> Iterator[str]:
    """What to tell of tickets that were closed when they first came; of others the day of the list is taken."""
    if sheet.mapping.noun != "ticket" or not sheet.header("ticket.status"):
        return
    said = (said_in(sheet.records, target) for target in ("ticket.status", *_DAYS))
    cells = zip(rows, *said, strict=True)
    if many := sum(
        how == CLOSED and not (at or last) and r.result is Result.NEW for r, how, at, last in cells
    ):
        tickets, one = count(many, "ticket is", "tickets are"), many == 1
        counts = (
            "it counts as closed on the day it was" if one else "they count as closed on the day they were"
        )
        days_to_close = "its days to close are" if one else "their days to close are"
        yield f"{tickets} closed, and nothing says when: {counts} opened, so {days_to_close} not known."
