"""Old books: one row of every noun, every field filled, kept for each version that ever landed.

`python -m tests.store.old_books` writes the book of the present version beside those of earlier ones.
"""

import gzip
import itertools
import sys
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from csdesk.domain.changes import Verb
from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.store.book import Book
from csdesk.store.version import VERSION

FOLDER = Path(__file__).parents[1] / "fixtures"
DAY = date(2025, 11, 24)
NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)
_CELLS: dict[Kind, Any] = {
    Kind.WHOLE: 1, Kind.NUMBER: 0.5, Kind.EXACT: Decimal("12.5"), Kind.MONEY: 7_500_000,
    Kind.DAY: DAY, Kind.INSTANT: NOON, Kind.YES_NO: True,
}  # fmt: skip


def kept(version: int, folder: Path) -> Path:
    """A copy, in a folder, of the book that was kept of a version."""
    path = folder / "old.csdesk"
    path.write_bytes(gzip.decompress((FOLDER / f"version-{version}.csdesk.gz").read_bytes()))
    return path


def one_of_each() -> list[Any]:
    """One value of every noun, each of whose fields holds something."""
    made: dict[str, Any] = {}
    for cls in NOUNS:
        spec = noun_of(cls)
        made[spec.table] = cls(**{f.name: _cell(f, spec.table, made) for f in spec.fields})
    return list(made.values())


def _cell(field: Field, table: str, made: dict[str, Any]) -> Any:
    if field.name == "id":
        return f"{table}-1"
    if field.refers:
        above = made[field.refers].id if field.refers in made else None
        return (above,) if field.kind is Kind.REFERENCES else above
    if field.choices:
        first = next(iter(field.choices))
        return (first,) if field.kind is Kind.CHOICES else first
    return _CELLS.get(field.kind, f"{field.header} ß 🎉")


def write(path: Path) -> None:
    """Write the book: every noun added, one touch changed, all of it undone and brought back."""
    from csdesk.services.book.history import redo, undo

    numbers = itertools.count(1)
    with Book.create(path, clock=lambda: NOON, ids=lambda: f"id-{next(numbers)}") as book:
        with book.change(Verb.IMPORT, label="all nouns", today=DAY):
            book.put_all(one_of_each())
        undo(book, today=DAY)
        redo(book, today=DAY)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / "new.csdesk"
        write(new)
        target = FOLDER / f"version-{VERSION}.csdesk.gz"
        target.write_bytes(gzip.compress(new.read_bytes(), 9, mtime=0))
        sys.stdout.write(f"{target}: {target.stat().st_size} bytes\n")
