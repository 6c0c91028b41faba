"""A CSM may stand in a book by a mail address alone, or written in several ways; a customer reads one name."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from csdesk.domain.names import person_key, short_for
from csdesk.domain.values import dataclass

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_NOBODY = frozenset(
    "account accounts admin billing care client clients contact cs csm customer customers desk group hello help info "
    "kunden mail office sales service services success support team vertrieb".split()
)
"""Words of addresses that are a team's, not a person's."""


@dataclass(frozen=True, slots=True)
class Same:
    """A CSM who may be another one: as they are said, whom that may mean, and of how many accounts."""

    said: str
    full: str
    accounts: int


@dataclass(frozen=True, slots=True)
class Csms:
    """Who looks after customers, in order of names, and which of the names may be another's."""

    names: tuple[str, ...] = ()
    same: tuple[Same, ...] = ()


NOBODY = Csms()


def addresses_in(text: str | None) -> frozenset[str]:
    """The mail addresses of a list with commas between, in lower case."""
    return frozenset(each.strip().casefold() for each in (text or "").split(",") if each.strip())


def is_address(csm: str) -> bool:
    """Whether a CSM is written as a mail address, and not by name."""
    return _ADDRESS.fullmatch(csm) is not None


def called(csm: str, owner: str, own: frozenset[str]) -> str:
    """What a customer calls a CSM: an address of the book's owner is its owner, *dana.reyes@…* is *Dana Reyes*.

    An address that tells no name stays as it is; without a CSM it is the owner.
    """
    if not is_address(csm):
        return csm or owner
    if owner and csm.casefold() in own:
        return owner
    words = re.split(r"[._]", csm.partition("@")[0])
    if not 2 <= len(words) <= 4 or not all(map(_WORD.fullmatch, words)):
        return csm
    if _NOBODY.intersection(w.casefold() for w in words):
        return csm
    return " ".join(_written(w) for w in words)


def _written(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-")) if word.islower() else word


def same_people(said: Counter[str]) -> dict[str, str]:
    """The names that are another's, or may be short for it, each with that name; `said`: how often each is said."""
    written = spelled(said)
    everybody = {*written.values()}
    meant = shorts_of(everybody, everybody)
    found = {name: meant.get(one, one) for name, one in written.items()}
    return {name: one for name, one in sorted(found.items()) if name != one}


def spelled(said: Counter[str], book: Collection[str] = ()) -> dict[str, str]:
    """Each name as it is written: as in the book, else in mixed letters with the first name first, as most often."""
    best: dict[str, str] = {person_key(name): name for name in sorted(book, reverse=True)}
    for name in sorted(said, key=lambda n: (n.isupper() or n.islower(), "," in n, -said[n], n)):
        best.setdefault(person_key(name), name)
    return {name: name if name in book else best[person_key(name)] for name in said}


def shorts_of(names: Iterable[str], everybody: Collection[str]) -> dict[str, str]:
    """The names that may be short for another, each with it.

    A name that only an address tells (*tom.berger@…*) is another where two may be short for it.
    """
    told = {called(name, "", frozenset()) for name in everybody if is_address(name)}
    found = {name: full for name in names if (full := full_name(name, {*everybody, *told}))}
    often = Counter(found.values())
    return {name: full for name, full in found.items() if full in everybody or often[full] > 1}


def full_name(short: str, everybody: Iterable[str]) -> str | None:
    """The only longer name for which a name, or the first part of an address, may stand."""
    longer = [name for name in everybody if _stands_for(short, name)]
    found = [name for name in longer if not any(_stands_for(name, other) for other in longer)]
    return found[0] if len(found) == 1 else None


def _stands_for(short: str, name: str) -> bool:
    if "@" not in short:
        said = person_key(short).split()
        shorter = len(said) < 2 or any(len(word) == 1 for word in said)
        return shorter and short_for(short, name) and len(person_key(short)) < len(person_key(name))
    words = person_key(name).split()
    own = re.sub(r"[\d._-]", "", short.partition("@")[0].casefold())
    if "@" in name or len(words) < 2:
        return words == [own] and own not in _NOBODY
    first, last = words[0], words[-1]
    return own in {first, last, first + last, last + first, first[0] + last, first + last[0]}
