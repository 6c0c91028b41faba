"""Sentences end once, whatever the names in them end with."""

from datetime import date

from csdesk import wording
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import NoSuchScorecard
from csdesk.ui.way import Way, told


def test_a_name_that_ends_with_a_full_stop_brings_the_sentence_s() -> None:
    assert wording.stopped("Rook Security S.A.") == "Rook Security S.A."
    assert wording.stopped("Corvid Analytics") == "Corvid Analytics."


def test_an_undo_of_such_a_name_is_told_with_one_full_stop() -> None:
    done = ChangeSet(2, Verb.UNDO, "Rook Security S.A.", date(2025, 11, 24), ())
    assert told(done, Way("Log touch, Rook Security S.A.")) == "Undone: Log touch, Rook Security S.A."


def test_the_next_step_of_an_error_ends_once() -> None:
    assert (
        wording.next_step(NoSuchScorecard(name="x", names="Growth, Rook S.A."))
        == "Choose one of: Growth, Rook S.A."
    )
