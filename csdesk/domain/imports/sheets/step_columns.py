"""A column called after what is to be done may hold the days of it alone: *Follow up*, 1 December."""

import re
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import is_day
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.columns.touches import kind_of_touch
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold, folded
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.touches import TouchKind

_TITLE, _DUE = "task.title", "task.due_on"
_OPEN = frozenset({None, _TITLE})
_WORD = re.compile(r"[^\W_]+")


def with_step_columns(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with such a column as the days of next steps, which are called as it is where no other names them.

    Where nothing says what is due, not even the header, its days have no place.
    """
    if mapping.own or mapping.noun not in {"account", "subscription", "touch"}:
        return table, mapping, []
    due, titled = mapping.at(_DUE), mapping.at(_TITLE)
    if due is None:
        column = next((c for c in mapping.columns if _is_of_days(c, table, synonyms)), None)
        column = column or next(
            (c for c in mapping.columns if not titled and _is_next(c, table, synonyms)), None
        )
        if column is None:
            return table, mapping, []
        due = replace(column, target=_DUE, because="its cells are days")
        mapping = mapping.instead(column, due)
    elif titled or due.because == DECIDED:
        return table, mapping, []
    elif not _called(due.header):
        nothing = replace(due, target=None, confidence=0.0, because="no column says what is due")
        return table, mapping.instead(due, nothing), []
    told = [not blank(c) for c in table.cells(due.index)]
    note = f"“{due.header}” holds days: {counted(sum(told), 'next step', 'is')} due on them."
    if mapping.at(_TITLE) is None:
        titles: list[Value] = [_called(due.header) or due.header if yes else None for yes in told]
        header = f"{due.header} (title)"
        table, mapping = with_made(table, mapping, header, _TITLE, titles, f"as “{due.header}” is called")
    return table, mapping, [note]


def _called(header: str) -> str:
    """What a header calls the step of which it says the day: *Next call* of *Next call date*."""
    words = header.split()
    while words and fold(words[-1]) in _OF_DAYS:
        words.pop()
    return " ".join(words) if any(fold(word) not in _OF_DAYS for word in words) else ""


_OF_DAYS = folded(
    "date day due on by deadline until for scheduled datum fällig faellig am bis termin frist fecha fechas de para "
    "cuando límite limite vence el data prazo até ate le pour échéance echeance do complete target completion"
)
"""Words that say of a day no more than that it is one."""


def _is_next(column: Column, table: Table, synonyms: Synonyms) -> bool:
    """Whether a column without a place holds the days of the next call or meeting."""
    if column.target is not None or column.because == DECIDED or not column.samples:
        return False
    ahead = any(fold(word).startswith(_NEXT) for word in column.header.split())
    if not ahead or kind_of_touch(column.header, synonyms) is TouchKind.OTHER:
        return False
    return all(is_day(c) for c in table.cells(column.index) if not blank(c))


_NEXT = ("next", "nachst", "naechst", "prochain", "proxim", "siguiente")


def _is_of_days(column: Column, table: Table, synonyms: Synonyms) -> bool:
    if column.because == DECIDED or column.target not in _OPEN or not column.samples:
        return False
    if synonyms.columns.get(" ".join(_WORD.findall(column.header.casefold()))) != _TITLE:
        return False
    return all(is_day(c) for c in table.cells(column.index) if not blank(c))
