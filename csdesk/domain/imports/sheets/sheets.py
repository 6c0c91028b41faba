"""A sheet understood: its table, its mapping, how its cells are read, and the day it speaks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import partial

from csdesk.domain.custom import CustomField
from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.days import Order, day_said
from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.imports.columns.mapping import NEEDLESS, SheetMapping, map_table
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
from csdesk.domain.imports.sheets.abreast import with_lines
from csdesk.domain.imports.sheets.added import name_among
from csdesk.domain.imports.sheets.coloured import with_colours
from csdesk.domain.imports.sheets.drawn import Drawn, with_names
from csdesk.domain.imports.sheets.encoded_twice import are_twice, with_letters
from csdesk.domain.imports.sheets.gone import without_ahead, without_gone
from csdesk.domain.imports.sheets.indented import may_be_indented, with_parents
from csdesk.domain.imports.sheets.joins import Draft, joined
from csdesk.domain.imports.sheets.linked import are_linked, unlinked
from csdesk.domain.imports.sheets.made import as_answered
from csdesk.domain.imports.sheets.marked import may_be_marked, with_marks
from csdesk.domain.imports.sheets.measures import in_measures
from csdesk.domain.imports.sheets.named_once import with_names_below
from csdesk.domain.imports.sheets.nested import unnested
from csdesk.domain.imports.sheets.parts import with_whole_names
from csdesk.domain.imports.sheets.renamed import with_renamed
from csdesk.domain.imports.sheets.retold import retold
from csdesk.domain.imports.sheets.roles import with_roles
from csdesk.domain.imports.sheets.said_more import with_more
from csdesk.domain.imports.sheets.sections import with_sections
from csdesk.domain.imports.sheets.shared import with_shares
from csdesk.domain.imports.sheets.shown_money import with_shown_money
from csdesk.domain.imports.sheets.stages import may_hold_stages, with_standing
from csdesk.domain.imports.sheets.states import may_be_titled, with_states
from csdesk.domain.imports.sheets.step_days import with_step_days
from csdesk.domain.imports.sheets.timed_headers import with_times
from csdesk.domain.imports.tables.computed import with_computed
from csdesk.domain.imports.tables.forms import chosen_forms
from csdesk.domain.imports.tables.legends import with_legend
from csdesk.domain.imports.tables.questions import Asking, counted
from csdesk.domain.imports.tables.shown import table_shown
from csdesk.domain.imports.tables.stacked import tables_on
from csdesk.domain.imports.tables.subtotals import with_subtotals
from csdesk.domain.imports.tables.tables import BY_PERSON, HIDDEN, LEGEND, Skipped, Table, table_of
from csdesk.domain.imports.tables.told_cells import as_told, emptied_cells
from csdesk.domain.imports.vocabulary.exports import is_link, recognised
from csdesk.domain.imports.vocabulary.targets import CUSTOM, LEGEND_SHEET, NOW
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.values import dataclass

_FEW = 6
"""How many columns are named of those that nobody needs."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was said beside the file: which sheets, which noun, which order of days, which decimal mark."""

    sheets: tuple[str, ...] = ()
    out: frozenset[str] = frozenset()
    """Sheets, and tables of a sheet, that a person left out; the others come as without a word."""
    also: frozenset[str] = frozenset()
    """Sheets that a person takes, though nobody would without a word: hidden ones, and such as name no customer."""
    noun: str | None = None
    dates: Order | None = None
    decimal: Mark | None = None
    decide: str = "ask"
    day: date | None = None
    """From which day undated values are known, where a person said it."""
    valid_only: bool = False
    """Whether rows that cannot be read are refused without a question: the others come."""


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


