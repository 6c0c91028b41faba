"""The board pack is asked for on the Numbers page, for the period that is shown there."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from csdesk.ui.desk import Desk
from csdesk.ui.shell.deck import nameless
from csdesk.ui.shell.outgoing import Outgoing

if TYPE_CHECKING:
    from csdesk.services.reviews.reviews import WrittenDeck
    from csdesk.store.book import Book


class BoardDeck(Outgoing[None, "WrittenDeck"]):
    """Writes board packs; `days()` says of which period, `csm()` of whose accounts, empty for everybody's."""

    title, kind, ending = "Write the board pack", "Decks", ".pptx"

    def __init__(
        self,
        page: QWidget,
        desk: Desk,
        days: Callable[[], tuple[date, date]],
        csm: Callable[[], str],
    ) -> None:
        super().__init__(page, desk)
        self._days, self._csm = days, csm

    def offer(self) -> None:
        """Ask for a file, and write the pack there."""
        csm = self._csm()
        self.ask(None, f"Board pack, {csm}" if csm else "Board pack")

    def work(self, whose: None, path: Path) -> "Callable[[Book], WrittenDeck]":
        """The pack, from a view of the book."""
        del whose
        (first, last), today, csm = self._days(), self._desk.today, self._csm()

        def made(book: "Book") -> "WrittenDeck":
            from csdesk.services.numbers.packs import only_of, write_board

            return write_board(book, path, as_of=today, first=first, last=last, only=only_of(book, csm))

        return made

    def said(self, made: "WrittenDeck", path: Path) -> str:
        """How many slides it has, and whether it names us."""
        return " ".join([f"{made.slides} slides written: {path.name}.", *nameless(made)])
