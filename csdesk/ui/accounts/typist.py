"""The typist types into the cells of the accounts table: by hand, by pasting a value, by emptying; each is one step."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from csdesk import wording
from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import CsdeskError
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.account_facts import AccountFact
from csdesk.services.accounts.accounts import AccountRow
from csdesk.ui.accounts.typed_cells import typed_row, typing_of, why_not
from csdesk.ui.kit.cell_editor import CellEditor, Onward
from csdesk.ui.kit.cell_note import CellNote
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.table_model import Index

if TYPE_CHECKING:
    from csdesk.domain.progress import Progress
    from csdesk.store.book import Book
    from csdesk.ui.accounts.page import AccountsPage

LONG = 500
"""So many accounts are changed as a job, with how far it is and Cancel."""


class Typed:
    """Texts on their way into the book; `error` is why it did not take them."""

    def __init__(self, before: Sequence[AccountRow], texts: Mapping[str, str], key: str) -> None:
        self.before, self.texts, self.key = tuple(before), texts, key
        self.error: CsdeskError | None = None
        self.done = False

    def __call__(self, book: "Book", *, today: date, progress: "Progress | None" = None) -> ChangeSet | None:
        from csdesk.services.accounts.cells import type_cells

        accounts = [row.id for row in self.before]
        try:
            changed = type_cells(book, accounts, self.texts, today=today, progress=progress)
        except CsdeskError as error:
            self.error = error
            raise
        self.done = True
        return changed


class Typist(QObject):
    """Types for one page."""

    def __init__(self, page: "AccountsPage") -> None:
        super().__init__(page)
        self._page, self._table = page, page.table
        self.editor: CellEditor | None = None
        self.note = CellNote(page.table.viewport())
        self.note.hide()
        self._account: AccountId | None = None
        self._key = ""
        self._begun_at = ""
        """The column in which a line of typing began: Enter goes back to it, as in a spreadsheet."""
        self._sent: list[Typed] = []
        page.table.typing.connect(self.begin)
        page.table.emptied.connect(self.empty)
        page.table.pasted.connect(self.paste)
        page.model.modelReset.connect(self._follow)
        page.desk.changed.connect(self._arrived)
        page.desk.refused.connect(self._refused)
        page.desk.glanced.connect(self.give_up)

    # By hand

    def begin(self, index: Index, *, onward: bool = False, text: str | None = None) -> None:
        """Open the editor in a cell, or say why nothing is typed there."""
        self.give_up()
        page, column = self._page, self._page.model.columns[index.column()]
        fact, row = page.facts.of(column.key), page.model.row_at(index.row())
        if reason := self._forbidden(fact):
            self._say(index, reason)
            return
        typing = typing_of(fact, row, page.finding, page.desk.today)
        self._account, self._key = row.id, fact.key
        self._begun_at = self._begun_at if onward else fact.key
        self._table.scrollTo(self._table.rows.index(index.row(), index.column()))
        self.editor = CellEditor(self._table, index, typing)
        self.editor.kept.connect(self._kept)
        self.editor.left.connect(self._left)
        if text is None:
            self.editor.offer()
        else:
            self.editor.show_text(text)

    def begin_here(self) -> None:
        """Open the editor in the current cell."""
        index = self._table.currentIndex()
        if index.isValid():
            self.begin(index)

    def _forbidden(self, fact: AccountFact) -> str:
        why = self._page.desk.why_not
        return wording.sentence(why) if why is not None else why_not(fact)

    def _kept(self, text: str, onward: Onward) -> None:
        """Send what was typed, show it at once, and go on; or say why it cannot be."""
        editor, page = self.editor, self._page
        assert editor is not None
        row, fact = self._row(), page.facts.of(self._key)
        if row is None:
            self.give_up()
            return
        before = typing_of(fact, row, page.finding, page.desk.today)
        empty_day = before.day is not None and not before.text
        if text != before.text and not (empty_day and onward is Onward.HERE and text == str(before.day)):
            try:
                shown = typed_row(row, fact, text, page.desk.today)
            except CsdeskError as error:
                editor.refuse(wording.sentence(error))
                return
            self._send([row], {fact.key: text}, fact)
            page.model.put_row(shown)
        self._go(onward)

    def _row(self) -> AccountRow | None:
        return next((r for r in self._page.model.all_rows if r.id == self._account), None)

    def _go(self, onward: Onward) -> None:
        editor, table = self.editor, self._table
        assert editor is not None
        number, column, here = editor.index.row(), editor.index.column(), editor.widget.hasFocus()
        self.give_up()
        if onward in (Onward.RIGHT, Onward.LEFT):
            beside = self._beside(column, 1 if onward is Onward.RIGHT else -1)
            table.stand(number, column if beside is None else beside)
            if beside is not None:
                self.begin(table.currentIndex(), onward=True)
            return
        if onward in (Onward.DOWN, Onward.UP):
            number += 1 if onward is Onward.DOWN else -1
            began = self._page.model.column_number(self._begun_at)
            column = began if began in table.columns_shown() else column
            table.stand(max(0, min(number, self._page.model.rowCount() - 1)), column)
        elif here:
            table.stand(number, column)

    def _beside(self, column: int, step: int) -> int | None:
        """The next column that can be typed into."""
        shown = self._table.columns_shown()
        place = shown.index(column) + step
        while 0 <= place < len(shown):
            if self._page.facts.of(self._page.model.columns[shown[place]].key).editable:
                return shown[place]
            place += step
        return None

    def _left(self) -> None:
        editor = self.editor
        assert editor is not None
        number, column = editor.index.row(), editor.index.column()
        self.give_up()
        self._table.stand(number, column)

    def give_up(self) -> None:
        """Close the editor; nothing changes."""
        if self.editor is not None:
            self.editor.close()
            self.editor = None
        self.note.hide()

    def _follow(self) -> None:
        """Other rows came, or another order: the editor stays on its account."""
        if self.editor is None:
            return
        place, key = self._page.model.place_of(self._account), self._key
        if place is None or key not in self._page.facts:
            self.give_up()
        else:
            self.editor.move_to(self._page.model.index(place, self._page.model.column_number(key)))

    # Several cells

    def paste(self) -> None:
        """Put the one value that was copied into the chosen cells; a table that was copied is imported."""
        text = QGuiApplication.clipboard().text()
        bare = text.rstrip("\r\n")
        if bare.strip() and not any(mark in bare for mark in "\t\r\n"):
            self._fill(bare.strip())
        else:
            self._page.deeds.paste()

    def empty(self) -> None:
        """Make the chosen cells not known."""
        self._fill("")

    def _fill(self, text: str) -> None:
        page, index = self._page, self._table.currentIndex()
        rows, keys = self._cells()
        if not rows or not keys:
            return
        self.give_up()
        facts = [page.facts.of(key) for key in keys]
        reason = next((r for r in map(self._forbidden, facts) if r), "")
        try:
            few = (
                rows if len(rows) < LONG else rows[:1]
            )  # the others take it or refuse it as the first one does
            shown = [] if reason else [self._as_typed(row, facts, text) for row in few]
        except CsdeskError as error:
            reason = wording.sentence(error)
        if reason:
            self._say(index, reason)
            return
        self._send(rows, {fact.key: text for fact in facts}, facts[0])
        for row in shown:
            page.model.put_row(row)

    def _as_typed(self, row: AccountRow, facts: Sequence[AccountFact], text: str) -> AccountRow:
        for fact in facts:
            row = typed_row(row, fact, text, self._page.desk.today)
        return row

    def _cells(self) -> tuple[list[AccountRow], list[str]]:
        """The rows and the columns that are meant: the block, else the current column of the chosen rows."""
        table, columns = self._table, self._page.model.columns
        if table.block:
            rows = [table.rows.row_at(number) for number in table.block.rows()]
            return rows, [columns[number].key for number in table.block.columns()]
        index = table.currentIndex()
        return table.chosen_rows(), [columns[index.column()].key] if index.isValid() else []

    # To the book and back

    def _send(self, rows: Sequence[AccountRow], texts: Mapping[str, str], fact: AccountFact) -> None:
        typed = Typed(rows, texts, fact.key)
        self._sent.append(typed)
        what = fact.header if len(texts) == 1 else wording.count(len(texts), "field")
        whose = one_line(rows[0].account) if len(rows) == 1 else wording.count(len(rows), "account")
        say, desk = f"Changed: {what} of {whose}", self._page.desk
        if len(rows) < LONG:
            desk.do(typed, say=say)
        else:
            desk.job_that_writes(f"Changing {whose}", typed, say=say)

    def _arrived(self, changes: ChangeSet) -> None:
        del changes
        self._sent = [typed for typed in self._sent if not typed.done]

    def _refused(self, error: CsdeskError) -> None:
        """The book did not take it: show what it has, and the text again with the reason beside it."""
        typed = next((t for t in self._sent if t.error is error), None)
        if typed is None:
            return
        self._sent.remove(typed)
        page = self._page
        for row in typed.before if len(typed.before) < LONG else ():
            page.model.put_row(row)
        place = page.model.place_of(typed.before[0].id)
        if place is None or typed.key not in page.facts or self.editor is not None:
            return
        index = page.model.index(place, page.model.column_number(typed.key))
        if len(typed.before) > 1:
            self._say(index, wording.sentence(error))
            return
        self._begin_again(index, typed.texts[typed.key], wording.sentence(error))

    def _begin_again(self, index: Index, text: str, sentence: str) -> None:
        """Show what was typed again, and why it cannot be."""
        self.begin(index, text=text)
        if self.editor is not None:
            self.editor.refuse(sentence)

    def _say(self, index: Index, sentence: str) -> None:
        """Say something beside a cell, for a while."""
        here = self._table.rows.index(index.row(), index.column())
        self.note.say(sentence, self._table.visualRect(here))
