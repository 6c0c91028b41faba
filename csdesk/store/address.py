"""An address is how SQLite is told of a file: a URI whose path is whole, also where the file lies on a server."""

import os
from pathlib import PurePath
from urllib.parse import quote


def address(path: PurePath, how: str) -> str:
    r"""The URI of an absolute path, to be opened as `how` says: `mode=ro`.

    Of a file on a server Python's own URI names the server before the path, `file://server/share/…`, and SQLite refuses
    every such name; here the path begins with it, `file:////server/share/…`. A mapped drive is a server's too.
    """
    place = quote(os.fsencode(path.as_posix()), safe="/:")
    begin = "file://" if place.startswith("/") else "file:///"
    return begin + place + "?" + how
