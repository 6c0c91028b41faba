"""People stand in one cell as a person typed them: several of them, an address, a phone and a title beside the name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from csdesk.domain.contacts import Role
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.values import dataclass

if TYPE_CHECKING:
    from csdesk.domain.imports.columns.mapping import SheetMapping

ROLES: Mapping[str, Role] = {
    "contact.sponsor": Role.SPONSOR,
    "contact.champion": Role.CHAMPION,
    "contact.administrator": Role.ADMINISTRATOR,
    "contact.billing": Role.BILLING,
}
"""The columns of a list of customers that name people by what they are."""
NAMES = ("contact.name", *ROLES)
"""The columns of a list of customers that name people."""
_EMAIL = re.compile(
    r"<?(?:mailto:)?([^\s<>()\[\],;:/|\"']+@[^\s<>()\[\],;:/|\"']+\.[\w-]{2,})>?", re.IGNORECASE
)
_NUMBER = r"\d[\d ()/.-]{6,}\d"
_PHONE = re.compile(rf"(?:\b(?:tel|phone|mobile|mob|t|m|p)[.:]?\s*)?(\+?\(?{_NUMBER})", re.IGNORECASE)
_MORE = re.compile(rf"[@;|\n(&+/,]|{_NUMBER}|\s[-–—]\s|\s(?:and|und|y|et|e)\s")
"""A sign without which a cell holds no more than a name."""
_BETWEEN = re.compile(r"\s*[;|\n]\s*|\s+/\s+")
_JOINING = re.compile(r"\s+(?:&|\+|and|und|y|et|e)\s+|\s*/\s*")
_COMMA = re.compile(r"\s*,\s+")
_BESIDE = re.compile(r"^(.+?)\s*(?:\(([^()]+)\)|\s[-–—]\s(.+)|,\s+(.+))$", re.DOTALL)
_TITLE = re.compile(
    r"\b(?:c[a-z]{1,2}o|[se]?vp|md|it|hr|ops|head|heads|chief|director|manager|mgr|lead|leads|officer|founder|co-?founder|"
    r"president|owner|partner|admin|administrator|engineer|architect|analyst|buyer|procurement|purchasing|finance|"
    r"operations|marketing|sales|support|legal|accounts|accounting|billing|sponsor|champion|decision maker|user|"
    r"leiter|leiterin|leitung|gesch(?:ä|ae)ftsf(?:ü|ue)hrer|gesch(?:ä|ae)ftsf(?:ü|ue)hrerin|einkauf|vertrieb|buchhaltung|"
    r"director[ae]|gerente|jefe|jefa|compras|ventas|directeur|directrice|responsable|achats|diretora?|chefe)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset("de da do dos das del della di van von der den ter la le el al bin ben zu und".split())
_EDGES = " \t\n,;:-–—/|<>"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a cell names, with what stands beside the name."""

    name: str
    email: str | None = None
    phone: str | None = None
    title: str | None = None

    @property
    def beside(self) -> dict[str, str]:
        """What is known of them beside the name, by field."""
        known = {"email": self.email, "phone": self.phone, "title": self.title}
        return {key: said for key, said in known.items() if said}

    @property
    def told(self) -> str:
        """Them with all that is known of them, in words."""
        return ", ".join(filter(None, (self.name, self.title, self.email, self.phone)))


def persons_in(text: str) -> tuple[Person, ...]:
    """The people whom a cell names; a text that is not surely several is one person, called as it says."""
    if not _MORE.search(text):
        return (Person(text),)
    for split in (_BETWEEN, _JOINING, _COMMA):
        parts = split.split(text)
        if len(parts) > 1 and (found := _all_of(parts)):
            return found
    alone = _one(text)
    if not alone.beside:
        return (Person(text),)
    return (alone if alone.name else replace(alone, name=alone.email or text),)


def _all_of(parts: Sequence[str]) -> tuple[Person, ...]:
    """The people of all parts, where each is one, or what stands beside the one before it; else none."""
    found: list[Person] = []
    for part in filter(None, (p.strip() for p in parts)):
        person = _one(part)
        if found and not person.name and not (person.email and found[-1].email):
            found[-1] = _with(found[-1], person)
        elif found and _TITLE.search(person.name) and not person.email:
            found[-1] = _with(found[-1], Person("", phone=person.phone, title=person.name))
        elif _is_name(person.name) or (person.email and len(parts) > 1):
            found.append(person if person.name else replace(person, name=person.email or ""))
        else:
            return ()
    return tuple(found)


def _with(person: Person, more: Person) -> Person:
    return replace(person, **{k: v for k, v in more.beside.items() if k not in person.beside})


