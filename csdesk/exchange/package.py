"""A package is the zip file that a workbook is; its directory is looked at before anything is unpacked."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePosixPath
from typing import IO, Any

from csdesk.domain.errors import WorkbookDamaged, WorkbookTooLarge, WorkbookUnsafe
from csdesk.exchange.limits import MIB, Limits
from csdesk.exchange.reasons import part_called
from csdesk.exchange.whole import Whole

_CHUNK = 1 << 20
_CUT = "its end is missing, as of a download that was not finished"
_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")
_BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    UnicodeDecodeError,
    ValueError,
    struct.error,
    KeyError,
)
"""What Python's own reader of zip files raises where one is damaged."""


@contextmanager
def opened(whole: Whole) -> Iterator[zipfile.ZipFile]:
    """The package for reading; whatever is wrong with it is one error. Raises: WorkbookDamaged."""
    try:
        with whole.open() as file, zipfile.ZipFile(file) as package:
            yield package
    except _BROKEN as error:
        cut = isinstance(error, zipfile.BadZipFile) and "not a zip file" in str(error)
        raise WorkbookDamaged(
            where=whole.name, reason=_CUT if cut else "it is not a whole zip file"
        ) from error


def check_directory(whole: Whole, limits: Limits) -> None:
    """Refuse by the zip directory alone: too many parts, too much unpacked, parts that overlap.

    Raises: WorkbookTooLarge, WorkbookDamaged.
    """
    _check_count(whole, limits)
    with opened(whole) as package:
        entries = package.infolist()
    if len(entries) > limits.entries:
        raise WorkbookTooLarge(where=whole.name, reason=f"it has {len(entries):,} parts")
    unpacked = sum(e.file_size for e in entries)
    if unpacked > limits.unpacked:
        raise WorkbookTooLarge(where=whole.name, reason=f"it unpacks to {unpacked // 2**20:,} MB")
    for e in entries:
        if e.file_size > limits.small and e.file_size > limits.ratio * max(e.compress_size, 1):
            part = part_called(e.filename)
            raise WorkbookTooLarge(where=whole.name, reason=f"{part} is packed too tightly to be real")
        if e.filename.lower().endswith("sharedstrings.xml") and e.file_size > limits.shared_strings:
            most = limits.shared_strings // MIB
            raise WorkbookTooLarge(where=whole.name, reason=f"its texts are larger than {most} MB")
    _check_overlap(whole, entries)


def _check_count(whole: Whole, limits: Limits) -> None:
    """Look at the last record before the directory itself is read: a huge one would fill the memory."""
    with whole.open() as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        raise WorkbookDamaged(where=whole.name, reason=_CUT)
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if entries > limits.entries or directory > limits.entries * 400:
        raise WorkbookTooLarge(where=whole.name, reason="its directory lists too many parts")


def _check_overlap(whole: Whole, entries: list[zipfile.ZipInfo]) -> None:
    end = 0
    for e in sorted(entries, key=lambda e: (e.header_offset, e.filename)):
        if e.header_offset < end:
            raise WorkbookDamaged(where=whole.name, reason="parts of it overlap")
        end = e.header_offset + 30 + len(e.filename) + e.compress_size


def check_parts(whole: Whole, limits: Limits) -> None:
    """Unpack once, keeping nothing: sizes are as declared, and no part defines a document type.

    Raises: WorkbookTooLarge, WorkbookDamaged, WorkbookUnsafe.
    """
    left = limits.unpacked
    with opened(whole) as package:
        for entry in package.infolist():
            for chunk, tail in chunks(package, entry, whole.name):
                left -= len(chunk)
                if left < 0:
                    raise WorkbookTooLarge(where=whole.name, reason="it unpacks to more than it says")
                if entry.filename.lower().endswith(_XML) and _defines_type(tail + chunk):
                    raise WorkbookUnsafe(where=whole.name, part=part_called(entry.filename))


