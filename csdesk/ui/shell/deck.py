"""A review deck is asked for from wherever an account is chosen: where to, a job, and a way to open it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from csdesk import wording
from csdesk.domain.ids import AccountId
from csdesk.ui.shell.outgoing import Outgoing

if TYPE_CHECKING:
    from csdesk.services.reviews.reviews import WrittenDeck
    from csdesk.store.book import Book


class DeckWriter(Outgoing[AccountId, "WrittenDeck"]):
    """Writes decks for one page."""

    title, kind, ending = "Write the review deck", "Decks", ".pptx"

    def name(self, called: str) -> str:
        """The name that is offered: a review of this day."""
        return super().name(f"{called} review")

    def work(self, whose: AccountId, path: Path) -> "Callable[[Book], WrittenDeck]":
        """The deck, from a view of the book."""
        today = self._desk.today

        def made(book: "Book") -> "WrittenDeck":
            from csdesk.services.reviews.reviews import write_qbr

            return write_qbr(book, whose, path, as_of=today)

        return made

    def said(self, made: "WrittenDeck", path: Path) -> str:
        """How many slides it has, the first of what the person should know of it, and whether it names us."""
        more = made.cautions[:1] or left_out(made)
        return " ".join([f"{made.slides} slides written: {path.name}.", *more, *nameless(made)])


def left_out(deck: "WrittenDeck") -> tuple[str, ...]:
    """What the customer does not read, and how it would be shown."""
    said = []
    if own := len(deck.own_steps):
        said.append(f"{wording.count(own, 'task')} of ours left out: to show one, add it as a promise.")
    if held := len(deck.held_back):
        some = wording.count(held, "task or promise", "tasks and promises")
        said.append(f"{some} left out, for their words: they are for inside use.")
    return tuple(said)


def nameless(deck: "WrittenDeck") -> tuple[str, ...]:
    """What is said of a deck of a book that does not know who sells."""
    return () if deck.names_us else ("Your company is not named on it: add it in Settings.",)
