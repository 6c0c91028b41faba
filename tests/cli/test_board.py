"""The verb `board`: its JSON is a contract, its file a deck for the board."""

import hashlib
import json
from pathlib import Path

import pptx
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.services.book.editing import set_fields
from csdesk.services.numbers.packs import only_of, write_board
from csdesk.services.sample.file import sample_file
from csdesk.store.book import Book
from tests.conftest import TODAY


def board(book: Path, *words: str) -> Result:
    """Run the verb on a sample book."""
    return CliRunner().invoke(program, ["board", "--book", str(book), *words], catch_exceptions=False)


def first_slide(file: Path) -> list[str]:
    """What stands on the cover."""
    return [s.text_frame.text for s in pptx.Presentation(str(file)).slides[0].shapes if s.has_text_frame]


def test_the_json_names_the_file_its_slides_and_its_checksum(tmp_path: Path) -> None:
    book, file = sample_file(tmp_path / "mary.csdesk"), tmp_path / "board.pptx"
    facts = json.loads(board(book, "-o", str(file), "--json").stdout)
    assert facts["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert facts["slides"] == len(pptx.Presentation(str(file)).slides)


def test_the_period_can_be_given_and_stands_on_the_first_slide(tmp_path: Path) -> None:
    book, file = sample_file(tmp_path / "mary.csdesk"), tmp_path / "board.pptx"
    done = board(book, "-o", str(file), "--from", "2025-10-01", "--to", "2025-10-31")
    assert done.stdout.startswith("Wrote ")
    words = [s.text_frame.text for s in pptx.Presentation(str(file)).slides[0].shapes if s.has_text_frame]
    assert "1\u00a0October to 31\u00a0October 2025" in words


def test_a_pack_of_one_csm_is_that_of_the_window_and_bears_the_name(tmp_path: Path) -> None:
    book, file, same = sample_file(tmp_path / "mary.csdesk"), tmp_path / "hers.pptx", tmp_path / "same.pptx"
    with Book.open(book) as opened:
        for account in opened.all(Account)[:9]:
            set_fields(opened, "account", account.id, {"csm": "Ann Poe"}, today=TODAY)
        write_board(opened, same, as_of=TODAY, only=only_of(opened, "Ann Poe"))
    said = board(book, "-o", str(file), "--where", "csm = 'ann poe'").stdout
    assert "Only where csm = 'ann poe': 9 accounts\n" in said
    assert file.read_bytes() == same.read_bytes()
    assert any(text.endswith(", customers of Ann Poe") for text in first_slide(file))


def test_a_pack_of_a_query_says_the_query_on_its_cover_and_counts_no_other_account(tmp_path: Path) -> None:
    book, file = sample_file(tmp_path / "mary.csdesk"), tmp_path / "part.pptx"
    where, to = "segment = 'Mid-market'", "2025-10-31"
    said = board(book, "-o", str(file), "--to", to, "--where", where).stdout
    told = CliRunner().invoke(program, ["numbers", "--book", str(book), "--where", where]).stdout
    assert said.splitlines()[-1] == told.splitlines()[1]
    assert any(text.endswith(f", customers where {where}") for text in first_slide(file))


def test_a_pack_of_nobody_is_refused_in_a_sentence_and_not_written(tmp_path: Path) -> None:
    book, file = sample_file(tmp_path / "mary.csdesk"), tmp_path / "part.pptx"
    for where, said in (("csm = 'Nobody'", "No account fits --where csm = 'Nobody'"), ("csn = 'Ann'", "csn")):
        refused = board(book, "-o", str(file), "--where", where)
        assert refused.exit_code == 2
        assert said in refused.stderr
    assert not file.exists()


def test_a_pack_without_a_last_day_says_its_days_and_how_numbers_tell_the_same(tmp_path: Path) -> None:
    book, file = sample_file(tmp_path / "mary.csdesk"), tmp_path / "board.pptx"
    said = board(book, "-o", str(file)).stdout
    assert "It tells 25 Nov 2024 to 24 Nov 2025; csdesk numbers ends with the last whole month." in said
    assert "With --to 2025-10-31 both tell the same days." in said
    alike = board(book, "-o", str(file), "--to", "2025-10-31").stdout
    assert alike == f"Wrote {len(pptx.Presentation(str(file)).slides)} slides to {file}.\n"
    whole = CliRunner().invoke(program, ["numbers", "--book", str(book), "--json"]).stdout
    words = " ".join(
        s.text_frame.text for s in pptx.Presentation(str(file)).slides[0].shapes if s.has_text_frame
    )
    assert (json.loads(whole)["from"], json.loads(whole)["to"]) == ("2024-11-01", "2025-10-31")
    assert "1\u00a0November 2024 to 31\u00a0October 2025" in words
