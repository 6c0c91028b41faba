"""The mapping between a noun's value and its row, once, for every noun."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache, partial
from itertools import repeat
from operator import add, attrgetter, itemgetter
from typing import Any

from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.values import dataclass, made_of

Plain = str | int | float | None
"""What stands in a cell of the book's file."""

COLUMN_TYPES = {
    Kind.WHOLE: "INTEGER",
    Kind.MONEY: "INTEGER",
    Kind.YES_NO: "INTEGER",
    Kind.REFERENCE: "INTEGER",
    Kind.NUMBER: "REAL",
}
"""Every other kind is TEXT."""


UNREADABLE = (ValueError, TypeError, ArithmeticError)
"""What a cell raises that does not hold what its field says: a flipped bit makes such cells."""


@lru_cache(maxsize=1 << 12)
def instant_text(moment: datetime) -> str:
    """A moment as it stands in the file: UTC, ISO, whole seconds."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


quoted: Callable[[str], str] = json.encoder.encode_basestring


def _list_text(values: tuple[str, ...]) -> str:
    return f"[{','.join([quoted(str(v)) for v in values])}]" if values else "[]"


def _word(field: Field, said: Any) -> str:
    """A word of a field's vocabulary. Raises: TypeError."""
    if type(said) is not field.choices:
        words = ", ".join(field.choices or ())
        raise TypeError(f"{field.header} cannot hold {said!r}: it is one of {words}")
    return str.__str__(said)


def _words(field: Field, said: tuple[Any, ...]) -> str:
    return _list_text(tuple([_word(field, one) for one in said]))


_TO: dict[Kind, Callable[[Any], Plain]] = {
    Kind.YES_NO: int,
    Kind.NUMBER: float,
    Kind.EXACT: lambda v: format(v, "f"),
    Kind.DAY: date.isoformat,
    Kind.INSTANT: instant_text,
    Kind.REFERENCES: _list_text,
}


def _to(field: Field) -> Callable[[Any], Plain] | None:
    """What makes a value of a field a plain cell; None where it is one already.

    A word that the vocabulary has not is never written: no row of its noun could be read any more.
    """
    if field.choices and field.kind in {Kind.CHOICE, Kind.CHOICES}:
        return partial(_word if field.kind is Kind.CHOICE else _words, field)
    return _TO.get(field.kind)


class _Read(dict[Any, Any]):
    """What cells say, by the cell: to ask a choice for its member takes five times as long."""

    def __init__(self, reader: Callable[[Any], Any] | None) -> None:
        super().__init__({None: None})
        self._reader = reader

    def __missing__(self, cell: Any) -> Any:
        said = self[cell] = cell if self._reader is None else self._reader(cell)
        return said


def _from(field: Field) -> Callable[[Any], Any] | None:
    choices = field.choices
    readers: dict[Kind, Callable[[Any], Any]] = {
        Kind.YES_NO: bool,
        Kind.EXACT: Decimal,
        Kind.DAY: date.fromisoformat,
        Kind.INSTANT: datetime.fromisoformat,
        Kind.REFERENCES: lambda v: tuple(json.loads(v)),
    }
    if field.kind is Kind.CHOICE and choices:
        return _Read(choices).__getitem__
    if field.kind is Kind.CHOICES and choices:
        members = _Read(choices)
        return lambda v: tuple(members[c] for c in json.loads(v))
    return readers.get(field.kind)


_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def cells_json(cells: Iterable[Any]) -> list[str]:
    """Each cell as JSON; most are texts and nothing, of which an encoder would make more work."""
    return [
        "null"
        if cell is None
        else quoted(cell)
        if type(cell) is str
        else repr(cell)
        if type(cell) is int
        else _as_json(cell)
        for cell in cells
    ]


