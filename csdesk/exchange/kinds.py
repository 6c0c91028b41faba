"""A kind of file is known by its first bytes, whatever its name says."""

from enum import StrEnum
from pathlib import Path

from csdesk.domain.errors import NotAWorkbook, OtherKindOfFile, WorkbookProtected
from csdesk.exchange import package

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_EXCEL = (b"\x09\x08", b"\x09\x04\x06", b"\x09\x02\x06")
_TEXT_ENDINGS = {".csv", ".tsv", ".tab", ".txt", ".psv"}
_WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods"}

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a rich text document"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_TAGS: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML file"),
)
_INSIDE: tuple[tuple[str, str], ...] = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint file"),
    ("Index/Document.iwa", "an Apple Numbers, Pages or Keynote file"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
)


class FileKind(StrEnum):
    """How a file is read."""

    WORKBOOK = "workbook"
    TEXT = "text"


def is_text(path: Path) -> bool:
    """Whether the first bytes rule out every kind of package, so that it is safe to read it here."""
    with path.open("rb") as file:
        head = file.read(8)
    return not head.startswith((*_ZIP, _OLE, *_OLD_EXCEL))


def kind_of(path: Path) -> FileKind:
    """Whether the file is a workbook or a text table.

    Raises: OtherKindOfFile, WorkbookProtected, NotAWorkbook, WorkbookDamaged.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise NotAWorkbook(where=path.name, reason="it is empty")
    if path.name.startswith("~$"):
        raise OtherKindOfFile(where=path.name, kind="the mark that a workbook is open in Excel")
    if head.startswith(_ZIP):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    _refuse_others(path, head)
    if head.startswith(_OLD_EXCEL):
        return FileKind.WORKBOOK
    if path.suffix.lower() in _WORKBOOK_ENDINGS:
        kind = "no workbook inside" if _binary(head) else "plain text (perhaps CSV: rename it to .csv)"
        raise OtherKindOfFile(where=path.name, kind=kind)
    if _binary(head) and path.suffix.lower() not in _TEXT_ENDINGS:
        raise NotAWorkbook(where=path.name, reason="it is neither a workbook nor text")
    return FileKind.TEXT


def _refuse_others(path: Path, head: bytes) -> None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise OtherKindOfFile(where=path.name, kind=kind)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for tag, kind in _TAGS:
        if start.startswith(tag):
            raise OtherKindOfFile(where=path.name, kind=kind)
    if path.suffix.lower() == ".gsheet" or (start.startswith(b"{") and b'"doc_id"' in head):
        raise OtherKindOfFile(where=path.name, kind="a link to a Google Sheet")


def _zip_kind(path: Path) -> FileKind:
    with package.opened(path) as parts:
        names = [n.replace("\\", "/") for n in parts.namelist()]
    if any(n.endswith("EncryptedPackage") for n in names):
        raise WorkbookProtected(where=path.name)
    if "content.xml" in names or any(n.startswith("xl/") for n in names):
        return FileKind.WORKBOOK
    for inside, kind in _INSIDE:
        if any(n.startswith(inside) for n in names):
            raise OtherKindOfFile(where=path.name, kind=kind)
    if "[Content_Types].xml" in names:
        return FileKind.WORKBOOK
    raise OtherKindOfFile(where=path.name, kind="a zip archive")


def _ole_kind(path: Path) -> FileKind:
    data = path.read_bytes() if path.stat().st_size <= 100 * 2**20 else b""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise WorkbookProtected(where=path.name)
    if any(name.encode("utf-16-le") in data for name in ("Workbook\0", "Book\0")):
        return FileKind.WORKBOOK
    if "WordDocument".encode("utf-16-le") in data:
        raise OtherKindOfFile(where=path.name, kind="a Word document")
    raise OtherKindOfFile(where=path.name, kind="an old Office file without a workbook")


def _binary(head: bytes) -> bool:
    """Bytes that text does not have; UTF-16 has zeros, but then every second byte is one."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return False
    odd = sum(b < 9 or 13 < b < 32 for b in head if b)
    return odd > len(head) // 50
