"""Power cuts: what was acknowledged is on the disk, and the rig that says so would notice if it were not."""

import errno
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.survival import kill_scribe
from tests.survival.disk import Disk
from tests.survival.layer import HOME, USABLE, Act, Record, environment, read_log
from tests.survival.power import run

pytestmark = pytest.mark.skipif(not USABLE, reason="the layer beneath SQLite needs Linux and gcc")


@pytest.mark.slow
def test_after_power_cuts_nothing_acknowledged_is_lost_and_nothing_is_half(place: Path) -> None:
    counts = run(30, place, seed=3)
    assert (counts.found.lost, counts.found.half) == ([], [])
    assert counts.found.promised > 30
    assert counts.found.rolled_back > 3


@pytest.mark.slow
def test_without_syncing_power_cuts_lose_what_was_acknowledged(place: Path) -> None:
    counts = run(20, place, seed=3, pragmas=["synchronous = OFF"])
    assert counts.found.lost


@pytest.mark.slow
def test_killed_in_the_middle_of_anything_that_writes_nothing_is_lost_or_half(place: Path) -> None:
    counts = kill_scribe.run(6, place, seed=4)
    assert (counts.found.lost, counts.found.half) == ([], [])
    assert counts.kills == 6


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    (tmp_path / "a").write_bytes(b"old" * 1000)
    return Disk(tmp_path)


def act(disk: Disk, folder: Path, kind: Act, name: str = "a", data: bytes = b"", at: int = 0) -> None:
    inode = (folder / "a").stat().st_ino if name == "a" else 1
    disk.do(Record(kind, inode, at, str(folder / name) if name else str(folder), data))


def images(disk: Disk, name: str = "a") -> set[bytes | None]:
    return {disk.after_a_cut(Random(seed)).get(name) for seed in range(60)}


def test_what_was_written_and_not_synced_is_there_or_not_or_torn(disk: Disk, tmp_path: Path) -> None:
    act(disk, tmp_path, Act.WRITE, data=b"new" * 1000)
    found = images(disk)
    assert {b"old" * 1000, b"new" * 1000} < found
    assert any(c and b"old" in c and b"new" in c for c in found)


def test_what_was_synced_is_there(disk: Disk, tmp_path: Path) -> None:
    act(disk, tmp_path, Act.WRITE, data=b"new" * 1000)
    act(disk, tmp_path, Act.SYNC)
    assert images(disk) == {b"new" * 1000}


def test_a_name_lasts_when_its_folder_was_synced(disk: Disk, tmp_path: Path) -> None:
    act(disk, tmp_path, Act.CREATE, "b")
    act(disk, tmp_path, Act.WRITE, "b", b"new")
    act(disk, tmp_path, Act.SYNC, "b")
    assert images(disk, "b") == {None, b"new"}
    act(disk, tmp_path, Act.SYNC_FOLDER, "")
    assert images(disk, "b") == {b"new"}


def test_a_file_that_was_moved_over_another_is_the_old_or_the_new_one(disk: Disk, tmp_path: Path) -> None:
    act(disk, tmp_path, Act.CREATE, "b")
    act(disk, tmp_path, Act.WRITE, "b", b"new")
    act(disk, tmp_path, Act.SYNC, "b")
    act(disk, tmp_path, Act.RENAME, "b", str(tmp_path / "a").encode())
    assert images(disk) == {b"old" * 1000, b"new"}


def test_the_layer_writes_down_what_a_process_does_and_lets_a_call_fail(tmp_path: Path) -> None:
    code = (
        "import os, sys; from tests.survival.layer import fail, say\n"
        "f = os.open(sys.argv[1] + '/x', os.O_CREAT | os.O_RDWR); os.write(f, b'one'); os.fsync(f); say('said')\n"
        f"fail('sync', {errno.EIO}, 2, 1)\n"
        "os.fsync(f)\n"
        "try: os.fsync(f)\n"
        "except OSError as e: print(e.errno)\n"
        "os.fsync(f); os.ftruncate(f, 1); os.rename(sys.argv[1] + '/x', sys.argv[1] + '/y')\n"
    )
    folder, log = tmp_path / "work", tmp_path / "log"
    folder.mkdir()
    command = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(
        command, env=environment(folder, log), cwd=HOME, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{errno.EIO}\n"
    acts = [(r.act, Path(r.path).name, r.data[-3:]) for r in read_log(log)]
    assert acts == [
        (Act.CREATE, "x", b""),
        (Act.WRITE, "x", b"one"),
        (Act.SYNC, "x", b""),
        (Act.MARK, "", b"aid"),
        (Act.SYNC, "x", b""),
        (Act.SYNC, "x", b""),
        (Act.CUT, "x", b""),
        (Act.RENAME, "x", b"k/y"),
    ]
