"""How everything grows with the book: a table of medians at 50, 1,600 and 10,000 accounts.

`CSDESK_GROWTH=50,1600` measures other sizes; `CSDESK_GROWTH_BOOKS=FOLDER` keeps the books for the next run;
`CSDESK_GROWTH_ROUNDS=3` is quicker.
"""

import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.services.accounts.portrait import portrait_of
from csdesk.services.accounts.touches import TouchDraft, log_touch
from csdesk.services.book.knowing import seen_from
from csdesk.services.health.health import score_of
from csdesk.services.reviews.reviews import write_qbr
from csdesk.services.sample import CLOCK, sample_file
from csdesk.store.book import Book
from tests.benchmarks.races import ended, process

SIZES = [int(n) for n in os.environ.get("CSDESK_GROWTH", "50,1600,10000").split(",")]
ROUNDS = int(os.environ.get("CSDESK_GROWTH_ROUNDS", "5"))
LOOKED_FROM = CLOCK - timedelta(days=47)

Took = tuple[float, float]
"""Seconds by the clock, and of the processor."""


def took(work: Callable[[], object]) -> Took:
    """What some work takes here."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def took_there(work: Callable[[], float]) -> Took:
    """What a program of its own takes, until it has said what it was asked for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock = work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median(measure: Callable[[], Took]) -> str:
    """The medians of some rounds, of which the first does not count."""
    measure()
    rounds = [measure() for _ in range(ROUNDS)]
    clock, processor = (statistics.median(r[n] for r in rounds) * 1000 for n in (0, 1))
    return f"{clock:,.1f} ({processor:,.1f})"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the books are."""
    kept = os.environ.get("CSDESK_GROWTH_BOOKS")
    return Path(kept) if kept else tmp_path_factory.mktemp("growth")


@pytest.fixture(scope="module")
def table(folder: Path) -> Iterator[dict[str, dict[int, str]]]:
    """The table, printed when every size was measured."""
    rows: dict[str, dict[int, str]] = {}
    yield rows
    print(f"\n\nMedians of {ROUNDS} rounds, ms by the clock (ms of the processor)\n")
    print("| what | " + " | ".join(f"{n:,}" for n in SIZES) + " |")
    print("|---|" + "---|" * len(SIZES))
    for what, found in rows.items():
        print(f"| {what} | " + " | ".join(found.get(n, "") for n in SIZES) + " |")


@pytest.mark.parametrize("accounts", SIZES)
def test_growth(accounts: int, folder: Path, tmp_path: Path, table: dict[str, dict[int, str]]) -> None:
    def note(what: str, said: str) -> None:
        table.setdefault(what, {})[accounts] = said

    path = folder / f"growth-{accounts}.csdesk"
    note("making the sample, s", f"{took(lambda: sample_file(path, accounts=accounts))[0]:,.1f}")
    note("the book, MB", f"{path.stat().st_size / 1e6:,.1f}")
    note("start to the painted week", median(lambda: took_there(lambda: _window(path, tmp_path))))
    for verb in ("accounts", "week", "health", "renewals"):
        note(f"`csdesk {verb} --json`", median(partial(took_there, partial(_verb, verb, path, tmp_path))))
    with closing(Book.view(path)) as view, closing(Book.open(path)) as writer:
        account = next(
            a for a in view.all(Account) if a.account == "Financiality" and a.status is Status.CUSTOMER
        )
        asked = {
            "the Account page's question": lambda: portrait_of(view, account.id, as_of=CLOCK),
            "a review deck": lambda: write_qbr(view, account.id, tmp_path / "deck.pptx", as_of=CLOCK),
            "looking back 47 days, as it was": lambda: _look(view, known=False),
            "looking back 47 days, as known": lambda: _look(view, known=True),
        }
        for what, work in asked.items():
            note(what, median(partial(took, work)))
        saved, read = [], []
        for number in range(ROUNDS + 1):
            draft = TouchDraft(account.id, f"Growth {number}", CLOCK)
            saved.append(took(partial(log_touch, writer, draft, today=CLOCK)))
            read.append(took(lambda: score_of(view, account.id, as_of=CLOCK)))
        note("saving a touch, to COMMIT", median(iter(saved).__next__))
        note("the receipt after it", median(iter(read).__next__))


def _window(path: Path, folder: Path) -> float:
    return process("-m", "tests.benchmarks.our_window", str(path), folder=folder)


def _verb(verb: str, path: Path, folder: Path) -> float:
    return ended("-m", "csdesk", verb, "--json", "--book", str(path), folder=folder)


def _look(book: Book, *, known: bool) -> None:
    copy = seen_from(book, LOOKED_FROM, known_on=LOOKED_FROM if known else None)
    if copy is not None:
        copy.close()
