"""What is laid is one row of a sheet that came back, with all that it brings; nothing of it is written yet."""

from typing import Any

from csdesk.domain.imports.bench.plan import RowPlan
from csdesk.domain.rounds.plan import Conflict
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Laid:
    """What laying one row brings: its plan, its conflicts, the values to put, and those to drop.

    `hoped` is what would come besides or instead, if the sheet won each of its conflicts that nobody decided.
    """

    plan: RowPlan
    conflicts: tuple[Conflict, ...] = ()
    values: tuple[Any, ...] = ()
    drops: tuple[Any, ...] = ()
    hoped: tuple[Any, ...] = ()
