"""Tables: aligned; on a terminal that is narrower, words go on below and figures stay whole."""

from pathlib import Path

import pytest

from csdesk.cli.tables import aligned, width_of
from csdesk.services.sample.file import sample_file
from tests.cli.test_colours import on_terminal
from tests.systems import posix

HEADER = ["Due on", "Account", "Accounts before", "", "Reason"]
ROW = ["31 Jan 2026", "Nordrhein-Westfalen Wohnungsbau", "61,200.00", "USD", "Silent since the champion left"]


def table(room: int, row: list[str] = ROW) -> list[str]:
    return aligned([row], header=HEADER, right={2}, room=room)


def test_a_table_that_fits_stands_as_in_a_pipe() -> None:
    assert table(200) == aligned([ROW], header=HEADER, right={2})
    assert len(table(200)) == 3


def test_words_are_folded_in_their_column_and_headings_of_figures_above_them() -> None:
    assert table(80) == [
        "Due on       Account                Accounts before       Reason",
        "───────────  ─────────────────────  ───────────────  ───  ──────────────────────",
        "31 Jan 2026  Nordrhein-Westfalen          61,200.00  USD  Silent since the",
        "             Wohnungsbau                                  champion left",
    ]


def test_a_figure_of_the_first_row_is_whole_where_nothing_stands_over_it() -> None:
    rows = [["Eligible churn", "6.52 % (3 of 46)", "accounts that left " * 5], ["Quick ratio", "3.49", "x"]]
    assert all("6.52 % (3 of 46)" in aligned(rows, right={1}, room=room)[0] for room in (40, 60, 80))


def test_what_does_not_fit_beside_the_others_stands_below_its_row() -> None:
    assert table(50) == [
        "Due on       Account                 Accounts",
        "                                       before",
        "    Reason",
        "───────────  ───────────────────  ───────────  ───",
        "31 Jan 2026  Nordrhein-Westfalen    61,200.00  USD",
        "             Wohnungsbau",
        "    Silent since the champion left",
    ]


def test_columns_stand_nearer_before_one_of_them_goes_below() -> None:
    rows = [[word, "61,200.00", "82.5 healthy"] for word in ("Brightwater Dental", "Dunmore Foods")]
    assert aligned(rows, right={1}, room=34) == [
        "Brightwater 61,200.00 82.5 healthy",
        "Dental",
        "Dunmore     61,200.00 82.5 healthy",
        "Foods",
    ]


@pytest.mark.parametrize("room", range(20, 140, 7))
def test_no_word_is_lost_and_no_figure_broken_at_any_width(room: int) -> None:
    lines = table(room)
    said = " ".join(lines[next(n for n, x in enumerate(lines) if x[0] == "─") + 1 :])
    assert "61,200.00" in said
    assert sorted("".join(said.split()).replace("·", "")) == sorted("".join("".join(ROW).split()))


@posix
@pytest.mark.parametrize("verb", [("accounts",), ("losses",), ("history",), ("show", "Financiality")])
def test_no_table_is_wider_than_its_terminal(tmp_path: Path, verb: tuple[str, ...]) -> None:
    path = sample_file(tmp_path / "a.csdesk")
    shown = on_terminal(*verb, "--book", str(path), NO_COLOR="1", COLUMNS="80").decode().replace("\r", "")
    assert max(map(width_of, shown.splitlines())) <= 80
