"""The words of a question that a form asks: its column holds the marks of a survey, or what was said with them."""

import re

from csdesk.domain.imports.vocabulary.words import Synonyms

_SPAN = re.compile(r" (?:on a scale )?(?:of |from )?[01] (?:to |bis |a )?(?:5|7|10|100)$")
_LEAST = 3
"""How many words a question has at least."""


def without_scale(header: str) -> str:
    """A folded header without the scale behind it: *csat score 0 10*."""
    return _SPAN.sub("", header)


def asked_in(header: str, synonyms: Synonyms) -> str | None:
    """What a folded header asks for in a whole question: `score`, `comment` of a survey, or the `account`."""
    words = without_scale(header).split()
    found = (synonyms.value("question", word) for word in words) if len(words) >= _LEAST else ()
    return next((field for field in found if field), None)
