"""Planning turns files into a plan: understand the sheets, ask, match, and lay every row on the bench."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from functools import partial

from csdesk.domain.errors import ImportCancelled, NothingToImport
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Arrived, Plan, RowPlan, SheetPlan
from csdesk.domain.imports.bench.remembered import remembered, with_names_of_before
from csdesk.domain.imports.bench.settled import Settled
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.contracts.backwards import turned
from csdesk.domain.imports.contracts.called import ask_called
from csdesk.domain.imports.contracts.currencies import ask_exchanged
from csdesk.domain.imports.contracts.deadlines import deadlines_told
from csdesk.domain.imports.contracts.loss import dayless_told
from csdesk.domain.imports.contracts.overlaps import overlaps_of
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.prorated import ask_prorated
from csdesk.domain.imports.contracts.ramps import ramped
from csdesk.domain.imports.contracts.repriced import ask_amounts, taken_back
from csdesk.domain.imports.contracts.rounded import rounded_in
from csdesk.domain.imports.contracts.running import MRR_BY_MONTH, Columns
from csdesk.domain.imports.contracts.sold import sold_of
from csdesk.domain.imports.contracts.terms import Terms
from csdesk.domain.imports.contracts.twice import ask_twice, told_one
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.rows.archived import lay_archived
from csdesk.domain.imports.rows.asked import churned_rows, terms_of, under_headings
from csdesk.domain.imports.rows.closings import undated_closings
from csdesk.domain.imports.rows.companies import companies_told
from csdesk.domain.imports.rows.complete import lay_missing
from csdesk.domain.imports.rows.customers import Customers
from csdesk.domain.imports.rows.erase_offers import offer_erasing
from csdesk.domain.imports.rows.facts import Facts
from csdesk.domain.imports.rows.flags import settle_flags
from csdesk.domain.imports.rows.foreign_ids import foreign_ids, without_ids
from csdesk.domain.imports.rows.left_lines import left_lines
from csdesk.domain.imports.rows.mistyped import refuse_unknown
from csdesk.domain.imports.rows.parents import with_parent
from csdesk.domain.imports.rows.reworded import ask_reworded
from csdesk.domain.imports.rows.rows import Laying, lay_row
from csdesk.domain.imports.rows.sales import deals_told
from csdesk.domain.imports.rows.sponsors import settle_sponsors
from csdesk.domain.imports.rows.standing import Standing, standing_of
from csdesk.domain.imports.rows.strangers import strangers_of
from csdesk.domain.imports.rows.waits import with_waiting
from csdesk.domain.imports.sheets.one_id import with_one_form
from csdesk.domain.imports.sheets.owners import with_owners
from csdesk.domain.imports.sheets.sheets import Options, Sheet, sheets_of
from csdesk.domain.imports.sheets.through import complete_through
from csdesk.domain.imports.tables.questions import NEW, SKIP, Asking
from csdesk.domain.imports.tables.tables import Skipped, whys
from csdesk.domain.imports.vocabulary.targets import AMOUNTS, INVOICED, PAID, PAYS, SHEET_NOUNS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.names import name_key
from csdesk.domain.progress import Progress
from csdesk.domain.values import dataclass

_CHUNK = 500
_ORDER = {word: at for at, word in enumerate(SHEET_NOUNS)}
_LISTS = frozenset({"account", "subscription"})
_FIRST = frozenset({"account", "product", "subscription"})
"""Nouns whose sheets are laid before those of facts, which are about their rows."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One sheet with everything that was answered for it."""

    sheet: Sheet
    terms: Terms
    lost: frozenset[int]
    out: frozenset[int]
    prospects: frozenset[int]
    prorated: bool = False

    def place(self) -> tuple[bool, int]:
        """Where its sheet stands among others: facts come behind what they are about."""
        return self.sheet.mapping.noun not in _FIRST, _ORDER[self.sheet.mapping.noun]


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
    asked = sorted((_ask(s, asking, known, synonyms) for s in sheets), key=_Asked.place)
    laid = _laid(asked, known, asking, synonyms, today, progress)
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


def _names(asking: Asking, bench: Bench) -> tuple[tuple[str, str, str], ...]:
    """Names that a person said are another account's, and IDs that it has in other lists: sheet, name, account."""
    found = [(sheet, key, uid) for (sheet, key), uid in bench.ids.elsewhere.items()]
    for question in asking.asked:
        uid = bench.spoken.get((question.sheet, question.rows[0])) if question.kind == "same" else None
        if uid and question.answer not in {None, NEW, SKIP}:
            found.append((question.sheet, question.seen[0], uid))
    return tuple(found)


