"""The calendar folder takes a book's calendars after every change, for a calendar program that follows files."""

from datetime import date, timedelta
from pathlib import Path

from csdesk import settings
from csdesk.domain.errors import CsdeskError, PathUnusable
from csdesk.domain.periods import monday_of
from csdesk.exchange.atomic import atomic_write
from csdesk.exchange.file_names import safe_name
from csdesk.folders import is_folder
from csdesk.services.correspondence.calendars import calendar_entries
from csdesk.store.book import Book
from csdesk.store.week import csms

AHEAD = 400
"""So many days of renewals, notice deadlines and reviews are written."""


def calendar_folder() -> Path | None:
    """The folder that was chosen on this computer; None where none was."""
    chosen = settings.load().calendar_folder
    return Path(chosen) if chosen else None


def keep_calendars(book: Book, folder: Path, called: str, *, today: date, csm: str = "") -> tuple[Path, ...]:
    """Write the renewals ahead and this week into a folder, as `NAME renewals.ics` and `NAME week.ics`.

    With a `csm` of the book the week is of that CSM's accounts alone; deadlines are those of all. A file that says
    the same already stays as it is, so that nothing is carried to another computer for it.
    Raises: PathUnusable, NoPermission, NotWritten.
    """
    from csdesk.exchange.calendar import calendar_bytes
    from csdesk.services.week.week import plan_week, whose
    from csdesk.services.week.weeks_out import week_entries

    if not is_folder(folder):
        raise PathUnusable(where=str(folder), why="its folder is not there")
    monday = monday_of(today)
    ahead = calendar_entries(book, today, today + timedelta(days=AHEAD), as_of=today)
    csm = csm if csm in csms(book) else ""
    week = week_entries(plan_week(book, start=today, only=whose(book, csm)))
    made = {
        f"{safe_name(called)} renewals.ics": calendar_bytes(ahead, name=f"{called}: renewals", as_of=monday),
        f"{safe_name(called)} week.ics": calendar_bytes(
            week, name=f"{called}: week{csm and f', {csm}'}", as_of=monday
        ),
    }
    return tuple(folder / name for name, data in made.items() if _written(folder / name, data))


def kept_or_why(book: Book, folder: Path, called: str, *, today: date, csm: str = "") -> CsdeskError | None:
    """Keep the calendars; what stands in the way is given back, for it never stands in the way of a change."""
    try:
        keep_calendars(book, folder, called, today=today, csm=csm)
    except CsdeskError as why:
        return why
    return None


def _written(path: Path, data: bytes) -> bool:
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    atomic_write(path, lambda file: file.write(data))
    return True
