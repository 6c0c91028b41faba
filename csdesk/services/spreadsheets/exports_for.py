"""Exports for somebody else: one account for its customer, or all of them for the board, searched before they go."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from csdesk import __version__
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import AccountNeeded, ExportKindUnknown, NoSuchAccount, ProfileNotHere
from csdesk.domain.fields import Kind, Noun, noun_of
from csdesk.domain.files import FileKind
from csdesk.domain.hindsight import as_they_were
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.promises import Promise
from csdesk.domain.reviews.undertakings import shared
from csdesk.domain.tasks import Task
from csdesk.exchange import tables_out
from csdesk.exchange.atomic import workroom
from csdesk.exchange.tables_out import Table
from csdesk.services.outgoing.files import write_out
from csdesk.services.outgoing.profiles import CUSTOMER, board_may_read, may_read
from csdesk.services.spreadsheets.exports import Exported, chosen_nouns, export_book
from csdesk.services.spreadsheets.facts_out import Facts
from csdesk.services.spreadsheets.rows_out import RowsOut
from csdesk.services.spreadsheets.sheets_out import table_of
from csdesk.store.book import Book

_ENDINGS = (".csv", ".json", ".xlsx")
_Reads = Callable[[str, str], bool]


def export_for(
    book: Book,
    path: Path,
    *,
    profile: Profile | str,
    account: AccountId | None = None,
    nouns: Sequence[str] | None = None,
    today: date,
    as_of: date | None = None,
) -> Exported:
    """Write a .csv, .json or .xlsx file for a reader; for ourselves it is `export_book`.

    For a customer: one account, and of its rows the fields that are theirs. For the board: no notes, no
    addresses. Raises: AccountNeeded, NoSuchAccount, LeaksFound; as `export_book`.
    """
    reader, ending = Profile(profile), path.suffix.lower()
    if reader is Profile.INTERNAL:
        return export_book(book, path, nouns=nouns, today=today, as_of=as_of)
    if ending not in _ENDINGS:
        raise ExportKindUnknown(file=path.name, endings=".csv, .json or .xlsx")
    reads = board_may_read if reader is Profile.BOARD else may_read
    kept = [n for n in chosen_nouns(nouns, ending) if any(reads(n.table, f.key) for f in n.fields)]
    if not kept:
        raise ProfileNotHere(profile=reader, profiles=Profile.INTERNAL)
    if reader is Profile.BOARD:
        data, rows, sheets = _written(RowsOut(book, as_of), book, kept, reads, path, as_of or today)
    else:
        if account is None:
            raise AccountNeeded
        with Book.in_memory() as thin:
            _fill(thin, book, account, as_of, today)
            data, rows, sheets = _written(RowsOut(thin), thin, kept, reads, path, as_of or today)
    written = write_out(
        book, data, path, kind=FileKind.EXPORT, profile=reader, account=account, as_of=as_of or today
    )
    return Exported(str(path), sheets, rows, written.sha256, written=written)


def _written(
    out: RowsOut, book: Book, nouns: list[Noun], reads: _Reads, path: Path, day: date
) -> tuple[bytes, int, tuple[str, ...]]:
    """The bytes of the file, how many rows it has, and its sheets: a workbook has none without rows."""
    names = tuple(n.sheet or n.table for n in nouns)
    if path.suffix.lower() == ".json":
        facts = {n.table: _facts(book, n, out.as_of, reads) for n in nouns}
        return (
            tables_out.json_bytes(facts, version=__version__, as_of=day),
            sum(map(len, facts.values())),
            names,
        )
    tables = [_narrowed(table_of(n, out, day=day), reads) for n in nouns]
    rows = sum(t.rows for t in tables)
    if path.suffix.lower() == ".csv":
        return tables_out.csv_bytes(tables[0]), rows, names
    from csdesk.exchange.workbook_out import write_workbook

    made = io.BytesIO()
    there = [t for t in tables if t.rows] or tables[:1]
    with workroom(path) as room:
        write_workbook(made, there, day=day, folder=room)
    return made.getvalue(), rows, tuple(t.name for t in there)


def _narrowed(table: Table, reads: _Reads) -> Table:
    """The table without the columns that its reader may not see; a field of one's own is for ourselves."""
    kept = [at for at, c in enumerate(table.columns) if not c.custom and reads(table.key, c.key)]
    title = kept.index(table.title) if table.title in kept else 0
    columns = tuple(replace(table.columns[at], quiet=False) for at in kept)
    return replace(table, columns=columns, cells=[table.cells[at] for at in kept], title=title)


def _facts(book: Book, noun: Noun, as_of: date | None, reads: _Reads) -> list[dict[str, Any]]:
    rows: Iterable[Any] = _as_of(book.all(noun.type), as_of)
    facts = Facts(book).of(noun, rows)
    return [{k: v for k, v in row.items() if reads(noun.table, k.removesuffix("_id"))} for row in facts]


def _as_of(rows: Iterable[Any], as_of: date | None) -> list[Any]:
    return list(rows) if as_of is None else as_they_were(rows, as_of)


def _fill(thin: Book, book: Book, account: AccountId, as_of: date | None, today: date) -> None:
    """Put one account's rows into an empty book, with what they refer to and without what is ours."""
    found = book.find(Account, account)
    if found is None:
        raise NoSuchAccount(name=account)
    there: dict[str, set[str]] = {}
    promised = _promised(book, account)
    with thin.change(Verb.ADD, label=found.account, today=today):
        thin.put(Preference(id=CURRENCY, value=book.preference(CURRENCY) or "USD"))
        for cls in NOUNS:
            noun = noun_of(cls)
            if noun.table not in {*CUSTOMER, "products", "steps"}:
                continue
            rows = [
                r for r in _own(book, noun, account, there) if cls not in (Task, Promise) or r.id in promised
            ]
            kept = [_freed(r, noun, there) for r in _as_of(rows, as_of)]
            there[noun.table] = {str(r.id) for r in kept}
            thin.put_all(kept)


def _promised(book: Book, account: AccountId) -> frozenset[str]:
    """The tasks and promises that the customer may see."""
    from csdesk.store.reviews import facts_of

    return frozenset(t.row for t in shared(facts_of(book, account)))


def _own(book: Book, noun: Noun, account: AccountId, there: dict[str, set[str]]) -> list[Any]:
    if noun.type is Account:
        return [book.find(Account, account)]
    keys = {f.key for f in noun.fields}
    rows: list[Any]
    if "account" in keys and noun.field("account").refers == "accounts":
        rows = book.all(noun.type, account=account)
        return rows
    rows = book.all(noun.type)
    above = [f for f in noun.fields if f.kind is Kind.REFERENCE and f.required]
    return [r for r in rows if all(str(getattr(r, f.name)) in there.get(str(f.refers), ()) for f in above)]


def _freed(row: Any, noun: Noun, there: dict[str, set[str]]) -> Any:
    """The row without its ties to rows that do not come along."""
    ties: dict[str, Any] = {}
    for f in noun.fields:
        value = getattr(row, f.name)
        if f.kind is Kind.REFERENCES and value:
            ties[f.name] = tuple(v for v in value if str(v) in there.get(str(f.refers), ()))
        elif f.kind is Kind.REFERENCE and not f.required and str(value) not in there.get(str(f.refers), ()):
            ties[f.name] = None
    return replace(row, **ties) if ties else row
