"""What is said at the next start of an import that the end of the program cut off."""

from PySide6.QtCore import QObject

from csdesk.services.book.unfinished import unfinished
from csdesk.ui.desk import Desk
from csdesk.ui.kit.literal import one_line
from csdesk.ui.shell.notices import Notice, Notices
from csdesk.wording import import_unfinished

KNOWN = "known"


class Unfinished(QObject):
    """Looks once, when the book is opened."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(notices)
        self._desk, self._notices = desk, notices

    def look(self) -> None:
        """Look whether an import was cut off, and say so, where the desk is the book's writer."""
        self._desk.read_as_writer(unfinished, self._found)

    def _found(self, label: str | None) -> None:
        if label:
            said = one_line(import_unfinished(label))
            self._notices.add(Notice(said, ((KNOWN, "All right"),), self._take, icon="import"))

    def _take(self, id_: str) -> None:
        """There is nothing to do: it was only to be known."""
        del id_
