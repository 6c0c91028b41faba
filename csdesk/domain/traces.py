"""A trace is one row as one operation changed it: when, by whom, and each field from what to what."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from csdesk.domain.changes import RowChange, Verb
from csdesk.domain.fields import Field, noun_of
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Trace:
    """One row of one operation that stands. `today` is the book's day then, `at` the moment."""

    n: int
    at: datetime
    today: date
    who: str
    verb: Verb
    row: RowChange


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a row that an operation changed."""

    field: Field
    before: Any
    after: Any


def differences(row: RowChange) -> Iterator[Difference]:
    """The fields in which a row differs from before; of a new row those that say something."""
    for field in noun_of(row.noun).fields[1:]:
        before = getattr(row.before, field.name, None)
        after = getattr(row.after, field.name, None)
        if before != after and not (row.before is None and after in (None, ())):
            yield Difference(field, before, after)
