"""Garbage is collected on the window's thread alone: a widget destroyed by another thread ends the program."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class Garbage(QObject):
    """Takes the collection of cycles over from Python, which would run it in whichever thread allocates.

    It lives as long as its parent, the application, and follows Python's own thresholds.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.collect)
        self._clock.start(_EVERY_MS)

    def collect(self) -> None:
        """Collect the oldest generation that is due, and all younger ones."""
        due = [
            n
            for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due))
