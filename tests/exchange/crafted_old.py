"""A file of streams made by hand for tests, and an .xls workbook locked in it as Excel 97 does it (RC4)."""

import io
import struct
from hashlib import md5
from pathlib import Path

_SECTOR, _FREE, _CHAIN_END, _TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_BOF, _LOCK, _SHEET = 0x0809, 0x002F, 0x0085
_SALT = bytes(range(16))


def streams(path: Path, name: str, stream: bytes) -> Path:
    """A file of one stream: its head, the table of sectors, the directory, the stream."""
    stream += bytes(4 * -(-max(0, 4096 - len(stream)) // 4))  # empty records: a shorter stream lies elsewhere
    count = -(-len(stream) // _SECTOR)
    chain = [_TABLE, _CHAIN_END, *range(3, count + 2), _CHAIN_END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    assert len(table) == _SECTOR
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, _CHAIN_END, 0, _CHAIN_END, 0) + struct.pack("<I", 0)
    folder = _entry("Root Entry", 5, 1, _CHAIN_END, 0) + _entry(name, 2, _FREE, 2, len(stream))
    path.write_bytes(
        head.ljust(_SECTOR, b"\xff")
        + table
        + folder.ljust(_SECTOR, b"\0")
        + stream.ljust(count * _SECTOR, b"\0")
    )
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    what = struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + what + bytes(36) + struct.pack("<IQ", start, size)


def locked(stream: bytes, password: str) -> bytes:
    """The records of a workbook, encrypted; heads, the lock itself and the places of the sheets stay as they are."""
    lock = struct.pack("<HH", _LOCK, 54) + struct.pack("<HHH", 1, 1, 1) + _SALT + _verifier(password)
    begin = 4 + struct.unpack_from("<H", stream, 2)[0]
    plain = bytearray(stream[:begin] + lock + stream[begin:])
    secret = _turned(bytes(plain), password)
    at = 0
    while at + 4 <= len(plain):
        kind, length = struct.unpack_from("<HH", plain, at)
        if kind == _SHEET:
            place = struct.unpack_from("<I", plain, at + 4)[0] + len(lock)
            struct.pack_into("<I", plain, at + 4, place)
        skip = length if kind in {_BOF, _LOCK} else 4 if kind == _SHEET else 0
        plain[at + 4 + skip : at + 4 + length] = secret[at + 4 + skip : at + 4 + length]
        at += 4 + length
    return bytes(plain)


def _verifier(password: str) -> bytes:
    known = bytes(range(100, 116))
    return _turned(known + md5(known).digest(), password)


def _turned(data: bytes, password: str) -> bytes:
    """The same bytes under the cipher's stream, which works both ways."""
    from msoffcrypto.method.rc4 import DocumentRC4  # type: ignore[import-untyped]

    turned = DocumentRC4.decrypt(password, _SALT, io.BytesIO(data), blocksize=0x400)
    return bytes(turned.read())
