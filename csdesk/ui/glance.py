"""A glance is a look at the book from another day: as it was, as it was known then, or as it is expected to be."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal

from csdesk.domain.day_words import spelled
from csdesk.domain.errors import CsdeskError, LookingElsewhere
from csdesk.domain.values import dataclass
from csdesk.ui.steady import steadily
from csdesk.ui.threads import Threads

if TYPE_CHECKING:
    from csdesk.store.book import Book
    from csdesk.store.patience import Patience

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Glance:
    """Another day than today. `known`: without what was recorded after it."""

    day: date
    today: date
    known: bool = False

    @property
    def ahead(self) -> bool:
        """Whether the day is still to come."""
        return self.day > self.today

    @property
    def obstacle(self) -> LookingElsewhere:
        """Why nothing can be changed meanwhile."""
        return LookingElsewhere(day=spelled(self.day))

    @property
    def known_on(self) -> date | None:
        """The day after which nothing is known."""
        return self.day if self.known else None


@dataclass(frozen=True, slots=True)
class Turning:
    """The way to another day; it is given up when nobody waits for it any more."""

    glance: Glance | None
    given_up: threading.Event = field(default_factory=threading.Event)

    def copy_of(self, book: "Book") -> "Book | None":
        """The book to ask about the day; None where the book itself says the same. Raises: Stopped."""
        if self.glance is None:
            return None
        from csdesk.services.book.knowing import seen_from

        return seen_from(book, self.glance.day, known_on=self.glance.known_on, goes=self._goes)

    def _goes(self) -> bool:
        return not self.given_up.is_set()


class Glancing(Threads):
    """What a desk knows of days: which is shown, and the copy of the book that answers for it.

    `glanced()`: another day is shown, and everything is to be read again.
    """

    glanced = Signal()
    clock: date | None
    path: Path
    patience: "Patience"
    """How long what is asked waits while a change is written into the file."""
    obstacle: CsdeskError | None
    _machine_today: date
    _book: "Book | None"
    _view: "Book | None"

    def __init__(self) -> None:
        super().__init__()
        self.glance: Glance | None = None
        self.turning: Turning | None = None
        """The day that is on its way."""
        self._then: Book | None = None
        """The copy of another day; it belongs to the reading thread."""

    @property
    def today(self) -> date:
        """The day that is shown."""
        return self.glance.day if self.glance else self.real_today

    @property
    def real_today(self) -> date:
        """The book's own clock, if it is a sample, else the machine's day at the start."""
        return self.clock or self._machine_today

    @property
    def known_on(self) -> date | None:
        """The day after which what is shown knows nothing; None where it is as it was, or today."""
        return self.glance.known_on if self.glance else None

    @property
    def wanted_day(self) -> date:
        """The day that is shown, or will be as soon as it is reached."""
        wanted = self.turning.glance if self.turning else self.glance
        return wanted.day if wanted else self.real_today

    @property
    def is_sample(self) -> bool:
        """Whether the book stands still at a day of its own."""
        return self.clock is not None

    @property
    def why_not(self) -> CsdeskError | None:
        """Why nothing can be changed now; None where it can."""
        return self.obstacle or (self.glance.obstacle if self.glance else None)

    @property
    def writable(self) -> bool:
        """Whether the book can be changed from here."""
        return self.why_not is None

    def glance_at(self, day: date | None, *, known: bool = False) -> None:
        """Look from another day, None is today; the window goes on meanwhile. The newest wish counts."""
        today, glance = self.real_today, None
        if day is not None and day != today:
            glance = Glance(day, today, known and day < today)
        if glance != (self.turning.glance if self.turning else self.glance):
            self._turn_to(glance)

    def glance_again(self) -> None:
        """The book was changed after all: look from the same day at what it says now."""
        if self.glance is not None:
            self._turn_to(self.glance)

    def _turn_to(self, glance: Glance | None) -> None:
        if self.turning is not None:
            self.turning.given_up.set()
        self.turning = turning = Turning(glance)
        self._submit(self._reading, lambda: self._turn(turning), self._turned)

    def _turn(self, turning: Turning) -> Turning | None:
        from csdesk.services.book.knowing import Stopped

        assert self._view is not None
        if turning.given_up.is_set():
            return None
        try:
            copy = turning.copy_of(self._view)
        except Stopped:
            return None
        if self._then is not None:
            self._then.close()
        self._then = copy
        return turning

    def _turned(self, turning: Turning | None) -> None:
        if turning is None or turning is not self.turning:
            return
        self.turning, self.glance = None, turning.glance
        self.glanced.emit()

    def _asked(self, question: "Callable[[Book], T]") -> T:
        assert self._view is not None
        return steadily(question, self._then or self._view)

    def read_as_writer(self, question: "Callable[[Book], T]", then: "Callable[[T | None], None]") -> None:
        """Ask the book that this desk writes in, after what is being written; None where it writes in none."""
        self._submit(self._writing, lambda: question(self._book) if self._book else None, then)

    def another_view(self) -> "Book":
        """A view of the book as it is now, for the thread that opens it."""
        from csdesk.store.book import Book

        return Book.view(self.path, patience=self.patience)

    @contextmanager
    def _from_that_day(self) -> "Iterator[Book]":
        """The book for another thread, from the day that is shown."""
        glance = self.glance
        with self.another_view() as book:
            if glance is None:
                yield book
                return
            from csdesk.services.book.knowing import looking_back

            with looking_back(book, glance.day, known_on=glance.known_on) as then:
                yield then

    def _close_view(self) -> None:
        for book in (self._then, self._view):
            if book is not None:
                book.close()
        self._then = self._view = None
