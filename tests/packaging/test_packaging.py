"""Packaging: what is told to Linux, Windows and macOS is what the program is."""

import ast
import os
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import pytest
from PIL import Image

import csdesk
from csdesk.exchange.child import _program
from csdesk.store.version import APPLICATION_ID

HOME = Path(csdesk.__file__).parents[1]
PLACE = HOME / "packaging"
LINUX = PLACE / "linux"
ID, TYPE = "org.csdesk.csdesk", "application/vnd.csdesk.book"
SPEC = (PLACE / "csdesk.spec").read_text(encoding="utf-8")
METAINFO = ET.parse(LINUX / f"{ID}.metainfo.xml").getroot()
MIME = ET.parse(LINUX / f"{ID}.mime.xml").getroot()
SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


def entry() -> dict[str, str]:
    """The keys of the desktop file."""
    read = ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(LINUX / f"{ID}.desktop", encoding="utf-8")
    return dict(read["Desktop Entry"])


def test_the_newest_release_told_to_software_centres_is_this_version() -> None:
    assert next(r.get("version") for r in METAINFO.iter("release")) == csdesk.__version__


def test_every_system_is_told_the_same_names() -> None:
    window = (HOME / "csdesk" / "ui" / "app.py").read_text(encoding="utf-8")
    assert METAINFO.findtext("id") == ID
    assert METAINFO.findtext("launchable") == f"{ID}.desktop"
    assert f'setDesktopFileName("{ID}")' in window
    assert f'bundle_identifier="{ID}"' in SPEC
    assert entry()["Icon"] == ID
    types = {entry()["MimeType"].rstrip(";"), METAINFO.findtext("provides/mediatype")}
    types |= {t.get("type") for t in MIME}
    assert types == {TYPE}
    assert f'"public.mime-type": "{TYPE}"' in SPEC
    assert TYPE in (PLACE / "windows" / "csdesk.iss").read_text(encoding="utf-8")


def test_a_book_is_known_by_the_mark_in_its_header() -> None:
    inner = MIME.find(f".//{SPACE}match/{SPACE}match")
    assert inner is not None
    assert inner.get("offset") == "68"
    assert (inner.get("value") or "").encode() == struct.pack(">I", APPLICATION_ID)


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256, 512])
def test_an_icon_is_as_large_as_its_name_says(size: int) -> None:
    with Image.open(PLACE / "icons" / f"csdesk-{size}.png") as picture:
        assert picture.size == (size, size)
        assert picture.getpixel((0, 0)) in {(0, 0, 0, 0), (255, 255, 255, 0)}, "the corner is clear"


def test_windows_has_its_icon_in_every_size() -> None:
    with Image.open(PLACE / "icons" / "csdesk.ico") as icon:
        assert {(s, s) for s in (16, 24, 32, 48, 64, 128, 256)} == icon.info["sizes"]


def left_out() -> set[str]:
    """The modules that the package leaves out."""
    found = set(re.findall(r'"([\w.]+)",', SPEC.partition("NEVER = [")[2].partition("]")[0]))
    named = re.search(r'for name in \(\s*"([^)]*)"\s*\)\.split', SPEC)
    assert named
    return found | {f"PySide6.{n}" for n in re.findall(r"\w+", named[1])}


def test_nothing_that_the_program_imports_is_left_out_of_the_package() -> None:
    without = left_out()
    assert {"PySide6.QtQml", "tkinter", "pandas"} <= without
    wrong = []
    for module in (HOME / "csdesk").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            wrong += [f"{module.name}: {n}" for n in names if n in without or n.partition(".")[0] in without]
    assert wrong == []


def test_a_packaged_program_reads_workbooks_by_starting_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert _program() == [sys.executable]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the script is for Linux")
def test_the_program_is_put_into_a_persons_folders_and_taken_out_again(tmp_path: Path) -> None:
    made, home = _made(tmp_path / "a package"), tmp_path / "a home"
    home.mkdir()
    told = {**os.environ, "HOME": str(home)}
    told.pop("XDG_DATA_HOME")
    for _ in range(2):
        subprocess.run([made / "install.sh"], env=told, check=True, capture_output=True)
    placed = home / ".local" / "lib" / "csdesk" / "csdesk"
    assert (home / ".local" / "bin" / "csdesk").resolve() == placed
    share = home / ".local" / "share"
    assert f'Exec="{placed}" %f' in (share / "applications" / f"{ID}.desktop").read_text(encoding="utf-8")
    book = share / "csdesk" / "book.csdesk"
    book.parent.mkdir()
    book.write_text("precious", encoding="utf-8")
    subprocess.run([placed.parent / "install.sh", "remove"], env=told, check=True, capture_output=True)
    left = {
        p for p in home.rglob("*") if p.is_file() and "mime" not in p.parts and p.name != "mimeinfo.cache"
    }
    assert left == {book}


def _made(folder: Path) -> Path:
    """What the script needs of a package."""
    (folder / "share" / "applications").mkdir(parents=True)
    shutil.copy(LINUX / f"{ID}.desktop", folder / "share" / "applications")
    shutil.copy(LINUX / "install.sh", folder)
    (folder / "csdesk").write_text("#!/bin/sh\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("program", "file"),
    [
        (["desktop-file-validate"], f"{ID}.desktop"),
        (["appstreamcli", "validate", "--no-net"], f"{ID}.metainfo.xml"),
    ],
)
def test_the_files_for_a_desktop_are_valid(program: list[str], file: str) -> None:
    if shutil.which(program[0]) is None:
        pytest.skip(f"{program[0]} is not installed")
    said = subprocess.run([*program, str(LINUX / file)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout
