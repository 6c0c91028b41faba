"""How a column of a person's own is read."""

from csdesk.domain.custom import CustomField
from csdesk.domain.imports.cells.days import Order
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Custom:
    """How one custom column is read: its field, the order of its days and its decimal mark."""

    field: CustomField
    order: Order | None = None
    mark: Mark | None = None
    new: bool = False
    """Whether the book does not have the field so yet."""
