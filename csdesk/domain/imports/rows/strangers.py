"""A stranger is an account that rows of facts name and nobody brings: what becomes of them is asked once a sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.cells.alike import loose_key
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.rows.facts import NO_ACCOUNT
from csdesk.domain.imports.rows.identity import Who, how_alike, match, similar_to
from csdesk.domain.imports.rows.sales import has_bought
from csdesk.domain.imports.rows.standing import KEEP
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import NEW, SIMILAR, SKIP, Asking, Choice, Question, counted
from csdesk.domain.imports.vocabulary.near import NearNames
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.names import name_key
from csdesk.domain.phrases import first_of

WAITING = "?"
"""What becomes of a name while a question about it is open."""
_CUSTOMERS = frozenset({"account", "subscription"})
_SHOWN = 5
CUSTOMERS = "customers"
_AS_PROSPECTS = "New accounts, as prospects: they come in with these rows"
Rows = Mapping[str, Sequence[RowPlan]]
"""By sheet, what becomes of its rows."""


def called_by(record: Record) -> str:
    """How a row calls its account: by its name, else by its ID in another system."""
    name = record.get("account.account")
    return name_key(str(name)) if name else str(record.get("account.external_id") or "")


def strangers_of(
    sheets: Iterable[Sheet], rows: Rows, bench: Bench, asking: Asking, synonyms: Synonyms
) -> dict[str, str]:
    """By how rows call them: new accounts, left out, waiting for an answer, or the account that was meant.

    The customers of these files are none: what becomes of them becomes of their rows elsewhere.
    """
    sheets = tuple(sheets)
    if all(map(_is_of_customers, sheets)):
        return {}
    told = {name_key(r.name) for s in sheets if _is_of_customers(s) for r in rows[s.name]}
    out = {key for s in sheets if _is_of_customers(s) for key in _left_out(s.records, rows[s.name])}
    found, fresh_ones = dict[str, str](), _Fresh()
    for sheet in sheets:
        refused = {r.row for r in rows[sheet.name] if any(p.problem in NO_ACCOUNT for p in r.problems)}
        if not refused or _is_of_customers(sheet):
            continue
        unknown = [r for r in sheet.records if r.row in refused]
        found |= {key: SKIP for r in unknown if (key := called_by(r)) in out}
        settled = {*found, *told, *out}
        fresh = [r for r in unknown if r.get("account.account") and called_by(r) not in settled]
        found |= _asked(sheet, fresh, fresh_ones, bench, asking, synonyms)
    return found


def _is_of_customers(sheet: Sheet) -> bool:
    return sheet.mapping.noun in _CUSTOMERS


def _left_out(records: Iterable[Record], rows: Iterable[RowPlan]) -> Iterator[str]:
    """What customers are called by that are left out, by name and by ID."""
    out = {r.row for r in rows if r.result is Result.LEFT_OUT}
    for record in records if out else ():
        if record.row in out:
            yield called_by(record)
            yield str(record.get("account.external_id") or "")


def _asked(
    sheet: Sheet,
    records: Iterable[Record],
    fresh_ones: "_Fresh",
    bench: Bench,
    asking: Asking,
    synonyms: Synonyms,
) -> dict[str, str]:
    """What a person says of the names of one sheet: of those that are like an account's, one by one.

    In the csdesk workbook's own sheets all others stay refused.
    """
    found = dict[str, str]()
    strangers: dict[str, list[Record]] = {}
    for record in records:
        key = called_by(record)
        if key in strangers:
            strangers[key].append(record)
        elif key not in found:
            who = Who(record.get("account.account"), record.get("account.external_id"))
            match_ = match(who, bench, synonyms, sheet=sheet.name, row=record.row)
            if match_.account:
                found[key] = match_.account.id
            elif match_.question:
                found[key] = asking.said(match_.question) or WAITING
            elif not sheet.mapping.own:
                strangers[key] = [record]
    if strangers:
        bought = {key: some for key, some in strangers.items() if has_bought(some)}
        said = asking.ask(_question(sheet, strangers, len(bought), known=bool(bench.by_name)))
        rest = {CUSTOMERS: SKIP, NEW: KEEP}.get(said or "", said or WAITING)
        found |= {key: NEW if key in bought and said in {NEW, CUSTOMERS} else rest for key in strangers}
        fresh = bought if said == CUSTOMERS else strangers if said == NEW else {}
        found |= fresh_ones.told_apart(sheet.name, fresh, asking)
    return found


class _Fresh:
    """The new accounts of these files, by loose name, each with the sheet and the row that names it first."""

    def __init__(self) -> None:
        self._near = NearNames()
        self._first: dict[str, tuple[str, Record]] = {}

    def told_apart(
        self, sheet: str, strangers: Mapping[str, Sequence[Record]], asking: Asking
    ) -> dict[str, str]:
        """What a person says of those of a sheet whose names are only alike: two, or the one of an earlier row."""
        found = dict[str, str]()
        for key, records in strangers.items():
            record = records[0]
            loose = loose_key(str(record.get("account.account")))
            like = ((k, self._first[k]) for k in similar_to(loose, self._near, self._first))
            other = next((there for k, there in like if not _ids_differ(loose, k, record, there[1])), None)
            said = asking.said(_alike_question(sheet, record, *other)) if other else NEW
            if said != NEW:
                found[key] = said or WAITING
            elif loose not in self._first:
                self._near.note(loose)
                self._first[loose] = (sheet, record)
        return found


def _ids_differ(loose: str, other: str, record: Record, there: Record) -> bool:
    """Whether IDs of their own tell apart two names that differ by more than their legal form."""
    ids = [r.get("account.external_id") for r in (record, there)]
    return loose != other and all(ids) and ids[0] != ids[1]


def _alike_question(sheet: str, record: Record, place: str, other: Record) -> Question:
    name, there = (str(r.get("account.account")) for r in (record, other))
    here = place == sheet
    return Question(
        key=f"same:{sheet}:{record.row}",
        sheet=sheet,
        rows=(record.row, other.row) if here else (record.row,),
        seen=(name, there),
        choices=(
            Choice(str(other.row), f"Yes, the same as row {other.row}, {there}")
            if here
            else Choice(f"{place}!{other.row}", f"Yes, the same as row {other.row} of “{place}”, {there}"),
            Choice(NEW, "No, it is another account"),
            Choice(SKIP, "Leave its rows out"),
        ),
        default=None,
        text=f"Is row {record.row}, {name}, {there}?",
        evidence=f"{how_alike(name, there)} Neither is in the book.",
        group=SIMILAR,
    )


def _question(
    sheet: Sheet, strangers: Mapping[str, Sequence[Record]], bought: int, *, known: bool
) -> Question:
    names = [str(some[0].get("account.account")) for some in strangers.values()]
    rows = tuple(sorted(r.row for some in strangers.values() for r in some))
    noun = SHEET_NOUNS[sheet.mapping.noun]
    it = "it" if len(names) == 1 else "them"
    apart = 0 < bought < len(names)
    few = f" By won deals or a status, {counted(bought, 'account', 'is')} of customers." if apart else ""
    fresh = "Those that are customers as customers, the others as prospects" if apart else _AS_PROSPECTS
    only = Choice(CUSTOMERS, f"Only {counted(bought, 'customer')}: leave the rows of the others out")
    return Question(
        key=f"strangers:{sheet.name}:accounts",
        sheet=sheet.name,
        rows=rows,
        seen=tuple(names[:_SHOWN]),
        choices=(
            *([only] if apart else []),
            Choice(NEW, "New accounts: they come in with these rows" if bought == len(names) else fresh),
            Choice(SKIP, f"Leave {counted(len(rows), 'row')} out"),
        ),
        default=SKIP if known else CUSTOMERS if apart else NEW,
        text=f"{counted(len(names), 'account', 'is')} not in the book. What becomes of {it}?",
        evidence=f"{first_of(names[:_SHOWN], len(names))}. The sheet has {noun.table} of {it}.{few}",
    )
