"""The people of one customer, and which of them a row names: by address, by name, or by a shorter one."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.names import name_key, person_key, same_person, short_for

_UNLIKE = 60
"""Under which likeness (per cent) of two full names one address is that of two people."""


def called_at(name: str, account: Account) -> str:
    """Under which name it is kept who somebody of an account is."""
    return f"{name} ({account.account})"


def of_address(people: Sequence[Contact], name: str | None, email: str) -> Contact | None:
    """The one with an address; who is surely called otherwise only shares it, as an *info@* is shared."""
    there = [c for c in people if c.email and c.email.lower() == email]
    if not there or there[0].name == name:
        return there[0] if there else None
    same = (c for c in there if name and same_person(c.name, name))
    return next(same, next((c for c in there if not name or not _surely_two(c.name, name)), None))


def of_name(people: Sequence[Contact], name: str, email: str | None) -> Contact | None:
    """The one of a name, however it is written, if no address speaks against it."""
    free = [c for c in people if not email or not c.email]
    if not free:
        return None
    exact = (c for c in free if name_key(c.name) == name_key(name))
    return next(exact, next((c for c in free if same_person(c.name, name)), None))


def short_of(people: Sequence[Contact], name: str, email: str | None) -> Contact | None:
    """The only one for whose name a name may be short, or the other way round."""
    found = [c for c in people if short_for(c.name, name) and (not email or not c.email)]
    return found[0] if len(found) == 1 else None


def full_name(people: Sequence[Contact], name: str) -> str:
    """The name of the only one who can be meant by a shorter one; any other name stands for itself."""
    found = None if of_name(people, name, None) else short_of(people, name, None)
    return found.name if found else name


def better_called(now: str, said: str) -> bool:
    """Whether a name says more of a person than the one that is known: another one, not a shorter or poorer one."""
    if "@" in said:
        return False
    if same_person(now, said):
        plain = (now.isupper() or now.islower()) and not (said.isupper() or said.islower())
        return plain or (_accents(said) and not _accents(now))
    return not short_for(now, said) or len(person_key(said)) > len(person_key(now))


def _accents(name: str) -> bool:
    return any(sign.isalpha() and not sign.isascii() for sign in name)


def _surely_two(one: str, other: str) -> bool:
    """Whether two full names in Latin letters have no word in common, and are not nearly the same."""
    keys = person_key(one), person_key(other)
    words = [key.split() for key in keys]
    full = (
        all(len(w) > 1 and key.isascii() for w, key in zip(words, keys, strict=True))
        and "@" not in one + other
    )
    return full and not {*words[0]} & {*words[1]} and fuzz.ratio(*keys) < _UNLIKE
