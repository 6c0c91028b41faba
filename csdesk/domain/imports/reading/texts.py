"""A text of a cell is kept without what nobody sees; a name is no day, and an ID has all its digits."""

import re
from datetime import date

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.special import Unreadable
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.vocabulary.targets import TARGETS, Target
from csdesk.domain.imports.vocabulary.words import Synonyms

CUT_DOWN = "a spreadsheet program cut this id down"
"""Why an ID cannot be used whose last digits are lost."""
LONGEST_NAME = 300
"""How many signs a name has at most."""
_KEPT = "\n\t\u200c\u200d"
"""Beside printable signs: line ends, and the joiners of scripts and emoji."""


def read_text(cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms) -> str:
    """The text of a cell with single spaces. Raises: Unreadable."""
    if target.name == "account.account" and isinstance(cell, bool | date):
        raise Unreadable(*_EATEN, refuses=True)
    text = " ".join(shown(cell).split()) if not isinstance(cell, str) else _clean(cell)
    if target.name in _NAMES:
        text = _LINK.sub("", text)
    if target.name in _NAMES and len(text) > LONGEST_NAME:
        raise Unreadable(f"the name is longer than {LONGEST_NAME} characters", "shorten it", refuses=True)
    if target.name in _IDS:
        text = _WHOLE.sub("", text)
    if target.name in _IDS and _CUT.fullmatch(text):
        raise Unreadable(
            CUT_DOWN,
            "take it from where it comes from, as text, or empty the cell",
            refuses=True,
        )
    return text


_LINK = re.compile(r"\s\(https?://[^\s)]+\)$")
"""The page of a name, as a program of linked lists writes it behind it."""
_EATEN = ("a spreadsheet program took this name for another kind of value", "write the name as text")
_WHOLE = re.compile(r"(?<=\d\d)\.0$")
"""What a program of data writes behind a whole number: 1001.0."""
_NAMES = frozenset({"account.account", "contact.name"})
_IDS = frozenset(t.name for t in TARGETS.values() if t.field in {"external_id", "id"})
_CUT = re.compile(r"\d([.,]\d+)?E\+\d{2}", re.IGNORECASE)
"""A long number as a spreadsheet program shows it: its last digits are lost."""


def _clean(text: str) -> str:
    if text.isprintable():  # then there is no space but one
        spaced = "  " in text or text[:1] == " " or text[-1:] == " "
        return " ".join(text.split()) if spaced else text
    kept = "".join(c if c in _KEPT or c.isprintable() else " " * c.isspace() for c in text)
    lines = [" ".join(line.split()) for line in kept.splitlines()]
    return "\n".join(line for line in lines if line).strip()
