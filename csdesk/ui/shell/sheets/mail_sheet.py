"""The sheet of a mail: a template, to whom, the words to be changed, and beside them each fact with its source."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import CsdeskError, LeaksFound, LinkRefused
from csdesk.domain.ids import AccountId
from csdesk.domain.links import mailto
from csdesk.services.book.drafts import Draft
from csdesk.services.correspondence.mails import MailDraft, templates
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.fields import Field, TextArea
from csdesk.ui.kit.file_choice import file_to_write
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.kit.typed import type_into
from csdesk.ui.shell.sheets.entry_sheet import side_by_side
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.store.book import Book

_FACTS = 250


class MailSheet(Sheet):
    """Writes drafts of one account; nothing is sent."""

    def __init__(self, window: QWidget, desk: Desk, account: AccountId, to: str = "") -> None:
        super().__init__(window, "Write a mail", 880)
        self._desk, self._account, self._to = desk, account, to
        self.draft: MailDraft | None = None
        self._filled = ("", "")
        self.title = elided("Write a mail", "title")
        self.column.addWidget(self.title)
        self.template = Choice([(t.name, t.title) for t in templates()], name="Template")
        self.to = Choice([("", "Whoever it is for")], name="To")
        self.subject = Field(name="Subject")
        self.text = TextArea(name="Text", lines=18)
        self.said = paragraph("", "small", "bad.text")
        self.said.hide()
        self.column.addLayout(self._laid_out())
        self.column.addWidget(self.said)
        self._buttons()
        self.template.chosen.connect(self._ask)
        self.to.chosen.connect(self._ask)
        desk.read(_People(account, desk.today), self._show_people)
        self._ask()
        self.keep_draft(desk, "mail", "Mail", account=str(account))

    def _laid_out(self) -> QHBoxLayout:
        form = Form()
        form.row("Mail", side_by_side(self.template, self.to))
        form.row("Subject", self.subject)
        form.row("Text", self.text)
        self._facts = in_column(gap=2, edges=(0, 0, 8, 0))
        inner = QWidget()
        inner.setLayout(self._facts)
        area = scrolling(inner, "Facts and sources")
        area.setFixedWidth(px(_FACTS))
        side = in_column(label("Facts in it", "section"), gap=6)
        side.addWidget(area, 1)
        row = in_row(gap=20)
        row.addWidget(form, 1)
        row.addLayout(side)
        return row

    def _buttons(self) -> None:
        self.copy = Button("Copy", icon="copy")
        self.compose = Button("Open in the mail program")
        self.save = Button("Save draft", kind=Kind.PRIMARY)
        self.copy.clicked.connect(self._copy)
        self.compose.clicked.connect(self._compose)
        self.save.clicked.connect(self._ask_file)
        self.end_with(self.copy, self.compose, self.save)
        self._enable()

    def _enable(self) -> None:
        for button in (self.copy, self.compose, self.save):
            button.setEnabled(self.draft is not None)

    def _show_people(self, people: list[Contact]) -> None:
        self.to.set_options([("", "Whoever it is for"), *((str(c.id), c.name) for c in people)])
        if self._to:
            known = [c for c in people if self._to in {str(c.id), c.email, c.name}]
            if known:
                self.to.set_value(str(known[0].id))
                self._ask()

    def _ask(self, _: object = None) -> None:
        """Fill the template anew."""
        to = self.to.value or None
        self._desk.read(_Fill(self._account, self.template.value, to, self._desk.today), self._show)

    def _show(self, answer: "MailDraft | CsdeskError") -> None:
        """Show the mail, or why there is none; words that a person changed are not written over in silence."""
        self.draft = answer if isinstance(answer, MailDraft) else None
        self._enable()
        if isinstance(answer, CsdeskError):
            self._say(f"{wording.sentence(answer)} {wording.next_step(answer)}")
            self._show_facts(None)
            return
        self._say(" ".join(answer.cautions))
        self.title.setText(f"Write a mail to {answer.to.name}")
        if self._untouched():
            self.subject.set_text(answer.subject)
            self.text.setPlainText(answer.body)
            self._filled = (self.subject.text(), self.text.toPlainText())
        else:
            self._say("What you wrote was kept. Empty the text to have the template’s words.")
        self._show_facts(answer)

    def _untouched(self) -> bool:
        words = (self.subject.text(), self.text.toPlainText())
        return words == self._filled or not words[1].strip()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _show_facts(self, draft: MailDraft | None) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for fact in draft.facts if draft else ():
            self._facts.addWidget(paragraph(fact.text, "body"))
            source = paragraph(fact.source, "small", "text.secondary")
            source.setContentsMargins(0, 0, 0, px(6))
            self._facts.addWidget(source)
        self._facts.addStretch(1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.subject.text()}\n\n{self.text.toPlainText()}")
        self._desk.told.emit("Copied: subject and text.", False)

    def _compose(self) -> None:
        """Hand it to the mail program as a link, where it is short enough for one."""
        from csdesk.ui.shell.sheets.links import open_mail

        if self.draft is None:
            return
        try:
            url = mailto(self.draft.to.email or "", subject=self.subject.text(), body=self.text.toPlainText())
        except LinkRefused:
            self._say("This mail is too long to be handed over. Save it as a draft, and open that.")
            return
        open_mail(self._host, url, self.draft.to.email or "")

    def _ask_file(self) -> None:
        from csdesk.exchange.file_names import safe_name

        if self.draft is None:
            return
        name = safe_name(f"{self.draft.account.account} {self.draft.template.name}") + ".eml"
        folder = self._desk.written_to
        offered = name if folder is None else str(folder / name)
        path = file_to_write(self, "Save the draft", offered, "Mails (*.eml)")
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the words as they stand to a file."""
        if self.draft is not None:
            self._desk.written_to = path.parent
            work = _Write(self.draft, path, self.subject.text(), self.text.toPlainText(), self._desk.today)
            self._desk.job(f"Writing {path.name}", work, self._written)

    def _written(self, done: "Path | _Refused") -> None:
        if isinstance(done, Path):
            self._desk.wrote.emit(f"Draft written: {done.name}. Your mail program sends it.", done)
            self.close()
        elif isinstance(done.why, LeaksFound):
            from csdesk.ui.shell.sheets.leaks_sheet import LeaksSheet

            LeaksSheet(self._host, self._desk, done.why, self._account, partial(self.write, done.path)).open()
        else:
            self._say(f"{wording.sentence(done.why)} {wording.next_step(done.why)}")


