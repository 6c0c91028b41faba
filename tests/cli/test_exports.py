"""The verb `export`: what it says of the file that it wrote."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.services.sample import sample_file


@pytest.mark.parametrize(
    ("file", "nouns", "said"),
    [
        ("all.xlsx", [], " kinds of them)."),
        ("few.xlsx", ["--nouns", "account,contact"], " (Accounts, Contacts)."),
        ("accounts.csv", [], " (Accounts)."),
    ],
)
def test_the_kinds_of_rows_are_named_where_they_are_few(
    tmp_path: Path, file: str, nouns: list[str], said: str
) -> None:
    book = sample_file(tmp_path / "wingtip.csdesk", accounts=3)
    done = CliRunner().invoke(program, ["export", str(tmp_path / file), "--book", str(book), *nouns])
    first = done.stdout.splitlines()[0]
    assert (done.exit_code, first.endswith(said)) == (0, True), first
