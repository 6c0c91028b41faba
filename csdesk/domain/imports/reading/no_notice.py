"""*None* under a notice may say that none is needed, or that nobody knows it: offered to be said once a column."""

from csdesk.domain.imports.columns.content import samples
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.reading.meanings import Meanings
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

UNKNOWN, NO_DAYS = "unknown", "0"


def no_notice(table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking) -> Meanings:
    """By header, the words that mean no days of notice, where a person says so."""
    column = mapping.at("subscription.notice_days")
    cells = table.numbered(column.index) if column and not mapping.own else ()
    found = {row: cell for row, cell in cells if isinstance(cell, str) and synonyms.value("no_notice", cell)}
    if column is None or not found:
        return {}
    row, sample = next(iter(found.items()))
    answer = asking.offer(
        Question(
            key=f"notice:{table.sheet}:{column.header}",
            sheet=table.sheet,
            rows=tuple(found),
            seen=samples(found.values()),
            choices=(
                Choice(UNKNOWN, "Not known: leave it open"),
                Choice(NO_DAYS, "No notice is needed: one can leave until the last day of the term"),
            ),
            default=UNKNOWN,
            text=f"{counted(len(found), 'row', 'names')} no notice in “{column.header}”. What does that mean?",
            evidence=f"Such as “{sample}” in row {row}.",
        )
    )
    return {column.header: {fold(cell): 0 for cell in found.values()}} if answer == NO_DAYS else {}
