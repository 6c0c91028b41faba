"""An attachment is what a workbook carries or refers to besides its cells: never opened, never followed, but named."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from csdesk.domain.errors import WorkbookDamaged
from csdesk.domain.phrases import first_of
from csdesk.exchange.old_excel import OldBook
from csdesk.exchange.package import chunks, parse, part_bytes, relations
from csdesk.exchange.reasons import part_called

_SHOWN = 3
_MACROS = re.compile(
    r"(^|/)(vbaproject\.bin|macrosheets/.+|intlmacrosheets/.+|basic/.+|scripts/.+)$", re.IGNORECASE
)
_EMBEDDED = re.compile(r"(^|/)embeddings/[^/]+$|^Object [^/]+/content\.xml$", re.IGNORECASE)
_CONTROLS = re.compile(r"(^|/)(activex/activex\d+\.xml|ctrlprops/[^/]+)$", re.IGNORECASE)
_ADD_INS = re.compile(r"(^|/)webextensions/[^/]+\.xml$", re.IGNORECASE)
_LINKED = re.compile(rb'<table:table-source[^>]*?xlink:href="([^"]*)"')
_DDE = re.compile(rb'<office:dde-source[^>]*?office:dde-topic="([^"]*)"')
_XML_ENDING = ".xml"


def notes_of_package(package: zipfile.ZipFile, where: str) -> tuple[str, ...]:
    """One note for each kind of thing that a package holds and that is left alone. Raises: WorkbookDamaged."""
    names = package.namelist()
    notes = ["macros ignored"] if any(map(_MACROS.search, names)) else []
    files, dde, ole = _outside(package, names, where)
    notes += _note("links to other workbooks ignored", files)
    notes += _note("DDE links to other programs ignored", dde)
    notes += _note("OLE links to other files ignored", ole)
    notes += _note("embedded files ignored", _embedded(package, names, where))
    notes += _note("data connections ignored", _connections(package, names, where))
    notes += ["controls ignored"] if any(map(_CONTROLS.search, names)) else []
    notes += ["add-ins ignored"] if any(map(_ADD_INS.search, names)) else []
    return tuple(notes)


def notes_of_old(book: OldBook) -> tuple[str, ...]:
    """The same for an .xls workbook."""
    notes = ["macros ignored"] if book.macros else []
    notes += _note("links to other workbooks ignored", book.outside)
    notes += [f"embedded files ignored: {book.embedded:,}"] if book.embedded else []
    notes += [f"data connections ignored: {book.sources:,}"] if book.sources else []
    return tuple(notes)


def _note(what: str, names: list[str]) -> list[str]:
    """The note, with the first few names; none where there is nothing to name."""
    known = list(dict.fromkeys(part_called(n) for n in names))
    return [f"{what}: {first_of(known[:_SHOWN], len(known))}"] if known else []


def _file(path: str) -> str:
    """What a path or an address ends with; of an object in a folder of its own, that folder."""
    steps = PurePosixPath(unquote(path).replace("\\", "/")).parts
    name = steps[-2] if len(steps) > 1 and steps[-1] == "content.xml" else steps[-1] if steps else path
    return name or path


def _embedded(package: zipfile.ZipFile, names: list[str], where: str) -> list[str]:
    """Files inside the file; an OpenDocument's charts are parts of it."""
    manifest = part_bytes(package, "META-INF/manifest.xml", where).decode("utf-8", "replace")
    charts = {
        line.partition('full-path="')[2].partition('"')[0] for line in manifest.split(">") if ".chart" in line
    }
    found = [n for n in names if _EMBEDDED.search(n)]
    return [_file(n) for n in found if n.removesuffix("content.xml") not in charts]


def _outside(
    package: zipfile.ZipFile, names: list[str], where: str
) -> tuple[list[str], list[str], list[str]]:
    """Files, DDE topics and OLE objects outside of the package."""
    files, dde, ole = list[str](), list[str](), list[str]()
    for name in names:
        if "/externallinks/" in f"/{name.lower()}" and "/_rels/" not in name:
            targets = [_file(r.target) for r in relations(package, name, where) if r.outside]
            kind, said = _link(package, name, where)
            {"ddeLink": dde, "oleLink": ole}.get(kind, files).extend(said or targets or [_file(name)])
    if "content.xml" in names:
        for piece in _content(package, where):
            files += [_file(found.decode("utf-8", "replace")) for found in _LINKED.findall(piece)]
            dde += [found.decode("utf-8", "replace") for found in _DDE.findall(piece)]
    return files, dde, ole


def _link(package: zipfile.ZipFile, name: str, where: str) -> tuple[str, list[str]]:
    """What kind of link a part is, and what a DDE link calls."""
    if not name.endswith(_XML_ENDING):
        return "", []
    root = _root(package, name, where)
    for child in root if root is not None else ():
        kind = str(child.tag).rpartition("}")[2]
        if kind == "ddeLink":
            return kind, [f"{child.get('ddeService', '')}|{child.get('ddeTopic', '')}"]
        if kind == "oleLink":
            return kind, []
    return "", []


def _content(package: zipfile.ZipFile, where: str) -> Iterator[bytes]:
    """An OpenDocument's content in pieces that overlap, so that no link is cut in two."""
    for chunk, tail in chunks(package, package.getinfo("content.xml"), where):
        if b"table-source" in (piece := tail + chunk) or b"dde-source" in piece:
            yield piece


def _connections(package: zipfile.ZipFile, names: list[str], where: str) -> list[str]:
    """The names of connections to data outside, and of queries."""
    found = list[str]()
    for name in names:
        low = name.lower()
        if low.endswith("/connections.xml"):
            root = _root(package, name, where)
            told = (
                [str(c.get("name")) for c in root.iter("{*}connection") if c.get("name")]
                if root is not None
                else []
            )
            found += told or [_file(name)]
        elif low.endswith("/connections.bin") or re.search(r"(^|/)querytables/[^/]+$", low):
            found.append(_file(name))
    return found


def _root(package: zipfile.ZipFile, name: str, where: str) -> Any:
    """The root of a part that nothing is read from but names: a damaged one has none."""
    try:
        with package.open(name) as part:
            return parse(part, where)
    except (WorkbookDamaged, OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError):
        return None
