"""Every test gets a book of its own, a clock that stands still, and folders that are thrown away."""

import gc
import linecache
import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from csdesk.store.book import Book
from tests.connections import count_connections, left_open, open_now
from tests.trials import as_if_nothing_else_were_loaded

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
count_connections()

# The same examples every time, so that a change lands or fails by its own doing. To look for new ones:
# HYPOTHESIS_PROFILE=explore pytest
any_pace = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", any_pace, derandomize=True)
settings.register_profile("explore", any_pace, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
if settings().derandomize:
    as_if_nothing_else_were_loaded()

TODAY = date(2025, 11, 24)
USUAL = gc.get_threshold()
NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def today() -> date:
    """Monday 24 November 2025."""
    return TODAY


@pytest.fixture
def book() -> Iterator[Book]:
    """An empty book in memory."""
    with Book.in_memory(clock=lambda: NOON) as made:
        yield made


@pytest.fixture(autouse=True)
def own_folders(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The person's folders are temporary: no test reads or writes the real ones. `tmp_path` goes last of all."""
    home = tmp_path_factory.mktemp("home")
    for name in (
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
        "LOCALAPPDATA",
        "APPDATA",
    ):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("CSDESK_BOOK", raising=False)
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """This computer, in another time zone; not on Windows."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def real_files() -> Path:
    """Files that nobody here wrote; the test is skipped where they are not."""
    named = os.environ.get("CSDESK_REAL_FILES")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no real files here; CSDESK_REAL_FILES names their folder")
    return folder


@pytest.fixture(autouse=True)
def _no_connection_is_left() -> Iterator[None]:
    """Whoever opens a book closes it, also where something fails: its file is held until then."""
    before = open_now()
    yield
    left = left_open(before)
    assert not left, f"left open: {', '.join(left)}"


@pytest.fixture(autouse=True)
def _cycles_are_found_as_ever() -> Iterator[None]:
    """A verb in a test sets Python up for a process of its own, which ends soon: no cycle would be freed again."""
    yield
    gc.set_threshold(*USUAL)
    gc.unfreeze()


def pytest_collection_finish() -> None:
    """The source of every test was read to find it; nobody needs it in memory after that."""
    linecache.clearcache()


Cli = Callable[..., "object"]
Samples = Callable[..., Path]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Copies of the sample book: each size of it is made once."""
    made: dict[int, Path] = {}

    def copied(accounts: int = 50) -> Path:
        from csdesk.services.sample import sample_file

        if accounts not in made:
            path = tmp_path_factory.mktemp("made") / "wingtip.csdesk"
            made[accounts] = sample_file(path, accounts=accounts)
        return Path(shutil.copy(made[accounts], tmp_path_factory.mktemp("sample") / "wingtip.csdesk"))

    return copied
