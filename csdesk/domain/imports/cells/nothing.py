"""A word for nothing is what people write in a cell of which nothing is known: *tbd*, *n/a*, *siehe Vertrag*."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

NOT_KNOWN = "not_known"
"""Their vocabulary."""
NOTHING = "not known"
"""Those that say so of every kind of field: others, such as *pending*, may be a word of a vocabulary."""
ELSEWHERE = "said elsewhere"
"""Those that say more than that, such as where it is said: they are kept in the account's notes."""
_SIGNS = frozenset("?¿-–—_./… ")
_LONGEST = 24
"""Signs of the longest text that is looked up."""


_ERRORS = frozenset(
    "#ref! #value! #div/0! #name? #num! #null! #spill! #calc! #getting_data #wert! #bezug! #zahl! #name! #überlauf! "
    "#¡ref! #¡valor! #¡div/0! #¿nombre? #¡num! #valeur! #nom? #nombre! #valor! #núm!".split()
)
_DITTO = frozenset(
    ("s o", "siehe oben", "wie oben", "dito", "ditto", "idem", "see above", "same as above", "as above", "igual",
     "mismo", "ver arriba", "voir ci dessus", "ver acima", "vedi sopra")
)  # fmt: skip
_DITTO_MARKS = frozenset({'"', "″", "〃", "''", "„", "”", "“", "«", "»"})


def no_value(text: str) -> str | None:
    """Why a text is none of its own: what a spreadsheet shows for an error, or a word for what stands above."""
    if len(text) > _LONGEST:
        return None
    bare = text.strip()
    if bare[:1] == "#" and bare.lower() in _ERRORS:
        return f"the cell holds {bare}, not a value"
    if bare in _DITTO_MARKS or fold(bare) in _DITTO:
        return "this says no more than what stands above"
    return None


def surely_said(texts: Sequence[str], synonyms: Synonyms) -> set[str]:
    """Those texts that are none of these words, whatever the field: a whole column is told at a glance.

    They hold ASCII alone, and no line ends.
    """
    words = {*_DITTO, *synonyms.values[NOT_KNOWN]}
    bare = {word.replace(" ", "") for word in words}
    seen = "\n".join(texts).encode().translate(_LOWER, _NO_WORD).decode().split("\n")
    return {text for text, word in zip(texts, seen, strict=False) if word not in bare}


_LOWER = bytes(range(256)).lower()
_NO_WORD = bytes(n for n in range(128) if not chr(n).isalnum() and chr(n) != "\n")


def nothing_in(text: str, synonyms: Synonyms) -> str | None:
    """In which way a text says that nothing is known; None where it does not."""
    if len(text) > _LONGEST:
        return None
    return NOTHING if _only_signs(text) else synonyms.value(NOT_KNOWN, text)


def says_nothing(text: Value, synonyms: Synonyms) -> bool:
    """Whether a text says, in whatever field, that nothing is known."""
    return isinstance(text, str) and nothing_in(text, synonyms) == NOTHING


def is_no_name(text: Value) -> bool:
    """Whether a text stands where a customer's name should, and is surely none: *-*, *N/A*, *TBD*."""
    if not isinstance(text, str):
        return False
    return _SIGNS.issuperset(text) or (len(text) <= _LONGEST and fold(text) in _NO_NAMES)


_NO_NAMES = frozenset(("n a", "tbd", "tba", "tbc", "null", "nan"))


def is_a_dash(text: str) -> bool:
    """Whether a text is a sign where nothing is to be said, as good as an empty cell: a question mark says more."""
    return _only_signs(text) and "?" not in text


def _only_signs(text: str) -> bool:
    """Whether a text has no word and no number; what a spreadsheet shows for no money (*$ -*) has neither."""
    return _SIGNS.issuperset(text) or (
        not _DASHES.isdisjoint(text) and _SIGNS.issuperset(text.translate(_MONEY))
    )


_DASHES = frozenset("-–—")
_MONEY = str.maketrans("", "", "$€£¥₹")


def is_no_day(cell: Value) -> bool:
    """Whether a cell holds what programs write where there is no day: 0000-00-00, 1 Jan 1970, 31 Dec 9999."""
    if isinstance(cell, datetime):
        return cell.date() in _NO_DAYS
    if isinstance(cell, date):
        return cell in _NO_DAYS
    if not isinstance(cell, str):
        return type(cell) is int and cell == 0
    typed = typed_day(cell)
    return typed.certain in _NO_DAYS if typed else _NO_DAY.fullmatch(cell.strip()) is not None


_NO_DAYS = frozenset(
    date(*parts)
    for parts in (
        (1, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1969, 12, 31), (1970, 1, 1),
        (9999, 12, 31),
    )
)  # fmt: skip
"""The first days that programs count from, that of seconds since 1970 west of Greenwich, and the last one."""
_NO_DAY = re.compile(
    r"(?:0000[-./]?00[-./]?00|00[-./]00[-./](?:00)?00|1900-0?1-0?0|0?0[./]0?1[./]1900|0?1/0?0/1900|99991231)"
    r"(?:[T ][0:.]+Z?)?"
)
