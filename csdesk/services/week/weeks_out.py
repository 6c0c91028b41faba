"""The week going out: as PDF to print, as a workbook to show, as a calendar to follow."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csdesk.domain.errors import ExportKindUnknown
from csdesk.domain.money import whole_text
from csdesk.domain.preferences import OWNER
from csdesk.domain.week.plan import Planned, WeekPlan
from csdesk.domain.week.sentences import hours_text
from csdesk.exchange.atomic import atomic_write
from csdesk.services.week.week import plan_week, whose
from csdesk.store.book import Book

if TYPE_CHECKING:
    from csdesk.exchange.calendar import Entry

ENDINGS = (".pdf", ".xlsx", ".ics")


@dataclass(frozen=True, slots=True)
class WrittenWeek:
    """One file that was written: its path, how many lines are planned and left, its checksum."""

    file: str
    planned: int
    not_doing: int
    sha256: str


def write_week(
    book: Book,
    path: Path,
    *,
    start: date,
    hours: float | None = None,
    csm: str = "",
) -> WrittenWeek:
    """Plan a week, of everybody or of one CSM, and write it as its name ends: .pdf, .xlsx or .ics; an old file stands
    until it is whole.

    Raises: ExportKindUnknown, NoPermission, NotWritten, PathUnusable; as `plan_week`.
    """
    if path.suffix.lower() not in ENDINGS:
        raise ExportKindUnknown(file=path.name, endings=".pdf, .xlsx or .ics")
    plan = plan_week(book, start=start, hours=hours, only=whose(book, csm))
    return write_plan(book, plan, path, of=csm)


def write_plan(book: Book, plan: WeekPlan, path: Path, *, of: str = "") -> WrittenWeek:
    """Write a week that was planned, `of` whom where it is not everybody's. Raises: as `write_week`."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ExportKindUnknown(file=path.name, endings=".pdf, .xlsx or .ics")
    if ending == ".pdf":
        _write_pdf(book, plan, path, of)
        data = path.read_bytes()
    else:
        data = _workbook(plan) if ending == ".xlsx" else _calendar(plan, of)
        atomic_write(path, lambda file: file.write(data))
    return WrittenWeek(str(path), len(plan.plan), len(plan.not_doing), hashlib.sha256(data).hexdigest())


def _write_pdf(book: Book, plan: WeekPlan, path: Path, of: str) -> None:
    from csdesk.printing.pages import write_page
    from csdesk.printing.week_page import week_page

    write_page(week_page(plan, of=of, owner=book.preference(OWNER) or ""), path)


def printed_page(plan: WeekPlan, device: Any, *, of: str = "") -> int:
    """Print a week that was planned on a device of Qt; how many sheets of paper it takes. `of` as in `write_plan`."""
    from csdesk.printing.pages import paint
    from csdesk.printing.week_page import week_page

    return paint(week_page(plan, of=of), device)


def _workbook(plan: WeekPlan) -> bytes:
    from csdesk.exchange.week_workbook import week_workbook

    return week_workbook(plan)


def _calendar(plan: WeekPlan, of: str) -> bytes:
    from csdesk.exchange.calendar import calendar_bytes

    return calendar_bytes(week_entries(plan), name=f"Week, {of}" if of else "Week", as_of=plan.start)


def week_entries(plan: WeekPlan) -> "list[Entry]":
    """What is planned and not done, each on its day."""
    from csdesk.exchange.calendar import Entry

    return [
        Entry(
            uid=_uid(item),
            on=item.day,
            title=f"{item.item.candidate.name}: {item.item.candidate.title}",
            text="\n".join(_said(item)),
        )
        for item in plan.plan
        if not item.done
    ]


def _uid(item: Planned) -> str:
    """The same as long as what it is about is the same: on another day it is moved, not doubled."""
    return f"week-{hashlib.sha256(item.item.candidate.cause.encode()).hexdigest()[:32]}@csdesk"


def _said(item: Planned) -> Iterator[str]:
    candidate, factors = item.item.candidate, item.item.factors
    yield f"{hours_text(candidate.minutes)} h{', must be done' if candidate.mandatory else ''}"
    yield candidate.reason
    if factors.at_stake is not None and factors.currency is not None:
        yield f"ARR {whole_text(factors.at_stake, factors.currency)}"
