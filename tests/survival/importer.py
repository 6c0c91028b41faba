"""The importer brings one large file into a book, and says what it is at, until it is done or killed.

`python -m tests.survival.importer BOOK FILE`: the lines `read`, `plan`, `write` and `done`, each when that begins.
"""

import sys
from datetime import date
from pathlib import Path

from csdesk.services.spreadsheets.imports import apply_import, plan_import, read_files
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)
PHASES = ("read", "plan", "write")


def main(arguments: list[str]) -> None:
    """Import the file; what is asked is answered as the evidence speaks, or by the first choice."""
    book_path, file = map(Path, arguments)
    with Book.open(book_path) as book:
        _say("read")
        sources = read_files([file], day=TODAY)
        _say("plan")
        plan = plan_import(book, sources, {}, today=TODAY)
        if plan.open:
            answers = {q.key: q.default or q.choices[0].value for q in plan.open}
            plan = plan_import(book, sources, answers, today=TODAY)
        _say("write")
        apply_import(book, plan, today=TODAY, progress=lambda done, of: True)
    _say("done")


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
