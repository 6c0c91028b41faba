"""A field's value in words, as the preview of an import shows it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from csdesk.domain.fields import Field, Kind
from csdesk.domain.money import amount_text


def field_text(declared: Field, value: Any, currency: str) -> str | None:
    """A field's value as a person reads it in the preview."""
    if value is None or value == ():
        return None
    if declared.kind is Kind.MONEY:
        return f"{amount_text(value, currency)} {currency}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
