"""A cell of Notion may carry the link to the page that it names: *Ina Wolf (https://www.notion.so/…)* is Ina Wolf."""

import re
from collections.abc import Iterable
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.tables import Table

_LINK = re.compile(r"\s*\(https?://(?:www\.)?notion\.(?:so|site)/[^()\s]*\)")


def unlinked(table: Table) -> Table:
    """The table without such links in its cells."""
    linked = {h.index for h in table.headers if _holds_links(table.column(h.index))}
    if not linked:
        return table

    def bare(at: int, cell: Value) -> Value:
        return _LINK.sub("", cell).strip() if at in linked and isinstance(cell, str) else cell

    rows = (replace(r, cells=tuple(bare(at, c) for at, c in enumerate(r.cells))) for r in table.rows)
    return replace(table, rows=tuple(rows))


def _holds_links(cells: Iterable[Value]) -> bool:
    """Whether any cell of a column carries one; most columns are told at a glance."""
    texts = [c for c in cells if isinstance(c, str)]
    return "notion." in "\0".join(texts) and any(map(_LINK.search, texts))
