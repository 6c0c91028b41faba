"""Folding: on a narrow terminal the words of a week go on below, and none is lost."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk.cli.folding import folded
from csdesk.cli.program import program
from csdesk.cli.tables import width_of
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.domain.tasks import Task
from csdesk.store.book import Book
from tests.cli.test_colours import on_terminal
from tests.systems import posix

DAY = date(2025, 11, 24)


@posix
@pytest.mark.parametrize("columns", [40, 60, 100])
def test_a_week_is_no_wider_than_its_terminal_and_a_pipe_has_it_on_one_line_each(
    tmp_path: Path, columns: int
) -> None:
    path = tmp_path / "a.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=DAY):
        book.put(Account(id=AccountId("a"), account="Nordrhein-Westfalen Wohnungsbau"))
        for at in range(12):
            title = f"Write to all the branches about the new release, part {at}"
            book.put(Task(id=f"t-{at}", account=AccountId("a"), title=title, due_on=DAY, minutes=60))
    call = ["week", "--start", DAY.isoformat(), "--book", str(path)]
    piped = CliRunner().invoke(program, call).stdout
    shown = on_terminal(*call, NO_COLOR="1", COLUMNS=str(columns)).decode().replace("\r", "")
    items = [line for line in shown.splitlines() if line.startswith("  ")]
    assert max(map(len, items)) <= columns
    assert sorted(shown.split()) == sorted(piped.split())
    assert sum("part 3" in line for line in piped.splitlines()) == 1


def test_words_stand_beside_the_name_or_where_there_is_no_room_below_it() -> None:
    left, right = ("Halden Freight", "61,200 USD"), ("Call Priya Nair", "Notice in 8 days")
    beside = folded("  0:30  !  ", left, right, at=27, room=60)
    assert beside == [
        "  0:30  !  Halden Freight  Call Priya Nair",
        "           61,200 USD      Notice in 8 days",
    ]
    below = folded("  0:30  !  ", left, right, at=27, room=40)
    assert below[0] == "  0:30  !  Halden Freight"
    assert [line.strip() for line in below[1:]] == ["Call Priya Nair", "Notice in 8 days", "61,200 USD"]


def test_a_word_too_long_for_its_room_is_broken() -> None:
    lines = folded("", ("株" * 30,), ("W" * 90,), at=20, room=50)
    assert max(map(width_of, lines)) <= 50
    assert sum(line.count("株") for line in lines) == 30
    assert sum(line.count("W") for line in lines) == 90
