"""A reading process that the system sets no limits to is watched by its parent."""

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from csdesk.exchange.child import Watch
from csdesk.exchange.limits import MIB
from csdesk.processes import memory_of

TAKES = "held = bytearray({} * 1024 * 1024); print('held', flush=True); import time; time.sleep(60)"


@pytest.fixture
def child(request: pytest.FixtureRequest) -> "Iterator[subprocess.Popen[bytes]]":
    """A process that holds so many megabytes, and waits."""
    command = [sys.executable, "-c", TAKES.format(request.param)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        yield process
        process.kill()


@pytest.mark.parametrize("child", [120], indirect=True)
def test_one_that_takes_more_memory_than_it_may_is_stopped(child: "subprocess.Popen[bytes]") -> None:
    watch = Watch(child, 30, memory=100 * MIB)
    with watch:
        assert child.wait(20) != 0
    assert (watch.large, watch.late, watch.unwanted) == (True, False, False)
    assert memory_of(child.pid) == 0


@pytest.mark.parametrize("child", [20], indirect=True)
def test_one_that_keeps_within_its_memory_is_left_alone(child: "subprocess.Popen[bytes]") -> None:
    watch = Watch(child, 30, memory=100 * MIB)
    with watch:
        time.sleep(0.3)
        assert child.poll() is None
    assert not watch.large
    assert 20 * MIB < memory_of(child.pid) < 100 * MIB


@pytest.mark.parametrize("child", [20], indirect=True)
def test_one_whose_time_is_over_is_late_and_not_large(child: "subprocess.Popen[bytes]") -> None:
    watch = Watch(child, 0.2, memory=100 * MIB)
    with watch:
        assert child.wait(20) != 0
    assert (watch.large, watch.late) == (False, True)
