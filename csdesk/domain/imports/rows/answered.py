"""A sheet with everything that was answered for it, before one of its rows is laid."""

from dataclasses import replace
from datetime import date

from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.contracts.backwards import turned
from csdesk.domain.imports.contracts.prorated import ask_prorated
from csdesk.domain.imports.contracts.running import MRR_BY_MONTH, Columns
from csdesk.domain.imports.contracts.terms import Terms
from csdesk.domain.imports.rows.asked import churned_rows, terms_of, under_headings
from csdesk.domain.imports.rows.standing import Standing, standing_of
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking
from csdesk.domain.imports.vocabulary.targets import AMOUNTS, PAID, PAYS, SHEET_NOUNS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.values import dataclass

ORDER = {word: at for at, word in enumerate(SHEET_NOUNS)}
"""Nouns, and where their sheets stand among others."""
_FIRST = frozenset({"account", "product", "subscription"})
"""Nouns whose sheets are laid before those of facts, which are about their rows."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One sheet with everything that was answered for it."""

    sheet: Sheet
    terms: Terms
    lost: frozenset[int]
    out: frozenset[int]
    prospects: frozenset[int]
    prorated: bool = False

    def place(self) -> tuple[bool, int]:
        """Where its sheet stands among others: facts come behind what they are about."""
        return self.sheet.mapping.noun not in _FIRST, ORDER[self.sheet.mapping.noun]


def answered_of(sheet: Sheet, asking: Asking, known: Known, synonyms: Synonyms, steps: str = "") -> Answered:
    """Ask of a sheet what all of its rows tell together; `steps` is the sheet that has later prices, if one has."""
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
    terms = terms_of(sheet, live, asking, known.currency, steps)
    if not sheet.mapping.own:
        terms = replace(terms, backwards=turned(sheet, whole.records, terms, asking))
    return Answered(sheet, terms, lost, out, standing.kept, _prorated(sheet, asking))


def _prorated(sheet: Sheet, asking: Asking) -> bool:
    """Whether a smaller first month is a part of one, of a table of what each month costs."""
    column = sheet.mapping.at(PAID)
    if column is None or columns_of_amounts(sheet) != MRR_BY_MONTH:
        return False
    return ask_prorated(sheet.name, sheet.records, months_of_amounts(sheet), column.header, asking)


def _is_asked_of_rows(sheet: Sheet) -> bool:
    """Whether anything is asked that its rows tell: of a table of facts that is no more than its headings."""
    sells = any((c.target or "").startswith("subscription.") for c in sheet.mapping.columns)
    return sells or bool(sheet.table.headings) or sheet.mapping.noun in {"account", "subscription"}


def months_of_amounts(sheet: Sheet) -> tuple[date, ...]:
    """The months of amounts: a column in which nobody has one is none of them."""
    dated = any(map(sheet.mapping.at, AMOUNTS))
    return tuple(sorted({month for r in sheet.records for month, _ in r.paid})) if dated else ()


def columns_of_amounts(sheet: Sheet) -> Columns:
    """How many months a column of amounts is, and an amount in it pays for."""
    pays = next((months for target, months in PAYS.items() if sheet.mapping.at(target)), 1)
    return Columns(max((c.every for c in sheet.mapping.columns), default=1), pays)
