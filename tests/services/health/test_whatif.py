"""What if, over a real book: as quick as a drag, and the file stays as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.errors import BandsImpossible, PointsImpossible
from csdesk.domain.health.bands import Bands
from csdesk.domain.health.scorecard import TEN_SIGNALS
from csdesk.domain.health.whatif import drafted
from csdesk.services.health.health import scores
from csdesk.services.health.whatif import Scratch, bands_of, points_of
from csdesk.store.book import Book
from tests.conftest import Samples
from tests.services.health_books import DAY


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Path:
    return samples(20)


@pytest.fixture
def book(sample: Path) -> Iterator[Book]:
    with Book.view(sample) as made:
        yield made


def test_a_draft_judges_as_the_card_would_if_it_were_saved(book: Book) -> None:
    scratch = Scratch(book, as_of=DAY)
    draft = drafted(TEN_SIGNALS, weights={"Open cases": 40, "Executive use": 0}, bands=Bands(80, 50))
    found = scratch.tried(draft)
    assert {s.account: s.draft for s in found.standings} == dict(scores(book, as_of=DAY, card=draft))
    assert {s.account: s.now for s in found.standings} == dict(scores(book, as_of=DAY))


def test_asking_leaves_the_file_as_it_is(sample: Path) -> None:
    before = sample.read_bytes()
    words = [
        "whatif",
        "--weight",
        "Open cases=40",
        "--points",
        "Executive use=0:50,1:100",
        "--bands",
        "80/50",
    ]
    told = CliRunner().invoke(program, [*words, "--book", str(sample)])
    assert told.exit_code == 0
    assert " band; " in told.stdout
    assert CliRunner().invoke(program, ["whatif", "Financiality", "--book", str(sample)]).exit_code == 0
    assert sample.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--weight", "Mood=3"], "“Mood” is no measure of ten signals."),
        (["--weight", "Open cases=lots"], "lots is no weight for Open cases."),
        (["--points", "Open cases=5:1,2:3"], "The points of Open cases cannot be."),
        (["--bands", "40/70"], "40/70 are no edges of bands."),
    ],
)
def test_what_cannot_be_is_said_in_one_line(sample: Path, words: list[str], said: str) -> None:
    told = CliRunner().invoke(program, ["whatif", *words, "--book", str(sample)])
    assert (told.exit_code, told.stdout) == (2, "")
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_weight_without_its_number_is_told_how_it_is_written(sample: Path) -> None:
    told = CliRunner().invoke(program, ["whatif", "--weight", "Open cases", "--book", str(sample)])
    assert (told.exit_code, told.stdout) == (2, "")
    assert "Write Open cases=N, a weight." in told.stderr


def test_points_and_bands_are_read_as_they_are_written() -> None:
    assert points_of("x", "0:0, 0.5:40,1:100") == ((0, 0), (0.5, 40), (1, 100))
    assert bands_of("75/45") == Bands(75, 45)
    for text in ("75", "a/b", "101/40", "40/75", ""):
        with pytest.raises(BandsImpossible):
            bands_of(text)
    for text in ("", "1", "a:b", "1:2:3"):
        with pytest.raises(PointsImpossible):
            points_of("x", text)
