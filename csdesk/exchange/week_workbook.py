"""The week as a workbook: the lines with their factors, what is not done and its ARR, the hours of each day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

from csdesk.domain.money import digits
from csdesk.domain.phrases import upper
from csdesk.domain.values import dataclass
from csdesk.domain.week.plan import NotDoing, Planned, Ranked, WeekPlan
from csdesk.exchange.fresh_workbook import fresh_workbook
from csdesk.exchange.workbook_out import fitting

_WIDEST = 80


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its header, its format, and whether its foot adds it up."""

    header: str
    form: str = "text"
    summed: bool = False


@dataclass(frozen=True, slots=True)
class _Formula:
    """A formula with its value, for programs that do not calculate."""

    text: str
    value: float | None


Cell = str | int | float | date | _Formula | None
_FORMS = {
    "text": "@",
    "whole": "#,##0",
    "money": "#,##0",
    "share": "0.00",
    "tenth": "#,##0.0",
    "day": "ddd d mmm yyyy",
}
_WEEK = (
    _Column("Day", "day"), _Column("Minutes", "whole", True), _Column("Must"), _Column("Account"), _Column("What"),
    _Column("Why"), _Column("ARR", "money"), _Column("Currency"), _Column("Weight", "share"),
    _Column("Urgency", "tenth"), _Column("Priority", "tenth"), _Column("Class"), _Column("Source"), _Column("State"),
)  # fmt: skip
_LEFT = (
    _Column("Minutes", "whole", True), _Column("Account"), _Column("What"), _Column("Why not"), _Column("ARR", "money"),
    _Column("Currency"), _Column("ARR not worked on", "money", True), _Column("Weight", "share"),
    _Column("Urgency", "tenth"), _Column("Priority", "tenth"), _Column("Class"), _Column("Source"),
)  # fmt: skip
_HOURS = (
    _Column("Day", "day"), _Column("Minutes to plan", "whole", True), _Column("Minutes planned", "whole", True),
    _Column("Over", "whole", True), _Column("Off"),
)  # fmt: skip
_ALONE = (_Column("Account"),)


def week_workbook(plan: WeekPlan) -> bytes:
    """The plan as an .xlsx file; the same plan gives the same bytes."""
    out = BytesIO()
    with fresh_workbook(out, "Week", plan.start) as book:
        forms = {name: book.add_format({"num_format": code}) for name, code in _FORMS.items()}
        forms["text"] = book.add_format({"indent": 1})
        forms["left"] = book.add_format({"bold": True, "indent": 1, "bottom": 1})
        forms["right"] = book.add_format({"bold": True, "align": "right", "bottom": 1})
        forms["total"] = book.add_format({"bold": True, "num_format": _FORMS["whole"], "top": 1})
        _sheet(book, "Week", _WEEK, _planned(plan), forms)
        _sheet(book, "Not doing", _left_columns(plan), _left(plan), forms)
        _sheet(book, "Hours", _HOURS, _hours(plan), forms)
        _sheet(book, "Leave alone", _ALONE, [(name,) for _, name in plan.leave_alone], forms)
    return out.getvalue()


def _planned(plan: WeekPlan) -> list[tuple[Cell, ...]]:
    items = [item for day in plan.days for item in day.items]
    return [_planned_row(item, row) for row, item in enumerate(items, 2)]


def _planned_row(planned: Planned, row: int) -> tuple[Cell, ...]:
    candidate = planned.item.candidate
    state = "done" if planned.done else "over capacity" if planned.over else "planned"
    return (
        planned.day,
        candidate.minutes,
        "must" if candidate.mandatory else None,
        candidate.name,
        candidate.title,
        candidate.reason,
        *_factors(planned.item, f"G{row}*I{row}*J{row}/B{row}"),
        candidate.source,
        state,
    )


def _left_columns(plan: WeekPlan) -> tuple[_Column, ...]:
    """Amounts of several currencies have no sum."""
    stakes = (left.item for left in plan.not_doing)
    several = len({i.factors.currency for i in stakes if _stake(i) is not None}) > 1
    return tuple(replace(c, summed=False) if several and c.form == "money" else c for c in _LEFT)


