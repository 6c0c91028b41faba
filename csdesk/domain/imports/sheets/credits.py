"""Credits among invoices, by their kind, their sign or their list, are no invoices: they are left out and named."""

from dataclasses import replace

from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import JOINED, Column, SheetMapping
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.tables import LeftOut, Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.words import Synonyms

_KIND = frozenset(
    "type|document type|doc type|transaction type|invoice type|voucher type|kind|document|record type|typ|art"
    "|belegart|belegtyp|dokumenttyp|rechnungsart|rechnungstyp|vorgang|tipo|tipo de documento|tipo documento"
    "|tipo de factura|tipo de fatura|nature|genre|type de document|type de piece|s h|sh|soll haben".split("|")
)
_DEBITS = frozenset({"s h", "sh", "soll haben"})
"""Columns whose H (*Haben*) and C are credits."""
_SIDES = dict.fromkeys(("h", "haben", "c", "cr"), "credit") | dict.fromkeys(
    ("s", "soll", "d", "dr"), "invoice"
)
_WHY = {
    "credit": "it is a credit, and no invoice",
    "payment": "it is a payment: payments are told by the invoices that they pay",
    "other": "it is no invoice",
}
_NEGATIVE = "its amount is negative: it is a credit, and no invoice"


def without_credits(table: Table, mapping: SheetMapping, synonyms: Synonyms) -> tuple[Table, SheetMapping]:
    """A list of invoices without what is none of them; a column that says no more than that is read."""
    if mapping.noun != "invoice" or mapping.own:
        return table, mapping
    gone = (
        dict.fromkeys((r.number for r in table.rows), _WHY["credit"])
        if _of_credits(table, mapping, synonyms)
        else {}
    )
    for column in (c for c in mapping.columns if fold(c.header) in _KIND and _is_free(c, mapping)):
        said = {c: _said(c, column, synonyms) for c in set(table.cells(column.index)) if not blank(c)}
        for row in table.rows:
            if why := _WHY.get(said.get(row.cell(column.index)) or ""):
                gone.setdefault(row.number, why)
        if said and all(said.values()) and column.undecided:
            mapping = mapping.instead(column, replace(column, because=JOINED))
    amount = mapping.at("invoice.amount")
    for row in table.rows if amount else ():
        if amount and _is_negative(row.cell(amount.index)):
            gone.setdefault(row.number, _NEGATIVE)
    if not gone:
        return table, mapping
    number = mapping.at("invoice.number") or mapping.columns[0]
    left = [
        LeftOut(r.number, shown(r.cell(number.index)), gone[r.number]) for r in table.rows if r.number in gone
    ]
    rows = tuple(r for r in table.rows if r.number not in gone)
    left_out = tuple(sorted((*table.left_out, *left), key=lambda x: x.row))
    return replace(table, rows=rows, left_out=left_out), mapping


def _of_credits(table: Table, mapping: SheetMapping, synonyms: Synonyms) -> bool:
    """Whether a whole list is of credit notes, as its name or the header of their numbers says."""
    number = mapping.at("invoice.number")
    named = (table.sheet, *((number.header,) if number else ()))
    return any(synonyms.value("bill", _list_of(text)) == "credit" for text in named)


def _list_of(text: str) -> str:
    """What a list is of, without its number and in the singular: *Credit Notes*, *Gutschriftsnr.*, *Nº de abono*."""
    words = [w for w in fold(text).split() if w not in _NUMBER]
    return " ".join(words).removesuffix("nummer").removesuffix("nr").removesuffix("s")


_NUMBER = frozenset("number no nr num id n nº numero de du da".split())


def _is_free(column: Column, mapping: SheetMapping) -> bool:
    return column.target in {None, f"{mapping.noun}.custom"}


def _said(cell: Value, column: Column, synonyms: Synonyms) -> str | None:
    """What a document is: credit, payment, invoice, other; None where nobody knows."""
    text = fold(shown(cell))
    side = _SIDES.get(text) if fold(column.header) in _DEBITS else None
    return side or synonyms.value("bill", text)


def _is_negative(cell: Value) -> bool:
    amount = read_amount(cell, Mark.POINT) if not isinstance(cell, str) or set("-−–(") & set(cell) else None
    return amount is not None and amount.number < 0
