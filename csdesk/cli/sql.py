"""The verb `sql`: a person's own question to the book, reading only."""

import sys
from typing import TYPE_CHECKING

import click

from csdesk.cli.ranges import Range
from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from csdesk.store.sql import Answer


@verb(as_of=False)
@click.argument("query")
@click.option(
    "--limit",
    metavar="N",
    type=Range(1, 1_000_000),
    default=1000,
    show_default=True,
    help="How many rows at most.",
)
def sql(session: Session, query: str, limit: int) -> None:
    """Ask the book in SQL; nothing can be changed. With - the query is read from the input.

    Tables and columns are those of the book's file, as documented. Money is in minor units: 4167 is 41.67.

    \b
    Example: csdesk sql "SELECT account, segment FROM accounts ORDER BY account"
    """
    from csdesk.services.book.sql import ask

    asked = sys.stdin.read() if query == "-" else query
    with session.reading() as book:
        answer = ask(book, asked, limit=limit)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    session.show({"columns": [*answer.columns], "rows": rows, "more": answer.more}, _lines(answer))
    if answer.more and not session.as_json:
        click.echo(f"There are more rows than {limit}; --limit shows more.", err=True)


def _lines(answer: "Answer") -> list[str]:
    from csdesk.cli.tables import aligned

    rows = [["" if cell is None else str(cell) for cell in row] for row in answer.rows]
    columns = range(len(answer.columns))
    numbers = {i for i in columns if all(r[i] is None or isinstance(r[i], int | float) for r in answer.rows)}
    return aligned(rows, header=answer.columns, right=numbers)
