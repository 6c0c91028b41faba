"""The verb `merge`: a workbook that went out of the book, and was edited by somebody, comes back."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from csdesk.domain.rounds.plan import Conflict, MergedSheet, MergePlan

NEEDS_DECISION, REFUSED = 3, 2
_SHOWN = 30


@verb("merge", as_of=False)
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option(
    "--take", type=click.Choice(["sheet", "book"]), help="Whose value holds where both were changed."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option(
    "--answer", "answers", metavar="KEY=CHOICE", multiple=True, help="Answer a question; may be repeated."
)
@click.option(
    "--password-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A file whose first line is the password of the workbook.",
)
def merge(
    session: Session,
    *,
    file: Path,
    take: str | None,
    dry_run: bool,
    answers: tuple[str, ...],
    password_file: Path | None,
) -> None:
    """Merge a workbook that `csdesk export` wrote and somebody edited.

    Each field is compared with what it was when the workbook went out: what only the sheet changed is taken,
    what only the book changed is kept, and where both were changed you are asked. Nothing is written until all
    questions are answered. The whole merge is one change, and can be undone.

    \b
    Example: csdesk merge customers.xlsx --take sheet
             csdesk merge customers.xlsx --answer "conflict:Accounts:12:Segment=book"
    """
    from csdesk.cli.import_reading import password_in
    from csdesk.cli.imports import answers_of
    from csdesk.domain.rounds.plan import Side
    from csdesk.services.rounds import apply_merge, plan_merge, read_workbook

    given = _again(session, file, take, answers, password_file)
    password = password_in(password_file) if password_file else None
    with session.reading() if dry_run else session.writing() as book:
        today = session.today(book)
        source = read_workbook(file, today=today, password=password)
        side = Side(take) if take else None
        plan = plan_merge(book, source, answers_of(answers), today=today, take=side)
        code = NEEDS_DECISION if plan.open else REFUSED if plan.refused else 0
        done = None if code or dry_run else apply_merge(book, plan, today=today)
    _say(session, plan, given, code=code, stays=bool(code or dry_run), undo=done.n if done else None)


def _again(
    session: Session, file: Path, take: str | None, answers: tuple[str, ...], password_file: Path | None
) -> str:
    """This call once more, as it can be pasted."""
    words = ["merge", str(file), *(["--take", take] if take else [])]
    words += ["--password-file", str(password_file)] if password_file else []
    words += [w for answer in answers for w in ("--answer", answer)]
    return session.command(shlex.join(words))


def _say(
    session: Session, plan: "MergePlan", given: str, *, code: int, stays: bool, undo: int | None
) -> None:
    """Say what was done, or what would be, and end with the code."""
    from csdesk.domain.rounds.plan import merge_json

    lines = _lines(plan, given, code=code) if stays else _applied(plan, undo, session)
    session.show(merge_json(plan, applied=not stays, undo=undo), [*lines])
    click.get_current_context().exit(code)


def _applied(plan: "MergePlan", undo: int | None, session: Session) -> Iterator[str]:
    if undo is None:
        yield f"{plan.file} says nothing new: 0 changes."
    else:
        for sheet in plan.sheets:
            yield from _sheet(sheet)
        yield f"Merged {plan.file}. Undo: {session.command(f'undo {undo}')}"
    yield from plan.notes


def _lines(plan: "MergePlan", given: str, *, code: int) -> Iterator[str]:
    yield f"{plan.file} went out on {plan.sent_on.isoformat()}."
    for sheet in plan.sheets:
        yield from _sheet(sheet)
    yield from plan.notes
    if plan.open:
        yield from _questions(plan, given)
    if code == REFUSED or (code and plan.refused):
        yield "Nothing was written. Mend the rows above in the workbook, and merge it again."
    elif not code:
        yield "Nothing was written: this was a dry run."


def _sheet(sheet: "MergedSheet") -> Iterator[str]:
    """What happens on a sheet; one on which nothing does is not told of."""
    from csdesk.domain.imports.plan import Result

    counts = [(sheet.count(r), r) for r in Result if sheet.count(r)]
    if not sheet.rows and not sheet.removed and not sheet.notes and not sheet.unmapped:
        return
    counted = ", ".join(f"{n:,} {r.value}" for n, r in counts)
    removed = f"; {len(sheet.removed)} taken out" if sheet.removed else ""
    yield f"Sheet “{sheet.sheet}”: {counted}{removed}"
    yield from (f"  {note}" for note in sheet.notes)
    yield from (f"  Column “{header}” is left out." for header in sheet.unmapped)
    for row in sheet.rows[:_SHOWN]:
        yield f"  row {row.row}, {row.result}: {row.name}: {row.what}"
    if len(sheet.rows) > _SHOWN:
        yield f"  and {len(sheet.rows) - _SHOWN} more rows; --json lists them all"
    yield from (f"  {_conflict(c)}" for c in sheet.conflicts if c.taken)
    for removed_row in sheet.removed:
        if removed_row.answer:
            yield f"  taken out: {removed_row.name}: {removed_row.answer}"


def _conflict(conflict: "Conflict") -> str:
    return f"row {conflict.row}, {conflict.header}: the {conflict.taken}’s value is taken"


def _questions(plan: "MergePlan", given: str) -> Iterator[str]:
    from csdesk.cli.imports import question_lines

    count = len(plan.open)
    since = {c.key: c.since for c in plan.conflicts}
    yield ""
    yield f"{count} question{'' if count == 1 else 's'} before anything is written:"
    for number, question in enumerate(plan.open, 1):
        yield ""
        yield from question_lines(number, question)
        if who := since.get(question.key):
            by = f" by {who.who}" if who.who else ""
            yield f"   Changed here on {who.at:%Y-%m-%d %H:%M} UTC{by} ({who.verb})."
    yield ""
    answers = ["--answer " + shlex.quote(f"{q.key}={q.default or '?'}") for q in plan.open]
    yield "Answer them all, for example:"
    yield f"  {given} " + " ".join(answers)
