"""What is told of a sheet, as sentences in the order of their weight."""

import re
from collections.abc import Iterable

from csdesk.domain.phrases import upper
from csdesk.wording import stopped

_QUOTED = re.compile(r"“[^”]*”")
_WORDS = "In “"
"""How a sentence begins that tells what words of a column are in the book's."""
_OF_THE_FILE = ("Left out, as only", "Sheet “", "This is ", "This table begins")
"""How sentences begin that tell how a file is made: what they name stands elsewhere too, or was never a person's."""
_WEIGHTY = (
    re.compile(
        r"\b(currency|cents|thousands|millions|amounts?|prices?|rounded|decimals|discounts?|invoices?|contracts?|"
        r"not in this list|without a value|stands beside it)\b"
    ),
    re.compile(
        r"\b(years?|days?|due on|paid|colours?|left out|leaves? out|columns after|not (kept|known)|nobody|"
        r"digits|the customer left|cannot be read)\b"
    ),
)
"""Words of what changes amounts, then of what changes days or leaves something out."""


def sentences_of(notes: Iterable[str]) -> tuple[str, ...]:
    """Notes as sentences: first what changes amounts, then days, or leaves out; last how the file is made."""
    return tuple(stopped(upper(note)) for note in sorted(notes, key=_weight))


def _weight(note: str) -> int:
    plain, last = _QUOTED.sub("", note), len(_WEIGHTY)
    if note.startswith(_OF_THE_FILE):
        return last + 1
    if note.startswith(_WORDS):
        return last
    found = next((n for n, words in enumerate(_WEIGHTY) if words.search(plain)), last)
    return found + (found == last and note[:1].islower())