def _laid(
    asked: list["_Asked"],
    known: Known,
    asking: Asking,
    synonyms: Synonyms,
    today: date,
    progress: Progress | None,
) -> "_Laid":
    """All rows laid; once more where IDs are others, amounts differ, or products stand twice, when what that means is
    known; and once more where rows tell in other words what the book has, and where empty cells erase.
    """
    sheets = [a.sheet for a in asked]
    before = _Said(one=told_one(sheets, asking))
    laid = _lay(asked, known, asking, synonyms, before, today, progress)
    if others := foreign_ids(sheets, laid.bench, asking):
        asked = [replace(a, sheet=without_ids(a.sheet)) if a.sheet.name in others else a for a in asked]
        sheets = [a.sheet for a in asked]
        laid = _lay(asked, known, asking, synonyms, before, today, progress)
    back = taken_back(laid.bench)
    said = _Said(
        currencies=ask_exchanged(sheets, laid.bench, asking),
        amounts=ask_amounts(sheets, laid.bench, asking, but=back),
        taken_back=back,
        one=ask_twice(sheets, laid.bench, asking),
        called=ask_called(sheets, laid.bench, asking),
        strangers=strangers_of(sheets, laid.rows, laid.bench, asking, synonyms),
    )
    if replace(said, taken_back=before.taken_back) != before:
        laid = _lay(asked, known, asking, synonyms, said, today, progress)
    if reworded := ask_reworded(sheets, laid.rows, laid.bench, asking):
        said = replace(said, reworded=reworded)
        laid = _lay(asked, known, asking, synonyms, said, today, progress)
    if erased := offer_erasing(sheets, laid.bench, asking, known.answered.get("", {})):
        laid = _lay(asked, known, asking, synonyms, replace(said, erased=erased), today, progress)
    return _with_whole_sheets(asked, laid, asking)


def _with_whole_sheets(asked: list["_Asked"], laid: "_Laid", asking: Asking) -> "_Laid":
    """The rows with what no single one says, but all of a sheet together."""
    rows, told, left = dict(laid.rows), dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    for item in asked:
        name = item.sheet.name
        rows[name], told[name] = lay_archived(item.sheet, rows[name], item.lost, laid.bench, asking)
        missing = lay_missing(item.sheet, laid.bench, asking)
        told[name] += (*missing.told, *left_lines(item.sheet, rows[name], laid.bench))
        told[name] += tuple(undated_closings(item.sheet, rows[name]))
        left[name] = missing.left
        if item.sheet.mapping.noun == "account" and not item.sheet.mapping.own:
            settle_flags(item.sheet, item.lost, laid.bench, asking)
    if not all(item.sheet.mapping.own for item in asked):
        settle_sponsors(laid.bench, asking)
    return replace(laid, rows=rows, told=told, left=left)


