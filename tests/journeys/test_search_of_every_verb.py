"""Whatever a person does, undoes and does again, the search index is what the rows say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from csdesk.services.book.history import redo, undo
from csdesk.store.book import Book
from csdesk.store.check import SEARCH_DIFFERS, problems_of
from csdesk.store.search_index import SEARCHED
from tests.journeys.test_undo_of_every_verb import DAY, DEEDS, sample, start

__all__ = ["sample", "start"]


def index_is_whole(book: Book) -> bool:
    return not any(p.code == SEARCH_DIFFERS for p in problems_of(book, deep=True))


def indexed(book: Book) -> int:
    return sum(
        len(book.rows(f'SELECT rowid FROM "{w.table}" WHERE "{w.table}" MATCH ?', ['"a"* OR "e"* OR "s"*']))
        for w in SEARCHED
    )


@pytest.mark.parametrize("deed", list(DEEDS))
def test_the_index_goes_with_every_verb_its_undo_and_its_redo(
    deed: str, start: Callable[[str], Path], tmp_path: Path
) -> None:
    with Book.open(start(deed)) as book:
        before = indexed(book)
        done = DEEDS[deed][1](book, tmp_path)
        assert done is not None
        assert index_is_whole(book)
        after = indexed(book)
        undo(book, done.n, today=DAY)
        assert index_is_whole(book)
        assert indexed(book) == before
        redo(book, today=DAY)
        assert index_is_whole(book)
        assert indexed(book) == after
