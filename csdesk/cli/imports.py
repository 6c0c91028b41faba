"""The verb `import`: a person's spreadsheet into the book."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csdesk.cli.session import Session, verb

if TYPE_CHECKING:
    from csdesk.domain.imports.plan import Plan, SheetPlan
    from csdesk.domain.imports.questions import Question
    from csdesk.domain.imports.sheets import Options

NEEDS_DECISION, REFUSED = 3, 2


@verb("import", as_of=False)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--sheet", "sheets", multiple=True, help="Only this sheet; may be repeated, also for hidden ones."
)
@click.option("--as", "noun", metavar="NOUN", help="What one row is, such as account, contact, ticket.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--valid-only", is_flag=True, help="Import the other rows where some are refused.")
@click.option(
    "--answer", "answers", metavar="KEY=CHOICE", multiple=True, help="Answer a question; may be repeated."
)
@click.option(
    "--decide", type=click.Choice(["ask", "skip", "new"]), default="ask", show_default=True,
    help="Rows that need a decision: ask, hold them back, or take similar names for new accounts.",
)  # fmt: skip
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="Which way round dates stand.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="Which sign marks decimals.")
def import_(
    session: Session,
    *,
    files: tuple[Path, ...],
    sheets: tuple[str, ...],
    noun: str | None,
    dry_run: bool,
    valid_only: bool,
    answers: tuple[str, ...],
    decide: str,
    dates: str | None,
    decimal: str | None,
) -> None:
    """Bring a spreadsheet of customers into the book.

    What cannot be known from the file is asked: each question has a key, and nothing is written until all
    are answered. The whole import is one change, and can be undone.

    \b
    Example: csdesk import customers.xlsx --answer "edge:Customers:Renewal=first"
    """
    from csdesk.services.imports import apply_import, plan_import, read_files

    options = _options(sheets, noun, decide, dates, decimal)
    with session.reading() if dry_run else session.writing() as book:
        today = session.today(book)
        plan = plan_import(
            book, read_files(files, day=today), _answers(answers), today=today, options=options
        )
        code = _code(plan, valid_only=valid_only)
        if code or dry_run:
            _show(session, plan, files, applied=False, undo=None, code=code)
            click.get_current_context().exit(code)
        done = apply_import(book, plan, today=today, valid_only=valid_only)
    _show(session, plan, files, applied=True, undo=done.n if done else None, code=0)


def _options(
    sheets: tuple[str, ...], noun: str | None, decide: str, dates: str | None, decimal: str | None
) -> "Options":
    from csdesk.domain.errors import NoSuchNoun
    from csdesk.domain.imports.days import Order
    from csdesk.domain.imports.sheets import Options
    from csdesk.domain.imports.targets import SHEET_NOUNS
    from csdesk.domain.imports.values import Mark

    if noun is not None and noun not in SHEET_NOUNS:
        raise NoSuchNoun(name=noun, nouns=", ".join(SHEET_NOUNS))
    return Options(
        sheets=sheets,
        noun=noun,
        decide=decide,
        dates=Order(dates) if dates else None,
        decimal=Mark(decimal) if decimal else None,
    )


def _answers(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in given:
        key, equals, choice = text.rpartition("=")
        if not equals or not key:
            raise click.UsageError(f"--answer needs KEY=CHOICE, not “{text}”.")
        found[key.strip()] = choice.strip()
    return found


def _code(plan: "Plan", *, valid_only: bool) -> int:
    if plan.open:
        return NEEDS_DECISION
    return REFUSED if plan.refused and not valid_only else 0


def _show(
    session: Session, plan: "Plan", files: tuple[Path, ...], *, applied: bool, undo: int | None, code: int
) -> None:
    from csdesk.domain.imports.plan import plan_json

    lines = _applied(plan, undo) if applied else _lines(plan, files, code=code)
    session.show(plan_json(plan, applied=applied, undo=undo), lines)


def _lines(plan: "Plan", files: tuple[Path, ...], *, code: int) -> Iterator[str]:
    for sheet in plan.sheets:
        yield from _sheet(sheet)
    if plan.open:
        yield from _questions(plan, files)
    elif code:
        yield "Nothing was written. Mend the rows above, or import the others with --valid-only."
    else:
        yield "Nothing was written: this was a dry run."


def _applied(plan: "Plan", undo: int | None) -> Iterator[str]:
    from csdesk.domain.imports.plan import Result

    names = ", ".join(f.file for f in plan.files)
    counted = ", ".join(f"{plan.count(r)} {r.value}" for r in Result if plan.count(r))
    if undo is None:
        day = max((f.before for f in plan.files if f.before), default="")
        yield f"{names} was imported on {day}: nothing to change."
    else:
        yield f"Imported {names}: {counted}. Undo: csdesk undo {undo}"


def _sheet(sheet: "SheetPlan") -> Iterator[str]:
    from csdesk.domain.imports.plan import Result

    counted = ", ".join(f"{sheet.count(r)} {r.value}" for r in Result if sheet.count(r))
    yield f"{sheet.file}, sheet “{sheet.sheet}”: {len(sheet.rows)} rows: {counted}"
    for column in sheet.columns:
        if column.target:
            why = (
                column.because
                if column.because == "same name"
                else f"{column.because}, {column.confidence:.0%}"
            )
            yield f"  {column.header} → {column.target}  ({why})"
        elif column.samples:
            yield f"  {column.header} → nowhere  ({'; '.join(column.samples)})"
    for left in sheet.left_out:
        yield f"  row {left.row} left out: {left.text} ({left.why})"
    for note in sheet.notes:
        yield f"  {note}"
    for problem in sheet.problems:
        place = f"row {problem.row}" + (f", {problem.column}" if problem.column else "")
        said = f" ({problem.value})" if problem.value else ""
        yield (
            f"  {place}: {problem.problem}{said}; {problem.next}"
            if problem.next
            else f"  {place}: {problem.problem}{said}"
        )


def _questions(plan: "Plan", files: tuple[Path, ...]) -> Iterator[str]:
    count = len(plan.open)
    yield ""
    yield f"{count} question{'' if count == 1 else 's'} before anything is written:"
    for number, question in enumerate(plan.open, 1):
        yield ""
        yield from _question(number, question)
    yield ""
    named = " ".join(shlex.quote(str(f)) for f in files)
    given = ["--answer " + shlex.quote(f"{q.key}={q.default or '?'}") for q in plan.open]
    yield "Answer them all, for example:"
    yield f"  csdesk import {named} " + " ".join(given)


def _question(number: int, question: "Question") -> Iterator[str]:
    yield f"{number}. {question.text}"
    if question.evidence:
        yield f"   {question.evidence}"
    for choice in question.choices:
        mark = "  (proposed)" if choice.value == question.default else ""
        yield f"   {question.key}={choice.value}  {choice.text}{mark}"
