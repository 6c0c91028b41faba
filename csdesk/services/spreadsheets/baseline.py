"""The baseline of a workbook: every row of the book that went out with it, and what its sheets called the others."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from csdesk.domain.fields import Kind, Noun
from csdesk.exchange.baseline import Packer
from csdesk.exchange.tables_out import Table, headers
from csdesk.services.book.custom import custom_fields
from csdesk.services.spreadsheets.rows_out import RowsOut
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
        _add(noun, table_out, out, packer)
    return packer.packed()


def _add(noun: Noun, table: Table, out: RowsOut, packer: Packer) -> None:
    rows, heads = out.rows(noun), headers(table.columns)
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
            "worked_out": [
                {"header": head, "holds": column.holds.value, "said": cells}
                for head, column, cells in zip(heads, table.columns, table.cells, strict=True)
                if column.computed
            ],
        }
    )
    for at in range(0, len(rows), _PIECE):
        packer.add(rows[at : at + _PIECE])


def part_of_baseline(facts: Iterable[Any], kept: Container[str | None]) -> bytes:
    """The same baseline with only the rows of those ids, so that nothing follows from the others not being there."""
    packer = Packer()
    head, *lines = facts
    packer.add({**head, "part": True})
    for line in _sheets_with(lines, kept):
        packer.add(line)
    return packer.packed()


def _sheets_with(lines: Sequence[Any], kept: Container[str | None]) -> Iterator[Any]:
    """The lines of a baseline with fewer rows: a line of facts for each sheet, then its rows in one."""
    starts = [at for at, line in enumerate(lines) if not isinstance(line, list)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        told, rows = lines[start], [row for piece in lines[start + 1 : end] for row in piece]
        if "noun" not in told:
            yield told
            continue
        places = [at for at, row in enumerate(rows) if row[0] in kept]
        codes = told["currencies"]
        said = {uid: words for uid, words in told["said"].items() if uid in kept}
        worked_out = [
            {**column, "said": [column["said"][at] for at in places]} for column in told.get("worked_out", ())
        ]
        fewer = {"said": said, "currencies": codes and [codes[at] for at in places], "worked_out": worked_out}
        yield {**told, **fewer}
        if places:
            yield [rows[at] for at in places]
