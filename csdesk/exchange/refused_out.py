"""A workbook of refused rows: as they stood, with the reason in a column behind them, ready to be mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from csdesk.domain.imports.cells.grid import Fault, Value, shown_parts
from csdesk.exchange.cell_styles import Look
from csdesk.exchange.fresh_workbook import fresh_workbook
from csdesk.exchange.hues import AMBER, GREEN, RED
from csdesk.exchange.workbook_out import carry_baseline, fitting
from csdesk.tokens import tokens

_LARGEST = 2**53
_BAD = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_WIDEST, _WHY = 40, 60


@dataclass(frozen=True, slots=True)
class RefusedSheet:
    """The refused rows of one sheet: its headers with the place of each, and each row's cells with its reason."""

    name: str
    headers: Sequence[str]
    rows: Sequence[tuple[Sequence[Value], str]]
    looks: Mapping[tuple[int, int], Look] = field(default_factory=dict)
    """What cells say by their looks, by the row and the column, counted from 0."""


def refused_bytes(
    sheets: Sequence[RefusedSheet], *, why: str, day: date, baseline: bytes | None = None
) -> bytes:
    """The sheets as an .xlsx file; `why` heads the column of reasons, `day` is when the workbook was saved.

    A `baseline` is carried along, so that the mended rows are merged with what was sent of them.
    The same rows and day give the same bytes; no text becomes a formula.
    """
    out = BytesIO()
    with fresh_workbook(out, "csdesk", day) as book:
        pen = _Pen(book)
        names: set[str] = set()
        for sheet in sheets:
            _write(book.add_worksheet(_name(sheet.name, names)), sheet, why, pen)
        if baseline is not None:
            carry_baseline(book, baseline)
    return out.getvalue()


def _name(text: str, taken: set[str]) -> str:
    """A name that a sheet may have: at most 31 signs, each once."""
    plain = "".join(c if c.isprintable() else "_" for c in text.translate(_BAD))
    bare = _cut(plain, 31) or "Sheet"
    name, number = bare, 2
    while name.casefold() in taken:
        name, number = f"{_cut(bare, 24)} ({number})", number + 1
    taken.add(name.casefold())
    return name


def _cut(text: str, most: int) -> str:
    """The first signs of a text, counted as Excel does: what is beyond 16 bits is two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").strip("' ")


_DAY, _MOMENT, _TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss"
_PLAIN = Look()


class _Pen:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Any] = {}
        light = tokens("light")
        self._paints = {RED: light.bad.fill, AMBER: light.watch.fill, GREEN: light.good.fill}
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.why = book.add_format({"italic": True, "text_wrap": True, "valign": "top"})

    def of(self, look: Look, shown: str = "") -> Any:
        """The format of a cell: how its value is shown, and its fill; None where it has neither."""
        paint = self._paints.get(look.hue or "", "")
        if not shown and not paint:
            return None
        if (shown, paint) not in self._made:
            said = {"num_format": shown} if shown else {}
            self._made[shown, paint] = self._book.add_format(said | ({"bg_color": paint} if paint else {}))
        return self._made[shown, paint]


def _write(page: Any, sheet: RefusedSheet, why: str, pen: _Pen) -> None:
    last = len(sheet.headers)
    for at, header in enumerate((*sheet.headers, why)):
        page.write_string(0, at, fitting(header), pen.head)
        page.set_column(at, at, _WHY if at == last else min(max(len(header) + 2, 12), _WIDEST))
    for number, (cells, reason) in enumerate(sheet.rows, 1):
        for at, cell in enumerate(cells):
            _cell(page, number, at, cell, pen, sheet.looks.get((number - 1, at), _PLAIN))
        page.write_string(number, last, fitting(reason), pen.why)
    page.freeze_panes(1, 0)


def _cell(page: Any, row: int, at: int, cell: Value, pen: _Pen, look: Look) -> None:
    if cell is None:
        if paint := pen.of(look):
            page.write_blank(row, at, None, paint)
    elif isinstance(cell, bool):
        page.write_boolean(row, at, cell, pen.of(look))
    elif isinstance(cell, int | Decimal) and abs(number := Decimal(cell)) < _LARGEST:
        sign, unit = shown_parts(look.currency or "")
        money = " ".join(filter(None, (sign and f"[${sign}]", "#,##0.00", unit and f'"{unit}"')))
        money = money if look.currency else ""
        page.write_number(row, at, float(number), pen.of(look, money))
    elif isinstance(cell, datetime):
        page.write_datetime(row, at, cell.replace(tzinfo=None), pen.of(look, _MOMENT))
    elif isinstance(cell, date):
        page.write_datetime(row, at, datetime.combine(cell, time()), pen.of(look, _DAY))
    elif isinstance(cell, time):
        page.write_datetime(row, at, cell, pen.of(look, _TIME))
    else:
        text = cell.text if isinstance(cell, Fault) else str(cell)
        page.write_string(row, at, fitting(text), pen.of(look))