@dataclass(frozen=True, slots=True)
class Mapper:
    """How one noun is written and read. Rows hold uids where the table holds integer references."""

    noun: type
    table: str
    upsert: str
    columns: tuple[str, ...]
    """What a row that is new is written into: its pk, its fields with references as pks, what is derived."""
    references: tuple[tuple[int, str], ...]
    """Where a field stands that refers to a row of a table."""
    select: str
    """All rows as uid and fields, without the derived columns; needs a WHERE or nothing after it."""
    _facts: Callable[[Any], tuple[Any, ...]]
    """All fields of a value at once."""
    _writers: tuple[tuple[int, Callable[[Any], Plain]], ...]
    """Where a field stands that is no plain cell yet, and what makes it one."""
    _keys: tuple[str, ...]
    """What stands before each cell in the journal's JSON."""
    _readers: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    _derived: tuple[tuple[Callable[[Any], str], int], ...]
    """What makes a derived column, and of which field."""

    def image(self, value: Any) -> tuple[Plain, ...]:
        """The value as plain cells, uid first: what the journal keeps."""
        cells = list(self._facts(value))
        for at, write in self._writers:
            if cells[at] is not None:
                cells[at] = write(cells[at])
        return tuple(cells)

    def facts(self, values: Iterable[Any]) -> list[Sequence[Any]]:
        """What many values say, field by field."""
        return list(zip(*map(self._facts, values), strict=True))

    def plain(self, facts: Sequence[Sequence[Any]]) -> list[Sequence[Plain]]:
        """The images of many values, field by field, from what they say."""
        columns = list(facts)
        for at, write in self._writers:
            columns[at] = [None if cell is None else write(cell) for cell in columns[at]]
        return columns

    def derived(self, columns: Sequence[Sequence[Any]]) -> list[list[str]]:
        """What is derived of many images, column by column."""
        return [[*map(derive, columns[at])] for derive, at in self._derived]

    def row(self, value: Any) -> tuple[Plain, ...]:
        """The parameters of `upsert`."""
        return self.row_of(self.image(value))

    def row_of(self, image: tuple[Plain, ...]) -> tuple[Plain, ...]:
        """The same, where the image is made already."""
        return (*image, *[derive(image[at]) for derive, at in self._derived]) if self._derived else image

    def value(self, cells: tuple[Any, ...]) -> Any:
        """The value of a row read by `select`."""
        facts = {
            name: cell if cell is None or read is None else read(cell)
            for (name, read), cell in zip(self._readers, cells, strict=True)
        }
        return self.noun(**facts)

    def values(self, rows: Sequence[tuple[Any, ...]]) -> list[Any]:
        """The values of rows read by `select`."""
        return self.values_of(zip(*rows, strict=True)) if rows else []

    def values_of(self, columns: Iterable[Sequence[Any]]) -> list[Any]:
        """The same of columns, made field by field."""
        read = [
            cells if reader is None else map(_Read(reader).__getitem__, cells)
            for (_, reader), cells in zip(self._readers, columns, strict=True)
        ]
        return made_of(self.noun, read)

    def some(self, names: Sequence[str]) -> str:
        """The select of these fields alone, of which none refers to another table."""
        columns = {f.name: f.key for f in noun_of(self.noun).fields} | {"id": "uid"}
        listed = ", ".join(f't."{columns[name]}"' for name in names)
        return f'SELECT {listed} FROM "{self.table}" t'

    def read(self, name: str, cells: Sequence[Any]) -> Sequence[Any]:
        """What the cells of a field say."""
        reader = dict(self._readers)[name]
        return cells if reader is None else [*map(_Read(reader).__getitem__, cells)]

    def reader(self, name: str) -> Mapping[Any, Any]:
        """What each cell of a field says, by the cell; the many that are alike are read once."""
        return _Read(dict(self._readers)[name])

    def image_texts(self, values: Sequence[Any | None]) -> list[str | None]:
        """The images of many values as the journal's JSON, by field key; None stays None."""
        there = [value for value in values if value is not None]
        made = iter(self.texts_of(self.plain(self.facts(there))) if there else ())
        return [None if value is None else next(made) for value in values]

    def text_of(self, image: tuple[Plain, ...]) -> str:
        """The same of one, where the image is made already."""
        return "".join(map(add, self._keys, cells_json(image))) + "}"

    def texts_of(self, columns: Sequence[Sequence[Plain]]) -> list[str]:
        """The same for many images; what all of them say is written once."""
        parts: list[Iterable[str]] = []
        alike = ""
        for key, column in zip(self._keys, columns, strict=True):
            alike += key
            if parts and _same_in_all(column):
                alike += cells_json(column[:1])[0]
            else:
                parts += [repeat(alike), _column_json(column)]
                alike = ""
        return [*map("".join, zip(*parts, repeat(alike + "}"), strict=False))]

    def from_text(self, text: str) -> Any:
        """The value of an image; fields that came later take their defaults."""
        return self._from_cells(json.loads(text))

    def from_texts(self, texts: Sequence[str | None]) -> list[Any]:
        """The values of many images; None stays None."""
        known = json.loads(f"[{','.join(filter(None, texts))}]")
        whole = itemgetter(*[f.key for f in noun_of(self.noun).fields])
        try:
            made = iter(self.values([*map(whole, known)]))
        except KeyError:  # one is older than a field
            made = map(self._from_cells, known)
        return [next(made) if text else None for text in texts]

    def _from_cells(self, known: Mapping[str, Any]) -> Any:
        facts = {}
        for field, (name, read) in zip(noun_of(self.noun).fields, self._readers, strict=True):
            if field.key in known:
                cell = known[field.key]
                facts[name] = cell if cell is None or read is None else read(cell)
        return self.noun(**facts)


