"""The valid files that mutants are made of: one of each kind of workbook, and text tables, the same every time."""

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.exchange.crafted import sheet, text, workbook
from tests.survival.mutants import Seed, packed

KEPT = Path(__file__).parents[1] / "exchange" / "kept"
_HEADER = (
    "Customer", "Domain", "Plan", "MRR", "Renewal date", "Auto-renew", "Contact", "Email", "Last call", "Health",
    "Notes",
)  # fmt: skip
_ACME = ("Acme Inc", "acme.com", "Pro", 1200.5, date(2026, 3, 31), "yes", "Ana Berg", "ana@acme.com")
_BOLT = ("Bolt GmbH", "bolt.de", "Basic", 99, date(2026, 1, 15), "no", "Jo Kerr", "jo@bolt.de")
_GONE = ("Delta & Söhne", "delta.at", "Pro", 0.1, date(2025, 2, 28), "yes", "Mia", "mia@delta.at")
_ROWS: tuple[tuple[Any, ...], ...] = (
    (*_ACME, date(2025, 11, 3), "green", "x"),
    (*_BOLT, date(2025, 10, 1), 2, "Zürich ☎"),
    ("Corvid", "corvid.io", "Pro", 2500, date(2025, 12, 1), None, None, None, None, None, None),
    ("— churned —",),
    (*_GONE, date(2025, 1, 9), "red", "gone"),
    ("Total", None, None, 3799.6),
)


def seeds() -> tuple[Seed, ...]:
    """All of them; where a folder of real files is, its small workbooks too."""
    return (*_own(), *_kept(), *_texts())


def with_real(folder: Path) -> tuple[Seed, ...]:
    """The same, and the small files that other programs wrote."""
    files = sorted(
        f for f in folder.glob("torture_*/*/*") if f.suffix != ".json" and f.stat().st_size < 40_000
    )
    return (
        *seeds(),
        *(replace(_seed(f.name, f.read_bytes()), ours=False) for f in files if f.name not in _BOMBS),
    )


_BOMBS = {"54764.xlsx", "OOM_alloc3.xls", "issue_174.xlsx", "57893-many-merges.xlsx", "pass_protected.xlsx"}


def real_folder() -> Path | None:
    """Where such files are, if they are."""
    named = os.environ.get("CSDESK_REAL_FILES")
    folder = Path(named) if named else Path(__file__).parents[2].parent / "shared" / "data"
    return folder if folder.is_dir() else None


def _seed(name: str, body: bytes) -> Seed:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts = {n: package.read(n) for n in package.namelist() if not n.endswith(("/", ".png", ".jpeg"))}
    except (zipfile.BadZipFile, OSError):
        return Seed(name, body, {})
    return Seed(name, packed(parts), parts)


def _own() -> Iterator[Seed]:
    yield _seed("customers.xlsx", _by_openpyxl([_HEADER, *_ROWS]))
    yield _seed("macintosh.xlsx", _by_openpyxl([_HEADER, *_ROWS], epoch_1904=True))
    yield _seed("tables.xlsx", _by_xlsxwriter())
    yield _seed("crafted.xlsm", _crafted())


def _kept() -> Iterator[Seed]:
    for path in sorted(KEPT.glob("customers.*")):
        yield _seed(path.name, path.read_bytes())


def _by_openpyxl(rows: list[tuple[Any, ...]], *, epoch_1904: bool = False) -> bytes:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book, target = openpyxl.Workbook(), io.BytesIO()
    book.epoch = CALENDAR_MAC_1904 if epoch_1904 else book.epoch
    book.properties.created = book.properties.modified = datetime.fromisoformat("2025-11-20T10:00:00")
    front = book.active
    assert front is not None
    for row in rows:
        front.append(row)
    front["D9"] = "=SUM(D2:D6)"
    front.row_dimensions[3].hidden = True
    front.column_dimensions["K"].hidden = True
    front.merge_cells("A8:C8")
    book.create_sheet("lists").sheet_state = "hidden"
    book.save(target)
    return target.getvalue()


def _by_xlsxwriter() -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.fromisoformat("2025-11-20T10:00:00")})
        _sheet(
            book,
            "People",
            ("Account", "Name", "Email", "Role", "Phone"),
            [("Acme Inc", "Ana Berg", "ana@acme.com", "sponsor", "+43 1 5")],
        )
        _sheet(
            book,
            "Tickets",
            ("Company", "Subject", "Priority", "Created", "Closed"),
            [("Bolt GmbH", "Slow", "High", "2025-11-01", "")],
        )
        months = ("Account", "Jan 2025", "Feb 2025", "Mar 2025")
        _sheet(book, "Usage", months, [("Acme Inc", 10, 12, 9), ("Bolt GmbH", 0, 3, 4)])
    return target.getvalue()


def _sheet(book: Any, name: str, header: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    page = book.add_worksheet(name)
    for at, row in enumerate([header, *rows]):
        page.write_row(at, 0, row)


def _crafted() -> bytes:
    import tempfile

    rows = f'<row r="1">{text("A1", "Customer")}{text("B1", "ARR")}{text("C1", "Renewal")}</row>'
    rows += f'<row r="2">{text("A2", "Acme")}<c r="B2"><f>1+1</f><v>2</v></c>'
    rows += '<c r="C2" t="d"><v>2026-03-31</v></c></row>'
    rows += f'<row>{text("A3", "Bolt")}<c r="B3" t="e"><v>#N/A</v></c><c><v>46000</v></c></row>'
    extra = {"xl/vbaProject.bin": b"code", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    with tempfile.TemporaryDirectory() as folder:
        xml = sheet(rows, before='<dimension ref="A1:C3"/>', after='<autoFilter ref="A1:C3"/>')
        return workbook(Path(folder) / "a.xlsm", xml, extra=extra).read_bytes()


def _texts() -> Iterator[Seed]:
    lines = [",".join(_HEADER), *(",".join("" if v is None else str(v) for v in row) for row in _ROWS)]
    yield Seed("customers.csv", "\r\n".join(lines).encode(), {})
    yield Seed(
        "german.csv",
        'Firma;Umsatz;Verlängerung;Notiz\nMüller;1.234,56;31.03.2026;a\nSöhne;99,90;01.02.2026;"b;\nc"\n'.encode(
            "cp1252"
        ),
        {},
    )
    yield Seed(
        "signed.csv",
        '\ufeffCompany,ARR,Close date,Owner\nAcme,"$12,000",03/31/2026,Dana\nBolt,€9.000,04/01/2026,Lee\n'.encode(),
        {},
    )
    yield Seed(
        "crm.tsv",
        "Record ID\tCompany name\tLifecycle Stage\tCreate Date\n1001\tAcme\tcustomer\t2024-05-01 10:00\n".encode(
            "utf-16"
        ),
        {},
    )
