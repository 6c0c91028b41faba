"""Keeping `None`, `True` and `False` alive: on Python 3.11, PySide6 6.12.0 takes references it does not own."""

import sys

PLENTY = 1 << 40


def hold_none() -> None:
    """Give `None`, `True` and `False` more references than a program can lose.

    From Python 3.12 on they cannot die and nothing is done. Before, each call of a Qt method without a
    result takes one of `None` (measured: `setObjectName`, `setPen`), and each third signal with a bool among
    its arguments one of that bool; after some thousand calls, or some hundred signals, the interpreter stops
    with `none_dealloc` or `bool_dealloc`.
    """
    if sys.version_info >= (3, 12):
        return
    import ctypes

    for value in (None, True, False):
        if sys.getrefcount(value) < PLENTY:
            ctypes.c_ssize_t.from_address(id(value)).value += 2 * PLENTY
