"""A new column may be an old one under another name: the fields that are missing from the file are proposed for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from rapidfuzz import fuzz

from csdesk.domain.custom import CustomField, CustomKind, CustomValue
from csdesk.domain.fields import Kind
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.custom import Custom
from csdesk.domain.imports.columns.content import fit, shown
from csdesk.domain.imports.columns.mapping import RENAMED, Column, SheetMapping
from csdesk.domain.imports.reading.customs import custom_column, custom_name, fits, read_custom
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import CUSTOM, SHEET_NOUNS, TARGETS, joined, joins
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.names import name_key
from csdesk.domain.values import dataclass

NO = "no"
_FITS = 0.8
"""Which share of a column's cells must read as what another column held, to be asked about as its new name."""
_ALIKE = 70
"""From which likeness of two names (per cent, rapidfuzz ratio) a field that is gone may be the new column."""
_VERY_ALIKE = 85
"""The same of a field that was not in the sheet when it last came."""
_SAME, _TWO = 0.5, 2
"""Which share of a column's values the book must know of a field, and how many, to speak for it."""
_MANY = 400
"""How many different values of a column are looked at."""
_OFFERED = 8
"""How many further fields of one's own are offered beside the likely ones."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that a new column may be: what answers say for it, under which name it was in the sheet."""

    sent: str
    header: str
    gone: bool
    own: CustomField | None = None


@dataclass(frozen=True, slots=True)
class _Likely:
    """A field with what speaks for it: names that are alike, values that the book knows of it."""

    field: _Field
    alike: int
    known: int
    kind: bool
    """Whether its values are of the same kind."""

    @property
    def strong(self) -> bool:
        """Whether more than the kind of its values speaks for it."""
        return bool(self.alike or self.known)

    @property
    def rank(self) -> tuple[int, int, int]:
        """How likely it is, the likelier the larger."""
        return (bool(self.alike) + bool(self.known), int(self.field.gone), self.alike)

    @property
    def good(self) -> bool:
        """Whether it is to be proposed."""
        return bool(self.alike and self.known) or (self.field.gone and self.strong)


class Renaming:
    """What new columns of a sheet may be. `before`: where its columns went when it last came."""

    def __init__(
        self,
        mapping: SheetMapping,
        table: Table,
        before: Mapping[str, str | None],
        known: Known,
        synonyms: Synonyms,
    ) -> None:
        self._mapping, self._table, self._known, self._synonyms = mapping, table, known, synonyms
        self._own = tuple(f for f in known.all(CustomField) if f.of_noun == mapping.noun)
        names = {name_key(f.name) for f in self._own}
        there = {name_key(c.field or custom_name(c.header)) for c in mapping.columns}
        self.columns = tuple(
            c
            for c in mapping.undecided
            if c.header not in before and name_key(custom_name(c.header)) not in names
        )
        self._fields = tuple(self._gone(before)) if self.columns else ()
        gone = {f.sent for f in self._fields}
        free = [f for f in self._own if name_key(f.name) not in there and joined(f.name) not in gone]
        self._fields += tuple(_Field(joined(f.name), f.name, False, f) for f in free)
        self._values: dict[str, set[str]] = {}
        self._seen: dict[int, Custom] = {}

    def _gone(self, before: Mapping[str, str | None]) -> Iterator[_Field]:
        """The fields that the sheet had when it last came, and that no column goes to now."""
        headers = {c.header for c in self._mapping.columns}
        own = {name_key(f.name): f for f in self._own}
        for header, target in before.items():
            if header in headers or target is None:
                continue
            bare, name = joins(target)
            if bare == f"{self._mapping.noun}.{CUSTOM}":
                if field := own.get(name_key(name or custom_name(header))):
                    yield _Field(joined(field.name), header, True, field)
            elif target in TARGETS and not target.endswith(f".{CUSTOM}") and not self._mapping.at(target):
                yield _Field(target, header, True)

    def likely(self, column: Column) -> list[_Likely]:
        """The fields that a column may be, the likeliest first."""
        found = [self._judged(column, f) for f in self._fields if self._fits(column, f)]
        only = [f for f in found if f.field.gone and f.kind and not f.strong and self._only(column, f.field)]
        strong = [f for f in found if f.strong]
        return sorted((*strong, *only), key=lambda f: f.rank, reverse=True)

    def others(self, likely: Sequence[_Likely]) -> list[CustomField]:
        """Further fields of one's own that no column goes to, by name."""
        told = {f.field.sent for f in likely}
        rest = [f.own for f in self._fields if f.own is not None and f.sent not in told]
        return sorted(rest, key=lambda f: (f.name.casefold(), f.id))[:_OFFERED]

    def _only(self, column: Column, field: _Field) -> bool:
        """Whether no other new column fits a field for which nothing but the kind of its values speaks."""
        return [c for c in self.columns if self._fits(c, field)] == [column]

    def _fits(self, column: Column, field: _Field) -> bool:
        if field.own is None:
            return fit(TARGETS[field.sent], self._table.column(column.index), None) >= _FITS
        return fits(self._custom(column).field, field.own)

    def _custom(self, column: Column) -> Custom:
        """What a column would be as a field of its own."""
        if column.index not in self._seen:
            self._seen[column.index] = custom_column(
                column, self._table, self._mapping.noun, (), self._synonyms
            )
        return self._seen[column.index]

    def _judged(self, column: Column, field: _Field) -> _Likely:
        names = {field.header, field.own.name} if field.own else {field.header}
        alike = max(_likeness(fold(column.header), fold(name)) for name in names)
        cells = set(self._said(column, field))
        both = len(cells & self._held(field)) if cells else 0
        enough = both >= _TWO and both >= _SAME * len(cells)
        least = _ALIKE if field.gone else _VERY_ALIKE
        kind = field.own is None or self._custom(column).field.kind is field.own.kind
        return _Likely(field, alike if alike >= least else 0, both if enough else 0, kind)

    def _said(self, column: Column, field: _Field) -> Iterator[str]:
        """The different values of a column, as the field would hold them."""
        cells = [c for c in islice(dict.fromkeys(self._table.column(column.index)), _MANY) if not blank(c)]
        if field.own is None:
            yield from (fold(shown(c)) for c in cells)
            return
        custom = replace(self._custom(column), field=field.own)
        yield from (fold(v) for c in cells if (v := read_custom(c, custom, self._synonyms)))

    def _held(self, field: _Field) -> set[str]:
        """The values that the book has of a field."""
        if field.own is not None:
            if field.own.kind is CustomKind.YES_NO:
                return set()
            if not self._values:
                self._values = {f.id: set() for f in self._own}
                for value in self._known.all(CustomValue):
                    if value.field in self._values:
                        self._values[value.field].add(fold(value.value))
            return self._values[field.own.id]
        return set(self._of_rows(*field.sent.split(".")))

    def _of_rows(self, word: str, key: str) -> Iterator[str]:
        noun = SHEET_NOUNS.get(word)
        field = next((f for f in noun.fields if f.key == key), None) if noun else None
        if noun is None or field is None or field.kind not in _TELLING:
            return
        rows: tuple[Any, ...] = self._known.all(noun.type)
        for row in rows:
            value = getattr(row, field.name)
            if value is not None:
                yield fold(shown(value))


