"""The same data gives the same files and the same answers wherever a computer stands.

`python -m tests.survival.locales` does in each of the places below what a person does, in a child, and compares; then
it runs the tests that are named in each.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from csdesk.services.sample import sample_file

PLACES: dict[str, dict[str, str]] = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8"},
    "Arabic digits": {"LC_ALL": "ar_EG.UTF-8"},
    "Japanese": {"LC_ALL": "ja_JP.UTF-8", "TZ": "Asia/Tokyo"},
    "German": {"LC_ALL": "de_DE.UTF-8"},
}
"""What a computer says of where it stands."""
TESTS = (
    "tests/domain/test_query.py", "tests/domain/test_money.py", "tests/domain/test_names.py",
    "tests/domain/test_periods.py", "tests/services/spreadsheets/test_exports.py",
    "tests/services/book/test_editing.py",
    "tests/services/accounts/test_cells.py", "tests/services/book/test_search.py", "tests/exchange/test_calendar.py",
    "tests/cli/test_contracts.py", "tests/cli/test_editing.py", "tests/ui/accounts/test_typing.py",
)  # fmt: skip
"""What has nothing to do with how a day or an amount is written on the screen."""
_WORK = """
import os, sys
from datetime import date
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from csdesk.__main__ import main
room = Path(sys.argv[1])
book = room / "book.csdesk"
def call(*words):
    try:
        main([*words, "--book", str(book)])
    except SystemExit as ended:
        assert not ended.code, (words, ended.code)
call("set", "account", "Financiality", "notes=İstanbul ışık ٢٩ 日本", "employees=1,250", "signed_on=31 Mar 2024")
call("accounts", "--json", "--where", "account contains 'I' or account contains 'i'", "--sort", "account")
call("week", "--json")
call("numbers", "--json", "--from", "2025-01-01", "--to", "2025-10-31")
call("renewals")
for name in ("all.csv", "all.json", "all.xlsx"):
    call("export", str(room / name))
from PySide6.QtWidgets import QApplication
app = QApplication.instance() or QApplication(["csdesk"])
from csdesk.ui.formats import money, day
said = money(123456789, "EUR", cents=True) + " " + day(date(2025, 3, 31), today=date(2025, 11, 24))
(room / "said.txt").write_text(said, encoding="utf-8")
"""


def worked(place: str, room: Path, book: Path) -> tuple[dict[str, str], str]:
    """Do it in a place, on a copy of a book.

    The checksums of what was printed and written, and how an amount and a day look there.
    """
    room.mkdir(parents=True)
    shutil.copy(book, room / "book.csdesk")
    script = room / "work.py"
    script.write_text(_WORK, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, str(script), str(room)],
        env={**os.environ, "XDG_DATA_HOME": str(room / "data"), "XDG_CONFIG_HOME": str(room / "config")}
        | PLACES[place],
        capture_output=True,
        timeout=120,
        check=False,
    )
    if ended.returncode:
        raise AssertionError(f"{place}: {ended.stderr.decode(errors='replace')}")
    printed = ended.stdout.replace(str(room).encode(), b"ROOM")
    kept = {"printed": printed} | {n: (room / n).read_bytes() for n in ("all.csv", "all.json", "all.xlsx")}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in kept.items()}
    return sums, (room / "said.txt").read_text(encoding="utf-8")


def run() -> int:
    """Compare all places, and run the tests in each; 0 where all is the same."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.csdesk"
        sample_file(book, accounts=3)
        first = worked("C", Path(folder) / "C", book)[0]
        for number, (place, env) in enumerate(PLACES.items()):
            sums, said = worked(place, Path(folder) / str(number), book)
            other = [name for name in sums if sums[name] != first[name]]
            sys.stdout.write(f"{place}: {'the same' if not other else f'other {other}'}; {said}\n")
            sys.stdout.flush()
            ended = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-x", *TESTS],
                env={**os.environ, **env},
                check=False,
            )
            wrong += bool(other) + bool(ended.returncode)
    return wrong


if __name__ == "__main__":
    sys.exit(run())
