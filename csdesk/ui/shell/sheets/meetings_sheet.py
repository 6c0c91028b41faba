"""The sheet of meetings to log: those of a calendar in which a customer took part, to be ticked."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.services.correspondence.meetings import FoundMeetings, MeetingTouch, log_meetings, meetings_to_log
from csdesk.ui.desk import Desk
from csdesk.ui.formats import near_day
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Check
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from datetime import date

    from csdesk.store.book import Book

_MOST = 200
"""Meetings of one sheet; the newest stand first."""


class MeetingsOffer(QObject):
    """Reads a calendar beside everything else, and opens the sheet."""

    def __init__(self, window: QWidget, desk: Desk, path: Path, *, asked: bool) -> None:
        super().__init__(window)
        self._window, self._desk, self._path, self._asked = window, desk, path, asked
        desk.job(f"Reading {path.name}", _Found(path, desk.real_today), self._read)

    def _read(self, found: FoundMeetings) -> None:
        if any(m.seen is None for m in found.meetings):
            MeetingsSheet(self._window, self._desk, found, self._path.name).open()
        elif self._asked:
            said = "All of its meetings with customers are logged." if found.meetings else _NONE
            self._desk.told.emit(said, False)
        self.deleteLater()


_NONE = "No meeting of the last 30 days has somebody of a customer in it."


class MeetingsSheet(Sheet):
    """Every meeting with a box; those that were logged are told and cannot be ticked."""

    def __init__(self, window: QWidget, desk: Desk, found: FoundMeetings, called: str) -> None:
        super().__init__(window, "Meetings to log", 640)
        self._desk, self._meetings = desk, found.meetings[:_MOST]
        self._sent = False
        self.boxes: list[Check] = []
        self.column.addWidget(label("Meetings to log", "title"))
        self.column.addWidget(paragraph(_said(found, called), "body", "text.secondary"))
        inner = QWidget()
        column = in_column(on=inner, gap=2, edges=(0, 0, 10, 0))
        for meeting in self._meetings:
            self._add(column, meeting)
        column.addStretch(1)
        area = scrolling(inner, "Meetings")
        area.setFixedHeight(min(inner.sizeHint().height() + px(8), window.height() - px(240)))
        self.column.addWidget(area)
        self.refusal = paragraph("", "small", "bad.text")
        self.refusal.hide()
        self.column.addWidget(self.refusal)
        self.log = Button("", kind=Kind.PRIMARY, keys=("Ctrl", "Enter"))
        self.log.clicked.connect(self.keep)
        self.end_with(self.log)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep)
        desk.changed.connect(self._changed)
        desk.refused.connect(self._refused)
        self._count()

    def _add(self, column: QVBoxLayout, meeting: MeetingTouch) -> None:
        when = near_day(meeting.on, today=self._desk.today)
        box = Check(f"{meeting.account.account}: {meeting.title}")
        box.setChecked(meeting.seen is None)
        box.setEnabled(meeting.seen is None)
        box.toggled.connect(self._count)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setToolTip(tip(box.accessibleName()))
        self.boxes.append(box)
        column.addWidget(box)
        people = [
            *(c.name for c in meeting.people),
            *(name or address for name, address in meeting.newcomers),
        ]
        parts = [when, f"{meeting.minutes} min", ", ".join(people[:4])]
        said = "logged already, " if meeting.seen else ""
        below = elided(said + ", ".join(part for part in parts if part), "small", "text.secondary")
        below.setContentsMargins(px(22), 0, 0, px(6))
        column.addWidget(below)

    def chosen(self) -> list[MeetingTouch]:
        """The meetings that are ticked."""
        pairs = zip(self._meetings, self.boxes, strict=True)
        return [m for m, box in pairs if box.isEnabled() and box.isChecked()]

    def _count(self, _: bool = False) -> None:
        number = len(self.chosen())
        self.log.set_label(f"Log {wording.count(number, 'meeting')}" if number else "Log meetings")
        self.log.setEnabled(bool(number))

    def keep(self) -> None:
        """Log those that are ticked, in one step."""
        chosen = self.chosen()
        if chosen and not self._sent:
            self._sent = True
            self.refusal.hide()
            self._desk.do(_log, chosen)

    def _changed(self, changes: ChangeSet) -> None:
        if self._sent and changes.verb is Verb.LOG_TOUCH:
            self.close()

    def _refused(self, error: Exception) -> None:
        if self._sent:
            from csdesk.domain.errors import CsdeskError

            assert isinstance(error, CsdeskError)
            self._sent = False
            self.refusal.setText(wording.sentence(error))
            self.refusal.show()


def _log(book: "Book", chosen: Sequence[MeetingTouch], *, today: "date") -> ChangeSet:
    return log_meetings(book, chosen, today=today)


def _said(found: FoundMeetings, called: str) -> str:
    shown = len(found.meetings[:_MOST])
    more = f" The newest {shown} are listed." if len(found.meetings) > shown else ""
    left = f" {wording.count(found.left_out, 'event')} could not be read." if found.left_out else ""
    return (
        f"In {called}, with somebody of a customer, in the last 30 days. People whom an account lacks are not added."
        f"{more}{left}"
    )


class _Found:
    """Reads the calendar from a view of the book of its own."""

    def __init__(self, path: Path, today: "date") -> None:
        self._read = partial(meetings_to_log, path=path, today=today)

    def __call__(self, book: "Book", progress: object) -> FoundMeetings:
        del progress
        return self._read(book)
