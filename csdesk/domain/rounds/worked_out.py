"""What csdesk works out is not read back: a cell of such a column that somebody wrote is told, with what to change."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from csdesk.domain.fields import Noun
from csdesk.domain.imports.cells.grid import letter
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.tables.computed import bare, change_of, not_read
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.rounds.cells import Cells, Edited
from csdesk.domain.rounds.compare import unedited
from csdesk.domain.rounds.found import Page
from csdesk.domain.rounds.plan import Unread
from csdesk.domain.rounds.sent import SentSheet

Called = Callable[[Edited], str]
_NAMES = frozenset({"account", "product"})
"""Columns by which a new row may say what it hangs on: these are read."""
_SHOWN = 3
_REMEMBERED = 1 << 12


def written_in(page: Page, sheet: SentSheet, cells: Cells, called: Called) -> Iterator[Unread]:
    """The cells of worked out columns that say something else than was sent; emptied ones lose nothing."""
    alike = lru_cache(_REMEMBERED, typed=True)(unedited)
    numbered = [*cells.same, *((row.number, row.id) for row in cells.edited)]
    for column in sheet.worked_out:
        if (at := page.computed.get(bare(column.header))) is None:
            continue
        for number, uid in numbered:
            row, sent = page.grid.rows[number - 1], column.said[uid]
            cell = row[at] if at < len(row) else None
            if cell != sent and not blank(cell) and not alike(sent, column.holds, cell):
                name = called(Edited(number, uid, (), {}, {}, {}, {}))
                yield Unread(number, f"{letter(at)}{number}", uid, name, column.header, sent, shown(cell))


def written_new(page: Page, sheet: SentSheet, row: Edited, called: Called) -> Iterator[Unread]:
    """What a new row says in worked out columns that are not read of it."""
    read = _NAMES | ({"unit price"} if "amount" not in row.texts else set())
    headers = {bare(header): header for header in sheet.computed}
    for key, text in row.context.items():
        if key in headers and key not in read:
            where = f"{letter(page.computed[key])}{row.number}"
            yield Unread(row.number, where, None, called(row), headers[key], None, text)


def told(noun: Noun, unread: Sequence[Unread]) -> Iterator[str]:
    """One sentence a column on the rows of the book, and one on new rows."""
    for header in dict.fromkeys(cell.header for cell in unread):
        mine = [cell for cell in unread if cell.header == header]
        if changed := [cell for cell in mine if cell.id is not None]:
            yield f"{_changed(header, changed)} {change_of(noun.word, header)}".rstrip()
        if new := len(mine) - len(changed):
            yield not_read(noun.word, header, new)


def _changed(header: str, cells: Sequence[Unread]) -> str:
    said = [f"{cell.name} ({cell.cell}) to {cell.in_sheet}" for cell in cells[:_SHOWN]]
    more = f" and {len(cells) - _SHOWN:,} more" if len(cells) > _SHOWN else ""
    rows = counted(len(cells), "row")
    return f"“{header}” was changed in {rows}: {', '.join(said)}{more}. It is worked out, and not read."
