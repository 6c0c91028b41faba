"""Leaks on the command line: the list of what a file may not hold, and what a person lets pass."""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from csdesk.cli.session import Session, harmless, json_text

if TYPE_CHECKING:
    from csdesk.domain.errors import LeaksFound
    from csdesk.domain.leaks.findings import Finding
    from csdesk.store.book import Book

T = TypeVar("T")
_SHOWN = 40


def with_reason(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """What may pass, each with its reason: `KEY=REASON`, or the words themselves."""
    reasons = {}
    for one in given:
        key, equals, reason = one.partition("=")
        if not (equals and key.strip() and reason.strip()):
            raise click.BadParameter("Write KEY=REASON.")
        reasons[key.strip()] = reason.strip()
    return reasons


def pass_option(work: Callable[..., None]) -> Callable[..., None]:
    """The option `--pass`."""
    return click.option(
        "--pass",
        "passes",
        multiple=True,
        metavar="KEY=REASON",
        callback=with_reason,
        help="Let a finding pass, with the reason, which is kept once the file goes out; may be repeated.",
    )(work)


def guarded(
    session: Session,
    reasons: dict[str, str],
    write: "Callable[[Book], T]",
    let_pass: "Callable[[Book, LeaksFound, dict[str, str]], object]",
) -> T:
    """Write a file; let pass what has a reason and write it again; else list what was found, and exit 2.

    Reasons are kept where nothing else holds the file back, so that a refusal has changed nothing.
    """
    from csdesk.domain.errors import LeaksFound
    from csdesk.services.outgoing.leak_guard import still_held

    try:
        with session.reading() as book:
            return write(book)
    except LeaksFound as found:
        if open_ := still_held(found, reasons):
            refuse(session, open_)
        held = found
    with session.writing() as book:
        let_pass(book, held, reasons)
    try:
        with session.reading() as book:
            return write(book)
    except LeaksFound as still:
        refuse(session, still)


def refuse(session: Session, error: "LeaksFound") -> NoReturn:
    """Say what was found, where and why, and exit."""
    from csdesk import wording

    if session.as_json:
        found = [facts_of(f) for f in error.findings]
        click.echo(json_text({"error": wording.facts(error), "findings": found}))
    else:
        lines = [*lines_of(error.findings), wording.line(error)]
        click.echo("\n".join(harmless(line) for line in lines), err=True)
    sys.exit(error.exit_code)


def facts_of(finding: "Finding") -> dict[str, object]:
    """A finding as the JSON contract has it."""
    return {
        "key": finding.key,
        "leak": str(finding.leak),
        "found": finding.found,
        "place": finding.place,
        "text": finding.text,
        "whose": finding.whose or None,
    }


def lines_of(findings: "tuple[Finding, ...]") -> Iterator[str]:
    """The findings for a person: the key, the place, the words, why."""
    from csdesk.cli.tables import aligned
    from csdesk.wording import count

    rows = [(f.key, _short(f.place), f"“{_short(f.found)}”", f.why) for f in findings[:_SHOWN]]
    yield from aligned(rows)
    if len(findings) > _SHOWN:
        yield f"… and {count(len(findings) - _SHOWN, 'text')} more; --json lists all."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
