"""A large import that is killed leaves the book as before or as after: a short run, and that it would notice."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.survival.kill_import import Counts, Known, known_of, look, run


@pytest.mark.slow
def test_an_import_killed_while_it_reads_plans_and_writes_leaves_the_book_as_before_or_after(
    tmp_path: Path,
) -> None:
    counts = run(3, tmp_path, seed=5, rows=400)
    assert counts.wrong == []
    assert counts.kills.total() == counts.as_before + counts.as_after == 3


@pytest.fixture
def known(tmp_path: Path) -> Known:
    return known_of(tmp_path, "tickets", 300)


@pytest.mark.slow
def test_half_an_import_and_one_that_is_not_told_would_be_noticed(known: Known, tmp_path: Path) -> None:
    path = Path(shutil.copy(known.start, tmp_path / "half.csdesk"))
    assert look(path, known, Counts(), hot=False) == []
    assert look(path, known, Counts(), hot=True) == ["cut off, and not told"]
    plain = sqlite3.connect(path)
    plain.execute("INSERT INTO operations (at, today, who, verb, label) VALUES ('', '', '', 'import', '')")
    plain.commit()
    plain.close()
    assert "the book is neither as before nor as after" in look(path, known, Counts(), hot=False)
