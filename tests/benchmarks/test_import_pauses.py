"""How long the window stands still while 50,000 rows are read, planned, written and taken back: no pause over 50 ms."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.races import HOME, surroundings
from tests.benchmarks.test_import_speed import ROWS, prepared, workbook


@pytest.mark.parametrize("name", ["tickets", "customers"])
def test_the_window_goes_on(name: str, tmp_path: Path) -> None:
    _said(name, 1_000, tmp_path)  # compiles the modules, as they are in an installed program
    print(f"\npauses of the window while {ROWS:,} × 20 {name} come:\n{_said(name, ROWS, tmp_path)}", end="")


def _said(name: str, rows: int, folder: Path) -> str:
    sheet, book = workbook(name, rows, folder), folder / f"pauses-{rows}.csdesk"
    prepared(book, name).close()
    command = [sys.executable, "-m", "tests.benchmarks.import_window", str(book), str(sheet)]
    known = surroundings(folder)
    return subprocess.run(command, env=known, cwd=HOME, check=True, stdout=subprocess.PIPE, text=True).stdout
