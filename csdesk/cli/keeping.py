"""The verbs `backup`, `restore` and `check`: keeping the book safe."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csdesk.cli.session import Session, verb
from csdesk.cli.shell import quoted

if TYPE_CHECKING:
    from csdesk.services.book.keeping import Kept
    from csdesk.store.backups import Backup
    from csdesk.store.place import Place


@verb(as_of=False)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@click.option("--list", "only_list", is_flag=True, help="Show the good backups, and write none.")
def backup(session: Session, folder: Path | None, only_list: bool) -> None:
    """Write a verified backup. By default into the book's own folder of backups.

    \b
    Example: csdesk backup ~/safe
             csdesk backup --list
    """
    from csdesk.services.book import keeping

    if only_list:
        _list(session, folder)
        return
    with session.reading() as book:
        if folder is None:
            kept = keeping.keep(book, now=session.now, reason="asked for")
        else:
            kept = keeping.Kept(*keeping.backup(book, folder, now=session.now))
    _show_kept(session, kept)


def _show_kept(session: Session, kept: "Kept") -> None:
    """A second place that is not there is a problem, though the first copy is good."""
    from csdesk import wording

    facts: dict[str, object] = {"ok": kept.fault is None, "problems": []}
    told = [f"Backed up and verified: {kept.path}"]
    if kept.second:
        told.append(f"And in the second place: {kept.second}")
    if kept.fault:
        said = f"Not in the second place: {wording.sentence(kept.fault)}"
        told.append(f"{said} {wording.next_step(kept.fault)}")
        facts["problems"] = [{"code": "second_place", "message": said}]
    second = str(kept.second) if kept.second else None
    session.show(facts | {"file": str(kept.path), "second": second, "sha256": kept.made.sha256}, told)
    if kept.fault:
        sys.exit(1)


def _list(session: Session, folder: Path | None) -> None:
    from csdesk.services.book import keeping

    where, good, bad = keeping.backups(session.book, folder)
    problems = [f"{b.file} is gone or was altered: it is not offered." for b in bad]
    facts = {
        "ok": not bad,
        "problems": [{"code": "backup_damaged", "message": p} for p in problems],
        "folder": str(where),
        "backups": [
            {
                "n": b.number,
                "made_at": b.made_at,
                "reason": b.reason,
                "operations": b.operations,
                "accounts": b.accounts,
                "touches": b.touches,
                "last_change": b.last_change,
                "file": b.file,
                "sha256": b.sha256,
            }
            for b in good
        ],
    }
    session.show(facts, [*(_told(good) or [f"There is no backup in {where}."]), *problems])


def _told(backups: "list[Backup]") -> list[str]:
    from csdesk.cli.tables import aligned
    from csdesk.wording import count

    rows = [
        [
            str(b.number),
            f"{datetime.fromisoformat(b.made_at).astimezone():%Y-%m-%d %H:%M}",
            b.reason,
            count(b.operations, "change"),
            "" if b.accounts is None else count(b.accounts, "account"),
            "" if b.touches is None else count(b.touches, "touch", "touches"),
            b.file,
        ]
        for b in backups
    ]
    return aligned(rows, right={0, 3, 4, 5})


@verb(as_of=False)
@click.argument("backup", metavar="BACKUP")
def restore(session: Session, backup: str) -> None:
    """Put a backup in the place of the book. The book is kept beside it under a new name.

    BACKUP is a file, or a number of `csdesk backup --list`.

    \b
    Example: csdesk restore 12
             csdesk restore ~/safe/book-20251124-180000-00012.csdesk
    """
    from csdesk.services.book import keeping

    done = keeping.restore(backup, session.book, now=session.now)
    kept = str(done.kept_as) if done.kept_as else None
    told = [f"Restored {done.book} from {backup}."]
    if kept:
        told += [
            f"What it was before: {kept}",
            f"To go back to that: {session.command(f'restore {quoted(kept)}')}",
        ]
    session.show({"book": str(done.book), "kept_as": kept}, told)


@verb(as_of=False)
@click.option("--deep", is_flag=True, help="Also read every page, and every row against the journal.")
@click.option("--salvage", "into", type=click.Path(path_type=Path, dir_okay=False), metavar="NEW.csdesk",
              help="Write what can still be read of a damaged book into a new one.")  # fmt: skip
@click.option("--as-data", "fresh", type=click.Path(path_type=Path, dir_okay=False), metavar="NEW.csdesk",
              help="Read a book from somebody else as data into a new one.")  # fmt: skip
@click.option("--repair", is_flag=True,
              help="Repair what can be, after a backup, by what the book's own history says.")  # fmt: skip
def check(session: Session, deep: bool, into: Path | None, fresh: Path | None, repair: bool) -> None:
    """Check that the book is whole.

    \b
    Example: csdesk check --deep
             csdesk check --repair
             csdesk check --salvage rescued.csdesk
             csdesk check --book sent.csdesk --as-data mine.csdesk
    """
    from csdesk.services.book import keeping

    if fresh is not None:
        _take_in(session, fresh)
        return
    if into is not None:
        _salvage(session, into)
        return
    if repair:
        _repair(session)
        return
    with session.reading() as book:
        found = keeping.check(book, deep=deep)
    notes = _notes(keeping.place(session.book))
    facts: dict[str, object] = {
        "ok": not found,
        "problems": [{"code": p.code, "message": p.message} for p in found],
    }
    if notes:
        facts["notes"] = [{"code": code, "message": message} for code, message in notes]
    session.show(facts, [*([p.message for p in found] or ["The book is whole."]), *(m for _, m in notes)])
    if found:
        sys.exit(2)


def _repair(session: Session) -> None:
    """Repair, and say what was done, what is left, and where the backup of before stands."""
    from csdesk.services.book import keeping

    with session.writing() as book:
        kept, done = keeping.repair(book, now=session.now, today=session.today(book))
    facts = {
        "ok": not done.left,
        "problems": [{"code": p.code, "message": p.message} for p in done.left],
        "repaired": [{"code": m.code, "message": m.message} for m in done.mended],
        "backup": str(kept.path) if kept else None,
    }
    told = [f"Repaired: {m.message}" for m in done.mended]
    told += ["Left for you:", *(p.message for p in done.left)] if done.left else ["The book is whole."]
    session.show(facts, [*told, *([f"As it was before: {kept.path}"] if kept else [])])
    if done.left:
        sys.exit(2)


def _notes(place: "Place") -> list[tuple[str, str]]:
    """What can harm the book where it lies, and what to do; the book itself may be whole."""
    said = []
    if place.network:
        said.append(
            ("network_drive", f"It lies on a network drive ({place.network}): move it to this computer.")
        )
    if place.synced:
        told = f"It lies in a synchronised folder ({place.synced}): move it, and send backups there."
        said.append(("synchronised_folder", told))
    for copy in place.conflicts:
        told = f"Another program made a copy of it in a conflict: {copy.name}. Compare, then move it away."
        said.append(("conflict_copy", told))
    if place.names > 1:
        told = "The file has more than one name: open it by one of them only, and remove the other links."
        said.append(("second_name", told))
    return said


def _salvage(session: Session, into: Path) -> None:
    """Salvage, and name the newest good backup beside it: which of the two is better, the person says."""
    from csdesk.services.book import keeping
    from csdesk.wording import count

    today = session.now.astimezone().date()
    done = keeping.salvage(session.book, into, now=session.now, today=today)
    _, good, _ = keeping.backups(session.book)
    newest = good[0] if good else None
    counts = {"rows": done.rows, "from_journal": done.from_journal, "left_out": done.left_out}
    tables = {
        s.table: {"rows": s.rows, "from_journal": s.from_journal, "left_out": s.left_out} for s in done.shares
    }
    backup = newest and {
        "n": newest.number,
        "made_at": newest.made_at,
        "operations": newest.operations,
        "accounts": newest.accounts,
        "file": newest.file,
    }
    told = [
        f"Salvaged into {done.book}: {count(done.rows, 'row')}.",
        f"{done.from_journal:,} of them only the journal still had; {done.left_out:,} more could not be kept.",
        *(f"  {s.table}: {s.rows:,}" for s in done.shares if s.rows or s.left_out),
        *(["The newest good backup:", *_told([newest])] if newest else ["There is no good backup."]),
        "Nothing was replaced. Look at both, then: csdesk restore with the file that you want.",
    ]
    session.show({"book": str(done.book), **counts, "tables": tables, "backup": backup}, told)


def _take_in(session: Session, fresh: Path) -> None:
    """Read a book from somebody else as data, and say what stayed behind."""
    from csdesk.services.book import keeping
    from csdesk.wording import count

    today = session.now.astimezone().date()
    done = keeping.read_as_data(session.book, fresh, now=session.now, today=today)
    tables = {s.table: {"rows": s.rows, "dropped": s.left_out} for s in done.shares}
    told = [
        f"Read into {done.book}: {count(done.rows, 'row')}; {done.dropped:,} dropped.",
        *(f"  {s.table}: {s.rows:,}, dropped {s.left_out:,}" for s in done.shares if s.rows or s.left_out),
        *([f"Left behind: {', '.join(done.left)}."] if done.left else []),
        f"{session.book} stays as it is.",
    ]
    facts = {"book": str(done.book), "rows": done.rows, "dropped": done.dropped, "left": list(done.left)}
    session.show(facts | {"tables": tables}, told)
