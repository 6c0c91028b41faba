"""What was dropped, by what becomes of it, and how that is said."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.values import dataclass
from csdesk.folders import is_folder

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
_BOOK, _MAIL, _CALENDAR = ".csdesk", ".eml", (".ics", ".ical", ".ifb")


@dataclass(frozen=True, slots=True)
class Dropped:
    """The files of a drop by what becomes of them; `others` are of no kind that is known here."""

    books: tuple[Path, ...]
    sheets: tuple[Path, ...]
    mails: tuple[Path, ...]
    calendars: tuple[Path, ...]
    others: tuple[Path, ...]

    @property
    def left(self) -> tuple[Path, ...]:
        """What is not taken: a book is opened, else spreadsheets are imported, else mails and calendars are read."""
        if self.books:
            return (*self.books[1:], *self.sheets, *self.mails, *self.calendars)
        return (*self.mails, *self.calendars) if self.sheets else ()


def files_of(urls: "Iterable[QUrl]") -> list[Path]:
    """The files among what is dragged."""
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def sorted_out(files: Iterable[Path]) -> Dropped:
    """The files by their endings."""
    found: dict[str, list[Path]] = {kind: [] for kind in ("book", "sheet", "mail", "calendar", "other")}
    for file in files:
        found[_kind(file)].append(file)
    return Dropped(*(tuple(group) for group in found.values()))


def _kind(file: Path) -> str:
    ending = file.suffix.lower()
    if ending == _BOOK:
        return "book"
    if ending in SHEETS:
        return "sheet"
    return "mail" if ending == _MAIL else "calendar" if ending in _CALENDAR else "other"


def offer(dropped: Dropped) -> str:
    """What letting go of files would do."""
    if dropped.books:
        return f"Let go to open {dropped.books[0].name}"
    if dropped.sheets:
        more = f" and {len(dropped.sheets) - 1:,} more" if len(dropped.sheets) > 1 else ""
        return f"Let go to import {dropped.sheets[0].name}{more}; nothing is written yet"
    if dropped.mails:
        return f"Let go to log {dropped.mails[0].name} as a touch"
    if dropped.calendars:
        return f"Let go to read {dropped.calendars[0].name}"
    return "csdesk does not read this"


def left_text(left: tuple[Path, ...]) -> str:
    """What becomes of files that are not taken with the others, as one sentence."""
    if len(left) == 1:
        return f"{left[0].name} was not taken. Drop it by itself."
    return f"{left[0].name} and {len(left) - 1:,} more were not taken. Drop them by themselves."


def refusal(others: tuple[Path, ...]) -> str:
    """Why nothing comes of files, as one sentence."""
    first = others[0]
    if is_folder(first):
        return f"{first.name} is a folder. Drop the files in it."
    more = f" and {len(others) - 1:,} more are" if len(others) > 1 else " is"
    known = "Excel, OpenDocument and CSV files, .csdesk books, .eml mails and .ics calendars can be dropped."
    return f"{first.name}{more} nothing that csdesk reads. {known}"
