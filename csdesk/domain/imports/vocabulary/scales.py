"""A scale is what amounts stand in: thousands or millions, in the words and letters of many hands."""

import re

from csdesk.domain.imports.vocabulary.folding import fold

THOUSAND, MILLION = 1000, 1_000_000
_THOUSANDS = frozenset(
    "k t tsd tausend thousand thousands teur keur kusd kgbp kchf tchf eurk usdk gbpk chfk 000 000s 1000 miles "
    "milliers milhares".split()
)
_MILLIONS = frozenset("m mio mn mm meur musd million millions millionen millones milhoes".split())
_A_TIME = re.compile(r"(?:\b(?:pro|per|je|p|par|por|al)\b[\s.]*|/\s*)[mt]\b", re.IGNORECASE)
"""A month or a day that an amount is for, of which a letter is left: *pro M*, *p. M.*, *€/M*."""


def scale_of(header: str) -> int:
    """By what the amounts under a header such as *ARR in TEUR* or *ACV ($000)* are multiplied; 1 without a word."""
    words = fold(_A_TIME.sub(" ", header)).replace("1 000", "1000").split()
    if len(words) < 2:
        return 1
    told = [w for w in words[1:] if w in _THOUSANDS or w in _MILLIONS]
    return 1 if not told else THOUSAND if told[-1] in _THOUSANDS else MILLION
