"""A book on disk keeps to what its header promises."""

import struct
from pathlib import Path

from csdesk.store.book import Book
from csdesk.store.header import read_header
from csdesk.store.schema import APPLICATION_ID, VERSION


def test_a_new_book_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    Book.create(path).close()
    header = read_header(path)
    assert (header.application_id, header.version) == (APPLICATION_ID, VERSION)
    assert struct.pack(">I", APPLICATION_ID) == b"CSD1"
