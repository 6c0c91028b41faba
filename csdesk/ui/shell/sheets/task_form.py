"""The task form: for whom, what to do, by when, how long it takes, and who has to do it."""

from datetime import date, timedelta
from typing import ClassVar, cast

from PySide6.QtWidgets import QWidget

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import workday_on_or_after
from csdesk.domain.tasks import Party, Task
from csdesk.services.book.drafts import Draft
from csdesk.services.book.editing import add_row, set_fields
from csdesk.ui.desk import Desk
from csdesk.ui.formats import to_qdate
from csdesk.ui.kit.amounts import MinutesField
from csdesk.ui.kit.choices import Check, Choice
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.typed import type_into
from csdesk.ui.shell.sheets.entry_sheet import EntrySheet, Typed, side_by_side

_AHEAD = 7
_PARTIES = ((Party.US, "Us"), (Party.CUSTOMER, "The customer"), (Party.PARTNER, "A partner"))


class TaskForm(EntrySheet):
    """Adds one task, or several in a row; or edits one that there is."""

    TITLE: ClassVar[str] = "Add task"
    AGAIN: ClassVar[str] = "Add, and another"
    LOST: ClassVar[str] = "The task was not added."

    def __init__(
        self, window: QWidget, desk: Desk, account: AccountId | None, task: Task | None = None
    ) -> None:
        super().__init__(window, desk, account, "Edit task" if task else "")
        self.task = task
        due = workday_on_or_after(desk.today + timedelta(days=_AHEAD))
        self.title = Field(name="What to do", hint="Send the next-bar proposal")
        self.due = DayField((task and task.due_on) or due, today=desk.today, name="Due")
        self.undated = Check("No day yet")
        self.undated.toggled.connect(self.due.setDisabled)
        self.minutes = MinutesField(0, unknown="As usual")
        self.party = Choice(_PARTIES, name="Who does it")
        self.compose(self._laid_out())
        if task is not None:
            self._show(task)
        id_ = task.id if task else ""
        self.keep_draft(desk, "edited task" if task else "task", "Task", account=str(account or ""), id=id_)

    def _laid_out(self) -> Form:
        form = Form()
        form.row("Account", self.who)
        form.row("What to do", self.title)
        form.row("Due", side_by_side(self.due, self.undated))
        form.row("Takes", self.minutes)
        form.row("Who does it", self.party)
        return form

    def _show(self, task: Task) -> None:
        """The task's own fields; it stays with its account."""
        self.title.set_text(task.title)
        self.undated.setChecked(task.due_on is None)
        self.minutes.setValue(task.minutes or 0)
        self.party.set_value(task.party)
        self.who.setEnabled(False)
        self.more.hide()
        self.save.set_label("Keep")

    def send(self, account: AccountId) -> None:
        """Add the task, or change it; without words its field says what is missing."""
        if not self.title.text().strip():
            self.refuse(self.title, "Say what to do.")
            return
        texts = {
            "title": self.title.text(),
            "due_on": "" if self.undated.isChecked() else self.due.day().isoformat(),
            "minutes": str(self.minutes.value() or ""),
            "party": cast(Party, self.party.value).value,
        }
        if self.task is None:
            given = {key: text for key, text in texts.items() if text.strip()}
            self._desk.do(add_row, "task", {"account": account, **given})
        elif self._same(texts):
            self.close()
        else:
            self._desk.do(set_fields, "task", self.task.id, texts)

    def _same(self, texts: dict[str, str]) -> bool:
        """Whether nothing was changed: then there is nothing to keep."""
        task = self.task
        assert task is not None
        due = task.due_on.isoformat() if task.due_on else ""
        known = {
            "title": task.title,
            "due_on": due,
            "minutes": str(task.minutes or ""),
            "party": task.party.value,
        }
        return texts == known

    def is_mine(self, changes: ChangeSet) -> bool:
        """A task was added or changed."""
        return changes.verb in {Verb.ADD, Verb.SET} and Task in changes.nouns

    def clear(self) -> None:
        """Empty the words; day, minutes and who stay for the next one."""
        self.title.set_text("")

    def typed(self) -> Typed:
        """The words that stand in it; those of a task that there is are in the book."""
        if self.task is not None or not self.title.text().strip():
            return self.who.text(), "", ""
        due = "" if self.undated.isChecked() else self.due.day().isoformat()
        return self.who.text(), self.title.text(), due

    def show_typed(self, typed: Typed) -> None:
        """Show words that were typed before."""
        who, title, due = typed
        self.who.set_text(who)
        self.title.set_text(title)
        self.undated.setChecked(not due)
        if due:
            self.due.setDate(to_qdate(date.fromisoformat(due)))
        self.title.setFocus()

    def first_words(self) -> QWidget:
        """What to do."""
        return self.title.edit


def reopen(window: QWidget, desk: Desk, draft: Draft) -> None:
    """Show the draft of a new task in the form again."""
    form = TaskForm.open_over(window, desk, draft.about.get("account") or None)
    type_into(form, draft.texts)
    form.first_words().setFocus()
