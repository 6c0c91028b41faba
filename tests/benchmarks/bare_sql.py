"""The floor of a reading verb: `import sqlite3, click`, and the same SQL fetched."""

import json
import sqlite3
import sys
from pathlib import Path

import click


@click.command()
@click.argument("book", type=click.Path(path_type=Path))
@click.argument("statements", type=click.Path(path_type=Path))
def main(book: Path, statements: Path) -> None:
    """Open the book read-only, and fetch every statement."""
    connection = sqlite3.connect(f"{book.as_uri()}?mode=ro", uri=True)
    for sql in json.loads(statements.read_text(encoding="utf-8")):
        connection.execute(sql).fetchall()
    click.echo("{}")


if __name__ == "__main__":
    sys.exit(main())
