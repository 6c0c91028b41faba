"""A shortage is memory that ran out while a file was read; each library tells of it in a way of its own."""

import errno
from collections.abc import Iterator

EXIT_CODE = errno.ENOMEM
"""With which the reading process ends where it has no memory left, be it to say so."""
_NO_MEMORY = 2
"""XML_ERR_NO_MEMORY, with which libxml2 ends a part that is whole."""
_NO_ROOM_FOR_A_LIBRARY = ("failed to map segment", "cannot allocate memory")
"""What the system's loader says of a library that found no room in memory."""


def is_shortage(error: BaseException) -> bool:
    """Whether an error, or one that it came from, says that there was no more memory."""
    return any(map(_says_so, _chain(error)))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _says_so(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    if isinstance(error, RuntimeError):
        return "start new thread" in str(error)
    if isinstance(error, ImportError):
        return any(said in str(error).lower() for said in _NO_ROOM_FOR_A_LIBRARY)
    if type(error).__module__ == "lxml.etree":
        return getattr(error, "code", None) == _NO_MEMORY
    return isinstance(error, MemoryError)
