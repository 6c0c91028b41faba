"""The verb `export`: the book's rows as CSV, JSON or a workbook, for ourselves or for somebody else."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.export_log import keep_all
from csdesk.cli.leaks import guarded, pass_option
from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from csdesk.domain.errors import LeaksFound
    from csdesk.domain.ids import AccountId
    from csdesk.services.spreadsheets.exports import Exported
    from csdesk.store.book import Book

_FEW = 4


@verb()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--nouns", metavar="NOUN,NOUN", help="Which rows, with commas between: account,contact. CSV takes one."
)
@click.option(
    "--profile",
    type=click.Choice(["internal", "customer", "board"]),
    default="internal",
    show_default=True,
    help="For whom it is: a customer reads one account, the board no notes and no addresses.",
)
@click.option("--account", metavar="NAME", help="Whose rows, for a customer.")
@pass_option
def export(session: Session, file: Path, nouns: str | None, **given: Any) -> None:
    """Write the book to an .xlsx, .csv, .zip or .json file. An older file stands until the new one is whole.

    An .xlsx that somebody edits can be merged back: csdesk merge. A .zip holds each kind of row as .csv.

    What goes to a customer or the board is searched first: what is not meant for them is listed, and nothing is
    written (exit 2).

    \b
    Example: csdesk export accounts.csv
             csdesk export everything.json
             csdesk export touches.csv --nouns touch
             csdesk export corvid.xlsx --profile customer --account Corvid
    """
    from csdesk.services.outgoing.leak_guard import let_pass
    from csdesk.services.spreadsheets.exports_for import export_for

    chosen = [n for n in (nouns or "").split(",") if n.strip()] or None

    def write(book: "Book") -> "Exported":
        as_of = session.day(book) if session.as_of else None
        whose, today = _whose(book, given["account"]), session.today(book)
        return export_for(
            book, file, profile=given["profile"], account=whose, nouns=chosen, today=today, as_of=as_of
        )

    def passing(book: "Book", held: "LeaksFound", reasons: dict[str, str]) -> None:
        whose, today = _whose(book, given["account"]), session.today(book)
        let_pass(book, held.findings, reasons, file=file.name, account=whose, today=today)

    done = guarded(session, given["passes"], write, passing)
    keep_all(session, [done.written] if done.written else [])
    facts = {"file": done.file, "sheets": list(done.sheets), "rows": done.rows}
    facts |= {"sha256": done.sha256, "notes": list(done.notes)}
    from csdesk import wording

    few = len(done.sheets) <= _FEW
    what = ", ".join(done.sheets) if few else f"{len(done.sheets)} kinds of them"
    session.show(facts, [f"Wrote {wording.count(done.rows, 'row')} to {done.file} ({what}).", *done.notes])


def _whose(book: "Book", account: str | None) -> "AccountId | None":
    from csdesk.services.book.which_account import find_account

    return find_account(book, account).id if account else None
