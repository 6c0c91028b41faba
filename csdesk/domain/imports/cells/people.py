"""The people that one cell of a fact names: by name, by address, or by both."""

import re

from csdesk.domain.imports.cells.values import read_email

_AND = re.compile(r",|\n| and ")
_APART = re.compile(r";|\n")


def people_in(said: str) -> list[str]:
    """The people that a cell lists; what semicolons part is parted by nothing else: *Stone, Mia; Fine, Ola*."""
    parts = (_APART if ";" in said else _AND).split(said)
    return [name for part in parts if (name := part.strip())]


def name_and_address(said: str) -> tuple[str, str | None]:
    """The name and the address of a person: *Mia Stone <mia@alpha.example>*; an address alone is the name too."""
    address = read_email(said) if "@" in said else None
    if address is None:
        return said, None
    name = said.partition("<")[0].strip(" \"'")
    return (name if name and "@" not in name else address), address
