"""A noun's value as plain JSON: keys are the field keys, amounts are strings with their digits."""

from typing import Any

from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.money import amount_text


def plain(value: Any, currency: str = "USD") -> dict[str, Any]:
    """The fields of a value; amounts are those of `currency`."""
    return {f.key: _plain(getattr(value, f.name), f.kind, currency) for f in noun_of(type(value)).fields}


def _plain(cell: Any, kind: Kind, currency: str) -> Any:
    if cell is None or kind in {Kind.TEXT, Kind.REFERENCE, Kind.WHOLE, Kind.NUMBER, Kind.YES_NO}:
        return cell
    if kind is Kind.MONEY:
        return amount_text(cell, currency)
    if kind in {Kind.DAY, Kind.INSTANT}:
        return cell.isoformat()
    return [str(c) for c in cell] if isinstance(cell, tuple) else str(cell)
