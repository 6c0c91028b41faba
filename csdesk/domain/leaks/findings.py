"""A finding is a text in a file that its reader is not meant to see: what, where exactly, and why."""

import hashlib
from enum import StrEnum

from csdesk.domain.values import dataclass


class Leak(StrEnum):
    """What is leaking."""

    OTHER_CUSTOMER = "another customer"
    OTHER_PERSON = "another customer's person"
    NOTE = "an internal note"
    JUDGEMENT = "our judgement"
    COST = "our costs"
    PATH = "a path of this computer"
    AUTHOR = "a name of this computer"
    ADDRESS = "an address or number"


class Spot(StrEnum):
    """What kind of place a text stands in."""

    TEXT = "text"
    HEADER = "header"
    """A cell, or the name of a column, of a workbook: it may say what the whole column is."""
    PROPERTY = "property"
    """What a file says of who made it."""
    NAME = "name"
    """The name of the file, a sheet, a table or a part: words run together in it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One text of a file, with the place where a person finds it: `Accounts!B7`, `slide 3, notes`."""

    place: str
    text: str
    spot: Spot = Spot.TEXT


@dataclass(frozen=True, slots=True)
class Finding:
    """One text that is not meant for the reader. `whose` is the customer or the row that it belongs to."""

    leak: Leak
    found: str
    place: str
    text: str
    whose: str = ""

    @property
    def key(self) -> str:
        """What a person lets pass: the same words; of a customer or a person only in the same sentence."""
        named = self.leak in {Leak.OTHER_CUSTOMER, Leak.OTHER_PERSON}
        sentence = " ".join(self.text.split()).casefold() if named else ""
        said = "\n".join((self.leak, " ".join(self.found.split()).casefold(), sentence))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:8]

    @property
    def why(self) -> str:
        """Why it is not meant for the reader."""
        return f"{self.leak}: {self.whose}" if self.whose else str(self.leak)
