"""How long a whole book takes to score, beside the SQL aggregates it needs and beside pandas, in one run."""

import importlib
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from csdesk.domain.health.judge import Judge
from csdesk.domain.health.scorecard import TEN_SIGNALS
from csdesk.services.health.health import scores, weekly
from csdesk.store.book import Book
from csdesk.store.readings.readings import RISKS, STATEMENTS, SUBJECTS, moment_of, subjects
from csdesk.store.readings.walk import columns
from csdesk.store.statement import select
from tests.benchmarks.big_book import DAY, fill
from tests.benchmarks.races import race, timed, told

BESIDE_PANDAS = 0.33
"""Three times as fast."""


def best(work: Callable[[], object], times: int = 5) -> float:
    """The quickest of some runs, in seconds."""
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        took.append(time.perf_counter() - begin)
    return min(took)


def aggregates(book: Book) -> None:
    """The statements alone, fetched."""
    moment = moment_of(book, DAY)
    for statement in STATEMENTS:
        statement.is_kept(book, moment)
        statement.rows(book, moment)
    select(book, SUBJECTS)
    select(book, RISKS, moment.day)


def test_a_whole_book_is_scored_in_little_more_than_its_aggregates() -> None:
    for accounts in (50, 1_600, 10_000):
        with Book.in_memory() as book:
            facts = fill(book, accounts)
            alone, whole = best(partial(aggregates, book)), best(partial(scores, book, as_of=DAY))
            print(
                f"\n{accounts} accounts, {facts} facts: aggregates {alone:.3f} s, scored {whole:.3f} s",
                end="",
            )
            print(f", ratio {whole / alone:.2f}")
            assert len(scores(book, as_of=DAY)) == accounts


def test_where_the_time_of_a_whole_book_goes() -> None:
    with Book.in_memory() as book:
        fill(book, 10_000)
        moment = moment_of(book, DAY)
        for statement in STATEMENTS:
            rows = best(partial(statement.rows, book, moment), 2)
            folded = best(partial(statement.columns, book, moment), 2)
            print(
                f"\n  {statement.key:<20} SQL {rows * 1000:6.1f} ms, folded {folded * 1000:6.1f} ms", end=""
            )
        judge, who = Judge(TEN_SIGNALS, columns(book, moment), DAY), subjects(book, DAY)
        print(f"\n  subjects {best(lambda: subjects(book, DAY), 2) * 1000:.1f} ms", end="")
        print(f", judgement alone {best(lambda: [judge.score(s) for s in who], 2) * 1000:.1f} ms")
        assert len(who) == 10_000


def test_weeks_of_a_book_cost_less_than_as_many_scorings() -> None:
    for accounts in (50, 1_600):
        with Book.in_memory() as book:
            fill(book, accounts)
            once = best(partial(scores, book, as_of=DAY))
            weeks = best(partial(weekly, book, as_of=DAY, weeks=12), 2)
            years = best(partial(weekly, book, as_of=DAY, weeks=104), 1)
            print(f"\n{accounts} accounts: one day {once:.3f} s", end="")
            print(f", 12 weeks {weeks:.3f} s, 104 weeks {years:.3f} s", end="")
            assert len(weekly(book, as_of=DAY, weeks=1)[0]) == accounts


@pytest.mark.parametrize("accounts", [1_600, 10_000])
def test_a_book_is_scored_from_its_file_beside_pandas(accounts: int, tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pip install csdesk[bench]")
    pandas = importlib.import_module("tests.benchmarks.pandas_health")
    path = tmp_path / "big.csdesk"
    with Book.create(path) as book:
        facts = fill(book, accounts)

    def ours() -> dict[str, int | None]:
        with Book.view(path) as seen:
            return {account: s.tenths for account, s in scores(seen, as_of=DAY, card=pandas.CARD).items()}

    assert ours() == pandas.pandas_scores(path, DAY), "the same scores"
    medians = race(lambda: timed(lambda: pandas.pandas_scores(path, DAY)), lambda: timed(ours), 5)
    print()
    print(told(f"{accounts} accounts, {facts} facts, from the file; floor is pandas", medians, BESIDE_PANDAS))
