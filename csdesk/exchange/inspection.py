"""An inspection finds in a sheet's own part what the fast reader cannot tell from a blank cell."""

import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from csdesk.domain.errors import WorkbookDamaged
from csdesk.domain.imports.grid import Fault
from csdesk.exchange.package import chunks

_WORTH_A_LOOK = re.compile(rb"<(\w+:)?f[\s>/]|\bt\s*=\s*[\"']e[\"']|\bhidden\s*=")
NOT_CALCULATED = "formula not calculated"


@dataclass(slots=True)
class Findings:
    """What stands on one sheet besides values; rows and columns count from 0."""

    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def inspect(package: zipfile.ZipFile, part: str, where: str) -> Findings:
    """Error cells, formulas without a kept value, hidden rows and columns of one sheet's part.

    A part that has none of them is not parsed at all. Raises: WorkbookDamaged.
    """
    from pathlib import Path

    entry = package.getinfo(part)
    pieces = chunks(package, entry, Path(where))
    if not any(_WORTH_A_LOOK.search(tail + chunk) for chunk, tail in pieces):
        return Findings()
    return _parsed(package, part, where)


def _parsed(package: zipfile.ZipFile, part: str, where: str) -> Findings:
    from lxml import etree

    found = Findings()
    walk = _Walk(found)
    try:
        with package.open(part) as file:
            events = etree.iterparse(
                file,
                events=("start", "end"),
                tag=("{*}row", "{*}c", "{*}col"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            )
            for event, element in events:
                walk.step(event, element)
    except (etree.XMLSyntaxError, ValueError, zipfile.BadZipFile) as error:
        raise WorkbookDamaged(where=where, reason=f"{part} is not whole") from error
    return found


class _Walk:
    """Keeps the place on the sheet, for files that number neither rows nor cells."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._row = -1
        self._column = -1

    def step(self, event: str, element: Any) -> None:
        """One start or end of a row, a cell or a column."""
        tag = element.tag.rpartition("}")[2]
        if tag == "row":
            self._at_row(event, element)
        elif event == "end" and tag == "c":
            self._at_cell(element)
        elif event == "end":
            self._at_column(element)

    def _at_row(self, event: str, element: Any) -> None:
        if event == "end":
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            return
        number = element.get("r")
        self._row = int(number) - 1 if number and number.isdigit() else self._row + 1
        self._column = -1
        if element.get("hidden") in {"1", "true"}:
            self._found.hidden_rows.append(self._row)

    def _at_cell(self, element: Any) -> None:
        self._column = _column(element.get("r")) if element.get("r") else self._column + 1
        fault = _fault(element)
        if fault is not None:
            self._found.faults[self._row, self._column] = fault
        element.clear()

    def _at_column(self, element: Any) -> None:
        if element.get("hidden") in {"1", "true"}:
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            self._found.hidden_columns += range(first - 1, min(last, 16_384))


def _fault(element: Any) -> Fault | None:
    value = element.find("{*}v")
    text = (value.text or "") if value is not None else ""
    if element.get("t") == "e":
        return Fault(text or "error")
    if text or element.get("t") == "str" or element.find("{*}f") is None:
        return None
    return Fault(NOT_CALCULATED)


def _column(reference: str) -> int:
    """The column of "AB12", counted from 0."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number - 1


def letters(column: int) -> str:
    """The letters over a column, counted from 0: 27 is "AB"."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
