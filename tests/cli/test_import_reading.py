"""The verb `import`: how a file was read is told, and an encoding, a delimiter and a password can be said."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.store.book import Book
from tests.exchange.crafted import sheet, text
from tests.exchange.test_locks import locked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "some.csdesk"
    Book.create(made).close()
    return made


@pytest.fixture
def polish(tmp_path: Path) -> Path:
    file = tmp_path / "klienci.csv"
    file.write_bytes("Firma^Domain\nŁódź Freight^lodz.example\n".encode("cp1250"))
    return file


def run(book: Path, *words: str) -> Result:
    return CliRunner().invoke(program, ["import", *words, "--book", str(book)])


def names(book: Path) -> list[str]:
    with Book.view(book) as opened:
        return [a.account for a in opened.all(Account)]


def test_how_a_text_table_was_read_is_told_with_what_changes_it(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Customer;Domain\nMüller;mueller.example\n", "utf-8")
    result = run(path, str(file), "--dry-run")
    assert "a.csv was read as utf-8, semicolon between cells; --encoding and --delimiter" in result.stdout
    facts = json.loads(run(path, str(file), "--dry-run", "--json").stdout)
    assert facts["read"] == [{"file": "a.csv", "encoding": "utf-8", "delimiter": ";"}]


def test_files_that_were_read_alike_are_told_in_one_line(path: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.csv" for name in "abcd"]
    for file in files:
        file.write_text(f"Customer,Domain\nAcme {file.stem},{file.stem}.example\n", "utf-8")
    told = run(path, *map(str, files), "--dry-run").stdout
    assert told.count("--encoding and --delimiter change that") == 1
    assert "4 files, a.csv to d.csv, were read as utf-8, comma between cells" in told
    assert "a.csv and b.csv were read as" in run(path, *map(str, files[:2]), "--dry-run").stdout


def test_an_encoding_and_a_delimiter_that_are_said_are_used(path: Path, polish: Path) -> None:
    result = run(path, str(polish), "--encoding", "cp1250", "--delimiter", "^")
    assert (result.exit_code, names(path)) == (0, ["Łódź Freight"])


def test_what_was_said_stands_in_the_command_that_goes_on(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Customer^Renewal date\nAcme^10/06/2026\n", "utf-8")
    result = run(path, str(file), "--delimiter", "^")
    assert result.exit_code == 3
    assert "--delimiter '^'" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--encoding", "klingon"], "There is no encoding “klingon”."),
        (["--delimiter", "and"], "“and” cannot separate cells."),
        (["--password-file", "nowhere.txt"], "No password can be read from this file: it cannot be opened."),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(
    path: Path, polish: Path, words: list[str], said: str
) -> None:
    result = run(path, str(polish), *words)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert said in result.stderr


@pytest.mark.parametrize("line", ["secret\n", "secret\r\nmore", "\ufeffsecret", "secret"])
def test_a_locked_workbook_opens_with_the_password_of_a_file(path: Path, tmp_path: Path, line: str) -> None:
    rows = f'<row r="1">{text("A1", "Customer")}</row><row r="2">{text("A2", "Acme")}</row>'
    (tmp_path / "word.txt").write_text(line, "utf-8")
    file = locked(tmp_path, "secret", sheet(rows))
    assert run(path, str(file)).exit_code == 2
    result = run(path, str(file), "--password-file", str(tmp_path / "word.txt"))
    assert (result.exit_code, names(path)) == (0, ["Acme"])
    assert "secret" not in result.output


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"\nx", "empty"), (b"\xff\xfe", "not text"), (b"x" * 2000, "too long")],
)
def test_a_file_that_holds_no_password_says_why(path: Path, tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "word.txt").write_bytes(data)
    result = run(path, str(locked(tmp_path, "secret")), "--password-file", str(tmp_path / "word.txt"))
    assert reason in result.stderr