def reopen(window: QWidget, desk: Desk, draft: Draft) -> None:
    """Show a mail that was being written again."""
    sheet = MailSheet(window, desk, AccountId(draft.about.get("account", "")))
    type_into(sheet, draft.texts)
    sheet.open()


@dataclass(frozen=True, slots=True)
class _Refused:
    """A draft that was not written, and why."""

    path: Path
    why: CsdeskError


class _People:
    """Who of an account may be written to."""

    def __init__(self, account: AccountId, today: date) -> None:
        self._account, self._today = account, today

    def __call__(self, book: "Book") -> list[Contact]:
        from csdesk.services.correspondence.mails import people_to_write_to

        return people_to_write_to(book, self._account, today=self._today)


class _Fill:
    """A template filled for an account, or why it cannot be."""

    def __init__(self, account: AccountId, template: str, to: str | None, today: date) -> None:
        self._ask = (account, template)
        self._to, self._today = to, today

    def __call__(self, book: "Book") -> MailDraft | CsdeskError:
        from csdesk.services.correspondence.mails import draft_mail

        try:
            return draft_mail(book, *self._ask, to=self._to, today=self._today)
        except CsdeskError as why:
            return why


class _Write:
    """The draft as a file, from a view of the book of its own."""

    def __init__(self, draft: MailDraft, path: Path, subject: str, body: str, today: date) -> None:
        self._path = path
        self._given: dict[str, Any] = {"subject": subject, "body": body, "today": today}
        self._draft = draft

    def __call__(self, book: "Book", progress: object) -> Path | _Refused:
        del progress
        from csdesk.services.correspondence.mails import write_mail

        try:
            write_mail(book, self._draft, self._path, **self._given)
        except CsdeskError as why:
            return _Refused(self._path, why)
        return self._path
