"""The window starts and paints where little is there: no fonts at all, and a screen at three hundred per cent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from csdesk.services.sample import sample_file

_LOOK = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFontDatabase
from csdesk.ui import app, theme
from tests.ui.windows import all_done
application = app._application()
theme.apply(application, sys.argv[2])
window = app.open_window(Path(sys.argv[1]))
window.resize(1280, 800)
window.learn()
for page in ("week", "accounts", "renewals", "settings"):
    window.go(page)
    all_done(window.desk)
    loop = QEventLoop()
    QTimer.singleShot(150, loop.quit)
    loop.exec()
    picture = window.grab()
    tones = {picture.toImage().pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    print(page, picture.width(), picture.height(), len(tones) > 8)
print("families", *sorted(QFontDatabase.families()))
window.close()
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "small.csdesk"
    sample_file(path, accounts=3)
    return path


def looked(path: Path, scheme: str, **env: str) -> list[str]:
    """What each page painted, in a child with these settings of its surroundings."""
    ended = subprocess.run(
        [sys.executable, "-c", _LOOK, str(path), scheme],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"} | env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


def test_at_three_hundred_per_cent_every_page_is_painted_three_times_as_large(path: Path) -> None:
    *pages, _ = looked(path, "dark", QT_SCALE_FACTOR="3")
    assert [line.split()[0] for line in pages] == ["week", "accounts", "renewals", "settings"]
    assert {line.split(" ", 1)[1] for line in pages} == {"3840 2400 True"}


def test_without_any_font_the_window_still_starts_and_paints(path: Path, tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig></fontconfig>"
    )
    *pages, families = looked(path, "light", FONTCONFIG_FILE=str(config), QT_QPA_FONTDIR=str(tmp_path))
    assert families == "families Monospace Sans Serif Serif"  # names that stand for none
    assert {line.split(" ", 1)[1] for line in pages} == {"1280 800 True"}
