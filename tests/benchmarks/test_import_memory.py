"""How much memory an import of a workbook of 200 MB unpacked takes: the program and its reading process together."""

import sys
import time
import zipfile
from pathlib import Path
from subprocess import DEVNULL, Popen

import pytest

from tests.benchmarks.test_import_speed import ANSWERS, prepared, workbook

ROWS = {"tickets": 213_000, "customers": 206_000}
"""So many rows make 200 MB of XML."""
UNPACKED, TARGET = 200, 800
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def tree(pid: int) -> list[int]:
    """A process and all that it started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        children = []
    return [pid, *(other for child in children for other in tree(int(child)))]


def memory(pid: int) -> int:
    """What a process holds, in MB; what it shares with others counts by its share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024


def highest(process: "Popen[bytes]") -> int:
    """The most that a process and its children held together until it ended."""
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(memory, tree(process.pid))))
        time.sleep(0.05)
    return most


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_workbook_of_200_mb(name: str, tmp_path: Path) -> None:
    path, book = workbook(name, ROWS[name], tmp_path), tmp_path / "large.csdesk"
    with zipfile.ZipFile(path) as parts:
        unpacked = sum(part.file_size for part in parts.infolist()) // 10**6
    assert unpacked >= UNPACKED
    prepared(book, name).close()
    answers = [f"--answer={k}={v}" for k, v in ANSWERS.items() if f":{name.capitalize()}:" in k]
    command = [sys.executable, "-m", "csdesk", "import", str(path), "--book", str(book), *answers]
    with Popen(command, stdout=DEVNULL) as process:
        most = highest(process)
    assert process.returncode == 0
    verdict = "met" if most <= TARGET else "MISSED"
    print(
        f"\nimport of {ROWS[name]:,} × 20 {name}, {unpacked} MB unpacked: {most} MB in all (target {TARGET}: {verdict})"
    )
