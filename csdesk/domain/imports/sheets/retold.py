"""What columns tell otherwise than the book: both days in a cell, days that are left, a day of two meanings."""

from collections.abc import Mapping
from datetime import date

from csdesk.domain.imports.cells.days import Order
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.sheets.beside_terms import with_words_beside
from csdesk.domain.imports.sheets.bill_days import with_bill_days
from csdesk.domain.imports.sheets.churn_risk import with_churn_risk
from csdesk.domain.imports.sheets.credits import without_credits
from csdesk.domain.imports.sheets.days_left import with_days_left
from csdesk.domain.imports.sheets.done_states import with_reached
from csdesk.domain.imports.sheets.notice_dates import with_notice_dates
from csdesk.domain.imports.sheets.paid_once import with_paid_once
from csdesk.domain.imports.sheets.parent_sums import with_parent_sums
from csdesk.domain.imports.sheets.ramps import with_ramps
from csdesk.domain.imports.sheets.scores import with_answers
from csdesk.domain.imports.sheets.step_columns import with_step_columns
from csdesk.domain.imports.sheets.term_columns import with_both_days
from csdesk.domain.imports.sheets.term_units import with_term_units
from csdesk.domain.imports.sheets.ticket_words import with_ticket_words
from csdesk.domain.imports.sheets.trial_plans import with_trials
from csdesk.domain.imports.sheets.two_currencies import with_one_currency
from csdesk.domain.imports.sheets.years import with_years
from csdesk.domain.imports.tables.questions import Asking
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import Synonyms


def retold(
    table: Table,
    mapping: SheetMapping,
    synonyms: Synonyms,
    asking: Asking,
    dates: Order | None,
    day: date,
    currency: str,
    before: Mapping[str, str | None] | None,
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with these in columns of the book's own fields; its mapping; what to tell of it.

    `dates` is which way round a person said that days are, `day` that of the sheet, `currency` the book's.
    `before` is where columns went the last time; None of a table of another program.
    """
    table, mapping, notes = _steps_and_terms(table, mapping, synonyms, asking, dates, day)
    table, mapping, years = with_years(table, mapping, synonyms, asking, day)
    table, mapping = with_churn_risk(table, mapping, synonyms, asking)
    table, mapping, left = with_days_left(table, mapping, synonyms, asking, day)
    table, mapping, other = with_one_currency(table, mapping, synonyms, asking, currency)
    table, mapping, sums = with_parent_sums(table, mapping, asking)
    table, mapping, once = with_paid_once(table, mapping, synonyms)
    table, mapping, tries = with_trials(table, mapping, synonyms)
    table, mapping, reached = with_reached(table, mapping, synonyms)
    mapping, answered = with_answers(table, mapping, day, before)
    table, mapping, bills = with_bill_days(table, mapping, synonyms, asking, day)
    notes += [*years, *left, *other, *sums, *once, *tries, *reached, *answered, *bills]
    return table, mapping, notes


def _steps_and_terms(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking, dates: Order | None, day: date
) -> tuple[Table, SheetMapping, list[str]]:
    """The same of the days of steps, and of how long contracts last."""
    table, mapping = without_credits(table, mapping, synonyms)
    table, mapping = with_both_days(table, mapping, synonyms, asking, dates)
    mapping = with_notice_dates(table, mapping, asking, day)
    table, mapping, beside = with_words_beside(table, mapping, synonyms)
    mapping = with_ticket_words(table, mapping)
    table, mapping, steps = with_step_columns(table, mapping, synonyms)
    table, mapping, units = with_term_units(table, mapping, asking)
    mapping, ramps = with_ramps(table, mapping, synonyms, asking)
    return table, mapping, [*beside, *steps, *units, *ramps]
