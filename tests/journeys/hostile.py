"""A hostile book: accounts, people and notes with names that some program somewhere would obey."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.touches import TouchKind
from csdesk.services.accounts.newcomers import AccountDraft, add_account
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book

DAY = date(2025, 11, 24)

NAMES = (
    "<img src=x onerror=1>",
    '<b>Bold</b> & <a href="file:///etc/passwd">Söhne</a>',
    "مرحبا \u202egnp.exe",
    "\u2066isolate\u2069 هذا",
    "A" * 300,
    ("Lorem ipsum dolor " * 17)[:299],
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "＝ＦＵＬＬ",
    "👩\u200d👩\u200d👧\u200d👦 Ñandú 🇩🇪",
    "Tab\tBell\x07Esc\x1b[31mred",
    "Line\nbreak",
    "O'Brien; DROP TABLE accounts;--",
    "&amp; &File",
    "%s %n {0} {name}",
    "Zero\u200bWidth",
    "..\\..\\evil/CON.pptx",
    "https://evil.example/?x=<y>",
    "a[*]b “quoted”",
    "'=quoted",
    '"double"',
    "para\u2028sep",
    "C1\x85next\x9b31m",
    "Infinity",
    "1e5",
    "TRUE",
    "Total",
)

INVISIBLE = "\u200b\u2060\ufeff"
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def plainest(name: str) -> str:
    """A name without what nobody sees: controls, breaks, marks of direction, all spaces."""
    return "".join(c for c in name if c.isprintable() and not c.isspace() and c not in INVISIBLE + TURNS)


def write_csv(path: Path, names: tuple[str, ...] = NAMES) -> Path:
    """A sheet of customers with these names, their people and notes called alike."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Customer", "MRR", "Renewal date", "Contact", "Notes"])
        rows.writerows([name, money, day, name, name] for name, money, day in _rows(names))
    return path


def write_xlsx(path: Path, names: tuple[str, ...] = NAMES) -> Path:
    """The same as a workbook; what no workbook can hold is left out."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Customer", "MRR", "Renewal date", "Contact", "Notes"])
    for row, (name, money, day) in enumerate(_rows(names), 2):
        legal = "".join(c for c in name if c >= " " or c in "\t\n")
        for column, value in ((1, legal), (4, legal), (5, legal)):
            cell = sheet.cell(row, column, value)
            cell.data_type = "s"
        sheet.cell(row, 2, money)
        sheet.cell(row, 3, day)
    workbook.save(path)
    return path


def _rows(names: tuple[str, ...]) -> list[tuple[str, int, date]]:
    return [(name, 100 + n, DAY + timedelta(days=20 + n)) for n, name in enumerate(names)]


def bring(book: Book, sheet: Path) -> None:
    """Import a sheet, with the first answer to whatever it asks."""
    sources, options = read_files([sheet], day=DAY), Options(decide="new")
    asked = plan_import(book, sources, {}, today=DAY, options=options)
    answers = {q.key: q.default or q.choices[0].value for q in asked.open}
    apply_import(book, plan_import(book, sources, answers, today=DAY, options=options), today=DAY)


def hostile_book(path: Path) -> Path:
    """A book whose every text is hostile, written past the import's cleaning: names, notes, people, tasks."""
    with Book.create(path) as book:
        for number, name in enumerate(NAMES):
            _account(book, name, number)
    return path


def _account(book: Book, name: str, number: int) -> None:
    draft = AccountDraft(f"{number}", "", Decimal(1200 + number), DAY + timedelta(days=15 + number))
    done = add_account(book, draft, today=DAY)
    account = next(r.after for r in done.rows if isinstance(r.after, Account))
    whole = replace(
        account, account=name, segment=name, csm=name, notes=name, required_outcome=name, tags=name
    )
    with book.change(Verb.SET, label=name, today=DAY):
        book.put(whole)
    kind = Random(number).choice([TouchKind.CALL, TouchKind.MEETING, TouchKind.REVIEW])
    touch = TouchDraft(account.id, name, DAY, kind, people=[name], next_step=name, next_on=DAY)
    log_touch(book, touch, today=DAY)
