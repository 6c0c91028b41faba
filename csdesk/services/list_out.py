"""A list going out is the rows that a person chose, in the columns shown, as a CSV that spreadsheets open."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from csdesk.exchange.atomic import atomic_write
from csdesk.exchange.file_names import safe_name
from csdesk.exchange.tables_out import Column, Holds, Table, csv_bytes
from csdesk.services.account_facts import AccountFact, FactKind
from csdesk.services.accounts import AccountRow

_HOLDS = {FactKind.NUMBER: Holds.NUMBER, FactKind.MONEY: Holds.NUMBER, FactKind.DAY: Holds.DAY}


def list_name(rows: Sequence[AccountRow]) -> str:
    """What its file is called: the one account, or how many there are."""
    words = rows[0].account if len(rows) == 1 else f"{len(rows):,} accounts"
    return f"{safe_name(words)}.csv"


def write_list(path: Path, facts: Sequence[AccountFact], rows: Sequence[AccountRow], today: date) -> None:
    """Write these facts of these accounts: days as ISO, numbers with a point, nothing where it is not known.

    Raises: NoPermission, NotWritten, PathUnusable.
    """
    columns = tuple(Column(f.header, f.key, _HOLDS.get(f.kind, Holds.TEXT)) for f in facts)
    cells = [[_plain(fact.read(row, today)) for row in rows] for fact in facts]
    text = csv_bytes(Table("Accounts", "accounts", columns, cells, len(rows)))

    def write(file: BinaryIO) -> None:
        file.write(text)

    atomic_write(path, write)


def _plain(value: object) -> str | None:
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return None if value is None else str(value)
