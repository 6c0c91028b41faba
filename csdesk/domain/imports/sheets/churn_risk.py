"""A churn risk of *low*, *medium* or *high* may be what a person thinks of the account: asked once, and proposed."""

from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.column_question import column_question
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.questions import Asking, Question
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import CHURN_RISK, CUSTOM
from csdesk.domain.imports.vocabulary.words import Synonyms

_JUDGED = "account.judgement"


def with_churn_risk(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking
) -> tuple[Table, SheetMapping]:
    """The table with a column of judgements, where a person says that a risk is one; and its mapping."""
    column = mapping.at(CHURN_RISK)
    if column is None or mapping.own:
        return table, mapping
    if mapping.at(_JUDGED) and column.because != DECIDED:
        return table, mapping.instead(column, replace(column, target=None))
    if column.because != DECIDED and (answer := asking.ask(_question(table, column))) != CHURN_RISK:
        return table, mapping.sent(column, answer)
    judged: list[Value] = [
        synonyms.value("risk", c) if isinstance(c, str) else None for c in table.column(column.index)
    ]
    header = f"{column.header} (judgement)"
    return with_made(table, mapping, header, _JUDGED, judged, f"from “{column.header}”")


def _question(table: Table, column: Column) -> Question:
    return column_question(
        table.sheet,
        column,
        {
            CHURN_RISK: "What you think of the account: a low risk is green, medium is amber, high is red",
            CUSTOM: "What somebody else reckons: keep it as a custom field",
        },
        default=CHURN_RISK,
        text=f"Whose view is “{column.header}”?",
        evidence="No column holds a judgement of your own.",
    )
