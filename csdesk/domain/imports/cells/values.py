"""A value as people type it: amounts, shares, yes and no, choices, addresses."""

import re
import unicodedata
from collections.abc import Container, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from csdesk.domain.accounts import Stage, Status
from csdesk.domain.imports.cells.amounts import (
    Amount,
    Mark,
    MarkEvidence,
    as_written,
    mark_evidence,
    read_amount,
    read_count,
    undecided,
)
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

__all__ = [
    "Amount", "Mark", "MarkEvidence", "as_written", "mark_evidence", "read_amount", "read_choice", "read_count",
    "read_domain", "read_email", "read_judgement", "read_status", "read_yes_no", "same", "site_of_page", "undecided",
]  # fmt: skip


def read_yes_no(value: Value, synonyms: Synonyms) -> bool | None:
    """Yes or no in the person's words; None where the cell says neither."""
    if isinstance(value, bool):
        return value
    text = str(value) if isinstance(value, str | int) else ""
    if text.rstrip().endswith("?") or synonyms.value("not_known", text) == "not known" != fold(text):
        return None if fold(text) not in synonyms.values["no"] else False
    for word in (fold(text), fold(text.split(" ")[0] if text else ""), fold(text.rpartition(":")[2])):
        if word and word in synonyms.values["yes"]:
            return True
        if word and word in synonyms.values["no"]:
            return False
    return None


def read_judgement(value: Value, synonyms: Synonyms) -> int | None:
    """A judgement from 1 to 5: a number, a coloured dot, or a word."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 1 <= value <= 5 else None
    if not isinstance(value, str):
        return None
    text = fold(value)
    known = synonyms.values["judgement"]
    if _GRADE.fullmatch(value.strip()) or (text not in known and _is_unsure(text, known)):
        return None
    for word in (text, *text.split()[:1], *text.split()[-1:], text[:1]):
        if word in known and (len(word) > 1 or word == text or not word.isascii()):
            return int(known[word])
    match = re.fullmatch(r"([1-5])( of 5| 5)?", text)
    return int(match.group(1)) if match else None


_DENIES = frozenset("not no nicht kein keine non nao sin pas".split())
_GRADE = re.compile(r"[A-Fa-f]\s*[-+–]")
"""A grade of a school."""


def _is_unsure(text: str, known: Mapping[str, str]) -> bool:
    """Whether a text says two judgements, or denies one."""
    words = text.split()
    said = {known[w] for w in words if w in known and len(w) > 1}
    said |= {known[c] for c in text if not c.isascii() and c in known}
    said |= {w for w in words[:1] if said and re.fullmatch("[1-5]", w) and "of" not in words}
    return len(said) > 1 or bool(words and words[0] in _DENIES)


def read_choice(value: Value, choices: type[StrEnum], synonyms: Synonyms, vocabulary: str) -> StrEnum | None:
    """The value of a vocabulary that a word means; None where it is unknown."""
    text = str(value).strip() if isinstance(value, str | int) else ""
    by_word = {fold(c.value): c for c in choices}
    found = by_word.get(fold(text))
    if found is None and (meant := synonyms.value(vocabulary, text)):
        found = next((c for c in choices if c.value == meant), None)
    bare = text if found or text.isascii() else _without_signs(text)
    return found if bare == text else read_choice(bare, choices, synonyms, vocabulary)


def _without_signs(text: str) -> str:
    """A word without the signs drawn beside it: *🚀 Live* is *Live*; a sign alone stays."""
    words = "".join(c for c in text if unicodedata.category(c) not in {"So", "Mn", "Cf"}).strip()
    return words or text


def read_status(value: Value, synonyms: Synonyms) -> Status | None:
    """What a word says of being a customer: by its own vocabulary, else as a stage before or after the sale."""
    found = read_choice(value, Status, synonyms, "status")
    if found is not None or (isinstance(value, str) and fold(value) in _OF_EITHER):
        return Status(found) if found else None
    stage = read_choice(value, Stage, synonyms, "stage")
    if stage is None:
        return None
    return Status.PROSPECT if stage in {Stage.AWARENESS, Stage.ACQUISITION} else Status.CUSTOMER


_OF_EITHER = frozenset({"new"})
"""Words for a stage of customers that people also say of deals."""


def unless_same(text: str, cell: Value) -> str:
    """A text made of a cell's; where it is the cell's own, that one: a large sheet is in memory once."""
    return cell if isinstance(cell, str) and cell == text else text


def same(old: Any, new: Any) -> bool:
    """Whether two values say the same."""
    if isinstance(old, str) and isinstance(new, str):
        return " ".join(old.split()) == " ".join(new.split())
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, int | float | Decimal) and isinstance(new, int | float | Decimal):
        return Decimal(str(old)) == Decimal(str(new))
    return bool(old == new)


def read_email(value: Value) -> str | None:
    """An e-mail address in lower case; None where it is none."""
    if isinstance(value, str) and _PLAIN_EMAIL.fullmatch(value):
        return value
    text = str(value).strip().lower() if isinstance(value, str) else ""
    words = (
        word.removeprefix("mailto:").strip("'\"().") for word in _BESIDE_EMAIL.split(text) if "@" in word
    )
    found = next((word for word in words if _EMAIL.fullmatch(word)), None)
    return unless_same(found, value) if found else None


def read_domain(value: Value) -> str | None:
    """The domain of a web address: no scheme, no www, no path, lower case; None where it is none."""
    if isinstance(value, str) and _PLAIN_DOMAIN.fullmatch(value) and not value.startswith("www."):
        return value
    text = str(value).strip().lower() if isinstance(value, str) else ""
    text = _SCHEME.sub("", text).split("@")[-1]
    text = _PAST_DOMAIN.split(text, maxsplit=1)[0].removeprefix("www.").strip(".")
    return unless_same(text, value) if _DOMAIN.fullmatch(text) else None


def site_of_page(value: Value, sites: Container[str]) -> str | None:
    """The site of many, where an address is a page on it: `linkedin.com/company/halden`; the site itself is none."""
    if "/" not in str(value):
        return None
    text = _SCHEME.sub("", str(value).strip().lower())
    host, _, path = text.partition("/")
    bare = ".".join(host.split(".")[-2:])
    return bare if path and bare in sites else None


def several_in(cell: Value) -> bool:
    """Whether a cell holds more than one e-mail address, or web address: only the first is read."""
    parts = _APART.split(cell) if isinstance(cell, str) else ()
    return len(parts) > 1 and sum(1 for part in parts if read_email(part) or read_domain(part)) > 1


def may_hold_several(text: str) -> bool:
    """Whether any cell of a column could, by all its texts in one: nothing is parted where no sign parts it."""
    return len(text.split(None, 1)) > 1 or any(sign in text for sign in ",;|/")


_APART = re.compile(r"[\s,;|/]+(?!/)|(?<!:)/(?!/)")


_PLAIN_DOMAIN = re.compile(r"(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}")
_PLAIN_EMAIL = re.compile(r"[a-z0-9_]+(?:[.+-][a-z0-9_]+)*@(?:[a-z0-9-]+\.)+[a-z0-9-]+")
"""What most are written like, and is no other when it is read."""
_BESIDE_EMAIL = re.compile(r"[\s<>,;/|]+")
_EMAIL = re.compile(r"[^@]+@(?:[^@.]+\.)+[^@.]+")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://")
_PAST_DOMAIN = re.compile(r"[/?#:,;\s]")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)")
"""n.a., v1.2 and 1.234,56 are none."""
