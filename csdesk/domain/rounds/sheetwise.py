"""One sheet that came back, being merged: rows that were sent, new ones, copies, and columns that were added."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from csdesk.domain.custom import CustomField
from csdesk.domain.fields import Noun
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.cells.custom import Custom
from csdesk.domain.imports.cells.grid import NOT_CALCULATED
from csdesk.domain.imports.columns.content import samples
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.reading.customs import custom_column, custom_name, read_custom
from csdesk.domain.imports.reading.record import Problem
from csdesk.domain.imports.tables.headers import Header, blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.targets import CUSTOM, CUSTOM_MARK, OMIT
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.names import name_key
from csdesk.domain.rounds.again import comes_back
from csdesk.domain.rounds.cells import Cells, Edited, PageReader
from csdesk.domain.rounds.found import Page
from csdesk.domain.rounds.laid import Laid
from csdesk.domain.rounds.memory import About, Memory, said_in
from csdesk.domain.rounds.naming import Naming
from csdesk.domain.rounds.now import Now
from csdesk.domain.rounds.own_fields import Told
from csdesk.domain.rounds.plan import COLUMN, COPY, MergedSheet, Side, Unread
from csdesk.domain.rounds.rowwise import Rows
from csdesk.domain.rounds.sent import SentSheet
from csdesk.domain.rounds.worked_out import told, written_in, written_new
from csdesk.domain.values import dataclass

_NEW = "new"


class Whole(Protocol):
    """The merge that a sheet is part of: what all its sheets share."""

    file: str
    now: Now
    asking: Asking
    memory: Memory
    synonyms: Synonyms
    naming: Naming
    values: dict[tuple[type, str], Any]
    drops: list[Any]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page with what was sent of it, read; `there` are the ids of new rows that the book has or had all the same.

    `renamed` are the numbers of those that somebody said are rows of another name; `out` what becomes of those that
    the book had, and that stay removed.
    """

    sheet: SentSheet
    page: Page
    reader: PageReader
    cells: Cells
    there: Mapping[int, str]
    renamed: frozenset[int]
    out: Mapping[int, Result]


