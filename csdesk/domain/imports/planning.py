"""Planning turns files into a plan: understand the sheets, ask, match, and lay every row on the bench."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from csdesk.domain.errors import NothingToImport
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Arrived, Plan, RowPlan, SheetPlan
from csdesk.domain.imports.bench.remembered import remembered, with_names_of_before
from csdesk.domain.imports.bench.settled import Settled
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.contracts.deadlines import deadlines_told
from csdesk.domain.imports.contracts.loss import dayless_told
from csdesk.domain.imports.contracts.overlaps import overlaps_of
from csdesk.domain.imports.contracts.rounded import rounded_in
from csdesk.domain.imports.rows.answered import ORDER, Answered, answered_of
from csdesk.domain.imports.rows.companies import companies_told
from csdesk.domain.imports.rows.laid import LaidRows, all_laid
from csdesk.domain.imports.rows.mistyped import refuse_unknown
from csdesk.domain.imports.rows.sales import deals_told
from csdesk.domain.imports.rows.waits import with_waiting
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.imports.sheets.one_id import with_one_form
from csdesk.domain.imports.sheets.owners import with_owners
from csdesk.domain.imports.sheets.sheets import Sheet, sheets_of
from csdesk.domain.imports.sheets.through import complete_through
from csdesk.domain.imports.tables.questions import NEW, SKIP, Asking
from csdesk.domain.imports.tables.tables import Skipped, whys
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.progress import Progress


def plan_files(
    sources: tuple[Source, ...],
    known: Known,
    answers: Mapping[str, str],
    synonyms: Synonyms,
    *,
    today: date,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Plan:
    """What importing the files would do.

    Raises: NoSuchChoice, NoSuchQuestion, NothingToImport, ImportCancelled.
    """
    options = options or Options()
    known = with_names_of_before(known, sources)
    asking = Asking(answers, options.decide, before := remembered(sources, known))
    said = {k: v for k, v in before.items() if k.startswith(("column:", "cell:"))} | dict(answers)
    sheets, skipped = sheets_of(sources, synonyms, asking, said, options, known, today=today)
    if not sheets:
        raise NothingToImport(files=", ".join(s.file for s in sources), why=whys(skipped))
    sheets = with_owners(with_one_form(sheets, known), known, asking)
    asked = _answered(sheets, asking, known, synonyms)
    laid = all_laid(asked, known, asking, synonyms, today, progress)
    asking.gather()
    refuse_unknown(asking, sheets, [s.sheet for s in skipped])
    settled = Settled(laid.bench, known)
    return Plan(
        files=tuple(Arrived(s.file, s.sha256, known.arrived.get(s.sha256)) for s in sources),
        sheets=with_waiting(_sheet_plans(sheets, asked, laid, skipped, settled), asking.asked),
        questions=asking.asked,
        values=settled.values(),
        drops=tuple(laid.bench.blanks.gone.values()),
        answers=dict(answers),
        names=_names(asking, laid.bench),
        called=tuple(laid.bench.names.contracts),
        left=laid.left,
        skipped=skipped,
        operation=known.operation,
    )


def _answered(sheets: tuple[Sheet, ...], asking: Asking, known: Known, synonyms: Synonyms) -> list[Answered]:
    """The sheets with what was answered for them, in the order in which they are laid."""
    steps = next((s.name for s in sheets if s.mapping.noun == "step"), "")
    return sorted((answered_of(s, asking, known, synonyms, steps) for s in sheets), key=Answered.place)


def _names(asking: Asking, bench: Bench) -> tuple[tuple[str, str, str], ...]:
    """Names that a person said are another account's, and IDs that it has in other lists: sheet, name, account."""
    found = [(sheet, key, uid) for (sheet, key), uid in bench.ids.elsewhere.items()]
    for question in asking.asked:
        uid = bench.spoken.get((question.sheet, question.rows[0])) if question.kind == "same" else None
        if uid and question.answer not in {None, NEW, SKIP}:
            found.append((question.sheet, question.seen[0], uid))
    return tuple(found)


def _sheet_plans(
    sheets: tuple[Sheet, ...],
    asked: list[Answered],
    laid: LaidRows,
    skipped: tuple[Skipped, ...],
    settled: Settled,
) -> tuple[SheetPlan, ...]:
    first = {s.file: s.name for s in reversed(sheets)}
    planned = {}
    for item in asked:
        sheet = item.sheet
        told = skipped if first[sheet.file] == sheet.name else ()
        made = _sheet_plan(item, settled.rows(laid.rows[sheet.name]), told)
        overlaps = () if sheet.mapping.own else overlaps_of(sheet.name, laid.bench)
        dayless = dayless_told([row for name, row in laid.bench.dayless if name == sheet.name])
        merged = (*laid.bench.formers.told(sheet.name), *laid.bench.former_people.told(sheet.name))
        notes = (*made.notes, *merged, *overlaps, *rounded_in(sheet.name, laid.bench), *dayless)
        notes = (*notes, *deals_told(sheet, laid.bench), *deadlines_told(sheet, item.terms))
        notes = (*notes, *companies_told(sheet, laid.bench), *laid.told[sheet.name])
        notes = (*notes, *laid.bench.decided.told(sheet.name))
        planned[sheet.name] = replace(made, notes=notes)
    return tuple(planned[s.name] for s in sheets)


def _sheet_plan(item: Answered, rows: tuple[RowPlan, ...], skipped: tuple[Skipped, ...]) -> SheetPlan:
    sheet = item.sheet
    here = [s for s in skipped if s.file == sheet.file]
    notes = (*sheet.notes, *(f"Sheet “{s.sheet}” is not imported: {s.why}." for s in here))
    nouns = {c.target.split(".")[0] for c in sheet.mapping.columns if c.target} | {sheet.mapping.noun}
    return SheetPlan(
        file=sheet.file,
        sheet=sheet.name,
        nouns=tuple(sorted(nouns, key=lambda n: ORDER[n])),
        columns=sheet.mapping.columns,
        rows=rows,
        left_out=sheet.table.left_out,
        day=sheet.day,
        row_noun=sheet.mapping.noun,
        notes=notes,
        header_row=sheet.table.header_row,
        complete_through=complete_through(sheet),
        own=sheet.own,
    )
