"""What a row says in fields of a person's own is kept beside it, as its account's where it has one."""

import dataclasses

from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.bench import PROVISIONAL

Told = list[tuple[CustomField, str]]
"""What a row says in columns that were added."""


def custom_value(
    field: CustomField, account: str | None, uid: str, text: str, there: CustomValue | None = None
) -> CustomValue:
    """What a row says in a field, in the place of what it said."""
    owner = AccountId(account) if account else None
    if there:
        return dataclasses.replace(there, value=text, account=owner)
    fresh = f"{PROVISIONAL}custom value:{field.id}:{uid}"
    return CustomValue(id=fresh, field=field.id, account=owner, row=uid, value=text)
