"""A window in which a large sheet is imported and taken back, and how long it stands still meanwhile.

`python -m tests.benchmarks.import_window BOOK FILE`: one line for each part, the longest pauses of the window's thread,
and the longest that it was at work itself: all else of a pause is waiting for other threads and other programs.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from csdesk.ui import app
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.page_parts import State
from tests.benchmarks.test_import_speed import ANSWERS

LIMIT, SHOWN, PATIENCE = 0.05, 4, 600


class Ticks(QObject):
    """A clock that ticks every two milliseconds, unless the window's thread is at something."""

    def __init__(self) -> None:
        super().__init__()
        self._last, self._pauses = time.perf_counter(), list[float]()
        self._work, self._works = time.thread_time(), list[float]()
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)
        self._clock.start(2)

    def _tick(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self._pauses.append(now - self._last)
        self._works.append(work - self._work)
        self._last, self._work = now, work

    def say(self, part: str) -> None:
        """Print the longest pauses since the last time."""
        longest, self._pauses = sorted(self._pauses, reverse=True), []
        busiest, self._works = sorted(self._works, reverse=True), []
        over = sum(pause > LIMIT for pause in longest)
        sys.stdout.write(
            f"  {part}: longest {_ms(longest)} ms; {over} of {len(longest)} over {LIMIT * 1000:.0f} ms; "
            f"at work itself {_ms(busiest)} ms\n"
        )
        sys.stdout.flush()


def _ms(longest: list[float]) -> str:
    return ", ".join(f"{seconds * 1000:.0f}" for seconds in longest[:SHOWN])


def live(seen: Callable[[], bool]) -> None:
    """Let the window live until something is seen."""
    until = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < until, "it was never seen"
        loop = QEventLoop()
        QTimer.singleShot(15, loop.quit)
        loop.exec()


def rest(seconds: float = 1.5) -> None:
    """Let it live for a while."""
    until = time.monotonic() + seconds
    live(lambda: time.monotonic() >= until)


def main(book: str, file: str) -> None:
    """Import the file as a person does, and take it back."""
    keep = app._application()
    window = app.open_window(Path(book))
    window.learn()
    window.go("import")
    page = window.page("import")
    assert isinstance(page, ImportPage)
    rest()
    ticks = Ticks()
    page.take_files([Path(file)])
    live(lambda: bool(page.wish.sources))
    ticks.say("read")
    live(lambda: page.seen is not None)
    ticks.say("planned, and shown")
    for question in page.plan.open if page.plan else ():
        page.answer(question.key, ANSWERS[question.key])
        live(lambda: not page.waits)
        ticks.say("planned again")
    page.write()
    live(lambda: page.state is State.DONE)
    rest()
    ticks.say("written")
    done: list[object] = []
    page.desk.changed.connect(done.append)
    page.desk.undo()
    live(lambda: bool(done))
    rest()
    ticks.say("taken back")
    window.close()
    del keep


if __name__ == "__main__":
    main(*sys.argv[1:])
