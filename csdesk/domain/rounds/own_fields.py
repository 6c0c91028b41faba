"""What a row says in fields of a person's own is kept beside it, as what the account says whose row it is."""

import dataclasses
from collections.abc import Iterator

from csdesk.domain.custom import NEEDS_ACCOUNT, CustomField, CustomValue
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench import PROVISIONAL
from csdesk.domain.imports.record import Problem

Told = list[tuple[CustomField, str]]
"""What a row says in columns that were added."""


def homeless(row: int, told: Told, account: str | None) -> Iterator[Problem]:
    """What a row of no account says in fields of a person's own, which has no place."""
    for field, text in told if account is None else ():
        yield Problem(row, field.name, text, NEEDS_ACCOUNT, "empty the cell, or fill in whose row it is")


def left_out(header: str) -> str:
    """What is said of an added column whose rows are nobody's."""
    return f"The column “{header}” is left out: a field of your own is kept for an account, and these rows have none."


def custom_value(
    field: CustomField, account: str | None, uid: str, text: str, there: CustomValue | None = None
) -> CustomValue:
    """What a row says in a field, in the place of what it said."""
    if there:
        return dataclasses.replace(there, value=text)
    fresh, owner = f"{PROVISIONAL}custom value:{field.id}:{uid}", AccountId(account or "")
    return CustomValue(id=fresh, field=field.id, account=owner, row=uid, value=text)
