"""A drop is files that a person lets go of anywhere over the window, or over a dialog of it; each kind has its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from csdesk.ui.shell.drop_hint import DropHint
    from csdesk.ui.shell.opener import Opener

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
_BOOK, _MAIL, _CALENDAR = ".csdesk", ".eml", (".ics", ".ical", ".ifb")
_KINDS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
TAKES_FILES = "takes_files"
"""The property of a widget that takes files itself, such as a list of files."""


class Drops(QObject):
    """Stands before everything that a window shows, so that no field takes a file for text.

    What is dragged within the program goes its own ways, and so does what is over a widget that takes files itself.
    """

    def __init__(self, widget: QWidget, opener: "Opener") -> None:
        super().__init__(widget)
        self._widget, self._opener = widget, opener
        self.hint: DropHint | None = None
        handle = widget.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files, and leave everything else to the widget below the pointer."""
        del watched
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._say("")
        if kind not in _KINDS or not isinstance(event, QDropEvent):
            return False
        urls = event.mimeData().urls()
        files = files_of(urls)
        if event.source() is not None or not files or self._is_taken(event):
            self._say("")
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._say("" if kind == QEvent.Type.Drop else offer(sorted_out(files)))
        if kind == QEvent.Type.Drop:
            self._opener.take(urls)
        return True

    def _say(self, text: str) -> None:
        """Say what letting go would do, over the whole window."""
        if self.hint is None and text:
            from csdesk.ui.shell.drop_hint import DropHint

            self.hint = DropHint(self._widget)
        if self.hint is not None and self.hint.text() != text:
            self.hint.say(text)

    def _is_taken(self, event: QDropEvent) -> bool:
        """Whether a widget below the pointer takes files itself."""
        below = self._widget.childAt(event.position().toPoint())
        while below is not None and not below.property(TAKES_FILES):
            below = below.parentWidget()
        return below is not None


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
    if first.is_dir():
        return f"{first.name} is a folder. Drop the files in it."
    more = f" and {len(others) - 1:,} more are" if len(others) > 1 else " is"
    known = "Excel, OpenDocument and CSV files, .csdesk books, .eml mails and .ics calendars can be dropped."
    return f"{first.name}{more} nothing that csdesk reads. {known}"
