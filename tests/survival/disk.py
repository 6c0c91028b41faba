"""A disk, as it may be after a power cut: what was synced is there; the rest was kept, dropped, torn or garbled.

A file's bytes last once the file was synced; a name (new, moved, removed) lasts once its folder was. Of bytes that
were not synced each sector of 512 may be new, old, or, where the write was on its way, garbage. Bytes outside of what
was written stay as they are, and a move is one step.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

from tests.survival.layer import Act, Record

_SECTOR = 512
T = TypeVar("T")


@dataclass(eq=False)
class _File:
    """One file: the bytes that last, and what was done to it since."""

    lasting: bytearray = field(default_factory=bytearray)
    pending: list[Record] = field(default_factory=list)

    def sync(self) -> None:
        for record in self.pending:
            _apply(self.lasting, record)
        self.pending.clear()

    def after_a_cut(self, rng: Random) -> bytes:
        """What may be in it."""
        found = bytearray(self.lasting)
        torn = rng.random() < 0.4
        for record in self.pending if torn else _chosen(self.pending, rng):
            (_tear if torn else _apply)(found, record, rng)
        return bytes(found)


def _apply(content: bytearray, record: Record, _: Random | None = None) -> None:
    if record.act is Act.CUT:
        del content[record.at :]
        content.extend(bytes(record.at - len(content)))
    else:
        content.extend(bytes(max(0, record.at - len(content))))
        content[record.at : record.at + len(record.data)] = record.data


def _tear(content: bytearray, record: Record, rng: Random) -> None:
    """Sector by sector: new, old, or garbage. Where the file grew, what is missing is zeros."""
    if record.act is Act.CUT:
        if rng.random() < 0.5:
            _apply(content, record)
        return
    at, end = record.at, record.at + len(record.data)
    while at < end:
        stop = min(end, (at // _SECTOR + 1) * _SECTOR)
        piece = record.data[at - record.at : stop - record.at]
        fate = rng.random()
        if fate < 0.6:
            content.extend(bytes(max(0, at - len(content))))
            content[at:stop] = piece if fate < 0.45 else rng.randbytes(len(piece))
        at = stop


_Names = dict[str, _File | None]
"""Files by path; None is a folder."""


class Disk:
    """The files beneath one folder, as they last and as the running program sees them."""

    def __init__(self, root: Path) -> None:
        """The disk as it is now, all of it synced."""
        self._inodes: dict[int, _File] = {}
        self._lasting: _Names = {}
        self._pending: list[_Step] = []
        self._root = os.path.realpath(root)
        for path in sorted(Path(self._root).rglob("*")):
            if path.is_dir():
                self._lasting[str(path)] = None
            else:
                file = _File(bytearray(path.read_bytes()))
                self._inodes[path.stat().st_ino] = self._lasting[str(path)] = file
        self._now = dict(self._lasting)

    def do(self, record: Record) -> None:
        """Let one more act have happened."""
        if record.act in {Act.WRITE, Act.CUT}:
            self._inodes[record.inode].pending.append(record)
        elif record.act is Act.SYNC:
            self._inodes[record.inode].sync()
        elif record.act is Act.SYNC_FOLDER:
            self._sync_folder(record.path)
        elif record.act is not Act.MARK:
            self._pending.append(self._step(record))
            self._pending[-1].take(self._now)

    def _step(self, record: Record) -> "_Step":
        if record.act is Act.CREATE:
            file = self._inodes[record.inode] = _File()
            return _Step(record.path, "", file)
        if record.act is Act.FOLDER:
            return _Step(record.path, "", None)
        if record.act is Act.UNLINK:
            return _Step("", record.path, None)
        made = record.data.decode("utf-8", "surrogateescape")
        return _Step(made, record.path if record.act is Act.RENAME else "", self._now[record.path])

    def _sync_folder(self, folder: str) -> None:
        there = [s for s in self._pending if str(Path(s.made or s.gone).parent) == folder]
        for step in there:
            step.take(self._lasting)
        self._pending = [s for s in self._pending if s not in there]

    def after_a_cut(self, rng: Random) -> dict[str, bytes | None]:
        """One of the images that may be there: bytes by the path beneath the root; None is a folder."""
        names = dict(self._lasting)
        for step in _chosen(self._pending, rng):
            step.take(names)
        contents: dict[_File, bytes] = {}
        image: dict[str, bytes | None] = {}
        for path in sorted(names):
            above, file = os.path.relpath(Path(path).parent, self._root), names[path]
            if above != "." and above not in image:
                continue
            if file is not None and file not in contents:
                contents[file] = file.after_a_cut(rng)
            image[os.path.relpath(path, self._root)] = None if file is None else contents[file]
        return image


@dataclass(frozen=True, eq=False, slots=True)
class _Step:
    """One step of names: a name that is made, one that is gone, and the file (None: a folder)."""

    made: str
    gone: str
    file: _File | None

    def take(self, names: _Names) -> None:
        names.pop(self.gone, None)
        if self.made:
            names[self.made] = self.file


def _chosen(pending: list[T], rng: Random) -> list[T]:
    """Which of several things that were not synced have come to the disk, in their order."""
    how = rng.choice(("none", "all", "first", "some"))
    first = rng.randint(0, len(pending))
    if how == "some":
        return [p for p in pending if rng.random() < 0.5]
    return pending[: {"none": 0, "all": len(pending)}.get(how, first)]


def write_image(image: dict[str, bytes | None], root: Path) -> None:
    """Put an image into an empty folder."""
    for name, content in image.items():
        if content is None:
            (root / name).mkdir()
        else:
            (root / name).write_bytes(content)
