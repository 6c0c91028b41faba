"""What cannot be read is asked about, column by column; words that say that nothing is known are nothing, and told."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from csdesk.domain.fields import Kind
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.nothing import (
    ELSEWHERE,
    NOTHING,
    is_a_dash,
    is_no_day,
    is_no_name,
    nothing_in,
    says_nothing,
)
from csdesk.domain.imports.cells.special import SPECIAL, Unreadable
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.named import WHOM
from csdesk.domain.imports.reading.record import EMPTY, LEFT
from csdesk.domain.imports.tables.questions import REFUSE, Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import AMOUNTS, CURRENCIES, SHEET_NOUNS, TARGETS, Target
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.phrases import first_of

NOTED, LEAVE = "notes", "empty"
_SHOWN = 4
_WITH_AN_AMOUNT = frozenset(
    f"subscription.{field}" for field in ("currency", "discount", "percent_off", "amount_off")
) | {"account.currency", "invoice.currency"}
"""Without them an amount of the row would say something else."""


class Unsaid:
    """What of the cells of one column could not be read, and what it is instead."""

    def __init__(self, column: Column, synonyms: Synonyms, *, own: bool) -> None:
        target = TARGETS.get(column.target or "")
        self.column, self._synonyms = column, synonyms
        self.says_none = None if target is None or own or column.custom else _says_none(target, synonyms)
        """Whether a cell says that nothing is to say, where the field could take it for a value; else None."""
        self._fate = REFUSE
        self.unread: dict[Value, Unreadable] = {}
        self.not_known: dict[Value, bool] = {}
        """Words, and days that are none, that say that nothing is known → whether they say where it is said."""

    @property
    def none(self) -> bool:
        """Whether every cell was read, and says something."""
        return not self.unread and not self.not_known

    @property
    def whole(self) -> bool:
        """Whether no row is refused, and no words are kept, for want of a cell."""
        left = self._fate == LEAVE and not any(why.refuses for why in self.unread.values())
        return not any(self.not_known.values()) and (not self.unread or left)

    def instead(self, cell: Value, why: Unreadable) -> Any:
        """What a cell is that could not be read: nothing, words to be kept, or why it could not."""
        text = type(cell) is str and self.column.target not in AMOUNTS
        said = nothing_in(str(cell), self._synonyms) if text else None
        if said == NOTHING or (said and not why.refuses):
            elsewhere = self.not_known[cell] = said == ELSEWHERE
            return LEFT if elsewhere else EMPTY
        self.unread[cell] = why
        if self._fate == REFUSE or why.refuses:
            return why
        return LEFT if self._fate == NOTED and type(cell) is str else EMPTY

    def ask(self, unread: "Unread") -> bool:
        """Ask what becomes of them; whether they are other than they were."""
        unread.tell(self.column, self.not_known)
        unread.fill(self.column, [*self.not_known, *self.unread])
        self._fate = unread.fate(self.column, self.unread)
        return self._fate != REFUSE


def _says_none(target: Target, synonyms: Synonyms) -> Callable[[Value], bool] | None:
    """How it is told that a cell of a field says nothing; *n/a* may be a note's own text, and no ID is called so."""
    if target.kind in {Kind.DAY, Kind.INSTANT}:
        return is_no_day
    if target.name == "account.account":
        return is_no_name
    if target.kind is not Kind.TEXT or target.name in {*SPECIAL, *CURRENCIES} or target.field in _OWN_WORDS:
        return None
    return partial(says_nothing, synonyms=synonyms)


_OWN_WORDS = frozenset({"notes", "summary", "comment", "note", "subject"})


