"""Annual revenue is what a customer pays us, or what it earns: asked where no contract stands beside it."""

from csdesk.domain.imports.columns.column_question import column_question
from csdesk.domain.imports.columns.mapping import DECIDED, SheetMapping
from csdesk.domain.imports.tables.questions import Asking
from csdesk.domain.imports.vocabulary.folding import folded
from csdesk.domain.imports.vocabulary.targets import CUSTOM
from csdesk.domain.imports.vocabulary.words import fold

ARR = "subscription.arr"
_EITHER = folded(
    "annual revenue;yearly revenue;annualrevenue;annual rev;revenue per year;jahresumsatz;"
    "jährlicher umsatz;umsatz pro jahr;"
    "ingresos anuales;ingreso anual;facturacion anual;revenu annuel;chiffre d affaires annuel;ca annuel;receita anual;"
    "faturamento anual;annual revenue usd;annual revenue eur",
    ";",
)


def with_revenue(sheet: str, mapping: SheetMapping, asking: Asking) -> SheetMapping:
    """The mapping with such a column where a person sent it."""
    column = mapping.at(ARR)
    if column is None or column.because == DECIDED or fold(column.header) not in _EITHER:
        return mapping
    others = [c for c in mapping.columns if (c.target or "").startswith("subscription.") and c is not column]
    if others or mapping.noun != "account":
        return mapping
    answer = asking.ask(
        column_question(
            sheet,
            column,
            {
                ARR: "What the customer pays us in a year",
                CUSTOM: "What the customer itself earns: keep it as a custom field",
            },
            default=None,
            text=f"Whose is the “{column.header}”?",
            evidence="No contract, plan or renewal stands beside it.",
        )
    )
    return mapping if answer == ARR else mapping.sent(column, answer)
