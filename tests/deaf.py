"""A shell that starts something in the background makes it deaf to interrupts, and so its children."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hearing(sent: signal.Signals) -> Iterator[None]:
    """What is started meanwhile hears this signal, whatever this process does with it."""
    before = signal.signal(sent, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(sent, before)
