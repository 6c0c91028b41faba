"""A mutant is a file that was a valid workbook or text table before something in it was changed."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from tests.survival.mutant_words import CELLS, NUMBERS, REFERENCES, TYPES

Parts = dict[str, bytes]
_FIXED = (2025, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One file to try: what it was made of, and how."""

    n: int
    seed: str
    kind: str
    body: bytes

    @property
    def name(self) -> str:
        """The file's name, with the ending that it had when it was whole."""
        return f"mutant.{self.seed.rpartition('.')[2]}"


@dataclass(frozen=True, slots=True)
class Seed:
    """A valid file, and its parts where it is a package."""

    name: str
    body: bytes
    parts: Mapping[str, bytes]
    ours: bool = True
    """Whether it is a list of customers, made for this; the others mostly hold nothing that is imported."""


def mutant(n: int, seeds: tuple[Seed, ...], start: int = 1) -> Mutant:
    """The mutant of that number: the same for the same seeds and start."""
    rng = Random(f"{start}:{n}")
    ours = [s for s in seeds if s.ours]
    seed = rng.choice(ours if rng.random() < 0.7 else seeds)
    kinds = _PACKAGE if seed.parts else _TEXT if seed.name.endswith(("csv", "tsv")) else _RAW
    kind = rng.choice(tuple(kinds))
    return Mutant(n, seed.name, kind, kinds[kind](seed, rng))


def packed(parts: Mapping[str, bytes], rng: Random | None = None) -> bytes:
    """A package of these parts, with the checksums they have now."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _FIXED)
            stored = rng is not None and rng.random() < 0.1
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            package.writestr(info, data, compresslevel=1)
    return target.getvalue()


def _raw(seed: Seed, rng: Random) -> bytes:
    return spoiled(seed.body, rng)


def _cut(seed: Seed, rng: Random) -> bytes:
    at = rng.randrange(len(seed.body) + 1)
    return seed.body[:at] if rng.random() < 0.8 else seed.body[at:]


def _part_bytes(seed: Seed, rng: Random) -> bytes:
    return _with_parts(seed, rng, spoiled)


def _part_words(seed: Seed, rng: Random) -> bytes:
    return _with_parts(seed, rng, _words)


def _with_parts(seed: Seed, rng: Random, spoil: Callable[[bytes, Random], bytes]) -> bytes:
    """The package with some parts changed; half the time it is a sheet's."""
    parts = dict(seed.parts)
    sheets = [p for p in parts if "sheet" in p.lower() or p == "content.xml"]
    for _ in range(1 + (rng.random() < 0.2)):
        chosen = rng.choice(sheets if sheets and rng.random() < 0.6 else list(parts))
        parts[chosen] = spoil(parts[chosen], rng)
    return packed(parts, rng)


def _whole_parts(seed: Seed, rng: Random) -> bytes:
    """A part lost, emptied, put in another's place, or renamed."""
    parts = dict(seed.parts)
    one, other = rng.choice(list(parts)), rng.choice(list(parts))
    deed = rng.randrange(5)
    if deed == 0:
        del parts[one]
    elif deed == 1:
        parts[one] = b""
    elif deed == 2:
        parts[one], parts[other] = parts[other], parts[one]
    elif deed == 3:
        parts[rng.choice((one.upper(), "/" + one, "../" + one, one.replace("/", "\\"), "x"))] = parts.pop(one)
    else:
        parts[one] = parts[one] * rng.choice((2, 3, 50))
    return packed(parts, rng)


def _directory(seed: Seed, rng: Random) -> bytes:
    """Bytes of the package's directory or of a part's head changed, nothing else."""
    data = bytearray(packed(seed.parts, rng))
    heads = [m.start() for m in re.finditer(rb"PK(\x01\x02|\x03\x04|\x05\x06)", data)]
    for _ in range(rng.randrange(1, 4)):
        at = rng.choice(heads) + rng.randrange(4, 46)
        if at + 4 > len(data):
            continue
        if rng.random() < 0.5:
            data[at] = rng.randrange(256)
        else:
            struct.pack_into("<I", data, at, rng.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, len(data))))
    return bytes(data)


def spoiled(whole: bytes, rng: Random) -> bytes:
    """Bytes with a few places changed: turned, replaced, left out, put in twice, moved."""
    data = bytearray(whole)
    for _ in range(rng.choice((1, 1, 1, 2, 4, 16))):
        _spoil(data, rng)
    return bytes(data)


