"""The verb `board`: its JSON is a contract, its file a deck for the board."""

import hashlib
import json
from pathlib import Path

import pptx
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.services.sample.file import sample_file


def board(book: Path, *words: str) -> Result:
    """Run the verb on a sample book."""
    return CliRunner().invoke(program, ["board", "--book", str(book), *words], catch_exceptions=False)


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
