"""Spans: which letters of a name are the ones that a person typed."""

import unicodedata
from collections.abc import Iterable


def spans(name: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the name, as (from, to) in letters, in order; accents and case do not matter.

    The beginning of a word of the name is preferred. Words are as `search_key` gives them.
    """
    letters = [(folded, place) for place, letter in enumerate(name) for folded in _folded(letter)]
    text = "".join(folded for folded, _ in letters)
    marked: set[int] = set()
    for word in words:
        at = _place(text, word)
        if word and at >= 0:
            marked.update(place for _, place in letters[at : at + len(word)])
    return _runs(marked)


def _folded(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))


def _place(text: str, word: str) -> int:
    at = text.find(word)
    first = at
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at if at >= 0 else first


def _runs(marked: set[int]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for place in sorted(marked):
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return tuple(runs)
