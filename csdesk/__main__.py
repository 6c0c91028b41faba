"""The composition root: the command line, or the window."""

import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> None:
    """Run csdesk with these arguments, by default those of the process."""
    given = sys.argv[1:] if arguments is None else arguments
    if _wants_window(given):
        sys.exit(_open_window(Path(given[0]) if given else None))
    book = _verb(given)
    if book is not None:
        sys.exit(_open_window(book))


def _wants_window(given: list[str]) -> bool:
    return not given or (len(given) == 1 and given[0].endswith(".csdesk"))


def _verb(given: list[str]) -> Path | None:
    """Run one verb; the book whose window it asks for, if it does."""
    import click

    from csdesk.cli.program import program

    try:
        with program.make_context("csdesk", list(given)) as context:
            program.invoke(context)
            return context.obj if isinstance(context.obj, Path) else None
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        _quiet_pipe()
        sys.exit(0)


def _quiet_pipe() -> None:
    """The reader of our output has gone: let Python close without a complaint."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_window(book: Path | None) -> int:
    from csdesk.ui.app import run

    return run(book)


if __name__ == "__main__":
    main()
