"""An address or phone beside a sponsor, where no column names another person, is the sponsor's."""

from dataclasses import replace

from csdesk.domain.imports.columns.persons import ROLES, persons_in
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.vocabulary.words import fold

_NAME, _EMAIL = "contact.name", "contact.email"
_DETAILS = (_EMAIL, "contact.phone", "contact.title")
_GENERAL = frozenset("contact name email mail e address person kontakt ansprechpartner".split())


def detailed(place: Place) -> tuple[str, ...]:
    """The columns of people whose details a sheet may have: that which is called as the address is, else all."""
    there = tuple(target for target in ROLES if target in place.headers)
    if _NAME in place.headers or not any(target in place.headers for target in _DETAILS):
        return ()
    said = {*fold(place.headers.get(_EMAIL, "")).split()} - _GENERAL
    return tuple(t for t in there if said & {*fold(place.headers[t]).split()}) or there


def with_details(record: Record, columns: tuple[str, ...]) -> Record:
    """The row, whose details are of one person of those columns, with that one as its contact.

    Of several people it is the one whose name is in the address.
    """
    if not columns or not any(record.values.get(d) for d in _DETAILS):
        return record
    named = [(c, name) for c in columns if (name := record.values.get(c)) and len(persons_in(name)) == 1]
    if len(columns) > 1:
        named = [(c, name) for c, name in named if _is_in(name, record.values.get(_EMAIL) or "")]
    if len(named) != 1:
        return record
    column, name = named[0]
    rest = {target: said for target, said in record.values.items() if target != column}
    roles = (ROLES[column], *(record.values.get("contact.roles") or ()))
    return replace(record, values=rest | {_NAME: name, "contact.roles": roles})


def _is_in(name: str, address: str) -> bool:
    """Whether an address has a name of a person before its @."""
    own = fold(address.partition("@")[0])
    return any(len(word) > 2 and word in own for word in fold(name).split())
