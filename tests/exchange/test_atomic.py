"""Writing a file: it is there whole or not at all, and what stood there before stands until then."""

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from csdesk.domain.errors import NoPermission, NotWritten
from csdesk.exchange.atomic import atomic_write, workroom
from tests.systems import forbidding, posix

WRITES_FOR_EVER = """
import sys
from pathlib import Path
from csdesk.exchange.atomic import atomic_write

def fill(file):
    while True:
        file.write(b"half" * 10_000)
        file.flush()
        print("writing", flush=True)

atomic_write(Path(sys.argv[1]), fill)
"""

REPLACES_FOR_EVER = """
import sys
from pathlib import Path
from csdesk.exchange.atomic import atomic_write

print("writing", flush=True)
while True:
    for letter in (b"a", b"b"):
        atomic_write(Path(sys.argv[1]), lambda file: file.write(letter * 300_000))
"""


def names(folder: Path) -> list[str]:
    return sorted(f.name for f in folder.iterdir())


def killed(code: str, target: Path, after: float) -> None:
    with subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"writing\n"
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(after)
        child.kill()


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    atomic_write(tmp_path / "deck.pptx", lambda file: file.write(b"new"))
    assert (tmp_path / "deck.pptx").read_bytes() == b"new"
    assert names(tmp_path) == ["deck.pptx"]


def test_a_writer_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    def fails(file: BinaryIO) -> None:
        file.write(b"half")
        raise ZeroDivisionError

    (tmp_path / "a.csv").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        atomic_write(tmp_path / "a.csv", fails)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


@posix
def test_a_kill_in_the_middle_leaves_the_old_file_and_the_next_write_sweeps(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"old")
    killed(WRITES_FOR_EVER, target, 0.05)
    assert target.read_bytes() == b"old"
    assert len(names(tmp_path)) == 2
    atomic_write(target, lambda file: file.write(b"new"))
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["book.xlsx"]


@posix
@pytest.mark.slow
def test_whenever_a_kill_comes_the_file_is_one_or_the_other_and_never_half(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"a" * 300_000)
    for n in range(20):
        killed(REPLACES_FOR_EVER, target, 0.002 * n)
        data = target.read_bytes()
        assert data in {b"a" * 300_000, b"b" * 300_000}


def test_what_a_living_process_is_writing_is_not_swept(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"

    def writes_again(file: BinaryIO) -> None:
        atomic_write(target, lambda inner: inner.write(b"inner"))
        file.write(b"outer")

    atomic_write(target, writes_again)
    assert target.read_bytes() == b"outer"


@pytest.mark.skipif(os.name != "posix", reason="permissions")
def test_the_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.touch()
    path.chmod(0o640)
    atomic_write(path, lambda file: file.write(b"x"))
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    atomic_write(tmp_path / "link.csv", lambda file: file.write(b"new"))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_folder_that_is_gone_and_a_folder_in_the_way_are_one_sentence_each(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="its folder is not there"):
        atomic_write(tmp_path / "gone" / "a.csv", lambda file: file.write(b"x"))
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(NotWritten, match="a folder or device"):
        atomic_write(tmp_path / "a.csv", lambda file: file.write(b"x"))


@forbidding
def test_a_folder_that_may_not_be_written_is_no_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(NoPermission):
        atomic_write(tmp_path / "a.csv", lambda file: file.write(b"x"))
    tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="/dev/full")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    def runs_out(file: BinaryIO) -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")

    (tmp_path / "a.csv").write_bytes(b"old")
    with pytest.raises(NotWritten, match="no space left"):
        atomic_write(tmp_path / "a.csv", runs_out)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_what_a_file_is_put_together_from_is_gone_afterwards_and_swept_after_a_kill(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    with workroom(target) as room:
        (room / "part").write_text("half", encoding="utf-8")
        assert room.parent == tmp_path
    assert names(tmp_path) == []
    process = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    left = room.with_name(room.name.replace(f"-{os.getpid()}-", f"-{int(process.stdout)}-"))
    left.mkdir()
    (left / "part").write_text("half", encoding="utf-8")
    atomic_write(target, lambda file: file.write(b"new"))
    assert names(tmp_path) == ["book.xlsx"]
