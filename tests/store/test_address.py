"""Addresses: SQLite opens the file that is meant, on every system, wherever it lies and whatever it is called."""

import sqlite3
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from csdesk.store.address import address
from tests.systems import posix


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (PureWindowsPath(r"\\server\share\my book.csdesk"), "file:////server/share/my%20book.csdesk"),
        (PureWindowsPath(r"C:\Users\Mary\50% #1.csdesk"), "file:///C:/Users/Mary/50%25%20%231.csdesk"),
        (PurePosixPath("/home/mary/a?b.csdesk"), "file:///home/mary/a%3Fb.csdesk"),
        (PurePosixPath("/home/mary/Zürich.csdesk"), "file:///home/mary/Z%C3%BCrich.csdesk"),
    ],
)
def test_the_whole_path_stands_behind_an_empty_server(path: PurePath, said: str) -> None:
    assert address(path, "mode=ro") == f"{said}?mode=ro"


@posix
@pytest.mark.parametrize("name", ["a.db", "a b?mode=rwc&x=#1%20.db", "ü.db"])
def test_sqlite_opens_that_file_also_by_a_path_that_begins_as_one_on_a_server(
    tmp_path: Path, name: str
) -> None:
    plain = tmp_path / name
    with closing(sqlite3.connect(address(plain, "mode=rwc"), uri=True)) as made:
        made.execute("CREATE TABLE t (a)")
    assert [f.name for f in tmp_path.iterdir()] == [name]
    on_a_server = PurePosixPath(f"/{plain}")
    assert on_a_server.as_posix().startswith("//")
    with closing(sqlite3.connect(address(on_a_server, "mode=ro"), uri=True)) as seen:
        assert seen.execute("SELECT count(*) FROM t").fetchone() == (0,)
