"""The verb `import`: empty cells erase where `--answer` says so, and are offered to before."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.store.book import Book
from tests.conftest import TODAY

FULL = "Customer,Domain,Segment,CSM\nHalden,halden.example,Enterprise,Ann\nPinder,pinder.example,SMB,Bea\n"
BARE = "Customer,Domain,Segment,CSM\nHalden,,,Ann\nPinder,pinder.example,,\n"
ALL = "empty:customers:all columns"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "some.csdesk"
    with Book.create(made) as book, book.change(Verb.NEW_BOOK, today=TODAY):
        book.put(Preference(id=CLOCK, value=TODAY.isoformat()))
    file = tmp_path / "customers.csv"
    file.write_text(FULL)
    assert run(made, file).exit_code == 0
    file.write_text(BARE)
    return made


def run(book: Path, file: Path, *words: str) -> Result:
    return CliRunner().invoke(program, ["import", str(file), *words, "--book", str(book)])


def accounts(book: Path) -> list[tuple[str | None, str | None, str | None]]:
    with Book.view(book) as opened:
        return [(a.domain, a.segment, a.csm) for a in opened.all(Account)]


def test_a_dry_run_offers_it_and_an_answer_shows_what_would_go(path: Path) -> None:
    file = path.parent / "customers.csv"
    dry = run(path, file, "--dry-run")
    assert dry.exit_code == 0
    assert "If you like: 3 cells are empty where the book has a value. Do they erase it?" in dry.stdout
    assert f"   {ALL}=erase  Yes: these fields are emptied in the book too" in dry.stdout
    told = run(path, file, "--dry-run", "--answer", f"{ALL}=erase").stdout
    assert "  row 3, changed: Pinder: Segment SMB → –; CSM Bea → –" in told
    assert "If you like" not in told
    facts = json.loads(run(path, file, "--dry-run", "--json").stdout)
    assert facts["questions"] == []
    assert [q["key"] for q in facts["offered"]] == [ALL]


def test_an_answer_empties_the_fields_and_undo_brings_them_back(path: Path) -> None:
    file = path.parent / "customers.csv"
    before = accounts(path)
    done = run(path, file, "--answer", f"{ALL}=erase")
    assert "2 changed" in done.stdout
    assert accounts(path) == [("halden.example", None, "Ann"), ("pinder.example", None, None)]
    assert "0 changes" in run(path, file, "--answer", f"{ALL}=erase").stdout
    assert CliRunner().invoke(program, ["undo", "--book", str(path)]).exit_code == 0
    assert accounts(path) == before


def test_a_saved_mapping_may_say_it_for_every_file(path: Path) -> None:
    file, saved = path.parent / "customers.csv", path.parent / "monthly.toml"
    saved.write_text('[answers]\n"empty:customers:CSM" = "erase"\n')
    assert run(path, file, "--map", str(saved)).exit_code == 0
    assert accounts(path) == [("halden.example", "Enterprise", "Ann"), ("pinder.example", "SMB", None)]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (
            "empty:customers:Domain",
            "An empty cell of “Domain” never erases anything. Choose from: Segment, CSM.",
        ),
        ("empty:customers:Sector", "Nothing here is asked or called “empty:customers:Sector”."),
        ("empty:customers:every column", "The nearest that there is: empty:customers:all columns."),
    ],
)
def test_a_column_that_never_erases_or_is_not_there_is_refused_in_words(
    path: Path, key: str, said: str
) -> None:
    refused = run(path, path.parent / "customers.csv", "--answer", f"{key}=erase")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr
