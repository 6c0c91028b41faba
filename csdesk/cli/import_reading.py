"""How files are to be read, as it is said on the command line, and as it is told again."""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from csdesk.domain.imports.cells.grid import Source
    from csdesk.exchange.how import How

_MOST = 1_000
"""Characters that a password may have."""


@dataclass(frozen=True, slots=True)
class Said:
    """The options, as they were typed."""

    dates: str | None
    decimal: str | None
    encoding: str | None
    delimiter: str | None
    password_file: Path | None

    def flags(self) -> dict[str, str | Path | None]:
        """The options by their names, for a command that says the same again."""
        return {
            "--dates": self.dates,
            "--decimal": self.decimal,
            "--encoding": self.encoding,
            "--delimiter": self.delimiter,
            "--password-file": self.password_file,
        }

    def how(self) -> "How":
        """What is handed to the reader. Raises: PasswordFileUnusable, NoSuchEncoding, NoSuchDelimiter."""
        from csdesk.exchange.how import How

        password = password_in(self.password_file) if self.password_file else None
        return How(encoding=self.encoding, delimiter=self.delimiter, password=password).checked()


def reading_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options; the verb takes them as `said`."""

    @click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="Which way round dates stand.")
    @click.option("--decimal", type=click.Choice(["comma", "point"]), help="Which sign marks decimals.")
    @click.option(
        "--encoding", metavar="NAME", help="How a text file writes its letters, such as utf-8 or cp1252."
    )
    @click.option(
        "--delimiter",
        metavar="SIGN",
        help="What separates its cells: comma, semicolon, tab, pipe, or a sign.",
    )
    @click.option(
        "--password-file", metavar="FILE", type=click.Path(path_type=Path),
        help="A file whose first line is the password of the workbook.",
    )  # fmt: skip
    @functools.wraps(verb)
    def packed(*args: Any, **given: Any) -> Any:
        said = Said(**{f.name: given.pop(f.name) for f in fields(Said)})
        return verb(*args, said=said, **given)

    return packed


def password_in(path: Path) -> str:
    """The password that a file holds. Raises: PasswordFileUnusable."""
    from csdesk.domain.errors import PasswordFileUnusable

    try:
        with path.open("rb") as file:
            line = file.read(4 * _MOST).decode("utf-8-sig").split("\n", 1)[0].removesuffix("\r")
    except (OSError, ValueError) as error:
        reason = "it is not text" if isinstance(error, UnicodeDecodeError) else "it cannot be opened"
        raise PasswordFileUnusable(where=str(path), reason=reason) from error
    if not line or len(line) > _MOST:
        raise PasswordFileUnusable(
            where=str(path), reason="its first line is empty" if not line else "it is too long"
        )
    return line


def told(sources: "Iterable[Source]") -> Iterator[str]:
    """How the text files were read, those that were read alike in one line, and how that is changed."""
    from csdesk.exchange.how import delimiter_word

    alike: dict[str, list[str]] = {}
    for source in sources:
        if source.encoding and source.delimiter:
            read = f"{source.encoding}, {delimiter_word(source.delimiter)} between cells"
            alike.setdefault(read, []).append(source.file)
    for read, files in alike.items():
        many = len(files) > _NAMED
        named = f"{len(files)} files, {files[0]} to {files[-1]}," if many else " and ".join(files)
        yield f"{named} {'was' if len(files) == 1 else 'were'} read as {read}; --encoding and --delimiter change that."


_NAMED = 2
"""How many files that were read alike are named."""


def as_json(sources: "Iterable[Source]") -> list[dict[str, str | None]]:
    """The same, for programs; null for a workbook."""
    return [{"file": s.file, "encoding": s.encoding, "delimiter": s.delimiter} for s in sources]
