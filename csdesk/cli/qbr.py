"""The verb `qbr`: the business review of one account, as a PowerPoint deck."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.days import day_of
from csdesk.cli.leaks import guarded, pass_option
from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from csdesk.domain.errors import LeaksFound
    from csdesk.services.reviews import WrittenDeck
    from csdesk.store.book import Book


@verb()
@click.argument("account")
@click.option(
    "-o", "--output", "file", required=True, type=click.Path(path_type=Path), help="The .pptx file to write."
)
@click.option(
    "--from", "first", metavar="DAY", help="First day of the period; default: since the last review."
)
@click.option("--to", "last", metavar="DAY", help="Last day of the period; default: the day as of.")
@click.option(
    "--kind",
    type=click.Choice(["qbr", "ebr", "send-only"]),
    default="qbr",
    show_default=True,
    help="ebr is for an executive: outcomes alone; send-only adds questions to send back.",
)
@click.option(
    "--profile",
    type=click.Choice(["customer", "internal"]),
    default="customer",
    show_default=True,
    help="internal adds a page that is not for the customer.",
)
@click.option("--template", type=click.Path(path_type=Path), help="Your own .pptx to write into.")
@pass_option
def qbr(session: Session, account: str, *, file: Path, **given: Any) -> None:
    """Write the business review of an account as a PowerPoint deck.

    ACCOUNT is a name, an id, or an unambiguous part of a name. The charts in the deck can be edited, and every
    number's definition and source stand in the speaker notes. A customer's deck is searched for what is not meant
    for that customer; if there is any, it is listed and nothing is written (exit 2).

    \b
    Example: csdesk qbr Financiality -o review.pptx
             csdesk qbr Financiality -o review.pptx --from 2025-09-05 --template ours.pptx
             csdesk qbr Financiality -o executive.pptx --kind ebr
             csdesk qbr Financiality -o review.pptx --pass 3f2a91c0="they presented together"
    """
    from csdesk.services.accounts import find_account
    from csdesk.services.leak_guard import let_pass
    from csdesk.services.reviews import write_qbr

    def write(book: "Book") -> "WrittenDeck":
        today = session.today(book)
        days = [day_of(text, today=today) if text else None for text in (given["first"], given["last"])]
        return write_qbr(
            book,
            find_account(book, account).id,
            file,
            as_of=session.day(book),
            first=days[0],
            last=days[1],
            kind=given["kind"],
            profile=given["profile"],
            template=given["template"],
        )

    def passing(book: "Book", held: "LeaksFound", reasons: dict[str, str]) -> None:
        whose = find_account(book, account).id
        let_pass(book, held.findings, reasons, file=file.name, account=whose, today=session.today(book))

    done = guarded(session, given["passes"], write, passing)
    show_written(session, done)


def show_written(session: Session, done: "WrittenDeck") -> None:
    """Say what was written, and what the person should know of it."""
    lines = [f"Wrote {done.slides} slides to {done.file}."]
    lines += done.cautions
    lines += [f"Left out, not in words for a customer: {title}" for title in done.held_back]
    session.show({"file": done.file, "slides": done.slides, "sha256": done.sha256}, lines)
