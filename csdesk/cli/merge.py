"""The verb `merge`: a workbook that went out of the book, and was edited by somebody, comes back."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csdesk.cli.session import Session, verb
from csdesk.cli.shell import line

if TYPE_CHECKING:
    from csdesk.domain.changes import ChangeSet
    from csdesk.domain.imports.cells.grid import Source
    from csdesk.domain.rounds.plan import Conflict, MergedSheet, MergePlan
    from csdesk.services.spreadsheets.refused import RefusedRows

NEEDS_DECISION, REFUSED = 3, 2
_SHOWN = 30


@verb("merge", as_of=False)
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--take", type=click.Choice(["sheet", "book"]), help="Whose value holds where both were changed."
)
@click.option("--ask-again", is_flag=True, help="Ask also what earlier merges decided.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--valid-only", is_flag=True, help="Merge the other rows where some are refused.")
@click.option(
    "--refused", metavar="FILE.xlsx", type=click.Path(path_type=Path),
    help="Write the refused rows there, each with the reason, to be mended and merged.",
)  # fmt: skip
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
    ask_again: bool,
    dry_run: bool,
    valid_only: bool,
    refused: Path | None,
    answers: tuple[str, ...],
    password_file: Path | None,
) -> None:
    """Merge a workbook of `csdesk export` that somebody edited.

    Each field is compared with what it was when the workbook went out: what only the sheet changed is taken, what only
    the book changed is kept, and where both were changed you are asked, once. Nothing is written until all questions
    are answered, and where a row cannot be used, unless --valid-only leaves it out. The merge is one change to undo.

    \b
    Example: csdesk merge customers.xlsx --answer "conflict:Accounts:12:Segment=book"
    """
    from csdesk.cli.import_answers import answers_of
    from csdesk.cli.import_reading import password_in
    from csdesk.domain.rounds.plan import Side
    from csdesk.services.spreadsheets.rounds import apply_merge, plan_merge, read_workbook

    files = {"--password-file": password_file, "--refused": refused}
    given = _again(
        session, file, take, answers, files, {"--ask-again": ask_again, "--valid-only": valid_only}
    )
    password = password_in(password_file) if password_file else None
    with session.reading() if dry_run else session.writing() as book:
        today = session.today(book)
        source = read_workbook(file, today=today, password=password)
        said, side = answers_of(answers), Side(take) if take else None
        plan = plan_merge(book, source, said, today=today, take=side, ask_again=ask_again)
        code = _code(plan, valid_only=valid_only)
        kept = _kept(source, plan, refused)
        done = None if code or dry_run else apply_merge(book, plan, today=today, valid_only=valid_only)
    _say(session, plan, given, kept, code=code, dry_run=dry_run, done=done, valid_only=valid_only)


def _kept(source: "Source", plan: "MergePlan", refused: Path | None) -> "RefusedRows | None":
    from csdesk.services.spreadsheets.rounds_refused import write_refused_merge

    if refused is None or not plan.refused or plan.open:
        return None
    return write_refused_merge(source, plan, refused)


def _code(plan: "MergePlan", *, valid_only: bool) -> int:
    if plan.open:
        return NEEDS_DECISION
    return REFUSED if plan.refused and not valid_only else 0


def _again(
    session: Session,
    file: Path,
    take: str | None,
    answers: tuple[str, ...],
    files: Mapping[str, Path | None],
    flags: Mapping[str, bool],
) -> str:
    """This call once more, as it can be pasted."""
    words = ["merge", str(file), *(["--take", take] if take else [])]
    words += [w for flag, path in files.items() if path for w in (flag, str(path))]
    words += [flag for flag, is_given in flags.items() if is_given]
    words += [w for answer in answers for w in ("--answer", answer)]
    return session.command(line(words))


def _say(
    session: Session,
    plan: "MergePlan",
    given: str,
    kept: "RefusedRows | None",
    *,
    code: int,
    dry_run: bool,
    done: "ChangeSet | None",
    valid_only: bool,
) -> None:
    """Say what was done, or what would be, and end with the code."""
    from csdesk.domain.rounds.plan import merge_json

    stays, undo = bool(code or dry_run), done.n if done else None
    lines = _lines(plan, given, code=code, valid_only=valid_only) if stays else _applied(plan, undo, session)
    facts = merge_json(plan, applied=not stays, undo=undo) | ({"refused_file": kept.file} if kept else {})
    session.show(facts, [*lines, *_told(kept)])
    click.get_current_context().exit(code)


def _told(rows: "RefusedRows | None") -> Iterator[str]:
    if rows:
        yield f"Refused rows: {rows.rows:,}, in {rows.file}. Mend them there, and merge that file."


def _applied(plan: "MergePlan", undo: int | None, session: Session) -> Iterator[str]:
    for sheet in plan.sheets:
        yield from _sheet(sheet, plan)
    if undo is None and not plan.refused:
        yield f"{plan.file} says nothing new: 0 changes."
    else:
        kept = "Nothing but your answers is new. " if plan.changes_nothing else ""
        done = f"Merged {plan.file}. {kept}Undo: {session.command(f'undo {undo}')}"
        yield done if undo is not None else f"{plan.file}: nothing but the refused rows is new: 0 changes."
    yield from _notes(plan)


def _notes(plan: "MergePlan") -> Iterator[str]:
    yield from plan.notes
    if n := plan.decided_before:
        yield f"Decided in an earlier merge, and kept so: {n:,}. To decide anew: --ask-again."


def _lines(plan: "MergePlan", given: str, *, code: int, valid_only: bool) -> Iterator[str]:
    yield f"{plan.file} went out on {plan.sent_on.isoformat()}."
    for sheet in plan.sheets:
        yield from _sheet(sheet, plan)
    yield from _notes(plan)
    if plan.open:
        yield from _questions(plan, given)
    if plan.refused and not valid_only:
        keep = "" if all(r.row for r in plan.refused) else ", keep what cannot be taken out"
        yield f"Nothing was written. Mend the rows above in the workbook{keep}, or merge the others with --valid-only."
    elif not code:
        if plan.changes_nothing:
            yield f"{plan.file} says nothing new: 0 changes."
        yield "Nothing was written: this was a dry run."


def _sheet(sheet: "MergedSheet", plan: "MergePlan") -> Iterator[str]:
    """What happens on a sheet; one on which nothing does is not told of."""
    from csdesk.cli.imports import row_words
    from csdesk.domain.imports.bench.plan import Result
    from csdesk.domain.rounds.plan import COLUMN
    from csdesk.wording.results import counts_text

    asked = {q.key.removeprefix(f"{COLUMN}:{sheet.sheet}:") for q in plan.open}

    if not sheet.rows and not sheet.removed and not sheet.notes and not sheet.unmapped:
        return
    counted = counts_text({r: sheet.count(r) for r in Result})
    removed = f"; {len(sheet.removed):,} taken out" if sheet.removed else ""
    yield f"Sheet “{sheet.sheet}”: {counted}{removed}"
    yield from (f"  {note}" for note in sheet.notes)
    yield from (f"  Column “{header}” is left out." for header in sheet.unmapped if header not in asked)
    for row in sheet.rows[:_SHOWN]:
        yield f"  {f'row {row.row}' if row.row else 'taken out'}, {row_words(row)}"
    if len(sheet.rows) > _SHOWN:
        yield f"  and {len(sheet.rows) - _SHOWN:,} more rows; --json lists them all"
    yield from (
        f"  {_conflict(c)}" for c in sheet.conflicts if c.taken and not (c.before and c.taken == "book")
    )
    for removed_row in sheet.removed:
        if removed_row.answer and not removed_row.held and not removed_row.before:
            yield f"  taken out: {removed_row.name}: {removed_row.answer}"


def _conflict(conflict: "Conflict") -> str:
    return f"row {conflict.row}, {conflict.header}: the {conflict.taken}’s value is taken"


def _questions(plan: "MergePlan", given: str) -> Iterator[str]:
    from csdesk import wording
    from csdesk.cli.asking import answering, question_lines

    since = {c.key: c.since for c in plan.conflicts}
    yield ""
    yield f"{wording.count(len(plan.open), 'question')} before anything is written:"
    for number, question in enumerate(plan.open, 1):
        yield ""
        yield from question_lines(f"{number}.", question)
        if who := since.get(question.key):
            by = f" by {who.who}" if who.who else ""
            yield f"   Changed here on {who.at:%Y-%m-%d %H:%M} UTC{by} ({who.verb})."
    yield ""
    yield from answering(given, plan.open)
