"""A section says of the rows under its heading whose they are, or their segment, region or CSM; asked once a sheet."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.spans import span_of
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.columns.naming import names_nobody
from csdesk.domain.imports.sheets.joins import Draft, with_columns
from csdesk.domain.imports.tables.headings import DECORATION, heading_said, says_heading
from csdesk.domain.imports.tables.over import levels_of
from csdesk.domain.imports.tables.questions import EACH, Asking, Choice, Question
from csdesk.domain.imports.tables.tables import SHEET_NAME, LeftOut, Row, Table
from csdesk.domain.imports.vocabulary.renewals import about_renewals
from csdesk.domain.imports.vocabulary.targets import OF_THE_BOOK
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.phrases import first_of
from csdesk.domain.values import dataclass

ACCOUNTS, CUSTOMERS, NOTHING = "accounts", "customers", "nothing"
OPEN = "open"
"""What a heading says that only tells how far its rows are: *Still open*."""
CLOSED = "closed"
"""What a heading says of tasks that are done; of customers it may say that they were lost, or that they signed."""
RENEWAL = "renewal"
WHOSE = "account"
_FIELDS = {"segment": "segment", "region": "region", "csm": "CSM"}
"""What a heading may say of an account, and how it is called."""
_ENDS = ("subscription.renewal_date", "subscription.end")
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Meant:
    """The fields that headings may fill, the one that their words speak for, and how they do."""

    fields: tuple[str, ...]
    field: str | None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class _Level:
    """Headings of one level; `over` says which of them stands over a heading of the lowest one."""

    key: str
    headings: tuple[LeftOut, ...]
    over: Mapping[int, int]
    below: frozenset[str | None] = frozenset()
    """What the words of the headings under them speak for."""


def with_sections(
    draft: Draft, mapping: SheetMapping, known: Known, asking: Asking, synonyms: Synonyms
) -> Draft:
    """The table with a column of what its headings say, where they say it of the rows under them, or as was said.

    Where they stand in two or three levels, each is asked about and has a column of its own.
    """
    table = draft.table
    headings = tuple(h for h in table.headings if _may_divide(h, table, asking, synonyms))
    words = {h.row: _bare(h) for h in table.headings}
    used = frozenset(r.heading for r in table.rows if r.heading is not None)
    above = levels_of([*words], used, words, partial(synonyms.value, "sections"))
    upper = [tuple(h for h in headings if h.row in over.values()) for over in above]
    lower = tuple(h for h in headings if not any(h in some for some in upper))
    names = ("headings above", "headings at the top")
    below = frozenset(_field_of(h, synonyms) for h in lower)
    levels = [_Level(*level, below) for level in zip(names, upper, above, strict=False)]
    for level in (*reversed(levels), _Level("headings", lower, {})):
        draft = _with_level(draft, level, mapping, known, asking, synonyms)
    return draft


def _with_level(
    draft: Draft, level: _Level, mapping: SheetMapping, known: Known, asking: Asking, synonyms: Synonyms
) -> Draft:
    headings = level.headings
    without = frozenset((draft.brought or {}).values())
    meant = _meant(level, draft.table, mapping, known, synonyms, without=without)
    sums = draft.table.sums
    alone = len(headings) == 1 and meant.field in {None, CUSTOMERS} and not sums
    if not headings or not meant.fields or alone:
        return draft
    if sums and not meant.evidence:
        meant = replace(meant, evidence="Their amounts add up those of the others.")
    question = _question(draft.table.sheet, level, meant, synonyms, sums=bool(sums))
    answer = asking.before(question.key) or meant.field
    table = replace(draft.table, asks=(*draft.table.asks, question))
    if answer == EACH:
        return replace(draft, table=table)
    table = replace(table, headings=tuple(h for h in table.headings if h not in headings))
    if answer == ACCOUNTS:
        return replace(draft, table=_as_rows(table, headings))
    if answer in meant.fields:
        return _said_by_column(replace(draft, table=table), level, answer)
    return replace(draft, table=table)


def section_key(sheet: str, which: str = "headings") -> str:
    """The key of the question what the headings of a sheet say, or those that stand over others."""
    return f"sections:{sheet}:{which}"


def heading_key(table: Table, heading: LeftOut) -> str:
    """The key of the question about one heading: its words, with its row where others say the same."""
    words = " ".join(re.findall(r"\w+", heading.text.casefold()))
    alike = sum(re.findall(r"\w+", h.text.casefold()) == words.split() for h in table.headings)
    named = words if words and alike <= 1 else f"{words} {heading.row}".strip()
    return f"heading:{table.sheet}:{named}"


def _may_divide(heading: LeftOut, table: Table, asking: Asking, synonyms: Synonyms) -> bool:
    """Whether a heading could say something of customers: it names no lost ones, and was not answered by itself."""
    if (
        heading_said(heading.text, synonyms) not in {None, OPEN, CLOSED}
        and _field_of(heading, synonyms) is None
    ):
        return False
    return asking.before(heading_key(table, heading)) is None


def _bare(heading: LeftOut) -> str:
    return heading.text.strip(DECORATION)


def _field_of(heading: LeftOut, synonyms: Synonyms) -> str | None:
    return synonyms.value("sections", _bare(heading))


def _meant(
    level: _Level,
    table: Table,
    mapping: SheetMapping,
    known: Known,
    synonyms: Synonyms,
    *,
    without: frozenset[str],
) -> _Meant:
    """Whose the rows are, where no column says it; else a field of customers that has no column."""
    headings = level.headings
    if not mapping.names_accounts and not level.over and mapping.noun not in OF_THE_BOOK:
        return _Meant((WHOSE,), WHOSE, "No column names the customer.")
    if mapping.own or mapping.noun not in {"account", "subscription"}:
        return _Meant((), None)
    fields = tuple(f for f in _FIELDS if not mapping.at(f"account.{f}") and f"account.{f}" not in without)
    if not level.over and _names_nobody(headings, table, synonyms):
        return _Meant((WHOSE, *fields), WHOSE, "No column says of which customer the rows are.")
    if said := _by_words(headings, fields, known, synonyms):
        return said
    if all(heading_said(h.text, synonyms) == OPEN for h in headings):
        return _Meant(fields, CUSTOMERS, "They say how far each is.")
    columns = ((f, c) for f in _FIELDS if f not in fields and (c := mapping.at(f"account.{f}")))
    for field, column in columns:
        if any(_field_of(h, synonyms) == field for h in headings):
            evidence = f"They are like a {_FIELDS[field]}, which “{column.header}” says already."
            return _Meant(fields, CUSTOMERS, evidence)
    if level.over and {f for f in fields if f not in level.below} == {"csm"}:
        return _Meant(fields, "csm", "The other headings say the region and the segment.")
    return _of_months(headings, table, mapping, fields) or _Meant(fields, None)


def _names_nobody(headings: tuple[LeftOut, ...], table: Table, synonyms: Synonyms) -> bool:
    """Whether what is called a name is that of a person, and the words over the rows may name their customer."""
    if _are_sheets(headings):  # they stand over the rows because no column names the customer
        return True
    return not any(_field_of(h, synonyms) for h in headings) and names_nobody(table, synonyms)


def _are_sheets(headings: Iterable[LeftOut]) -> bool:
    return all(h.why == SHEET_NAME for h in headings)


def _by_words(
    headings: tuple[LeftOut, ...], fields: tuple[str, ...], known: Known, synonyms: Synonyms
) -> _Meant | None:
    """The field that people, or the accounts of the book, use the words of all headings for."""
    for field in fields:
        there = {fold(said) for a in known.all(Account) if (said := getattr(a, field))}
        if all(_field_of(h, synonyms) == field for h in headings):
            return _Meant(fields, field, f"People call a {_FIELDS[field]} so.")
        if all(fold(_bare(h)) in there for h in headings):
            return _Meant(fields, field, f"Accounts of your book have such a {_FIELDS[field]}.")
    return None


def _of_months(
    headings: tuple[LeftOut, ...], table: Table, mapping: SheetMapping, fields: tuple[str, ...]
) -> _Meant | None:
    """What headings say that are months: when the rows under them renew, where no column does."""
    if not all(span_of(f"{_bare(h)} 2000") or span_of(_bare(h)) for h in headings):
        return None
    if any(map(mapping.at, _ENDS)):
        return _Meant(fields, CUSTOMERS, "They name months, and a column says when each renews.")
    if not all(_month_of(h, table) for h in headings):
        return None
    renews = any(map(about_renewals, (table.sheet, *table.titles)))
    return _Meant((RENEWAL, *fields), RENEWAL if renews else None, "They name months." if renews else "")


def _month_of(heading: LeftOut, table: Table) -> str | None:
    """The month that a heading names, with its own year or the one of the sheet's titles."""
    years = {y for text in (table.sheet, *table.titles) for y in re.findall(r"\b20\d\d\b", text)}
    texts = (_bare(heading), *(f"{_bare(heading)} {y}" for y in years if len(years) == 1))
    return next((text for text in texts if span_of(text)), None)


