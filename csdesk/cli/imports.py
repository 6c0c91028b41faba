"""The verb `import`: a person's spreadsheet into the book."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csdesk.cli.asking import left_open, offered_lines, questions_lines, short
from csdesk.cli.import_answers import Planned, planned
from csdesk.cli.import_lines import Told, counted_line, noted_lines, sheet_lines
from csdesk.cli.import_reading import Said, as_json, reading_options, told
from csdesk.cli.session import Session, verb
from csdesk.cli.shell import line

if TYPE_CHECKING:
    from csdesk.domain.changes import ChangeSet
    from csdesk.domain.imports.bench.plan import Plan, RowPlan, SheetPlan
    from csdesk.domain.imports.cells.grid import Source
    from csdesk.domain.imports.sheets.around import Options
    from csdesk.services.spreadsheets.refused import RefusedRows

NEEDS_DECISION, REFUSED = 3, 2
_FEW, _SHOWN, _ALONE = 10, 30, 3
_FLAGS = ("--as", "--map", "--refused")


@verb("import", as_of=False)
@click.argument(
    "files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
@click.option(
    "--sheet",
    "sheets",
    metavar="NAME",
    multiple=True,
    help="Only this sheet; may be repeated, also for hidden ones.",
)
@click.option("--as", "noun", metavar="NOUN", help="What one row is, such as account, contact, ticket.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--valid-only", is_flag=True, help="Import the other rows where some are refused.")
@click.option(
    "--answer", "answers", metavar="KEY=CHOICE", multiple=True, help="Answer a question; may be repeated."
)
@click.option("--proposals", is_flag=True, help="Answer as proposed; what has no proposal is still asked.")
@click.option(
    "--decide", type=click.Choice(["ask", "skip", "new"]), default="ask", show_default=True,
    help="Rows that need a decision: ask, hold them back, or take similar names for new accounts.",
)  # fmt: skip
@click.option(
    "--map",
    "mapping",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A saved mapping, TOML or JSON: where columns go, and answers. --answer stands over it.",
)
@click.option(
    "--refused", metavar="FILE.xlsx", type=click.Path(path_type=Path),
    help="Write the refused rows there, each with the reason, to be mended and imported.",
)  # fmt: skip
@reading_options
def import_(
    session: Session,
    *,
    files: tuple[Path, ...],
    sheets: tuple[str, ...],
    noun: str | None,
    dry_run: bool,
    valid_only: bool,
    answers: tuple[str, ...],
    proposals: bool,
    decide: str,
    mapping: Path | None,
    refused: Path | None,
    said: Said,
) -> None:
    """Bring a spreadsheet of customers into the book.

    What the file does not say is asked: each question has a key, and nothing is written until all are answered.
    The whole import is one change, and can be undone.

    \b
    Example: csdesk import customers.xlsx --answer "edge:Customers:Renewal=first"
    """
    from csdesk.services.spreadsheets.imports import apply_import, read_files
    from csdesk.services.spreadsheets.refused import write_refused

    chosen = replace(_options(sheets, noun, decide, said), valid_only=valid_only)
    flags = dict(zip(_FLAGS, (noun, mapping, refused), strict=True)) | said.flags()
    lists = {"--sheet": sheets, "--answer": answers, "--decide": (decide,) if decide != "ask" else ()}
    given = _again(session, files, lists, flags, {"--valid-only": valid_only, "--proposals": proposals})
    with session.filling(write=not dry_run) as book:
        today = session.today(book)
        read = read_files(files, day=today, how=said.how())
        asked = planned(book, read, answers, mapping, today=today, options=chosen, proposals=proposals)
        plan = asked.plan
        kept = write_refused(read, plan, refused) if refused and plan.refused and not plan.open else None
        code = _code(plan, valid_only=valid_only)
        read = tuple(source.bare for source in read)  # a large sheet is not held while it is written
        done = None if code or dry_run else apply_import(book, plan, today=today, valid_only=valid_only)
    _say(session, read, asked, given, kept, done, code=code, stays=bool(code or dry_run))


def _say(
    session: Session,
    read: "tuple[Source, ...]",
    asked: Planned,
    given: str,
    kept: "RefusedRows | None",
    done: "ChangeSet | None",
    *,
    code: int,
    stays: bool,
) -> None:
    """Say what was done, or what would be, and end with the code."""
    from csdesk.domain.imports.bench.plan import plan_json

    plan, undo = asked.plan, done.n if done else None
    taken = [*_as_proposed(plan, asked.taken)]
    lines = [
        *told(read),
        *([*taken, ""] if taken and plan.open else ()),
        *(
            _lines(plan, given, code=code, more=asked.follow)
            if stays
            else _applied(plan, undo, given, session)
        ),
        *(["", *taken] if taken and not plan.open else ()),
    ]
    facts = plan_json(plan, applied=not stays, undo=undo) | {"read": as_json(read)} | _kept(kept)
    session.show(facts, [*lines, *_told(kept)])
    click.get_current_context().exit(code)


def _as_proposed(plan: "Plan", taken: Mapping[str, str]) -> Iterator[str]:
    """What was answered by a proposal, each as its question and what was taken."""
    from csdesk.domain.imports.tables.one_cause import typed_once

    asked = typed_once([q for q in plan.questions if q.key in taken], plan.questions)
    if asked:
        yield "Answered as proposed:"
    for question in asked:
        choice = next((c.text for c in question.choices if c.value == question.answer), question.answer)
        yield f"  {question.text} {choice}  ({question.key}={question.answer})"


def _kept(rows: "RefusedRows | None") -> dict[str, str]:
    return {"refused_file": rows.file} if rows else {}


def _told(rows: "RefusedRows | None") -> Iterator[str]:
    if rows:
        yield f"Refused rows: {rows.rows:,}, in {rows.file}. Mend them there, and import that file."


def _again(
    session: Session,
    files: tuple[Path, ...],
    lists: Mapping[str, tuple[str, ...]],
    flags: Mapping[str, str | Path | None],
    switches: Mapping[str, bool],
) -> str:
    """This call once more, as it can be pasted: the same book, files and choices."""
    words = ["import", *(str(f) for f in files)]
    words += [w for flag, values in lists.items() for value in values for w in (flag, value)]
    words += [w for flag, value in flags.items() if value for w in (flag, str(value))]
    words += [flag for flag, on in switches.items() if on]
    return session.command(line(words))


def _options(sheets: tuple[str, ...], noun: str | None, decide: str, said: Said) -> "Options":
    from csdesk.domain.errors import NoSuchNoun
    from csdesk.domain.imports.cells.days import Order
    from csdesk.domain.imports.cells.values import Mark
    from csdesk.domain.imports.sheets.around import Options
    from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS

    if noun is not None and noun not in SHEET_NOUNS:
        raise NoSuchNoun(name=noun, nouns=", ".join(SHEET_NOUNS))
    return Options(
        sheets=sheets,
        noun=noun,
        decide=decide,
        dates=Order(said.dates) if said.dates else None,
        decimal=Mark(said.decimal) if said.decimal else None,
    )


def _code(plan: "Plan", *, valid_only: bool) -> int:
    if plan.open:
        return NEEDS_DECISION
    return REFUSED if plan.refused and not valid_only else 0


def _lines(plan: "Plan", given: str, *, code: int, more: bool) -> Iterator[str]:
    before: Told = {}
    for sheet in plan.sheets:
        yield from sheet_lines(sheet, before)
        yield from _what_would_happen(sheet)
    yield from _skipped(plan)
    if plan.open:
        yield from questions_lines(plan, given)
    else:
        yield from offered_lines(plan)
    if plan.open:
        if more:
            yield "What you answer may raise further questions, which the next call asks."
        if plan.refused:
            yield "Rows that are still refused when all is answered hold the file back: mend them, or add --valid-only."
    elif code:
        yield _held_back(plan)
    else:
        yield "Nothing was written: this was a dry run."


def _skipped(plan: "Plan") -> Iterator[str]:
    here = {s.file for s in plan.sheets}
    return (f"{s.file} is not imported: {s.why}." for s in plan.skipped if s.file not in here)


def _held_back(plan: "Plan") -> str:
    """What keeps a file back whose rows are refused, and how the others come."""
    from csdesk import wording

    refused = wording.count(len(plan.refused), "row is", "rows are")
    rest = sum(len(s.rows) for s in plan.sheets) - len(plan.refused)
    others = f", or import the other {rest:,} with --valid-only" if rest else ""
    return f"Nothing was written: {refused} refused, and a file comes whole or not at all. Mend it{others}."


def _applied(plan: "Plan", undo: int | None, given: str, session: Session) -> Iterator[str]:
    from csdesk.domain.day_words import spelled
    from csdesk.domain.imports.bench.plan import Result
    from csdesk.wording.results import counts_text

    for sheet in plan.sheets if undo is not None else ():
        yield from counted_line(sheet)
        yield from noted_lines(sheet)
    yield from _skipped(plan)
    if undo is not None:
        yield from left_open(given, plan.questions)
    names = ", ".join(f.file for f in plan.files)
    counted = counts_text({r: plan.count(r) for r in Result})
    if undo is None:
        day = max((f.before for f in plan.files if f.before), default=None)
        yield f"{names} was already imported{f' on {spelled(day)}' if day else ''}: 0 changes."
    else:
        yield f"Imported {names}: {counted}. Undo: {session.command(f'undo {undo}')}"


def _what_would_happen(sheet: "SheetPlan") -> Iterator[str]:
    """The rows that change something of the book, and those that wait, by name; new ones where they are few."""
    from csdesk.domain.imports.bench.plan import Result

    told = {Result.CHANGED, Result.CONFLICT, Result.WAITING}
    few = sheet.count(Result.NEW) <= _FEW
    rows = [r for r in sheet.rows if r.result in told or (few and r.result is Result.NEW)]
    for row in rows[:_SHOWN]:
        yield f"  row {row.row}, {row_words(row)}"
    if len(rows) > _SHOWN:
        yield f"  and {len(rows) - _SHOWN:,} more rows; --json lists them all"


def row_words(row: "RowPlan") -> str:
    """What would become of a row; one about no customer has no name."""
    return f"{row.result}: " + ": ".join(filter(None, [row.name, short(row.what)]))
