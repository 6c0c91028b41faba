"""The schema is what the declared nouns say, version by version."""

from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.store import seals
from csdesk.store.rows import COLUMN_TYPES
from csdesk.store.version import APPLICATION_ID, VERSION

__all__ = ["APPLICATION_ID", "JOURNAL", "VERSION", "column_sql", "index_sql", "steps_of", "table_sql"]

JOURNAL = (
    """CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT""",
    """CREATE TABLE operations (
        n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, today TEXT NOT NULL, who TEXT NOT NULL,
        verb TEXT NOT NULL, label TEXT NOT NULL, undoes INTEGER, undone INTEGER NOT NULL DEFAULT 0,
        rows INTEGER NOT NULL DEFAULT 0, finished INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE changes (
        pk INTEGER PRIMARY KEY, operation INTEGER NOT NULL REFERENCES operations (n),
        noun TEXT NOT NULL, uid TEXT NOT NULL, before TEXT, after TEXT) STRICT""",
    """CREATE INDEX changes_by_operation ON changes (operation)""",
    """CREATE INDEX changes_by_row ON changes (noun, uid, operation)""",
)
"""The book's own tables: who it is, and every operation with its rows before and after."""


def column_sql(field: Field) -> str:
    """The column of one field."""
    kind = COLUMN_TYPES.get(field.kind, "TEXT")
    needed = " NOT NULL" if field.required else ""
    refers = f' REFERENCES "{field.refers}" (pk)' if field.kind is Kind.REFERENCE else ""
    return f'"{field.key}" {kind}{needed}{refers}'


def table_sql(noun: Noun, version: int) -> str:
    """The table of a noun with the fields it had at a version."""
    columns = ["pk INTEGER PRIMARY KEY", "uid TEXT NOT NULL UNIQUE"]
    columns += [column_sql(f) for f in noun.fields[1:] if f.since <= version]
    columns += [f'"{name}" TEXT' for name, *_ in noun.derived]
    return f'CREATE TABLE "{noun.table}" ({", ".join(columns)}) STRICT'


def index_sql(noun: Noun, version: int | None = None) -> list[str]:
    """The indexes that a version brings, or all; references that none begins with get one of their own."""
    wanted = list(noun.indexes)
    led = {columns[0] for columns in wanted}
    wanted += [(f.key,) for f in noun.fields if f.kind is Kind.REFERENCE and f.key not in led]
    since = {f.key: f.since for f in noun.fields}
    return [
        _index_sql(noun.table, columns)
        for columns in wanted
        if version in {None, max(noun.since, *(since.get(c, noun.since) for c in columns))}
    ]


def _index_sql(table: str, columns: tuple[str, ...]) -> str:
    listed = ", ".join(f'"{c}"' for c in columns)
    return f'CREATE INDEX "{table}_by_{"_".join(columns)}" ON "{table}" ({listed})'


def steps_of(version: int) -> list[str]:
    """The statements that bring a book from the version before to this one."""
    statements = list(JOURNAL) if version == 1 else []
    statements += list(seals.SCHEMA) if version == seals.SINCE else []
    for cls in NOUNS:
        noun = noun_of(cls)
        if noun.since == version:
            statements += [table_sql(noun, version)]
        elif noun.since < version and any(f.empty_since == version for f in noun.fields):
            statements += _made_anew(noun, version)
        elif noun.since < version:
            added = [f for f in noun.fields if f.since == version]
            statements += [f'ALTER TABLE "{noun.table}" ADD COLUMN {column_sql(f)}' for f in added]
        statements += index_sql(noun, version)
    return statements


def _made_anew(noun: Noun, version: int) -> list[str]:
    """The table of a noun with the rows it had: SQLite lets no column be empty that had to be filled."""
    old, keys = f"{noun.table}_{version - 1}", [f.key for f in noun.fields[1:] if f.since < version]
    kept = ", ".join(f'"{key}"' for key in ["pk", "uid", *keys, *(name for name, *_ in noun.derived)])
    return [
        f'ALTER TABLE "{noun.table}" RENAME TO "{old}"',
        table_sql(noun, version),
        f'INSERT INTO "{noun.table}" ({kept}) SELECT {kept} FROM "{old}"',
        f'DROP TABLE "{old}"',
        *(sql for earlier in range(1, version) for sql in index_sql(noun, earlier)),
    ]