def _sheet_plans(
    sheets: tuple[Sheet, ...],
    asked: list["_Asked"],
    laid: "_Laid",
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


def _ask(sheet: Sheet, asking: Asking, known: Known, synonyms: Synonyms) -> _Asked:
    whole = replace(sheet, records=tuple(sheet.records) if _is_asked_of_rows(sheet) else ())
    lost, out = under_headings(whole, asking, synonyms)
    standing = Standing()
    if sheet.mapping.noun in {"account", "subscription"}:
        lost |= churned_rows(whole, asking)
        standing = standing_of(whole, (r for r in whole.records if r.row not in lost), asking)
        out |= standing.out
        lost |= standing.lost
    gone = lost | out
    live = [r for r in whole.records if r.row not in gone] if gone else whole.records
    terms = terms_of(sheet, live, asking, known.currency)
    if not sheet.mapping.own:
        terms = replace(terms, backwards=turned(sheet, whole.records, terms, asking))
    return _Asked(sheet, terms, lost, out, standing.kept, _prorated(sheet, asking))


def _prorated(sheet: Sheet, asking: Asking) -> bool:
    """Whether a smaller first month is a part of one, of a table of what each month costs."""
    column = sheet.mapping.at(PAID)
    if column is None or _columns(sheet) != MRR_BY_MONTH:
        return False
    return ask_prorated(sheet.name, sheet.records, _months(sheet), column.header, asking)


def _is_asked_of_rows(sheet: Sheet) -> bool:
    """Whether anything is asked that its rows tell: of a table of facts that is no more than its headings."""
    sells = any((c.target or "").startswith("subscription.") for c in sheet.mapping.columns)
    return sells or bool(sheet.table.headings) or sheet.mapping.noun in {"account", "subscription"}


@dataclass(frozen=True, slots=True)
class _Said:
    """What was answered of rows that were laid once: by sheet, what other amounts and currencies mean; the rows whose
    amounts others take back; where rows of one customer and product are one line; by how they are called, accounts
    that nobody brings; the rows of the book that rows tell in other words; and what is erased."""

    amounts: Mapping[str, str] = field(default_factory=dict)
    taken_back: frozenset[Where] = frozenset()
    currencies: Mapping[str, str] = field(default_factory=dict)
    one: frozenset[str] = frozenset()
    called: frozenset[Where] = frozenset()
    strangers: Mapping[str, str] = field(default_factory=dict)
    reworded: Mapping[Where, str] = field(default_factory=dict)
    erased: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Laid:
    bench: Bench
    rows: Mapping[str, tuple[RowPlan, ...]]
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By sheet, what is told of all its rows."""
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _lay(
    asked: list[_Asked],
    known: Known,
    asking: Asking,
    synonyms: Synonyms,
    said: _Said,
    today: date,
    progress: Progress | None,
) -> _Laid:
    bench = Bench(known, said.erased, synonyms.of_nobody)
    bench.names.rows = {a.sheet.name: a.sheet.records for a in asked if a.sheet.mapping.noun in _LISTS}
    told = _Told(progress, sum(len(a.sheet.records) for a in asked))
    rows: dict[str, tuple[RowPlan, ...]] = {}
    left = _left(asked)
    for item in asked:
        sheet = item.sheet
        for column in sheet.mapping.columns:
            if column.custom and column.custom.new:
                bench.put(column.custom.field)
        place = replace(_place(item, said, today), left=left)
        facts = Facts(SHEET_NOUNS[sheet.mapping.noun], place, bench)
        customers = Customers(place, bench, synonyms)
        lines = ramped if item.terms.years else sold_of
        laying = Laying(
            sheet.mapping.noun, place, bench, asking, synonyms, customers, facts, lines, own=sheet.mapping.own
        )
        rows[sheet.name] = tuple(
            lay_row(
                told.row(r),
                laying,
                lost=r.row in item.lost,
                out=r.row in item.out,
            )
            for r in sheet.records
        )
        if sheet.header("account.parent"):
            rows[sheet.name] = tuple(
                map(partial(with_parent, sheet.name, bench), sheet.records, rows[sheet.name])
            )
    return _Laid(bench, rows)


def _left(asked: list[_Asked]) -> frozenset[str]:
    """The names of those of whom a row says that they left."""
    rows = (r for a in asked if a.lost for r in a.sheet.records if r.row in a.lost)
    return frozenset(name_key(str(r.get("account.account") or "")) for r in rows)


def _place(item: _Asked, said: _Said, today: date) -> Place:
    sheet = item.sheet
    return Place(
        file=sheet.file,
        sheet=sheet.name,
        terms=item.terms,
        today=today,
        amounts=said.amounts.get(sheet.name),
        taken_back=said.taken_back,
        currencies=said.currencies.get(sheet.name),
        one_line=sheet.name in said.one,
        as_called=said.called,
        reworded=said.reworded,
        unknown=item.sheet.unknown,
        strangers=said.strangers,
        prospects=item.prospects,
        lines_only=sheet.mapping.noun == "subscription",
        measure=sheet.measure,
        months=_months(sheet),
        columns=_columns(sheet),
        prorated=item.prorated,
        invoiced=sheet.mapping.at(INVOICED) is not None,
        customs=tuple((c.header, c.custom.field) for c in sheet.mapping.columns if c.custom),
        filled=sheet.filled,
        headers={c.target: c.header for c in sheet.mapping.columns if c.target},
    )


def _months(sheet: Sheet) -> tuple[date, ...]:
    """The months of amounts: a column in which nobody has one is none of them."""
    dated = any(map(sheet.mapping.at, AMOUNTS))
    return tuple(sorted({month for r in sheet.records for month, _ in r.paid})) if dated else ()


def _columns(sheet: Sheet) -> Columns:
    """How many months each of them is, and an amount in it pays for."""
    pays = next((months for target, months in PAYS.items() if sheet.mapping.at(target)), 1)
    return Columns(max((c.every for c in sheet.mapping.columns), default=1), pays)


class _Told:
    """Says how far the laying is, and stops it."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def row(self, record: Record) -> Record:
        """One more row. Raises: ImportCancelled."""
        if self._progress and self._done % _CHUNK == 0 and not self._progress(self._done, self._total):
            raise ImportCancelled
        self._done += 1
        return record


def _sheet_plan(item: _Asked, rows: tuple[RowPlan, ...], skipped: tuple[Skipped, ...]) -> SheetPlan:
    sheet = item.sheet
    here = [s for s in skipped if s.file == sheet.file]
    notes = (*sheet.notes, *(f"Sheet “{s.sheet}” is not imported: {s.why}." for s in here))
    nouns = {c.target.split(".")[0] for c in sheet.mapping.columns if c.target} | {sheet.mapping.noun}
    return SheetPlan(
        file=sheet.file,
        sheet=sheet.name,
        nouns=tuple(sorted(nouns, key=lambda n: _ORDER[n])),
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
