"""A row waits where it belongs to a row that is refused: it stays out of the book with it, and comes with it later."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from csdesk.domain.custom import CustomValue
from csdesk.domain.fields import noun_of
from csdesk.domain.imports.plan import Result
from csdesk.domain.imports.record import Problem
from csdesk.domain.rounds.naming import Naming
from csdesk.domain.rounds.rowwise import Laid

_WHAT, _NEXT = "it belongs to a row of the sheet {sheet} that is refused", "mend that one, too"


def with_waiting(pages: Sequence[Sequence[Laid]], naming: Naming) -> list[list[Laid]]:
    """What was laid, page by page; rows that would point to a row that does not come are refused with it."""
    found = [list(page) for page in pages]
    waits = True
    while waits:
        coming = {v.id for page in found for laid in page for v in laid.values}
        waits = False
        for page in found:
            for at, laid in enumerate(page):
                if table := _lacks(laid.values, coming, naming):
                    page[at] = _waiting(laid, naming.sheet(table))
                    waits = True
    return found


def _lacks(values: Iterable[Any], coming: set[str], naming: Naming) -> str | None:
    """The table of a row that one of the values points to and that neither is there nor comes; None for none."""
    for value in values:
        for table, uid in _pointed(value):
            if uid in coming or naming.in_book(table, uid):
                continue
            made = naming.made(uid)
            lost = _lacks((made,), coming, naming) if made is not None else table
            if lost:
                return lost
    return None


def _pointed(value: Any) -> Iterator[tuple[str, str]]:
    """The rows that a value points to: the table and the id of each; the row of a custom value is its own row's."""
    if isinstance(value, CustomValue):
        return
    for field in noun_of(type(value)).fields:
        said = getattr(value, field.name) if field.refers else None
        for uid in said if isinstance(said, tuple) else (said,) if said else ():
            yield str(field.refers), uid


def _waiting(laid: Laid, sheet: str) -> Laid:
    plan = laid.plan
    what = _WHAT.format(sheet=sheet)
    problem = Problem(plan.row, None, "", what, _NEXT)
    return Laid(replace(plan, result=Result.REFUSED, what=what, changes=(), problems=(problem,)))
