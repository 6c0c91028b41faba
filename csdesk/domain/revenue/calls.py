"""A call is what a renewal was said to be before its decision, and what became of it."""

from collections.abc import Iterator, Mapping
from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.revenue.due import decided_at
from csdesk.domain.revenue.lines import Line
from csdesk.domain.revenue.live import life_of
from csdesk.domain.values import dataclass

RATED = (Category.COMMITTED, Category.LIKELY, Category.AT_RISK)
"""What a call can be: the other two say nothing of what was expected."""


@dataclass(frozen=True, slots=True)
class Call:
    """One decision; `category` is None where nobody had called it anything before."""

    account: AccountId
    decided_on: date
    category: Category | None
    lost: bool


def is_bare(row: Renewal) -> bool:
    """Whether a loss stands in the book without what it had been called before."""
    return row.outcome is Outcome.LOST and row.category not in RATED


def calls_of(line: Line, before: Mapping[str, Category], as_of: date) -> Iterator[Call]:
    """What became of every renewal of a line that somebody had called, and its losses that nobody had.

    A decision counts however the book learnt of it: by the renewal's row, notice, the next line, or a term that
    renewed itself. `before`: what rows that say no more than lost had been called, by the history.
    """
    life = life_of(line)
    if life is None:
        return
    for row in line.decisions:
        decision = decided_at(line, row.due_on, as_of)
        on = decision.decided_on or row.due_on
        lost = decision.outcome is Outcome.LOST
        category = row.category if row.category in RATED else before.get(row.id)
        decided = decision.renewal is row and decision.outcome is not Outcome.OPEN and on <= as_of
        if decided and (category is not None or lost):
            yield Call(row.account, on, category, lost)
    if line.term is not None and life.last is not None:
        end = decided_at(line, life.last, as_of)
        on = end.decided_on or life.last
        if end.outcome is Outcome.LOST and end.renewal is None and on <= as_of:
            yield Call(line.subscription.account, on, None, lost=True)
