"""What would happen to rows, in counts: `42 new, 1 waiting for an answer, 2 left out`."""

from collections.abc import Mapping

from csdesk.domain.imports.bench.plan import Result

SURE, LIKELY = 0.95, 0.88
"""How sure a column's place is: from the first on nothing is said, below the second it is a guess."""
_QUIET = (Result.SAME, Result.LEFT_OUT)
_ORDER = (*(r for r in Result if r not in _QUIET), *_QUIET)
_SAID = {
    Result.SAME: "the same",
    Result.WAITING: "waiting for an answer",
    Result.CONFLICT: "in conflict",
}
_BRIEFLY = {Result.WAITING: "waiting"}


def said_of(counts: Mapping[Result, int], *, briefly: bool = False) -> list[tuple[Result, str]]:
    """The results that there are, each with its count in words, of which a narrow cell holds fewer; what needs no look
    last.
    """
    words = _SAID | _BRIEFLY if briefly else _SAID
    return [(r, f"{counts[r]:,} {words.get(r, r.value)}") for r in _ORDER if counts.get(r)]


def counts_text(counts: Mapping[Result, int]) -> str:
    """The counts in one line."""
    return ", ".join(said for _, said in said_of(counts))


def because_text(because: str, confidence: float) -> str:
    """Why a column goes where it goes, and how sure that is where it is not."""
    if confidence >= SURE:
        return because
    return f"{because}, {'likely' if confidence >= LIKELY else 'a guess'}"
