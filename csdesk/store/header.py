"""The header of a book's file, read before SQLite opens it."""

import errno
import stat
import struct
from pathlib import Path

from csdesk.domain.errors import BookDamaged, BookNotFound, BookTooNew, NoPermission, NotABook, OtherPrograms
from csdesk.domain.values import dataclass
from csdesk.store.version import APPLICATION_ID, VERSION

_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes say."""

    application_id: int
    version: int


def read_header(path: Path) -> Header:
    """The header of a book, as it was before a change that was cut off. The file is not changed, and never created.

    Raises: BookNotFound, NotABook, BookDamaged, OtherPrograms, BookTooNew, NoPermission.
    """
    head = _before_the_change(path) or _first_bytes(path)
    if not head:
        raise BookDamaged(book=path.name, why="the file is empty", where=str(path))
    if not head.startswith(_MAGIC):
        raise NotABook(book=path.name, where=str(path))
    if len(head) < 100:
        raise BookDamaged(book=path.name, why="the file is cut off", where=str(path))
    header = Header(*(struct.unpack(">I", head[at : at + 4])[0] for at in (68, 60)))
    if header.application_id != APPLICATION_ID:
        raise OtherPrograms(book=path.name, where=str(path))
    if header.version > VERSION:
        raise BookTooNew(book=path.name, written=header.version, reads=VERSION, where=str(path))
    _check_length(path, head)
    return header


def _before_the_change(path: Path) -> bytes | None:
    try:
        if not Path(f"{path}-journal").is_file():
            return None
    except PermissionError as refused:
        raise NoPermission(what=path.name, where=str(path)) from refused
    except OSError:  # a name that is too long: then the book's own is looked at, and refused in words
        return None
    from csdesk.store.hot_journal import first_page

    return first_page(path)


def _first_bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotABook(book=path.name, where=str(path))
        with path.open("rb") as file:
            return file.read(100)
    except PermissionError as refused:
        raise NoPermission(what=path.name, where=str(path)) from refused
    except OSError as missing:
        if missing.errno == errno.EIO:
            raise BookDamaged(book=path.name, why="the disk does not give it", where=str(path)) from missing
        raise BookNotFound(book=path.name, where=str(path)) from missing


def _check_length(path: Path, head: bytes) -> None:
    size = struct.unpack(">H", head[16:18])[0]
    page = 65536 if size == 1 else size
    pages, changed, valid_for = struct.unpack(">I", head[28:32])[0], head[24:28], head[92:96]
    journal = path.with_name(path.name + "-journal")
    if changed == valid_for and path.stat().st_size < pages * page and not journal.exists():
        raise BookDamaged(book=path.name, why="the file is cut off", where=str(path))
