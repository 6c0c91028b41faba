"""A library that is missing, or of another version, is named in one line, and csdesk ends with 78."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from csdesk.parts import _fits, incomplete, wrong_versions
from csdesk.store.book import Book

_CALL = "import sys; sys.modules.update(dict.fromkeys({blocked!r})); from csdesk.__main__ import main; main({given!r})"


def called(
    given: list[str], blocked: tuple[str, ...] = (), place: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The program in a child in which some modules cannot be imported; `place` comes first on its path."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"} | ({"PYTHONPATH": str(place)} if place else {})
    call = _CALL.format(blocked=blocked, given=given)
    return subprocess.run(
        [sys.executable, "-c", call], env=env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "book.csdesk"
    Book.create(made).close()
    return made


@pytest.mark.parametrize(
    ("blocked", "given"),
    [
        ("PySide6", []),
        ("click", ["accounts"]),
        ("xlsxwriter", ["export", "{room}/all.xlsx", "--book", "{book}"]),
    ],
)
def test_a_library_that_is_missing_is_named_in_one_line(
    path: Path, tmp_path: Path, blocked: str, given: list[str]
) -> None:
    words = [word.format(room=tmp_path, book=path) for word in given]
    ended = called(words, (blocked,))
    assert ended.stderr == f"csdesk: A part of csdesk is missing: {blocked}. Install csdesk again.\n"
    assert (ended.returncode, ended.stdout) == (78, "")
    assert not (tmp_path / "all.xlsx").exists()


@pytest.mark.parametrize("missing", ["python_calamine", "lxml"])
def test_a_library_that_the_reading_process_misses_is_no_fault_of_the_workbook(
    path: Path, tmp_path: Path, missing: str
) -> None:
    sheet = tmp_path / "list.xlsx"
    assert called(["export", str(sheet), "--book", str(path)]).returncode == 0
    half = tmp_path / "half" / missing
    half.mkdir(parents=True)
    (half / "__init__.py").write_text("raise ImportError('half', name=__name__)")
    ended = called(["import", str(sheet), "--book", str(path)], place=half.parent)
    assert ended.stderr == f"csdesk: A part of csdesk is missing: {missing}. Install csdesk again.\n"
    assert (ended.returncode, ended.stdout) == (78, "")


def test_a_library_of_another_version_is_named_with_what_is_needed(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old" / "xlsxwriter-1.0.dist-info"
    old.mkdir(parents=True)
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: XlsxWriter\nVersion: 1.0\n")
    (old.parent / "xlsxwriter.py").write_text("")
    ended = called(["export", str(tmp_path / "all.xlsx"), "--book", str(path)], place=old.parent)
    assert ended.returncode == 78
    said = ended.stderr.lower()
    assert said.startswith("csdesk: xlsxwriter is here in version 1.0; csdesk needs >=3.2")
    assert ended.stderr.count("\n") == 1


def test_the_libraries_here_are_those_that_are_needed() -> None:
    assert wrong_versions() == []
    assert incomplete(AttributeError("ours")) == ""
    assert incomplete(ImportError("ours", name="csdesk.nothing")) == ""


@pytest.mark.parametrize(
    ("there", "bounds", "fits"),
    [
        ("6.12.0", ">=6.12,<6.14", True),
        ("6.12", "<6.14,>=6.12", True),
        ("6.14.0", "<6.14,>=6.12", False),
        ("6.9", ">=6.12", False),
        ("3.2.rc1", ">=3.2", True),
        ("7", "", True),
    ],
)
def test_versions_are_compared_by_their_numbers(there: str, bounds: str, fits: bool) -> None:
    assert _fits(there, bounds) is fits
