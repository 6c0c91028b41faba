"""A session is one call of the program: which book, which day, and how to answer."""

import contextlib
import functools
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from csdesk.cli.shell import quoted
from csdesk.domain.days import day_of
from csdesk.domain.errors import AnswerLost, BookNotFound, CsdeskError, NoBookYet
from csdesk.folders import is_there

if TYPE_CHECKING:
    from csdesk.store.book import Book


@dataclass
class Session:
    """What every verb is given. `today` is read from the machine's clock once, here, and passed down."""

    named: Path | None = None
    """The book that was named on this call; otherwise it is the person's default one."""
    as_json: bool = False
    as_of: str | None = None
    known_on: str | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    window: Path | None = None
    """The book to open in a window when the verb is done; `__main__` does it."""

    @property
    def book(self) -> Path:
        """The path of the book. Raises: NoHome."""
        from csdesk.services.book.books import default_book

        return self.named or default_book()

    def _found(self) -> Path:
        """Where the book is. Raises: NoBookYet where none was named and the default one is not there; NoPermission."""
        if self.named is not None:
            return self.named
        from csdesk.store.whereabouts import file_there

        try:
            return file_there(self.book)
        except BookNotFound as missing:
            raise NoBookYet(where=str(self.book)) from missing

    def command(self, words: str) -> str:
        """A further call of the program as it can be pasted: it names the same book as this one."""
        return f"csdesk {words}{self._with_book()}"

    def _with_book(self) -> str:
        return f" --book {quoted(str(self.named))}" if self.named else ""

    @contextlib.contextmanager
    def reading(self) -> "Iterator[Book]":
        """The book, for reading, as it was on the day that was asked for; also beside an open window."""
        from csdesk.store.book import Book
        from csdesk.store.patience import LONG, Patience

        with Book.view(self._found(), patience=Patience(LONG, self._say_waiting)) as book:
            if self.as_of is None and self.known_on is None:
                yield book
                return
            from csdesk.services.book.knowing import looking_back

            with looking_back(book, self.day(book), known_on=self.known_day(book)) as seen:
                yield seen

    @contextlib.contextmanager
    def writing(self) -> "Iterator[Book]":
        """The book, for writing. Raises: BookInUse (exit 75)."""
        from csdesk.store.book import Book

        with Book.open(self._found()) as book:
            self._say_unfinished(book)
            yield book

    def filling(self, *, write: bool) -> "contextlib.AbstractContextManager[Book]":
        """The book that a spreadsheet comes into: the person's default one is made by the first."""
        from csdesk.services.book.books import first_book
        from csdesk.store.book import Book

        if self.named is None and not is_there(self.book):
            if not write:
                return Book.in_memory()
            click.echo(harmless(f"Your book: {first_book(self.book)}"), err=True)
        return self.writing() if write else self.reading()

    def _say_waiting(self) -> None:
        """A change that is too large to be held back is waited for, and said once, beside the answer."""
        from csdesk.wording import waiting

        click.echo(harmless(waiting(self.book.name)), err=True)

    def _say_unfinished(self, book: "Book") -> None:
        """An import that the end of another program cut off is told once, beside the answer."""
        from csdesk.services.book.unfinished import unfinished
        from csdesk.wording import import_unfinished

        if label := unfinished(book):
            click.echo(harmless(import_unfinished(label)), err=True)

    def today(self, book: "Book") -> date:
        """The book's own clock, if it is a sample, else the machine's day."""
        clock = book.preference("clock")
        return date.fromisoformat(clock) if clock else self.now.astimezone().date()

    def day(self, book: "Book") -> date:
        """The day that was asked for, else today. Raises: NotADay."""
        today = self.today(book)
        return day_of(self.as_of, today=today) if self.as_of else today

    def known_day(self, book: "Book") -> date | None:
        """The day after which nothing is known, where one was asked for. Raises: NotADay."""
        return day_of(self.known_on, today=self.today(book)) if self.known_on else None

    def show(self, facts: Mapping[str, object], lines: Iterable[str]) -> None:
        """Answer: the facts as JSON, or the lines for a person; nothing in a line commands the terminal."""
        if self.as_json:
            click.echo(json_text(facts))
        else:
            click.echo("".join(f"{line}\n" for line in _shown(lines)), nl=False)

    def open_window(self, book: Path) -> None:
        """Ask for the window to be opened on a book when this verb is done."""
        self.window = book

    def refuse(self, error: CsdeskError) -> NoReturn:
        """Say in one line what a person can act on, and exit with its code."""
        from csdesk import wording

        if "with_book" in error.facts:  # it names calls of the program
            error.facts["with_book"] = self._with_book()
        if self.as_json:
            click.echo(json_text({"error": wording.facts(error)}))
        else:
            click.echo(harmless(wording.line(error)), err=True)
        sys.exit(error.exit_code)


