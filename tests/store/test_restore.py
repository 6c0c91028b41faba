"""Restore: a checked copy in the book's place, the old book beside it, and nothing in between."""

import json
import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.errors import (
    BackupDamaged,
    BookBusy,
    BookInUse,
    BookNotFound,
    BookTooNew,
    NotABook,
    NotRestored,
    OtherPrograms,
)
from csdesk.store.backups import back_up
from csdesk.store.book import UNFINISHED, Book
from csdesk.store.check import problems_of
from csdesk.store.lock import WriterLock, alone
from csdesk.store.restore import restore
from csdesk.store.salvage import set_aside
from tests.accounts import add
from tests.survival.kill_keeper import run

DAY = date(2025, 11, 24)
NOW = datetime(2025, 11, 24, 12, tzinfo=UTC)


def names(path: Path) -> list[str]:
    with Book.view(path) as book:
        assert problems_of(book, deep=True) == []
        return [a.account for a in book.all(Account)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book that holds two accounts."""
    return tmp_path / "work" / "mine.csdesk"


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    """Its backup, made when it held one."""
    with Book.create(path) as book:
        add(book, "Corvid")
        made = back_up(book, tmp_path / "safe", reason="asked for", now=NOW)
        add(book, "Halden")
    return tmp_path / "safe" / made.file


def test_the_book_is_as_the_backup_was_and_the_old_book_stands_beside_it(path: Path, backup: Path) -> None:
    done = restore(backup, path, now=NOW)
    assert done.book == path
    assert done.kept_as is not None
    assert done.kept_as.name.startswith("mine before restore 2025-11-24 ")
    assert names(path) == ["Corvid"]
    assert names(done.kept_as) == ["Corvid", "Halden"]
    assert sorted(p.name for p in path.parent.iterdir()) == sorted([path.name, done.kept_as.name])
    assert names(backup) == ["Corvid"]


def test_a_restore_is_taken_back_by_restoring_what_was_kept(path: Path, backup: Path) -> None:
    before = path.read_bytes()
    kept = restore(backup, path, now=NOW).kept_as
    assert kept is not None
    restore(kept, path, now=NOW)
    assert path.read_bytes() == before


def test_what_is_kept_never_takes_another_files_name(path: Path, backup: Path) -> None:
    kept = [restore(backup, path, now=NOW).kept_as for _ in range(3)]
    assert len(set(kept)) == 3
    assert names(kept[0] or path) == ["Corvid", "Halden"]


def test_a_book_that_is_gone_comes_back(path: Path, backup: Path) -> None:
    shutil.rmtree(path.parent)
    assert restore(backup, path, now=NOW).kept_as is None
    assert names(path) == ["Corvid"]


def test_a_damaged_book_is_kept_as_it_is(path: Path, backup: Path) -> None:
    damaged = b"\0" * 4096 + path.read_bytes()[4096:]
    path.write_bytes(damaged)
    kept = restore(backup, path, now=NOW).kept_as
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert names(path) == ["Corvid"]


def damage(backup: Path, how: str) -> None:
    """Harm a backup."""
    body = bytearray(backup.read_bytes())
    if how == "one bit":
        body[body.index(b"Corvid") + 5] ^= 1
    elif how == "a page":
        body[4096:8192] = bytes(4096)
    backup.write_bytes({"empty": b"", "cut off": bytes(body[:9000])}.get(how, bytes(body)))


@pytest.mark.parametrize(
    ("how", "listed"),
    [
        *((how, listed) for how in ("empty", "cut off", "a page") for listed in (True, False)),
        ("one bit", True),
    ],
)
def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    path: Path, backup: Path, how: str, listed: bool
) -> None:
    if not listed:
        (backup.parent / "manifest.json").unlink()
    damage(backup, how)
    before = path.read_bytes()
    with pytest.raises(BackupDamaged):
        restore(backup, path, now=NOW)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def other(file: Path, application: int, version: int) -> Path:
    """An SQLite file of somebody else."""
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA application_id = {application}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("CREATE TABLE operations (n)")
    connection.close()
    return file


@pytest.mark.parametrize("what", ["nothing", "text", "another program's", "a newer csdesk's", "itself"])
def test_what_is_no_backup_is_refused(path: Path, backup: Path, tmp_path: Path, what: str) -> None:
    text = tmp_path / "a.csdesk"
    text.write_text("customers, and more customers" * 9)
    given, expected = {
        "nothing": (tmp_path / "none.csdesk", BookNotFound),
        "text": (text, NotABook),
        "another program's": (other(tmp_path / "o.csdesk", 7, 1), OtherPrograms),
        "a newer csdesk's": (other(tmp_path / "n.csdesk", 0x43534431, 1000), BookTooNew),
        "itself": (path, BackupDamaged),
    }[what]
    with pytest.raises(expected):
        restore(given, path, now=NOW)
    assert names(path) == ["Corvid", "Halden"]


def test_nothing_is_restored_while_somebody_writes(path: Path, backup: Path) -> None:
    with Book.open(path), pytest.raises(BookInUse) as refused:
        restore(backup, path, now=NOW)
    assert refused.value.exit_code == 75
    holder = WriterLock(path, NOW)
    with pytest.raises(BookInUse):
        restore(backup, path, now=NOW)
    holder.release()
    assert names(path) == ["Corvid", "Halden"]


def test_a_restore_waits_until_what_can_be_salvaged_is_copied(path: Path, backup: Path) -> None:
    with ThreadPoolExecutor(1) as beside:
        with alone(path, NOW):
            restoring = beside.submit(restore, backup, path, now=NOW)
            with pytest.raises(TimeoutError):
                restoring.result(0.1)
        assert restoring.result().kept_as
    assert names(path) == ["Corvid"]


def test_a_restore_does_not_wait_for_a_salvage_that_has_its_copy(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    with set_aside(path, tmp_path / "salvaged.csdesk", NOW):
        assert restore(backup, path, now=NOW).kept_as


def test_nothing_is_restored_while_another_program_holds_the_book(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("csdesk.store.restore.WAIT", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(BookBusy):
        restore(backup, path, now=NOW)
    holder.execute("ROLLBACK")
    holder.close()
    assert names(path) == ["Corvid", "Halden"]
    assert restore(backup, path, now=NOW).kept_as


def test_a_journal_that_a_crash_left_is_rolled_back_before_and_never_reaches_the_new_book(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("PRAGMA cache_spill = ON")
    writer.execute("BEGIN")
    writer.executemany(
        "INSERT INTO preferences (uid, value) VALUES (?, ?)", [(str(n), "x" * 500) for n in range(400)]
    )
    for file in (path, path.with_name(path.name + "-journal")):
        shutil.copy(file, crashed / file.name)
    writer.close()
    left = crashed / path.name
    assert (crashed / (path.name + "-journal")).stat().st_size > 512
    kept = restore(backup, left, now=NOW).kept_as
    assert kept is not None
    assert names(kept) == ["Corvid", "Halden"]
    assert names(left) == ["Corvid"]
    assert sorted(p.name for p in crashed.iterdir()) == sorted([left.name, kept.name])


def test_a_backup_in_the_middle_of_a_write_is_refused(path: Path, backup: Path) -> None:
    backup.with_name(backup.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9")
    with pytest.raises(BackupDamaged):
        restore(backup, path, now=NOW)


def test_a_book_that_is_a_link_is_restored_where_it_really_is(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.csdesk"
    link.symlink_to(path)
    assert restore(backup, link, now=NOW).book == path
    assert link.is_symlink()
    assert names(path) == ["Corvid"]


def test_the_restored_book_is_as_private_as_the_old_one(path: Path, backup: Path) -> None:
    path.chmod(0o600)
    backup.chmod(0o644)
    kept = restore(backup, path, now=NOW).kept_as
    assert kept is not None
    assert {p.stat().st_mode & 0o777 for p in (path, kept)} == {0o600}


def test_a_full_disk_leaves_the_old_book(path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(NotRestored) as refused:
            restore(backup, path, now=NOW)
    assert refused.value.facts["why"] == "no space left on device"
    assert names(path) == ["Corvid", "Halden"]
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_manifest_of_a_newer_csdesk_is_no_reason_to_refuse(path: Path, backup: Path) -> None:
    manifest = backup.parent / "manifest.json"
    known = [entry | {"colour": "blue"} for entry in json.loads(manifest.read_text())]
    manifest.write_text(json.dumps(known))
    damage(backup, "one bit")
    with pytest.raises(BackupDamaged):
        restore(backup, path, now=NOW)


def test_what_a_killed_restore_left_is_gone_when_the_book_is_opened_for_writing(
    path: Path, backup: Path
) -> None:
    for ending in UNFINISHED:
        path.with_name(path.name + ending).write_bytes(b"half")
    names(path)
    assert len(list(path.parent.iterdir())) == 3, "who only reads removes nothing: a restore may be at work"
    Book.open(path).close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_restore_leaves_only_what_it_names_for_the_next_one_to_remove(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[str] = set()
    whole = os.fsync

    def look(handle: int) -> None:
        seen.update(p.name for p in path.parent.iterdir())
        whole(handle)

    monkeypatch.setattr(os, "fsync", look)
    kept = restore(backup, path, now=NOW).kept_as
    assert kept is not None
    passing = {path.name + ending for ending in (*UNFINISHED, ".lock")}
    assert seen == {path.name, kept.name, *passing}


@pytest.mark.slow
def test_after_kills_in_backups_and_restores_every_book_and_every_listed_copy_is_whole(
    tmp_path: Path,
) -> None:
    inside = 0
    for seed in range(
        5, 25
    ):  # when a kill comes is up to the machine: on, until one came in the middle of a work
        (room := tmp_path / str(seed)).mkdir()
        counts = run(4, room, seed=seed, accounts=3)
        assert counts.wrong == []
        assert counts.listed >= 4
        inside += sum(counts.inside.values())
        if inside:
            break
    assert inside > 0