def _spoil(data: bytearray, rng: Random) -> None:
    if not data:
        return
    at, length, deed = rng.randrange(len(data)), rng.choice((1, 2, 4, 16, 200)), rng.randrange(7)
    if deed == 0:
        data[at] ^= 1 << rng.randrange(8)
    elif deed == 1:
        data[at] = rng.randrange(256)
    elif deed == 2:
        del data[at : at + length]
    elif deed == 3:
        data[at:at] = data[at : at + length]
    elif deed == 4:
        data[at:at] = rng.randbytes(length)
    elif deed == 5:
        data[at : at + length] = bytes([rng.choice((0, 255))]) * len(data[at : at + length])
    else:
        edge = rng.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF))
        data[at : at + 4] = struct.pack("<I", edge)[: len(data[at : at + 4])]


_NUMBER = re.compile(rb"(?<=[\">])-?\d+(\.\d+)?(?=[\"<])")
_REFERENCE = re.compile(rb"(?<= r=\")[A-Z]+\d+(?=\")|(?<= ref=\")[A-Z0-9:]+(?=\")")
_TYPE = re.compile(rb"(?<= t=\")\w+(?=\")|(?<=value-type=\")\w+(?=\")")
_TEXT_OF = re.compile(rb"(?<=>)[^<>]+(?=<)")
_VALUE = re.compile(rb"(?<==\")[^\"<>]*(?=\")")
_TAG = re.compile(rb"<[^<>]+>")
_ATTRIBUTE = re.compile(rb" [\w:]+=\"[^\"<>]*\"")


def _words(whole: bytes, rng: Random) -> bytes:
    """XML with words, numbers, references, attributes or tags changed; it often is XML still."""
    data = whole
    for _ in range(rng.choice((1, 1, 2, 5))):
        pattern, words = rng.choice(
            (
                (_NUMBER, NUMBERS),
                (_REFERENCE, REFERENCES),
                (_TYPE, TYPES),
                (_TEXT_OF, CELLS),
                (_VALUE, (*CELLS, *NUMBERS)),
                (_TAG, (b"", b"<row>", b"</row>", b"<c/>", b"<!-- x -->", b"<![CDATA[x]]>", None)),
                (_ATTRIBUTE, (b"", b' hidden="1"', b' s="99999"', b' r="C3"', None)),
            )
        )
        data = _replaced(data, pattern, words, rng)
    return data


def _replaced(data: bytes, pattern: re.Pattern[bytes], words: tuple[bytes | None, ...], rng: Random) -> bytes:
    """One place of the pattern replaced by one of the words; None puts it in twice."""
    places = [m.span() for m in pattern.finditer(data)]
    if not places:
        return data
    first, last = rng.choice(places)
    word = rng.choice(words)
    found = data[first:last]
    return data[:first] + (found * 2 if word is None else word) + data[last:]


def _csv_words(seed: Seed, rng: Random) -> bytes:
    """A text table with cells, delimiters, quotes, line ends or its encoding changed."""
    text = seed.body
    for _ in range(rng.choice((1, 2, 5))):
        deed = rng.randrange(6)
        if deed == 0:
            text = text.replace(b",", rng.choice((b";", b"\t", b"|", b",,", b" , ")))
        elif deed == 1:
            text = text.replace(b"\r\n", rng.choice((b"\n", b"\r", b"\n\n", b"\n\r")))
        elif deed == 2:
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice((b'"', b'""', b'"\n', b",", b"\0", b"\xef\xbb\xbf")) + text[at:]
        elif deed == 3:
            text = rng.choice((b"sep=;\r\n", b"sep=,\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\n\n\n")) + text
        else:
            text = _replaced(text, re.compile(rb"[^,\r\n]+"), (*CELLS, *NUMBERS, None), rng)
    return _encoded(text, rng)


def _encoded(text: bytes, rng: Random) -> bytes:
    if rng.random() < 0.7:
        return text
    words = text.decode("utf-8", "replace")
    encoding = rng.choice(("utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig", "utf-32", "shift-jis"))
    return words.encode(encoding, "replace")


_Kinds = dict[str, Callable[[Seed, Random], bytes]]
_RAW: _Kinds = {"bytes": _raw, "bytes again": _raw, "cut": _cut}
_TEXT: _Kinds = {"bytes": _raw, "cut": _cut, "words": _csv_words, "words again": _csv_words}
_PACKAGE: _Kinds = {
    "part, bytes": _part_bytes,
    "part, words": _part_words,
    "part, words again": _part_words,
    "whole parts": _whole_parts,
    "directory": _directory,
    "bytes": _raw,
    "cut": _cut,
}
