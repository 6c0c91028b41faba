"""What was answered for earlier files holds for the next one, also where a list has the day in its name."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.days import month_of
from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.domain.imports.tables.questions import COLUMN_KINDS, ERASING
from csdesk.domain.imports.vocabulary.words import fold

_Columns = Mapping[str, str | None]
_COPIED = frozenset({"copy", "kopie", "copia", "copie", "cópia"})
_OF_SHEETS = COLUMN_KINDS | {"missing"}
_FIRST_ROWS, _MOST = 60, 0.8
"""Among so many rows stands the header, and such a share of the columns of before is enough."""


def remembered(sources: tuple[Source, ...], known: Known) -> dict[str, str]:
    """What was answered before: about columns for any file, about everything else but what erases for the same file."""
    found = {k: v for k, v in known.answered.get("", {}).items() if k.split(":", 1)[0] in COLUMN_KINDS}
    for source in sources:
        found |= known.answered.get(source.sha256, {})
    return {key: choice for key, choice in found.items() if not key.startswith(f"{ERASING}:")}


def with_names_of_before(known: Known, sources: tuple[Source, ...]) -> Known:
    """What is known, with what it knows of *customers 1 Nov* for *customers 8 Nov*, too, if that has its columns."""
    names = {
        grid.name: name
        for source in sources
        for grid in source.grids
        if not _came(grid.name, known.mapped) and (name := _before(grid, known.mapped))
    }
    if not names:
        return known
    mapped, answers = dict(known.mapped), dict(known.answered.get("", {}))
    for now, before in names.items():
        mapped |= {now + at.removeprefix(before): columns for at, columns in _of(before, known.mapped)}
        answers |= dict(_answers(now, before, known.answered.get("", {})))
    return replace(known, mapped=mapped, answered={**known.answered, "": answers})


def _came(name: str, mapped: Mapping[str, _Columns]) -> bool:
    return any(_of(name, mapped))


def _of(name: str, mapped: Mapping[str, _Columns]) -> Iterator[tuple[str, _Columns]]:
    """The tables of a sheet."""
    return ((at, columns) for at, columns in mapped.items() if at == name or at.startswith(f"{name}: "))


def _before(grid: Grid, mapped: Mapping[str, _Columns]) -> str | None:
    """The last sheet that was called so but for a day, a number or *copy*, and of whose columns this one has most."""
    called = undated(grid.name)
    alike = [name for name in mapped if undated(name) == called]
    if not alike:
        return None
    there = {fold(c) for row in grid.rows[:_FIRST_ROWS] for c in row if isinstance(c, str)}
    return next((name for name in reversed(alike) if _has_most(there, mapped[name])), None)


def _has_most(there: Collection[str], headers: Collection[str]) -> bool:
    return bool(headers) and sum(fold(h) in there for h in headers) >= _MOST * len(headers)


def undated(name: str) -> tuple[str, ...]:
    """The words of a name without those that may be others next time."""
    words = re.split(r"[\W_]+", fold(name))
    return tuple(
        w for w in words if w and w not in _COPIED and not month_of(w) and not any(map(str.isdigit, w))
    )


def _answers(now: str, before: str, answered: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, choice in answered.items():
        kind, _, rest = key.partition(":")
        if kind in _OF_SHEETS and (rest == before or rest.startswith(f"{before}:")):
            yield f"{kind}:{now}{rest.removeprefix(before)}", choice
