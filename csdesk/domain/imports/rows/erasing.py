"""An empty cell erases what the book has where a person said so; all others are noted, and leave it alone."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomValue, custom_text
from csdesk.domain.fields import Field, noun_of
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench, Laid
from csdesk.domain.imports.bench.blanks import Blank
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.values import dataclass

T = TypeVar("T")
_KEYS = frozenset({"id", "external_id", "domain"})
"""By these the next file finds a row again: they are never emptied."""
CUSTOM_KEY = "custom "
"""What stands before the ID of a field of a person's own, in the key of a blank."""
_ALONG = {"judgement": ("judged_on", "judgement_reason")}
"""What says no more without the field that is emptied."""


@dataclass(frozen=True, slots=True)
class Erasable:
    """A field that may be empty, and the column that fills it."""

    field: Field
    target: str
    header: str


def erasable(
    noun: type, place: Place, bench: Bench, *, only: Collection[str] | None = None, but: Collection[str] = ()
) -> tuple[Erasable, ...]:
    """The fields of a noun that may be empty and of which the sheet has a column of their own, by their keys."""
    declared = noun_of(noun)
    empty = {f.name for f in dataclasses.fields(noun) if f.default is None or f.default == ()}
    found = tuple(
        Erasable(f, target, place.headers[target])
        for f in declared.fields
        if f.name in empty
        and f.key not in _KEYS
        and f.key not in but
        and (only is None or f.key in only)
        and (target := f"{declared.word}.{f.key}") in place.headers
    )
    bench.blanks.headers[place.sheet] = place.headers
    headers = bench.blanks.columns.setdefault(place.sheet, set())
    headers |= {c.header for c in found} | {header for header, _ in place.customs}
    return found


def lay_blanks(
    row: T,
    columns: Iterable[Erasable],
    record: Record,
    facts: Mapping[str, Any],
    place: Place,
    bench: Bench,
    laid: Laid,
) -> T:
    """Note which of its columns a row leaves empty that the book has filled, and empty those that were said to.

    `facts` are what the row says by field key, however it says it. A row of an account that was merged into this one
    leaves alone what it does not know of.
    """
    uid = str(getattr(row, "id"))  # noqa: B009
    if uid.startswith(PROVISIONAL):
        return row
    where = place.at(record.row)
    if isinstance(row, Account | Contact) and where in bench.formers.named:
        return row
    if isinstance(row, Contact) and bench.former_people.are_told(row):
        return row
    if (first := bench.blanks.first(uid, where)) != where:
        bench.blanks.tell(uid, facts)
        columns = _unheard_of(columns, first[0], place, bench)
    gone: dict[str, Any] = {}
    for column in columns:
        field = column.field
        old = getattr(row, field.name)
        if old is None or old == () or facts.get(field.key) not in (None, ()) or _says(record, column, place):
            continue
        text = bench.shown(field, old, _currency(row, bench))
        blank = Blank(
            where, column.header, _name(row, bench), type(row), uid, field.key, field.name, old, str(text)
        )
        if bench.blanks.note(blank):
            gone[field.key] = () if isinstance(old, tuple) else None
    return _emptied(row, gone, facts, place, bench, laid) if gone else row


def _unheard_of(columns: Iterable[Erasable], sheet: str, place: Place, bench: Bench) -> tuple[Erasable, ...]:
    """Columns that the sheet does not have whose row spoke first; none where that is the same sheet."""
    there = bench.blanks.headers.get(sheet, {})
    return () if sheet == place.sheet else tuple(c for c in columns if c.target not in there)


def _says(record: Record, column: Erasable, place: Place) -> bool:
    """Whether anything stands in a cell, be it that it was left aside."""
    return column.target in record.values or (record.row, column.header) in place.filled


def _emptied(
    row: T, gone: Mapping[str, Any], facts: Mapping[str, Any], place: Place, bench: Bench, laid: Laid
) -> T:
    currency, word = _currency(row, bench), noun_of(type(row)).word
    row = bench.merge(row, gone, laid, currency=currency, erase=True)
    for key in gone:
        along = [k for k in _ALONG.get(key, ()) if getattr(row, key) is None and facts.get(k) is None]
        alone = {k: None for k in along if k == "judged_on" or f"{word}.{k}" not in place.headers}
        row = bench.merge(row, alone, laid, currency=currency, erase=True)
    return row


def _currency(row: Any, bench: Bench) -> str:
    return getattr(row, "currency", None) or bench.known.currency


def _name(row: Any, bench: Bench) -> str:
    """Whose a row is; what is nobody's is called by its own title."""
    owner = row if isinstance(row, Account) else bench.find(Account, getattr(row, "account", None) or "")
    noun = noun_of(type(row))
    return owner.account if owner else str(getattr(row, noun.title.replace(" ", "_"), ""))


def lay_blank_customs(record: Record, row: str, name: str, place: Place, bench: Bench, laid: Laid) -> None:
    """The same of fields of a person's own, beside the row of the book that they describe."""
    where = place.at(record.row)
    if row.startswith(PROVISIONAL) or where in bench.formers.named:
        return
    there = {custom.field.id for custom, _ in record.custom}
    for header, field in place.customs:
        found = bench.said(field.id, row) if field.id not in there else None
        if found is None:
            continue
        key = f"{CUSTOM_KEY}{field.id}"
        blank = Blank(
            where, header, name, CustomValue, row, key, "value", found.value, custom_text(found.value, field)
        )
        if bench.blanks.note(blank):
            bench.unsay(found, field, laid)
