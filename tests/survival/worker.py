"""The worker edits a book, imports into it, undoes and redoes, and says so only after COMMIT has returned.

`python -m tests.survival.worker BOOK SHEET SEED`: one line `begin VERB` before each operation; after it one line
`done` with an acknowledgement as JSON, or `nothing` where there was nothing to write. With a fourth argument it
boasts: it says `done` before COMMIT, so that whoever counts losses has some to find.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import CsdeskError
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.sheets.around import Options
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.history import redo, undo
from csdesk.services.book.keeping import backup
from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book
from tests.services.answering import with_defaults
from tests.survival.witness import acknowledge

TODAY = date(2025, 11, 24)
Work = Callable[[Book, Random], ChangeSet | None]


def touch(book: Book, rng: Random) -> ChangeSet | None:
    """Log a touch that brings a new person and a next step."""
    account = _account(book, rng)
    if account is None:
        return None
    draft = TouchDraft(account.id, f"said {rng.random()}", TODAY, people=[f"P {rng.random()}"], next_step="x")
    return log_touch(book, draft, today=TODAY)


def edit(book: Book, rng: Random) -> ChangeSet | None:
    """Change one field of an account."""
    account = _account(book, rng)
    if account is None:
        return None
    with book.change(Verb.SET, label=account.account, today=TODAY) as change:
        book.put(replace(account, notes=f"note {rng.random()}"))
    return change.done


def _account(book: Book, rng: Random) -> Account | None:
    found = book.all(Account)
    return rng.choice(found) if found else None


def take_back(book: Book, _: Random) -> ChangeSet | None:
    """Undo the last change."""
    return undo(book, today=TODAY)


def bring_again(book: Book, _: Random) -> ChangeSet | None:
    """Redo what was undone last."""
    return redo(book, today=TODAY)


def keep(book: Book, _: Random) -> ChangeSet | None:
    """Write a backup beside the book."""
    assert book.path is not None
    backup(book, book.path.parent / "backups" / book.path.stem, now=datetime.now(UTC))
    return None


class Importing:
    """Import a sheet whose amounts are others at each import, so that there is always something to write."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __call__(self, book: Book, rng: Random) -> ChangeSet | None:
        """One import."""
        source = _other_amounts(self._source, rng)
        plan = plan_import(book, [source], {}, today=TODAY, options=Options(decide="new"))
        plan = plan_import(book, [source], with_defaults(plan), today=TODAY, options=Options(decide="new"))
        return apply_import(book, plan, today=TODAY, valid_only=True)


def _other_amounts(source: Source, rng: Random) -> Source:
    grid = source.grids[0]
    head, *body = grid.rows
    rows = (head, *((name, f"note {rng.random()}", *rest) for name, _, *rest in body))
    return replace(source, sha256=f"{rng.random()}", grids=(replace(grid, rows=rows),))


def main(arguments: list[str]) -> None:
    """Work until killed."""
    path, sheet, seed, *boasting = arguments
    with Book.open(Path(path)) as book:
        if boasting:
            boast(book, Random(seed))
        work_on(book, Importing(read_files([Path(sheet)], day=TODAY)[0]), Random(seed))


def work_on(book: Book, importing: Importing, rng: Random) -> None:
    """One operation after the other, acknowledged when COMMIT has returned."""
    works: list[Work] = [touch, edit, importing, take_back, take_back, bring_again, keep]
    while True:
        work = rng.choice(works)
        _say(f"begin {getattr(work, '__name__', 'import')}")
        done = _done(work, book, rng)
        _say("nothing" if done is None else "done " + json.dumps(acknowledge(book, done)))


def _done(work: Work, book: Book, rng: Random) -> ChangeSet | None:
    try:
        return work(book, rng)
    except CsdeskError:
        return None


def boast(book: Book, rng: Random) -> None:
    """Say that edits are saved a little before they are."""
    while True:
        account = book.all(Account)[0]
        _say("begin boast")
        with book.change(Verb.SET, label="boast", today=TODAY) as change:
            book.put(replace(account, notes=f"note {rng.random()}"))
            _say("done " + json.dumps({"n": change.n, "verb": Verb.SET, "past": "", "content": ""}))
            time.sleep(0.2)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
