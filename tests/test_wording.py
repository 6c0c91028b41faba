"""Sentences end once, whatever the names in them end with."""

import errno
from datetime import date

from csdesk import wording
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import NoSuchScorecard
from csdesk.domain.imports.bench.plan import Result
from csdesk.ui.way import told
from csdesk.wording.disks import why_not
from csdesk.wording.notes import sentences_of
from csdesk.wording.results import said_of


def test_a_name_that_ends_with_a_full_stop_brings_the_sentence_s() -> None:
    assert wording.stopped("Rook Security S.A.") == "Rook Security S.A."
    assert wording.stopped("Corvid Analytics") == "Corvid Analytics."


def test_an_undo_of_such_a_name_is_told_with_one_full_stop() -> None:
    done = ChangeSet(2, Verb.UNDO, "touch logged, Rook Security S.A.", date(2025, 11, 24), ())
    assert told(done) == "Undone: touch logged, Rook Security S.A."


def test_the_next_step_of_an_error_ends_once() -> None:
    assert (
        wording.next_step(NoSuchScorecard(name="x", names="Growth, Rook S.A."))
        == "Choose one of: Growth, Rook S.A."
    )


def test_a_change_is_told_as_what_was_done_and_undo_calls_it_by_the_same_words() -> None:
    done = ChangeSet(2, Verb.LOG_TOUCH, "Corvid Analytics", date(2025, 11, 24), ())
    assert told(done) == "Touch logged, Corvid Analytics"
    assert wording.operation_after(done.verb, done.label) == "touch logged, Corvid Analytics"


def test_a_change_undone_and_done_again_is_called_as_before() -> None:
    back = ChangeSet(3, Verb.UNDO, "touch logged, Corvid Analytics", date(2025, 11, 24), ())
    again = ChangeSet(4, Verb.REDO, "touch logged, Corvid Analytics", date(2025, 11, 24), ())
    assert told(back) == "Undone: touch logged, Corvid Analytics."
    assert told(again) == ("Done again: touch logged, Corvid Analytics.")


def test_why_a_disk_refused_is_said_in_english_on_a_computer_of_any_language() -> None:
    full = OSError(errno.ENOSPC, "Auf dem Gerät ist kein Speicherplatz mehr verfügbar")
    assert why_not(full) == "no space left on device"
    assert why_not(OSError(9_999, "Unbekannter Fehler 9999")) == "unbekannter fehler 9999"
    assert why_not(OSError("it was cut off")) == "oserror"


def test_amounts_come_before_days_and_how_the_file_is_made_comes_last() -> None:
    notes = [
        "hidden columns: C",
        "Sheet “Day” is not imported: it is hidden; choose it by its name to import it.",
        "In “Billing”: “monthly” is month.",
        "“Champion?”: 2 ticks tell that the person of the row is champion.",
        "“Next step”: 1 cell tells a day, such as row 3: “call by 27 Nov” is due on 27 Nov 2025.",
        "“Amount due”: Tom is Tom Hughes.",
        "“ARR” is shown with a currency by the sheet: 3 amounts in kr.",
        "formulas without a value, open and save the file in Excel: D4",
    ]
    assert [said.split()[0] for said in sentences_of(notes)] == [
        "“ARR”", "Formulas", "“Next", "In", "“Champion?”:", "“Amount", "Hidden", "Sheet",
    ]  # fmt: skip


def test_every_note_is_a_whole_sentence() -> None:
    assert sentences_of(["hidden columns: C"]) == ("Hidden columns: C.",)


def test_a_narrow_cell_says_of_rows_that_wait_that_they_wait() -> None:
    counts = {Result.NEW: 42, Result.WAITING: 1}
    assert [said for _, said in said_of(counts, briefly=True)] == ["42 new", "1 waiting"]
    assert [said for _, said in said_of(counts)] == ["42 new", "1 waiting for an answer"]
