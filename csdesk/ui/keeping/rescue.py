"""The rescue: a book that cannot be opened, the newest good backup beside what can be salvaged, and their counts."""

import itertools
import shutil
import tempfile
import weakref
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from csdesk import wording
from csdesk.domain.errors import BookForeign, CsdeskError
from csdesk.folders import is_there
from csdesk.processes import work_folder
from csdesk.services.book.keeping import Overview, salvage
from csdesk.ui.keeping.columns import BackupRow, count, moment, why
from csdesk.ui.keeping.panel import BackupsPanel
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.shell.errands import Errand
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesk.store.salvage import Salvaged


def salvage_within(folder: Path, closed: "Callable[[], bool]", damaged: Path, today: date) -> "Salvaged":
    """What of a book can be salvaged, in a temporary folder; it goes where its page was closed meanwhile.

    What is just being written cannot be taken away by who closes the page. Raises: as `salvage`.
    """
    try:
        return salvage(damaged, folder / "salvaged.csdesk", now=datetime.now(UTC), today=today)
    finally:
        if closed():
            shutil.rmtree(folder, ignore_errors=True)


class Way(QWidget):
    """One way out: what it would give, and the button that takes it."""

    def __init__(self, title: str, said: str, button: str, *, primary: bool = False) -> None:
        super().__init__()
        column = in_column(on=self, gap=6)
        self.words = paragraph(said, "body", "text.secondary")
        self.facts = Ledger(name=title, ruled=False)
        self.facts.hide()
        self.button = Button(button, kind=Kind.PRIMARY if primary else Kind.NORMAL)
        self.button.hide()
        column.addWidget(label(title, "section"))
        column.addWidget(self.words)
        column.addWidget(self.facts)
        column.addWidget(self.button)
        column.addStretch(1)

    def show_facts(self, said: str, lines: list[Line]) -> None:
        """Say what this way gives, and offer it."""
        self.words.setText(said)
        self.facts.show_lines(lines)
        self.facts.show()
        self.button.show()


class Rescue(QWidget):
    """Stands in the place of the pages. `restoring(file)`, `taking(salvaged book)`, `reading()`: what is wanted."""

    restoring = Signal(object)
    taking = Signal(object)
    reading = Signal()

    def __init__(self, path: Path, error: CsdeskError) -> None:
        super().__init__()
        self.path, self._error = path, error
        self._today: date = datetime.now(UTC).astimezone().date()
        self._folder: Path | None = None
        self._newest: Path | None = None
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = in_column(self._head(), Hairline(), on=self)
        self.panel = BackupsPanel(path, self._today, leading=False)
        self.panel.read.connect(self._show_newest)
        self.panel.restoring.connect(self.restoring)
        column.addWidget(self.panel, 1)

    def _head(self) -> QWidget:
        box = QWidget()
        column = in_column(on=box, gap=8, edges=(16, 16, 16, 16))
        self.title = paragraph(f"{self.path.name} cannot be opened", "title")
        said = wording.happened(self._error)
        self.why = paragraph(f"{said} The file stays where it is: {self.path}", "body", "text.secondary")
        column.addWidget(self.title)
        column.addWidget(self.why)
        column.addSpacing(px(4))
        row = in_row(gap=32)
        self.backup = Way("Newest good backup", "Reading the backups …", "Restore it", primary=True)
        self.rest = self._other_way()
        self.backup.button.clicked.connect(self._restore)
        self.rest.button.clicked.connect(self._take)
        for way in (self.backup, self.rest):
            row.addWidget(way, 1)
        column.addLayout(row)
        said = "Nothing is replaced: the file stays as it is, or is kept beside the backup."
        column.addWidget(paragraph(said, "small", "text.tertiary"))
        return box

    def _other_way(self) -> Way:
        if not isinstance(self._error, BookForeign):
            return Way(
                "What can be salvaged", "Reading row by row, and from the journal …", "Keep as a new book"
            )
        way = Way(
            "Read as data",
            "Known tables and columns only, every value checked, into a new book. What was planted stays behind.",
            "Read as data into a new book",
        )
        way.button.show()
        return way

    def begin(self) -> None:
        """Read the backups, and what can be salvaged."""
        self.panel.reload()
        if isinstance(self._error, BookForeign):
            return
        self._folder = work_folder(Path(tempfile.gettempdir()), "csdesk-rescue-")
        forget = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        work = partial(salvage_within, self._folder, lambda: not forget.alive, self.path, self._today)
        errand = Errand(self, work)
        errand.done.connect(self._show_salvaged)
        errand.refused.connect(self._not_salvaged)
        errand.start()

    def _show_newest(self, found: Overview) -> None:
        if not found.good:
            self.backup.words.setText(f"There is none in {found.folder}.")
            return
        newest = BackupRow(*found.good[0])
        self._newest = found.folder / newest.backup.file
        lines = [
            Line("Accounts", count(newest.backup.accounts)),
            Line("Touches", count(newest.backup.touches)),
            Line("Last change", moment(newest.changed, self._today)),
        ]
        said = f"Made {moment(newest.made, self._today)}, {why(newest).lower()}. Read and verified."
        self.backup.show_facts(said, lines)

    def _show_salvaged(self, done: "Salvaged") -> None:
        rows = {s.table: s.rows for s in done.shares}
        lines = [
            Line("Accounts", count(rows.get("accounts", 0))),
            Line("Touches", count(rows.get("touches", 0))),
            Line("Rows in all", count(done.rows)),
        ]
        lost = f"{done.left_out:,} could not be kept" if done.left_out else "none was lost"
        said = f"{wording.count(done.rows, 'row')} can be read; {lost}. The history begins anew."
        self.rest.show_facts(said, lines)

    def _not_salvaged(self, error: CsdeskError) -> None:
        self.rest.words.setText(wording.sentence(error))

    def _restore(self) -> None:
        if self._newest is not None:
            self.restoring.emit(self._newest)

    def _take(self) -> None:
        if isinstance(self._error, BookForeign):
            self.reading.emit()
        elif self._folder is not None:
            self.taking.emit(self._folder / "salvaged.csdesk")

    def fresh_name(self) -> Path:
        """A name beside the book that nothing has."""
        names = (f"{self.path.stem} as data{f' ({n})' if n > 1 else ''}.csdesk" for n in itertools.count(1))
        return next(p for p in (self.path.with_name(name) for name in names) if not is_there(p))
