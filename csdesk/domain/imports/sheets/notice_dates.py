"""A *notice date* is when notice was given, or the last day to give it: asked where its days say the latter."""

from datetime import date

from csdesk.domain.imports.cells.days import sure_day
from csdesk.domain.imports.columns.column_question import column_question
from csdesk.domain.imports.columns.mapping import DECIDED, SheetMapping
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import folded
from csdesk.domain.imports.vocabulary.targets import CUSTOM, NOTICE_BY
from csdesk.domain.imports.vocabulary.words import fold

GIVEN = "subscription.cancelled_on"
_EITHER = folded(
    "notice date;date of notice;cancellation notice date;termination notice date;kündigungstermin;"
    "fecha de aviso;date du preavis;data do aviso",
    ";",
)
_MOSTLY = 0.5
"""From which share of rows with a day it is no list of those who gave notice."""


def with_notice_dates(table: Table, mapping: SheetMapping, asking: Asking, today: date) -> SheetMapping:
    """The mapping with such a column where a person sent it."""
    column = mapping.at(GIVEN)
    doubtful = column is not None and column.because != DECIDED and fold(column.header) in _EITHER
    if column is None or not doubtful or mapping.own or mapping.noun != "account" or mapping.at(NOTICE_BY):
        return mapping
    cells = [c for c in table.column(column.index) if not blank(c)]
    ahead = [d for d in map(sure_day, cells) if d and d > today]
    if not ahead and len(cells) <= len(table.rows) * _MOSTLY:
        return mapping
    answer = asking.ask(
        column_question(
            table.sheet,
            column,
            {
                NOTICE_BY: "The last day to give notice: how long the notice is follows from it",
                GIVEN: "The day on which notice was given: these contracts are not renewed",
                CUSTOM: "Something else: keep it as a custom field",
            },
            default=NOTICE_BY,
            text=f"What does a day in “{column.header}” say?",
            evidence=f"{counted(len(ahead), 'day', 'is')} ahead, when nobody can have given notice yet."
            if ahead
            else f"{counted(len(cells), 'row', 'has')} one, of {len(table.rows):,}.",
        )
    )
    return mapping if answer == GIVEN else mapping.sent(column, answer)