_TELLING = frozenset({Kind.TEXT, Kind.CHOICE, Kind.DAY, Kind.WHOLE})
"""Kinds of fields whose values tell them from others."""


def _likeness(one: str, other: str) -> int:
    """How alike two names are, in per cent; one within the other is as good as the same."""
    return 100 if f" {other} " in f" {one} " or f" {one} " in f" {other} " else round(fuzz.ratio(one, other))


def with_renamed(
    mapping: SheetMapping,
    table: Table,
    before: Mapping[str, str | None],
    known: Known,
    synonyms: Synonyms,
    asking: Asking,
) -> SheetMapping:
    """The mapping with new columns joined to the fields that a person says they are; an open one waits."""
    if mapping.own or not (before or known.all(CustomField)):
        return mapping
    renaming = Renaming(mapping, table, before, known, synonyms)
    columns, taken = list(mapping.columns), set[str]()
    for column in renaming.columns:
        likely = [f for f in renaming.likely(column) if f.field.sent not in taken]
        if not likely:
            continue
        others = [f for f in renaming.others(likely) if joined(f.name) not in taken]
        answer = asking.said(_question(table.sheet, column, likely, others))
        at = columns.index(column)
        if answer is None:
            columns[at] = replace(column, because=RENAMED)
        elif answer != NO:
            taken.add(answer)
            was = next((f.field.header for f in likely if f.field.sent == answer), joins(answer)[1])
            columns[at] = _sent(column, answer, mapping.noun, f"was “{was}”")
    return replace(mapping, columns=tuple(columns))


def _sent(column: Column, answer: str, word: str, because: str) -> Column:
    target, name = joins(answer)
    if name:
        target = f"{word}.{CUSTOM}"
    return replace(column, target=target, field=name, confidence=1.0, because=because)


def _question(
    sheet: str, column: Column, likely: Sequence[_Likely], others: Iterable[CustomField]
) -> Question:
    best = likely[0]
    alone = len(likely) == 1 or likely[1].rank < best.rank
    first = f"Is “{column.header}” the column that was called “{best.field.header}”?"
    several = f"Is “{column.header}” one of your fields under another name?"
    return Question(
        key=f"renamed:{sheet}:{column.header}",
        sheet=sheet,
        rows=(),
        seen=column.samples,
        choices=(
            *(_choice(f) for f in likely),
            *(Choice(joined(f.name), f"It is your field “{f.name}”") for f in others),
            Choice(NO, "No, it is another column"),
        ),
        default=best.field.sent if best.good and alone else None,
        text=first if len(likely) == 1 and best.field.gone else several,
        evidence=" ".join(filter(None, _evidence(column, likely))),
    )


def _choice(likely: _Likely) -> Choice:
    field = likely.field
    if field.own is None:
        return Choice(field.sent, f"Yes: it goes to {field.sent}, as “{field.header}” did")
    was = f", as “{field.header}” was" if field.gone and field.header != field.own.name else ""
    return Choice(field.sent, f"Yes: it is your field “{field.own.name}”{was}")


def _evidence(column: Column, likely: Sequence[_Likely]) -> Iterator[str]:
    gone, seen = [f"“{f.field.header}”" for f in likely if f.field.gone], ", ".join(column.samples)
    if gone:
        yield f"When this sheet last came it had {', '.join(gone)}; now it has “{column.header}”: {seen}."
    else:
        yield f"“{column.header}”: {seen}."
    best = likely[0]
    if best.known:
        yield f"{counted(best.known, 'value', 'is')} in “{best.field.header}” already."
    if best.alike and not best.field.gone:
        yield f"Its name is like that of your field “{best.field.header}”."
