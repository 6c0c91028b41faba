"""A sheet understood: its table, its mapping, how its cells are read, and the day it speaks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from csdesk.domain.custom import CustomField
from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.columns.lone import without_lone
from csdesk.domain.imports.columns.mapped import map_table
from csdesk.domain.imports.columns.mapping import NEEDLESS, SheetMapping
from csdesk.domain.imports.columns.monthly import with_months
from csdesk.domain.imports.columns.recalled import as_before
from csdesk.domain.imports.columns.revenue import with_revenue
from csdesk.domain.imports.columns.together import brings_lines, without_lines
from csdesk.domain.imports.reading.answers import with_scale
from csdesk.domain.imports.reading.cents import with_cents
from csdesk.domain.imports.reading.customs import with_customs
from csdesk.domain.imports.reading.doubts import doubts_of, told_once
from csdesk.domain.imports.reading.kinds import with_kind
from csdesk.domain.imports.reading.meanings import meanings_of
from csdesk.domain.imports.reading.no_notice import no_notice
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.reading.readings import as_one, measure_said, with_apart
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.reading.records import records_of
from csdesk.domain.imports.reading.signs import signs_of
from csdesk.domain.imports.reading.thousands import with_thousands
from csdesk.domain.imports.reading.unknown import NOTES, unknown_columns
from csdesk.domain.imports.reading.unread import Unread
from csdesk.domain.imports.reading.ways import ways_of, with_ways
from csdesk.domain.imports.sheets.around import Around, Options
from csdesk.domain.imports.sheets.drafts import day_of, drafts_of
from csdesk.domain.imports.sheets.drawn import Drawn, with_names
from csdesk.domain.imports.sheets.made import as_answered
from csdesk.domain.imports.sheets.named_once import with_names_below
from csdesk.domain.imports.sheets.of_ours import without_ours
from csdesk.domain.imports.sheets.parts import with_whole_names
from csdesk.domain.imports.sheets.renamed import with_renamed
from csdesk.domain.imports.sheets.retold import retold
from csdesk.domain.imports.sheets.roles import with_roles
from csdesk.domain.imports.sheets.said_more import with_more
from csdesk.domain.imports.sheets.shown_money import with_shown_money
from csdesk.domain.imports.sheets.step_days import with_step_days
from csdesk.domain.imports.tables.questions import Asking, counted
from csdesk.domain.imports.tables.tables import Skipped, Table
from csdesk.domain.imports.tables.told_cells import as_told, emptied_cells
from csdesk.domain.imports.vocabulary.targets import CUSTOM, NOW
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.values import dataclass

_FEW = 6
"""How many columns are named of those that nobody needs."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its records, which its table does not hold any more; `day` is the day from which its undated
    values are known."""

    file: str
    table: Table
    mapping: SheetMapping
    records: Sequence[Record]
    day: date
    notes: tuple[str, ...]
    unknown: str = "omit"
    """What becomes of the columns that nobody has a place for."""
    measure: str = ""
    """What readings measure that name nothing."""
    own: tuple[str, ...] = ()
    """The names of the fields of one's own that its rows may have."""
    filled: frozenset[tuple[int, str]] = frozenset()
    """Cells, by row and header, in which something stands, or stood, that was left aside."""

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.table.sheet

    def header(self, target: str) -> str:
        """The header of the column that goes there; empty without one."""
        column = self.mapping.at(target)
        return column.header if column else ""


def sheets_of(
    sources: tuple[Source, ...],
    synonyms: Synonyms,
    asking: Asking,
    answers: Mapping[str, str],
    options: Options,
    known: Known,
    *,
    today: date,
) -> tuple[tuple[Sheet, ...], tuple[Skipped, ...]]:
    """Understand all chosen sheets of all files; the others are named with the reason."""
    around = Around(synonyms, asking, answers, options, known, today)
    drafts, skipped = drafts_of(sources, around)
    drawn = []
    for source, draft in drafts:
        mapping = map_table(
            draft.table,
            synonyms,
            noun=options.noun or (draft.export.noun if draft.export else draft.noun),
            answers=answers,
            told={h.text: t for h in draft.table.headers if (t := draft.target_of(h.text))},
            of=draft.export.of if draft.export else "",
        )
        drawn.append(Drawn(source, draft, mapping))
    drawn, nameless = with_names(drawn, around.known, around.asking, options.also)
    lines = next((d.table.sheet for d in drawn if brings_lines(d.mapping)), None)
    if lines:
        drawn = [replace(d, mapping=without_lines(d.mapping, lines)) for d in drawn]
    files = {d.source.file for d in drawn}
    sheets = {f: frozenset(d.table.sheet for d in drawn if d.source.file == f) for f in files}
    around = replace(around, beside=sheets)
    return tuple(_sheet(d, around) for d in drawn), (*skipped, *nameless)


