"""The sheets that go out: every noun as a table of words, with custom fields, what it hangs on, and what follows."""

from collections.abc import Iterable, Iterator
from datetime import date

from csdesk.domain.custom import CustomField, CustomKind
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.imports.tables.headers import COMPUTED
from csdesk.domain.imports.vocabulary.targets import CUSTOM_MARK
from csdesk.domain.money import digits
from csdesk.domain.nouns import NOUNS
from csdesk.domain.rounds.words import Holds, Plain, holds
from csdesk.exchange.tables_out import Column, Table
from csdesk.services.book.custom import custom_fields, custom_values
from csdesk.services.spreadsheets.columns_told import meaning_of, row_told, values_told
from csdesk.services.spreadsheets.computed_out import COMPUTED_OF
from csdesk.services.spreadsheets.rows_out import RowsOut
from csdesk.store.plain import PlainRow

Added = tuple[Column, list[str | None]]
_HOLDS = dict.fromkeys(CustomKind, Holds.TEXT) | {
    CustomKind.NUMBER: Holds.NUMBER,
    CustomKind.MONEY: Holds.NUMBER,
    CustomKind.DAY: Holds.DAY,
}


def table_of(noun: Noun, out: RowsOut, *, day: date) -> Table:
    """The sheet of a noun on a day: its fields, a person's own, and computed columns behind them."""
    rows = out.rows(noun)
    added = [*_customs(noun, out, rows), *_hanging(noun, out, rows), *_computed(noun, out, rows, day)]
    money = any(f.kind is Kind.MONEY for f in noun.fields)
    currencies = out.currencies(noun) if money else None
    places = max(map(digits, set(currencies or ["USD"])))
    telling, turned = out.telling(noun), _turned(rows, len(noun.fields))
    return Table(
        name=noun.sheet or noun.table,
        key=noun.table,
        columns=(*(_column(noun, f, places) for f in noun.fields), *(c for c, _ in added)),
        cells=[
            *(telling.column(f, cells, currencies) for f, cells in zip(noun.fields, turned, strict=True)),
            *(cells for _, cells in added),
        ],
        rows=len(rows),
        what=row_told(noun),
        title=next((at for at, f in enumerate(noun.fields) if f.key == noun.title), 1),
    )


def _turned(rows: list[PlainRow], width: int) -> Iterable[tuple[Plain, ...]]:
    """The rows, column by column."""
    return zip(*rows, strict=True) if rows else [() for _ in range(width)]


def _column(noun: Noun, field: Field, places: int) -> Column:
    choices = tuple(c.value for c in field.choices) if field.choices and field.kind is Kind.CHOICE else ()
    return Column(
        header=field.header,
        key=field.key,
        holds=holds(field),
        choices=("yes", "no") if field.kind is Kind.YES_NO else choices,
        among=field.refers if field.kind is Kind.REFERENCE else None,
        places=places if field.kind is Kind.MONEY else 0 if field.kind is Kind.WHOLE else None,
        meaning=meaning_of(noun, field),
        values=values_told(field),
        quiet=field.name == "id",
    )


def _customs(noun: Noun, out: RowsOut, rows: list[PlainRow]) -> Iterator[Added]:
    """The custom fields of a noun; their headers say that they are such."""
    values = custom_values(out.book, noun.word)
    for field in custom_fields(out.book, noun.word):
        said = values[field.name]
        yield _custom(field), [said.get(str(row[0])) for row in rows]


def _custom(field: CustomField) -> Column:
    kind = field.kind
    return Column(
        header=f"{field.name}{CUSTOM_MARK}",
        key=field.name,
        holds=_HOLDS[kind],
        choices=("yes", "no") if kind is CustomKind.YES_NO else (),
        meaning="A field of your own.",
        values=f"{kind.value}, {field.currency}" if field.currency else kind.value,
        custom=True,
    )


def _hanging(noun: Noun, out: RowsOut, rows: list[PlainRow]) -> Iterator[Added]:
    """Whose a row is, where it says so only by the id of another row: a step by that of its subscription."""
    own = {f.key for f in noun.fields}
    for at, field in enumerate(noun.fields):
        if field.kind is not Kind.REFERENCE or not field.required or not field.refers:
            continue
        above = _noun(field.refers)
        for key in ("account", "product"):
            place = next((n for n, f in enumerate(above.fields) if f.key == key and f.refers), None)
            if key in own or place is None or above.fields[place].refers == field.refers:
                continue
            own.add(key)
            names = out.names(str(above.fields[place].refers))
            ups = {str(r[0]): str(r[place]) for r in out.rows(above)}
            cells: list[str | None] = [
                names.get(uid := ups.get(str(row[at]), ""), uid) or None for row in rows
            ]
            header = above.fields[place].header
            yield _told(header, key, f"The {key} of the {above.word}."), cells


def _noun(table: str) -> Noun:
    return next(noun_of(n) for n in NOUNS if noun_of(n).table == table)


def _told(
    header: str, key: str, meaning: str, holds: Holds = Holds.TEXT, places: int | None = None
) -> Column:
    return Column(
        f"{header} {COMPUTED}", f"{key}_computed", holds, meaning=meaning, computed=True, places=places
    )


def _computed(noun: Noun, out: RowsOut, rows: list[PlainRow], day: date) -> Iterator[Added]:
    """What csdesk works out for a row on the day."""
    compute = COMPUTED_OF.get(noun.type)
    for computed in compute(out.book, day) if compute else ():
        column = _told(computed.header, computed.key, computed.meaning, computed.holds, computed.places)
        yield column, [computed.said.get(str(row[0])) for row in rows]
