"""A reading process that the system sets no limits to is watched by its parent."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from csdesk.exchange.child import Watch, read_in_child
from csdesk.exchange.limits import DEFAULT, MIB
from csdesk.processes import memory_of
from tests.systems import posix

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


@posix
def test_a_packaged_window_has_workbooks_read_by_the_program_for_the_terminal_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, asked = tmp_path / "a.csv", tmp_path / "asked"
    sheet.write_text("Customer\nCorvid\n", "utf-8")
    terminal = tmp_path / "csdesk.exe"
    terminal.write_text(f'#!/bin/sh\necho "$@" > {asked}\nexec "{sys.executable}" -m csdesk "$@"\n', "utf-8")
    terminal.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "csdesk-window.exe"))
    source = read_in_child(sheet, day=date(2025, 11, 24), limits=DEFAULT)
    assert [grid.name for grid in source.grids] == ["a"]
    assert asked.read_text("utf-8").startswith("read-workbook ")
