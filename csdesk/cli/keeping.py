"""The verbs `backup` and `check`: keeping the book safe."""

import sys
from pathlib import Path

import click

from csdesk.cli.session import Session, verb


@verb(as_of=False)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
def backup(session: Session, folder: Path | None) -> None:
    """Write a verified backup, by default into the book's own folder of backups.

    \b
    Example: csdesk backup ~/safe
    """
    from csdesk.services import keeping

    with session.reading() as book:
        made, path = keeping.backup(book, folder, now=session.now)
    facts = {"ok": True, "problems": [], "file": str(path), "sha256": made.sha256}
    session.show(facts, [f"Backed up and verified: {path}"])


@verb(as_of=False)
@click.option("--deep", is_flag=True, help="Also read every page, and every row against the journal.")
def check(session: Session, deep: bool) -> None:
    """Check that the book is whole.

    \b
    Example: csdesk check --deep
    """
    from csdesk.services import keeping

    with session.reading() as book:
        found = keeping.check(book, deep=deep)
    facts = {"ok": not found, "problems": [{"code": p.code, "message": p.message} for p in found]}
    session.show(facts, [p.message for p in found] or ["The book is whole."])
    if found:
        sys.exit(2)
