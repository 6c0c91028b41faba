"""A window on a copy of the sample book, with a bare and a hostile account in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.store.book import Book
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.account.rooms import BARE, HOSTILE, NAME
from tests.ui.windows import shown


@pytest.fixture(scope="module")
def sample(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(sample, tmp_path_factory.mktemp("sample") / "wingtip.csdesk"))
    with Book.open(path) as book, book.change(Verb.ADD, today=TODAY):
        book.put(Account(id=BARE, account="Bare"))
        book.put(Account(id=HOSTILE, account=NAME, required_outcome="Outcome " * 60))
    return path


@pytest.fixture
def window(sample: Path, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "wingtip.csdesk"
    shutil.copy(sample, path)
    made = shown(path)
    yield made
    made.close()
