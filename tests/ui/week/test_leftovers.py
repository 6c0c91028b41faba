"""Leftovers: what the week does not do is said in full, and a number stays with its word."""

from datetime import date

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from csdesk.services.sample import write_sample
from csdesk.services.week.week import plan_week
from csdesk.store.book import Book
from csdesk.ui.theme import font
from csdesk.ui.week import card
from csdesk.ui.week.leftovers import Leftovers
from csdesk.ui.week.lines import together, wrapped
from csdesk.ui.week.seen import seen_of


def leftovers(qtbot: QtBot, width: int) -> Leftovers:
    """The rail's lists of a sample week, at a width."""
    made = Leftovers()
    qtbot.addWidget(made)
    made.resize(width, 100)
    with Book.in_memory() as book:
        write_sample(book, accounts=20)
        made.show_week(seen_of(plan_week(book, start=date(2025, 11, 24), hours=0.5)))
    return made


def test_every_account_that_is_not_worked_on_is_read_aloud(qtbot: QtBot) -> None:
    said = leftovers(qtbot, 232).accessibleDescription()
    assert said.startswith("Not doing")
    assert "of ARR not worked on" in said
    assert "Leave alone" in said


def test_narrower_is_taller_and_nothing_is_cut(qtbot: QtBot) -> None:
    narrow, wide = leftovers(qtbot, 200), leftovers(qtbot, 400)
    assert narrow.height() > wide.height()
    assert sorted(narrow.accessibleDescription().split()) == sorted(wide.accessibleDescription().split())


def test_a_number_stays_with_the_word_it_counts(qtbot: QtBot) -> None:
    del qtbot
    for width in range(30, 200, 7):
        lines = wrapped(together("Champion left 3 Nov"), font("small"), width, width)
        assert not any(line.endswith("3") or line == "Nov" for line in lines[:-1])


def test_three_reasons_in_one_are_read_whole_in_a_day_beside_the_rail(qtbot: QtBot) -> None:
    del qtbot
    said = together("Notice in 8 days; ends on 31 Jan unless signed; silent for 41 days")
    letters = QFontMetrics(font("small")).averageCharWidth()
    room = 24 * letters
    assert wrapped(said, font("small"), room, room)[-1].endswith("…")
    assert " ".join(wrapped(said, font("small"), room, room, most=card.WHY_LINES)) == said
