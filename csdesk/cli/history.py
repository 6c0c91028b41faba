"""The verbs `history`, `undo` and `redo`: the journal."""

import click

from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned
from csdesk.domain.changes import ChangeSet


@verb(as_of=False)
@click.argument("account", required=False)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many, newest first."
)
def history(session: Session, account: str | None, limit: int) -> None:
    """What was done to the book, newest first.

    \b
    Example: csdesk history Financiality --limit 5
    """
    from csdesk import wording
    from csdesk.services import history as journal
    from csdesk.services.accounts import find_account

    with session.reading() as book:
        of = find_account(book, account).id if account else None
        done = journal.history(book, account=of, limit=limit)
    facts = [
        {
            "n": d.n,
            "at": d.at.isoformat(),
            "verb": d.verb.value,
            "label": d.label,
            "rows": d.rows,
            "undone": d.undone,
        }
        for d in done
    ]
    rows = [
        [
            str(d.n),
            f"{d.at.astimezone():%Y-%m-%d %H:%M}",
            wording.operation(d.verb, d.label),
            wording.count(d.rows, "row"),
            "undone" if d.undone else "",
        ]
        for d in done
    ]
    session.show({"operations": facts}, aligned(rows, right={0}) or ["Nothing was done yet."])


@verb(as_of=False)
@click.argument("n", type=int, required=False)
@click.option("--keep", is_flag=True, help="Leave rows that changed since, and undo the rest.")
def undo(session: Session, n: int | None, keep: bool) -> None:
    """Take a change back; without a number, the last one.

    \b
    Example: csdesk undo 12
    """
    from csdesk.services import history as journal

    with session.writing() as book:
        done = journal.undo(book, n, today=session.today(book), keep=keep)
    _show(session, done)


@verb(as_of=False)
def redo(session: Session) -> None:
    """Bring back the change that was undone last.

    \b
    Example: csdesk redo
    """
    from csdesk.services import history as journal

    with session.writing() as book:
        done = journal.redo(book, today=session.today(book))
    _show(session, done)


def _show(session: Session, done: ChangeSet) -> None:
    from csdesk import wording

    facts = {
        "n": done.n,
        "verb": done.verb.value,
        "label": done.label,
        "rows": len(done.rows),
        "kept": list(done.kept),
    }
    lines = [f"{wording.operation(done.verb, done.label)}: {wording.count(len(done.rows), 'row')}."]
    if done.kept:
        lines.append(f"Left as they are, because they changed since: {', '.join(done.kept)}.")
    session.show(facts, lines)