def _left(plan: WeekPlan) -> list[tuple[Cell, ...]]:
    """The lines; an account's ARR stands in the sum once, and not where something else is planned for it."""
    counted = {i.item.candidate.account for d in plan.days for i in d.items}
    rows = []
    for row, left in enumerate(plan.not_doing, 2):
        fresh = left.item.candidate.account not in counted
        counted.add(left.item.candidate.account)
        rows.append(_left_row(left, row, fresh=fresh))
    return rows


def _left_row(left: NotDoing, row: int, *, fresh: bool) -> tuple[Cell, ...]:
    candidate = left.item.candidate
    why = left.reason.removeprefix("does not fit: ")
    arr, currency, *others = _factors(left.item, f"E{row}*H{row}*I{row}/A{row}")
    return (
        candidate.minutes,
        candidate.name,
        candidate.title,
        upper(why),
        arr,
        currency,
        arr if fresh else None,
        *others,
        candidate.source,
    )


def _factors(item: Ranked, product: str) -> tuple[Cell, ...]:
    """ARR, currency, weight, urgency, priority as their formula, class."""
    factors, stake = item.factors, _stake(item)
    priority = None if factors.priority is None else _Formula(f"=ROUND({product},1)", float(factors.priority))
    return (
        stake,
        factors.currency if stake is not None else None,
        float(factors.weight),
        float(factors.urgency),
        priority,
        item.rank_text,
    )


def _stake(item: Ranked) -> float | None:
    factors = item.factors
    if factors.at_stake is None or factors.currency is None:
        return None
    return float(Fraction(factors.at_stake) / 10 ** digits(factors.currency))


def _hours(plan: WeekPlan) -> list[tuple[Cell, ...]]:
    return [
        (d.day, 0 if d.past else d.capacity, d.planned_minutes, d.over if not d.past else 0, d.off or None)
        for d in plan.days
    ]


def _sheet(
    book: Any, name: str, columns: Sequence[_Column], rows: Sequence[tuple[Cell, ...]], forms: dict[str, Any]
) -> None:
    sheet = book.add_worksheet(name)
    last = max(len(rows), 1)
    summed = any(c.summed for c in columns) and bool(rows)
    sheet.add_table(
        0, 0, last + summed, len(columns) - 1,
        {
            "columns": [_head(at, c, [r[at] for r in rows], forms) for at, c in enumerate(columns)],
            "name": f"{name.replace(' ', '_')}_table",
            "style": "Table Style Light 15",
            "total_row": summed,
        },
    )  # fmt: skip
    for number, row in enumerate(rows, 1):
        for at, (value, column) in enumerate(zip(row, columns, strict=True)):
            _write(sheet, number, at, value, forms[column.form])
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _width(column, [r[at] for r in rows]))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _head(at: int, column: _Column, values: Sequence[Cell], forms: dict[str, Any]) -> dict[str, Any]:
    """The column's header, and what its foot adds up: by cells, which every program calculates."""
    head: dict[str, Any] = {
        "header": column.header,
        "header_format": forms["left" if column.form == "text" else "right"],
    }
    if column.summed and values:
        letter = chr(ord("A") + at)
        total = sum(v for v in values if isinstance(v, int | float))
        head |= {
            "total_function": f"=SUBTOTAL(109,{letter}2:{letter}{len(values) + 1})",
            "total_value": total,
        }
        head["format"] = forms["total"]
    return head


def _write(sheet: Any, row: int, at: int, value: Cell, form: Any) -> None:
    if isinstance(value, _Formula):
        sheet.write_formula(row, at, value.text, form, value.value)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, datetime.combine(value, datetime.min.time()), form)
    elif isinstance(value, str):
        sheet.write_string(row, at, fitting(" ".join(value.split())), form)
    elif value is not None:
        sheet.write_number(row, at, value, form)


def _width(column: _Column, values: Sequence[Cell]) -> int:
    if column.form == "day":
        return 17
    longest = max((len(v) if isinstance(v, str) else 10 for v in values if v is not None), default=0)
    return min(max(longest + 1, len(column.header) + 4), _WIDEST)
