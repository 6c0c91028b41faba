"""Drafts: words that were typed and not saved are there again after the process was killed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from csdesk import paths
from csdesk.domain.accounts import Account
from csdesk.domain.touches import Touch
from csdesk.services.book.drafts import Draft, drafts_of, drop_draft, keep_draft
from csdesk.services.book.editing import add_row
from csdesk.store.book import Book
from csdesk.store.identity import uid_of
from csdesk.ui.account.edit_sheet import EditSheet
from csdesk.ui.shell.drafts import Drafting, reopen
from csdesk.ui.shell.sheets.draft_sheet import DraftSheet
from csdesk.ui.shell.sheets.task_form import TaskForm
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.windows import settled, shown

HOME = Path(__file__).parents[3]
WORDS = "They will renew if the export is mended by May"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Book.create(tmp_path / "mine.csdesk") as book:
        add_row(book, "account", {"account": "Corvid", "notes": "As it was"}, today=TODAY)
    return tmp_path / "mine.csdesk"


def uid(path: Path) -> str:
    with Book.view(path) as book:
        return uid_of(book)


def killed_while_typing(path: Path, kind: str) -> None:
    command = [sys.executable, "-m", "tests.survival.typist", str(path), kind, WORDS]
    typist = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HOME, env=dict(os.environ))
    assert typist.stdout is not None
    try:
        assert typist.stdout.readline() == "typed\n"
    finally:
        typist.kill()
        typist.communicate()


def offered(window: Window) -> str:
    return window.frame.band.text()


def take(window: Window, word: str) -> None:
    next(b for b in window.frame.band.offers() if b.label_text() == word).click()


@pytest.fixture
def again(path: Path, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Window]:
    """The next start after the process was killed with words in an editor."""
    del qapp
    killed_while_typing(path, request.param)
    window = shown(path)
    settled(lambda: offered(window) != "")
    yield window
    window.close()


@pytest.mark.parametrize("again", ["touch"], indirect=True)
def test_a_touch_that_was_being_typed_when_the_process_was_killed_is_offered_and_logged(
    again: Window, path: Path
) -> None:
    assert WORDS in offered(again)
    take(again, "Bring it back")
    (form,) = again.findChildren(TouchForm)
    assert form.text.toPlainText() == WORDS
    assert offered(again) == ""
    settled(lambda: "corvid" in form._by_name)
    form.who.set_text("Corvid")
    form.keep()
    settled(lambda: not again.findChildren(TouchForm))
    with Book.view(path) as book:
        assert [t.summary for t in book.all(Touch)] == [WORDS]
    assert drafts_of(uid(path)) == {}


@pytest.mark.parametrize("again", ["edit"], indirect=True)
def test_a_note_that_was_being_changed_is_offered_in_its_sheet(again: Window, path: Path) -> None:
    take(again, "Bring it back")
    settled(lambda: bool(again.findChildren(EditSheet)))
    (sheet,) = again.findChildren(EditSheet)
    assert WORDS in sheet.texts()["notes"]
    sheet.keep()
    settled(lambda: not again.findChildren(EditSheet))
    with Book.view(path) as book:
        assert WORDS in str(book.all(Account)[0].notes)
    assert drafts_of(uid(path)) == {}


@pytest.mark.parametrize("again", ["touch"], indirect=True)
def test_a_draft_that_is_discarded_is_not_offered_again(again: Window, path: Path) -> None:
    take(again, "Discard")
    assert offered(again) == ""
    assert drafts_of(uid(path)) == {}


@pytest.fixture
def window(path: Path) -> Iterator[Window]:
    made = shown(path)
    settled(lambda: made.desk is not None and made.desk.writes)
    yield made
    made.close()


def typed(window: Window) -> tuple[TouchForm, Drafting]:
    assert window.desk is not None
    form = TouchForm.open_over(window, window.desk, None)
    form.text.insertPlainText(WORDS)
    (drafting,) = form.findChildren(Drafting)
    drafting.keep()
    settled(lambda: bool(drafts_of(uid(window.desk.path))))  # type: ignore[union-attr]
    return form, drafting


def test_a_draft_is_gone_when_its_editor_is_closed(window: Window, path: Path) -> None:
    form, _ = typed(window)
    form.close()
    settled(lambda: not window.findChildren(TouchForm))
    assert drafts_of(uid(path)) == {}


def test_a_draft_is_gone_when_its_words_are_taken_out(window: Window, path: Path) -> None:
    form, drafting = typed(window)
    form.text.clear()
    drafting.keep()
    settled(lambda: drafts_of(uid(path)) == {})
    form.close()


def test_what_the_program_wrote_into_a_field_is_no_draft(window: Window, path: Path) -> None:
    assert window.desk is not None
    form = TouchForm.open_over(window, window.desk, None)
    form.who.set_text("Corvid")
    (drafting,) = form.findChildren(Drafting)
    drafting.keep()
    assert drafts_of(uid(path)) == {}
    form.close()


def test_a_draft_without_an_editor_of_its_own_is_shown_to_be_copied(path: Path, qapp: QApplication) -> None:
    del qapp
    keep_draft(
        uid(path), "terms-1", Draft("terms", "Terms of Corvid", "2025-11-24T10:00:00", {"Notice, days": "90"})
    )
    window = shown(path)
    settled(lambda: "Terms of Corvid" in offered(window))
    take(window, "Bring it back")
    (sheet,) = window.findChildren(DraftSheet)
    assert "Notice, days: 90" in sheet.area.toPlainText()
    sheet.close()
    window.close()
    assert drafts_of(uid(path)) == {}


def test_a_book_that_can_only_be_read_keeps_its_drafts_for_later(path: Path, qapp: QApplication) -> None:
    del qapp
    keep_draft(uid(path), "touch", Draft("touch", "Touch", "2025-11-24T10:00:00", {"What came of it": WORDS}))
    with Book.open(path):
        window = shown(path)
        settled(lambda: "Read only." in offered(window))
        window.close()
    assert len(drafts_of(uid(path))) == 1


@pytest.mark.parametrize(
    "words",
    ["", "[]", "{", '{"kind": 1}', json.dumps({"kind": "a", "label": "", "at": "", "texts": {"a": 1}})],
)
def test_a_file_that_is_no_draft_is_passed_over(words: str) -> None:
    folder = paths.data_folder() / "drafts" / "u"
    folder.mkdir(parents=True)
    (folder / "a.json").write_text(words)
    assert drafts_of("u") == {}


def test_a_hostile_uid_or_key_leaves_the_folder_of_drafts_nowhere() -> None:
    keep_draft("../../x", "../y/z", Draft("touch", "", "", {"a": "b"}))
    (made,) = (p for p in paths.data_folder().rglob("*") if p.is_file())
    assert made.parent.parent == paths.data_folder() / "drafts"
    drop_draft("../../x", "../y/z")
    assert not made.exists()


def test_a_folder_that_takes_no_draft_takes_nothing_from_the_editor(window: Window) -> None:
    paths.data_folder().mkdir(parents=True, exist_ok=True)
    (paths.data_folder() / "drafts").write_text("not a folder")
    assert window.desk is not None
    form = TouchForm.open_over(window, window.desk, None)
    form.text.insertPlainText(WORDS)
    (drafting,) = form.findChildren(Drafting)
    drafting.keep()
    drafting.end()
    assert form.text.toPlainText() == WORDS
    form.close()


def test_the_draft_of_a_new_task_comes_back_into_its_form(window: Window, path: Path) -> None:
    assert window.desk is not None
    form = TaskForm.open_over(window, window.desk, None)
    form.title.edit.insert("Send the export plan")
    form.title.edit.setModified(True)
    (drafting,) = form.findChildren(Drafting)
    drafting.keep()
    settled(lambda: bool(drafts_of(uid(path))))
    (draft,) = drafts_of(uid(path)).values()
    form.close()
    settled(lambda: not window.findChildren(TaskForm))
    reopen(window, window.desk, draft)
    (again,) = window.findChildren(TaskForm)
    assert again.title.text() == "Send the export plan"
    again.close()


def test_a_draft_stays_when_the_window_is_closed_over_its_editor(path: Path, qapp: QApplication) -> None:
    window = shown(path)
    settled(lambda: window.desk is not None and window.desk.writes)
    typed(window)
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    assert [d.longest for d in drafts_of(uid(path)).values()] == [WORDS]