def _is_name(text: str) -> bool:
    """Whether a text is surely the name of one person: from two to five words that begin as names do."""
    words = text.split()
    named = [w for w in words if w.lower() not in _PARTICLES]
    begin = all(w[0].isalpha() and not w[0].islower() for w in named)
    return len(named) >= 2 and len(words) <= 5 and begin and not _TITLE.search(text)


_HONOUR = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|frau|herr|hr|fr|mme|sr|sra)\.?\s+)+", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:inc|llc|ltd|gmbh|ag|kg|sa|sl|corp|co|jr|sr|phd|mba|md)\b\.?$", re.IGNORECASE)


def turned(text: str, *, sure: bool = False) -> str | None:
    """A name that stands with its last part first, *Stone, Mia*, as it is spoken; None where it is no such name.

    Two names of two words each may be two people, unless it is `sure` that they are not.
    """
    last, comma, first = (part.strip() for part in text.partition(","))
    honour = _HONOUR.match(last)
    last = last[honour.end() :] if honour else last
    if not comma or not last or not first or any(c.isdigit() or c in "@(),;" for c in f"{last}{first}"):
        return None
    if _COMPANY.search(first) or _TITLE.search(first) or _TITLE.search(last):
        return None
    named = [[w for w in part.split() if w.lower() not in _PARTICLES] for part in (last, first)]
    if any(not words or len(words) > 2 for words in named) or any(
        not w[0].isalpha() or w[0].islower() for words in named for w in words
    ):
        return None
    alone = any(len(words) == 1 for words in named)
    return f"{honour[0] if honour else ''}{first} {last}" if sure or alone else None


def _one(text: str) -> Person:
    """One person, from one part of a cell: what is left of it is the name."""
    emails = _EMAIL.findall(text)
    rest = _EMAIL.sub(" ", text)
    phone = _PHONE.search(rest)
    rest = rest.replace(phone[0], " ") if phone else rest
    rest = " ".join(re.sub(r"\(\s*\)", " ", rest).split()).strip(_EDGES)
    title = None
    if (beside := _BESIDE.match(rest)) and _TITLE.search(said := next(filter(None, beside.groups()[1:]))):
        rest, title = beside[1].strip(_EDGES), said.strip(_EDGES)
    return Person(
        rest, emails[0].lower().strip(".") if emails else None, phone[1].strip() if phone else None, title
    )


def with_persons(table: Table, mapping: "SheetMapping") -> tuple[Table, tuple[str, ...]]:
    """The table of customers whose cells keep their lines apart, and what to tell of those that hold more than a name.

    Where as many addresses stand in a column beside it, each goes to its person.
    """
    columns = [c for c in mapping.columns if c.target in NAMES]
    if mapping.own or not columns or mapping.noun not in {"account", "subscription"}:
        return table, ()
    address = mapping.at("contact.email")
    notes: list[str] = []
    for column in columns:
        if not _MORE.search(table.texts(column.index)):
            continue
        beside = address.index if address and column.target == NAMES[0] else None
        rows = [_parted(row, column.index, beside) for row in table.rows]
        table = replace(table, rows=tuple(rows)) if rows != list(table.rows) else table
        notes += _told(column.header, table, column.index)
    return table, tuple(notes)


def _parted(row: Row, at: int, address: int | None) -> Row:
    cell = row.cell(at)
    if not isinstance(cell, str) or not _MORE.search(cell):
        return row
    cells: list[Value] = list(row.cells)
    beside = row.cell(address) if address is not None else None
    emails = _EMAIL.findall(beside) if isinstance(beside, str) else []
    people = persons_in(cell.strip()) if len(emails) > 1 or "\n" in cell else ()
    if len(people) > 1 or (people and people[0].beside):
        cells[at] = re.sub(r"\s*\n\s*", "; ", cell.strip())
    if address is not None and len(people) == len(emails) > 1:
        cells[at] = "; ".join(f"{p.told} <{email}>" for p, email in zip(people, emails, strict=True))
        cells[address] = None
    return replace(row, cells=tuple(cells))


def _told(header: str, table: Table, at: int) -> Iterator[str]:
    cells = table.numbered(at)
    texts = [(row, persons_in(cell)) for row, cell in cells if isinstance(cell, str) and _MORE.search(cell)]
    more = [(row, people) for row, people in texts if len(people) > 1 or people[0].beside]
    if more:
        row, people = max(more, key=lambda each: len(each[1]))
        held = "; ".join(p.told for p in people)
        yield f"“{header}”: {counted(len(more), 'cell', 'holds')} more than a name, such as row {row}: {held}."
