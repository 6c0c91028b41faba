"""A book on disk keeps to what its header promises."""

import struct
from pathlib import Path

import pytest

from csdesk.domain.errors import NotABook
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from csdesk.store.header import read_header
from csdesk.store.schema import APPLICATION_ID, VERSION


def test_a_new_book_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    Book.create(path).close()
    header = read_header(path)
    assert (header.application_id, header.version) == (APPLICATION_ID, VERSION)
    assert struct.pack(">I", APPLICATION_ID) == b"CSD1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book, closed."""
    Book.create(tmp_path / "a.csdesk").close()
    return tmp_path / "a.csdesk"


def hot(path: Path) -> Path:
    """A book whose change was cut off while its first page was on the way: torn, with the old one in the journal."""
    whole = path.read_bytes()
    size, pages = 4096, len(whole) // 4096
    numbers = [n for n in (2, 1) if n <= pages]
    head = struct.pack(">8sIIIII", bytes.fromhex("d9d505f920a163d7"), len(numbers), 77, pages, 512, size)
    journal = bytearray(head.ljust(512, b"\0"))
    for n in numbers:
        page = whole[(n - 1) * size : n * size]
        checked = 77 + sum(page[at] for at in range(size - 200, 0, -200))
        journal += struct.pack(">I", n) + page + struct.pack(">I", checked % (1 << 32))
    Path(f"{path}-journal").write_bytes(journal)
    path.write_bytes(b"\xa5" * 512 + whole[512:])
    return path


def test_a_book_whose_first_page_was_torn_in_a_power_cut_opens_with_its_journal(path: Path) -> None:
    with Book.view(path) as book:
        before = book.rows("SELECT * FROM operations")
    with Book.open(hot(path)) as book:
        assert book.rows("SELECT * FROM operations") == before
        assert problems_of(book, deep=True) == []


@pytest.mark.parametrize("harm", ["journal of a longer file", "torn journal", "no journal", "no sectors"])
def test_what_is_no_book_stays_none_beside_a_journal_that_does_not_fit(harm: str, path: Path) -> None:
    journal = Path(f"{hot(path)}-journal")
    body = bytearray(journal.read_bytes())
    if harm == "journal of a longer file":
        path.write_bytes(b"Customer,MRR\n")
    elif harm == "torn journal":
        body[512 + 4104 + 4 : 512 + 4104 + 4096] = bytes(4092)
    elif harm == "no sectors":
        body[20:24] = bytes(4)
    journal.write_bytes(bytes(body))
    if harm == "no journal":
        journal.unlink()
    there = path.read_bytes()
    with pytest.raises(NotABook):
        Book.open(path)
    assert path.read_bytes() == there
