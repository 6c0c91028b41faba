"""Rigs work in memory where the system has a folder for that: the disk's own speed is not what they look at."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.survival.power import room


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder of the test's own."""
    with tempfile.TemporaryDirectory(dir=room()) as folder:
        yield Path(folder)
