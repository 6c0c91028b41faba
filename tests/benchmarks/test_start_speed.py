"""How long it takes from the start of the process to the painted week, beside Qt with a table alone."""

from datetime import date
from pathlib import Path

import pytest

from csdesk.services.sample import write_sample
from csdesk.services.week.ready import keep_week
from csdesk.services.week.week import finish, plan_week
from csdesk.store.book import Book
from tests.benchmarks.races import process, race, told

ROUNDS, DAY = 15, date(2025, 11, 24)
TARGETS = {50: 1.6, 1600: 2.0}


@pytest.mark.parametrize("accounts", list(TARGETS))
def test_start_to_painted_week(accounts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was left, with the week that stands ready; after a change; and where no week was ever planned."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    path = tmp_path / "wingtip.csdesk"
    with Book.create(path) as book:
        write_sample(book, accounts=accounts)
    for how in ("no week was planned yet", "as it was left", "changed since"):
        if how == "as it was left":
            with Book.view(path) as book:
                assert keep_week(book, DAY)
        elif how == "changed since":
            with Book.open(path) as book:
                finish(book, plan_week(book, start=DAY).plan[0].item.candidate, today=DAY)
        medians = race(
            lambda: process("-m", "tests.benchmarks.bare_window", folder=tmp_path),
            lambda: process("-m", "tests.benchmarks.our_window", str(path), folder=tmp_path),
            ROUNDS,
        )
        print("\n" + told(f"start to painted week, {accounts} accounts, {how}", medians, TARGETS[accounts]))
