"""Patience: who reads waits while a change is written that is too large to be held back, until called away."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from csdesk.domain.errors import BookBusy

T = TypeVar("T")
LONG = 120.0
"""Seconds that a reader waits; the largest import that was measured writes for half of that."""
_BETWEEN = 0.05


class Patience:
    """How long somebody waits for a book; `told` is called once when it begins."""

    def __init__(self, seconds: float = 0, told: Callable[[], None] | None = None) -> None:
        self._seconds, self._told = seconds, told
        self._away = threading.Event()

    def call_away(self) -> None:
        """Wait no more, on whatever thread that is."""
        self._away.set()

    def kept(self, work: Callable[[], T]) -> T:
        """What work gives, tried again while the book is busy; each try waits by itself. Raises: BookBusy."""
        until = time.monotonic() + self._seconds
        while True:
            try:
                return work()
            except BookBusy:
                if time.monotonic() >= until or self._away.wait(_BETWEEN):
                    raise
            if self._told:
                self._told()
                self._told = None
