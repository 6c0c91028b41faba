"""A file name made from data is safe on every system: no path, no device, no trick of direction."""

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 180
"""Bytes in UTF-8: with an ending, a number and the mark of a half-written file it stays under 255."""
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL
)
_SEPARATORS = re.compile(r'[<>:"/\\|?*\u2215\u2044\u29f8\uff0f\uff3c\uff1a]+')
_UNSEEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINER = "\u200d"
_EDGES = " .-~_\u200d"
_NAMELESS = "unnamed"


def safe_name(text: str, *, taken: Collection[str] = ()) -> str:
    """A name for a file or its stem, as near to the text as is safe; not one of `taken` in any case.

    A name that is taken gets a number: "Acme (2)".
    """
    name = _cleaned(text)
    if not taken:
        return name
    used = {_key(t) for t in taken}
    free, number = name, 1
    while _key(free) in used:
        number += 1
        mark = f" ({number})"
        free = _cut(name, _LONGEST - len(mark)) + mark
    return free


def _cleaned(text: str) -> str:
    plain = unicodedata.normalize("NFC", "".join(map(_seen, text)))
    plain = _SEPARATORS.sub("-", plain)
    plain = " ".join(plain.split()).strip(_EDGES)
    plain = _cut(plain, _LONGEST - 1)
    if not plain:
        return _NAMELESS
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def _seen(character: str) -> str:
    """The character; a space for what breaks a line; nothing for marks of direction and what cannot be seen."""
    if character.isspace():
        return " "
    kind = unicodedata.category(character)
    if kind in _UNSEEN or (kind == "Cf" and character != _JOINER):
        return ""
    return character


def _cut(text: str, most: int) -> str:
    """The text in at most so many bytes, never ending inside a character."""
    return text.encode()[:most].decode(errors="ignore").rstrip(_EDGES)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
