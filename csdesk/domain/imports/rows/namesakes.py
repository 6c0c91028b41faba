"""Namesakes stand at one account with one name and two addresses: one person or two, which only a person can tell."""

from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.bench.people import called_at, short_of
from csdesk.domain.imports.bench.where import NOWHERE
from csdesk.domain.imports.columns.persons import persons_in
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.tables.questions import NEW, ONE, PEOPLE, SKIP, Choice, Question
from csdesk.domain.names import name_key, person_key, same_person


def namesake_of(record: Record, account: Account, bench: Bench) -> Contact | None:
    """Somebody of the account who may be the one of a row: of that name with another address, or of a shorter name.

    None where an id, the address or the whole name is known.
    """
    said = record.values.get
    name, email = said("contact.name"), said("contact.email")
    if not name or said("contact.id") or said("contact.external_id"):
        return None
    if bench.contact(account.id, name=name, email=email) is not None or len(persons_in(name)) > 1:
        return None
    people = bench.of(Contact, account.id)
    same = next((c for c in people if same_person(c.name, name)), None)
    return same or short_of(people, name, email)


def with_answer(answer: str, record: Record, person: Contact, sheet: str, bench: Bench) -> Record:
    """The row as it is laid: about the one who is there, about somebody else, or without its person."""
    if answer == ONE:
        name, email = record.values["contact.name"], record.values.get("contact.email")
        bench.one_person[person.account, email or name_key(name)] = person.id
        if account := bench.find(Account, person.account):
            both = (called_at(called, account) for called in (name, person.name))
            bench.ids.elsewhere |= dict.fromkeys(((sheet, called) for called in both), person.id)
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
    name, email = record.values["contact.name"], record.values.get("contact.email")
    sheet, row = bench.people_from.get(person.id, NOWHERE)
    told = "in the book" if not row else f"in row {row}" + (f" of “{sheet}”" if sheet != place.sheet else "")
    addresses = bool(email and person.email)
    one = f": {email} takes the place of {person.email}" if addresses else f", {_fuller(name, person.name)}"
    alike = f"{account} has a {person.name} with another address. One person, or two?"
    short = f"{account} has a {person.name}. Is {name} the same person?"
    said = f"Row {record.row} says {email}; {told} it is {person.email}."
    alone = f"Nobody else of {account} could be {name}; {person.name} stands {told}."
    return Question(
        key=f"person:{place.sheet}:{record.row}",
        sheet=place.sheet,
        rows=(record.row, *([row] if sheet == place.sheet else [])),
        seen=(_called(name, email), _called(person.name, person.email)),
        choices=(
            Choice(ONE, f"One person{one}"),
            Choice(NEW, "Two people of one name" if addresses else "Two people"),
            Choice(SKIP, "Leave this one out"),
        ),
        default=None if addresses else ONE,
        text=alike if addresses else short,
        evidence=said if addresses else alone,
        group="" if addresses else PEOPLE,
    )


def _called(name: str, email: str | None) -> str:
    return f"{name}, {email}" if email else name


def _fuller(one: str, other: str) -> str:
    return max(other, one, key=lambda name: len(person_key(name)))
