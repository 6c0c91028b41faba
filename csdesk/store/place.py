"""A place is where a book's file lies, and what there can harm it: a network drive, a synchronised folder, copies."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afs|9p|ncpfs|davfs|ceph|glusterfs|fuse\.(sshfs|rclone|davfs2?|smbnetfs|gvfsd-fuse|s3fs)"
)
_SYNCED = re.compile(
    r"(Dropbox|OneDrive|Google ?Drive|My Drive|iCloud ?Drive|Mobile Documents|Nextcloud|ownCloud|Syncthing|Sync|"
    r"pCloud ?Drive|MEGAsync|MEGA|Box|Box Sync|SynologyDrive|Seafile)( ?[-(].*)?",
    re.IGNORECASE,
)
_SYNC_MARKS = (".stfolder", ".dropbox", ".owncloudsync.log", ".sync_journal.db")
_CONFLICT = re.compile(r"conflict", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """What can harm a book where it lies.

    `network` is the kind of drive, `synced` the name of the folder that another program keeps in step, both
    empty where there is none; `conflicts` are copies that such a program made; `names` counts the file's names.
    """

    network: str
    synced: str
    conflicts: tuple[Path, ...]
    names: int


def place_of(book: Path, *, mounts: Path = _MOUNTS) -> Place:
    """Where a book lies. Nothing is changed; what cannot be told is not said."""
    book = Path(os.path.realpath(book))
    try:
        names = book.stat().st_nlink
    except OSError:
        names = 1
    return Place(_network(book, mounts), _synced(book), _conflicts(book), names)


def _network(book: Path, mounts: Path) -> str:
    if book.drive.startswith("\\\\"):
        return "smb"
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    found, kind = -1, ""
    for line in lines:
        _, where, type_, *_ = [*line.split(" "), "", "", ""]
        at = Path(re.sub(r"\\(\d{3})", lambda m: chr(int(m[1], 8)), where))
        if book.is_relative_to(at) and len(at.parts) >= found:
            found, kind = len(at.parts), type_
    return kind if _NETWORK.fullmatch(kind) else ""


def _synced(book: Path) -> str:
    for folder in book.parents:
        if _SYNCED.fullmatch(folder.name) or any((folder / mark).exists() for mark in _SYNC_MARKS):
            return folder.name
    return ""


def _conflicts(book: Path) -> tuple[Path, ...]:
    """Copies beside the book that a program which keeps folders in step made of it; none is ever removed."""
    try:
        beside = [
            p for p in book.parent.iterdir() if p.suffix == book.suffix and p.name.startswith(book.stem)
        ]
    except OSError:
        return ()
    return tuple(sorted(p for p in beside if _CONFLICT.search(p.name.removeprefix(book.stem))))
