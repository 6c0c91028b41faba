"""The export log on the command line: what was written is kept in the book, or it is said why it is not."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from csdesk.cli.session import Session, harmless
from csdesk.domain.errors import CsdeskError

if TYPE_CHECKING:
    from csdesk.services.outgoing.files import WrittenFile


class ExportLog:
    """Keeps files one by one, each as soon as it is written; once the book refuses one it is not asked again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._refused: CsdeskError | None = None
        self._missed: list[str] = []

    def keep(self, written: "WrittenFile") -> None:
        """Keep a file that was written; it stays written whatever the book says."""
        from csdesk.services.outgoing.files import keep_written

        try:
            if self._refused is None:
                with self._session.writing() as book:
                    keep_written(book, written, today=self._session.today(book))
        except CsdeskError as refused:
            self._refused = refused
        if self._refused is not None:
            self._missed.append(written.file)

    def say_missed(self) -> None:
        """Say beside the answer which files are not in the log, and why."""
        from csdesk.wording import next_step, not_kept

        if self._refused is not None:
            said = f"{not_kept(self._refused, self._missed)} {next_step(self._refused)}"
            click.echo(harmless(f"csdesk: {said}"), err=True)


def keep_all(session: Session, written: "Iterable[WrittenFile]") -> None:
    """Keep files that were written, and say which could not be."""
    log = ExportLog(session)
    for file in written:
        log.keep(file)
    log.say_missed()
