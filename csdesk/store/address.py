"""An address is how SQLite is told of a file: a URI whose path is whole, also where the file lies on a server."""

import os
import sys
from pathlib import PurePath
from urllib.parse import quote

LONGEST = 512
"""Bytes of a path that SQLite opens, with what it writes beside it; elsewhere than on POSIX the system says so."""


def too_long(path: PurePath, beside: str) -> bool:
    """Whether SQLite opens no file there, as the path with that ending is too long for it."""
    return sys.platform != "win32" and len(os.fsencode(path)) + len(beside) > LONGEST


def address(path: PurePath, how: str) -> str:
    r"""The URI of an absolute path, to be opened as `how` says: `mode=ro`.

    Of a file on a server Python's own URI names the server before the path, `file://server/share/…`, and SQLite refuses
    every such name; here the path begins with it, `file:////server/share/…`. A mapped drive is a server's too.
    """
    place = quote(os.fsencode(path.as_posix()), safe="/:")
    begin = "file://" if place.startswith("/") else "file:///"
    return begin + place + "?" + how
