"""Disks: one that is full, read-only, not ours or gone takes nothing away, and is said in one sentence."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from csdesk import wording
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BackupFailed, BookGone, CsdeskError, NoPermission, NotSaved, NotWritten
from csdesk.domain.ids import AccountId
from csdesk.services.book.keeping import backup, backups
from csdesk.services.spreadsheets.exports import export_book
from csdesk.store.backups import copy_to
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.header import read_header
from csdesk.store.restore import restore
from tests.store.old_books import kept
from tests.systems import SUPERUSER

DAY, NOON = date(2025, 11, 24), datetime(2025, 11, 24, 12, tzinfo=UTC)
HOME = Path(__file__).parents[2]
ROOT = sys.platform == "linux" and SUPERUSER
NOBODY = 65534
_WITHOUT_POWERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
"""The superuser as a person who may not do more than others."""


def mounted(folder: Path, *how: str) -> None:
    """Mount something on a folder; where that is not allowed, the test is skipped."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *how, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    if not ROOT:
        pytest.skip("only the superuser may mount a disk")
    mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=3m", "none")
    yield tmp_path / "disk"
    subprocess.run(["umount", "-l", str(tmp_path / "disk")], check=False)


@pytest.fixture
def path(disk: Path) -> Path:
    """A book on it, with some accounts."""
    with Book.create(disk / "a.csdesk") as book:
        add(book, 40)
    return disk / "a.csdesk"


def add(book: Book, count: int) -> None:
    with book.change(Verb.ADD, label="some", today=DAY):
        book.put_all(
            Account(id=AccountId(f"{count}-{n}"), account=f"Corvid {count}-{n}", notes="x" * 300)
            for n in range(count)
        )


def filled(disk: Path) -> Path:
    """The disk, full to the last page."""
    with (disk / "filler").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        while True:
            file.write(bytes(4096))
    return disk / "filler"


def is_whole(path: Path, accounts: int = 40) -> None:
    with Book.view(path) as book:
        assert len(book.all(Account)) == accounts
        assert problems_of(book, deep=True) == []


def csdesk(
    *arguments: str, limited: Callable[[], None] | None = None, before: Sequence[str] = ()
) -> list[str]:
    """The exit code of a run, and its lines on stderr."""
    command = [*before, sys.executable, "-m", "csdesk", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME, preexec_fn=limited)
    assert done.returncode == 0 or done.stdout == ""
    return [str(done.returncode), *done.stderr.splitlines()]


# a full disk (faults 9 to 11, 110)


def test_on_a_full_disk_a_change_is_refused_and_goes_when_there_is_room(path: Path, disk: Path) -> None:
    filler = filled(disk)
    with Book.open(path) as book:
        for _ in range(2):
            with pytest.raises(NotSaved) as refused:
                add(book, 500)
            assert "the disk is full (0 KB free)" in str(refused.value.facts["why"])
        assert len(book.all(Account)) == 40
        filler.unlink()
        add(book, 50)
    is_whole(path, 90)


def test_on_a_full_disk_removing_rows_is_refused_too_and_the_disk_is_blamed(path: Path, disk: Path) -> None:
    filled(disk)
    with Book.open(path) as book:
        with pytest.raises(NotSaved) as refused, book.change(Verb.REMOVE, today=DAY):
            for account in book.all(Account):
                book.drop(account)
        assert "the disk is full" in str(refused.value.facts["why"])
    is_whole(path)


def test_on_a_full_disk_no_book_is_made_and_none_is_said_to_be_as_before(disk: Path) -> None:
    filled(disk)
    with pytest.raises(NotWritten) as refused:
        Book.create(disk / "new.csdesk")
    assert "the disk is full" in wording.line(refused.value)
    assert str(disk / "new.csdesk") in wording.line(refused.value)
    assert [file.name for file in disk.iterdir()] == ["filler"]


def test_on_a_full_disk_an_import_is_rolled_back_and_says_so_in_one_line(path: Path, disk: Path) -> None:
    sheet = disk.parent / "big.csv"
    sheet.write_text(
        "Customer,Domain,MRR\n" + "".join(f"C {n},c{n}.example,9\n" for n in range(3000)), "utf-8"
    )
    filled(disk)
    answers = ["--decide", "new", "--answer", "currency:big:MRR=USD"]
    code, *said = csdesk("import", str(sheet), *answers, "--book", str(path))
    assert code == "1"
    assert len(said) == 1
    assert "disk is full" in said[0]
    is_whole(path)


def test_on_a_full_disk_a_backup_fails_and_is_never_listed(path: Path, disk: Path) -> None:
    (disk / "safe").mkdir()
    filled(disk)
    with Book.view(path) as book, pytest.raises((BackupFailed, NoPermission)):
        backup(book, disk / "safe", now=NOON)
    assert backups(path, disk / "safe")[1:] == ([], [])
    assert list((disk / "safe").iterdir()) == []


