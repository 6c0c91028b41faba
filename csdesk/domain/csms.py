"""A CSM may stand in a book by a mail address alone; a customer reads their name where it can be told."""

import re

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_NOBODY = frozenset(
    "account accounts admin billing care client clients contact cs csm customer customers desk group hello help info "
    "kunden mail office sales service services success support team vertrieb".split()
)
"""Words of addresses that are a team's, not a person's."""


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