def _defines_type(data: bytes) -> bool:
    """Whether a document type begins there; UTF-16's zeros are taken out, so that it is found in any encoding.

    A single byte is looked for a hundred times as quickly as two, and most parts have no `!`.
    """
    if b"!" not in data:
        return False
    plain = data.replace(b"\x00", b"") if b"\x00" in data else data
    return b"<!" in plain and _DTD.search(plain) is not None


def chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> Iterator[tuple[bytes, bytes]]:
    """The unpacked part in pieces, each with the end of the piece before it. Raises: WorkbookDamaged."""
    tail = b""
    try:
        with package.open(entry) as part:
            while chunk := part.read(_CHUNK):
                yield chunk, tail
                tail = chunk[-64:]
    except (*_BROKEN, zlib.error, OSError, RuntimeError) as error:
        reason = f"{part_called(entry.filename)} cannot be unpacked"
        raise WorkbookDamaged(where=where, reason=reason) from error


def part_bytes(package: zipfile.ZipFile, part: str, where: str) -> bytes:
    """A part, unpacked; empty where there is none. Raises: WorkbookDamaged."""
    if part not in package.namelist():
        return b""
    return b"".join(chunk for chunk, _ in chunks(package, package.getinfo(part), where))


def parse(part: IO[bytes], where: str) -> Any:
    """The root element of a small part, nothing outside it followed. Raises: WorkbookDamaged."""
    from lxml import etree

    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part.read(), reader)
    except (etree.LxmlError, ValueError, OSError) as error:
        raise WorkbookDamaged(where=where, reason="a part of it is not whole XML") from error


def saved_on(package: zipfile.ZipFile) -> date | None:
    """The day on which the workbook says it was last saved, if it says so; a moment is the day that it was here."""
    said = {
        "docProps/core.xml": "{http://purl.org/dc/terms/}modified",
        "meta.xml": "{http://purl.org/dc/elements/1.1/}date",
    }
    for name, tag in said.items():
        try:
            with package.open(name) as part:
                root = parse(part, "")
            return _day_of((next(root.iter(tag)).text or "").strip())
        except (*_BROKEN, zlib.error, OSError, RuntimeError, StopIteration, WorkbookDamaged):
            continue
    return None


def _day_of(said: str) -> date:
    """Raises: ValueError."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return date.fromisoformat(said[:10])
    only_a_day = moment.tzinfo is None or moment.time() == time()  # as a program writes it that knows no more
    return moment.date() if only_a_day else day_here(moment)


def day_here(moment: datetime) -> date:
    """The day that it was on this computer; where its clock does not reach, the day of the moment."""
    try:
        return moment.astimezone().date()
    except (OverflowError, OSError):
        return moment.date()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to, inside the package or `outside` of it, and what for."""

    id: str
    kind: str
    target: str
    outside: bool = False


def relations(package: zipfile.ZipFile, part: str, where: str) -> list[Relation]:
    """What a part refers to; `kind` is the last word of the relation's type. Raises: WorkbookDamaged."""
    at = PurePosixPath(part)
    rels = str(at.parent / "_rels" / f"{at.name}.rels")
    if rels not in package.namelist():
        return []
    with package.open(rels) as file:
        root = parse(file, where)
    return [_relation(at, element) for element in root.iter("{*}Relationship")]


def _relation(at: PurePosixPath, element: Any) -> Relation:
    target = str(element.get("Target", ""))
    outside = element.get("TargetMode") == "External"
    kind = str(element.get("Type", "")).rpartition("/")[2]
    return Relation(
        str(element.get("Id", "")), kind, target if outside else _resolved(at.parent, target), outside
    )


def main_part(package: zipfile.ZipFile, where: str) -> str | None:
    """The part that lists the sheets of an Excel workbook; None where there is none. Raises: WorkbookDamaged."""
    names = set(package.namelist())
    for relation in relations(package, "", where):
        if relation.kind == "officeDocument" and relation.target in names:
            return relation.target
    return next((n for n in ("xl/workbook.xml", "xl/workbook.bin") if n in names), None)


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
