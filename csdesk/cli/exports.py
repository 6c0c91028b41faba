"""The verb `export`: the book's rows as CSV, JSON or a workbook."""

from pathlib import Path

import click

from csdesk.cli.session import Session, verb


@verb()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--nouns", help="Which rows, with commas between: account,contact. CSV takes one.")
def export(session: Session, file: Path, nouns: str | None) -> None:
    """Write the book to a .csv, .json or .xlsx file; an older file is replaced only when it is whole.

    \b
    Example: csdesk export accounts.csv
             csdesk export everything.json
             csdesk export touches.csv --nouns touch
    """
    from csdesk.services.exports import export_book

    chosen = [n for n in (nouns or "").split(",") if n.strip()] or None
    with session.reading() as book:
        today = session.today(book)
        as_of = session.day(book) if session.as_of else None
        done = export_book(book, file, nouns=chosen, today=today, as_of=as_of)
    facts = {"file": done.file, "sheets": list(done.sheets), "rows": done.rows, "sha256": done.sha256}
    what = ", ".join(done.sheets)
    session.show(facts, [f"Wrote {done.rows:,} rows to {done.file} ({what})."])
