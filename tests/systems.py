"""What a test asks of the system it runs on; it is skipped where the system has no such thing."""

import os
import sys
from pathlib import Path

import pytest

SUPERUSER = sys.platform != "win32" and os.geteuid() == 0
"""Whether nothing is forbidden to this process."""
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals, pipes and terminals")
forbidding = pytest.mark.skipif(
    sys.platform == "win32" or SUPERUSER, reason="the superuser may read and write everywhere"
)


def fill(disk: Path) -> Path:
    """A file that leaves no room on a disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                continue
        except OSError:
            return filler
    raise AssertionError
