"""The desk is the one place where the window meets the book: threads, changes, refusals, undo."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QTimer, Signal

from csdesk import wording
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import BookGone, BookReadOnly, BookReplaced, CsdeskError, PerhapsSaved
from csdesk.store.book import Book
from csdesk.store.connection import may_write
from csdesk.store.identity import uid_of
from csdesk.store.patience import LONG, Patience
from csdesk.ui.garbage import LettingGo
from csdesk.ui.glance import Glancing
from csdesk.ui.job import Job
from csdesk.ui.steady import steadily
from csdesk.ui.way import MANY, Way, stepped_far, told, way_of

T = TypeVar("T")
Service = Callable[..., ChangeSet | None]
"""What changes the book, or finds that it says so already."""
FIRST_MS = 150
"""So long the first picture waits for the book; what takes longer comes into the window that is there."""


class Desk(Glancing):
    """Runs services on the book: writes on the one writing thread, reads on another, each with its own
    connection; results come back to the window's thread by queued signals.

    `changed(ChangeSet)`: something was saved, and COMMIT has returned. `refused(CsdeskError)`: it was not, and why.
    `told(str, bool)`: a toast, with Undo or without. `wrote(str, Path)`: a toast on a file, with Open. `stepped(Way)`:
    what undo would undo. `working(Job or None)`: a job moved, or the last one ended. `barred(CsdeskError or None)`:
    why the book can only be read from now on. `refreshed()`: another program wrote, and everything is to be read again.
    """

    changed = Signal(object)
    refused = Signal(object)
    told = Signal(str, bool)
    wrote = Signal(str, object)
    stepped = Signal(object)
    working = Signal(object)
    barred = Signal(object)
    refreshed = Signal()
    _kept = Signal(object)

    def __init__(self, path: Path, machine_today: date) -> None:
        super().__init__()
        self.path = path
        self.uid = ""
        self.saved_at: datetime | None = None
        self.written_to: Path | None = None
        """The folder that was chosen last for a file of this book."""
        self._machine_today = machine_today
        self._asked_beside: dict[int, Future[Any]] = {}
        self._answer: tuple[Future[Any], int] | None = None
        self.patience = Patience(LONG)
        self._book: Book | None = None
        self._view: Book | None = None
        self._jobs: list[Job] = []
        self.obstacle: CsdeskError | None = None
        """Why the book can only be read; None while it can be written."""
        self.made, self.kept = 0, 0
        """How many changes were committed here, and how many of them a backup holds."""
        self.way = Way()
        self._kept.connect(self._take_in)
        try:
            self.clock = self._reading.submit(self._open_view).result()
        except BaseException:
            self._reading.submit(self._close_view)
            self._reading.shutdown()
            raise
        if not may_write(path):
            self.obstacle = BookReadOnly(book=path.name, where=str(path))

    def _open_view(self) -> date | None:
        self._view = Book.view(self.path)
        self._view.patience = self.patience
        self.uid = uid_of(self._view)
        clock = self._view.preference("clock")
        return date.fromisoformat(clock) if clock else None

    def read(self, question: Callable[[Book], T], then: Callable[[T], None]) -> None:
        """Ask the book something; `then`, a bound method of a QObject, gets the answer on this thread."""
        self._answer = self._submit(self._reading, lambda: self._asked(question), then)

    @property
    def reading(self) -> bool:
        """Whether the answer to what was asked last is still to come."""
        return self._answer is not None and not self._answer[0].done()

    def read_first(self, question: Callable[[Book], T], then: Callable[[T], None]) -> T | None:
        """Ask, and wait for a moment, so that the first picture is whole; `then` gets what takes longer."""
        answer = self._reading.submit(lambda: self._asked(question))
        try:
            return answer.result(timeout=FIRST_MS / 1000)
        except TimeoutError:
            self._answer = self._submit(self._reading, answer.result, then)
            return None

    def aside(self, question: Callable[[Book], T], then: Callable[[T], None]) -> None:
        """Ask today's book what nobody waits for, on the thread of long work."""
        self._submit(self._working, lambda: self._aside(question), then)

    def _aside(self, question: Callable[[Book], T]) -> T:
        with self.another_view() as book:
            return steadily(question, book)

    def free(self, *lists: Iterable[Any]) -> None:
        """Free what large lists hold, beside this thread, once all that runs here now has let go of it."""
        work = LettingGo(*lists)
        QTimer.singleShot(0, self, lambda: self._submit(self._working, work, work.gone))

    def read_beside(self, question: Callable[[Book], T], then: Callable[[T], None]) -> None:
        """Ask something long, on a thread and a view of the book of its own: what a page asks never waits for it.

        Of questions that have not begun only the newest of each `then` is answered.
        """
        for ticket, future in self._asked_beside.items():
            if self._waiting.get(ticket) == then and future.cancel():
                self._pending = [f for f in self._pending if f is not future]
                del self._waiting[ticket]
        self._asked_beside = {t: f for t, f in self._asked_beside.items() if not f.done()}
        self._answer = asked = self._submit(self._beside, lambda: self._viewed(question), then)
        if asked is not None:
            self._asked_beside[asked[1]] = asked[0]

    def _viewed(self, question: Callable[[Book], T]) -> T:
        with self._from_that_day() as book:
            return steadily(question, book)

    def do(self, service: Service, *given: Any, say: str = "", **named: Any) -> None:
        """Run a service that changes the book, with `today`; a toast with Undo says what was done.

        `say` is the toast's text; by default it is the change in words.
        """
        if (why := self.why_not) is not None:
            self._refuse(why)
            return
        self._submit(self._writing, lambda: self._changed_by(service, given, named, say), self._after_change)

    def _changed_by(
        self, service: Service, given: tuple[Any, ...], named: dict[str, Any], say: str
    ) -> tuple[ChangeSet | None, Way, str]:
        book = self._writer()
        done = service(book, *given, today=self.real_today, **named)
        self.made += done is not None
        return done, way_of(book), say

    def _writer(self) -> Book:
        if self._book is None:
            self._book = Book.open(self.path)
        return self._book

    def _after_change(self, result: tuple[ChangeSet | None, Way, str]) -> None:
        done, way, say = result
        if done is None:
            self.told.emit("The book has all of it already.", False)
            return
        self._take_in((done, way, say))
        stepping = done.verb in {Verb.UNDO, Verb.REDO}
        self.told.emit(say or told(done), not stepping)

    def keep(self, service: Service, *given: Any, **named: Any) -> CsdeskError | None:
        """Long work keeps what it did: the service runs on the writing thread, and is waited for. Why it did not."""
        if self.obstacle is not None:
            return self.obstacle
        try:
            done = self._writing.submit(self._changed_by, service, given, named, "").result()
        except CsdeskError as refused:
            return refused
        self._kept.emit(done)
        return None

    def _take_in(self, result: tuple[ChangeSet | None, Way, str]) -> None:
        done, self.way, _ = result
        if done is not None and not self._closed:
            self.saved_at = datetime.now(UTC)
            self.changed.emit(done)
            self.glance_again()
            self.stepped.emit(self.way)
            if len(done.rows) > MANY:
                self.free(done.rows)

    def undo(self) -> None:
        """Take the last change back."""
        from csdesk.services.book.history import undo

        self._step(undo, "Undoing", self.way.rows_back)

    def redo(self) -> None:
        """Bring back the change that was undone last."""
        from csdesk.services.book.history import redo

        self._step(redo, "Doing again", self.way.rows_forward)

    def _step(self, service: Service, title: str, rows: int) -> None:
        """Of many rows it is long work, with its progress."""
        if rows > MANY:
            self.job_that_writes(title, stepped_far, service)
        else:
            self.do(service)

    def learn_way(self) -> None:
        """Become the book's writer, and find out, in order with its changes, what undo would undo."""
        if self.writable:
            self._submit(self._writing, self._become_writer, self._learned)
        else:
            self.read(way_of, self._learned)

    def _become_writer(self) -> Way | CsdeskError:
        try:
            return way_of(self._writer())
        except CsdeskError as refused:
            return refused

    def bar(self, obstacle: CsdeskError | None) -> None:
        """Let the book only be read from here on, and say why."""
        self.obstacle = obstacle
        self.barred.emit(obstacle)

    def look(self, then: Callable[["int | CsdeskError"], None]) -> None:
        """Look whether the book's file is still what was opened: `then` gets a number that is another one when
        somebody else has written, or what is wrong."""
        own = self._book is not None
        self._submit(self._writing if own else self._reading, self._looked, then)

    def _looked(self) -> int | CsdeskError:
        book = self._book or self._view
        try:
            return book.look() if book is not None else 0
        except CsdeskError as wrong:
            return wrong

    @property
    def writes(self) -> bool:
        """Whether this desk is the book's one writer."""
        return self._book is not None

    @property
    def busy(self) -> bool:
        """Whether long work is running."""
        return bool(self._jobs)

    def _learned(self, way: Way | CsdeskError) -> None:
        if isinstance(way, CsdeskError):
            self.bar(way)
            self.read(way_of, self._learned)
            return
        self.way = way
        self.stepped.emit(way)

    def job(
        self, title: str, work: Callable[[Book, Callable[[int, int], bool]], T], then: Callable[[T], None]
    ) -> Job:
        """Run long work beside everything else; it gets a view of the book of its own, and a progress call
        that says False to stop."""
        job = Job(title)
        self._jobs.append(job)
        self.working.emit(job)
        self._submit(self._working, lambda: self._worked(job, work), then)
        return job

    def job_that_writes(self, title: str, service: Service, *given: Any, say: str = "", **named: Any) -> Job:
        """Run a long service that changes the book; cancelling rolls it back. `say` is the toast's text."""
        job = Job(title)
        if (why := self.why_not) is not None:
            self._refuse(why)
            return job
        self._jobs.append(job)
        self.working.emit(job)
        named["progress"] = self._progress(job)
        self._submit(
            self._writing, lambda: self._written(job, service, given, named, say), self._after_change
        )
        return job

    def _written(
        self, job: Job, service: Service, given: tuple[Any, ...], named: dict[str, Any], say: str
    ) -> tuple[ChangeSet | None, Way, str]:
        try:
            return self._changed_by(service, given, named, say)
        finally:
            self._end(job)

    def _worked(self, job: Job, work: Callable[[Book, Callable[[int, int], bool]], T]) -> T:
        try:
            with self._from_that_day() as book:
                return work(book, self._progress(job))
        finally:
            self._end(job)

    def _progress(self, job: Job) -> Callable[[int, int], bool]:
        def moved(done: int, total: int) -> bool:
            job.done, job.total = done, total
            self.working.emit(job)
            return not job.cancelled.is_set()

        return moved

    def cancel(self) -> None:
        """Ask the newest job to stop; a change in it is rolled back."""
        if self._jobs:
            self._jobs[-1].cancelled.set()

    def _end(self, job: Job) -> None:
        self._jobs.remove(job)
        self.working.emit(self._jobs[-1] if self._jobs else None)

    def _hear(self, fault: CsdeskError) -> None:
        if isinstance(fault, BookGone | BookReplaced):
            self.bar(fault)
        if isinstance(fault, PerhapsSaved):  # what stands on the pages may not be what is in the book
            self.read(way_of, self._learned)
            self.refreshed.emit()
        self._refuse(fault)

    def _refuse(self, fault: CsdeskError) -> None:
        self.refused.emit(fault)
        self.told.emit(wording.sentence(fault), False)

    def close(self) -> None:
        """Finish what is being written, back up if something changed, and let go of the book."""
        self._closed = True
        self.patience.call_away()
        for job in self._jobs:
            job.cancelled.set()
        self._working.shutdown()
        self._beside.shutdown(cancel_futures=True)
        self._writing.submit(self._close_writer).result()
        self._reading.submit(self._close_view).result()
        self._writing.shutdown()
        self._reading.shutdown()
        self._waiting.clear()

    def _close_writer(self) -> None:
        if self._book is None:
            return
        if self.made > self.kept:
            from csdesk.services.book.keeping import keep

            with suppress(CsdeskError):
                keep(self._book, now=datetime.now(UTC), reason="on closing")
        self._book.close()
        self._book = None
