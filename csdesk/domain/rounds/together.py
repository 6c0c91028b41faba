"""What was laid row by row is looked at together: none goes without another that it needs, and none breaks a rule."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from csdesk.domain.custom import CustomValue
from csdesk.domain.fields import noun_of
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.reading.record import Problem
from csdesk.domain.rounds.laid import Laid
from csdesk.domain.rounds.naming import Naming
from csdesk.domain.rounds.now import Now

_WAITS = "It waits for a choice between the sheet and the book in another row."
_WHAT, _NEXT = "it belongs to a row of the sheet {sheet} that is refused", "mend that one, too"


def together(pages: Sequence[Sequence[Laid]], naming: Naming, now: Now) -> list[list[Laid]]:
    """What was laid, page by page; refused is also what would point to a row that does not come, and what cannot be
    so beside all that comes and stays. What depends on a refused row in turn is looked at again. What could be so if
    the sheet won the conflicts that nobody decided waits for that.
    """
    found = [list(page) for page in pages]
    waiting: dict[str, Any] = {}
    left = True
    while left:
        coming = {v.id: v for page in found for laid in page for v in laid.values}
        hoped = coming | {v.id: v for page in found for laid in page for v in laid.hoped} | waiting
        wrong = now.refusals(coming.values())
        hopeless = now.refusals(hoped.values()) if hoped != coming else wrong
        left = False
        for page in found:
            for at, laid in enumerate(page):
                if problem := _problem(laid, coming, wrong, naming):
                    waits = _problem(laid, hoped, hopeless, naming) is None
                    waiting |= {v.id: v for v in laid.hoped or laid.values} if waits else {}
                    page[at] = _waiting(laid) if waits else _refused(laid, problem)
                    left = True
    return found


def _problem(laid: Laid, coming: Container[str], wrong: Mapping[str, str], naming: Naming) -> Problem | None:
    if table := _lacks(laid.values, coming, naming):
        return Problem(laid.plan.row, None, "", _WHAT.format(sheet=naming.sheet(table)), _NEXT)
    why = next((wrong[v.id] for v in laid.values if v.id in wrong), None)
    return Problem(laid.plan.row, None, "", why, "correct it") if why else None


def _lacks(values: Iterable[Any], coming: Container[str], naming: Naming) -> str | None:
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


def _refused(laid: Laid, problem: Problem) -> Laid:
    plan = replace(laid.plan, result=Result.REFUSED, what=problem.told, changes=(), problems=(problem,))
    return Laid(plan)


def _waiting(laid: Laid) -> Laid:
    """A row that has a conflict of its own shows that; any other one says that it waits."""
    if laid.conflicts:
        return replace(laid, values=(), drops=())
    return Laid(replace(laid.plan, result=Result.WAITING, what=_WAITS, changes=()))
