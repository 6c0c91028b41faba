"""Uncollected is work during which Python does not look for cycles: a large file makes a million values and none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 50_000
"""From so many new containers on the look that Python is behind with would be felt."""


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
