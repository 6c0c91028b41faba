"""The tables of all files as they are drawn, with what they say of each other; and the sheets that are left out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.days import day_said
from csdesk.domain.imports.cells.grid import Grid, Source
from csdesk.domain.imports.columns.mapped import map_table
from csdesk.domain.imports.sheets.abreast import with_lines
from csdesk.domain.imports.sheets.added import name_among
from csdesk.domain.imports.sheets.around import Around, Options
from csdesk.domain.imports.sheets.coloured import with_colours
from csdesk.domain.imports.sheets.encoded_twice import are_twice, with_letters
from csdesk.domain.imports.sheets.gone import without_ahead, without_gone
from csdesk.domain.imports.sheets.indented import may_be_indented, with_parents
from csdesk.domain.imports.sheets.internal import with_internal
from csdesk.domain.imports.sheets.joins import Draft, joined
from csdesk.domain.imports.sheets.linked import are_linked, unlinked
from csdesk.domain.imports.sheets.marked import may_be_marked, with_marks
from csdesk.domain.imports.sheets.measures import in_measures
from csdesk.domain.imports.sheets.nested import unnested
from csdesk.domain.imports.sheets.sections import with_sections
from csdesk.domain.imports.sheets.shared import with_shares
from csdesk.domain.imports.sheets.stages import may_hold_stages, with_standing
from csdesk.domain.imports.sheets.states import may_be_titled, with_states
from csdesk.domain.imports.sheets.timed_headers import with_times
from csdesk.domain.imports.tables.computed import with_computed
from csdesk.domain.imports.tables.forms import chosen_forms
from csdesk.domain.imports.tables.found import table_of
from csdesk.domain.imports.tables.legends import with_legend
from csdesk.domain.imports.tables.shown import table_shown
from csdesk.domain.imports.tables.stacked import tables_on
from csdesk.domain.imports.tables.subtotals import with_subtotals
from csdesk.domain.imports.tables.tables import BY_PERSON, HIDDEN, LEGEND, Skipped, Table
from csdesk.domain.imports.vocabulary.exports import is_link, recognised
from csdesk.domain.imports.vocabulary.targets import LEGEND_SHEET
from csdesk.domain.imports.vocabulary.words import Synonyms


def drafts_of(
    sources: tuple[Source, ...], around: Around
) -> tuple[list[tuple[Source, Draft]], list[Skipped]]:
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
                table = with_times(table, around.asking, day_of(source, table, around)[0], around.synonyms)
                if table.rows:
                    made = in_measures(_divided(_draft(source.file, table, around), around), around.synonyms)
                    made = [draft for one in made for draft in _without_internal(one, around)]
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


def _draft(file: str, table: Table, around: Around) -> Draft:
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


def _divided(draft: Draft, around: Around) -> Draft:
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


def _without_internal(draft: Draft, around: Around) -> list[Draft]:
    """The draft, and one of what nobody but us is to read of its projects, unless a person said what its rows are."""
    if around.options.noun is not None:
        return [draft]
    draw = partial(map_table, synonyms=around.synonyms, answers=around.answers)
    return with_internal(draft, draw, around.synonyms, around.known.mapped)


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


def day_of(source: Source, table: Table, around: Around) -> tuple[date, tuple[str, ...]]:
    """The day for which a table speaks, and what to tell of it."""
    said, day = day_said(table.titles), min(around.options.day or source.on, around.today)
    if said and around.options.day is None and said[0] <= day:
        told = f"The sheet says “{said[1]}”: what has no day of its own is known from that day."
        return said[0], (told,)
    return day, ()
