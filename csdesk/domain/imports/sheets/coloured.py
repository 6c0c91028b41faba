"""A colour may be all that a cell says: an empty *Health* filled in red is red; that of a name is asked about."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from csdesk.domain.imports.cells.grid import Shown, Value
from csdesk.domain.imports.columns.content import fit, shown
from csdesk.domain.imports.columns.mapping import DECIDED, SheetMapping
from csdesk.domain.imports.sheets.joins import Draft, filled, with_columns
from csdesk.domain.imports.tables.headers import blank, header_word
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import CHURN_RISK, TARGETS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.phrases import first_of
from csdesk.domain.values import dataclass

HEALTH, OMIT = "health", "omit"
_NAME, _JUDGED = "account.account", "account.judgement"
_SAYS = (_JUDGED, "account.status", CHURN_RISK)
"""Whose empty cells say by a colour how things stand; of several the first."""
_HUES = ("red", "amber", "green")
_FEWEST = 3
"""From so many coloured names on it is asked what the colours are."""
_MANY = 5
"""From so many on, and half of the rows, red beside another of them is surely how things stand."""
_TURNS = 6
"""From so many rows on two colours that take turns are bands, and no chance."""
_READS, _SAME = 0.5, 0.8

Hues = Mapping[int, str]
"""The hue of cells of one column, by the number of their row."""


@dataclass(frozen=True, slots=True)
class _Coloured:
    """A column of which cells are coloured: those, and its texts."""

    header: str
    index: int
    target: str | None
    hues: Hues
    texts: tuple[str, ...]


def with_colours(
    draft: Draft, draw: Callable[[Table], SheetMapping], asking: Asking, synonyms: Synonyms
) -> Draft:
    """The table with words for colours that alone say something, and what is to be told of them.

    `draw` maps a table. A text stands over its colour; a table in bands, and one colour for all, say nothing.
    """
    table = draft.table
    pieces = _pieces(table) if table.colours.cells else {}
    mapping = draw(table) if pieces else None
    if mapping is None or mapping.own:
        return draft
    columns = [*_columns(table, mapping, pieces, synonyms)]
    name = next((c for c in columns if c.target == _NAME), None)
    told = [c for c in columns if _may_tell(c, name, table, synonyms)]
    if mapping.noun not in {"account", "subscription"}:
        return _noted(draft, told)
    said = mapping.at(_JUDGED)
    judged = next((c for target in _SAYS for c in told if c.target == target), None)
    if judged and said and said.samples and said.index != judged.index:
        judged = None
    draft = _noted(draft, [c for c in told if c.target in _SAYS and c is not judged])
    for column in (c for c in told if c.target not in _SAYS or c is judged):
        draft = _filled(draft, column, brings=column is judged and not column.texts)
    if judged is None and name and not (said and said.samples) and not _has(mapping, CHURN_RISK):
        draft = _asked(draft, name, asking, synonyms)
    return draft


def _has(mapping: SheetMapping, target: str) -> bool:
    column = mapping.at(target)
    return column is not None and bool(column.samples)


def _pieces(table: Table) -> dict[int, list[Shown]]:
    """The coloured cells of the rows of a table, by column."""
    first, last = (table.rows[end].number for end in (0, -1)) if table.rows else (0, 0)
    found: dict[int, list[Shown]] = {}
    for piece in table.colours.cells:
        if piece[0] < last and piece[2] >= first - 1:
            found.setdefault(piece[1], []).append(piece)
    return found


def _columns(
    table: Table, mapping: SheetMapping, pieces: Mapping[int, list[Shown]], synonyms: Synonyms
) -> Iterator[_Coloured]:
    """The columns whose colours may say something: those of the names and the health, and those that are empty."""
    rows = {row.number for row in table.rows}
    for column in mapping.columns:
        known = synonyms.columns.get(header_word(column.header))
        target = known if known in _SAYS else column.target
        if column.because == DECIDED and column.target not in {*_SAYS, _NAME}:
            target = None  # a person sent it there for what it holds
        if column.index not in pieces:
            continue
        told = [shown(c) for c in table.cells(column.index) if not blank(c)] if target == _JUDGED else []
        if target not in {_JUDGED, _NAME} and not all(map(blank, table.cells(column.index))):
            continue
        hues = {
            number: hue
            for top, _, bottom, hue in pieces[column.index]
            for number in range(top + 1, bottom + 2)
            if number in rows
        }
        if hues:
            yield _Coloured(column.header, column.index, target, hues, tuple(told))


def _may_tell(column: _Coloured, name: _Coloured | None, table: Table, synonyms: Synonyms) -> bool:
    """Whether the empty cells of a column say something by their colours.

    One that is called *Health* may have the colours of its whole row; one of one's own has its own, two at least.
    """
    if column.target == _NAME or not _may_hold_words(column.target):
        return False
    empty = {row.number for row in table.rows if blank(row.cell(column.index))}
    hues = {number: hue for number, hue in column.hues.items() if number in empty}
    of_row = name is not None and _are_alike(hues, name.hues)
    if not hues or (of_row and _in_bands(hues, table)):
        return False
    if column.texts:
        reads = sum(synonyms.value("judgement", text) is not None for text in column.texts)
        return column.target == _JUDGED and reads >= _READS * len(column.texts)
    several = len({*hues.values()}) > 1
    return several or not of_row if column.target in _SAYS else several and not of_row


def _may_hold_words(target: str | None) -> bool:
    """Whether words in a column that is called as a field are surely none of that: a red *Price* is no price."""
    return target is None or target in _SAYS or fit(TARGETS[target], _HUES, None) == 0


def _are_alike(one: Hues, other: Hues) -> bool:
    return sum(other.get(number) == hue for number, hue in one.items()) >= _SAME * len(one)


def _in_bands(hues: Hues, table: Table) -> bool:
    """Whether two colours take turns from row to row."""
    turns = [hues.get(row.number) for row in table.rows]
    return len(turns) >= _TURNS and len({*turns}) == 2 and all(a != b for a, b in pairwise(turns))


def _filled(draft: Draft, column: _Coloured, *, brings: bool) -> Draft:
    """The draft with the words of colours in the empty cells of a column."""
    table, at = draft.table, column.index
    words = {n: hue for n, cell in table.numbered(at) if blank(cell) and (hue := column.hues.get(n))}
    table = filled(table, at, [words.get(row.number) for row in table.rows])
    cells, whose = counted(len(words), "empty cell", "is"), "its" if len(words) == 1 else "their"
    note = f"“{column.header}”: {cells} read by {whose} colour: {_counts([*words.values()])}."
    brought = {**(draft.brought or {}), column.header: _JUDGED} if brings else draft.brought
    return replace(draft, table=replace(table, notes=(*table.notes, note)), brought=brought)


def _counts(hues: list[str]) -> str:
    found = Counter(hues)
    return ", ".join(f"{found[hue]:,} {hue}" for hue in _HUES if found[hue])


def _noted(draft: Draft, columns: list[_Coloured]) -> Draft:
    """The draft with a word of columns whose colours have no place."""
    if not columns:
        return draft
    note = f"{', '.join(f'“{c.header}”' for c in columns)}: the colours of empty cells are not read."
    return replace(draft, table=replace(draft.table, notes=(*draft.table.notes, note)))


def _asked(draft: Draft, name: _Coloured, asking: Asking, synonyms: Synonyms) -> Draft:
    """The draft with a column of what the colours of names say, where a person says that they say something."""
    table = draft.table
    if (
        len(name.hues) < _FEWEST
        or len({*name.hues.values()}) < 2
        or _in_bands(name.hues, table)
        or any(_says_the_same(table, header.index, name.hues) for header in table.headers)
    ):
        return draft
    if asking.ask(_question(table, name, synonyms)) != HEALTH:
        return draft
    header = f"{name.header} (colour)"
    cells: list[Value] = [name.hues.get(row.number) for row in table.rows]
    wider = with_columns(table, {header: cells})
    return replace(draft, table=wider, brought={**(draft.brought or {}), header: _JUDGED})


def _says_the_same(table: Table, at: int, hues: Hues) -> bool:
    """Whether each colour stands for one word of a column, and each of these words has one: then nothing is lost."""
    pairs = {(shown(cell), hue) for n, cell in table.numbered(at) if (hue := hues.get(n)) and not blank(cell)}
    told = sum(not blank(cell) for n, cell in table.numbered(at) if n in hues)
    sides = [len({pair[side] for pair in pairs}) for side in (0, 1)]
    return told == len(hues) and sides == [len(pairs)] * 2


def _question(table: Table, name: _Coloured, synonyms: Synonyms) -> Question:
    hues = list(name.hues.values())
    many = len(hues) >= _MANY and 2 * len(hues) >= len(table.rows) and "red" in hues
    health = _means_health(table, synonyms) if table.colours.legend else many
    return Question(
        key=f"colours:{table.sheet}:{name.header}",
        sheet=table.sheet,
        rows=tuple(name.hues),
        seen=tuple(_seen(table, name)),
        choices=(
            Choice(HEALTH, "Their health: red, amber and green are what you think of them"),
            Choice(OMIT, "Something else: leave the colours out"),
        ),
        default=HEALTH if health else OMIT,
        text=f"{counted(len(hues), 'name', 'is')} coloured in “{name.header}”. Is that their health?",
        evidence=_evidence(table, hues),
    )


def _seen(table: Table, name: _Coloured) -> Iterator[str]:
    """A name for each colour."""
    for hue in _HUES:
        found = (shown(cell) for n, cell in table.numbered(name.index) if name.hues.get(n) == hue)
        yield from (f"{cell}: {hue}" for cell in [next(found, "")] if cell)


def _evidence(table: Table, hues: list[str]) -> str:
    of_all = f"{_counts(hues)}, of {counted(len(table.rows), 'row')}."
    if not table.colours.legend:
        return of_all
    told = [f"{hue} is “{word}”" for hue, word in table.colours.legend]
    return f"{of_all} The sheet says: {first_of(told, len(told))}."


def _means_health(table: Table, synonyms: Synonyms) -> bool:
    """Whether what the sheet says of each colour is a word for how things stand."""
    return all(synonyms.value("judgement", word) is not None for _, word in table.colours.legend)
