"""Builds the package: one folder that holds csdesk with its own Python, for the system that this runs on.

    pip install ".[package]"
    python packaging/build.py                  # into dist/csdesk
    python packaging/build.py --dist FOLDER

It is built from the environment that runs this script, and needs nothing of it afterwards.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]


def build(dist: Path, work: Path) -> Path:
    """Run PyInstaller; the folder that it made. Raises: CalledProcessError."""
    made = dist / "csdesk"
    if made.exists():
        shutil.rmtree(made)
    command = [sys.executable, "-m", "PyInstaller", str(HOME / "packaging" / "csdesk.spec"), "--noconfirm"]
    subprocess.run(
        [*command, "--log-level", "WARN", "--distpath", str(dist), "--workpath", str(work)],
        check=True,
        cwd=HOME,
    )
    if sys.platform.startswith("linux"):
        _lay_linux(made)
    shutil.copy(HOME / "LICENSE", made)
    return made


def _lay_linux(made: Path) -> None:
    """Beside the program, in the places of the freedesktop standards, what a Linux desktop wants to know of it."""
    share = made / "share"
    linux, icons = HOME / "packaging" / "linux", HOME / "packaging" / "icons"
    for file, place in (
        ("org.csdesk.csdesk.desktop", "applications"),
        ("org.csdesk.csdesk.metainfo.xml", "metainfo"),
        ("org.csdesk.csdesk.mime.xml", "mime/packages"),
    ):
        (share / place).mkdir(parents=True)
        shutil.copy(linux / file, share / place / file.replace(".mime", ""))
    for picture in sorted(icons.glob("csdesk-*.png")):
        size = picture.stem.removeprefix("csdesk-")
        place = share / "icons" / "hicolor" / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        shutil.copy(picture, place / "org.csdesk.csdesk.png")
    place = share / "icons" / "hicolor" / "scalable" / "apps"
    place.mkdir(parents=True)
    shutil.copy(icons / "csdesk.svg", place / "org.csdesk.csdesk.svg")
    shutil.copy(linux / "install.sh", made)


def main() -> None:
    """Build, and say where."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--dist", type=Path, default=HOME / "dist")
    asked.add_argument("--work", type=Path, default=HOME / "build")
    given = asked.parse_args()
    made = build(given.dist.resolve(), given.work.resolve())
    sys.stdout.write(f"{made}\n")


if __name__ == "__main__":
    main()
