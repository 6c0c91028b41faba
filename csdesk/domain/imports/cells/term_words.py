"""A term that is told in a word: *annual*, *quarterly*; what goes on by the month has none."""

from csdesk.domain.imports.cells.durations import first_and_renewals, read_months
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.targets import TARGETS, Target
from csdesk.domain.imports.vocabulary.words import Synonyms

MONTHLY = "monthly"
"""What a cell says of a line without a term."""
_TERM = "subscription.term_months"
_ENDS = frozenset({"subscription.renewal_date", "subscription.end", _TERM})
_MONTHS = {"quarter": 3, "half-year": 6, "year": 12, "two years": 24}


def runs_monthly(cell: Value, target: Target, synonyms: Synonyms) -> bool:
    """Whether a cell says, where the end or the length of a term stands, that there is none: month to month."""
    return target.name in _ENDS and isinstance(cell, str) and fold(cell) in synonyms.values["month_to_month"]


def told_term(cell: Value, target: Target, synonyms: Synonyms) -> int | str | None:
    """The months of a term that a cell tells in a word, or `MONTHLY`; None where it does not."""
    if target.name != _TERM or not isinstance(cell, str):
        return None
    if runs_monthly(cell, target, synonyms):
        return MONTHLY
    return _MONTHS.get(synonyms.value("period", cell) or "")


def tells_a_term(cell: Value, synonyms: Synonyms) -> bool:
    """Whether a text tells how long a term is, in a word or in a number with its unit."""
    if told_term(cell, TARGETS[_TERM], synonyms) is not None or first_and_renewals(cell):
        return True
    return isinstance(cell, str) and not cell.isdecimal() and read_months(cell) is not None
