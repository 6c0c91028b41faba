"""The search: every text of a file is held against what its reader is not meant to see."""

import re
from collections.abc import Iterable, Iterator

from csdesk.domain.leaks.findings import Finding, Leak, Placed, Spot
from csdesk.domain.leaks.names import Names
from csdesk.domain.leaks.notes import Notes
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.leaks.secrets import Called, Secrets
from csdesk.domain.leaks.words import inked, words_of

MOST = 1_000
"""So many findings are told; a file with more of them is not read further."""
_CUT = 40
"""A longer name may stand there in part."""
_LETTER, _SHORT = re.compile(r"[^\W\d_]|[^\x00-\x7f]"), 7
"""A short text of figures and signs says nothing; a longer one may be somebody's number."""
_REMEMBERED = 200_000
"""Texts in which nothing was found and that are not searched again: a column says the same over and over."""
_KEPT = 500
"""Characters of a text that a finding keeps."""

_JUDGEMENT = re.compile(
    r"\bhealth[ -]?scores?\b|\b(?:accounts?|customers?|renewals?|health|churn)(?: is| are)?[ -]at[ -]risk\b"
    r"|\bchurn\w*|\bup-?sell\w*|\bcross-?sell\w*|\bdetractors?\b|\bescape plan\b|\b[NG]RR\b"
    r"|\b(?:save|saving|rescue|retention) (?:call|offer|plan|play)s?\b|\bwin[ -]?backs?\b"
    r"|\blikely to (?:leave|cancel|churn)\b|\binternal(?: use)? only\b",
    re.IGNORECASE,
)
_HEADERS = re.compile(
    r"(?:health(?: score)?|band|judgement|judged on|judgement reason|influence|sentiment|touch model"
    r"|clears when|forecast|score from|minutes|trigger|margin|known|weight|at stake|priority score)"
    r"(?:\s*\((?:computed|custom)\))?",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\bcosts?[ -]to[ -]serve\b|\b(?:internal|our own|our) (?:costs?|margins?|hours|effort)\b|\bhourly rates?\b"
    r"|\b(?:minutes|hours) (?:spent|logged|of work|worked)\b|\bgross margins?\b",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"\bfile:/+[^\s\"'<>]+|(?<![\w/.:])/(?:home|Users|root|tmp|var|mnt|media|private|Volumes|opt|srv)/[^\s\"'<>|]+"
    r"|(?<![\w])[A-Za-z]:\\[^\s\"'<>|]+|(?<![\w\\])\\\\[\w.-]+\\[^\s\"'<>|]+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\+?\d[\d\s().\-/]{5,}\d")
_SCORED = re.compile(r"\b(?:health|score|scored|band)\b", re.IGNORECASE)


class Search:
    """The search of one file, for one reader."""

    def __init__(self, secrets: Secrets, profile: Profile) -> None:
        self._secrets, self._profile = secrets, profile
        self._customers, self._people = Names(secrets.others, secrets), Names(secrets.people, secrets)
        self._machine = Names([Called(n, "") for n in secrets.machine], secrets)
        self._notes = Notes(secrets)
        self._own = [name.casefold() for name in map(inked, secrets.own) if name.strip()]
        self._authors = {a.casefold() for a in (*secrets.authors, "", "csdesk")}
        self._addresses = {a.name.casefold(): a for a in secrets.addresses if "@" in a.name}
        self._numbers = {
            n: a for a in secrets.addresses if "@" not in a.name and len(n := digits(a.name)) > 6
        }

    def findings(self, texts: Iterable[Placed]) -> tuple[Finding, ...]:
        """Everything that is not meant for the reader, in the order of the file, each once."""
        if self._profile is Profile.INTERNAL:
            return ()
        found: dict[Finding, None] = {}
        clean: set[tuple[str, Spot]] = set()
        for placed in texts:
            seen = (placed.text, placed.spot)
            if seen in clean:
                continue
            some = dict.fromkeys(self._in(placed, inked(placed.text)))
            found |= some
            if len(found) >= MOST:
                break
            if not some and len(clean) < _REMEMBERED:
                clean.add(seen)
        return tuple(found)[:MOST]

    def _in(self, placed: Placed, text: str) -> Iterator[Finding]:
        if _LETTER.search(text) is None and len(text) < _SHORT:
            return
        words = words_of(text, together=placed.spot is Spot.NAME)
        told = Finding(Leak.NOTE, "", placed.place, text[:_KEPT])
        for a, b, whose in self._notes.found(words):
            yield _found(told, Leak.NOTE, text[a:b], whose)
        yield from self._addressed(told, text)
        if self._profile is Profile.BOARD:
            return
        for leak, names in ((Leak.OTHER_CUSTOMER, self._customers), (Leak.OTHER_PERSON, self._people)):
            for m in names.found(placed, text, words):
                yield _found(told, leak, text[m.first : m.last], m.meant.whose)
        for leak, pattern in ((Leak.JUDGEMENT, _JUDGEMENT), (Leak.COST, _COST), (Leak.PATH, _PATH)):
            for said in pattern.finditer(text):
                if not self._is_own(said[0], text):
                    yield _found(told, leak, said[0])
        yield from self._marked(placed, told, text)
        for m in self._machine.found(placed, text, words):
            yield _found(told, Leak.AUTHOR, text[m.first : m.last])

    def _is_own(self, found: str, text: str) -> bool:
        """Whether the words are part of a name that may be said: a customer may be called Churn Ltd."""
        low, whole = found.casefold().rstrip("…"), text.casefold()
        return any(low in name and _begun(name, low) in whole for name in self._own)

    def _marked(self, placed: Placed, told: Finding, text: str) -> Iterator[Finding]:
        """What a column is called, who made the file, and a score beside its word."""
        line = text.strip()
        if placed.spot is Spot.HEADER and _HEADERS.fullmatch(line):
            yield _found(told, Leak.JUDGEMENT, line, "a column for inside use")
        if placed.spot is Spot.PROPERTY and line.casefold() not in self._authors:
            yield _found(told, Leak.AUTHOR, line)
        if _SCORED.search(text):
            for score in self._secrets.scores:
                if re.search(rf"(?<![\d.,]){re.escape(score)}(?![\d.,]\d)", text):
                    yield _found(told, Leak.JUDGEMENT, score, "the health score")

    def _addressed(self, told: Finding, text: str) -> Iterator[Finding]:
        """People's addresses and numbers: those that are searched for; for the board any mail address at all."""
        if "@" in text:
            for m in _ADDRESS.finditer(text):
                known = self._addresses.get(m[0].casefold())
                if known or (self._profile is Profile.BOARD and m[0].casefold() not in self._authors):
                    yield _found(told, Leak.ADDRESS, m[0], known.whose if known else "")
        if self._numbers:
            for m in _NUMBER.finditer(text):
                if known := self._numbers.get(digits(m[0])):
                    yield _found(told, Leak.ADDRESS, m[0], known.whose)


def _begun(name: str, words: str) -> str:
    """As much of a name as shows that it is meant: all of it, or of a long one, which slides cut, up to the words."""
    return name if len(name) <= _CUT else name[: name.find(words) + len(words)]


def digits(text: str) -> str:
    """The figures of a telephone number."""
    return "".join(c for c in text if c.isdigit())


def _found(told: Finding, leak: Leak, found: str, whose: str = "") -> Finding:
    return Finding(leak, found, told.place, told.text, whose)