def _sheet(drawn: Drawn, around: Around) -> Sheet:
    source, asking = drawn.source, around.asking
    table = as_told(drawn.table, around.answers)
    for question in table.asks:
        asking.ask(question)
    fields: tuple[CustomField, ...] = around.known.all(CustomField)
    customers = partial(map_table, table, around.synonyms, noun="account", answers=around.answers)
    mapping, months = with_months(
        table, drawn.mapping, around.synonyms, asking, today=around.today, customers=customers
    )
    day, dated = day_of(source, table, around)
    table, mapping, other = _retold(table, mapping, drawn, around, day)
    mapping = _as_known(mapping, table, around)
    if drawn.draft.export is None:
        table = with_names_below(table, mapping, asking)
    table, mapping, shown = with_shown_money(table, mapping, asking)
    unknown = unknown_columns(table.sheet, mapping, around.known.mapped, asking, around.synonyms)
    if unknown == CUSTOM:
        mapping = with_customs(mapping, table, fields, around.synonyms, all_unknown=True)
    table, mapping = with_whole_names(table, mapping)
    table, mapping, more = _with_more(table, mapping, drawn, around, day)
    of = drawn.draft.export.of if drawn.draft.export else ""
    mapping, cents = with_cents(mapping, table, drawn.draft.minor, of, asking)
    mapping, thousands = with_thousands(mapping, table, asking)
    notes = [*table.notes, *_of_export(drawn, mapping), *months, *cents, *thousands, *dated, *other, *shown]
    reading, told = _reading(table, mapping, around, day, source.file)
    notes += [*more, *_of_use(mapping, day), *told]
    mapping = with_ways(mapping, reading)
    notes += doubts_of(table, mapping, reading)
    unread = Unread(table, mapping, asking, valid_only=around.options.valid_only)
    records = records_of(table, mapping, reading, around.synonyms, noted=unknown == NOTES, unread=unread)
    notes += unread.notes
    measure = table.measure or measure_said(table.sheet, mapping, around.synonyms) or table.sheet.lower()
    records, apart = as_one(table, mapping, records, measure, asking)
    records, scale = _OF_ROWS.get(mapping.noun, with_scale)(table.sheet, mapping, records, around.synonyms)
    own = tuple(sorted(f.name for f in fields if f.of_noun == mapping.noun))
    notes = list(told_once((*notes, *apart, *scale), mapping, records, written=bool(of)))
    filled = frozenset(unread.filled | emptied_cells(table.sheet, around.answers))
    table = replace(table, rows=())
    return Sheet(source.file, table, mapping, records, day, tuple(notes), unknown, measure, own, filled)


def _reading(
    table: Table, mapping: SheetMapping, around: Around, day: date, file: str
) -> tuple[Reading, list[str]]:
    """How the cells of a table are read, and what to tell of their words."""
    asking, options = around.asking, around.options
    reading = ways_of(table, mapping, asking, options.dates, options.decimal, day)
    words, told = meanings_of(table, mapping, around.synonyms, asking)
    words |= no_notice(table, mapping, around.synonyms, asking)
    signs = signs_of(table, mapping, asking, around.known.currency, around.beside[file])
    return replace(reading, words=words, signs=signs), told


_OF_ROWS = {"touch": with_kind}
"""What is found out of all rows of a sheet of a noun; of answers their scale."""


def _with_more(
    table: Table, mapping: SheetMapping, drawn: Drawn, around: Around, day: date
) -> tuple[Table, SheetMapping, list[str]]:
    """The table and its mapping with what cells say beside their fields, and what to tell of that."""
    table, mapping, roles = with_roles(table, mapping, around.synonyms)
    table, mapping, more = with_more(table, mapping, around.synonyms)
    steps: list[str] = []
    if drawn.draft.export is None:
        table, mapping, steps = with_step_days(table, mapping, around.answers, day, around.options.dates)
    mapping = as_answered(table, mapping, around.answers, frozenset(h.text for h in drawn.table.headers))
    return table, mapping, [*roles, *more, *steps]


def _retold(
    table: Table, mapping: SheetMapping, drawn: Drawn, around: Around, day: date
) -> tuple[Table, SheetMapping, list[str]]:
    """The table and its mapping with what columns tell otherwise than the book does, and what to tell of that."""
    dates, currency = around.options.dates, around.known.currency
    before = around.known.mapped.get(table.sheet, {}) if drawn.draft.export is None else None
    mapping, ours = without_ours(table, mapping, around.known)
    table, mapping, told = retold(
        table, mapping, around.synonyms, around.asking, dates, day, currency, before
    )
    mapping = without_lone(mapping) if drawn.draft.export is None else mapping
    return table, mapping, [*told, *ours]


def _as_known(mapping: SheetMapping, table: Table, around: Around) -> SheetMapping:
    """The mapping as it was the last time, with columns under new names, and those that are one's own fields."""
    before = around.known.mapped.get(table.sheet, {})
    fields: tuple[CustomField, ...] = around.known.all(CustomField)
    mapping = as_before(with_revenue(table.sheet, mapping, around.asking), before, fields)
    mapping = with_renamed(mapping, table, before, around.known, around.synonyms, around.asking)
    mapping = with_apart(table.sheet, mapping, around.synonyms)
    return with_customs(mapping, table, fields, around.synonyms, all_unknown=False)


def _of_use(mapping: SheetMapping, day: date) -> Iterator[str]:
    """What to tell of columns that say how much is used now."""
    named = [f"“{c.header}”" for c in mapping.columns if c.target in NOW]
    if named:
        yield f"{', '.join(named)}: what is used on {spelled(day)}, the day of the sheet."


def _of_export(drawn: Drawn, mapping: SheetMapping) -> Iterator[str]:
    """What to tell of a table that another program wrote."""
    export = drawn.draft.export
    if export:
        yield f"This is {export.of}'s table of {export.what}."
    needless = [c.header for c in mapping.columns if c.because == NEEDLESS and c.samples]
    if needless:
        more = f" and {counted(len(needless) - _FEW, 'other')}" if len(needless) > _FEW else ""
        who = export.of if export else "the program that moved the data"
        yield f"Left out, as only {who} needs them: {', '.join(needless[:_FEW])}{more}."
