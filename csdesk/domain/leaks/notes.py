"""Internal notes are found by runs of words: six together, or a whole note of at least four."""

from collections.abc import Iterable, Iterator, Sequence

from csdesk.domain.leaks.secrets import Secrets
from csdesk.domain.leaks.words import Word, key_of

RUN = 6
"""So many words of a note in the same order are the note."""
LEAST = 4
"""A shorter note says nothing by itself."""

_Shingle = tuple[str, ...]


class Notes:
    """The runs of words of all notes, but those that were told to the customer anyway."""

    def __init__(self, secrets: Secrets) -> None:
        told = _Told(secrets.told)
        self._whose: dict[_Shingle, str] = {}
        for text, what in secrets.notes:
            for run in _runs(key_of(text)):
                if run not in self._whose and run not in told:
                    self._whose[run] = what
        for text, what in secrets.of_others:
            for run in _runs(key_of(text)):
                self._whose.setdefault(run, what)
        self._lengths = sorted({len(run) for run in self._whose}, reverse=True)

    def found(self, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
        """Where a note stands: its first and last character, as far as it goes on, and what it is."""
        bare = [w.bare for w in words]
        at = 0
        while at < len(bare):
            run = self._run(bare, at)
            if run is None:
                at += 1
                continue
            what, end = self._whose[run], at + len(run)
            while end < len(bare) and len(run) == RUN and tuple(bare[end - RUN + 1 : end + 1]) in self._whose:
                end += 1
            yield words[at].first, words[end - 1].last, what
            at = end

    def _run(self, bare: Sequence[str], at: int) -> _Shingle | None:
        return next(
            (run for n in self._lengths if (run := tuple(bare[at : at + n])) in self._whose),
            None,
        )


class _Told:
    """What the customer was told: a run is of it where half of its words are one of those texts, or part of one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._parts = {run for text in texts for run in _parts(key_of(text))}

    def __contains__(self, run: _Shingle) -> bool:
        half = (len(run) + 1) // 2
        return any(
            run[i : i + n] in self._parts for n in range(half, len(run) + 1) for i in range(len(run) - n + 1)
        )


def _parts(words: _Shingle) -> Iterator[_Shingle]:
    """A short text as a whole, and of a longer one every run of four to six words."""
    if len(words) < RUN:
        yield words
    for n in range(LEAST, RUN + 1):
        yield from (words[i : i + n] for i in range(len(words) - n + 1))


def _runs(words: _Shingle) -> Iterator[_Shingle]:
    """The runs of a note: those of six words; the whole of a shorter one."""
    n = min(RUN, len(words))
    if n >= LEAST:
        yield from (words[i : i + n] for i in range(len(words) - n + 1))
