"""How long it takes from the start of the process to the painted week, beside Qt with a table alone."""

from pathlib import Path

from csdesk.services.sample import write_sample
from csdesk.store.book import Book
from tests.benchmarks.races import process, race, told

ROUNDS, TARGET = 15, 1.6


def test_start_to_painted_week(tmp_path: Path) -> None:
    path = tmp_path / "wingtip.csdesk"
    with Book.create(path) as book:
        write_sample(book)
    medians = race(
        lambda: process("-m", "tests.benchmarks.bare_window", folder=tmp_path),
        lambda: process("-m", "tests.benchmarks.our_window", str(path), folder=tmp_path),
        ROUNDS,
    )
    print("\n" + told("start to painted week, 50 accounts", medians, TARGET))