class SheetMerge:
    """One page being merged."""

    def __init__(self, whole: Whole, read: ReadPage) -> None:
        self._whole, self._sheet, self._page = whole, read.sheet, read.page
        self._reader, self._cells, self._read = read.reader, read.cells, read
        self._tab = read.page.grid.name
        self._rows = Rows(self._tab, read.sheet, whole.now, whole.naming, whole.memory)
        self._laid: list[Laid] = []
        self._notes = [*read.page.notes]
        self._left: list[str] = []
        self._unread: list[Unread] = []
        self._same = 0

    def lay(self) -> list[Laid]:
        """What would become of each row of the page."""
        if "id" not in self._page.columns and self._sheet.rows:
            self._laid.append(self._headless())
        else:
            added = self._added()
            self._existing(added)
            self._unread += written_in(self._page, self._sheet, self._cells, self._rows.called)
            for row in self._cells.new:
                self._new(row, added.get(row.number, []), self._read.there.get(row.number))
        return self._laid

    def merged(self, rows: Sequence[Laid]) -> MergedSheet:
        """What becomes of the page, where its rows are laid so in the end."""
        noun = self._sheet.noun
        self._laid = [*rows]
        for laid in self._laid:
            self._whole.values |= {(type(v), v.id): v for v in laid.values}
            self._whole.drops += laid.drops
        plans = [laid.plan for laid in self._laid if laid.plan.result is not Result.SAME]
        heads = {at: key for key, at in self._page.columns.items()}
        header = self._page.grid.rows[self._page.header] if self._page.grid.rows else ()
        return MergedSheet(
            file=self._whole.file,
            sheet=self._tab,
            noun=noun.word,
            columns={str(header[at]): _target(noun, key) for at, key in sorted(heads.items())},
            unmapped=tuple(self._left),
            rows=tuple(sorted(plans, key=lambda p: p.row)),
            same=self._same + len(self._laid) - len(plans),
            conflicts=tuple(c for laid in self._laid for c in laid.conflicts),
            removed=(),
            notes=(*self._notes, *told(noun, self._unread)),
            unread=tuple(self._unread),
        )

    def _headless(self) -> Laid:
        what = "the column ID is gone: csdesk cannot tell which row is which"
        problem = Problem(self._page.header + 1, "ID", "", what, "put it back, or delete the sheet")
        return Laid(
            RowPlan(self._tab, self._page.header + 1, self._tab, Result.REFUSED, what, problems=(problem,))
        )

    def _existing(self, added: Mapping[int, Told]) -> None:
        """The rows that were sent: the edited ones, and those that say something in an added column."""
        told = [
            Edited(number, uid, (), {}, {"account": ""}, {}, {})
            for number, uid in (self._cells.same if added else ())
            if number in added
        ]
        self._same += len(self._cells.same) - len(told)
        counts: dict[str, list[Edited]] = {}
        for row in [*self._cells.edited, *told]:
            counts.setdefault(row.id, []).append(row)
        twice = {r.id for r in self._cells.edited}.intersection(self._cells.same.ids)
        for uid, rows in counts.items():
            first, *others = sorted(rows, key=lambda r: (len(r.keys), r.number))
            if uid in twice and first.keys:
                others = [first, *others]
            else:
                self._sent_row(first, added.get(first.number, []))
            for row in others:
                self._copy(row, added.get(row.number, []))
        self._note_repeated()

    def _note_repeated(self) -> None:
        if len(set(self._cells.same.ids)) == len(self._cells.same):
            return
        seen: set[str] = set()
        for number, uid in self._cells.same:
            if uid in seen:
                self._notes.append(f"Row {number} says the same as another of its ID: it is left out.")
            seen.add(uid)

    def _sent_row(self, row: Edited, added: Told) -> None:
        before = self._whole.now.value(self._sheet.noun, row.id)
        if before is None:
            self._gone(row, added)
        else:
            self._laid.append(self._rows.changed(row, added, before, self._reader.words))

    def _gone(self, row: Edited, added: Told) -> None:
        """A row that the book removed since it was sent, and that was edited in the sheet."""
        noun, name = self._sheet.noun, self._rows.called(row)
        answer = comes_back(self._tab, row, name, row.id, noun, self._whole.memory)
        if answer == Side.SHEET:
            self._laid.append(self._brought_back(row, added))
        else:
            self._stays_removed(row, Result.LEFT_OUT if answer else Result.WAITING)

    def _stays_removed(self, row: Edited, result: Result) -> None:
        name = self._rows.called(row)
        self._laid.append(Laid(RowPlan(self._tab, row.number, name, result, "removed from the book since")))

    def _brought_back(self, row: Edited, added: Told) -> Laid:
        """The row as it was sent, with what the sheet changed; it needs the rows that it belongs to."""
        noun, naming = self._sheet.noun, self._whole.naming
        was = self._whole.now.was(noun, self._sheet.cells(row.id))
        laid = self._rows.changed(row, added, was, self._reader.words)
        if laid.plan.result is Result.REFUSED:
            return laid
        after = next((v for v in laid.values if v.id == was.id), was)
        lost = naming.missing(after)
        if lost:
            what = f"it belongs to a row of the sheet {lost} that is gone, too"
            problem = Problem(row.number, None, "", what, "bring that one back as well")
            return replace(laid, plan=self._rows.refused(row, [problem]).plan, values=())
        naming.add(noun, row.id, "", str(getattr(after, noun.field(noun.title).name)), None)
        others = [v for v in laid.values if v.id != was.id]
        others += self._rows.as_sent(after, others)
        plan = replace(laid.plan, what=f"brought back; {laid.plan.what}", result=Result.NEW)
        return replace(laid, plan=plan, values=(after, *others))

    def _copy(self, row: Edited, added: Told) -> None:
        """A row with the ID of another."""
        answer = self._whole.memory.ask(
            Question(
                key=f"{COPY}:{self._tab}:{row.number}",
                sheet=self._tab,
                rows=(row.number,),
                seen=(self._rows.called(row),),
                choices=(Choice(_NEW, "It is a row of its own"), Choice(OMIT, "Leave it out")),
                default=None,
                text=f"Row {row.number} has the ID of another row, and says something else. What is it?",
                evidence=self._rows.called(row),
            ),
            About(COPY, self._sheet.noun.word, row.id, in_sheet=said_in(row)),
            {OMIT},
        )
        if answer == _NEW:
            keys = tuple(k for k in self._page.columns if k != "id" and k in row.texts)
            self._laid.append(self._rows.new(replace(row, id="", keys=keys), added))
            return
        result = Result.LEFT_OUT if answer else Result.WAITING
        plan = RowPlan(self._tab, row.number, self._rows.called(row), result, "the ID of another row")
        self._laid.append(Laid(plan))

    def _new(self, row: Edited, added: Told, uid: str | None) -> None:
        if self._is_total(row):
            plan = RowPlan(self._tab, row.number, self._rows.called(row), Result.LEFT_OUT, "total")
            self._laid.append(Laid(plan))
            return
        self._unread += written_new(self._page, self._sheet, row, self._rows.called)
        before = self._whole.now.value(self._sheet.noun, uid) if uid else None
        if result := self._read.out.get(row.number):
            self._stays_removed(row, result)
        elif before is not None:
            self._laid.append(
                self._rows.matched(row, added, before, renamed=row.number in self._read.renamed)
            )
        else:
            self._laid.append(self._rows.new(row, added))

    def _is_total(self, row: Edited) -> bool:
        texts = [t for k, t in row.texts.items() if k != "id" and t != NOT_CALCULATED]
        words = [fold(t) for t in [*texts, row.id] if fold(t)]
        totals = self._whole.synonyms.values["totals"]
        named = [w for w in words if w in totals]
        return bool(named) and all(w in totals or not any(c.isalpha() for c in w) for w in words)

    def _added(self) -> dict[int, Told]:
        """What rows say in columns that were added, by the number of the row."""
        found: dict[int, Told] = {}
        if not self._page.added:
            return found
        table = self._table()
        for at, header in self._page.added:
            cells = table.column(at)
            if all(blank(c) for c in cells):
                continue
            custom = self._custom(at, header, table)
            if custom is None:
                self._left.append(header)
                continue
            if custom.new:
                self._whole.values[CustomField, custom.field.id] = custom.field
            for row in table.rows:
                text = read_custom(row.cell(at), custom, self._whole.synonyms)
                if text is not None:
                    found.setdefault(row.number, []).append((custom.field, text))
        return found

    def _custom(self, at: int, header: str, table: Table) -> Custom | None:
        """The custom field of an added column; None where it is left out, or nobody said yet."""
        noun, known = self._sheet.noun, self._whole.now.customs(self._sheet.noun)
        column = Column(at, header, f"{noun.word}.{CUSTOM}", 1.0, "added", samples(table.cells(at)))
        theirs = {name_key(f.name) for f in known}
        if not (header.endswith(CUSTOM_MARK) or name_key(custom_name(header)) in theirs):
            answer = self._whole.memory.ask(
                Question(
                    key=f"{COLUMN}:{self._tab}:{header}",
                    sheet=self._tab,
                    rows=(),
                    seen=column.samples,
                    choices=(Choice(CUSTOM, "Keep it as a field of your own"), Choice(OMIT, "Leave it out")),
                    default=None,
                    text=f"The column “{header}” was added. What becomes of it?",
                    evidence="; ".join(column.samples),
                ),
                About(COLUMN, noun.word, field=header),
                {OMIT},
            )
            if answer != CUSTOM:
                return None
        return custom_column(column, table, noun.word, known, self._whole.synonyms)

    def _table(self) -> Table:
        rows = tuple(Row(number, row) for number, row in self._page.rows)
        headers = tuple(Header(at, text) for at, text in self._page.added)
        return Table(self._tab, self._page.header + 1, headers, rows)


def _target(noun: Noun, key: str) -> str:
    return f"{noun.word}.{key}" if any(f.key == key for f in noun.fields) else f"{noun.word}.{CUSTOM}"