@dataclass(frozen=True, slots=True)
class _Around:
    """What every sheet is understood with."""

    synonyms: Synonyms
    asking: Asking
    answers: Mapping[str, str]
    options: Options
    known: Known
    today: date
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By file, its sheets."""


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
    around = _Around(synonyms, asking, answers, options, known, today)
    drafts, skipped = _drafts(sources, around)
    drawn = []
    for source, draft in drafts:
        mapping = map_table(
            draft.table,
            synonyms,
            noun=options.noun or (draft.export.noun if draft.export else None),
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


def _drafts(sources: tuple[Source, ...], around: _Around) -> tuple[list[tuple[Source, Draft]], list[Skipped]]:
    """The tables of all files, with what they say of each other; and the sheets that are left out."""
    drafts: list[Draft] = []
    of: dict[str, Source] = {}
    skipped: list[Skipped] = []
    for source in sources:
        for grid in source.grids:
            chosen = chosen_forms(grid, around.options.sheets)
            named = replace(chosen, name=name_among(chosen, source, sources))
            why = _why_not(named, grid.name, around.options)
            if why:
                skipped.append(Skipped(source.file, named.name, why, grid.hidden))
                continue
            for part in tables_on(named, around.synonyms, _told(named.name, around.answers, around.known)):
                if part.name in around.options.out:
                    skipped.append(Skipped(source.file, part.name, BY_PERSON, grid.hidden))
                    continue
                headers = _told(part.name, around.answers, around.known)
                draw = partial(table_of, synonyms=around.synonyms, headers=tuple(headers))
                table = with_computed(table_shown(part, around.asking, draw), part)
                table = with_legend(table, part)
                table = with_times(table, around.asking, _day_of(source, table, around)[0], around.synonyms)
                if table.rows:
                    made = in_measures(_divided(_draft(source.file, table, around), around), around.synonyms)
                    left = [d.table.sheet for d in made if d.table.sheet in around.options.out]
                    skipped += [Skipped(source.file, name, BY_PERSON, grid.hidden) for name in left]
                    of |= {d.table.sheet: source for d in made}
                    drafts += [d for d in made if d.table.sheet not in left]
                else:
                    why = "no header was found" if not table.header_row else "it has no rows"
                    skipped.append(Skipped(source.file, part.name, why, grid.hidden))
    whole, taken = joined(drafts)
    sifted = [without_ahead(without_gone(with_shares(d), around.synonyms), around.today) for d in whole]
    reasons = [_why_no_sheet(d, taken, around.synonyms) for d in sifted]
    skipped += [Skipped(d.file, d.table.sheet, why) for d, why in zip(sifted, reasons, strict=True) if why]
    return [(of[d.table.sheet], d) for d, why in zip(sifted, reasons, strict=True) if not why], skipped


def _draft(file: str, table: Table, around: _Around) -> Draft:
    """The table with the export that it is; one of other rows than a person said is none."""
    twice, linked = set[int](), set[int]()
    for header in table.headers:
        texts = table.texts(header.index)
        twice |= {header.index} if are_twice(texts) else set()
        linked |= {header.index} if are_linked(texts) else set()
    table = unlinked(with_letters(table, twice), linked)
    found = recognised((h.text for h in table.headers), around.synonyms.exports)
    said = around.options.noun
    return Draft(file, unnested(table), found if found and said in {None, found.noun} else None)


def _divided(draft: Draft, around: _Around) -> Draft:
    """The draft with what its names, its stages and the headings among its rows say, of a person's own sheet.

    Those of another program (*1 - 30 days past due*) say no more than its rows do.
    """
    if draft.export is not None:
        return replace(draft, table=replace(draft.table, headings=()))
    draft = replace(draft, table=with_subtotals(draft.table, around.synonyms))
    noun = around.options.noun
    draw = partial(map_table, synonyms=around.synonyms, noun=noun, answers=around.answers)
    draft = with_colours(draft, draw, around.asking, around.synonyms)
    staged = may_hold_stages(draft.table, around.synonyms)
    if noun in {None, "account", "subscription"}:
        draft = with_lines(draft, around.asking, around.synonyms)
    marked = may_be_marked(draft.table, around.synonyms) or may_be_indented(draft.table, around.synonyms)
    titled = may_be_titled(draft.table, around.synonyms)
    if not (draft.table.headings or staged or marked or titled):
        return draft
    mapping = draw(draft.table)
    draft = with_marks(with_standing(draft, mapping, around.synonyms), mapping, around.synonyms)
    draft = with_states(with_parents(draft, mapping), mapping, around.asking, around.synonyms)
    if not draft.table.headings:
        return draft
    return with_sections(draft, mapping, around.known, around.asking, around.synonyms)


def _why_no_sheet(draft: Draft, taken: Mapping[str, str], synonyms: Synonyms) -> str:
    """Why a table of another program is no sheet of its own; empty where it is one."""
    sheet, export = draft.table.sheet, draft.export
    if export is not None and export.noun is None:
        return f"it is read together with “{taken[sheet]}”" if sheet in taken else export.why
    if export is None and is_link((h.text for h in draft.table.headers), synonyms.technical):
        return "it only links the rows of other tables"
    if draft.table.rows:
        return ""
    whys = sorted({left.why for left in draft.table.left_out})
    return "its rows are left out: " + "; ".join(whys)


def _told(sheet: str, answers: Mapping[str, str], known: Known) -> Iterator[str]:
    """The headers of a sheet that somebody named, or that it had when it last came."""
    start = f"column:{sheet}:"
    yield from (key.removeprefix(start) for key in answers if key.startswith(start))
    yield from known.mapped.get(sheet, ())


def _why_not(grid: Grid, bare: str, options: Options) -> str:
    if options.sheets:
        return "" if {grid.name, bare, *grid.forms} & set(options.sheets) else "another sheet was chosen"
    if grid.hidden and grid.name not in options.also:
        return HIDDEN
    if bare == LEGEND_SHEET and grid.name not in options.also:
        return LEGEND
    return "" if any(v is not None for row in grid.rows for v in row) else "it is empty"


def _sheet(drawn: Drawn, around: _Around) -> Sheet:
    source, asking = drawn.source, around.asking
    table = as_told(drawn.table, around.answers)
    for question in table.asks:
        asking.ask(question)
    fields: tuple[CustomField, ...] = around.known.all(CustomField)
    customers = partial(map_table, table, around.synonyms, noun="account", answers=around.answers)
    mapping, months = with_months(
        table, drawn.mapping, around.synonyms, asking, today=around.today, customers=customers
    )
    day, dated = _day_of(source, table, around)
    table, mapping, other = _retold(table, mapping, drawn, around, day)
    mapping = _as_known(mapping, table, around)
    if drawn.draft.export is None:
        table = with_names_below(table, mapping, asking)
    table, mapping, shown = with_shown_money(table, mapping)
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
    table: Table, mapping: SheetMapping, around: _Around, day: date, file: str
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
    table: Table, mapping: SheetMapping, drawn: Drawn, around: _Around, day: date
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
    table: Table, mapping: SheetMapping, drawn: Drawn, around: _Around, day: date
) -> tuple[Table, SheetMapping, list[str]]:
    """The table and its mapping with what columns tell otherwise than the book does, and what to tell of that."""
    dates, currency = around.options.dates, around.known.currency
    before = around.known.mapped.get(table.sheet, {}) if drawn.draft.export is None else None
    return retold(table, mapping, around.synonyms, around.asking, dates, day, currency, before)


def _as_known(mapping: SheetMapping, table: Table, around: _Around) -> SheetMapping:
    """The mapping as it was the last time, with columns under new names, and those that are one's own fields."""
    before = around.known.mapped.get(table.sheet, {})
    fields: tuple[CustomField, ...] = around.known.all(CustomField)
    mapping = as_before(with_revenue(table.sheet, mapping, around.asking), before, fields)
    mapping = with_renamed(mapping, table, before, around.known, around.synonyms, around.asking)
    mapping = with_apart(table.sheet, mapping, around.synonyms)
    return with_customs(mapping, table, fields, around.synonyms, all_unknown=False)


def _day_of(source: Source, table: Table, around: _Around) -> tuple[date, tuple[str, ...]]:
    """The day for which a table speaks, and what to tell of it."""
    said, day = day_said(table.titles), min(around.options.day or source.on, around.today)
    if said and around.options.day is None and said[0] <= day:
        told = f"The sheet says “{said[1]}”: what has no day of its own is known from that day."
        return said[0], (told,)
    return day, ()


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
