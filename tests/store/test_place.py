"""Places: what can harm a book where it lies is told, and nothing else is."""

import os
from pathlib import Path

import pytest

from csdesk.store.place import place_of

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/home {room}/net nfs4 rw 0 0
//box/share {room}/a\\040share cifs rw 0 0
me@host: {room}/net/far fuse.sshfs rw 0 0
/dev/sdb1 {room}/net/stick vfat rw 0 0
portal {room}/doc fuse.portal rw 0 0
"""


def book_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mine.csdesk").write_bytes(b"")
    return folder / "mine.csdesk"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("here", ""),
        ("net", "nfs4"),
        ("net/deep/er", "nfs4"),
        ("network", ""),
        ("a share", "cifs"),
        ("net/far", "fuse.sshfs"),
        ("net/stick", ""),
        ("doc", ""),
    ],
)
def test_a_network_drive_is_known_by_the_innermost_mount(tmp_path: Path, folder: str, kind: str) -> None:
    room = Path(os.path.realpath(tmp_path))
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.replace("{room}", str(room)))
    assert place_of(book_in(room / folder), mounts=mounts).network == kind


@pytest.mark.parametrize(
    ("folder", "synced"),
    [
        ("Dropbox/work", "Dropbox"),
        ("OneDrive - Corvid Analytics", "OneDrive - Corvid Analytics"),
        ("Google Drive", "Google Drive"),
        ("Library/Mobile Documents/books", "Mobile Documents"),
        ("Dropbox (Personal)", "Dropbox (Personal)"),
        ("Documents", ""),
        ("Boxes", ""),
        ("Synchronisation notes", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder: str, synced: str) -> None:
    assert place_of(book_in(tmp_path / folder)).synced == synced


def test_a_synchronised_folder_of_any_name_is_known_by_its_mark(tmp_path: Path) -> None:
    book = book_in(tmp_path / "shared things" / "books")
    (tmp_path / "shared things" / ".stfolder").mkdir()
    assert place_of(book).synced == "shared things"


def test_conflict_copies_are_found_and_other_books_are_not(tmp_path: Path) -> None:
    book = book_in(tmp_path)
    copies = [
        "mine (Ana's conflicted copy 2025-11-24).csdesk",
        "mine.sync-conflict-20251124-120000-ABCDEFG.csdesk",
        "mine (conflicted copy 2025-11-24 120000).csdesk",
        "mine_conflict-20251124.csdesk",
    ]
    for name in [*copies, "mine before restore 2025-11-24 1200.csdesk", "other (conflicted copy).csdesk"]:
        (tmp_path / name).write_bytes(b"")
    assert {p.name for p in place_of(book).conflicts} == set(copies)
    assert len(list(tmp_path.iterdir())) == 7


def test_a_second_name_of_the_file_is_counted(tmp_path: Path) -> None:
    book = book_in(tmp_path)
    assert place_of(book).names == 1
    (tmp_path / "again.csdesk").hardlink_to(book)
    assert place_of(book).names == 2


def test_a_link_is_followed_to_where_the_book_really_is(tmp_path: Path) -> None:
    link = tmp_path / "link.csdesk"
    link.symlink_to(book_in(tmp_path / "Dropbox"))
    assert place_of(link).synced == "Dropbox"


def test_of_a_book_that_is_not_there_nothing_is_said(tmp_path: Path) -> None:
    place = place_of(tmp_path / "none" / "mine.csdesk", mounts=tmp_path / "no mounts")
    assert (place.network, place.synced, place.conflicts, place.names) == ("", "", (), 1)