class Unread:
    """Asks what becomes of cells of one table that cannot be read, and tells which words were taken as nothing."""

    def __init__(self, table: Table, mapping: SheetMapping, asking: Asking, *, valid_only: bool) -> None:
        self._table, self._mapping, self._asking = table, mapping, asking
        self._valid_only = valid_only
        """Whether rows are refused for them without a question."""
        self.filled: set[tuple[int, str]] = set()
        """Cells, by row and header, whose fields stay empty though something stands there."""
        self._taken: list[str] = []
        self._kept: list[str] = []

    def tell(self, column: Column, words: Mapping[Value, bool]) -> None:
        """Note which words of a column say that nothing is known, and whether they say where it is said."""
        cells = [(w, rows) for w, rows in self._rows(column, words).items() if not is_a_dash(shown(w))]
        found = [(shown(w), rows) for w, rows in cells]
        if found:
            named = [f"“{word}” ({_in_rows(rows)})" for word, rows in found[:_SHOWN]]
            self._taken.append(f"in “{column.header}” {first_of(named, len(found))}")
        if self._of_customers:
            self._kept += [f"“{column.header}: {shown(w)}”" for w, _ in cells if words[w]]

    def fill(self, column: Column, cells: Iterable[Value]) -> None:
        """Note where the cells stand that were not read."""
        self.filled |= {(row, column.header) for rows in self._rows(column, cells).values() for row in rows}

    @property
    def notes(self) -> Iterator[str]:
        """What to tell of the table."""
        if self._taken:
            yield f"Taken as not known: {'; '.join(self._taken)}."
        if self._kept:
            yield f"Kept in the account's notes: {first_of(self._kept[:_SHOWN], len(self._kept))}."

    def fate(self, column: Column, cells: Mapping[Value, Unreadable]) -> str:
        """Ask once what becomes of cells of a column, and of their rows; refused where the row needs them."""
        open_ = [cell for cell, why in cells.items() if not why.refuses]
        if (
            not open_
            or self._mapping.own
            or column.target in {*AMOUNTS, *WHOM, *_WITH_AN_AMOUNT, *self._needed}
        ):
            return REFUSE
        rows = {n: cell for cell, some in self._rows(column, open_).items() for n in some}
        question = self._question(column, dict(sorted(rows.items())), cells)
        if self._valid_only and self._asking.before(question.key) is None:
            return REFUSE
        return self._asking.said(question) or REFUSE

    def _question(
        self, column: Column, rows: Mapping[int, Value], cells: Mapping[Value, Unreadable]
    ) -> Question:
        one = len(rows) == 1
        it, row = ("it", "the row") if one else ("them", "these rows")
        keep = [Choice(NOTED, f"Leave {it} empty, and keep what is written in the account's notes")]
        return Question(
            key=f"unread:{self._table.sheet}:{column.header}",
            sheet=self._table.sheet,
            rows=tuple(rows),
            seen=tuple(dict.fromkeys(map(shown, rows.values())))[:8],
            choices=(
                *(keep if self._of_customers else ()),
                Choice(LEAVE, f"Leave {it} empty"),
                Choice(REFUSE, f"Refuse {row}"),
            ),
            default=NOTED if self._of_customers else None,
            text=f"{counted(len(rows), 'cell')} in “{column.header}” cannot be read. What becomes of {it}?",
            evidence=f"{'; '.join(_told(rows, cells))}. {'It' if one else 'Each'} can also be written as it should be.",
            cells=tuple((n, shown(cell)) for n, cell in rows.items()),
        )

    @property
    def _of_customers(self) -> bool:
        return self._mapping.noun in {"account", "subscription"}

    @property
    def _needed(self) -> frozenset[str]:
        """The targets without which a row of facts cannot come."""
        word = self._mapping.noun
        fields = () if self._of_customers else SHEET_NOUNS[word].fields
        return frozenset(f"{word}.{f.key}" for f in fields if f.required)

    def _rows(self, column: Column, cells: Iterable[Value]) -> dict[Value, list[int]]:
        """The rows in which each of these cells stands, top down."""
        wanted = {(type(cell), cell) for cell in cells}
        found: dict[Value, list[int]] = {}
        for row in self._table.rows:
            cell = row.cell(column.index)
            if (type(cell), cell) in wanted:
                found.setdefault(cell, []).append(row.number)
        return found


def _told(rows: Mapping[int, Value], cells: Mapping[Value, Unreadable]) -> Iterator[str]:
    for row, cell in list(rows.items())[:_SHOWN]:
        yield f"“{shown(cell)}” in row {row}: {cells[cell].problem}"
    if len(rows) > _SHOWN:
        yield f"and {len(rows) - _SHOWN:,} more"


def _in_rows(rows: list[int]) -> str:
    few = ", ".join(map(str, rows[:_SHOWN]))
    return f"row{'' if len(rows) == 1 else 's'} {few}" + ("" if len(rows) <= _SHOWN else " …")
