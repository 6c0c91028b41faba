"""The verbs `new` and `demo`: an empty book, and the sample book."""

import os
import sys
from pathlib import Path

import click

from csdesk.cli.ranges import Range
from csdesk.cli.session import Session, verb
from csdesk.cli.shell import quoted

_SCREENLESS = frozenset({"offscreen", "minimal", "vnc"})


@verb(book=False, as_of=False)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--currency", metavar="C", callback=lambda *given: _currency(given[-1]),
              help="The book's reporting currency: USD, EUR, GBP …")  # fmt: skip
def new(session: Session, file: Path, currency: str | None) -> None:
    """Make an empty book. A file that is there already is never overwritten.

    \b
    Example: csdesk new customers.csdesk --currency EUR
    """
    from csdesk.domain.changes import Verb
    from csdesk.domain.preferences import CURRENCY, Preference
    from csdesk.store.book import Book

    with Book.create(file) as book:
        if currency:
            with book.change(Verb.NEW_BOOK, label=file.stem, today=session.today(book)):
                book.put(Preference(id=CURRENCY, value=currency))
    session.show(
        {"book": str(file.resolve())},
        [f"Made {file}. Next: csdesk import SHEET --book {quoted(str(file))}"],
    )


def _currency(text: str | None) -> str | None:
    if text is None:
        return None
    code = text.strip().upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise click.BadParameter("Write the three letters of a currency, such as USD.")
    return code


@verb(book=False, as_of=False)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--accounts", metavar="N", type=Range(1, 100_000), default=50, show_default=True,
              help="How many customers; 1600 is the whole vendor.")  # fmt: skip
@click.option(
    "--seed", metavar="N", type=Range(0), default=None, help="Another number draws another history."
)
@click.option("--no-open", is_flag=True, help="Only write the book; do not open its window.")
def demo(session: Session, file: Path | None, accounts: int, seed: int | None, no_open: bool) -> None:
    """Write the sample book and open it. It is that of Wingtip: fifty customers, two years of history.

    Without FILE it stands in your data folder, and is opened again as you left it.

    \b
    Example: csdesk demo
             csdesk demo wingtip.csdesk --accounts 1600 --no-open
    """
    from csdesk.services.sample import SEED, sample_file

    path = sample_file(file, accounts=accounts, seed=SEED if seed is None else seed, progress=_told).resolve()
    opens = not no_open and not session.as_json and _has_screen()
    lines = [f"The sample book, Mon 24 Nov 2025: {path}"]
    if opens:
        session.open_window(path)
    elif not no_open:
        lines.append(f"There is no screen here. Next: csdesk week --book {quoted(str(path))}")
    session.show({"book": str(path), "accounts": accounts}, lines)


def _told(done: int, total: int) -> bool:
    """Say how far a large book is, where somebody looks; never stops it."""
    if total > 200 and sys.stderr.isatty():
        click.echo(f"\r{done:,} of {total:,} accounts", nl=done >= total, err=True)
    return True


def _has_screen() -> bool:
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform:
        return platform not in _SCREENLESS
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) or not sys.platform.startswith("linux")
