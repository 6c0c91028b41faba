"""What was sent is what a workbook said when it went out: the rows of its sheets, as they stood in the book."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from csdesk.domain.custom import CustomField, CustomKind
from csdesk.domain.fields import Noun
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS
from csdesk.domain.rounds.words import Holds, Plain, Shown
from csdesk.domain.values import dataclass

Cells = tuple[Plain, ...]
_SHORT = 64
"""Below which length a text may well come again."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A column that csdesk worked out: what its cells are, and what each row said in it, by id."""

    header: str
    holds: Holds
    said: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class SentSheet:
    """One noun's sheet. `headers` are by key, those of custom fields by the field's id; rows are by id."""

    noun: Noun
    sheet: str
    fields: tuple[str, ...]
    headers: Mapping[str, str]
    computed: tuple[str, ...]
    """Headers of columns that csdesk worked out."""
    worked_out: tuple[WorkedOut, ...]
    """What stood in them; nothing in workbooks that did not carry it yet."""
    customs: tuple[CustomField, ...]
    rows: Mapping[str, Cells]
    currencies: Mapping[str, str]
    said: Mapping[str, Mapping[str, str]]
    """Row → custom field → plain value."""

    def cells(self, uid: str) -> dict[str, Plain]:
        """The row of that id by field key."""
        return dict(zip(self.fields, self.rows[uid], strict=True))


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook as it went out: of which book and schema, after which change of its history, on which day."""

    book: str
    schema: int
    n: int
    day: date
    names: Mapping[str, Shown]
    sheets: tuple[SentSheet, ...]
    part: bool = False
    """Only some rows went out: what is not there was never sent, and nothing follows from it."""


def sent_of(facts: Iterable[Any]) -> Sent:
    """What the lines of a baseline say. Raises: KeyError, TypeError, ValueError for what is none."""
    lines = iter(facts)
    head = next(lines)
    names: dict[str, Shown] = {}
    once: dict[Plain, Plain] = {}
    sheets: list[tuple[dict[str, Any], list[Cells]]] = []
    for line in lines:
        if isinstance(line, list):
            sheets[-1][1].extend(_sharing(line, once))
        elif "names" in line:
            names[line["names"]] = line["of"]
            once |= {uid: uid for uid in line["of"]}
        else:
            sheets.append((line, []))
    return Sent(
        book=str(head["book"]),
        schema=int(head["schema"]),
        n=int(head["n"]),
        day=date.fromisoformat(head["day"]),
        names=names,
        sheets=tuple(_sheet(told, rows) for told, rows in sheets if told["noun"] in SHEET_NOUNS),
        part=bool(head.get("part")),
    )


def _sharing(rows: list[list[Plain]], once: dict[Plain, Plain]) -> Iterator[Cells]:
    """The rows; equal texts are one: most refer to few rows, or say few words. An id is a row's own."""
    ids, *columns = zip(*rows, strict=True)
    one = once.setdefault
    shared = [
        [one(cell, cell) if type(cell) is str and len(cell) < _SHORT else cell for cell in cells]
        for cells in columns
    ]
    return zip([once.get(uid, uid) for uid in ids], *shared, strict=True)


def _sheet(told: dict[str, Any], rows: list[Cells]) -> SentSheet:
    fields = tuple(told["fields"])
    customs = tuple(
        CustomField(
            id=c["id"],
            of_noun=told["noun"],
            name=c["name"],
            kind=CustomKind(c["kind"]),
            currency=c["currency"],
        )
        for c in told["customs"]
    )
    keys = (*fields, *(c.id for c in customs))
    heads = list(told["headers"])
    ids = [str(row[0]) for row in rows]
    return SentSheet(
        noun=SHEET_NOUNS[told["noun"]],
        sheet=str(told["sheet"]),
        fields=fields,
        headers=dict(zip(keys, heads, strict=False)),
        computed=tuple(heads[len(keys) :]),
        worked_out=tuple(
            WorkedOut(str(c["header"]), Holds(c["holds"]), dict(zip(ids, c["said"], strict=True)))
            for c in told.get("worked_out", ())
        ),
        customs=customs,
        rows=dict(zip(ids, rows, strict=True)),
        currencies=dict(zip(ids, told["currencies"] or (), strict=False)),
        said=told["said"],
    )
