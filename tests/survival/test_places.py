"""Places: read-only files and folders, no permission, full and missing disks; by another user, on disks of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from tests.systems import SUPERUSER, fill

HOME = Path(__file__).parents[2]
DAY = date(2025, 11, 24)
NOBODY = 65534

root = pytest.mark.skipif(
    not (SUPERUSER and shutil.which("setpriv")), reason="another user needs the superuser"
)


def add(book: Book, *names: str) -> None:
    with book.change(Verb.ADD, today=DAY):
        book.put_all([Account(id=AccountId(book.new_id()), account=name) for name in names])


def names(path: Path) -> list[str]:
    with Book.view(path) as book:
        assert problems_of(book, deep=True) == []
        return [a.account for a in book.all(Account)]


def as_nobody(home: Path, *arguments: str, module: str = "csdesk") -> "subprocess.CompletedProcess[str]":
    """The program, run by a user who may do nothing special; the folders of that user are in `home`."""
    dropped = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "TMPDIR": str(home)}
    env |= {"XDG_CONFIG_HOME": str(home / "config"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*dropped, sys.executable, "-m", module, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME, env=env)


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder that everybody may enter, as pytest's own is not."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="csdesk-places-"))
    folder.chmod(0o755)
    (folder / "home").mkdir()
    os.chown(folder / "home", NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def path(room: Path) -> Path:
    (room / "work").mkdir()
    with Book.create(room / "work" / "mine.csdesk") as book:
        add(book, "Corvid")
    return room / "work" / "mine.csdesk"


def can_run(room: Path) -> None:
    """Where the program itself cannot be read by another user, nothing can be tried."""
    if as_nobody(room / "home", "--version").returncode:
        pytest.skip("another user cannot read the program here")


@root
def test_in_a_folder_that_cannot_be_written_reading_works_and_writing_is_one_line(
    room: Path, path: Path
) -> None:
    can_run(room)
    before = path.read_bytes()
    read = as_nobody(room / "home", "accounts", "--json", "--book", str(path))
    assert [a["account"] for a in json.loads(read.stdout)["accounts"]] == ["Corvid"]
    refused = as_nobody(room / "home", "touch", "Corvid", "said", "--book", str(path))
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (77, "", 1)
    assert "No permission" in refused.stderr
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["mine.csdesk"]


@root
@pytest.mark.parametrize("verb", ["import", "merge"])
def test_a_sheet_that_may_not_be_read_is_told_as_what_it_is(room: Path, path: Path, verb: str) -> None:
    can_run(room)
    for place in (path, path.parent):
        os.chown(place, NOBODY, NOBODY)
    sheet, before = room / "customers.xlsx", path.read_bytes()
    sheet.touch(mode=0o600)
    refused = as_nobody(room / "home", verb, str(sheet), "--book", str(path))
    assert (refused.returncode, refused.stdout) == (77, "")
    assert (
        refused.stderr
        == f"csdesk: {sheet}: No permission for customers.xlsx. Ask for access, or use another folder.\n"
    )
    assert path.read_bytes() == before


@root
def test_into_a_folder_that_may_be_filled_and_not_read_a_file_is_written_and_told_so(
    room: Path, path: Path
) -> None:
    can_run(room)
    (room / "box").mkdir()
    os.chown(room / "box", NOBODY, NOBODY)
    (room / "box").chmod(0o300)
    done = as_nobody(room / "home", "export", str(room / "box" / "all.json"), "--book", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert [f.name for f in (room / "box").iterdir()] == ["all.json"]


LOCKED = [
    ("accounts",),
    ("import", "{sheet}"),
    ("demo", "--no-open"),
    ("new", "{locked}/new.csdesk"),
    ("accounts", "--book", "{locked}/a.csdesk"),
    ("check", "--salvage", "{mine}/new.csdesk", "--book", "{locked}/a.csdesk"),
    ("check", "--as-data", "{mine}/new.csdesk", "--book", "{locked}/a.csdesk"),
    ("check", "--salvage", "{locked}/new.csdesk", "--book", "{mine}/mine.csdesk"),
    ("check", "--as-data", "{locked}/new.csdesk", "--book", "{mine}/mine.csdesk"),
    ("restore", "{mine}/mine.csdesk", "--book", "{locked}/a.csdesk"),
    ("demo", "{locked}/new.csdesk", "--no-open"),
    ("import", "{locked}/a.csv", "--book", "{mine}/mine.csdesk"),
    ("merge", "{locked}/a.xlsx", "--book", "{mine}/mine.csdesk"),
    ("export", "{locked}/a.csv", "--nouns", "account", "--book", "{mine}/mine.csdesk"),
    ("qbr", "Corvid", "--output", "{locked}/a.pptx", "--book", "{mine}/mine.csdesk"),
]


@root
@pytest.mark.parametrize("words", LOCKED, ids=" ".join)
def test_a_folder_into_which_nobody_lets_us_look_is_one_line(
    room: Path, path: Path, words: tuple[str, ...]
) -> None:
    can_run(room)
    for place in (path, path.parent):
        os.chown(place, NOBODY, NOBODY)
    locked, sheet = room / "locked", room / "list.csv"
    (locked / "data" / "csdesk").mkdir(parents=True)
    locked.chmod(0o700)
    sheet.write_text("Account\nAcme\n")
    places = {"locked": locked, "mine": path.parent, "sheet": sheet}
    refused = as_nobody(locked, *(word.format(**places) for word in words))
    assert (refused.returncode, refused.stdout) == (77, "")
    *_, said = refused.stderr.splitlines()
    assert said.startswith("csdesk: ")
    assert "No permission" in said
    assert "Traceback" not in refused.stderr
    assert names(path) == ["Corvid"]


@root
def test_a_file_that_excel_keeps_open_and_lets_nobody_replace_is_to_be_closed_there(
    room: Path, path: Path
) -> None:
    can_run(room)
    (room / "old.xlsx").write_bytes(b"old")
    (room / "~$old.xlsx").touch()
    refused = as_nobody(room / "home", "export", str(room / "old.xlsx"), "--book", str(path))
    assert (refused.returncode, refused.stdout) == (77, "")
    assert refused.stderr == (
        f"csdesk: {room / 'old.xlsx'}: The file is open in another program, which does not let it be replaced."
        " Close it there, or write under another name.\n"
    )
    assert (room / "old.xlsx").read_bytes() == b"old"


@root
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_window_on_a_book_that_may_not_be_changed_has_a_badge_and_its_editing_off(
    room: Path, path: Path, what: str
) -> None:
    can_run(room)
    if what == "file":
        os.chown(path.parent, NOBODY, NOBODY)
    said = as_nobody(room / "home", str(path), module="tests.survival.visitor")
    facts = json.loads(said.stdout)
    assert facts["band"].startswith("Read only. mine.csdesk can only be read here")
    assert (facts["writing"], facts["touch"]) == ([], False)
    assert names(path) == ["Corvid"]


@root
@pytest.mark.parametrize("hidden", ["file", "parent"])
def test_no_permission_on_the_file_or_its_folder_is_one_line(room: Path, path: Path, hidden: str) -> None:
    can_run(room)
    (path if hidden == "file" else path.parent).chmod(0o700 if hidden == "parent" else 0o600)
    for verb in (["accounts"], ["touch", "Corvid", "said"], ["check"], ["restore", "1"]):
        refused = as_nobody(room / "home", *verb, "--book", str(path))
        assert refused.returncode in {2, 77}, (verb, refused)
        assert (refused.stdout, refused.stderr.count("\n")) == ("", 1)
        assert "Traceback" not in refused.stderr


@root
def test_a_data_folder_that_takes_nothing_is_one_line_for_a_backup_and_no_hindrance_to_a_touch(
    room: Path, path: Path
) -> None:
    can_run(room)
    for owned in (path, path.parent):
        os.chown(owned, NOBODY, NOBODY)
    (room / "home" / "data").mkdir(mode=0o500)
    refused = as_nobody(room / "home", "backup", "--book", str(path))
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (77, "", 1)
    assert "No permission" in refused.stderr
    assert as_nobody(room / "home", "touch", "Corvid", "said", "--book", str(path)).returncode == 0


@root
def test_a_second_place_that_may_not_be_written_is_said_and_the_first_copy_is_good(
    room: Path, path: Path
) -> None:
    can_run(room)
    for owned in (path, path.parent):
        os.chown(owned, NOBODY, NOBODY)
    config = room / "home" / "config" / "csdesk"
    config.mkdir(parents=True)
    (room / "stick").mkdir(mode=0o755)
    (config / "settings.toml").write_text(f'second_place = "{room / "stick"}"\n')
    said = as_nobody(room / "home", "backup", "--json", "--book", str(path))
    facts = json.loads(said.stdout)
    assert (said.returncode, facts["ok"], facts["second"]) == (1, False, None)
    assert Path(facts["file"]).exists()


def mounted(at: Path, *options: str) -> bool:
    at.mkdir()
    command = ["mount", "-t", "tmpfs", *options, "csdesk-test", str(at)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    at = tmp_path / "disk"
    if not SUPERUSER or not mounted(at, "-o", "size=2m"):
        pytest.skip("a small disk needs the superuser")
    yield at
    subprocess.run(["umount", "-l", str(at)], capture_output=True, check=False)


def test_on_a_full_disk_a_touch_is_refused_in_words_and_goes_when_there_is_room(disk: Path) -> None:
    path = disk / "mine.csdesk"
    with Book.create(path) as book:
        add(book, "Corvid")
    filler = fill(disk)
    command = [sys.executable, "-m", "csdesk", "touch", "Corvid", "said", "--book", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME)
    assert (said.returncode, said.stdout, said.stderr.count("\n")) == (1, "", 1)
    assert "Not saved" in said.stderr
    assert "full" in said.stderr
    filler.unlink()
    assert subprocess.run(command, capture_output=True, check=False, cwd=HOME).returncode == 0
    assert names(path) == ["Corvid"]


def test_on_a_full_disk_a_backup_a_restore_and_a_salvage_leave_all_as_it_was(
    disk: Path, tmp_path: Path
) -> None:
    path = disk / "mine.csdesk"
    with Book.create(path) as book:
        add(book, *(f"Customer {n}" for n in range(300)))
    kept = subprocess.run(
        [sys.executable, "-m", "csdesk", "backup", "--book", str(path)],
        capture_output=True,
        check=False,
        cwd=HOME,
    )
    assert kept.returncode == 0
    fill(disk)
    before = path.read_bytes()
    for verb in (
        ["backup", str(disk / "safe")],
        ["restore", "1"],
        ["check", "--salvage", str(disk / "new.csdesk")],
    ):
        command = [sys.executable, "-m", "csdesk", *verb, "--book", str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME)
        assert said.returncode == 1, (verb, said)
        assert said.stderr.count("\n") == 1
        assert path.read_bytes() == before
    assert {p.name for p in disk.iterdir()} - {"safe"} == {"mine.csdesk", "filler"}
    assert list(disk.rglob("*.csdesk")) == [path]


def test_a_drive_that_is_pulled_out_stops_the_writing_and_what_was_there_can_be_saved(
    disk: Path, tmp_path: Path
) -> None:
    from csdesk.domain.errors import BookGone
    from csdesk.services.book.keeping import save_copy

    with Book.create(disk / "mine.csdesk") as book:
        add(book, "Corvid")
        subprocess.run(["umount", "-l", str(disk)], check=True)
        with pytest.raises(BookGone):
            add(book, "Halden")
        save_copy(book, tmp_path / "saved.csdesk")
    assert names(tmp_path / "saved.csdesk") == ["Corvid"]
    assert list(disk.iterdir()) == []


def test_a_clock_that_is_wrong_by_a_year_costs_no_backup(tmp_path: Path) -> None:
    from datetime import timedelta

    from csdesk.store.backups import back_up, backups_in

    now = datetime(2025, 11, 24, 12, tzinfo=UTC)
    with Book.create(tmp_path / "mine.csdesk") as book:
        add(book, "Corvid")
        for days in (0, 400, -400, -20_000, 1):
            made = back_up(book, tmp_path / "safe", reason=f"{days}", now=now + timedelta(days=days))
            good = backups_in(tmp_path / "safe")
            assert good[0] == made
            assert len(good) >= min(3, len(good))
    assert [b.reason for b in good[:3]] == ["1", "-20000", "-400"]
