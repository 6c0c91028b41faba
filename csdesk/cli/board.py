"""The verb `board`: the board pack of a book, as a PowerPoint deck."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csdesk.cli.amounts import day_text
from csdesk.cli.leaks import guarded, pass_option
from csdesk.cli.qbr import show_written
from csdesk.cli.session import Session, verb
from csdesk.domain.days import day_of

if TYPE_CHECKING:
    from csdesk.domain.errors import LeaksFound
    from csdesk.services.numbers.packs import Only
    from csdesk.services.reviews.reviews import WrittenDeck
    from csdesk.store.book import Book


@verb()
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="The .pptx file to write.",
)
@click.option("--from", "first", metavar="DAY", help="First day of the period; default: twelve months back.")
@click.option("--to", "last", metavar="DAY", help="Last day of the period; default: the day as of.")
@click.option(
    "--template", metavar="FILE", type=click.Path(path_type=Path), help="Your own .pptx to write into."
)
@click.option(
    "--where", "condition", metavar="QUERY", help="Only these, as in `csdesk accounts`: csm = 'Ann'."
)
@pass_option
def board(
    session: Session,
    file: Path,
    first: str | None,
    last: str | None,
    template: Path | None,
    condition: str | None,
    passes: dict[str, str],
) -> None:
    """Write the board pack. Revenue, what left and why, what renews, who is at risk, and on whom revenue hangs.

    Every figure stands with its definition on the last page and in the speaker notes; the charts can be edited. The
    deck is searched for notes and addresses first, which the board does not read (exit 2).

    \b
    Example: csdesk board -o board.pptx
             csdesk board -o board.pptx --from 2025-01-01 --to 2025-12-31
             csdesk board -o board.pptx --where "csm = 'Mary Harrison'"
    """
    from csdesk.services.numbers.packs import write_board
    from csdesk.services.outgoing.leak_guard import let_pass

    def write(book: "Book") -> "WrittenDeck":
        today = session.today(book)
        begin, end = (day_of(text, today=today) if text else None for text in (first, last))
        day = session.day(book)
        only, said = _only(book, condition, day) if condition is not None else (None, [])
        done = write_board(book, file, as_of=day, first=begin, last=end, template=template, only=only)
        said += [] if end else [_ends_today(begin, day)]
        return replace(done, cautions=(*done.cautions, *said))

    def passing(book: "Book", held: "LeaksFound", reasons: dict[str, str]) -> None:
        let_pass(book, held.findings, reasons, file=file.name, account=None, today=session.today(book))

    show_written(session, guarded(session, passes, write, passing))


def _only(book: "Book", condition: str, day: date) -> "tuple[Only, list[str]]":
    """The accounts that a query finds, and how many they are: those of one CSM bear the name, others the query."""
    from csdesk.cli.accounts import csm_where, ids_where
    from csdesk.services.numbers.packs import Only
    from csdesk.wording import count

    found, csm = ids_where(book, condition, day), csm_where(book, condition, day)
    if not found:
        raise click.UsageError(f"No account fits --where {condition}; no pack was written.")
    called = f"customers of {csm}" if csm else f"customers where {condition}"
    return Only(found, called, csm), [f"Only where {condition}: {count(len(found), 'account')}"]


def _ends_today(first: date | None, day: date) -> str:
    """The period of a pack whose last day nobody said: `numbers` takes another one."""
    from csdesk.domain.periods import month_before
    from csdesk.services.numbers.packs import pack_period

    told = pack_period(first=first, last=None, as_of=day)
    return (
        f"It tells {day_text(told.first)} to {day_text(told.last)}; csdesk numbers ends with the last whole month. "
        f"With --to {month_before(day).isoformat()} both tell the same days."
    )
