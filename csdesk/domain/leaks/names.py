"""Names of customers and people are found as whole words; an ordinary word only where it is capitalised alike.

A customer called *A*, *Go* or *One* is meant only where the capital says so.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from csdesk.domain.leaks.findings import Placed, Spot
from csdesk.domain.leaks.secrets import Called, Secrets
from csdesk.domain.leaks.words import Phrases, Word, bare, inked, key_of, words_of
from csdesk.domain.names import search_key
from csdesk.domain.values import dataclass

_LITTLE = frozenset(
    "an and any as at be but by do each for go he her his how i if in is it its me more my new next no not now of off "
    "on one or our out she so some ten that the then they this to two up us we what when who why yes you your".split()
)
"""Words that any sentence and any heading may begin with."""
_ENDS = ".!?:;•·*-–—|/>\n\r\t"
"""After these a capital says nothing."""
_JOINED = 6
"""A name of several words is found written together, too, from so many letters on."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a name stands in a text: from the first character to the last, and what it means."""

    first: int
    last: int
    meant: Called


class Names:
    """What is searched for, laid out once for all the texts of a file."""

    def __init__(self, wanted: Iterable[Called], secrets: Secrets) -> None:
        wanted = list(wanted)
        self._ordinary = secrets.ordinary
        self._own = Phrases((key, None) for name in secrets.own for key in _keys(name))
        self._wanted = Phrases((key, one) for one in wanted for key in _forms(one))
        self._inside = [one for one in wanted if _runs_together(one.name)]
        self._own_text = [bare(inked(name)) for name in secrets.own]

    def found(self, placed: Placed, text: str, words: Sequence[Word]) -> Iterator[Match]:
        """The names that stand in a text and that nothing of the reader's own covers."""
        covered = [(a, b) for a, b, _ in self._own.found(words)]
        reached = 0
        for a, b, one in sorted(self._wanted.found(words), key=lambda m: (m[0], -m[1], m[2].name)):
            if a < reached or any(first <= a and b <= last for first, last in covered):
                continue
            if self._is_meant(one, placed, text, words[a:b]):
                reached = b
                yield Match(words[a].first, words[b - 1].last, one)
        yield from self._without_spaces(text)

    def _is_meant(self, one: Called, placed: Placed, text: str, words: Sequence[Word]) -> bool:
        if one.domain:
            return _is_domain(text, words)
        whole = [w.bare for w in words]
        plain = len(words) <= 2 and all(w in self._ordinary for w in whole)
        short = len(words) == 1 and len(whole[0]) <= 3
        if not (plain or short) or (placed.spot is Spot.NAME and len(words) > 1):
            return True
        if short and not _stands_out(one.name, text, words[0]):
            return False
        written = {w.bare: w.written for w in words_of(inked(one.name))}
        return all(_alike(w.written, written.get(w.bare, w.written.capitalize()), short) for w in words)

    def _without_spaces(self, text: str) -> Iterator[Match]:
        """Names in scripts that put no spaces between words, or that are no words at all."""
        if not self._inside:
            return
        low = bare(text)
        for one in self._inside:
            name = bare(inked(one.name))
            covered = any(name in own and own in low for own in self._own_text)
            at = low.find(name)
            if at >= 0 and not covered:
                yield Match(at, at + len(name), one)


def _stands_out(name: str, text: str, word: Word) -> bool:
    """Whether a word is more than the little one that it also is: it is all there is, or has a capital amid a sentence.

    Of a single letter nothing but standing alone tells: *plan A* and *series A* are everywhere. Several capitals do.
    """
    letter, several = len(word.bare) == 1, len(word.bare) > 1 and inked(name).strip().isupper()
    if several or not (letter or word.bare in _LITTLE):
        return True
    if len(words_of(text)) == 1:
        return True
    before = text[: word.first].rstrip(" \u00a0\"'“”‘’„«»()[]")
    return not letter and bool(before) and before[-1] not in _ENDS


def _alike(written: str, name: str, exactly: bool) -> bool:
    """Whether a word is capitalised as in the name, or all of it; a short one must be as it is."""
    if written == name:
        return True
    if exactly:
        return False
    return name[:1].isupper() and (written.isupper() or written == name.capitalize())


def _is_domain(text: str, words: Sequence[Word]) -> bool:
    """Whether the words are one domain: only full stops between, and no longer name around them."""
    between = all(text[a.last : b.first] == "." for a, b in pairwise(words))
    before, after = text[: words[0].first][-1:], text[words[-1].last :][:2]
    longer = after[:1] == "-" or (after[:1] == "." and after[1:2].isalnum())
    return between and before != "-" and not longer


def _forms(one: Called) -> set[tuple[str, ...]]:
    """The forms under which a name is looked for; a single number is none."""
    if one.domain:
        return {key_of(one.name)}
    forms = _keys(one.name)
    forms |= {("".join(f),) for f in forms if len(f) > 1 and len("".join(f)) >= _JOINED}
    return {f for f in forms if not (len(f) == 1 and f[0].isdigit())}


def _keys(name: str) -> set[tuple[str, ...]]:
    """A name as its words: whole, and without `Ltd` or `GmbH`."""
    whole = key_of(name)
    short = key_of(search_key(name))
    if len(whole) > 2 and whole[0] == "the":
        return {whole, short, whole[1:], short[1:]} - {()}
    return {whole, short} - {()}


def _runs_together(name: str) -> bool:
    """Whether the name is of a script without spaces between words, or holds no word at all."""
    text = inked(name).strip()
    if not text:
        return False
    return not words_of(text) or any(
        unicodedata.east_asian_width(c) in "WF" or "\u0e00" <= c <= "\u0eff" for c in text
    )
