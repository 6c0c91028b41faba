"""An address says whose a row is that names no customer: that of a person, else its domain."""

import re

from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.bench import Bench

_ADDRESS = re.compile(r"[^\s<>,;:()]+@[^\s<>,;:()]+")


def account_of_address(text: str, bench: Bench) -> str | None:
    """The one account that has a person of these addresses, else the one of their domain."""
    said = set(_ADDRESS.findall(text.lower()))
    people: set[str] = {c.account for c in bench.all(Contact) if c.email and c.email.lower() in said}
    found = people or {uid for a in said for uid in bench.by_domain.get(a.rpartition("@")[2], ())}
    return found.pop() if len(found) == 1 else None
