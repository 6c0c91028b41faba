"""Notices are what a person should hear of a book once: one after the other in the band, the most urgent first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject

from csdesk.ui.desk import Desk
from csdesk.ui.shell.frame import Frame


@dataclass(frozen=True)
class Notice:
    """One sentence with its offers, ids and words; `take(id)` does what was chosen. The lowest `rank` comes first."""

    text: str
    offers: tuple[tuple[str, str], ...]
    take: Callable[[str], object]
    tone: str = "info"
    icon: str = "info"
    rank: int = 0


class Host(Protocol):
    """What is needed of the window."""

    frame: Frame


class Notices(QObject):
    """The notices of one open book. While it can only be read, the band says that, and they wait."""

    def __init__(self, parent: QObject, host: Host, desk: Desk) -> None:
        super().__init__(parent)
        self._host, self._desk = host, desk
        self._waiting: list[Notice] = []

    def add(self, *notices: Notice) -> None:
        """Say these too; of equal rank in their order."""
        self._waiting = sorted([*self._waiting, *notices], key=_rank)
        self.show()

    def show(self) -> None:
        """Show the first, if the band is free."""
        if self._desk.obstacle is not None:
            return
        if not self._waiting:
            self._host.frame.hide_band()
            return
        first = self._waiting[0]
        more = f" And {len(self._waiting) - 1:,} more." if len(self._waiting) > 1 else ""
        self._host.frame.band.say(first.text + more, first.offers, tone=first.tone, icon=first.icon)

    def take(self, id_: str) -> None:
        """Do what was chosen of the first, and go on to the next."""
        if self._waiting:
            first = self._waiting.pop(0)
            self.show()
            first.take(id_)


def _rank(notice: Notice) -> int:
    return notice.rank
