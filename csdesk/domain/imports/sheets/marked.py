"""A name may say how things stand with its customer: *Acme (churned)*, *Beta - CANCELLED 30 Jun*, *Gamma (trial)*."""

import re
from dataclasses import replace

from csdesk.domain.accounts import Status
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import is_day
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.sheets.joins import Draft, with_columns
from csdesk.domain.imports.tables.headers import header_word
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.values import dataclass

_NAME, _STATUS = "account.account", "account.status"
_SAYS_MORE = frozenset({_STATUS, "account.churned", "account.lost_on"})
_MARK = re.compile(
    r"(?P<name>.*\S)\s*[(\[](?P<inside>[^()\[\]]{2,40})[)\]]"
    r"|(?P<before>.*\S)\s+[-–—]+\s+(?P<behind>\S.{1,40})"
    r"|[(\[](?P<first>[^()\[\]]{2,40})[)\]]\s*(?P<rest>\S.*)"
)
_SIGNS = "([-–—"
"""Those that stand beside a mark."""
_LOST = frozenset(
    "churned churn lost cancelled canceled terminated gekundigt gekuendigt verloren abgewandert beendet cancelado "
    "cancelada perdido perdida baja resilie resiliee perdu perdue encerrado encerrada".split()
)
_TRIAL = frozenset(
    {"prospect", "lead", "demo", "pilot", "poc", "interessent", "prospekt", "prospecto", "pipeline"}
)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A name without its mark, and what that said: a word of the status, and for one who left the day."""

    name: str
    status: Status
    day: str | None = None


def may_be_marked(table: Table, synonyms: Synonyms) -> bool:
    """Whether a name could say more than a name."""
    named = [h.index for h in table.headers if synonyms.columns.get(header_word(h.text)) == _NAME]
    texts = ((at, table.texts(at)) for at in named)
    signed = [at for at, text in texts if any(sign in text for sign in _SIGNS)]
    return any(_marked(cell, synonyms) for at in signed for cell in table.column(at))


def with_marks(draft: Draft, mapping: SheetMapping, synonyms: Synonyms) -> Draft:
    """The table with names that are no more than names, and columns of what they said, where no column says it."""
    column = mapping.at(_NAME)
    told = {c.target for c in mapping.columns} | {*(draft.brought or {}).values()}
    if column is None or mapping.own or mapping.noun not in {"account", "subscription"} or told & _SAYS_MORE:
        return draft
    table = draft.table
    said = [_marked(cell, synonyms) for cell in table.column(column.index)]
    found = [(row, one) for row, one in zip(table.rows, said, strict=True) if one]
    if not found:
        return draft
    rows = tuple(
        r.with_cell(column.index, one.name) if one else r for r, one in zip(table.rows, said, strict=True)
    )
    columns: dict[str, list[Value]] = {
        f"{column.header} (status)": [one.status.value if one else None for one in said]
    }
    if any(one.day for _, one in found):
        columns[f"{column.header} (lost on)"] = [one.day if one else None for one in said]
    first, (whole, status) = found[0][0], (found[0][0].cell(column.index), found[0][1].status)
    note = (
        f"“{column.header}”: {counted(len(found), 'name', 'tells')} how things stand, read as the status, "
        f"such as row {first.number}: {whole} is {status.value}."
    )
    table = with_columns(replace(table, rows=rows, notes=(*table.notes, note)), columns)
    targets = dict(zip(columns, (_STATUS, "account.lost_on"), strict=False))
    return replace(draft, table=table, brought={**(draft.brought or {}), **targets})


def _marked(cell: Value, synonyms: Synonyms) -> _Marked | None:
    if not isinstance(cell, str) or not (found := _MARK.fullmatch(cell.strip())):
        return None
    name = found["name"] or found["before"] or found["rest"]
    mark = (found["inside"] or found["behind"] or found["first"]).strip()
    first, *_ = fold(mark).split() or [""]
    if first in _LOST:
        rest = re.sub(r"^\S+\s*(?:(?:on|am|zum|per|el|le|em|since|seit)\s+)?", "", mark).strip(" :,")
        return (
            _Marked(name, Status.LOST, rest if is_day(rest) else None) if not rest or is_day(rest) else None
        )
    trial = fold(mark) in _TRIAL or synonyms.value("deal", mark) == "unpaid"
    return _Marked(name, Status.PROSPECT) if trial else None
