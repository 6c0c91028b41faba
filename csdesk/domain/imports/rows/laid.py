"""All rows of all sheets are laid, and again as long as what they tell together asks for it."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from functools import partial

from csdesk.domain.errors import ImportCancelled
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import RowPlan
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.contracts.called import ask_called
from csdesk.domain.imports.contracts.currencies import ask_exchanged
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.ramps import ramped
from csdesk.domain.imports.contracts.repriced import ask_amounts, taken_back
from csdesk.domain.imports.contracts.sold import sold_of
from csdesk.domain.imports.contracts.twice import ask_twice, told_one
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.rows.answered import Answered, columns_of_amounts, months_of_amounts
from csdesk.domain.imports.rows.archived import lay_archived
from csdesk.domain.imports.rows.closings import undated_closings, undated_risks
from csdesk.domain.imports.rows.complete import lay_missing
from csdesk.domain.imports.rows.customers import Customers
from csdesk.domain.imports.rows.erase_offers import offer_erasing
from csdesk.domain.imports.rows.facts import Facts
from csdesk.domain.imports.rows.flags import settle_flags
from csdesk.domain.imports.rows.foreign_ids import foreign_ids, without_ids
from csdesk.domain.imports.rows.gone_steps import gone_steps, lay_gone_steps
from csdesk.domain.imports.rows.left_lines import left_lines
from csdesk.domain.imports.rows.parents import with_parent
from csdesk.domain.imports.rows.reworded import ask_reworded
from csdesk.domain.imports.rows.rows import Laying, lay_row
from csdesk.domain.imports.rows.sponsors import settle_sponsors
from csdesk.domain.imports.rows.strangers import strangers_of
from csdesk.domain.imports.tables.questions import Asking
from csdesk.domain.imports.vocabulary.targets import INVOICED, SHEET_NOUNS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.names import name_key
from csdesk.domain.progress import Progress
from csdesk.domain.values import dataclass

_CHUNK = 500
_LISTS = frozenset({"account", "subscription"})


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
class LaidRows:
    """The bench with all that was laid on it, and by sheet, what became of its rows."""

    bench: Bench
    rows: Mapping[str, tuple[RowPlan, ...]]
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By sheet, what is told of all its rows."""
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def all_laid(
    asked: list[Answered],
    known: Known,
    asking: Asking,
    synonyms: Synonyms,
    today: date,
    progress: Progress | None,
) -> LaidRows:
    """All rows laid; once more where IDs are others, amounts differ, or products stand twice, when what that means is
    known; and once more where rows tell in other words what the book has, and where empty cells erase.
    """
    sheets = [a.sheet for a in asked]
    lay = partial(_lay, known=known, asking=asking, synonyms=synonyms, today=today, progress=progress)
    before = _Said(one=told_one(sheets, asking))
    laid = lay(asked, before)
    if others := foreign_ids(sheets, laid.bench, asking):
        asked = [replace(a, sheet=without_ids(a.sheet)) if a.sheet.name in others else a for a in asked]
        sheets = [a.sheet for a in asked]
        laid = lay(asked, before)
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
        laid = lay(asked, said)
    if reworded := ask_reworded(sheets, laid.rows, laid.bench, asking):
        said = replace(said, reworded=reworded)
        laid = lay(asked, said)
    if erased := offer_erasing(sheets, laid.bench, asking, known.answered.get("", {})):
        laid = lay(asked, replace(said, erased=erased))
    return _with_whole_sheets(asked, laid, asking)


def _with_whole_sheets(asked: list[Answered], laid: LaidRows, asking: Asking) -> LaidRows:
    """The rows with what no single one says, but all of a sheet together."""
    rows, told, left = dict(laid.rows), dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    gone = gone_steps([a.sheet for a in asked], rows, laid.bench)
    for item in asked:
        name = item.sheet.name
        rows[name], told[name] = lay_archived(item.sheet, rows[name], item.lost, laid.bench, asking)
        rows[name], steps = lay_gone_steps(item.sheet, rows[name], gone.get(name, ()), laid.bench, asking)
        missing = lay_missing(item.sheet, laid.bench, asking)
        told[name] += (*steps, *missing.told, *left_lines(item.sheet, rows[name], laid.bench))
        told[name] += (*undated_closings(item.sheet, rows[name]), *undated_risks(item.sheet, rows[name]))
        left[name] = missing.left
        if item.sheet.mapping.noun == "account" and not item.sheet.mapping.own:
            settle_flags(item.sheet, item.lost, laid.bench, asking)
    if not all(item.sheet.mapping.own for item in asked):
        settle_sponsors(laid.bench, asking)
    return replace(laid, rows=rows, told=told, left=left)


def _lay(
    asked: list[Answered],
    said: _Said,
    *,
    known: Known,
    asking: Asking,
    synonyms: Synonyms,
    today: date,
    progress: Progress | None,
) -> LaidRows:
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
        place = _place(item, said, today, left)
        facts = Facts(SHEET_NOUNS[sheet.mapping.noun], place, bench)
        customers = Customers(place, bench, synonyms)
        lines = ramped if item.terms.years else sold_of
        laying = Laying(
            sheet.mapping.noun, place, bench, asking, synonyms, customers, facts, lines, own=sheet.mapping.own
        )
        rows[sheet.name] = tuple(
            lay_row(told.row(r), laying, lost=r.row in item.lost, out=r.row in item.out)
            for r in sheet.records
        )
        if sheet.header("account.parent"):
            rows[sheet.name] = tuple(
                map(partial(with_parent, sheet.name, bench), sheet.records, rows[sheet.name])
            )
    return LaidRows(bench, rows)


def _left(asked: list[Answered]) -> frozenset[str]:
    """The names of those of whom a row says that they left."""
    rows = (r for a in asked if a.lost for r in a.sheet.records if r.row in a.lost)
    return frozenset(name_key(str(r.get("account.account") or "")) for r in rows)


def _place(item: Answered, said: _Said, today: date, left: frozenset[str]) -> Place:
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
        unknown=sheet.unknown,
        left=left,
        strangers=said.strangers,
        prospects=item.prospects,
        lines_only=sheet.mapping.noun == "subscription",
        measure=sheet.measure,
        months=months_of_amounts(sheet),
        columns=columns_of_amounts(sheet),
        prorated=item.prorated,
        invoiced=sheet.mapping.at(INVOICED) is not None,
        customs=tuple((c.header, c.custom.field) for c in sheet.mapping.columns if c.custom),
        filled=sheet.filled,
        headers={c.target: c.header for c in sheet.mapping.columns if c.target},
    )


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
