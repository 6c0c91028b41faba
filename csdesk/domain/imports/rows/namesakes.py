"""Namesakes stand at one account with one name and two addresses: one person or two, which only a person can tell."""

from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.bench.where import NOWHERE
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.tables.questions import NEW, SKIP, Choice, Question
from csdesk.domain.names import name_key

ONE = "one"


def namesake_of(record: Record, account: Account, bench: Bench) -> Contact | None:
    """Somebody of the account whose name a row tells with another address; None where an id or the address is known."""
    said = record.values.get
    name, email = said("contact.name"), said("contact.email")
    if not name or not email or said("contact.id") or said("contact.external_id"):
        return None
    if bench.contact(account.id, name=name, email=email) is not None:
        return None
    key = name_key(name)
    return next((c for c in bench.of(Contact, account.id) if name_key(c.name) == key), None)


def with_answer(answer: str, record: Record, person: Contact, bench: Bench) -> Record:
    """The row as it is laid: about the one who is there, about somebody else, or without its person."""
    if answer == ONE:
        bench.one_person[person.account, record.values["contact.email"]] = person.id
    if answer != SKIP:
        return record
    rest = {target: value for target, value in record.values.items() if not target.startswith("contact.")}
    return replace(record, values=rest)


def note_people(laid: Laid, place: Place, record: Record, bench: Bench) -> None:
    """Note which row of the files brought a person."""
    for value in laid.new:
        if type(value) is Contact:
            bench.people_from[value.id] = place.at(record.row)


def namesake_question(record: Record, person: Contact, account: str, place: Place, bench: Bench) -> Question:
    """Whether the two are one."""
    name, email = record.values["contact.name"], record.values["contact.email"]
    sheet, row = bench.people_from.get(person.id, NOWHERE)
    told = "in the book" if not row else f"in row {row}" + (f" of “{sheet}”" if sheet != place.sheet else "")
    return Question(
        key=f"person:{place.sheet}:{record.row}",
        sheet=place.sheet,
        rows=(record.row, *([row] if sheet == place.sheet else [])),
        seen=(f"{name}, {email}", f"{person.name}, {person.email}"),
        choices=(
            Choice(ONE, f"One person: {email} takes the place of {person.email}"),
            Choice(NEW, "Two people of one name"),
            Choice(SKIP, "Leave this one out"),
        ),
        default=None,
        text=f"{account} has a {person.name} with another address. One person, or two?",
        evidence=f"Row {record.row} says {email}; {told} it is {person.email}.",
    )
