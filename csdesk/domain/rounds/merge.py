"""Merging brings a workbook that came back beside the book: sheet by sheet, row by row, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from csdesk.domain.day_words import long_spelled
from csdesk.domain.errors import MergeStopped, NoSuchQuestion
from csdesk.domain.fields import Noun
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.cells.days import Order, order_evidence
from csdesk.domain.imports.cells.grid import Source, Value
from csdesk.domain.imports.cells.special import BOTH_WAYS
from csdesk.domain.imports.columns.content import samples
from csdesk.domain.imports.rows.mistyped import nearest_key
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.progress import Progress, tell
from csdesk.domain.rounds.again import Again
from csdesk.domain.rounds.called import called
from csdesk.domain.rounds.cells import Cells, Edited, PageReader
from csdesk.domain.rounds.found import Came, Page, came_back
from csdesk.domain.rounds.memory import About, Memory
from csdesk.domain.rounds.merged import with_merges
from csdesk.domain.rounds.naming import Naming
from csdesk.domain.rounds.now import Now
from csdesk.domain.rounds.plan import ASTRAY, DATES, KINDS, MergedSheet, MergePlan, Side
from csdesk.domain.rounds.removed import Leaving, ask_removed, held_back
from csdesk.domain.rounds.repeated import repeated
from csdesk.domain.rounds.rowwise import Rows
from csdesk.domain.rounds.sent import Sent, SentSheet
from csdesk.domain.rounds.sheetwise import ReadPage, SheetMerge
from csdesk.domain.rounds.together import together


def merge(
    source: Source,
    sent: Sent,
    now: Now,
    answers: Mapping[str, str],
    synonyms: Synonyms,
    *,
    today: date,
    take: Side | None = None,
    ask_again: bool = False,
    typed: Mapping[str, str | None] | None = None,
    progress: Progress | None = None,
) -> MergePlan:
    """What merging the workbook would do. Raises: NoSuchChoice, NoSuchQuestion, MergeStopped."""
    asking = Asking(answers, take or "ask")
    memory = Memory(now.kept_answers(), asking, source.file, today, afresh=ask_again, typed=typed)
    whole = _Merge(came_back(source.grids, sent), sent, now, asking, memory, synonyms, source.file)
    sheets = whole.sheets(progress)
    leaving = ask_removed(whole.missing(), now, asking, memory, answers, today)
    whole.bring_named()
    values = whole.values | {(type(v), v.id): v for v in leaving.values}
    leaving, held = held_back(leaving, values, now)
    sheets = [_with_waiting(_with_removed(s, leaving, held), asking.asked) for s in sheets]
    _refuse_unknown(answers, asking, sheets)
    return MergePlan(
        file=source.file,
        sha256=source.sha256,
        sent_on=sent.day,
        sheets=tuple(sheets),
        questions=asking.asked,
        values=tuple(values.values()),
        drops=(*whole.drops, *leaving.drops),
        answers=dict(answers),
        notes=tuple(whole.notes()),
        kept=memory.values,
        forgotten=memory.drops,
        decided_before=memory.held,
    )


def _refuse_unknown(answers: Mapping[str, str], asking: Asking, sheets: Sequence[MergedSheet]) -> None:
    """Refuse answers that no such workbook asks for; what the book has settled since may be answered all the same."""
    asked, tabs = {q.key for q in asking.asked}, [s.sheet for s in sheets]
    for key in sorted(answers):
        kind, _, rest = key.partition(":")
        could = kind in KINDS and any(rest == tab or rest.startswith(f"{tab}:") for tab in tabs)
        if key not in asked and not could:
            raise NoSuchQuestion(key=key, nearest=nearest_key(key, asked))


def _with_removed(sheet: MergedSheet, leaving: Leaving, held: Sequence[RowPlan]) -> MergedSheet:
    return replace(
        sheet,
        removed=tuple(r for r in leaving.removed if r.sheet == sheet.sheet),
        rows=(*sheet.rows, *(row for row in held if row.sheet == sheet.sheet)),
    )


def _with_waiting(sheet: MergedSheet, asked: Sequence[Question]) -> MergedSheet:
    """The sheet; a row that is refused for nothing but days whose order is asked waits for that."""
    open_ = {q.key for q in asked if q.kind == DATES and q.answer is None}

    def waits(row: RowPlan) -> bool:
        both = (
            p.problem == BOTH_WAYS[0] and f"{DATES}:{sheet.sheet}:{p.column}" in open_ for p in row.problems
        )
        return row.result is Result.REFUSED and bool(row.problems) and all(both)

    rows = (replace(r, result=Result.WAITING) if waits(r) else r for r in sheet.rows)
    return replace(sheet, rows=tuple(rows)) if open_ else sheet


class _Merge:
    """One merging: its pages, and what was laid so far."""

    def __init__(
        self,
        came: Came,
        sent: Sent,
        now: Now,
        asking: Asking,
        memory: Memory,
        synonyms: Synonyms,
        file: str,
    ) -> None:
        self._came, self._sent = came, sent
        self.now, self.asking, self.memory, self.synonyms, self.file = now, asking, memory, synonyms, file
        self.naming = Naming(now.rows, sent)
        self.values: dict[tuple[type, str], Any] = {}
        self.drops: list[Any] = []
        self._read: list[ReadPage] = []

    def sheets(self, progress: Progress | None) -> list[MergedSheet]:
        """Every sheet merged. Raises: MergeStopped."""
        total = 2 * len(self._came.pages)
        for done, (sheet, page) in enumerate(self._came.pages):
            tell(progress, done, total, MergeStopped)
            self._read.append(self._page(sheet, page))
        merging = [SheetMerge(self, read) for read in self._read]
        laid = []
        for done, sheet_merge in enumerate(merging, len(self._came.pages)):
            tell(progress, done, total, MergeStopped)
            laid.append(sheet_merge.lay())
        rows = together(laid, self.naming, self.now)
        return [sheet_merge.merged(some) for sheet_merge, some in zip(merging, rows, strict=True)]

    def bring_named(self) -> None:
        """Lay the people and products that rows name and nobody knew."""
        made = [v for value in self.values.values() for v in self.naming.made_for(value)]
        self.values = {(type(v), v.id): v for v in made} | self.values

    def missing(self) -> Iterator[tuple[str, SentSheet, str]]:
        """The rows that were taken out of sheets that came back: the tab, what was sent, the id."""
        tabs = {id(sheet): page.grid.name for sheet, page in reversed(self._came.pages)}
        for sheet in () if self._sent.part else self._sent.sheets:
            if id(sheet) in tabs and not self._headless(sheet):
                there = self._there(sheet)
                yield from ((tabs[id(sheet)], sheet, uid) for uid in sheet.rows if uid not in there)

    def _there(self, sheet: SentSheet) -> set[str]:
        """The ids that came back, on one page or several."""
        cells = [read.cells for read in self._read if read.sheet is sheet]
        return {uid for c in cells for uid in (*c.same.ids, *(row.id for row in c.edited))}

    def _headless(self, sheet: SentSheet) -> bool:
        return any("id" not in page.columns for s, page in self._came.pages if s is sheet)

    def notes(self) -> Iterator[str]:
        """What a person should know of the file as a whole."""
        if self.now.is_older:
            yield "The book was restored to before the workbook went out: what came between counts as taken back."
        if gone := [f"“{sheet.sheet}”" for sheet in self._came.gone]:
            yield f"{', '.join(gone)} did not come back: nothing of {'it' if len(gone) == 1 else 'them'} changes."
        for name, of in self._came.other:
            if of is None:
                yield f"The sheet “{name}” did not go out of the book: it is left out. Import it by itself."
            else:
                copy = f"The sheet “{name}” holds rows of “{of.sheet}” that stand there, too: it is left out."
                yield f"{copy} Call it “{of.sheet} (2)” to merge it as well."

    def _page(self, sheet: SentSheet, page: Page) -> ReadPage:
        def ask(header: str, cells: list[tuple[str, Value]]) -> Order | None:
            return self._asked_order(page.grid.name, sheet.noun, header, cells)

        page = with_merges(page, self.asking)
        by_name = partial(self._asked_astray, sheet, page.grid.name)
        reader = PageReader(page, sheet, self._sent, self.synonyms, ask, by_name)
        page, cells = self._joined(sheet, page, reader.read())
        noun = sheet.noun
        rows = Rows(page.grid.name, sheet, self.now, self.naming, self.memory, brings=False)
        there: dict[int, str] = {}
        out: dict[int, Result] = {}
        renamed: frozenset[int] = frozenset()
        if cells.new:  # else nobody asks for the book's rows, which may be many
            again = Again(cells.new, sheet, rows, self.now)
            there, out = again.find(), again.ask_gone(page.grid.name, self.memory)
            renamed = again.ask_renamed(page.grid.name, self.asking)
        for row in cells.new:
            if row.id not in self.now.rows(noun):
                uid = there.get(row.number) or rows.provisional(row)
                self.naming.expect(noun, uid, row.id, row.texts)
        self._rename(noun, cells.edited)
        return ReadPage(sheet, page, reader, cells, there, renamed, out)

    def _rename(self, noun: Noun, rows: Sequence[Edited]) -> None:
        for row in rows:
            if noun.title in row.keys and row.texts.get(noun.title):
                self.naming.rename(noun, row.id, row.texts[noun.title])

    def _joined(self, sheet: SentSheet, page: Page, cells: Cells) -> tuple[Page, Cells]:
        """A page beside the earlier ones of its sheet, whose rows it may repeat."""
        name = partial(called, sheet=sheet, naming=self.naming)
        for at, read in enumerate(self._read):
            if read.sheet is not sheet:
                continue
            if both := repeated(page, cells, read.page, read.cells, self.asking, name):
                page, cells = both.page, both.cells
                self._read[at] = replace(read, cells=both.before)
                self._rename(sheet.noun, both.gained)
        return page, cells

    def _asked_astray(self, sheet: SentSheet, tab: str, stray: Sequence[tuple[int, str, str]]) -> bool:
        """Whether rows are whom they name; so they are shown until somebody said."""
        table, rows = sheet.noun.table, counted(len(stray), "row", "stands")
        first, whose, said = (stray[0][0], *(self.naming.name(table, uid) for uid in stray[0][1:]))
        answer = self.asking.ask(
            Question(
                key=f"{ASTRAY}:{tab}",
                sheet=tab,
                rows=tuple(number for number, _, _ in stray),
                seen=(),
                choices=(
                    Choice(
                        "names",
                        "Those whom their cells name: the IDs were left behind when the sheet was sorted",
                    ),
                    Choice("ids", "Those of their IDs: all their cells were typed anew"),
                ),
                default=None,
                text=f"{rows} beside the IDs of others. Which rows are they?",
                evidence=f"Row {first} says what {said} said, and has the ID of {whose}.",
            )
        )
        return answer != "ids"

    def _asked_order(self, tab: str, noun: Noun, header: str, cells: list[tuple[str, Value]]) -> Order | None:
        told = [(uid, text) for uid, cell in cells for text in order_evidence([cell]).open]
        sample = told[0][1]
        answer = self.memory.ask(
            Question(
                key=f"{DATES}:{tab}:{header}",
                sheet=tab,
                rows=(),
                seen=samples([text.text for _, text in told]),
                choices=tuple(Choice(order.value, long_spelled(day)) for order, day in sample.by_order),
                default=None,
                text=f"Which way round are the days in “{header}”?",
                evidence=f"{sample.text} can be read both ways.",
            ),
            About(
                DATES,
                noun.word,
                field=header,
                in_sheet="\n".join(sorted(f"{uid}: {t.text}" for uid, t in told)),
            ),
            {order.value for order in Order},
        )
        return Order(answer) if answer else None
