"""Folding makes spellings of one word equal: lower case, without accents and punctuation, single spaces."""

import unicodedata
from functools import lru_cache

_GAPS = {n: " " for n in range(128) if not chr(n).isalnum()}


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces; signs such as ✓ and 🟢 stay."""
    if text.isascii():
        return " ".join(text.lower().translate(_GAPS).split())
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    kept = (c if c.isalnum() or unicodedata.category(c) == "So" else _gap(c) for c in plain)
    return " ".join("".join(kept).split())


def _gap(character: str) -> str:
    return "" if unicodedata.category(character) in {"Mn", "Cf"} else " "
