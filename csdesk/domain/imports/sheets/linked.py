"""A cell of Notion may carry the link to the page that it names: *Ina Wolf (https://www.notion.so/…)* is Ina Wolf."""

import re
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.tables import Table

_LINK = re.compile(r"\s*\(https?://(?:www\.)?notion\.(?:so|site)/[^()\s]*\)")


def are_linked(texts: str) -> bool:
    """Whether any of the texts of a column carries such a link."""
    return "notion." in texts and _LINK.search(texts) is not None


def unlinked(table: Table, linked: set[int]) -> Table:
    """The table without such links in the cells of the linked columns."""
    if not linked:
        return table

    def bare(at: int, cell: Value) -> Value:
        return _LINK.sub("", cell).strip() if at in linked and isinstance(cell, str) else cell

    rows = (replace(r, cells=tuple(bare(at, c) for at, c in enumerate(r.cells))) for r in table.rows)
    return replace(table, rows=tuple(rows))
