"""An export is a table that another program wrote: told by its columns, and read as that program means it."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Several:
    """All rows that name a row count; those that name none, but what the row names itself, are inherited by it."""

    inherits: Mapping[str, str]
    """Its cell in one column is looked up in another of the other table."""
    told: str
    """The target that says which of them are inherited."""
    unless: tuple[str, ...]
    """Columns of the other table in which a cell says that the row is about something else."""


@dataclass(frozen=True, slots=True)
class Take:
    """What a table takes from another: its cell in `by` is looked up in the other's `on`."""

    table: str
    by: str
    on: str
    whole: bool = False
    """Whether rows that were taken are told by the taking row, and are no rows of their own."""
    several: Several | None = None
    """How more than one row of the other table count, where all do."""


@dataclass(frozen=True, slots=True)
class Export:
    """One table of another program. Headers are folded; without a noun the table is left out, and `why` says it."""

    key: str
    of: str
    what: str
    has: tuple[tuple[str, ...], ...]
    """Headers that tell it; of each group one is there."""
    lacks: frozenset[str] = frozenset()
    """Headers of a person's own sheet: where one of them is there, it is none."""
    noun: str | None = None
    why: str = ""
    whoever: bool = False
    """Whether it is left out though it names customers: what it tells is worked out from elsewhere."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Header → target; `omit` for one that only the other program needs."""
    minor: frozenset[str] = frozenset()
    """Columns whose amounts are in the smallest unit of their currency."""
    merged: tuple[str, ...] = ()
    """Columns with the ids of rows that were merged into this one."""
    leave: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Header → folded value → why such a row is left out."""
    says: Mapping[str, str] = field(default_factory=dict)
    """Target → what every row says there."""
    takes: tuple[Take, ...] = ()

    def tells(self, headers: frozenset[str]) -> bool:
        """Whether a table with these headers is this one; one that is left out names no customer."""
        unread = self.noun is None and not self.whoever
        if not headers.isdisjoint(self.lacks) or (unread and not headers.isdisjoint(_WHOM)):
            return False
        return all(any(h in headers for h in group) for group in self.has)


_WHOM = frozenset(
    {"customer", "customer name", "organization", "organisation", "company", "client", "account"}
)
"""Headers of a person's own sheet: other programs name customers by their ids in the tables that nobody needs."""


def exports_of(told: Iterable[Mapping[str, Any]]) -> tuple[Export, ...]:
    """The declared exports, in the order in which they are looked for."""
    return tuple(_export(t) for t in told)


def _export(told: Mapping[str, Any]) -> Export:
    return Export(
        key=told["key"],
        of=told["of"],
        what=told["what"],
        has=tuple(tuple(plain_header(h) for h in group.split("|")) for group in told["has"]),
        lacks=frozenset(map(plain_header, told.get("lacks", ()))),
        noun=told.get("noun"),
        why=told.get("why", ""),
        whoever=told.get("whoever", False),
        columns={plain_header(h): target for h, target in _columns(told)},
        minor=frozenset(plain_header(h) for h in told.get("minor", ())),
        merged=tuple(plain_header(h) for h in told.get("merged", "").split("|") if h),
        leave={
            plain_header(h): {fold(v): why for v, why in values.items()}
            for h, values in told.get("leave", {}).items()
        },
        says=told.get("says", {}),
        takes=tuple(map(_take, told.get("takes", ()))),
    )


def _take(told: Mapping[str, Any]) -> Take:
    return Take(
        told["table"],
        plain_header(told["by"]),
        plain_header(told["on"]),
        told.get("whole", False),
        _several(told["several"]) if "several" in told else None,
    )


def _several(told: Mapping[str, Any]) -> Several:
    return Several(
        {plain_header(by): plain_header(on) for by, on in told["inherits"].items()},
        told["told"],
        tuple(map(plain_header, told["unless"])),
    )


def _columns(told: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield from told.get("columns", {}).items()
    yield from ((header, "omit") for header in told.get("omit", ()))


def plain_header(text: str) -> str:
    """A header as exports are told by: folded, without the time zone that some of them name."""
    return fold(text).removesuffix(" utc")


def recognised(headers: Iterable[str], exports: Iterable[Export]) -> Export | None:
    """The export that a table with these headers is; None for a person's own sheet."""
    names = frozenset(map(plain_header, headers))
    return next((e for e in exports if e.tells(names)), None)


_LINK = frozenset({
    "type", "category", "engagement type", "index", "type id", "added at", "created at", "updated at", "timestamp",
    "is deleted", "fivetran deleted",
})  # fmt: skip


def is_written(headers: Iterable[str], exports: Iterable[Export], technical: frozenset[str]) -> bool:
    """Whether a row is the header of a table that another program wrote."""
    names = tuple(headers)
    return recognised(names, exports) is not None or is_link(names, technical)


def is_link(headers: Iterable[str], technical: frozenset[str]) -> bool:
    """Whether a table only joins the ids of others: two of them, and nothing else that says anything."""
    names = [n for h in headers if (n := plain_header(h)) not in technical and n not in _LINK]
    return len(names) >= 2 and all(n.endswith(" id") for n in names)