def _question(sheet: str, level: _Level, meant: _Meant, synonyms: Synonyms, *, sums: bool) -> Question:
    headings = level.headings
    names = [*dict.fromkeys(map(_bare, headings))]
    several = len(headings) > 1
    listed = first_of([f"“{n}”" for n in names[:_SHOWN]], len(names))
    sheets = _are_sheets(headings)
    stand, do = ("stand", "do they") if several else ("stands", "does it")
    where = "with no more than amounts" if sums else f"alone in {'their rows' if several else 'its row'}"
    what = "headings and rows below" if level.over else "other rows" if sums else "rows below"
    plain = sums or (not sheets and not any(says_heading(h.text, synonyms) for h in headings))
    return Question(
        key=section_key(sheet, level.key),
        sheet=sheet,
        rows=tuple(h.row for h in headings),
        seen=tuple(names[:5]),
        choices=tuple(
            _choices(meant.fields, "each" if several else "it", plain=plain, lowest=not level.over, sums=sums)
        ),
        default=meant.field,
        text=f"The sheets {listed} have the same columns. What do their names say of their rows?"
        if sheets
        else f"{listed} {stand} {where}. What {do} say of the {what}?",
        evidence=meant.evidence,
    )


def _choices(
    fields: tuple[str, ...], each: str, *, plain: bool, lowest: bool, sums: bool
) -> Iterable[Choice]:
    if fields == (WHOSE,):
        yield Choice(WHOSE, f"The customer whom the rows under {each} are about")
        yield Choice(NOTHING, "Something else: then nothing names the customer, and the sheet is left out")
        return
    for field in fields:
        if field == WHOSE:
            yield Choice(field, f"The customer whom the rows under {each} are about")
            continue
        if field == RENEWAL:
            yield Choice(field, f"The month in which the contracts under {each} renew")
            continue
        yield Choice(field, f"The {_FIELDS[field]} of the customers under {each}")
    yield Choice(CUSTOMERS, "Nothing more: the rows below are customers like all others")
    if lowest:
        yield Choice(
            EACH, "Ask what the rows under each heading are: customers, lost, or nothing for the book"
        )
    if plain:
        more = "and what they pay is their own" if sums else "of whom the sheet tells no more"
        yield Choice(ACCOUNTS, f"Customers themselves, {more}")


