"""Secrets are what a file for one customer must not hold, and whose names may stand in it all the same."""

from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Called:
    """A customer's name or domain, or a person's name, and to whom it belongs."""

    name: str
    whose: str
    domain: bool = False


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is searched for.

    `others` and `people` are other customers and their people; `notes` internal texts with what they are, `of_others`
    those about other customers, which nothing that this one was told excuses; `own` is everything that may be said:
    the customer's own names, ours, the products'. `told` are texts that are meant for the customer, though a note may
    repeat them. `scores` are health scores as they are written. `addresses` are people's mail addresses and telephone
    numbers. `machine` names this computer and who uses it.
    """

    others: tuple[Called, ...] = ()
    people: tuple[Called, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    of_others: tuple[tuple[str, str], ...] = ()
    own: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    addresses: tuple[Called, ...] = ()
    machine: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """Who may be named as a file's author."""
    ordinary: frozenset[str] = frozenset()
    """Words that are no name by themselves: a customer called so is meant only where it is capitalised alike."""