def _column_json(cells: Sequence[Plain]) -> list[str]:
    """Each cell of a column as JSON; most have cells of one kind."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return [*map(quoted, cells)]  # type: ignore[arg-type]
    return [*map(repr, cells)] if kinds == {int} else cells_json(cells)


def _same_in_all(cells: Sequence[Plain]) -> bool:
    return type(cells[0]) is not float and cells.count(cells[0]) == len(cells)


_MAPPERS: dict[type, Mapper] = {}


def mapper(noun: type) -> Mapper:
    """The mapper of a noun, built once from its declaration."""
    if noun not in _MAPPERS:
        _MAPPERS[noun] = _mapper(noun)
    return _MAPPERS[noun]


def _mapper(noun: type) -> Mapper:
    spec = noun_of(noun)
    fields, derived = spec.fields, tuple(name for name, *_ in spec.derived)
    return Mapper(
        noun=noun,
        table=spec.table,
        upsert=_upsert(spec.table, fields, derived),
        columns=("pk", "uid", *(f.key for f in fields[1:]), *derived),
        references=tuple(
            (at, f.refers) for at, f in enumerate(fields) if f.kind is Kind.REFERENCE and f.refers
        ),
        select=_select(spec.table, fields),
        _facts=attrgetter(*[f.name for f in fields]),
        _writers=tuple((at, write) for at, f in enumerate(fields) if (write := _to(f))),
        _keys=tuple(f"{',' if at else '{'}{quoted(f.key)}:" for at, f in enumerate(fields)),
        _readers=tuple((f.name, _from(f)) for f in fields),
        _derived=tuple((derive, [f.name for f in fields].index(name)) for _, derive, name in spec.derived),
    )


def _upsert(table: str, fields: tuple[Field, ...], derived: tuple[str, ...]) -> str:
    places = [*map(_place, fields), *("?" for _ in derived)]
    names = [f.key for f in fields[1:]] + list(derived)
    listed = ", ".join(f'"{n}"' for n in ["uid", *names])
    updates = ", ".join(f'"{n}" = excluded."{n}"' for n in names)
    into = f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join(places)})'
    return f"{into} ON CONFLICT (uid) DO UPDATE SET {updates}"


def _place(field: Field) -> str:
    """Where a field's one parameter stands; a reference to a row that is not there breaks the constraint."""
    if field.kind is not Kind.REFERENCE:
        return "?"
    if field.required:
        return f'(SELECT pk FROM "{field.refers}" WHERE uid = ?)'
    told = f'(SELECT ? AS uid) told LEFT JOIN "{field.refers}" r ON r.uid = told.uid'
    return f"(SELECT coalesce(r.pk, -1) FROM {told} WHERE told.uid IS NOT NULL)"


def _select(table: str, fields: tuple[Field, ...]) -> str:
    shown, joins = ["t.uid"], []
    for i, field in enumerate(fields[1:]):
        if field.kind is Kind.REFERENCE:
            joins.append(f'LEFT JOIN "{field.refers}" r{i} ON r{i}.pk = t."{field.key}"')
            shown.append(f"r{i}.uid")
        else:
            shown.append(f't."{field.key}"')
    return " ".join([f'SELECT {", ".join(shown)} FROM "{table}" t', *joins])


def condition(noun: type, filters: Mapping[str, object]) -> tuple[str, list[object]]:
    """A WHERE clause for equality filters by field key, and its parameters; references are given as uids."""
    clauses, values = [], []
    for key, wanted in filters.items():
        field = noun_of(noun).field(key)
        column = "uid" if field.name == "id" else field.key
        if wanted is None:
            clauses.append(f't."{column}" IS NULL')
            continue
        one = field.kind is Kind.REFERENCE
        place = f'(SELECT pk FROM "{field.refers}" WHERE uid = ?)' if one else "?"
        clauses.append(f't."{column}" = {place}')
        write = _to(field)
        values.append(write(wanted) if write and not isinstance(wanted, str) else wanted)
    return (" WHERE " + " AND ".join(clauses) if clauses else ""), values
