"""A forwarded mail stands in the words of another, under a head as mail programs write it in five languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from csdesk.domain.imports.cells.days import typed_day

_NAMES = {
    "from": "from|von|de",
    "sent": "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|enviado em|enviada|enviada em|fecha|data",
    "to": "to|an|à|para",
    "cc": "cc|kopie|copie à|copia",
    "subject": "subject|betreff|objet|asunto|assunto",
}
"""What each line of the head is called."""
_LINE = re.compile(
    r"^(?:>\s?)*\*?(?:"
    + "|".join(f"(?P<{key}>{names})" for key, names in _NAMES.items())
    + r")\s?:\*?\s*(?P<said>.*)$",
    re.IGNORECASE,
)
_DEEP = re.compile(r"^(?:>\s?)+")
_DAY = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}|[^\W\d_]{3,12}\.?\s+\d{1,2},?\s+\d{4}"
)
_LONGEST_HEAD = 12
"""Lines; who sends to very many writes them on more, and is found by the sender."""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Its head as it is written, the day where it can be read, and its words."""

    sender: str
    receivers: str
    subject: str
    sent_on: date | None
    text: str


def forwarded_in(text: str) -> Forwarded | None:
    """The first mail that a text holds under a head of its own; None where there is none.

    Three lines make a head: who wrote it, and two of when, to whom and about what.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if (found := _LINE.match(line[:2000])) and found["from"]:
            told, end = _head(lines, number)
            if "@" in told["from"] and len(told) >= 3:
                return _made(told, lines[end:])
    return None


def _head(lines: Sequence[str], first: int) -> tuple[dict[str, str], int]:
    """The lines of a head by what they say, and where it ends; a line that is broken goes on in the next."""
    told: dict[str, str] = {}
    last = ""
    for number in range(first, min(first + _LONGEST_HEAD, len(lines))):
        line = lines[number][:2000]
        found = _LINE.match(line)
        bare = _DEEP.sub("", line).strip()
        if found:
            last = str(found.lastgroup and next(key for key in _NAMES if found[key]))
            told.setdefault(last, found["said"].strip())
        elif not bare or last == "subject":
            return told, number
        else:
            told[last] += f" {bare}"
    return told, min(first + _LONGEST_HEAD, len(lines))


def _made(told: dict[str, str], rest: Sequence[str]) -> Forwarded:
    return Forwarded(
        told["from"],
        ", ".join(told[key] for key in ("to", "cc") if key in told),
        told.get("subject", ""),
        _day(told.get("sent", "")),
        "\n".join(_DEEP.sub("", line) for line in rest),
    )


def _day(text: str) -> date | None:
    for piece in _DAY.findall(text):
        typed = typed_day(" ".join(piece.replace(",", " ").split()))
        if typed and typed.certain:
            return typed.certain
    return None
