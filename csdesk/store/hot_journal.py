"""A hot journal is what a stopped change left beside a book: the pages as they were, which SQLite puts back.

The layout is SQLite's file format, https://www.sqlite.org/fileformat2.html, section 3.
"""

import struct
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD = struct.Struct(">8sIIIII")
_STEP = 200
"""The checksum of a page adds every so many bytes, from its end."""


def first_page(book: Path) -> bytes | None:
    """The first page as it was before the change that was cut off; None where no journal holds one.

    While a journal is hot the page in the file may be torn. A file that is shorter than the one that the
    journal belongs to is another file: then there is none either.
    """
    with suppress(OSError, struct.error), Path(f"{book}-journal").open("rb") as file:
        return _found(file, book.stat().st_size)
    return None


def _found(file: BinaryIO, length: int) -> bytes | None:
    at = 0
    while True:
        file.seek(at)
        magic, count, nonce, pages, sector, size = _HEAD.unpack(file.read(_HEAD.size))
        if magic != _MAGIC or sector < _HEAD.size or length < max(pages, 1) * size:
            return None
        file.seek(at + sector)
        for _ in range(count):
            record = file.read(size + 8)
            if len(record) < size + 8:
                return None
            if record[:4] == b"\0\0\0\1":
                return record[4:-4] if _is_whole(record, nonce) else None
        at += sector + -(-count * (size + 8) // sector) * sector


def _is_whole(record: bytes, nonce: int) -> bool:
    page, said = record[4:-4], int.from_bytes(record[-4:], "big")
    return (nonce + sum(page[at] for at in range(len(page) - _STEP, 0, -_STEP))) % (1 << 32) == said
