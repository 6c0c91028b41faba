"""A folder lasts when the folder above it was synced; until then a power cut takes it, and all that is in it."""

import os
from contextlib import suppress
from pathlib import Path


def is_there(path: Path) -> bool:
    """Whether something stands at a path, as far as one may look; what is then done there says what is in the way."""
    return os.path.exists(path)  # noqa: PTH110 - pathlib's own raises where nobody lets it look


def is_folder(path: Path) -> bool:
    """Whether a folder stands at a path, as far as one may look."""
    return os.path.isdir(path)  # noqa: PTH112 - as above


def made(folder: Path) -> None:
    """Make a folder, and those above it, so that they last. Raises: OSError."""
    new = [f for f in (folder, *folder.parents) if not is_there(f)]
    folder.mkdir(parents=True, exist_ok=True)
    for each in reversed(new):
        on_disk(each.parent)


def on_disk(folder: Path) -> None:
    """Make the names in a folder last; systems that cannot open a folder do it by themselves."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that may be entered and not read
        return
    with suppress(OSError):
        os.fsync(handle)
    os.close(handle)
