"""Promises: what a scribe was told is there, compared with what is there after its process or its disk has gone."""

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from csdesk.domain.errors import CsdeskError
from csdesk.services.spreadsheets.exports import export_book
from csdesk.store.backups import backups_in, manifest_of
from csdesk.store.book import Book
from tests.store.old_books import kept
from tests.survival.keeper import held_by
from tests.survival.layer import Act, Record
from tests.survival.scribe import TODAY, Promise, held_in
from tests.survival.witness import content_of, halves, past_of

EMPTY = hashlib.sha256().hexdigest()
"""What an empty book holds."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a session: what was promised by then, and what the step under way will promise, if one is."""

    step: str
    last: Promise | None
    following: Promise | None


def old_book(folder: Path) -> tuple[Path, Promise]:
    """A book of version 1 that has to be migrated, and what it holds once it is."""
    with (
        tempfile.TemporaryDirectory() as other,
        at_home(Path(other)),
        Book.open(kept(1, Path(other))) as book,
    ):
        promise = held_in(book, Promise())
    return kept(1, folder).rename(folder / "book.csdesk"), promise


@dataclass
class Findings:
    """What was found of what was promised. `new`: what was not yet acknowledged was there, whole."""

    promised: int = 0
    rolled_back: int = 0
    new: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The findings, as they are reported."""
        return [
            f"{self.rolled_back} journals rolled back, {self.new} times what was not yet acknowledged was there, whole",
            f"{self.promised} promises looked at, {len(self.lost)} lost, {len(self.half)} half",
            *[f"LOST {what}" for what in self.lost[:20]],
            *[f"HALF {what}" for what in self.half[:20]],
        ]


def moment_of(records: Sequence[Record], at: int, before: Promise | None = None) -> Moment:
    """What had been promised after so many acts, and before all of them."""
    said = [r.data.decode() for r in records[:at] if r.act is Act.MARK]
    later = (r.data.decode() for r in records[at:] if r.act is Act.MARK)
    step = said[-1].removeprefix("begin ") if said and said[-1].startswith("begin ") else ""
    last = next((s for s in reversed(said) if not s.startswith("begin ")), None)
    following = next((s for s in later if not s.startswith("begin ")), None) if step else None
    return Moment(step, _promise(last) or before, _promise(following))


def _promise(said: str | None) -> Promise | None:
    return Promise(**json.loads(said)) if said else None


def is_hot(root: Path) -> bool:
    """Whether a change was cut off."""
    journal = root / "book.csdesk-journal"
    return journal.exists() and journal.stat().st_size > 0


def look(root: Path, moment: Moment, found: Findings, where: str) -> None:
    """Open what is left, as the next start does, and compare it with what was promised."""
    found.rolled_back += is_hot(root)
    with at_home(root):
        _look_at_book(root, moment, found, where)
        _look_at_files(root, moment, found, where)


@contextmanager
def at_home(root: Path) -> Iterator[None]:
    """The person's data folder is in this one."""
    before = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(root / "data")
    try:
        yield
    finally:
        os.environ.pop("XDG_DATA_HOME")
        if before is not None:
            os.environ["XDG_DATA_HOME"] = before


def _look_at_book(root: Path, moment: Moment, found: Findings, where: str) -> None:
    last = moment.last
    found.promised += last is not None
    try:
        with Book.open(root / "book.csdesk") as book:
            found.half += [f"{where}: {what}" for what in halves(book)]
            held = content_of(book)
    except (CsdeskError, sqlite3.Error) as refused:
        if last is not None:
            found.lost.append(f"{where}: {refused!r}")
        return
    if last is not None and last.content == held:
        return
    if _follows(root, moment, held):
        found.new += 1
    elif last is not None:
        found.lost.append(f"{where}: the book is another")
    else:
        found.half.append(f"{where}: a book that was never finished holds something")


def _follows(root: Path, moment: Moment, held: str) -> bool:
    """Whether a book is what the step under way makes of it. Of a killed step nobody said what that is: then it is
    one operation more, or a backup that was restored."""
    if moment.following is not None:
        return held == moment.following.content
    if moment.step == "restore":
        return held in {held_by(root / "safe" / b.file) for b in backups_in(root / "safe")}
    if moment.last is None:
        return moment.step == "open" and held == EMPTY
    with Book.view(root / "book.csdesk") as book:
        newer = book.rows("SELECT count(*) FROM operations WHERE n > ?", [moment.last.n])[0][0]
        return bool(moment.step and newer == 1 and past_of(book, moment.last.n) == moment.last.past)


def _look_at_files(root: Path, moment: Moment, found: Findings, where: str) -> None:
    """Backups, exports and kept books: those promised are there, and whole; nothing else is listed."""
    last, following = moment.last or Promise(), moment.following or Promise()
    for folder in (root / "safe", *(root / "data" / "csdesk" / "backups").glob("*")):
        good = backups_in(folder)
        found.half += [
            f"{where}: {b.file} is listed and not good" for b in manifest_of(folder) if b not in good
        ]
    listed = {f"safe/{b.file}": b.sha256 for b in backups_in(root / "safe")}
    found.promised += len(last.backups) + len(last.exports) + len(last.kept)
    for file, sha in last.backups.items():
        if listed.get(file) != sha:
            found.lost.append(f"{where}: backup {file}")
    for name, sha in last.exports.items():
        there = _hash(root / name)
        if there not in {sha, following.exports.get(name, sha)} and there != _exported(root, name, moment):
            found.lost.append(f"{where}: export {name}")
    for name, content in last.kept.items():
        if not (root / name).exists():
            found.lost.append(f"{where}: {name} is gone")
        else:
            with Book.view(root / name) as book:
                if content_of(book) != content:
                    found.lost.append(f"{where}: {name} is another")


def _exported(root: Path, name: str, moment: Moment) -> str:
    """What an export that was killed would have written: the same book gives the same bytes."""
    if moment.step != "export":
        return "none"
    with Book.view(root / "book.csdesk") as book:
        return export_book(book, root / f"again {name}", today=TODAY).sha256


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
