"""Years as columns are what was paid in each, or planned; the one that runs may be what is paid now: asked once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.columns.content import fit
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.columns.named import known_by_words
from csdesk.domain.imports.columns.ruled_out import RECURRING
from csdesk.domain.imports.sheets.ramps import TERM, TERM_SAYS, begins_with, by_their_start
from csdesk.domain.imports.tables.questions import EACH, Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.price_words import said_period
from csdesk.domain.imports.vocabulary.targets import CUSTOM, OMIT, PAID, PERIOD, TARGETS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.subscriptions import Period
from csdesk.domain.values import dataclass

NOW = "now"
YEARLY, _A_YEAR = "subscription.month_arr", 12
_HEADER = re.compile(
    r"(?:(?P<before>.*?) )?(?:(?:fy|fj|gj|year|jahr) ?)?"
    r"(?P<year>20\d\d|(?<=fy)\d\d|(?<=fy )\d\d)(?: (?P<behind>.*))?"
)
_PLANNED = frozenset(
    "plan planned planung budget budgeted forecast target goal ziel soll prognose erwartet expected presupuesto "
    "prevision previsto objetivo objectif prevu orcamento meta projected projection".split()
)
_PARTLY = frozenset("ytd q1 q2 q3 h1 bisher".split())
_ASIDE = frozenset("actual actuals ist real reel eur usd gbp chf in k total gesamt".split())
_FITS = 0.5


@dataclass(frozen=True, slots=True)
class _Year:
    """A column whose header names a year, and what it says of it."""

    column: Column
    year: int
    label: str
    planned: bool
    """Whether it is ahead, or called a plan."""
    called_plan: bool
    partly: bool

    @property
    def aside(self) -> bool:
        """Whether it is not what was paid in the whole of a year."""
        return self.planned or self.partly


def with_years(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking, day: date
) -> tuple[Table, SheetMapping, list[str]]:
    """The table and its mapping with such columns as what a person says that they are, and what to tell of it."""
    if mapping.own or mapping.noun != "account" or any(c.target in RECURRING for c in mapping.columns):
        return table, mapping, []
    years = sorted(_years(table, mapping, synonyms, day), key=lambda y: (y.year, y.column.index))
    if not years:
        return table, mapping, []
    paid = [y for y in years if not y.aside]
    newest = paid[-1] if paid else None
    term = _of_a_term(table, mapping, years, day)
    answer = asking.ask(_question(table, years, newest, day, term=bool(term)))
    if answer == TERM and term:
        return by_their_start(table, mapping, term)
    sent = {y.column.index: _sent(y, answer, newest, mapping.noun) for y in years}
    columns = (sent.get(c.index, c) for c in mapping.columns)
    return table, replace(mapping, columns=tuple(columns)), []


def _of_a_term(table: Table, mapping: SheetMapping, years: Sequence[_Year], day: date) -> dict[int, Column]:
    """The columns by year, where they may be those of contracts that began in one of them; some are still ahead."""
    told = {y.year: y.column for y in years if not y.partly and said_period(y.label) is not Period.MONTH}
    if len(told) < len(years) or len(told) < 2 or max(told) <= day.year or any(y.called_plan for y in years):
        return {}
    return told if begins_with(table, mapping, told) else {}


def _sent(year: _Year, answer: str | None, newest: _Year | None, noun: str) -> Column:
    """The column where the answer sends it."""
    decided = replace(year.column, target=f"{noun}.{CUSTOM}", confidence=1.0, because=DECIDED)
    if answer == OMIT:
        return replace(decided, target=None)
    if answer == NOW and year is newest:
        monthly = said_period(year.label) is Period.MONTH
        return replace(decided, target="subscription.mrr" if monthly else "subscription.arr")
    if answer == EACH and not year.aside:
        return replace(decided, target=YEARLY, month=date(year.year, 1, 1), every=_A_YEAR)
    return decided


def _years(table: Table, mapping: SheetMapping, synonyms: Synonyms, day: date) -> Iterator[_Year]:
    for column in mapping.undecided:
        found = _HEADER.fullmatch(fold(column.header))
        if found is None or fit(TARGETS[PAID], table.cells(column.index), None) < _FITS:
            continue
        words = f"{found['before'] or ''} {found['behind'] or ''}".split()
        label = " ".join(w for w in words if w not in _PLANNED | _PARTLY | _ASIDE)
        year = int(found["year"]) % 100 + 2000
        plan = bool(_PLANNED & {*words})
        known = {name for name, *_ in known_by_words(label, synonyms, "account")}
        if not label or known & {*RECURRING, PERIOD}:
            yield _Year(column, year, label, plan or year > day.year, plan, bool(_PARTLY & {*words}))


def _in_a_row(years: Sequence[_Year]) -> bool:
    """Whether one year stands behind another, in amounts of a year."""
    told = [y.year for y in years]
    monthly = any(said_period(y.label) is Period.MONTH for y in years)
    return len(told) > 1 and not monthly and told == [*range(told[0], told[0] + len(told))]


def _question(
    table: Table, years: Sequence[_Year], newest: _Year | None, day: date, *, term: bool
) -> Question:
    named = ", ".join(f"“{y.column.header}”" for y in years[:4]) + (" …" if len(years) > 4 else "")
    choices = [Choice(CUSTOM, "Numbers of those years: keep each as a custom field")]
    runs = newest is not None and newest.year == day.year
    if newest:
        others = "; the others are kept as custom fields" if len(years) > 1 else ""
        now = f"“{newest.column.header}” is what they pay now, known from {spelled(day)}{others}"
        choices.insert(0, Choice(NOW, now))
    if _in_a_row([y for y in years if not y.aside]):
        each = "What a year cost (ARR), known from the first day of each; an empty year is one without a contract"
        choices.insert(1, Choice(EACH, each))
    if term:
        choices.insert(0, Choice(TERM, f"{TERM_SAYS}; the first begins in the year of its start"))
    sure = runs and newest is not None and said_period(newest.label) is not None
    planned = [y.column.header for y in years if y.planned]
    evidence = (
        f"“{newest.column.header}” is the year that runs."
        if newest and runs
        else "None is the whole of the year that runs."
    )
    if runs and not sure:
        evidence += " It does not say whether it is what a whole year costs."
    if term:
        evidence = "They begin with the year in which most contracts do, and some are ahead."
    elif planned:
        evidence += f" {counted(len(planned), 'column', 'is')} of a plan, or ahead."
    return Question(
        key=f"years:{table.sheet}:columns",
        sheet=table.sheet,
        rows=(),
        seen=tuple(f"{y.column.header}: {', '.join(y.column.samples)}" for y in years[:3]),
        choices=(*choices, Choice(OMIT, "Nothing for the book: leave them out")),
        default=TERM if term else NOW if sure else CUSTOM,
        text=f"What are the numbers under {named}?",
        evidence=evidence,
    )
