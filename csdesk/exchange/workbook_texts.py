"""The texts of a workbook: cells by sheet and address, comments, names, headers, and what is hidden."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from csdesk.domain.leaks.findings import Placed, Spot
from csdesk.exchange.deck_texts import drawn_texts
from csdesk.exchange.findings import column_of
from csdesk.exchange.package_parts import Package, all_texts, own_texts, part_id
from csdesk.exchange.properties import properties

_MAIN, _STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
_ELSEWHERE = frozenset({"worksheet", "styles", "sharedStrings", "theme", "calcChain"})


def workbook_texts(package: Package) -> Iterator[Placed]:
    """Each text; parts that are not told here are marked with where they are used."""
    yield from properties(package)
    if not package.has(_MAIN):
        return
    relations = package.relations(_MAIN)
    shared, used = _shared(package), set[int]()
    package.told |= {_MAIN, _STRINGS}
    root = package.root(_MAIN)
    for sheet in root.iter("{*}sheet"):
        name, state = str(sheet.get("name")), sheet.get("state", "visible")
        part = relations.get(part_id(sheet), ("", ""))[1]
        where = name if state == "visible" else f"{name} (hidden)"
        yield Placed("name of a sheet", name, Spot.NAME)
        if package.has(part):
            package.mark(part, where, stop=_ELSEWHERE)
            package.told.add(part)
            yield from _sheet(package, part, where, shared, used)
    for text in (t for n, t in enumerate(shared) if n not in used):
        yield Placed("a text that no cell shows any more", text)
    yield from _defined(root)
    yield from _beside(package)


def _shared(package: Package) -> list[str]:
    if not package.has(_STRINGS):
        return []
    return ["".join(t.text or "" for t in si.iter("{*}t")) for si in package.root(_STRINGS).iter("{*}si")]


def _sheet(package: Package, part: str, where: str, shared: list[str], used: set[int]) -> Iterator[Placed]:
    root = package.root(part)
    hidden = _hidden_columns(root)
    for row in root.iterfind("{*}sheetData/{*}row"):
        gone = row.get("hidden") in {"1", "true"}
        for cell in row:
            parts = {child.tag[-2:]: child for child in cell}
            text = _cell(cell, parts.get("}v"), shared, used)
            at = str(cell.get("r", ""))
            if text and not text.isspace():
                said = (
                    " (hidden row)"
                    if gone
                    else " (hidden column)"
                    if hidden and column_of(at) + 1 in hidden
                    else ""
                )
                yield Placed(f"{where}!{at}{said}", text, Spot.HEADER)
            formula = parts.get("}f")
            if formula is not None and formula.text:
                yield Placed(f"{where}!{at}, formula", formula.text)
    for other in root:
        tag = str(other.tag).rpartition("}")[2]
        if tag not in {"sheetData", "cols", "sheetFormatPr", "dimension"}:
            texts = map(_uncoded, all_texts(other)) if tag == "headerFooter" else all_texts(other)
            yield from (Placed(f"{where}, {_CALLED.get(tag, tag)}", text) for text in texts)


_CODE = re.compile(r"&(?:(&)|\"[^\"]*\"|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|\d{1,3}|[A-Z])", re.IGNORECASE)


def _uncoded(text: str) -> str:
    """A header or footer without the codes that stand against its words: *&C* for the centre, *&B* for bold."""
    return _CODE.sub(lambda code: code.group(1) or " ", text)


_CALLED = {
    "headerFooter": "header or footer",
    "dataValidations": "list or prompt",
    "conditionalFormatting": "rule of colours",
    "hyperlinks": "link",
    "autoFilter": "filter",
    "extLst": "extension",
}


def _cell(cell: Any, value: Any, shared: list[str], used: set[int]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter("{*}t"))
    if value is None or value.text is None:
        return ""
    if kind == "s" and value.text.isdigit() and int(value.text) < len(shared):
        used.add(int(value.text))
        return shared[int(value.text)]
    return str(value.text)


def _hidden_columns(root: Any) -> frozenset[int]:
    return frozenset(
        n
        for col in root.iter("{*}col")
        if col.get("hidden") in {"1", "true"}
        for n in range(int(col.get("min", 0)), min(int(col.get("max", 0)), 16_384) + 1)
    )


def _defined(root: Any) -> Iterator[Placed]:
    for name in root.iter("{*}definedName"):
        yield Placed("defined name", str(name.get("name")), Spot.NAME)
        for text in (name.text, name.get("comment")):
            if text:
                yield Placed(f"defined name {name.get('name')}", text)
    for element in root.iter("*"):
        if str(element.tag).rpartition("}")[2] not in {"sheet", "definedName"}:
            yield from (Placed("workbook", text) for text in own_texts(element))


def _beside(package: Package) -> Iterator[Placed]:
    """Comments with who wrote them, tables, and what is drawn on the sheets."""
    for part in package.names:
        told = next((tell for start, tell in _TOLD if part.startswith(start) and part.endswith(".xml")), None)
        if told is not None:
            package.told.add(part)
            yield from told(package.root(part), package.whereabouts.get(part, f"part {part}"))


def _persons(root: Any, where: str) -> Iterator[Placed]:
    del where
    for person in root.iter("{*}person"):
        yield Placed("author of a comment", str(person.get("displayName")), Spot.PROPERTY)


def _comments(root: Any, where: str) -> Iterator[Placed]:
    for author in root.iter("{*}author"):
        if author.text and author.text.strip():
            yield Placed("author of a comment", author.text, Spot.PROPERTY)
    for comment in root.iter("{*}comment", "{*}threadedComment"):
        sheet = where.removesuffix(", comment")
        text = "".join(t.text or "" for t in comment.iter("{*}t", "{*}text"))
        yield Placed(f"{sheet}!{comment.get('ref')}, comment", text)


def _table(root: Any, where: str) -> Iterator[Placed]:
    for name in {str(root.get("name")), str(root.get("displayName"))} - {"None"}:
        yield Placed(f"{where}, name of the table", name, Spot.NAME)
    for column in root.iter("{*}tableColumn"):
        yield Placed(f"{where}, column of the table", str(column.get("name")), Spot.HEADER)


_TOLD: tuple[tuple[str, Callable[[Any, str], Iterator[Placed]]], ...] = (
    ("xl/comments", _comments),
    ("xl/threadedComments/", _comments),
    ("xl/persons/", _persons),
    ("xl/tables/", _table),
    ("xl/drawings/", drawn_texts),
)
