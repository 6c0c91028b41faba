"""A mark is what somebody answers on a scale, as people write it: *9/10*, *★★★★☆*, *Detractor (4)*."""

import re

from csdesk.domain.imports.cells.grid import Value

_STARS, _DRAWN = "★⭐🌟", re.compile(r"[★☆⭐🌟✩\ufe0f ]+")
_OF = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*(?:/|out of|of|von|de|sur|sobre)\s*(?:5|7|10|100)", re.IGNORECASE)
_WORD = r"[^\W\d_]{3,}"
_BESIDE = re.compile(rf"{_WORD}\s*(?:\(|[-–—:]\s?)\s*(\d{{1,2}})\)?")
_BEFORE = re.compile(rf"(\d{{1,2}})\s*(?:\(|[-–—:]\s?)\s*{_WORD}\)?")


def read_mark(cell: Value) -> float | None:
    """The mark that a text says with its scale, in stars, or beside a word; None where it says none so."""
    text = cell.strip() if isinstance(cell, str) else ""
    if _DRAWN.fullmatch(text) and any(sign in text for sign in _STARS):
        return float(sum(text.count(sign) for sign in _STARS))
    found = next((m for p in (_OF, _BESIDE, _BEFORE) if (m := p.fullmatch(text))), None)
    return float(found[1].replace(",", ".")) if found else None
