"""The verbs `history`, `undo` and `redo`: the journal."""

from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.ranges import Range
from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned
from csdesk.domain.changes import ChangeSet, Operation, Verb
from csdesk.domain.files import File

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesk.domain.arrivals import PastImport
    from csdesk.store.book import Book


_LISTED = 20
"""How many changes are listed unless it is said."""
_MOST_IMPORTS = 1_000


@verb(as_of=False)
@click.argument("account", required=False)
@click.option(
    "--limit",
    metavar="N",
    type=Range(1),
    default=_LISTED,
    show_default=True,
    help="How many, newest first.",
)
def history(session: Session, account: str | None, limit: int) -> None:
    """What was done to the book, newest first, field by field.

    \b
    Example: csdesk history Financiality --limit 5
    """
    from csdesk.services.book import history as journal
    from csdesk.services.book.traces import changed_fields
    from csdesk.services.book.which_account import find_account

    with session.reading() as book:
        of = find_account(book, account).id if account else None
        done = journal.history(book, account=of, limit=limit)
        came = _came(book, done, limit)
        changed = {} if session.as_json else changed_fields(book, done)
    _list(session, done, came, changed, none="Nothing was done yet.")


def _came(book: "Book", done: list[Operation], limit: int) -> "Mapping[int, PastImport]":
    """The imports among changes, by number."""
    from csdesk.services.book.past_imports import past_imports

    imported = any(d.verb is Verb.IMPORT for d in done)
    return {i.n: i for i in past_imports(book, limit=limit)} if imported else {}


def _list(
    session: Session, done: list[Operation], came: "Mapping[int, PastImport]", changed: "Mapping[int, str]", *,
    none: str,
) -> None:  # fmt: skip
    """Answer with a list of changes; for a person with what an import brought, or the fields that changed."""
    from csdesk import wording

    facts = [_facts(d) | _sheets(came.get(d.n)) for d in done]
    rows = [
        [
            str(d.n),
            f"{d.at.astimezone():%Y-%m-%d %H:%M}",
            wording.operation(d.verb, d.label),
            wording.count(d.rows, "row"),
            "undone" if d.undone else "",
            _counts(came.get(d.n)) or changed.get(d.n, ""),
        ]
        for d in done
    ]
    session.show({"operations": facts}, aligned(rows, right={0}) or [none])


def _facts(done: Operation) -> dict[str, Any]:
    """A change as its JSON contract."""
    return {
        "n": done.n,
        "at": done.at.isoformat(),
        "verb": done.verb.value,
        "label": done.label,
        "rows": done.rows,
        "undone": done.undone,
    }


_COUNTED = ("rows", "new", "changed", "left_out", "refused")


def _sheets(came: "PastImport | None") -> dict[str, Any]:
    """The sheets of an import with their counts; nothing for other changes."""
    if came is None:
        return {}
    return {
        "sheets": [
            {"file": a.file, "sheet": a.tab} | {key: getattr(a, key) for key in _COUNTED} for a in came.files
        ]
    }


def _counts(came: "PastImport | None") -> str:
    """What an import read, in counts: 40 read, 38 new, 2 left out."""
    told = [(came.count(key), key) for key in _COUNTED] if came else []
    words = {"rows": "read", "left_out": "left out"}
    return ", ".join(f"{n:,} {words.get(key, key)}" for n, key in told if n)


@verb(as_of=False)
@click.argument("n", metavar="N", type=Range(1), required=False)
@click.option("--keep", is_flag=True, help="Leave rows that changed since, and undo the rest.")
@click.option("--list", "only_list", is_flag=True, help="Say what can be taken back, and change nothing.")
def undo(session: Session, n: int | None, keep: bool, only_list: bool) -> None:
    """Take a change back; without a number, the last one.

    \b
    Example: csdesk undo 12
    """
    from csdesk.services.book import history as journal

    if only_list:
        if n is not None:
            raise click.UsageError("--list takes no number: it lists all that can be taken back.")
        _list_undoable(session)
        return
    with session.writing() as book:
        done = journal.undo(book, n, today=session.today(book), keep=keep)
    _show(session, done)


def _list_undoable(session: Session) -> None:
    from csdesk.services.book.history import undoable
    from csdesk.services.book.traces import changed_fields

    with session.reading() as book:
        done = undoable(book, limit=_LISTED)
        came = _came(book, done, _MOST_IMPORTS)
        changed = {} if session.as_json else changed_fields(book, done)
    _list(session, done, came, changed, none="There is nothing to undo.")


@verb(as_of=False)
def redo(session: Session) -> None:
    """Bring back the change that was undone last.

    \b
    Example: csdesk redo
    """
    from csdesk.services.book import history as journal

    with session.writing() as book:
        done = journal.redo(book, today=session.today(book))
    _show(session, done)


def _show(session: Session, done: ChangeSet) -> None:
    from csdesk import wording

    facts = {
        "n": done.n,
        "verb": done.verb.value,
        "label": done.label,
        "rows": done.count,
        "kept": list(done.kept),
    }
    logged = sum(r.noun is File and bool(r.before and r.after and r.after.sha256) for r in done.rows)
    and_log = f", and {wording.count(logged, 'line')} of the export log" if logged else ""
    lines = [
        f"{wording.operation(done.verb, done.label)}; {wording.count(done.count - logged, 'row')}{and_log}."
    ]
    if done.kept:
        lines.append(f"Left as they are, because they changed since: {', '.join(done.kept)}.")
    session.show(facts, lines)
