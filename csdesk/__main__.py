"""The composition root: the command line, or the window."""

import gc
import io
import os
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> None:
    """Run csdesk with these arguments, by default those of the process."""
    gc.set_threshold(100_000, 20, 20)  # starting makes a great many objects, and none of them is rubbish
    _speak_plainly()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        _do(given)
    except (ImportError, AttributeError) as fault:  # as a library does that is missing or of another version
        from csdesk.parts import refuse

        refuse(fault)


def _do(given: list[str]) -> None:
    if _wants_window(given):
        named = given[0] if given else os.environ.get("CSDESK_BOOK")
        sys.exit(_open_window(Path(named) if named else None))
    from csdesk.processes import ending_cleanly

    with ending_cleanly():
        book = _verb(given)
    if book is not None:
        sys.exit(_open_window(book))


def _wants_window(given: list[str]) -> bool:
    return not given or (len(given) == 1 and given[0].lower().endswith(".csdesk"))


def _speak_plainly() -> None:
    """A pipe gets UTF-8 on every system; a sign that a terminal cannot show is no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if chosen else "utf-8", errors="replace")


def _verb(given: list[str]) -> Path | None:
    """Run one verb; the book whose window it asks for, if it does."""
    import click  # first, as what follows is caught by its errors

    try:
        import atexit

        from csdesk.cli.program import program
        from csdesk.processes import end_undisturbed

        gc.set_threshold(500_000, 20, 20)  # what a verb reads is no rubbish either
        atexit.register(end_undisturbed)
        atexit.register(gc.freeze)  # what a verb leaves goes with its process, unsorted
        with program.make_context("csdesk", list(given)) as context:
            program.invoke(context)
            return context.obj if isinstance(context.obj, Path) else None
    except KeyboardInterrupt:
        sys.exit(130)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        from csdesk.cli.session import refuse_usage

        refuse_usage(wrong, as_json="--json" in given)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        _quiet_pipe()
        sys.exit(0)
    except OSError as fault:
        if not _is_of_output(fault):
            raise
        from csdesk.cli.session import refuse_output

        _quiet_pipe()
        refuse_output(fault)


def _is_of_output(fault: OSError) -> bool:
    """Whether what failed was the writing of what is said, and not the work itself."""
    import traceback

    import click

    return traceback.extract_tb(fault.__traceback__)[-1].filename == click.utils.__file__


def _quiet_pipe() -> None:
    """The reader of our output has gone: let Python close without a complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_window(book: Path | None) -> int:
    from csdesk.ui.app import run

    return run(book)


if __name__ == "__main__":
    main()
