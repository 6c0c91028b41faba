"""Readings of one account, measure and day in several rows, such as one a product: their sum, the largest, or each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import APART, DECIDED, Column, SheetMapping
from csdesk.domain.imports.reading.record import Record, said_in
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import MONTH, NOW
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

SUM, MOST, EACH = "sum", "most", "each"
_VALUE, _MEASURE, _ON = (f"usage.{key}" for key in ("value", "measure", "on"))
_READ = (_VALUE, "usage.licences", *NOW)
_WHOM = ("account.external_id", "account.account")
_PRODUCT = "subscription.product"
_SHOWN = 3
_Group = list[int]


def measure_said(sheet: str, mapping: SheetMapping, synonyms: Synonyms) -> str | None:
    """The measure that the header of the values, or the name of the sheet, is known to say."""
    column = mapping.at(_VALUE)
    by_header = synonyms.value("measure", column.header) if column else None
    by_header = by_header or (NOW.get(synonyms.columns.get(fold(column.header), "")) if column else None)
    return by_header or synonyms.value("measure", sheet)


def with_apart(sheet: str, mapping: SheetMapping, synonyms: Synonyms) -> SheetMapping:
    """The mapping of a table of usage whose products tell readings apart, and are neither its measure nor unknown.

    Where months stand as columns, what is counted is what the sheet is called after."""
    if mapping.noun != "usage" or mapping.own:
        return mapping
    said = measure_said(sheet, mapping, synonyms) is not None or mapping.at(MONTH) is not None

    def apart(column: Column) -> Column:
        free = column.target is None or (column.target == _MEASURE and said)
        product = synonyms.columns.get(fold(column.header)) == _PRODUCT
        if not (free and product) or column.because == DECIDED:
            return column
        return replace(column, target=None, because=APART)

    return replace(mapping, columns=tuple(map(apart, mapping.columns)))


def as_one(
    table: Table, mapping: SheetMapping, records: Sequence[Record], measure: str, asking: Asking
) -> tuple[Sequence[Record], tuple[str, ...]]:
    """The records with readings of one day as was said, and what to tell of the column that tells them apart."""
    alone = mapping.noun == "usage"
    if mapping.own or not (alone or any(mapping.at(target) for target in (MONTH, *_READ))):
        return records, ()
    column = next((c for c in mapping.columns if c.because == APART), None) if alone else None
    labels = [shown(c) for c in table.column(column.index)] if column else [""] * len(records)
    found = _groups(records, labels, by_label=column is not None)
    groups = [g for g in found if not alone or records[g[0]].get(_ON) or records[g[0]].months]
    if not groups:
        return records, _left_out(column)
    answer = asking.ask(_question(table.sheet, column, records, labels, groups, alone=alone)) or SUM
    if answer == EACH:
        return (_named(records, labels, measure), ()) if column else (records, ())
    return _together(records, groups, answer), _left_out(column)


def _left_out(column: Column | None) -> tuple[str, ...]:
    return (f"“{column.header}” tells readings of one day apart, and is not kept.",) if column else ()


def _groups(records: Sequence[Record], labels: Sequence[str], *, by_label: bool) -> list[_Group]:
    """Places of records that read one measure of one account on one day, and not all the same."""
    columns = (said_in(records, t) for t in (*_WHOM, _MEASURE, _ON, "usage.contact"))
    keys = [hash(key) if key[0] or key[1] else None for key in zip(*columns, strict=True)]
    seen: set[int] = set()
    twice: set[int] = set()
    for key in keys:
        if key is not None:
            (twice if key in seen else seen).add(key)
    groups: dict[int, _Group] = {}
    for at, key in enumerate(keys if twice else ()):
        if key is not None and key in twice:
            groups.setdefault(key, []).append(at)
    return [g for g in groups.values() if _differ(g, records, labels, by_label=by_label)]


def _differ(group: _Group, records: Sequence[Record], labels: Sequence[str], *, by_label: bool) -> bool:
    told = {tuple(_reads(records[at])) for at in group} - {()}
    return len(told) > 1 or (by_label and len({labels[at] for at in group}) > 1)


def _reads(record: Record) -> Iterator[tuple[Any, Any]]:
    """What a record reads, by target or month."""
    yield from ((t, v) for t in _READ if (v := record.get(t)) is not None)
    yield from record.months


def _question(
    sheet: str,
    column: Column | None,
    records: Sequence[Record],
    labels: Sequence[str],
    groups: list[_Group],
    *,
    alone: bool,
) -> Question:
    first = groups[0]
    each = (
        f"Each by itself, as a measure with its {column.header.lower()} in its name"
        if column
        else "Each by itself"
    )
    apart = column is not None or (alone and not any(records[at].months for at in first))
    return Question(
        key=f"readings:{sheet}:{column.header if column else 'rows'}",
        sheet=sheet,
        rows=tuple(records[at].row for group in groups for at in group),
        seen=tuple(_seen(records[at], labels[at]) for at in first[:_SHOWN]),
        choices=(
            Choice(SUM, "Their sum: together they are one reading"),
            Choice(MOST, "The largest of them"),
            *([Choice(EACH, each)] if apart else []),
        ),
        default=SUM if column else None,
        text=f"{counted(len(groups), 'reading', 'stands')} in several rows of one account and day. What holds?",
        evidence=f"Such as rows {', '.join(str(records[at].row) for at in first[:_SHOWN])}.",
    )


def _seen(record: Record, label: str) -> str:
    values = [v for _, v in _reads(record)][:_SHOWN]
    told = " · ".join(format(v, "g") if isinstance(v, float) else str(v) for v in values)
    return f"{label}: {told}" if label else told


def _together(records: Sequence[Record], groups: Iterable[_Group], how: str) -> tuple[Record, ...]:
    """Each record of a group with what all of them read."""
    found = list(records)
    add = sum if how == SUM else max
    for group in groups:
        for target in _READ:
            said = [v for at in group if (v := records[at].get(target)) is not None]
            for at in group if said else ():
                if records[at].get(target) is not None:
                    found[at] = replace(found[at], values={**found[at].values, target: add(said)})
        months: dict[Any, list[Any]] = {}
        for at in group:
            for month, value in records[at].months:
                months.setdefault(month, []).append(value)
        for at in group:
            told = tuple((month, add(months[month])) for month, _ in records[at].months)
            found[at] = replace(found[at], months=told)
    return tuple(found)


def _named(records: Sequence[Record], labels: Sequence[str], measure: str) -> tuple[Record, ...]:
    """Each record with its label in the name of its measure."""

    def named(record: Record, label: str) -> Record:
        name = record.get(_MEASURE) or measure
        return replace(record, values={**record.values, _MEASURE: f"{name}, {label}" if label else name})

    return tuple(named(record, label) for record, label in zip(records, labels, strict=True))
