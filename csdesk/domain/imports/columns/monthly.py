"""Months or quarters as columns are what each costs, what was invoiced, or a measure: asked where nothing says it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from csdesk.domain.imports.cells.amounts import read_amount
from csdesk.domain.imports.cells.grid import shown_parts
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.sheet_names import says_nothing
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import AMOUNTS, INVOICED, MONTH, OMIT, PAID
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

USAGE, MRR, ARR, REVENUE, INVOICES = "usage", "mrr", "arr", "revenue", "invoiced"
_TARGETS: dict[str, str | None] = {
    MRR: PAID, REVENUE: "subscription.quarter", ARR: "subscription.month_arr", INVOICES: INVOICED, OMIT: None
}  # fmt: skip
_EACH = {0: "column", 1: "month", 3: "quarter"}
_OF_CUSTOMERS = frozenset({"account", "subscription", "usage"})


def with_months(
    table: Table,
    mapping: SheetMapping,
    synonyms: Synonyms,
    asking: Asking,
    *,
    today: date,
    customers: Callable[[], SheetMapping],
) -> tuple[SheetMapping, tuple[str, ...]]:
    """The mapping with its months as what they are, and what to tell of them; `customers` maps the table as customers.

    Months that are ahead hold no amounts yet: they are left out, and told.
    """
    sheet = table.sheet
    months = [c for c in mapping.columns if c.target == MONTH]
    if mapping.noun == "usage" and any(c.target in AMOUNTS for c in mapping.columns):
        return customers(), ()
    if not months or table.measure or synonyms.value("measure", sheet) or mapping.own:
        return mapping, ()
    answer = asking.ask(_question(table, months, _meant(table, months, synonyms), mapping))
    if answer == USAGE or answer is None:
        return mapping, ()
    if answer != OMIT and mapping.noun == "usage":
        mapping = customers()
    columns = []
    ahead = []
    for column in mapping.columns:
        if column.target != MONTH:
            columns.append(column)
        elif answer != OMIT and column.month and column.month > today:
            ahead.append(column.header)
            columns.append(replace(column, target=None, because=DECIDED))
        else:
            target = _TARGETS[answer]
            first = column.month.replace(day=1) if column.month else None
            columns.append(
                replace(column, target=target, month=first, because="months" if target else DECIDED)
            )
    notes = (f"{_span(ahead)} lies ahead: nothing was paid yet, and it is left out.",) if ahead else ()
    return replace(mapping, columns=tuple(columns)), notes


def _span(headers: list[str]) -> str:
    return f"{headers[0]} … {headers[-1]}" if len(headers) > 1 else headers[0]


def _meant(table: Table, months: list[Column], synonyms: Synonyms) -> str | None:
    """What the sheet is called after, or its cells say: amounts of money, if anything."""
    name = f" {fold(table.sheet)} "
    words = synonyms.values["months"]
    named = [w for w in words if f" {w} " in name]
    revenue = MRR if months[0].every == 1 else REVENUE
    if named:
        found = words[max(named, key=len)]
        return revenue if found == REVENUE else found
    places = {column.index for column in months}
    if any(at in places and shown_parts(said)[0] for _, at, _, said in table.shown):
        return revenue
    cells = (cell for column in months for cell in table.cells(column.index) if isinstance(cell, str))
    return revenue if any((a := read_amount(cell)) and a.currency for cell in cells) else None


def _amounts(each: str) -> list[Choice]:
    empty = f"an empty {each} is one without a contract"
    paid = Choice(REVENUE, f"What the customer pays for that quarter, a third of it a month: {empty}")
    mrr = "What the customer pays in that month (MRR)" if each == "month" else "MRR: what a month of it costs"
    return [
        *([paid] if each == "quarter" else []),
        Choice(MRR, f"{mrr}: {empty}" if each == "month" else mrr),
        Choice(ARR, f"ARR: what a year costs, as it was in that {each}"),
        Choice(INVOICES, f"What was invoiced in that {each}: one invoice a {each}"),
    ]


def _proposed(sheet: str, months: list[Column], meant: str | None, mapping: SheetMapping) -> str | None:
    """What they are as far as the sheet says it; amounts by the week, or the day, are nothing that anybody pays."""
    if meant and mapping.noun in _OF_CUSTOMERS:
        return meant if months[0].every else None
    return None if says_nothing(sheet) else USAGE


def _question(table: Table, months: list[Column], meant: str | None, mapping: SheetMapping) -> Question:
    sheet, span = table.sheet, _span([c.header for c in months])
    each = _EACH[months[0].every]
    readings = f"Readings of “{sheet.lower()}”, one a {each}; they count in no score by that name"
    choices = [
        Choice(USAGE, readings),
        Choice(OMIT, f"Nothing for the book: leave the {_EACH[months[0].every]}s out"),
    ]
    if mapping.noun in _OF_CUSTOMERS and months[0].every:
        choices[:0] = _amounts(each)
    told = {
        MRR: "looks like amounts paid",
        REVENUE: "looks like amounts paid",
        ARR: "looks like ARR",
        INVOICES: "looks like amounts invoiced",
    }
    why = f"“{sheet}” {told[meant]}." if meant else f"“{sheet}” is no measure that csdesk knows."
    if not months[0].every and meant:  # nobody pays by the week
        why = f"{why} It cannot be told of weeks or days."
    return Question(
        key=f"months:{sheet}:columns",
        sheet=sheet,
        rows=(),
        seen=tuple(f"{c.header}: {', '.join(c.samples)}" for c in months[:3]),
        choices=tuple(choices),
        default=_proposed(sheet, months, meant, mapping),
        text=f"What are the numbers under {span}?",
        evidence=why,
    )
