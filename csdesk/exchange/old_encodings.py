"""Encodings from before Unicode: which of them wrote the letters of a text is weighed by what its words would be."""

import re

WESTERN = "cp1252"
"""What Windows writes in Western Europe and America: taken where nothing speaks for another."""
_MAC, _CENTRAL, _CYRILLIC, _GREEK, _JAPANESE = "mac-roman", "cp1250", "cp1251", "cp1253", "shift_jis"
SUPPOSED = frozenset({WESTERN, _MAC, _CENTRAL, _CYRILLIC, _GREEK, _JAPANESE})
_LOOKED_AT = 1 << 20
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_ASCII = re.compile(rb"[A-Za-z]")
_OFTEN = frozenset("äöüßéèêëàâáíîïóôúûùñçåæøœã")
"""Small letters that the words of Western Europe have beside those of English."""
_KANA = re.compile("[\u3041-\u30fa]")
_POLISH = re.compile(rb"[A-Za-z\xea\xf3\xe6][\xb3\xb9]|[\xb3\xb9][a-z\xea\xf3\xe6]")
"""A letter beside ł or ą, which are ³ and ¹ in Western Europe."""
_CARONS = frozenset(b"\x8a\x8e\x9a\x9e")
"""Š, Ž, š and ž, in both."""
_CZECH = frozenset(b"\xf8\xec\xf9\xf2\xef\xe8")
"""ř, ě, ů, ň, ď and č, which are ø, ì, ù, ò, ï and è in Western Europe."""
_HUNGARIAN = (b"\xf5", b"\xfb")
"""ő and ű, which are õ and û in Western Europe; no other language has both."""
_A = 0xE0
"""а, the commonest Cyrillic letter; a rare one in Greek."""


def old_encoding_of(data: bytes) -> str:
    """The likeliest encoding of a text that is not Unicode."""
    seen = data[:_LOOKED_AT]
    words: list[bytes] = [word for word in _WORD.findall(seen) if not word.isascii()]
    if _is_japanese(seen):
        return _JAPANESE
    if found := _other_alphabet(words):
        return found
    if _is_central(words):
        return _CENTRAL
    ours = [w for w in words if _ASCII.search(w)]
    often = {name: _often(ours, name) for name in (WESTERN, _MAC)}
    return _MAC if often[_MAC] > 2 * often[WESTERN] else WESTERN


def _is_japanese(data: bytes) -> bool:
    try:
        text = data.decode(_JAPANESE)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 2:
            return False
        text = data[: error.start].decode(_JAPANESE)
    kana = len(_KANA.findall(text))
    return kana > 2 and kana > sum(not c.isascii() for c in text) / 10


def _other_alphabet(words: list[bytes]) -> str | None:
    """Cyrillic or Greek: words without a letter of ours."""
    whole = [w for w in words if len(w) > 2 and min(w) >= 0xB8]
    if len(whole) < 2 or len(whole) <= len(words) / 2:
        return None
    letters = b"".join(whole)
    return _CYRILLIC if letters.count(_A) > len(letters) / 100 else _GREEK


def _is_central(words: list[bytes]) -> bool:
    letters = frozenset(b"".join(words))
    if all(sign[0] in letters for sign in _HUNGARIAN) or (letters & _CARONS and letters & _CZECH):
        return True
    return any(_POLISH.search(word) for word in words)


def _often(words: list[bytes], name: str) -> int:
    """How many letters of the words are common ones, read so."""
    return sum(c in _OFTEN for word in words for c in word.decode(name, "replace"))
