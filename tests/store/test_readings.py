"""Readings of some accounts are what the whole book says of them."""

from datetime import date
from pathlib import Path

from csdesk.services.sample import sample_file
from csdesk.store.book import Book
from csdesk.store.readings.readings import keys_of, moment_of, subjects
from csdesk.store.readings.walk import columns

DAY = date(2025, 9, 8)


def test_some_accounts_are_read_as_they_are_in_the_whole_book(tmp_path: Path) -> None:
    with Book.view(sample_file(tmp_path / "sample.csdesk", accounts=12)) as book:
        everybody, moment = subjects(book, DAY), moment_of(book, DAY)
        some = everybody[::3]
        keys = [subject.pk for subject in some]
        whole, part = columns(book, moment), columns(book, moment, account=keys)
        assert subjects(book, DAY, account=keys) == some
        assert {key: column.otherwise for key, column in part.items()} == {
            key: column.otherwise for key, column in whole.items()
        }
        for key, column in whole.items():
            mine = {pk: reading for pk, reading in column.values.items() if pk in keys}
            assert repr(sorted(part[key].values.items())) == repr(sorted(mine.items())), key


def test_nobody_is_not_the_whole_book(tmp_path: Path) -> None:
    with Book.view(sample_file(tmp_path / "sample.csdesk", accounts=3)) as book:
        assert subjects(book, DAY)
        assert subjects(book, DAY, account=[]) == []
        assert not any(column.values for column in columns(book, moment_of(book, DAY), account=()).values())


def test_the_keys_of_accounts_are_those_that_the_book_has(tmp_path: Path) -> None:
    with Book.view(sample_file(tmp_path / "sample.csdesk", accounts=3)) as book:
        first, *_ = subjects(book, DAY)
        unknown = type(first.account)("nobody")
        assert keys_of(book, {first.account, unknown}) == [first.pk]
