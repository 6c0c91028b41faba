"""What the book knows when a file arrives: its rows as one value, and what was changed by hand since."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Any

from csdesk.domain.imports.bench.former import Former
from csdesk.domain.imports.bench.former_people import FormerPerson
from csdesk.domain.names import name_key
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class BroughtSteps:
    """The open tasks that one import brought, and its sheets with a column of next steps or tasks."""

    sheets: frozenset[str]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The book's rows by noun, in order of entry.

    `edited` holds (table, id, field key) of fields that a person typed or changed after an import last
    brought them; `arrived` the sha256 of files that came before, with the day they came.
    """

    rows: Mapping[type, tuple[Any, ...]] = field(default_factory=dict)
    currency: str = "USD"
    edited: frozenset[tuple[str, str, str]] = frozenset()
    arrived: Mapping[str, date] = field(default_factory=dict)
    answered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What was answered for earlier files: by sha256, and under "" for any file, question key → choice."""

    mapped: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    """Where the columns of a sheet went the last time, by the sheet's name: header → target."""

    merged: tuple[Former, ...] = ()
    """The accounts that a person merged into others, oldest first."""

    merged_people: tuple[FormerPerson, ...] = ()
    """The people that a person merged into others, oldest first."""

    worded: Mapping[str, str] = field(default_factory=dict)
    """Facts to which a person gave other words after an import brought theirs, with the words that came, by id."""

    brought: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The ids of the rows that imports brought, by table."""

    steps: tuple[BroughtSteps, ...] = ()
    """The imports that brought tasks which are open, oldest first."""

    operation: int | None = None
    """The number of the book's last operation; None where nobody keeps count."""

    def all(self, noun: type) -> tuple[Any, ...]:
        """All rows of a noun."""
        return self.rows.get(noun, ())

    def told_products(self) -> frozenset[tuple[str, str]]:
        """Name keys of products with the contracts of which somebody once said that lists call them so."""
        told = ((key, uid) for key, uid in self.answered.get("", {}).items() if key.startswith("called:"))
        return frozenset((name_key(key.partition(f":{uid}:")[2]), uid) for key, uid in told)

    def told_names(self) -> Iterator[tuple[str, str]]:
        """Name keys with the accounts, and people, that somebody once said they are."""
        for key, uid in self.answered.get("", {}).items():
            if key.startswith("name:"):
                yield name_key(key.split(":", 2)[2]), uid
