"""The years of a term as columns (*Year 1*, *Y2 ARR*, *Jahr 3*) are what each of them costs: asked once a sheet."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import fit
from csdesk.domain.imports.columns.mapping import DECIDED, JOINED, Column, SheetMapping
from csdesk.domain.imports.columns.named import known_by_words
from csdesk.domain.imports.columns.ruled_out import RECURRING
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.price_words import said_period, says_price
from csdesk.domain.imports.vocabulary.targets import CUSTOM, OMIT, PAID, PERIOD, TARGETS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.subscriptions import Period

TERM = "term"
_DAYS = tuple(f"subscription.{key}" for key in ("start", "signed_on", "end", "renewal_date"))
"""What says when the first year of a term begins."""
TERM_SAYS = (
    "What each year of the term costs, from its first day on; they are the term where nothing else says it"
)
_YEARS = r"contract year|vertragsjahr|year|yr|y|jahr|j|ano|annee|an"
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_HEADER = re.compile(
    rf"(?:(?P<before>.*?) )?(?:(?:{_YEARS}) ?(?P<n>\d)|(?P<nth>\d)(?:st|nd|rd|th)? (?:{_YEARS})|"
    rf"(?P<word>{'|'.join(_NUMBERS)}) (?:{_YEARS}))(?: (?P<behind>.*))?"
)
_ASIDE = frozenset("in k contract usd eur gbp chf of term".split())
_FITS, _FEWEST, _MOST, _A_PRICE, _SHOWN = 0.5, 2, 7, 100, 3


def with_ramps(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking
) -> tuple[SheetMapping, list[str]]:
    """The mapping with such columns as what a year costs, where a person says so; what to tell of it."""
    if mapping.own or mapping.noun not in {"account", "subscription"}:
        return mapping, []
    years = [*_years(table, mapping, synonyms)]
    if len(years) < _FEWEST:
        return mapping, []
    answer = asking.ask(_question(table, mapping, years))
    if answer == TERM:
        return as_ramp(table, mapping, years)
    for column in years:
        mapping = mapping.sent(column, answer or CUSTOM)
    return mapping, []


def is_dated(mapping: SheetMapping) -> bool:
    """Whether a column says when the first year of a term begins."""
    return any(mapping.at(target) for target in _DAYS)


def as_ramp(table: Table, mapping: SheetMapping, years: Sequence[Column]) -> tuple[SheetMapping, list[str]]:
    """The mapping with columns as the years of a term, the first one first; an amount that follows is left out."""
    for number, column in enumerate(years, 1):
        per = "_mrr" if said_period(_label(column.header) or "") is Period.MONTH else ""
        new = replace(column, target=f"subscription.year_{number}{per}", confidence=1.0, because=DECIDED)
        mapping = mapping.instead(column, new)
    at, notes = [c.index for c in years], []
    for column in [c for c in mapping.columns if c.target in RECURRING]:
        if all(_follows(row, column, at) for row in table.rows):
            mapping = mapping.instead(column, replace(column, target=None, because=JOINED))
            notes.append(f"“{column.header}” says what the years of the term do, and is left out.")
    days = [c.index for target in _DAYS if (c := mapping.at(target))]
    undated = [r.number for r in table.rows if any(_told(r, at)) and all(blank(r.cell(i)) for i in days)]
    if undated:
        rows = (
            f"Row {undated[0]} tells"
            if len(undated) == 1
            else f"{len(undated):,} rows, such as {undated[0]}, tell"
        )
        notes.append(f"{rows} neither when the contract begins nor when it ends: its years bring no amount.")
    return mapping, notes


def _told(row: Row, at: Iterable[int]) -> list[Decimal]:
    """The amounts of the years of a row, as numbers."""
    found = (read_amount(row.cell(i), Mark.POINT) for i in at if not blank(row.cell(i)))
    return [amount.number for amount in found if amount]


def _follows(row: Row, column: Column, at: Iterable[int]) -> bool:
    """Whether what a row says in another column of amounts is that of one of its years, or of all of them."""
    cell = row.cell(column.index)
    said = None if blank(cell) else read_amount(cell, Mark.POINT)
    return said is None or said.number in [*(told := _told(row, at)), sum(told)]


def _years(table: Table, mapping: SheetMapping, synonyms: Synonyms) -> Iterator[Column]:
    """The columns of the first year, the second, and so on, that may be amounts."""
    named: dict[int, Column] = {}
    for column in mapping.columns:
        number = _number_of(column.header, synonyms) if _is_open(column) else 0
        if number and fit(TARGETS[PAID], table.cells(column.index), None) >= _FITS:
            named.setdefault(number, column)
    for number in range(1, _MOST + 1):
        if number not in named:
            return
        yield named[number]


def _is_open(column: Column) -> bool:
    return column.undecided or (column.target in RECURRING and column.because != DECIDED)


def _number_of(header: str, synonyms: Synonyms) -> int:
    """Which year of a term a header names, in words for what it costs; 0 where it names none."""
    found, label = _HEADER.fullmatch(fold(header)), _label(header)
    if found is None or label is None:
        return 0
    known = {name for name, *_ in known_by_words(label, synonyms, "account")} if label else set()
    if label and not says_price(label) and not known & {*RECURRING, PERIOD}:
        return 0
    return int(found["n"] or found["nth"] or _NUMBERS[found["word"]])


def _label(header: str) -> str | None:
    """What a header says beside the year of a term; None where it names none."""
    found = _HEADER.fullmatch(fold(header))
    words = f"{found['before'] or ''} {found['behind'] or ''}".split() if found else []
    return " ".join(w for w in words if w not in _ASIDE) if found else None


def _question(table: Table, mapping: SheetMapping, years: Sequence[Column]) -> Question:
    named = ", ".join(f"“{c.header}”" for c in years)
    dated, money = is_dated(mapping), _are_money(table, years)
    choices = [
        Choice(CUSTOM, "Numbers: keep each as a custom field"),
        Choice(OMIT, "Nothing for the book: leave them out"),
    ]
    if dated:
        choices.insert(0, Choice(TERM, TERM_SAYS))
    begins = next((c.header for target in _DAYS if (c := mapping.at(target))), "")
    evidence = f"“{begins}” tells when the first of them begins."
    if not dated:
        evidence = "No column says when a contract begins or ends, so that nobody knows which year runs."
    return Question(
        key=f"years:{table.sheet}:term",
        sheet=table.sheet,
        rows=(),
        seen=tuple(f"{c.header}: {', '.join(c.samples)}" for c in years[:3]),
        choices=tuple(choices),
        default=TERM if dated and money else CUSTOM,
        text=f"What are the numbers under {named}?",
        evidence=evidence if money or not dated else "They may be no amounts of money.",
    )


def _are_money(table: Table, years: Sequence[Column]) -> bool:
    """Whether headers, or cells, speak of money; amounts of a year are rarely as small as marks and shares."""
    if any(_label(c.header) for c in years):
        return True
    at = [c.index for c in years]
    cells = (row.cell(i) for row in table.rows for i in at if not blank(row.cell(i)))
    found = [amount for cell in cells if (amount := read_amount(cell, Mark.POINT))]
    large = sum(a.number >= _A_PRICE for a in found)
    return any(a.currency for a in found) or 2 * large > len(found)


def by_their_start(
    table: Table, mapping: SheetMapping, years: Mapping[int, Column]
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with columns of calendar years as the years of each row's term: the first begins in that of its start.

    What stands in a year before the start, or after the last one that is known, is left out, and told.
    """
    begun = _begun(table, mapping)
    cells: dict[int, list[Value]] = {n: [None] * len(table.rows) for n in range(1, _MOST + 1)}
    outside = []
    for at, row in enumerate(table.rows):
        for year, column in years.items():
            cell, first = row.cell(column.index), begun[at]
            number = year - first + 1 if first else 0
            if number in cells:
                cells[number][at] = cell
            elif not blank(cell) and read_amount(cell, Mark.POINT):
                outside.append(f"“{column.header}” in row {row.number}")
    for column in years.values():
        mapping = mapping.instead(column, replace(column, target=None, because=JOINED))
    for number in [n for n, said in cells.items() if not all(map(blank, said))]:
        target, header = f"subscription.year_{number}", f"Year {number} of the term"
        table, mapping = with_made(table, mapping, header, target, cells[number], "from the start on")
    more = f" and {counted(len(outside) - _SHOWN, 'other')}" if len(outside) > _SHOWN else ""
    what = f"Left out, as it is no year of the contract of its row: {', '.join(outside[:_SHOWN])}{more}."
    return table, mapping, [what] if outside else []


def begins_with(table: Table, mapping: SheetMapping, years: Mapping[int, Column]) -> bool:
    """Whether most rows tell amounts from the year on in which their contract begins, or from the first year."""
    fits = []
    for row, begun in zip(table.rows, _begun(table, mapping), strict=True):
        said = [year for year, c in sorted(years.items()) if not blank(row.cell(c.index))]
        fits += [begun > 0 and said[0] == max(begun, min(years))] if said else []
    return 2 * sum(fits) > len(fits)


def _begun(table: Table, mapping: SheetMapping) -> list[int]:
    """The year in which the contract of each row begins; 0 where it says none."""
    column = mapping.at("subscription.start") or mapping.at("subscription.signed_on")
    return [_year_of(cell) for cell in table.column(column.index)] if column else [0] * len(table.rows)


def _year_of(cell: Value) -> int:
    if isinstance(cell, date):
        return cell.year
    found = (
        re.search(r"\b(20\d\d)\b", cell) or re.search(r"[/.-](\d\d)\s*$", cell)
        if isinstance(cell, str)
        else None
    )
    return int(found[1]) % 2000 + 2000 if found else 0
