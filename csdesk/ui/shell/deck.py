"""A review deck is asked for from wherever an account is chosen: where to, a job, and a way to open it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk import wording
from csdesk.domain.ids import AccountId
from csdesk.ui.shell.outgoing import Outgoing

if TYPE_CHECKING:
    from csdesk.services.reviews import WrittenDeck
    from csdesk.store.book import Book


@dataclass(frozen=True, slots=True)
class MadeDeck:
    """A deck that was written: whose, of which day, what it was, and what is said of it."""

    account: AccountId
    about_on: date
    path: Path
    sha256: str
    said: str


class DeckWriter(Outgoing[AccountId, MadeDeck]):
    """Writes decks for one page."""

    title, kind, ending = "Write the review deck", "Decks", ".pptx"

    def name(self, called: str) -> str:
        """The name that is offered: a review of this day."""
        return super().name(f"{called} review")

    def work(self, whose: AccountId, path: Path) -> "Callable[[Book], MadeDeck]":
        """The deck, from a view of the book."""
        today = self._desk.today

        def made(book: "Book") -> MadeDeck:
            from csdesk.services.reviews import write_qbr

            deck = write_qbr(book, whose, path, as_of=today)
            return MadeDeck(whose, today, path, deck.sha256, _said(deck, path))

        return made

    def written(self, made: MadeDeck) -> None:
        """Say that it is written, and keep it among the account's files."""
        from csdesk.services.files import keep_deck

        self._desk.wrote.emit(made.said, made.path)
        self._desk.keep(
            keep_deck,
            made.account,
            str(made.path),
            made.sha256,
            title=made.path.stem,
            about_on=made.about_on,
        )


def _said(deck: "WrittenDeck", path: Path) -> str:
    left = (
        wording.count(len(deck.held_back), "task or promise", "tasks and promises") if deck.held_back else ""
    )
    more = deck.cautions or ((f"{left} left out, for their words: they are for inside use.",) if left else ())
    return " ".join([f"{deck.slides} slides written: {path.name}.", *more[:1], *nameless(deck)])


def nameless(deck: "WrittenDeck") -> tuple[str, ...]:
    """What is said of a deck of a book that does not know who sells."""
    return () if deck.names_us else ("Your company is not named on it: add it in Settings.",)
