"""A package is the zip file that a workbook is; its directory is looked at before anything is unpacked."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO, Any

from csdesk.domain.errors import WorkbookDamaged, WorkbookTooLarge, WorkbookUnsafe
from csdesk.exchange.limits import Limits

_CHUNK = 1 << 20
_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The package for reading; whatever is wrong with it is one error. Raises: WorkbookDamaged."""
    try:
        with zipfile.ZipFile(path) as package:
            yield package
    except (zipfile.BadZipFile, EOFError, NotImplementedError, UnicodeDecodeError, ValueError) as error:
        raise WorkbookDamaged(where=path.name, reason="it is not a whole zip file") from error


def check_directory(path: Path, limits: Limits) -> None:
    """Refuse by the zip directory alone: too many parts, too much unpacked, parts that overlap.

    Raises: WorkbookTooLarge, WorkbookDamaged.
    """
    _check_count(path, limits)
    with opened(path) as package:
        entries = package.infolist()
    if len(entries) > limits.entries:
        raise WorkbookTooLarge(where=path.name, reason=f"it has {len(entries):,} parts")
    unpacked = sum(e.file_size for e in entries)
    if unpacked > limits.unpacked:
        raise WorkbookTooLarge(where=path.name, reason=f"it unpacks to {unpacked // 2**20:,} MB")
    for e in entries:
        if e.file_size > limits.small and e.file_size > limits.ratio * max(e.compress_size, 1):
            raise WorkbookTooLarge(where=path.name, reason=f"{e.filename} is packed too tightly to be real")
        if e.filename.lower().endswith("sharedstrings.xml") and e.file_size > limits.shared_strings:
            raise WorkbookTooLarge(where=path.name, reason="its texts are larger than 64 MB")
    _check_overlap(path, entries)


def _check_count(path: Path, limits: Limits) -> None:
    """Look at the last record before the directory itself is read: a huge one would fill the memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        raise WorkbookDamaged(where=path.name, reason="it ends before its directory")
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if entries > limits.entries or directory > limits.entries * 400:
        raise WorkbookTooLarge(where=path.name, reason="its directory lists too many parts")


def _check_overlap(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    end = 0
    for e in sorted(entries, key=lambda e: (e.header_offset, e.filename)):
        if e.header_offset < end:
            raise WorkbookDamaged(where=path.name, reason="parts of it overlap")
        end = e.header_offset + 30 + len(e.filename) + e.compress_size


def check_parts(path: Path, limits: Limits) -> None:
    """Unpack once, keeping nothing: sizes are as declared, and no part defines a document type.

    Raises: WorkbookTooLarge, WorkbookDamaged, WorkbookUnsafe.
    """
    left = limits.unpacked
    with opened(path) as package:
        for entry in package.infolist():
            for chunk, tail in chunks(package, entry, path):
                left -= len(chunk)
                if left < 0:
                    raise WorkbookTooLarge(where=path.name, reason="it unpacks to more than it says")
                if entry.filename.lower().endswith(_XML) and _DTD.search(_plain(tail + chunk)):
                    raise WorkbookUnsafe(where=path.name, part=entry.filename)


def _plain(data: bytes) -> bytes:
    """The bytes with UTF-16's zeros taken out, so that a word is found in any encoding."""
    return data.replace(b"\x00", b"")


def chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> Iterator[tuple[bytes, bytes]]:
    """The unpacked part in pieces, each with the end of the piece before it. Raises: WorkbookDamaged."""
    import zlib

    tail = b""
    try:
        with package.open(entry) as part:
            while chunk := part.read(_CHUNK):
                yield chunk, tail
                tail = chunk[-64:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise WorkbookDamaged(where=path.name, reason=f"{entry.filename} cannot be unpacked") from error


def parse(part: IO[bytes]) -> Any:
    """The root element of a small part, nothing outside it followed. Raises: WorkbookDamaged."""
    from lxml import etree

    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.parse(part, reader).getroot()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WorkbookDamaged(reason="a part of it is not XML") from error


def saved_on(package: zipfile.ZipFile) -> date | None:
    """The day on which the workbook says it was last saved (UTC), if it says so."""
    try:
        with package.open("docProps/core.xml") as part:
            root = parse(part)
        text = root.findtext("{http://purl.org/dc/terms/}modified") or ""
        return date.fromisoformat(text.strip()[:10])
    except (KeyError, ValueError, WorkbookDamaged):
        return None


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Which part holds which sheet: the name on the tab to the path in the package."""
    book = _main_part(package)
    if book is None or not book.endswith(".xml"):
        return {}
    targets = _relations(package, book)
    with package.open(book) as part:
        root = parse(part)
    found = {}
    for sheet in root.iter("{*}sheet"):
        ids = [v for k, v in sheet.attrib.items() if k.endswith("}id")]
        if ids and ids[0] in targets:
            found[str(sheet.get("name"))] = targets[ids[0]]
    return {name: part for name, part in found.items() if part in package.namelist()}


def _main_part(package: zipfile.ZipFile) -> str | None:
    names = set(package.namelist())
    if "_rels/.rels" in names:
        with package.open("_rels/.rels") as part:
            for relation in parse(part):
                if str(relation.get("Type", "")).endswith("/officeDocument"):
                    target = str(relation.get("Target", "")).lstrip("/")
                    if target in names:
                        return target
    return "xl/workbook.xml" if "xl/workbook.xml" in names else None


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    at = PurePosixPath(part)
    rels = str(at.parent / "_rels" / f"{at.name}.rels")
    if rels not in package.namelist():
        return {}
    with package.open(rels) as file:
        root = parse(file)
    return {str(r.get("Id")): _resolved(at.parent, str(r.get("Target", ""))) for r in root if r.get("Id")}


def _resolved(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    steps: list[str] = []
    for step in (folder / target).parts:
        if step == ".." and steps:
            steps.pop()
        elif step not in {".", ".."}:
            steps.append(step)
    return "/".join(steps)