def _shown(lines: Iterable[str]) -> list[str]:
    said = [harmless(line) for line in lines]
    if sys.stdout is None or not sys.stdout.isatty():
        return said
    from csdesk.cli import colours

    return colours.painted(said) if colours.wanted() else said


def refuse_usage(wrong: click.ClickException, *, as_json: bool) -> NoReturn:
    """Say what is wrong with the words of a call, as any other refusal is said."""
    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    command = context.command_path if context else "csdesk"
    said = " ".join(wrong.format_message().split())
    message = said if said.endswith((".", "?", "!")) else f"{said}."
    facts = {
        "code": "usage",
        "message": message,
        "where": command,
        "safe": "Nothing was changed.",
        "next": f"{command} --help {'shows an example' if ' ' in command else 'lists the verbs'}.",
    }
    if as_json:
        click.echo(json_text({"error": facts}))
    else:
        click.echo(harmless(f"{command}: {message} {facts['next']}"), err=True)
    sys.exit(wrong.exit_code)


def refuse_output(fault: OSError) -> NoReturn:
    """Say beside the output that it was not taken: what the verb did stands all the same."""
    from csdesk import wording
    from csdesk.wording.disks import why_not

    lost = AnswerLost(why=why_not(fault))
    with contextlib.suppress(OSError):
        click.echo(harmless(wording.line(lost)), err=True)
    sys.exit(lost.exit_code)


def json_text(facts: Mapping[str, object]) -> str:
    """The facts as JSON, one line for each key, and one for each entry of a list."""
    inside = ",\n".join(f"  {json.dumps(k)}: {_json(v)}" for k, v in facts.items())
    return f"{{\n{inside}\n}}" if inside else "{}"


def _json(value: object) -> str:
    """A value as JSON: Python's fast encoder writes no indented lines, so only lists of objects are broken."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        encode = json.JSONEncoder(ensure_ascii=False).encode
        return "[\n" + ",\n".join(f"    {encode(v)}" for v in value) + "\n  ]"
    return json.dumps(value, ensure_ascii=False)


_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def harmless(line: str) -> str:
    """The text on one line: breaks and control characters are spaces, what turns its direction is left out."""
    return line if line.isprintable() else _TURNS.sub("", _BREAKS.sub(" ", line))


_DAY = "The day to look from: 2025-11-24, today, monday, -30d."


def verb(
    name: str | None = None,
    *,
    book: bool = True,
    as_of: bool | str = True,
    day: str = _DAY,
) -> Callable[[Callable[..., None]], click.Command]:
    """Make a verb with `--book`, `--json` and `--as-of`; errors become one line and an exit code."""

    def make(work: Callable[..., None]) -> click.Command:
        @functools.wraps(work)
        def run(**options: Any) -> None:
            session = _session(options)
            try:
                work(session, **{name: _readable(given) for name, given in options.items()})
            except CsdeskError as error:
                session.refuse(error)
            _leave(session)

        for option in reversed(_options(book=book, as_of=as_of, day=day)):
            run = option(run)
        return click.command(name or work.__name__.rstrip("_").replace("_", "-"))(run)

    return make


def _options(*, book: bool, as_of: bool | str, day: str) -> list[Callable[[Any], Any]]:
    options = [click.option("--json", "as_json", is_flag=True, help="Answer in JSON, as documented.")]
    if book:
        options.append(
            click.option(
                "--book",
                metavar="FILE",
                type=click.Path(path_type=Path, readable=False),
                envvar="CSDESK_BOOK",
                help="The book to use.",
            )
        )
    if as_of:
        flags = dict.fromkeys([as_of if isinstance(as_of, str) else "--as-of", "--as-of"])
        options.append(click.option(*flags, "as_of", metavar="DAY", help=day))
        known = "Leave out what was recorded after this day."
        options.append(click.option("--known-on", metavar="DAY", help=known))
    return options


def _session(options: dict[str, Any]) -> Session:
    return Session(
        named=options.pop("book", None),
        as_json=options.pop("as_json"),
        as_of=options.pop("as_of", None),
        known_on=options.pop("known_on", None),
    )


def _readable(given: Any) -> Any:
    """A text of the command line without the bytes that are no text; paths keep theirs."""
    if isinstance(given, tuple):
        return tuple(_readable(one) for one in given)
    if isinstance(given, str) and not given.isascii():
        return given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return given


def _leave(session: Session) -> None:
    if session.window is not None:
        context = click.get_current_context()
        context.find_root().obj = session.window
