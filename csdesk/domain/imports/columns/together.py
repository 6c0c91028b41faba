"""Files that come together: where one brings the lines with their amounts, another's plan is no second line."""

from dataclasses import replace

from csdesk.domain.imports.columns.mapping import DECIDED, LINES_COME, Column, SheetMapping
from csdesk.domain.imports.columns.ruled_out import RECURRING

_TERMS = frozenset(f"subscription.{k}" for k in ("start", "end", "renewal_date"))


def brings_lines(mapping: SheetMapping) -> bool:
    """Whether each row is a line with an amount."""
    return mapping.noun == "subscription" and any(c.target in RECURRING for c in mapping.columns)


def without_lines(mapping: SheetMapping, lines: str) -> SheetMapping:
    """A sheet of customers that says neither amounts nor terms makes no lines beside those of the sheet `lines`."""
    targets = {c.target for c in mapping.columns}
    if mapping.noun != "account" or mapping.own or targets & (RECURRING | _TERMS):
        return mapping
    return replace(mapping, columns=tuple(_of_account(c, lines) for c in mapping.columns))


def _of_account(column: Column, lines: str) -> Column:
    if column.because == DECIDED or not (column.target or "").startswith("subscription."):
        return column
    if column.target == "subscription.signed_on":
        return replace(column, target="account.signed_on")
    return replace(column, target=None, confidence=0.0, because=f"{LINES_COME} “{lines}”")
