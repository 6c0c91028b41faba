"""A scorecard is saved as its next version; every version is kept, and undo takes it back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from csdesk.cli.program import program
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BookDamaged, NoSuchScorecard
from csdesk.domain.health.bands import Bands
from csdesk.domain.health.definition import card_from, definition_of
from csdesk.domain.health.scorecard import DEAR, TEN_SIGNALS
from csdesk.domain.health.whatif import drafted
from csdesk.domain.scorecards import SavedScorecard
from csdesk.services.book.history import undo
from csdesk.services.book.knowing import looking_back
from csdesk.services.health.health import score_of
from csdesk.services.health.scorecards import card_of, save_card
from csdesk.store.book import Book
from tests.services.health_books import DAY, add_account, ago, person, put, touch


def test_the_book_is_scored_by_the_newest_version_and_undo_goes_back(book: Book) -> None:
    account = add_account(book, "Corvid")
    put(book, touch(account, ago(3)), person(account, "Ana"))
    only_touch = drafted(
        TEN_SIGNALS, weights={m.key: 0 for m in TEN_SIGNALS.measures if m.key != "touch_cadence"}
    )
    assert card_of(book) is TEN_SIGNALS
    save_card(book, only_touch, today=DAY, note="Silence is all that counts")
    found = score_of(book, account, as_of=DAY)
    assert found is not None
    assert (found.card.version, found.score.tenths) == (2, 1000)
    assert [(s.version, s.note) for s in book.all(SavedScorecard)] == [(2, "Silence is all that counts")]
    undo(book, today=DAY)
    assert card_of(book) is TEN_SIGNALS


def test_scorecards_have_versions_of_their_own(book: Book) -> None:
    save_card(book, drafted(DEAR, weights={"breadth": 1}), today=DAY)
    save_card(book, drafted(DEAR, weights={"breadth": 2}), today=DAY)
    assert card_of(book, "dear").version == 3
    assert card_of(book).version == 1
    with pytest.raises(NoSuchScorecard):
        save_card(book, replace(DEAR, name="mine"), today=DAY)


def test_what_was_known_on_a_day_is_scored_by_the_card_of_that_day() -> None:
    now = [ago(20)]
    with Book.in_memory(clock=lambda: _noon(now[0])) as book:
        account = add_account(book, "Corvid")
        now[0] = ago(5)
        save_card(book, drafted(TEN_SIGNALS, bands=Bands(80, 50)), today=ago(5))
        assert card_of(book).bands == Bands(80, 50)
        with looking_back(book, ago(10), known_on=ago(10)) as seen:
            assert card_of(seen) is TEN_SIGNALS
        assert account


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@given(
    st.fixed_dictionaries({m.key: st.integers(0, 50) for m in TEN_SIGNALS.measures}),
    st.integers(0, 100), st.integers(0, 100), st.booleans(),
)  # fmt: skip
def test_a_card_comes_back_from_its_definition_as_it_was(
    weights: dict[str, int], one: int, other: int, redrawn: bool
) -> None:
    points = {"touch_cadence": ((0.0, 100.0), (30.0, 0.0))} if redrawn else {}
    weights["open_cases"] = 1
    card = drafted(TEN_SIGNALS, weights=weights, points=points, bands=Bands(max(one, other), min(one, other)))
    assert card_from(card.name, card.version, definition_of(card)) == card


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"measures": {"open_cases": {}}, "bands": {}}', "null"])
def test_a_definition_that_cannot_be_read_is_said_and_no_score_is_made_up(book: Book, text: str) -> None:
    with book.change(Verb.ADD, today=DAY):
        book.put(SavedScorecard(id="x", name=TEN_SIGNALS.name, version=2, definition=text))
    with pytest.raises(BookDamaged, match="scorecard"):
        card_of(book)


def test_the_command_line_saves_a_draft_and_says_how_to_take_it_back(tmp_path: Path) -> None:
    path = tmp_path / "a.csdesk"
    Book.create(path).close()
    words = ["whatif", "--bands", "75/45", "--save", "", "--book", str(path)]
    told = CliRunner().invoke(program, words)
    assert told.exit_code == 0
    assert "Saved as version 2. Undo: csdesk undo" in told.stdout
    with Book.view(path) as seen:
        assert card_of(seen).bands == Bands(75, 45)
