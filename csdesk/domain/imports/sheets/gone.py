"""Rows that are gone where they come from (deleted, merged into another, no customer's) are left out and named."""

import re
from dataclasses import replace
from datetime import date

from csdesk.domain.imports.cells.days import sure_day
from csdesk.domain.imports.cells.values import read_yes_no
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.question_words import asked_in
from csdesk.domain.imports.sheets.joins import Draft
from csdesk.domain.imports.tables.headers import Header, blank
from csdesk.domain.imports.tables.tables import LeftOut, Row, Table
from csdesk.domain.imports.vocabulary.deals import LineStatus
from csdesk.domain.imports.vocabulary.exports import plain_header
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

_DELETED = frozenset({"is deleted", "isdeleted", "fivetran deleted", "deleted", "is archived", "isarchived"})
_CURRENT = "fivetran active"
"""In a table that keeps versions of its rows: whether this one is the last."""
_STATES = "line_status"
_WHOM = ("account.external_id", "account.account", "account.id")


def without_gone(draft: Draft, synonyms: Synonyms) -> Draft:
    """The draft without such rows; the columns that said so are read, and no columns of its own any more."""
    table, told = draft.table, []
    for header in table.headers:
        name = plain_header(header.text)
        if name in _DELETED and _says_yes_or_no(table, header, synonyms):
            table = _sifted(table, header, synonyms, yes=True, why="deleted where it comes from")
            told.append(header)
        elif name == _CURRENT and _says_yes_or_no(table, header, synonyms):
            table = _sifted(table, header, synonyms, yes=False, why="an older version of the row")
            told.append(header)
    if draft.export is None:
        table = _voided(_unbegun(table, synonyms), synonyms)
    if draft.export:
        table = _by_rules(draft, table)
        table = _merged(draft, table)
        table = _nobodys(draft, table, synonyms)
    kept = tuple(h for h in table.headers if h not in told)
    return replace(draft, table=replace(table, headers=kept)) if table is not draft.table or told else draft


def without_ahead(draft: Draft, today: date) -> Draft:
    """The draft without the meetings of another program that are still ahead: they are no touches yet."""
    if draft.export is None or draft.export.noun != "touch":
        return draft
    on = next((h for h in draft.table.headers if draft.target_of(h.text) == "touch.on"), None)
    ahead = [n for n, c in draft.table.numbered(on.index) if (sure_day(c) or today) > today] if on else []
    table = _without(draft.table, dict.fromkeys(ahead, "it is still ahead, and no touch yet"))
    return replace(draft, table=table)


def _says_yes_or_no(table: Table, header: Header, synonyms: Synonyms) -> bool:
    return all(blank(c) or read_yes_no(c, synonyms) is not None for c in table.cells(header.index))


def _sifted(table: Table, header: Header, synonyms: Synonyms, *, yes: bool, why: str) -> Table:
    gone = {n for n, c in table.numbered(header.index) if read_yes_no(c, synonyms) is yes}
    return _without(table, dict.fromkeys(gone, f"{why}, as “{header.text}” says"))


def _unbegun(table: Table, synonyms: Synonyms) -> Table:
    """Without the contracts that never began, where a billing program's words stand in a column of states."""
    for header in table.headers:
        if synonyms.columns.get(fold(header.text)) != "account.status":
            continue
        unbegun = _rows_unbegun(table, header, synonyms)
        table = _without(table, dict.fromkeys(unbegun, f"it never began, as “{header.text}” says"))
    return table


_INVOICES = ("invoice", "rechnung", "beleg", "factura", "facture", "fatura")


def _voided(table: Table, synonyms: Synonyms) -> Table:
    """Without the invoices that were voided, as a status beside the number of each says."""
    names = {h: fold(h.text) for h in table.headers}
    states = [h for h, name in names.items() if synonyms.logs["invoice"].get(name) == "paid"]
    if not states or not any(word in name for name in names.values() for word in _INVOICES):
        return table
    gone = [n for n, c in table.numbered(states[0].index) if synonyms.value("paid", shown(c)) == "void"]
    return _without(table, dict.fromkeys(gone, f"it was voided, as “{states[0].text}” says"))


def _rows_unbegun(table: Table, header: Header, synonyms: Synonyms) -> list[int]:
    """The rows of contracts that never began; none where a cell says something else than a state."""
    found = []
    for row in table.rows:
        state = synonyms.value(_STATES, shown(row.cell(header.index)))
        if not state:
            return []
        if state == LineStatus.NEVER_BEGAN:
            found.append(row.number)
    return found


def _by_rules(draft: Draft, table: Table) -> Table:
    assert draft.export is not None
    gone: dict[int, str] = {}
    for header in table.headers:
        rules = draft.export.leave.get(plain_header(header.text), {})
        for row in table.rows if rules else ():
            if why := rules.get(fold(shown(row.cell(header.index)))):
                gone.setdefault(row.number, why)
    return _without(table, gone)


def _merged(draft: Draft, table: Table) -> Table:
    """Without the rows whose id another row of the table names as merged into it."""
    assert draft.export is not None
    at = next((h for h in table.headers if plain_header(h.text) in draft.export.merged), None)
    ids = next((h for h in table.headers if plain_header(h.text) in {"id", "contact id", "deal id"}), None)
    if at is None or ids is None:
        return table
    into = {
        old: shown(row.cell(ids.index))
        for row in table.rows
        for old in re.findall(r"\d+", re.sub(r":\d+", "", shown(row.cell(at.index))))
    }
    gone = {r.number: into[uid] for r in table.rows if (uid := shown(r.cell(ids.index))) in into}
    gone = {n: uid for n, uid in gone.items() if uid != _id_of(table, n, ids)}
    return _without(table, {n: f"merged into {uid} where it comes from" for n, uid in gone.items()})


def _id_of(table: Table, number: int, ids: Header) -> str:
    return next(shown(r.cell(ids.index)) for r in table.rows if r.number == number)


def _nobodys(draft: Draft, table: Table, synonyms: Synonyms) -> Table:
    """Without the rows of facts that name no customer, where the export has a column for it."""
    if draft.export is None or draft.export.noun in {None, "account", "product"}:
        return table
    told = {h: draft.target_of(h.text) or synonyms.columns.get(plain_header(h.text)) for h in table.headers}
    asked = draft.export.noun == "survey"
    whom = [
        h
        for h in table.headers
        if told[h] in _WHOM or (asked and asked_in(fold(h.text), synonyms) == "account")
    ]
    if not whom:
        return _without(table, {r.number: "it names no customer" for r in table.rows})
    gone = [r.number for r in table.rows if all(blank(r.cell(h.index)) for h in whom)]
    return _without(table, dict.fromkeys(gone, "it names no customer"))


def _without(table: Table, gone: dict[int, str]) -> Table:
    if not gone:
        return table
    ids = next((h for h in table.headers if plain_header(h.text) == "id"), None)
    left = [LeftOut(r.number, _name(r, ids), gone[r.number]) for r in table.rows if r.number in gone]
    rows = tuple(r for r in table.rows if r.number not in gone)
    return replace(table, rows=rows, left_out=tuple(sorted((*table.left_out, *left), key=lambda x: x.row)))


def _name(row: Row, ids: Header | None) -> str:
    """What a row is called: its ID, else its first text that is more than a yes or no."""
    if ids is not None and not blank(row.cell(ids.index)):
        return shown(row.cell(ids.index))
    texts = (shown(c) for c in row.cells if isinstance(c, str) and not blank(c))
    return next((t for t in texts if t.lower() not in {"true", "false", "yes", "no"}), "")
