"""A mail is written beside its facts; what a person wrote is kept; what leaks is held back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from csdesk.domain.accounts import Account
from csdesk.services.book.drafts import drafts_of
from csdesk.services.correspondence.mails import templates
from csdesk.ui.shell.drafts import Drafting, reopen
from csdesk.ui.shell.sheets.leaks_sheet import LeaksSheet
from csdesk.ui.shell.sheets.links import LinkSheet
from csdesk.ui.shell.sheets.mail_sheet import MailSheet
from csdesk.ui.window import Window
from tests.ui.account.rooms import opened
from tests.ui.windows import answer_of, settled


@pytest.fixture
def sheet(window: Window) -> MailSheet:
    """A mail to Financiality, filled."""
    page = opened(window)
    page.work.write_mail()
    made = window.findChildren(MailSheet)[0]
    settled(lambda: made.draft is not None and made.to.count() > 1)
    return made


def words(sheet: MailSheet) -> str:
    return "\n".join(lb.text() for lb in sheet.findChildren(QLabel) if not lb.isHidden())


def test_each_fact_stands_beside_the_mail_with_its_source(sheet: MailSheet) -> None:
    assert "We last spoke on 18 November 2025" in sheet.text.toPlainText()
    assert "Touch, call of 18 Nov 2025" in words(sheet)
    assert sheet.title.text() == "Write a mail to Carol Bennett"
    assert [sheet.template.itemText(n) for n in range(sheet.template.count())] == [
        t.title for t in templates()
    ]


def test_another_template_and_another_person_fill_it_anew(sheet: MailSheet) -> None:
    sheet.template.set_value("answer")
    sheet.template.chosen.emit("answer")
    settled(lambda: "Tom" in sheet.title.text())
    assert "I cannot see how my own branch is doing." in sheet.text.toPlainText()
    assert "last spoke" not in sheet.text.toPlainText()


def test_what_a_person_wrote_is_not_written_over(sheet: MailSheet) -> None:
    sheet.text.setPlainText("My own words")
    sheet.template.set_value("review")
    sheet.template.chosen.emit("review")
    settled(lambda: "was kept" in sheet.said.text())
    assert sheet.text.toPlainText() == "My own words"
    sheet.text.clear()
    sheet.template.chosen.emit("review")
    settled(lambda: "Who else of your side" in sheet.text.toPlainText())


def test_what_was_written_when_the_program_ended_is_there_again(sheet: MailSheet, window: Window) -> None:
    assert window.desk is not None
    sheet.text.setPlainText("My own words")
    sheet.text.document().setModified(True)
    keeping = sheet.findChild(Drafting)
    assert keeping is not None
    keeping.keep()
    settled(lambda: bool(drafts_of(window.desk.uid if window.desk else "")))
    draft = next(iter(drafts_of(window.desk.uid).values()))
    reopen(window, window.desk, draft)
    again = next(s for s in window.findChildren(MailSheet) if s is not sheet)
    settled(lambda: again.draft is not None)
    assert again.text.toPlainText() == "My own words"
    for one in (sheet, again):
        one.close()
    assert not drafts_of(window.desk.uid)


def test_it_is_copied_and_handed_to_the_mail_program_after_a_question(
    sheet: MailSheet, window: Window
) -> None:
    sheet.copy.click()
    assert (
        QApplication.clipboard()
        .text()
        .startswith("Platform at Financiality: how is it going?\n\nHello Carol,")
    )
    sheet.compose.click()
    (asked,) = window.findChildren(LinkSheet)
    assert asked.host.text() == "carol.bennett@financiality.example"
    asked.close()
    sheet.text.setPlainText("long " * 2_000)
    sheet.compose.click()
    assert "too long to be handed over" in sheet.said.text()


def test_a_draft_is_saved_and_one_with_a_leak_is_held_back(
    sheet: MailSheet, window: Window, tmp_path: Path
) -> None:
    file = tmp_path / "a.eml"
    sheet.text.setPlainText("As at Halden Freight.")
    sheet.write(file)
    settled(lambda: bool(window.findChildren(LeaksSheet)))
    assert not file.exists()
    leaks = window.findChildren(LeaksSheet)[0]
    next(iter(leaks.boxes.values())).setChecked(True)
    leaks.let.click()
    assert leaks.reason.refusal()
    leaks.reason.set_text("They know each other")
    leaks.let.click()
    settled(file.exists)
    assert b"As at Halden Freight." in file.read_bytes()
    settled(lambda: "Draft written: a.eml" in window.toast.text())


def test_what_a_mail_lacks_is_said_and_nothing_can_be_saved(sheet: MailSheet, window: Window) -> None:
    assert window.desk is not None
    other = answer_of(
        window.desk, lambda book: next(a for a in book.all(Account) if a.account == "Corvid Analytics")
    )
    made = MailSheet(window, window.desk, other.id)
    made.template.set_value("answer")
    made.template.chosen.emit("answer")
    settled(lambda: made.draft is None and bool(made.said.text()))
    assert not made.save.isEnabled()
    assert not made.copy.isEnabled()
    made.close()
    made.deleteLater()
    sheet.close()
