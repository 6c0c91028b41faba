"""The edit sheet: one row of any noun, field by field, saved in one step that can be undone."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.merging import MERGED
from csdesk.services.book.drafts import Draft
from csdesk.services.book.editing import add_row, remove_row, set_fields
from csdesk.services.book.forms import FormFacts, form_of, new_form
from csdesk.ui.account.editors import Editor, editor
from csdesk.ui.account.sections import called
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import elided, paragraph
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.numbers import decimal_mark
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.kit.typed import type_into
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.services.book.traces import FieldChange
    from csdesk.store.book import Book


class EditSheet(Sheet):
    """Changes one row, or adds one to an account. `merging(FormFacts)`: it is to be merged with another."""

    merging = Signal(object)

    def __init__(self, window: QWidget, desk: Desk, facts: FormFacts, focus: str = "") -> None:
        new = facts.id is None
        title = f"{'New' if new else 'Edit'} {called(facts.noun.word)}"
        super().__init__(window, title, 560)
        self._desk, self.facts = desk, facts
        self._sent = False
        self.editors: dict[str, Editor] = {}
        self._before: dict[str, str] = {}
        self.column.addWidget(elided(f"{title}, {facts.called}", "title"))
        self.column.addWidget(self._area(window), 1)
        if facts.noun.word == "step":
            from csdesk.ui.account.step_says import StepSays

            self.says = StepSays(desk, facts.id, self.editors)
            self.column.addWidget(self.says)
        self._refusal = paragraph("", "small", "bad.text")
        self._refusal.hide()
        self.column.addWidget(self._refusal)
        self.column.addLayout(self._buttons(new=new))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.keep)
        desk.changed.connect(self._changed)
        desk.refused.connect(self._refused)
        account = facts.texts.get("account", "") if new else ""
        self.keep_draft(
            desk, "edit", f"{title}, {facts.called}", noun=facts.noun.word, id=facts.id or "", account=account
        )
        first = self.editors.get(focus) or next(iter(self.editors.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _area(self, window: QWidget) -> QWidget:
        form = Form()
        for field in self.facts.fields:
            made = editor(
                field,
                self.facts.texts.get(field.key, ""),
                self.facts.options.get(field.key),
                self._desk.today,
            )
            self.editors[field.key] = made
            self._before[field.key] = made.text()
            form.row(field.header, made)
        area = scrolling(form, "Fields")
        wanted, most = form.sizeHint().height() + px(4), window.height() - px(200)
        form.setContentsMargins(0, 0, px(10) if wanted > most else 0, 0)  # the scroll bar takes its place
        area.setFixedHeight(min(wanted, most))
        return area

    def _buttons(self, *, new: bool) -> QHBoxLayout:
        row = in_row(gap=8)
        if not new:
            self.remove = Button("Remove", kind=Kind.DANGER, icon="trash")
            self.remove.clicked.connect(self.take_away)
            row.addWidget(self.remove)
        if not new and self.facts.noun.word in MERGED:
            self.merge = Button("Merge")
            self.merge.clicked.connect(self._merge)
            row.addWidget(self.merge)
        if not new:
            self.past = Button("History", icon="clock")
            self.past.clicked.connect(self.show_history)
            row.addWidget(self.past)
        row.addStretch(1)
        self.cancel = Button("Cancel", keys=("Esc",))
        self.cancel.clicked.connect(self.close)
        self.save = Button("Add" if new else "Save", kind=Kind.PRIMARY, keys=("Ctrl", "Enter"))
        self.save.clicked.connect(self.keep)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return row

    def texts(self) -> dict[str, str]:
        """What was typed: of a row that is there only what is different now."""
        typed = {key: made.text() for key, made in self.editors.items()}
        if self.facts.id is not None:
            return {key: text for key, text in typed.items() if text != self._before[key]}
        kept = {key: text for key, text in self.facts.texts.items() if key not in typed and text}
        return kept | {key: text for key, text in typed.items() if text.strip()}

    def keep(self) -> None:
        """Save, or say what is in the way."""
        self._refusal.hide()
        for made in self.editors.values():
            made.refuse("")
        texts, noun = self.texts(), self.facts.noun.word
        if not texts and self.facts.id is not None:
            self.close()
            return
        self._sent = True
        if self.facts.id is None:
            self._desk.do(add_row, noun, texts, mark=decimal_mark())
        else:
            self._desk.do(set_fields, noun, self.facts.id, texts, mark=decimal_mark())

    def _merge(self) -> None:
        self.merging.emit(self.facts)
        self.close()

    def show_history(self) -> None:
        """Show every change of every field of the row, over this sheet."""
        from csdesk.ui.account.history_sheet import HistoryQuestion

        assert self.facts.id is not None
        question = HistoryQuestion(self.facts.noun.word, self.facts.id, self.facts.called)
        self._desk.read(question, self._show_history)

    def _show_history(self, found: "tuple[str, list[FieldChange]]") -> None:
        from csdesk.ui.account.history_sheet import HistorySheet

        HistorySheet(self, *found, self._desk.today).open()

    def take_away(self) -> None:
        """Remove the row; a toast brings it back."""
        assert self.facts.id is not None
        self._sent = True
        self._desk.do(remove_row, self.facts.noun.word, self.facts.id)

    def _changed(self) -> None:
        if self._sent:
            self.close()

    def _refused(self, error: CsdeskError) -> None:
        """Say why beside the field that it is about, and keep what was typed."""
        if not self._sent:
            return
        self._sent = False
        sentence = wording.sentence(error)
        header = error.facts.get("field")
        key = next((f.key for f in self.facts.fields if f.header == header), None)
        if key is not None:
            self.editors[key].refuse(sentence)
            self.editors[key].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._refusal.setText(f"{sentence} {wording.next_step(error)}")
        self._refusal.show()


class FormQuestion:
    """What an edit sheet asks the book: the form of a row, or of a new one."""

    def __init__(self, noun: str, id_: str | None, account: AccountId) -> None:
        self._noun, self._id, self._account = noun, id_, account

    def __call__(self, book: "Book") -> FormFacts:
        if self._id is None:
            return new_form(book, self._noun, self._account)
        return form_of(book, self._noun, self._id)


class _Again(QObject):
    """Opens a sheet again as soon as its form has been read, with the texts of a draft in it."""

    def __init__(self, window: QWidget, desk: Desk, draft: Draft) -> None:
        super().__init__(window)
        self._window, self._desk, self._draft = window, desk, draft
        about = draft.about
        account = cast("AccountId", about.get("account", ""))
        desk.read(FormQuestion(about.get("noun", ""), about.get("id") or None, account), self._show)

    def _show(self, facts: FormFacts) -> None:
        sheet = EditSheet(self._window, self._desk, facts)
        type_into(sheet, self._draft.texts)
        sheet.open()
        self.deleteLater()


def reopen(window: QWidget, desk: Desk, draft: Draft) -> None:
    """Show a draft in its sheet again."""
    _Again(window, desk, draft)
