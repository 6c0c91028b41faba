"""A list going out is the rows that a person sees, in the columns shown, as a workbook or a CSV."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from csdesk import wording
from csdesk.domain.errors import ExportKindUnknown
from csdesk.domain.money import digits
from csdesk.domain.plain import Amount, Plain, Share, is_number, plain_text
from csdesk.exchange.atomic import atomic_write
from csdesk.exchange.file_names import safe_name
from csdesk.exchange.tables_out import Column, Holds, Table, csv_bytes

ENDINGS = (".xlsx", ".csv")
_CURRENCY = "Currency"


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: the name of its sheet, its headers, and its rows of plain values."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Plain]]


def list_name(accounts: Sequence[str]) -> str:
    """What the file of chosen accounts is called: the one account, or how many there are."""
    words = accounts[0] if len(accounts) == 1 else wording.count(len(accounts), "account")
    return f"{safe_name(words)}.csv"


@dataclass(frozen=True, slots=True)
class WrittenLists:
    """One file that was written: its path, how many rows all its lists have, its checksum."""

    file: str
    rows: int
    sha256: str


def write_lists(path: Path, lists: Sequence[Listing], today: date) -> WrittenLists:
    """Write lists as the file's name ends: .xlsx has a sheet for each, .csv holds the first.

    The same lists and day give the same bytes; an old file stands until the new one is whole.

    Raises: ExportKindUnknown, NoPermission, NotWritten, PathUnusable.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ExportKindUnknown(file=path.name, endings=" or ".join(ENDINGS))
    held = lists if ending == ".xlsx" else lists[:1]
    made = _workbook(held, today) if ending == ".xlsx" else csv_bytes(_table(held[0]))
    atomic_write(path, lambda file: file.write(made))
    return WrittenLists(str(path), sum(len(one.rows) for one in held), hashlib.sha256(made).hexdigest())


def _workbook(lists: Sequence[Listing], today: date) -> bytes:
    from csdesk.exchange.workbook_out import write_workbook

    out = io.BytesIO()
    write_workbook(out, [_table(one) for one in lists], day=today, legend=False)
    return out.getvalue()


def _table(listing: Listing) -> Table:
    columns, cells = zip(*_columns(listing), strict=True)
    return Table(listing.name, listing.name, columns, cells, len(listing.rows), title=0)


def _columns(listing: Listing) -> Iterator[tuple[Column, list[str | None]]]:
    """Every column with its words; behind the first amount stands its currency, where no column says it."""
    values = [[row[at] for row in listing.rows] for at in range(len(listing.headers))]
    paid = [at for at, some in enumerate(values) if any(isinstance(v, Amount) for v in some)]
    for at, (header, some) in enumerate(zip(listing.headers, values, strict=True)):
        yield _column(header, some), [plain_text(value) for value in some]
        if paid and at == paid[0] and _CURRENCY not in listing.headers:
            yield Column(_CURRENCY, _CURRENCY, Holds.TEXT), [_currency(row) for row in listing.rows]


def _column(header: str, values: Sequence[Plain]) -> Column:
    """A column holds what all its known values are; several kinds are text."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, date) for value in known):
        return Column(header, header, Holds.DAY)
    if not known or not all(is_number(value) for value in known):
        return Column(header, header, Holds.TEXT)
    places = {digits(v.currency) if isinstance(v, Amount) else None for v in known}
    share = all(isinstance(value, Share) for value in known)
    return Column(
        header, header, Holds.NUMBER, places=places.pop() if len(places) == 1 else None, share=share
    )


def _currency(row: Sequence[Plain]) -> str | None:
    return ", ".join(dict.fromkeys(v.currency for v in row if isinstance(v, Amount))) or None
