"""A cell of Notion may carry the link to the page that it names: *Ina Wolf (https://www.notion.so/…)* is Ina Wolf."""

import re
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.tables import Table

_LINK = re.compile(r"\s*\(https?://(?:www\.)?notion\.(?:so|site)/[^()\s]*\)")


def unlinked(table: Table) -> Table:
    """The table without such links in its cells."""
    linked = {
        h.index for h in table.headers if "notion." in (text := table.texts(h.index)) and _LINK.search(text)
    }
    if not linked:
        return table

    def bare(at: int, cell: Value) -> Value:
        return _LINK.sub("", cell).strip() if at in linked and isinstance(cell, str) else cell

    rows = (replace(r, cells=tuple(bare(at, c) for at, c in enumerate(r.cells))) for r in table.rows)
    return replace(table, rows=tuple(rows))
