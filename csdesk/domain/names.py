"""A name's keys: how two spellings of one name are recognised, and how similar ones are found."""

import re
import unicodedata
from functools import lru_cache

_SUFFIXES = frozenset(
    "inc incorporated llc ltd limited gmbh ag sa sas sarl srl spa bv nv ab as oy oyj aps plc corp "
    "corporation co company kg ohg ug se pty llp lp lda ltda cv eirl".split()
)

_NO_WORDS = re.compile(r"[^\w]+")


@lru_cache(maxsize=1 << 12)
def name_key(name: str) -> str:
    """The identity key: NFC, case folded, single spaces. Equal keys are the same name."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def words_of(text: str) -> list[str]:
    """The words of a text without its punctuation; most names have none."""
    return (text if text.replace(" ", "").isalnum() else _NO_WORDS.sub(" ", text)).split()


@lru_cache(maxsize=1 << 16)
def search_key(name: str) -> str:
    """The loose key: accents, punctuation, `&` and legal suffixes gone. It finds, it never decides."""
    bare = name_key(name).replace("&", " and ").replace(".", "")
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    kept = words_of(bare)
    while len(kept) > 1 and kept[-1] in _SUFFIXES:
        kept.pop()
    return " ".join(kept)
