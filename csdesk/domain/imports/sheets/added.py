"""Files that come to those of an import: what their sheets are called together, and which answers still hold."""

from collections.abc import Iterable, Mapping
from operator import itemgetter

from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.domain.imports.tables.questions import COLUMN_KINDS

_Place = tuple[str, str]
"""A file, and a sheet as it is called there."""


def name_among(grid: Grid, source: Source, sources: Iterable[Source]) -> str:
    """What a sheet is called among all sheets of the files: with its file, where another has its name."""
    twice = sum(1 for s in sources for g in s.grids if g.name == grid.name) > 1
    return f"{source.file} {grid.name}" if twice else grid.name


def grid_of(sources: Iterable[Source], file: str, sheet: str) -> Grid | None:
    """The grid that a sheet was, or on which its table stood; where two have one name, the file stands before it."""
    there = [(name, g) for s in sources if s.file == file for g in s.grids for name in _called(s, g)]
    whole = next((g for name, g in there if name == sheet), None)
    parts = [(len(name), g) for name, g in there if sheet.startswith((f"{name}: ", f"{name} ("))]
    return whole or max(parts, key=itemgetter(0), default=(0, None))[1]


def _called(source: Source, grid: Grid) -> tuple[str, str]:
    return grid.name, f"{source.file} {grid.name}"


def with_files(sources: tuple[Source, ...], more: tuple[Source, ...]) -> tuple[Source, ...]:
    """The files with others behind them; one of the same name takes the place of the former."""
    newest, there = {s.file: s for s in more}, {s.file for s in sources}
    return (*(newest.get(s.file, s) for s in sources), *(s for s in more if s.file not in there))


def answers_among(
    answers: Mapping[str, str], before: tuple[Source, ...], after: tuple[Source, ...]
) -> dict[str, str]:
    """What was answered about the files before, by what their sheets are called now.

    Of a file that has changed only what holds for any file with such a column.
    """
    was, now = _names(before), _names(after)
    newest = {s.file: s.sha256 for s in after}
    same = {s.file for s in before if newest.get(s.file) == s.sha256}
    found = {}
    for key, choice in answers.items():
        kind, _, rest = key.partition(":")
        place = _place_of(rest, was)
        if place is None:
            found[key] = choice
        elif place in now and (place[0] in same or kind in COLUMN_KINDS):
            found[f"{kind}:{now[place]}{rest[len(was[place]) :]}"] = choice
    return found


def sheets_among(
    named: Iterable[str], before: tuple[Source, ...], after: tuple[Source, ...]
) -> frozenset[str]:
    """The sheets that were named before, by what they are called now."""
    was, now = _names(before), _names(after)
    found = set()
    for name in named:
        place = _place_of(f"{name}:", was)
        if place is None:
            found.add(name)
        elif place in now:
            found.add(f"{now[place]}{name[len(was[place]) :]}")
    return frozenset(found)


def _names(sources: tuple[Source, ...]) -> dict[_Place, str]:
    return {(s.file, g.name): name_among(g, s, sources) for s in sources for g in s.grids}


def _place_of(rest: str, names: Mapping[_Place, str]) -> _Place | None:
    """Whose name a key begins with, also that of a further table of a sheet."""
    there = (p for p, name in names.items() if rest.startswith((f"{name}:", f"{name} (")))
    return max(there, key=lambda p: len(names[p]), default=None)
