"""Words are what a text is searched by: whole ones, whatever their case and accents, with where they stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from csdesk.domain.values import dataclass

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters without ink, which would cut a name in two for a search and not for an eye."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: bare (no case, no accents), as it is written, and where."""

    bare: str
    written: str
    first: int
    last: int


@lru_cache(maxsize=1 << 15)
def bare(word: str) -> str:
    """The word without case, accents and forms of the same letter: `Café` and `CAFE` are the same."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    return unicodedata.normalize(
        "NFKC", "".join(c for c in apart if not unicodedata.combining(c)).casefold()
    ).replace("ß", "ss")


def inked(text: str) -> str:
    """The text without characters that nobody sees, each letter with its accents as one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", _HIDDEN.sub("", text))


def words_of(text: str, *, together: bool = False) -> list[Word]:
    """The words of a text in order; `together` also cuts at humps, as in the name of a file or table."""
    if not together:
        return [Word(bare(m[0]), m[0], *m.span()) for m in _WORD.finditer(text)]
    found = []
    for m in _WORD.finditer(text):
        cuts = [m.start(), *(m.start() + h.start() for h in _HUMPS.finditer(m[0])), m.end()]
        found += [Word(bare(text[a:b]), text[a:b], a, b) for a, b in pairwise(cuts) if b > a]
    return found


def key_of(text: str) -> tuple[str, ...]:
    """The bare words of a name."""
    return tuple(map(bare, _WORD.findall(inked(text))))


class Phrases(Generic[T]):
    """Names of one or several words, each with what it stands for, found in texts longest first."""

    def __init__(self, named: Iterable[tuple[Sequence[str], T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, meant in named:
            if words:
                self._by_first.setdefault(words[0], []).append((tuple(words), meant))
        for some in self._by_first.values():
            some.sort(key=lambda entry: (-len(entry[0]), entry[0]))

    def found(self, words: Sequence[Word]) -> Iterator[tuple[int, int, T]]:
        """Where they stand: the first word, the word after the last, and what it stands for."""
        for at, word in enumerate(words):
            for phrase, meant in self._by_first.get(word.bare, ()):
                if tuple(w.bare for w in words[at : at + len(phrase)]) == phrase:
                    yield at, at + len(phrase), meant
