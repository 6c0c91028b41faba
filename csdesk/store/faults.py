"""What SQLite says is wrong, by its codes: its words differ from one version to the next."""

import sqlite3

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
"""Another program is writing."""
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""The bytes are not those of a database."""
UNREADABLE = DAMAGED | {sqlite3.SQLITE_IOERR}
"""They are not, or the disk does not give them."""
_NO_TEXT = "decode to UTF-8"


def code(fault: sqlite3.Error) -> int:
    """The primary result code; 0 of what Python itself raises."""
    return int(getattr(fault, "sqlite_errorcode", 0)) & 0xFF


def why(fault: sqlite3.Error) -> str:
    """What hinders SQLite, in words that need not know it."""
    known = {sqlite3.SQLITE_FULL: "the disk is full", sqlite3.SQLITE_CANTOPEN: "its folder takes no file"}
    return known.get(code(fault)) or str(fault)


def no_text(fault: sqlite3.Error) -> bool:
    """Whether a text has a byte that is none: what Python says, not SQLite."""
    return _NO_TEXT in str(fault)
