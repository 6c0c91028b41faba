"""Exports: what a book holds, as files that other programs read."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from csdesk import __version__
from csdesk.domain.accounts import Account
from csdesk.domain.errors import ExportKindUnknown, NoSuchNoun, OneNounPerCsv
from csdesk.domain.fields import Noun, noun_of
from csdesk.domain.hindsight import as_they_were
from csdesk.domain.nouns import NOUNS
from csdesk.exchange import tables_out
from csdesk.exchange.atomic import atomic_write, workroom
from csdesk.exchange.limits import DEFAULT, MIB, Limits
from csdesk.services.outgoing.files import WrittenFile
from csdesk.services.spreadsheets.baseline import packed_baseline
from csdesk.services.spreadsheets.facts_out import Facts
from csdesk.services.spreadsheets.rows_out import RowsOut
from csdesk.services.spreadsheets.sheets_out import table_of
from csdesk.store.book import Book

_ENDINGS = (".xlsx", ".csv", ".zip", ".json")
_IN_MEMORY = 300_000
"""How many cells are put together without a file for each part."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One file that was written: its path, its sheets (or kinds of rows), how many rows, its checksum.

    `notes` are sentences on what it is not good for; `written` is for the export log, where it is for a reader.
    """

    file: str
    sheets: tuple[str, ...]
    rows: int
    sha256: str
    notes: tuple[str, ...] = ()
    written: WrittenFile | None = None


def export_book(
    book: Book,
    path: Path,
    *,
    nouns: Sequence[str] | None = None,
    today: date,
    as_of: date | None = None,
    limits: Limits = DEFAULT,
) -> Exported:
    """Write the book's rows to a .csv (one noun, by default accounts), or all to an .xlsx, .json, or .zip of .csv.

    `as_of` leaves out what happened after that day; without it every row is written, planned ones too.
    A workbook of today carries its baseline, so that it can be merged back. One that is larger than what csdesk reads,
    by `limits`, says so.

    Raises: ExportKindUnknown, NoSuchNoun, OneNounPerCsv, NoPermission, NotWritten.
    """
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise ExportKindUnknown(file=path.name, endings=".xlsx, .csv, .zip or .json")
    chosen = chosen_nouns(nouns, ending)
    if ending == ".xlsx":
        carries = as_of is None
        done = _workbook(book, path, chosen, today, as_of, baseline=carries)
        return replace(done, notes=_too_large(path, limits)) if carries else done
    if ending == ".json":
        facts = {n.table: Facts(book).of(n, _rows(book, n, as_of)) for n in chosen}
        data = tables_out.json_bytes(facts, version=__version__, as_of=as_of or today)
        rows = sum(map(len, facts.values()))
    else:
        out = RowsOut(book, as_of)
        tables = [table_of(noun, out, day=as_of or today) for noun in chosen]
        rows = sum(t.rows for t in tables)
        data = tables_out.csv_bytes(tables[0]) if ending == ".csv" else tables_out.zip_bytes(tables)
    atomic_write(path, lambda file: file.write(data))
    sheets = tuple(n.sheet or n.table for n in chosen)
    notes = _too_large(path, limits) if ending == ".csv" else ()
    return Exported(str(path), sheets, rows, hashlib.sha256(data).hexdigest(), notes)


def _too_large(path: Path, limits: Limits) -> tuple[str, ...]:
    """What is to be said of a file that is more than csdesk reads."""
    size, most = path.stat().st_size, limits.file
    if size <= most:
        return ()
    told = f"{path.name} has {-(-size // MIB):,} MB, and csdesk reads files of up to {most // MIB:,} MB"
    less = (
        "An .xlsx is smaller."
        if path.suffix.lower() == ".csv"
        else "Write some kinds of rows in each of several."
    )
    return (f"{told}: this one cannot come back. {less}",)


def _workbook(
    book: Book, path: Path, chosen: list[Noun], today: date, as_of: date | None, *, baseline: bool
) -> Exported:
    from csdesk.exchange.workbook_out import write_workbook

    out = RowsOut(book, as_of)
    day = as_of or today
    tables = [table_of(noun, out, day=day) for noun in chosen]
    carried = packed_baseline(zip(chosen, tables, strict=True), out, day=day) if baseline else None
    digest, sheets = "", tuple[str, ...]()

    def write(file: BinaryIO) -> None:
        nonlocal digest, sheets
        sheets = write_workbook(file, tables, day=day, folder=room, baseline=carried)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]

    large = sum(t.rows * len(t.columns) for t in tables) > _IN_MEMORY
    with workroom(path) if large else nullcontext() as room:
        atomic_write(path, write)
    return Exported(str(path), sheets, sum(t.rows for t in tables), digest)


def chosen_nouns(names: Sequence[str] | None, ending: str) -> list[Noun]:
    """The nouns that are meant, in the catalogue's order. Raises: NoSuchNoun, OneNounPerCsv."""
    known = [noun_of(n) for n in NOUNS]
    if not names:
        if ending == ".csv":
            return [noun_of(Account)]
        return [n for n in known if n.sheet or ending == ".json"]
    meant = {_meant(name, known).table for name in names}
    if ending == ".csv" and len(meant) > 1:
        raise OneNounPerCsv(count=len(meant))
    return [n for n in known if n.table in meant]


def _meant(name: str, known: Iterable[Noun]) -> Noun:
    word = name.strip().casefold()
    for noun in known:
        if word in {noun.word, noun.table, (noun.sheet or "").casefold()} and word:
            return noun
    raise NoSuchNoun(name=name, nouns=", ".join(n.word for n in known if n.sheet))


def _rows(book: Book, noun: Noun, as_of: date | None) -> list[Any]:
    rows: list[Any] = book.all(noun.type)
    return rows if as_of is None else as_they_were(rows, as_of)
