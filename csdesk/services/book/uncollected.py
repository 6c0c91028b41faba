"""Uncollected is work during which Python does not look for cycles: a large file makes a million values and none.

What it made is freed piece by piece.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

_MANY = 50_000
"""From so many new containers on the look that Python is behind with would be felt."""
_PIECE = 2_000
"""So many values are freed at once."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Each look for cycles would walk all values that are there; those that were made stay out of later ones."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            if gc.get_count()[0] > _MANY:
                gc.freeze()
            gc.enable()


def freed(lists: Iterable[list[Any]]) -> None:
    """Free what large lists hold: all at once would hold up every other thread. Who lets go last frees it."""
    for some in lists:
        while some:
            del some[-_PIECE:]
