"""Where a row stands: one pair for all who keep it, of a sheet of many rows."""

from functools import lru_cache

Where = tuple[str, int]
"""A row's own place: its sheet and its number there."""
NOWHERE: Where = ("", 0)
"""The place of what the book has, and no row of the files."""


@lru_cache(maxsize=16)
def where_of(sheet: str, row: int) -> Where:
    """A row's own place; while the row is laid all who keep it keep the same one."""
    return (sheet, row)