def _said_by_column(draft: Draft, level: _Level, field: str) -> Draft:
    """The table with the words of the headings as a column of the rows under them."""
    table, renews = draft.table, field == RENEWAL
    said = {h.row: (_month_of(h, table) if renews else None) or _bare(h) for h in level.headings}
    taken = {h.text for h in table.headers}
    called = "Customer" if field == WHOSE else level.key.replace("headings", "Heading")
    name = called if called not in taken else f"{called} over the rows"
    at = [row.heading or 0 for row in table.rows]
    cells: list[Value] = [said.get(level.over.get(heading, heading)) for heading in at]
    brought = {**(draft.brought or {}), name: _ENDS[0] if renews else f"account.{field}"}
    return replace(draft, table=with_columns(table, {name: cells}), brought=brought)


def _as_rows(table: Table, headings: tuple[LeftOut, ...]) -> Table:
    """The table in which headings are rows again, each with its first cell, or all that it had."""
    blanks = (None,) * table.headers[0].index
    again = {h.row: Row(h.row, (*blanks, h.text)) for h in headings} | {r.number: r for r in table.sums}
    rows = (*(replace(r, heading=None) if r.heading in again else r for r in table.rows), *again.values())
    return replace(
        table,
        rows=tuple(sorted(rows, key=lambda r: r.number)),
        left_out=tuple(left for left in table.left_out if left.row not in again),
    )
