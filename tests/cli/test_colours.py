"""Colours: on a terminal only, and never out of the data."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest

from csdesk.cli.colours import painted
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from tests.systems import posix

TABLE = [
    "Account    Health  Band",
    "─────────  ──────  ───────",
    "watch       33.4   at risk",
    "Corvid      90.1   healthy  2026-01-31",
    "watch, the healthy way",
    "",
]


def test_headings_and_bands_have_their_colour_and_nothing_else_has() -> None:
    lines = painted(TABLE)
    assert [click.unstyle(line) for line in lines] == TABLE
    assert lines[0] == click.style(TABLE[0], bold=True)
    assert lines[2] == f"watch       33.4   {click.style('at risk', fg='red')}"
    assert click.style("healthy", fg="green") in lines[3]
    assert lines[4:] == TABLE[4:]


def test_days_of_a_week_stand_out_and_what_must_be_done_is_red() -> None:
    lines = [
        "Mon 24 Nov  4:05 of 4:08 h",
        "  0:30  !  Halden Freight  Call!",
        "  0:15     Mon 24 Nov  !  ",
        "Monday",
    ]
    heading, must, *others = painted(lines)
    assert heading == click.style(lines[0], bold=True)
    assert must == f"  0:30  {click.style('!', fg='red')}  Halden Freight  Call!"
    assert others == lines[2:]


@posix
@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_sees_colours_unless_it_asks_for_none(
    tmp_path: Path, environment: dict[str, str], coloured: bool
) -> None:
    path = tmp_path / "a.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=date(2025, 11, 24)):
        book.put(Account(id=AccountId("a"), account="Evil \x1b[2J Ltd"))
    said = on_terminal("accounts", "--book", str(path), **environment)
    assert (b"\x1b[1m" in said) is coloured
    assert b"\x1b[2J" not in said


def on_terminal(*given: str, **environment: str) -> bytes:
    """What the program writes to a terminal."""
    import pty

    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm", **environment}
    subprocess.run([sys.executable, "-m", "csdesk", *given], stdout=theirs, check=True, env=env)
    os.close(theirs)
    said = b""
    try:
        while more := os.read(ours, 4096):
            said += more
    except OSError:  # Linux says the end of a terminal with an error
        pass
    os.close(ours)
    return said
