"""An inspection finds in a sheet's own part what the fast reader cannot tell from a blank cell."""

import zipfile
from collections.abc import Iterable
from itertools import islice
from typing import Any

from csdesk.domain.errors import WorkbookDamaged
from csdesk.domain.imports.cells.grid import NOT_CALCULATED, Fault
from csdesk.exchange.cell_styles import Look, Styles
from csdesk.exchange.findings import COLUMNS, Findings, column_of
from csdesk.exchange.package import chunks
from csdesk.exchange.reasons import part_called
from csdesk.exchange.styled_cells import StyledCells

_SIGNS = (
    (b"f", b"<f"),
    (b"f", b":", b":f"),
    (b't="e"',),
    (b"'",),
    (b"t =",),
    (b"h", b"hidden"),
    (b"\x00",),
)
"""One of these stands in every sheet that has a formula, an error or something hidden, or is in UTF-16.

Each is looked for through the whole sheet, a single byte a hundred times as quickly as two: a byte without which the
sign cannot stand there comes first. Where one stands, the exact ones are looked for.
"""
_EXACT = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b't="e"', b"t='e'", b"t =", b"hidden", b"\x00")
_MOST = 200
"""How many styles are looked for in a sheet that is written unusually."""
_BATCH = 500
"""Rows that are looked at together: one by one takes three times as long."""


def inspect(package: zipfile.ZipFile, part: str, where: str, styles: Styles) -> Findings:
    """Error cells, formulas without a kept value, hidden rows and columns of one sheet's part, and what cells of these
    styles say by their looks.

    A part that has none of all this is not parsed. Raises: WorkbookDamaged.
    """
    cells, telling = StyledCells(styles), False
    for chunk, tail in chunks(package, package.getinfo(part), where):
        telling = telling or _telling(tail + chunk)
        cells.take(chunk)
        if telling and (cells.odd or not styles):
            break
    cells.end()
    if cells.odd:
        return _parsed(package, part, where, dict(islice(styles.items(), _MOST)))
    found = _parsed(package, part, where, {}) if telling else cells.found
    found.shown, found.coloured = cells.found.shown, cells.found.coloured
    return found


def _telling(piece: bytes) -> bool:
    found = any(all(part in piece for part in sign) for sign in _SIGNS)
    return found and any(sign in piece for sign in _EXACT)


def _parsed(package: zipfile.ZipFile, part: str, where: str, styles: Styles) -> Findings:
    from lxml import etree

    walk = _Walk(styles)
    try:
        with package.open(part) as file:
            for _, element in etree.iterparse(
                file,
                events=("end",),
                tag=("{*}row", "{*}col", "{*}filterColumn"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            ):
                walk.step(element)
            walk.look()
    except (etree.LxmlError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise WorkbookDamaged(where=where, reason=f"{part_called(part)} is not whole") from error
    return walk.found


class _Walk:
    """Keeps the place on the sheet, for files that number neither rows nor cells."""

    def __init__(self, styles: Styles) -> None:
        self.found = Findings()
        self._styles = styles
        self._row = -1
        self._rows: list[Any] = []
        self._suspects: Any = None
        """A compiled question: the cells of a batch of rows that are errors or have a formula."""

    def step(self, element: Any) -> None:
        """One whole row or column."""
        if not element.tag.endswith("}row"):
            self._beside(element)
            return
        number = element.get("r")
        self._row = int(number) - 1 if number and number.isdigit() else self._row + 1
        element.set("r", str(self._row + 1))
        if element.get("hidden") in {"1", "true"}:
            self.found.hide_rows(self._row)
        self._rows.append(element)
        if len(self._rows) >= _BATCH:
            self.look()

    def look(self) -> None:
        """Look through the rows that wait, and forget them."""
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        if self._suspects is None:
            self._suspects = _suspects(rows[0].tag[1:].partition("}")[0], self._styles)
        parent, mine = rows[0].getparent(), set(rows)
        for cell in self._suspects(parent):
            row = cell.getparent()
            if row not in mine:  # it is still being read, and has no number yet
                break
            at = int(row.get("r")) - 1
            if (fault := _fault(cell)) is not None:
                self.found.faults[at, _place(row, cell)] = fault
            if look := self._styles.get(cell.get("s", "")):
                self._show(at, _place(row, cell), look, cell)
        for row in rows:
            parent.remove(row)

    def _show(self, row: int, column: int, look: Look, cell: Any) -> None:
        if look.hue:
            self.found.coloured.add(row, column, look.hue)
        if look.currency and cell.get("t", "n") == "n" and cell.findtext("{*}v"):
            self.found.shown.add(row, column, look.currency)

    def _beside(self, element: Any) -> None:
        if element.tag.endswith("}filterColumn"):
            self.found.filtered = True
        elif element.get("hidden") in {"1", "true"}:
            first, last = (int(element.get(end, 1)) for end in ("min", "max"))
            self.found.hide_columns(max(first - 1, 0), min(last, COLUMNS) - max(first - 1, 0))


def _suspects(namespace: str, styles: Iterable[str]) -> Any:
    from lxml import etree

    shown = "".join(f" or @s='{style}'" for style in styles)
    return etree.XPath(f"x:row/x:c[@t='e' or x:f{shown}]", namespaces={"x": namespace})


def _place(row: Any, cell: Any) -> int:
    """The column of a cell of this row: as it says, or one after the cell before it."""
    if cell.get("r"):
        return column_of(cell.get("r"))
    column = -1
    for other in row.iterchildren(cell.tag):
        column = column_of(other.get("r")) if other.get("r") else column + 1
        if other is cell:
            break
    return column


def _fault(element: Any) -> Fault | None:
    value = element.find("{*}v")
    text = (value.text or "") if value is not None else ""
    if element.get("t") == "e":
        return Fault(text or "error")
    if text or element.get("t") == "str" or element.find("{*}f") is None:
        return None
    return Fault(NOT_CALCULATED)
