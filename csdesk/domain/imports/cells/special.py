"""A special cell is read by what its field is (a judgement, an address, a currency, a severity), or says why not."""

from collections.abc import Callable
from typing import Any

from csdesk.domain.imports.cells.amounts import read_amount
from csdesk.domain.imports.cells.both_days import both_days
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.term_words import tells_a_term
from csdesk.domain.imports.cells.undated import so_far_ahead
from csdesk.domain.imports.cells.values import (
    read_domain,
    read_email,
    read_judgement,
    read_status,
    read_yes_no,
    site_of_page,
)
from csdesk.domain.imports.vocabulary.targets import BOTH_DAYS, CHURN_RISK, DAYS_LEFT, NOTICE_LEFT, NPS
from csdesk.domain.imports.vocabulary.words import Synonyms

BOTH_WAYS = ("this can be read both ways", "say which way round the days of the column stand")
"""What is wrong with a day while nobody said its order, and what to do."""


class Unreadable(Exception):
    """A cell that cannot be read: what is wrong with it, and what to do.

    `refuses`: its row cannot come without it, or it was asked already what becomes of it.
    """

    def __init__(self, problem: str, next_step: str = "", *, refuses: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.next = next_step
        self.refuses = refuses


def _judgement(cell: Value, synonyms: Synonyms) -> int:
    found = read_judgement(cell, synonyms)
    if found is None:
        raise Unreadable(
            "this is no judgement: red, amber, green, or a number from 1 to 5", "use one of them"
        )
    return found


def _email(cell: Value, synonyms: Synonyms) -> str:
    found = read_email(cell)
    if found is None:
        raise Unreadable("this is not an e-mail address", "correct it, or empty the cell")
    return found


def _domain(cell: Value, synonyms: Synonyms) -> str:
    if site := site_of_page(cell, synonyms.shared_sites):
        raise Unreadable(
            f"this is a page on {site}, and no domain of theirs", "write their own, or empty the cell"
        )
    found = read_domain(cell)
    if found is None:
        raise Unreadable("this is not a web address", "write it as example.com, or empty the cell")
    return found


def _severity(cell: Value, synonyms: Synonyms) -> int:
    word = synonyms.value("severity", str(cell))
    amount = read_amount(cell)
    found = int(word) if word else int(amount.number) if amount else 0
    if not 1 <= found <= 4:
        raise Unreadable(
            "there is no such severity: 1 (worst) to 4, or urgent, high, normal, low", "use one of them"
        )
    return found


def _paid(cell: Value, synonyms: Synonyms) -> bool:
    word = synonyms.value("paid", str(cell))
    found = word == "yes" if word else read_yes_no(cell, synonyms)
    if found is None:
        raise Unreadable("this does not say whether it is paid", "write paid or open, or leave it empty")
    return found


def _status(cell: Value, synonyms: Synonyms) -> Any:
    found = read_status(cell, synonyms)
    if found is None:
        raise Unreadable(
            "this is none of customer, prospect, lost, archived", "use one of them", refuses=True
        )
    return found


def _both_days(cell: Value, synonyms: Synonyms) -> str:
    if isinstance(cell, str) and (both_days(cell) or tells_a_term(cell, synonyms)):
        return cell
    raise Unreadable(
        "these are no first and last day", "write them as 2026-01-01 - 2026-12-31, or empty the cell"
    )


def _nps(cell: Value, synonyms: Synonyms) -> float:
    amount = read_amount(cell)
    if amount is None or amount.percent or amount.number not in range(11):
        raise Unreadable(
            "this is no answer from 0 to 10", "write the answer, or empty the cell if there is none"
        )
    return float(amount.number)


def _risk(cell: Value, synonyms: Synonyms) -> str:
    found = synonyms.value("risk", cell) if isinstance(cell, str) else None
    if found is None:
        raise Unreadable("this is no risk: low, medium, high", "use one of them, or empty the cell")
    return found


def _left(cell: Value, synonyms: Synonyms) -> str:
    if so_far_ahead(cell) is None:
        raise Unreadable("this is no number of days", "write it as 38, or empty the cell if it is not known")
    return str(cell)


CLOSED = "closed"
"""What a status says of a ticket or a risk that is over, in whatever words."""


def _over(cell: Value, synonyms: Synonyms) -> str:
    said = "yes" if cell is True else str(cell).split(" (")[0]
    over = synonyms.value("task_status", said) in {"done", "dropped"} or read_yes_no(cell, synonyms)
    return CLOSED if over else str(cell)


SPECIAL: dict[str, Callable[[Value, Synonyms], Any]] = {
    BOTH_DAYS: _both_days,
    DAYS_LEFT: _left,
    CHURN_RISK: _risk,
    NPS: _nps,
    NOTICE_LEFT: _left,
    "account.judgement": _judgement,
    "contact.email": _email,
    "account.domain": _domain,
    "ticket.severity": _severity,
    "ticket.status": _over,
    "risk.status": _over,
    "invoice.paid": _paid,
    "account.status": _status,
}
"""Target → how its cells are read."""
