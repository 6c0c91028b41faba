"""Keeping `None` alive: on Python 3.11, PySide6 6.12.0 takes one reference too many with each call."""

import ctypes
import sys

PLENTY = 1 << 40


def hold_none() -> None:
    """Give `None` more references than a program can lose.

    From Python 3.12 on `None` cannot die and nothing is done. Before, each call of a Qt method without a
    result takes one reference (measured: `setObjectName`, `setPen`); after some ten thousand of them the
    interpreter stops with `none_dealloc`.
    """
    if sys.version_info < (3, 12) and sys.getrefcount(None) < PLENTY:
        ctypes.c_ssize_t.from_address(id(None)).value += 2 * PLENTY
