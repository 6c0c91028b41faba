"""A deal is what a status speaks of where nobody paid yet: a trial, an order that was never finished, a lost one."""

from collections.abc import Mapping
from enum import StrEnum

from csdesk.domain.imports.vocabulary.words import Synonyms

WON, UNPAID = "won", "unpaid"
_LOST = "lost"


class Deal(StrEnum):
    """Who pays nothing, whatever days and amounts stand in the row."""

    LOST = "lost deal"
    """Beside deals that were *won*, *lost* is one that never became a contract."""
    UNPAID = "unpaid deal"


class DealStatus(StrEnum):
    """What other programs say of an opportunity beside its stage."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class LineStatus(StrEnum):
    """What a list of contracts says of each: whether it runs, and is paid."""

    LIVE = "live"
    TRIAL = "trial"
    NEVER_BEGAN = "never began"
    ENDED = "ended"


def deals_in(words: Mapping[str, str], synonyms: Synonyms) -> dict[str, Deal]:
    """Which words of a column that says who is a customer speak of deals, by how they are folded."""
    told = {folded: synonyms.value("deal", word) for folded, word in words.items()}
    found = {folded: Deal.UNPAID for folded, said in told.items() if said == UNPAID}
    if WON in told.values():
        found |= {f: Deal.LOST for f, word in words.items() if synonyms.value("status", word) == _LOST}
    return found