def test_on_a_full_disk_a_copy_is_not_written_and_leaves_nothing_behind(path: Path, disk: Path) -> None:
    filled(disk)
    with Book.view(path) as book, pytest.raises(NotWritten) as refused:
        copy_to(book, disk / "copy.csdesk")
    assert refused.value.facts["why"] in {"the disk is full", "no space left on device"}
    assert {p.name for p in disk.iterdir()} == {"a.csdesk", "filler"}


def test_on_a_full_disk_a_restore_leaves_the_book_as_it_is(path: Path, disk: Path) -> None:
    with Book.open(path) as book:
        made, where = backup(book, disk.parent / "safe", now=NOON)
        add(book, 2)
    filled(disk)
    with pytest.raises(CsdeskError):
        restore(where, path, now=NOON)
    is_whole(path, 42)
    assert {p.name for p in disk.iterdir()} == {"a.csdesk", "filler"}
    assert made.accounts == 40


def test_on_a_full_disk_an_old_book_stays_old_and_is_migrated_when_there_is_room(disk: Path) -> None:
    old = kept(1, disk)
    filler = filled(disk)
    with pytest.raises(NotSaved):
        Book.open(old)
    assert read_header(old).version == 1
    filler.unlink()
    with Book.open(old) as book:
        assert problems_of(book, deep=True) == []


def test_on_a_full_disk_an_export_leaves_the_earlier_one(path: Path, disk: Path) -> None:
    target = disk / "all.json"
    with Book.view(path) as book:
        export_book(book, target, today=DAY)
        before = target.read_bytes()
        filled(disk)
        with pytest.raises(NotWritten):
            export_book(book, target, today=DAY)
    assert target.read_bytes() == before
    assert {p.name for p in disk.iterdir()} == {"a.csdesk", "all.json", "filler"}


# a limit to the length of a file (fault 12)


@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")
def test_a_file_that_may_not_grow_refuses_the_change_and_kills_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    with Book.create(path) as book:
        add(book, 40)
    most = path.stat().st_size

    def limited() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    code = "0"
    for n in range(60):
        code, *said = csdesk(
            "touch", "Corvid 40-1", f"{n} " + "said " * 900, "--book", str(path), limited=limited
        )
        if code != "0":
            break
    assert code == "1"
    assert len(said) == 1
    assert "Not saved: " in said[0]
    is_whole(path)


# what may not be written or read (faults 39 and 40)


def test_on_a_read_only_disk_a_book_is_read_and_not_written(path: Path, disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    before = path.read_bytes()
    is_whole(path)
    with pytest.raises(NoPermission):
        Book.open(path)
    code, *said = csdesk("touch", "Corvid 40-1", "said", "--book", str(path))
    assert (code, len(said)) == ("77", 1)
    assert path.read_bytes() == before


@pytest.mark.skipif(not ROOT, reason="only the superuser may become somebody else")
@pytest.mark.parametrize(
    ("file", "folder", "reads", "writes"),
    [(0o644, 0o755, "0", "77"), (0o666, 0o755, "0", "77"), (0o600, 0o755, "77", "77"), (0o644, 0o700, "77", "77")],
)  # fmt: skip
def test_what_belongs_to_somebody_else_is_said_in_one_line(
    file: int, folder: int, reads: str, writes: str, tmp_path: Path
) -> None:
    place, path = tmp_path / "theirs", tmp_path / "theirs" / "a.csdesk"
    with Book.create(path) as book:
        add(book, 3)
    for each, mode in ((path, file), (place, folder)):
        os.chown(each, NOBODY, NOBODY)
        each.chmod(mode)
    for arguments, wanted in ((["accounts"], reads), (["touch", "Corvid 3-1", "said"], writes)):
        code, *said = csdesk(*arguments, "--book", str(path), before=_WITHOUT_POWERS)
        assert code == wanted
        assert len(said) == (wanted != "0")
    is_whole(path, 3)


# a drive that is pulled out (fault 22)


@pytest.mark.skipif(not ROOT, reason="only the superuser may mount a disk")
def test_a_drive_that_is_pulled_out_takes_no_change_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    image, drive = tmp_path / "image", tmp_path / "drive"
    with image.open("wb") as file:
        file.truncate(8 << 20)
    if not shutil.which("mkfs.ext4"):
        pytest.skip("no file system can be made here")
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    mounted(drive, "-o", "loop", str(image))
    try:
        path = drive / "a.csdesk"
        with Book.create(path) as book:
            add(book, 40)
            subprocess.run(["umount", "-l", str(drive)], check=True)
            for _ in range(2):
                with pytest.raises(BookGone):
                    add(book, 2)
            mounted(drive, "-o", "loop", str(image))
            add(book, 2)
            account = book.all(Account)[0]
            with book.change(Verb.SET, today=DAY):
                book.put(replace(account, notes="back"))
        is_whole(path, 42)
    finally:
        subprocess.run(["umount", "-l", str(drive)], check=False, capture_output=True)
