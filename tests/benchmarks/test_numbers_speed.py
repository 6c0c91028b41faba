"""How long waterfalls take beside pandas, from the file and from the shell, and a change of period of the page."""

import gc
import importlib
import statistics
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.periods import add_months
from csdesk.domain.revenue.bars import Bars
from csdesk.domain.revenue.movements import CONTRACTION, EXPANSION, Movement
from csdesk.services.numbers.boards import Boards
from csdesk.services.numbers.numbers import sold_by
from csdesk.services.numbers.waterfalls import waterfalls_by
from csdesk.store.book import Book
from tests.benchmarks.races import ended, race, timed, told
from tests.benchmarks.sold_book import DIMENSIONS, FIRST, LAST, TODAY, fill

TARGET, PAGE, SERIES = 1.0, 0.1, 2.0
Periods = Sequence[tuple[date, date]]
_FIRSTS = [add_months(date(2023, 1, 1), n) for n in range(37)]
MONTHS: Periods = [(first, after - timedelta(days=1)) for first, after in pairwise(_FIRSTS)]
_KINDS = ((Movement.NEW,), (Movement.WON_BACK,), EXPANSION, CONTRACTION, (Movement.CHURN,))


@pytest.fixture(autouse=True)
def _as_the_program_runs() -> Iterator[None]:
    """The verbs of csdesk look for cycles as seldom."""
    before = gc.get_threshold()
    gc.set_threshold(500_000, 20, 20)
    yield
    gc.set_threshold(*before)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """10,000 accounts with 60,000 steps."""
    made = tmp_path_factory.mktemp("sold") / "big.csdesk"
    with Book.create(made) as book:
        fill(book, 10_000)
    return made


def ours(path: Path, periods: Periods) -> list[dict[str, dict[str, tuple[int, ...]]]]:
    """The waterfall of each period for each value of each dimension, in whole minor units."""
    with Book.view(path) as book:
        _, told = waterfalls_by(book, sold_by(book, as_of=TODAY), periods, DIMENSIONS)
    return [
        {
            by: {str(value): _whole(bars) for value, bars in parts[n] if _any(bars)}
            for by, parts in told.items()
        }
        for n in range(len(periods))
    ]


def _whole(bars: Bars) -> tuple[int, ...]:
    return tuple(round(x) for x in (bars.opening, *(bars.total(kinds) for kinds in _KINDS), bars.closing))


def _any(bars: Bars) -> bool:
    return bool(bars.opening or bars.closing or bars.movements)


@pytest.mark.parametrize("periods", [[(FIRST, LAST)], MONTHS], ids=["a month", "36 months"])
def test_by_five_dimensions_beside_pandas(path: Path, periods: Periods) -> None:
    pytest.importorskip("pandas", reason="pip install csdesk[bench]")
    pandas = importlib.import_module("tests.benchmarks.pandas_numbers")

    def floor() -> object:
        return pandas.pandas_waterfalls(path, periods, DIMENSIONS)

    assert ours(path, periods) == floor(), "the same waterfalls"
    medians = race(lambda: timed(floor), lambda: timed(lambda: ours(path, periods)), 3)
    count = f"{len(periods)} {'month' if len(periods) == 1 else 'months'}"
    what = f"10,000 accounts, 60,000 steps, {count} by five dimensions from the file; floor is pandas"
    print("\n" + told(what, medians, TARGET))
    if len(periods) > 1:
        print(f"target {SERIES:.0f} s: {'met' if medians[1] <= SERIES else 'MISSED'}")


def asked(path: Path, *form: str) -> tuple[str, ...]:
    """The command for 36 months by segment."""
    days = ("--from", str(MONTHS[0][0]), "--to", str(MONTHS[-1][1]), "--as-of", str(TODAY))
    return ("numbers", "--book", str(path), *days, "--each", "month", "--by", "segment", *form)


_SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from tests.benchmarks.pandas_numbers import pandas_waterfalls
days = [date.fromisoformat(day) for day in sys.argv[2:]]
print(pandas_waterfalls(Path(sys.argv[1]), list(zip(days[::2], days[1::2])), ["segment"]))
"""


def test_the_command_beside_a_pandas_script_each_in_its_own_process(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pip install csdesk[bench]")
    days = [str(day) for period in MONTHS for day in period]
    medians = race(
        lambda: ended("-c", _SCRIPT, str(path), *days, folder=tmp_path),
        lambda: ended("-m", "csdesk", *asked(path), folder=tmp_path),
        3,
    )
    print(
        "\n"
        + told(
            "36 months by segment from the shell; floor is the pandas script, with its import",
            medians,
            TARGET,
        )
    )


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["in words", "JSON"])
def test_the_command_for_36_months_by_segment(path: Path, form: tuple[str, ...]) -> None:
    def call() -> str:
        return CliRunner().invoke(program, asked(path, *form), catch_exceptions=False).output

    assert ("31 Dec 2025" in call()) is not bool(form)
    took = min(timed(call) for _ in range(3))
    verdict = "" if form else f" (target {SERIES:.0f} s: {'met' if took <= SERIES else 'MISSED'})"
    print(f"\n36 months by segment {' '.join(form) or 'in words'}: {took:.2f} s{verdict}")


def test_another_period_of_the_page(tmp_path: Path) -> None:
    with Book.create(tmp_path / "book.csdesk") as book:
        fill(book, 1_600)
    with Book.view(tmp_path / "book.csdesk") as book:
        first = min(timed(lambda: Boards(TODAY).board(book, FIRST, LAST)) for _ in range(5))
        boards = Boards(TODAY)
        boards.board(book, FIRST, LAST)
        took = statistics.median(timed(partial(boards.board, book, *p)) for p in MONTHS[-12:])
    verdict = "met" if took <= PAGE else "MISSED"
    print(
        f"\nanother period at 1,600 accounts: {took * 1000:.0f} ms (target {PAGE * 1000:.0f} ms: {verdict}); "
        f"the first one, with its reading, {first * 1000:.0f} ms"
    )
