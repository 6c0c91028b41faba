"""What stands beside a term or a status in its cell: whether a contract renews by itself, and when a customer left."""

import re

from csdesk.domain.accounts import Status
from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.term_words import tells_a_term
from csdesk.domain.imports.cells.undated import cell_span
from csdesk.domain.imports.cells.values import read_status
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.values import dataclass

_FILL = frozenset(
    "with mit and und avec et con y com e then dann sich contract term vertrag contrato contrat".split()
)
_MOST_WORDS = 3
"""How many words a status may have before its day."""
_LEAD = re.compile(
    r"(?:on|as of|as per|effective|eff\.?|since|until|end of|am|zum|per|seit|ab|bis|el|al|desde|le|au|depuis|em"
    r"|a partir de)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Renewing:
    """A term without what stands beside it, and whether that says that the contract renews by itself."""

    term: str
    by_itself: bool


def renews_beside(cell: Value, synonyms: Synonyms) -> Renewing | None:
    """What a term says of renewing: *1 year auto renew*, *12 mo, AR*, *24 Monate ohne Verlängerung*; else None."""
    if not isinstance(cell, str):
        return None
    words = synonyms.values["renews_beside"]
    said = f" {fold(cell)} "
    found = max((w for w in words if f" {w} " in said), key=len, default=None)
    if found is None:
        return None
    rest = " ".join(w for w in said.replace(f" {found} ", " ", 1).split() if w not in _FILL)
    return Renewing(rest, words[found] == "yes") if tells_a_term(rest, synonyms) else None


def left_on(cell: Value, synonyms: Synonyms) -> tuple[str, str] | None:
    """The word and the day of a status that says when a customer left: *canceled 2025-10-31*; else None."""
    parts = cell.split() if isinstance(cell, str) else []
    for many in range(min(_MOST_WORDS, len(parts) - 1), 0, -1):
        word = " ".join(parts[:many]).strip(" :,-–(")
        rest = " ".join(parts[many:]).strip(" :,-–()")
        day = _LEAD.sub("", rest, count=1) if _LEAD.match(rest) else rest
        if read_status(word, synonyms) is Status.LOST and (typed_day(day) or cell_span(day)):
            return word, day
    return None
