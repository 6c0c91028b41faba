"""A name may tell another of the same company: *Bolt (formerly Acme)*, *Acme dba Bolt*, *Acme / Bolt Ltd*."""

import re
from collections.abc import Iterator
from functools import lru_cache

_MARKS = (
    "formerly known as;formerly called;formerly;previously known as;previously;now called;now;was;fka;f/k/a;née;né;nee;"
    "dba;d/b/a;d.b.a.;doing business as;trading as;trading name;t/as;t/a;aka;a/k/a;a.k.a.;also known as;ex;vormals;"
    "ehemals;früher;frueher;jetzt;zuvor;anciennement;ancienne;ancien;antes;anteriormente;antiguamente;antigua;"
    "antigamente;antiga;ahora;agora;già;voorheen;tidligere;tidigare".split(";")
)
"""Those that others begin with stand behind them."""
_BEGIN = frozenset(mark.split()[0] for mark in _MARKS)
"""The first words of these, at which most names are passed over."""
_OPEN = str.maketrans(dict.fromkeys("([,;:)]–—-", " "))
_ALSO = re.compile(
    rf"(.+?)\s*(?:[(\[,;–—-]\s*|\s)(?:{'|'.join(map(re.escape, _MARKS))})[\s:.-]+(.+?)\s*[)\]]?",
    re.IGNORECASE,
)
_APART = re.compile(r"\s+[/|]\s+")


@lru_cache(maxsize=64)
def also_called(name: str) -> tuple[str, ...]:
    """The names of which a name says that one company has, or had, them all; nothing for any other name."""
    if _BEGIN.isdisjoint(name.casefold().translate(_OPEN).split()):
        return ()
    found = _ALSO.fullmatch(name)
    return (found[1], found[2]) if found else ()


def apart(name: str) -> tuple[str, ...]:
    """The names that a stroke parts, which may be one company's, or one company and its place."""
    if "/" not in name and "|" not in name:
        return ()
    parts = tuple(filter(None, _APART.split(name)))
    return parts if len(parts) > 1 else ()


def beginnings(loose: str) -> Iterator[str]:
    """The loose names with which a longer one begins, word by word."""
    words = loose.split()
    return (" ".join(words[:end]) for end in range(1, len(words)))
