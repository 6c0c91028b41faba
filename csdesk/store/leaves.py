"""A leaf is a page of the file that holds rows: read by itself, it gives them even where nothing leads to it.

The layout is SQLite's file format, https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1.
"""

import struct
from collections.abc import Iterator

Cell = str | int | float | bytes | None
_LEAF = 0x0D
_PAGE_SIZES = frozenset(1 << n for n in range(9, 17))
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class _Torn(Exception):
    """The bytes are no row."""


def leaf_rows(data: bytes, columns: int) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows with so many columns of every leaf page, with their integer keys, in the order of the file.

    Pages that are free hold rows that were removed: they come too. What is torn is left out.
    """
    size = page_size(data)
    for page in range(len(data) // size):
        for at in _cells(data, page, size):
            try:
                key, row = _row(data, at, size)
            except (_Torn, IndexError, ValueError, struct.error):
                continue
            if len(row) == columns:
                yield key, row


def page_size(data: bytes) -> int:
    """What the header says, or SQLite's usual 4,096 where it says nothing that can be."""
    said = int.from_bytes(data[16:18], "big")
    said = 65536 if said == 1 else said
    return said if said in _PAGE_SIZES else 4096


def _cells(data: bytes, page: int, size: int) -> Iterator[int]:
    """Where the rows of a page begin."""
    start = page * size
    head = start + (100 if page == 0 else 0)
    if data[head] != _LEAF:
        return
    count = int.from_bytes(data[head + 3 : head + 5], "big")
    for n in range(min(count, size // 4)):
        at = int.from_bytes(data[head + 8 + 2 * n : head + 10 + 2 * n], "big")
        if 8 < at < size:
            yield start + at


def _row(data: bytes, at: int, size: int) -> tuple[int, tuple[Cell, ...]]:
    length, at = _varint(data, at)
    key, at = _varint(data, at)
    payload = _payload(data, at, length, size)
    header, at = _varint(payload, 0)
    if not 1 <= header <= len(payload):
        raise _Torn
    kinds, body = [], header
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    row: list[Cell] = []
    for kind in kinds:
        cell, body = _cell(payload, body, kind)
        row.append(cell)
    if body != len(payload):
        raise _Torn
    return key, tuple(row)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        byte = data[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    return value << 8 | data[at + 8], at + 9


def _payload(data: bytes, at: int, length: int, size: int) -> bytes:
    """The bytes of a row, also those that did not fit on its page."""
    if not 1 <= length <= len(data):
        raise _Torn
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    here = length
    if length > most:
        here = least + (length - least) % (size - 4)
        here = here if here <= most else least
    parts, found, turns = [data[at : at + here]], here, 0
    following = int.from_bytes(data[at + here : at + here + 4], "big") if here < length else 0
    while found < length:
        start, turns = (following - 1) * size, turns + 1
        if not 0 < start <= len(data) - size or turns > len(data) // size:
            raise _Torn
        parts.append(data[start + 4 : start + 4 + min(size - 4, length - found)])
        found += len(parts[-1])
        following = int.from_bytes(data[start : start + 4], "big")
    return b"".join(parts)


def _cell(payload: bytes, at: int, kind: int) -> tuple[Cell, int]:
    if kind == 0:
        return None, at
    if kind in {8, 9}:
        return kind - 8, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == 7:
        return struct.unpack(">d", payload[at : at + 8])[0], at + 8
    if kind < 12:
        raise _Torn
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise _Torn
    return (payload[at:end].decode() if kind % 2 else payload[at:end]), end
