"""The baseline of a workbook: every row of the book that went out with it, and what its sheets called the others."""

from collections.abc import Iterable
from datetime import date

from csdesk.domain.fields import Kind, Noun
from csdesk.exchange.baseline import Packer
from csdesk.exchange.tables_out import Table, headers
from csdesk.services.custom import custom_fields
from csdesk.services.rows_out import RowsOut
from csdesk.store.identity import uid_of
from csdesk.store.version import VERSION

_PIECE = 2_000


def packed_baseline(sheets: Iterable[tuple[Noun, Table]], out: RowsOut, *, day: date) -> bytes:
    """The rows of the nouns as they stand in the book, ready to be carried in a sheet."""
    packer = Packer()
    head = {"book": uid_of(out.book), "schema": VERSION, "n": out.n}
    packer.add({**head, "day": day.isoformat()})
    chosen = list(sheets)
    for table in dict.fromkeys(f.refers for n, _ in chosen for f in n.fields if f.refers):
        packer.add({"names": table, "of": dict(out.names(table))})
    for noun, table_out in chosen:
        _add(noun, headers(table_out.columns), out, packer)
    return packer.packed()


def _add(noun: Noun, heads: list[str], out: RowsOut, packer: Packer) -> None:
    rows = out.rows(noun)
    money = any(f.kind is Kind.MONEY for f in noun.fields)
    customs = [
        {"id": f.id, "name": f.name, "kind": f.kind.value, "currency": f.currency}
        for f in custom_fields(out.book, noun.word)
    ]
    packer.add(
        {
            "noun": noun.word,
            "sheet": noun.sheet or noun.table,
            "headers": heads,
            "fields": [f.key for f in noun.fields],
            "customs": customs,
            "said": out.said(noun) if customs else {},
            "currencies": out.currencies(noun) if money else None,
        }
    )
    for at in range(0, len(rows), _PIECE):
        packer.add(rows[at : at + _PIECE])
