"""A text that was gone over is still the same: a typo was mended, a sentence added."""

from collections import Counter

from rapidfuzz import fuzz

from csdesk.domain.names import name_key

_MENDED = 75
"""From which likeness (per cent) a word is another one with its letters mended."""
_STAY = 0.9
"""Which share of the words of a text may be all that stays of it."""


def alike(old: str, new: str) -> bool:
    """Whether a text is another one that was gone over: words were added, or taken out, or their letters mended, or
    nine in ten of them stay. Other figures are other words."""
    was, now = Counter(name_key(old).split()), Counter(name_key(new).split())
    few, more = sorted(([*(was - now).elements()], [*(now - was).elements()]), key=len)
    if all(any(_mended(a, b) for b in more) for a in few):
        return True
    figures = any(c.isdigit() for word in (*few, *more) for c in word)
    return not figures and len(more) <= (1 - _STAY) * min(was.total(), now.total())


def _mended(old: str, new: str) -> bool:
    one, other = (word.strip(".,;:!?()") for word in (old, new))
    if any(c.isdigit() for c in one + other):
        return one == other
    return fuzz.ratio(one, other) >= _MENDED
