"""Tries a built package: the main job from end to end, the window once, and what it weighs.

    python packaging/try_build.py dist/csdesk

Everything happens in a temporary folder with a home of its own; the package gets no Python, no PATH and no screen.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

SHEET = "Customer,MRR,Renewal date,Contact,Email\nQuince Ltd,100,2026-03-31,Ana Ng,ana@quince.example\n"
SECONDS = 60


class Trial:
    """One package under trial, in a room of its own."""

    def __init__(self, folder: Path, room: Path) -> None:
        ending = ".exe" if sys.platform == "win32" else ""
        self._program = (folder / f"csdesk{ending}").resolve()
        self._windowed = (folder / f"csdesk-window{ending}").resolve()
        self._room = room
        keeps = ("SYSTEMROOT", "TEMP", "TMP", "FONTCONFIG_PATH")
        kept = {name: os.environ[name] for name in keeps if name in os.environ}
        home = {name: str(room / "home") for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
        self._environment = {**kept, **home, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C"}
        (room / "home").mkdir()

    def run(self, *arguments: str, trial: str = "") -> str:
        """What a verb answers; its time is told. Raises: CalledProcessError, AssertionError."""
        program, environment = self._program, self._environment
        if trial:
            program = self._windowed if self._windowed.exists() else program
            environment = {**environment, "CSDESK_TRIAL": trial, "LC_ALL": "C.UTF-8"}
        began = time.monotonic()
        done = self._started(program, arguments, environment)
        took = time.monotonic() - began
        shown = " ".join([program.name, *arguments])
        assert done.returncode == 0, f"{shown}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.stderr == "", f"{shown}: {done.stderr}"
        sys.stdout.write(f"{took:6.2f} s  {shown}{f', closed after {trial} ms' if trial else ''}\n")
        return done.stdout

    def asked(self, *arguments: str) -> str:
        """All that a verb says when it has questions: exit code 3."""
        done = self._started(self._program, arguments, self._environment)
        said = done.stdout + done.stderr
        assert done.returncode == 3, f"{arguments}: exit code {done.returncode}\n{said}"
        return said

    def _started(
        self, program: Path, arguments: tuple[str, ...], environment: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(program), *arguments], cwd=self._room, env=environment, timeout=SECONDS, capture_output=True,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip


def main_job(trial: Trial, room: Path) -> None:
    """A sample book, a week, a deck, a spreadsheet through the child process, a backup, and the window."""
    (room / "müller.csv").write_text(SHEET, encoding="utf-8")
    book = ("--book", "trial.csdesk")
    assert "csdesk" in trial.run("--version")
    trial.run("demo", "trial.csdesk", "--no-open")
    week = json.loads(trial.run("week", *book, "--json"))
    assert week["plan"], "the week of the sample book is empty"
    trial.run("qbr", "Financiality", "-o", "review.pptx", *book)
    with zipfile.ZipFile(room / "review.pptx") as deck:
        assert any("embeddings/" in name for name in deck.namelist()), "the deck has no charts"
    trial.run("export", "all.xlsx", *book)
    trial.run("new", "own.csdesk", "--currency", "EUR")
    trial.run("import", "all.xlsx", "--book", "own.csdesk", "--decide", "new", "--dry-run")
    assert "müller.csv" in trial.asked("import", "müller.csv", "--book", "own.csdesk")
    trial.run("backup", *book)
    kept = json.loads(trial.run("restore", "1", *book, "--json"))["kept_as"]
    assert (room / kept).exists(), "the old book is not kept"
    assert json.loads(trial.run("check", "--deep", *book, "--json"))["ok"]
    count = "SELECT count(*) AS n FROM accounts WHERE status = 'customer'"
    assert json.loads(trial.run("sql", count, *book, "--json"))["rows"] == [{"n": 50}]
    trial.run("trial.csdesk", trial="0")
    trial.run("trial.csdesk", trial="3000")


def size_of(folder: Path) -> tuple[int, int]:
    """Bytes and files, links not followed."""
    files = [f for f in folder.rglob("*") if f.is_file() and not f.is_symlink()]
    return sum(f.stat().st_size for f in files), len(files)


def main() -> None:
    """Try, and print sizes and times; the exit code is not 0 where something fails."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("folder", type=Path)
    folder = asked.parse_args().folder.resolve()
    size, files = size_of(folder)
    sys.stdout.write(f"{folder}: {size / 1e6:.0f} MB in {files} files\n")
    with tempfile.TemporaryDirectory(prefix="csdesk trial ü ") as room:
        main_job(Trial(folder, Path(room)), Path(room))
    sys.stdout.write("The package works.\n")


if __name__ == "__main__":
    main()
