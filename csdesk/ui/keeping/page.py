"""The Backups page: every good backup of the open book, and the way back to one."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from csdesk.domain.changes import ChangeSet
from csdesk.ui.desk import Desk
from csdesk.ui.keeping.panel import BackupsPanel
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import elided
from csdesk.ui.page import Page

if TYPE_CHECKING:
    from csdesk.services.book.keeping import Kept, Overview
    from csdesk.store.book import Book
    from csdesk.ui.keeping.recovery import Recovery


class Host(Protocol):
    """What the page needs of its window."""

    recovery: "Recovery"

    def learn_again(self) -> None:
        """Read again what the shell shows beside the page."""


class KeepingPage(Page):
    """Backups of the open book."""

    id: ClassVar[str] = "keeping"
    title: ClassVar[str] = "Backups"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.where = elided("", "body", "text.secondary")
        self.now = Button("Back up now", icon="check")
        self.now.clicked.connect(self.back_up)
        self.head.addWidget(self.where, 1)
        self.head.addWidget(self.now)
        self.panel = BackupsPanel(desk.path, _machine_day())
        self.panel.restoring.connect(self._restore)
        self.panel.read.connect(self._show)
        self.content.addWidget(self.panel, 1)
        self.begin_at(self.panel.table)
        self.panel.reload()

    def reload(self) -> None:
        """Read every backup again."""
        self.panel.reload()

    def concerns(self, changes: ChangeSet) -> bool:
        """A change makes every backup a little older."""
        return bool(changes.count) and self.isVisible()

    def back_up(self) -> None:
        """Make a backup beside everything else."""
        self.desk.job("Backing up", partial(_back_up, self.desk.made), self._backed_up)

    def _backed_up(self, done: "tuple[int, Kept]") -> None:
        self.desk.kept, kept = done
        self.panel.reload()
        self.host.learn_again()
        where = f" Not in the second place: {_why(kept)}" if kept.fault else ""
        self.desk.told.emit(f"Backed up and verified.{where}", False)

    def _show(self, found: "Overview") -> None:
        self.where.setText(str(found.folder))
        self.summarised.emit()

    @property
    def host(self) -> Host:
        """The window."""
        return cast(Host, self.window())

    def _restore(self, file: Path) -> None:
        self.host.recovery.restore(self.desk.path, file)

    def summary(self) -> str:
        """How many backups there are."""
        from csdesk.wording import count

        found = self.panel.overview
        return count(len(found.good), "good backup") if found else ""


def _back_up(made: int, book: "Book", progress: object) -> "tuple[int, Kept]":
    from csdesk.services.book.keeping import keep

    del progress
    return made, keep(book, now=datetime.now(UTC), reason="asked for")


def _why(kept: "Kept") -> str:
    from csdesk import wording

    assert kept.fault is not None
    return wording.sentence(kept.fault)


def _machine_day() -> date:
    return datetime.now(UTC).astimezone().date()
