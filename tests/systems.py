"""What a test asks of the system it runs on; it is skipped where the system has no such thing."""

import os
import sys

import pytest

SUPERUSER = sys.platform != "win32" and os.geteuid() == 0
"""Whether nothing is forbidden to this process."""
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals, pipes and terminals")
forbidding = pytest.mark.skipif(
    sys.platform == "win32" or SUPERUSER, reason="the superuser may read and write everywhere"
)
