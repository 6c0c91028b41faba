"""A kind of file is known by its first bytes, whatever its name says."""

from enum import StrEnum
from pathlib import Path

from csdesk.domain.errors import (
    EncryptionUnknown,
    MarkOfAnOpenFile,
    NotAWorkbook,
    OtherKindOfFile,
    StillDownloading,
    WorkbookProtected,
)
from csdesk.exchange import package
from csdesk.exchange.whole import Whole

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_EXCEL = (b"\x09\x08", b"\x09\x04\x06", b"\x09\x02\x06")
_TEXT_ENDINGS = {".csv", ".tsv", ".tab", ".txt", ".psv"}
_WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods"}
_HALF = {".crdownload", ".part", ".partial", ".download", ".opdownload", ".filepart"}
"""Endings that browsers give to a file until it is whole."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
    (b"\x00\x01\x00\x00Standard ", "a database (Access)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a rich text document"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"\x00\x00\x02\x00\x06\x04", "a Lotus 1-2-3 sheet"),
    (b"\x00\x00\x1a\x00", "a Lotus 1-2-3 sheet"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_TAGS: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<meta", "a web page"),
    (b"<head", "a web page"),
    (b"mime-version:", "a web page saved as one file"),
    (b"begin:vcalendar", "a calendar (.ics)"),
    (b"begin:vcard", "a list of contacts (vCard)"),
    (b"<?xml", "an XML file"),
)
_XML: tuple[tuple[bytes, str], ...] = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of Excel 2003"),
    (b"urn:oasis:names:tc:opendocument", "a flat OpenDocument file"),
    (b"<html", "a web page"),
)
_INSIDE: tuple[tuple[str, str], ...] = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint file"),
    ("Index/", "an Apple Numbers, Pages or Keynote file"),
    ("Index.zip", "an Apple Numbers, Pages or Keynote file"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
)
_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a PowerPoint file"),
    ("__substg1.0_", "a mail saved from Outlook"),
    ("__properties_version1", "a mail saved from Outlook"),
)


class FileKind(StrEnum):
    """How a file is read."""

    WORKBOOK = "workbook"
    LOCKED = "locked"
    """A workbook that is encrypted as Excel does it."""
    TEXT = "text"


def is_text(path: Path) -> bool:
    """Whether the first bytes rule out every kind of package, so that it is safe to read it here."""
    return not Whole(path).head(8).startswith((*ZIP, OLE, *_OLD_EXCEL))


def kind_of(whole: Whole) -> FileKind:
    """What the file is.

    Raises: OtherKindOfFile, MarkOfAnOpenFile, WorkbookProtected, EncryptionUnknown, NotAWorkbook, StillDownloading,
    WorkbookDamaged.
    """
    if whole.ending in _HALF:
        raise StillDownloading(where=whole.name)
    head = whole.head(4096)
    if not head:
        raise NotAWorkbook(where=whole.name, reason="it is empty")
    if whole.name.startswith(("~$", ".~lock.")):
        raise MarkOfAnOpenFile(where=whole.name)
    if head.startswith(ZIP):
        return _zip_kind(whole)
    if head.startswith(OLE):
        return _ole_kind(whole)
    _refuse_others(whole, head)
    if head.startswith(_OLD_EXCEL):
        return FileKind.WORKBOOK
    if whole.ending in _WORKBOOK_ENDINGS:
        raise OtherKindOfFile(where=whole.name, kind=_instead(head))
    if _binary(head) and whole.ending not in _TEXT_ENDINGS:
        raise NotAWorkbook(where=whole.name, reason="it is neither a workbook nor text")
    return FileKind.TEXT


def _instead(head: bytes) -> str:
    """What lies under the name of a workbook."""
    if not head.strip(b"\x00"):
        return "a row of zeros, as of a download or copy that was not finished"
    return "no workbook inside" if _binary(head) else "plain text (perhaps CSV: rename it to .csv)"


def _refuse_others(whole: Whole, head: bytes) -> None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise OtherKindOfFile(where=whole.name, kind=kind)
    start = (
        head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip().lower()
    )
    for tag, kind in _TAGS:
        if start.startswith(tag):
            inside = next((name for sign, name in _XML if sign in start), kind) if tag == b"<?xml" else kind
            raise OtherKindOfFile(where=whole.name, kind=inside)
    if whole.ending in {".gsheet", ".gdoc"} or (start.startswith(b"{") and b'"doc_id"' in head):
        raise OtherKindOfFile(where=whole.name, kind="a link to a Google Sheet")
    if start.startswith((b"{", b"[{")) and whole.ending in {".json", *_WORKBOOK_ENDINGS}:
        raise OtherKindOfFile(where=whole.name, kind="a JSON file")


def _zip_kind(whole: Whole) -> FileKind:
    with package.opened(whole) as parts:
        names = [n.replace("\\", "/") for n in parts.namelist()]
    if any(n.endswith("EncryptedPackage") for n in names):
        raise WorkbookProtected(where=whole.name)
    if any(n.startswith("xl/") for n in names):
        return FileKind.WORKBOOK
    if "content.xml" in names:
        return _open_document(whole, names)
    for inside, kind in _INSIDE:
        if any(n.startswith(inside) for n in names):
            raise OtherKindOfFile(where=whole.name, kind=kind)
    if "[Content_Types].xml" in names:
        return FileKind.WORKBOOK
    tables = [n for n in names if n.lower().endswith((*_WORKBOOK_ENDINGS, *_TEXT_ENDINGS))]
    raise OtherKindOfFile(where=whole.name, kind="a zip archive" + (" with tables in it" if tables else ""))


_KINDS_OF_DOCUMENT = {b".text": "a text document (.odt)", b".presentation": "a presentation (.odp)"}


def _open_document(whole: Whole, names: list[str]) -> FileKind:
    """An OpenDocument file says what it is in its first part, and in its manifest whether it is encrypted."""
    with package.opened(whole) as parts:
        said = package.part_bytes(parts, "mimetype", whole.name)
        manifest = package.part_bytes(parts, "META-INF/manifest.xml", whole.name)
    for sign, kind in _KINDS_OF_DOCUMENT.items():
        if said.strip().endswith(sign):
            raise OtherKindOfFile(where=whole.name, kind=kind)
    if b"encryption-data" in manifest or "encrypted-package" in names:
        raise EncryptionUnknown(where=whole.name)
    return FileKind.WORKBOOK


def _ole_kind(whole: Whole) -> FileKind:
    with whole.open() as file:
        data = file.read()
    if _named(data, "EncryptedPackage"):
        return FileKind.LOCKED
    if any(_named(data, name) for name in ("Workbook\0", "Book\0")):
        return FileKind.WORKBOOK
    for stream, kind in _STREAMS:
        if _named(data, stream):
            raise OtherKindOfFile(where=whole.name, kind=kind)
    raise OtherKindOfFile(where=whole.name, kind="an old Office file without a workbook")


def _named(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _binary(head: bytes) -> bool:
    """Bytes that text does not have; UTF-16 has zeros, but then every second byte is one."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return False
    odd = sum(b < 9 or 13 < b < 32 for b in head if b)
    return odd > len(head) // 50
