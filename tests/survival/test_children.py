"""Children: the process that reads a file may run out of memory or die; that is said, and the book is untouched."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.errors import WorkbookTooLarge
from csdesk.exchange.child import read_in_child
from csdesk.exchange.limits import MIB, Limits
from csdesk.services.spreadsheets.imports import read_files
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
HOME = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and processes as Linux has them")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet too large to be read in the program's own process."""
    path = tmp_path / "big.csv"
    path.write_text("Customer,Notes\n" + f"Corvid,{'x' * 200}\n" * 110_000, "utf-8")
    return path


def test_a_file_that_needs_more_memory_than_it_is_given_is_too_large(sheet: Path) -> None:
    with pytest.raises(WorkbookTooLarge) as refused:
        read_in_child(sheet, day=DAY, limits=Limits(memory=120 * MIB))
    assert "120 MB of memory" in str(refused.value.facts["reason"])


def test_where_the_system_gives_less_memory_than_csdesk_does_files_are_read_within_that(
    sheet: Path, tmp_path: Path
) -> None:
    Book.create(tmp_path / "a.csdesk").close()
    command = [sys.executable, "-m", "csdesk", "import", str(sheet), "--book", str(tmp_path / "a.csdesk")]
    done = subprocess.run(
        ["prlimit", f"--as={900 * MIB}", *command, "--dry-run"],
        capture_output=True,
        text=True,
        cwd=HOME,
        timeout=60,
        check=False,
    )
    assert "110,000 rows" in done.stdout
    assert done.stderr == ""


def test_a_reader_that_is_killed_is_said_in_one_line_and_the_book_is_untouched(
    sheet: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.csdesk"
    Book.create(path).close()
    before = hashlib.sha256(path.read_bytes()).digest()
    command = [sys.executable, "-m", "csdesk", "import", str(sheet), "--book", str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HOME
    ) as done:
        os.kill(_child_of(done.pid), signal.SIGKILL)
        out, err = done.communicate(timeout=60)
    assert (done.returncode, out, err.count("\n")) == (2, "", 1)
    assert hashlib.sha256(path.read_bytes()).digest() == before


def _child_of(pid: int) -> int:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    for _ in range(6000):
        if children := listed.read_text().split():
            return int(children[0])
        time.sleep(0.005)
    raise AssertionError("nothing was started to read the file")


def test_a_small_file_needs_no_child(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text("Customer\nCorvid\n", "utf-8")
    assert read_files([path], day=DAY)[0].grids[0].rows[1] == ("Corvid",)
