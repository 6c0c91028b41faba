"""The task form: opened by its key from anywhere, several in a row, and for a task that there is."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from csdesk.domain.tasks import Party, Task
from csdesk.ui.shell.sheets.task_form import TaskForm
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.window import Window
from tests.ui.hands import click, press, type_in
from tests.ui.pages import week
from tests.ui.windows import answer_of, settled

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def tasks(window: Window, title: str) -> list[Task]:
    assert window.desk is not None
    return [t for t in answer_of(window.desk, lambda book: book.all(Task)) if t.title == title]


def opened(window: Window) -> TaskForm:
    press(window, Qt.Key.Key_T, CTRL | SHIFT)
    form = window.findChildren(TaskForm)[-1]
    settled(lambda: bool(form._by_name))
    return form


def test_ctrl_shift_t_adds_a_task_for_the_chosen_account_and_undo_takes_it_back(window: Window) -> None:
    form = opened(window)
    assert form.who.text() == "Nettleton Bank"
    type_in(form.title.edit, "Send the plan")
    form.due.setDate(form.due.date().fromString("2025-11-26", Qt.DateFormat.ISODate))
    form.minutes.setValue(45)
    press(form.title.edit, Qt.Key.Key_Return, CTRL)
    settled(lambda: bool(tasks(window, "Send the plan")))
    task = tasks(window, "Send the plan")[0]
    assert (task.due_on, task.minutes, task.party) == (date(2025, 11, 26), 45, Party.US)
    settled(lambda: bool(window.desk and window.desk.way.back == "added, task Send the plan, Nettleton Bank"))
    window.undo()
    settled(lambda: not tasks(window, "Send the plan"))


def test_several_tasks_are_added_in_a_row_without_closing_the_form(window: Window) -> None:
    form = opened(window)
    for title in ("First thing", "Second thing"):
        type_in(form.title.edit, title)
        click(form.more)
        settled(lambda title=title: bool(tasks(window, title)))  # type: ignore[misc]
        settled(lambda: form.title.text() == "")
    assert form.isVisible()
    assert form.who.text() == "Nettleton Bank"


def test_a_task_without_a_day_and_for_the_customer_is_kept_so(window: Window) -> None:
    form = opened(window)
    type_in(form.title.edit, "Name a tester")
    click(form.undated)
    form.party.set_value(Party.CUSTOMER)
    click(form.save)
    settled(lambda: bool(tasks(window, "Name a tester")))
    task = tasks(window, "Name a tester")[0]
    assert (task.due_on, task.minutes, task.party) == (None, None, Party.CUSTOMER)


def test_a_task_says_what_to_do_and_for_an_account_that_there_is(window: Window) -> None:
    form = opened(window)
    click(form.save)
    settled(lambda: bool(form.title.refusal()))
    type_in(form.title.edit, "Something")
    form.who.set_text("Nobody Ltd")
    click(form.save)
    assert "No account has this name" in form.who.refusal()
    assert form.title.text() == "Something"


def test_words_put_away_with_esc_can_be_had_back(window: Window) -> None:
    form = opened(window)
    type_in(form.title.edit, "Half a thought")
    press(form.title.edit, Qt.Key.Key_Escape)
    settled(lambda: "The task was not added" in window.toast.text())
    click(window.toast._button)
    again = window.findChildren(TaskForm)[-1]
    assert again.title.text() == "Half a thought"


def test_f2_edits_a_task_of_the_week(window: Window) -> None:
    page = week(window)
    place = next(
        (n, row)
        for n, c in enumerate(page.columns)
        for row, i in enumerate(c.list.held.cards)
        if i.item.candidate.source == "task" and not i.done
    )
    column = page.columns[place[0]].list
    column.choose(place[1])
    column.setFocus()
    item = page.chosen()
    assert item is not None
    press(column, Qt.Key.Key_F2)
    settled(lambda: bool(window.findChildren(TaskForm)))
    form = window.findChildren(TaskForm)[0]
    settled(lambda: bool(form._by_name))
    assert form.title.text() == item.item.candidate.title
    assert not form.who.isEnabled()
    form.title.set_text("Another title")
    click(form.save)
    settled(lambda: bool(tasks(window, "Another title")))
    assert tasks(window, "Another title")[0].id == item.item.candidate.task


def test_a_task_that_is_left_as_it_is_changes_nothing(window: Window) -> None:
    page = week(window)
    task = next(
        i.item.candidate.task
        for c in page.columns
        for i in c.list.held.cards
        if i.item.candidate.source == "task"
    )
    assert task is not None
    assert window.desk is not None
    before = window.desk.way.back
    from csdesk.ui.shell.tasks import Tasks

    Tasks(window).edit(task)
    settled(lambda: bool(window.findChildren(TaskForm)))
    form = window.findChildren(TaskForm)[0]
    settled(lambda: bool(form._by_name))
    click(form.save)
    settled(lambda: not form.isVisible())
    assert window.desk.way.back == before


def test_a_proposal_has_no_task_to_edit(window: Window) -> None:
    page = week(window)
    page.columns[0].list.choose(0)
    assert not page.can("week.task")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30 Jun", "2026-06-30"),
        ("30.6.", "2026-06-30"),
        ("next friday", "2025-12-05"),
        ("7", "2025-12-07"),
        ("soon", ""),
    ],
)
def test_a_day_is_typed_as_a_person_says_it(window: Window, typed: str, day: str) -> None:
    form = opened(window)
    form.due.setDate(form.due.date().fromString("2025-12-01", Qt.DateFormat.ISODate))
    form.due.setFocus(Qt.FocusReason.TabFocusReason)
    type_in(form.due, typed)
    type_in(form.title.edit, "Ask for the readings")
    press(form.title.edit, Qt.Key.Key_Return, CTRL)
    settled(lambda: bool(tasks(window, "Ask for the readings")))
    assert tasks(window, "Ask for the readings")[0].due_on == date.fromisoformat(day or "2025-12-01")


def test_a_day_is_typed_on_a_keyboard_where_shift_and_ctrl_are_keys_themselves(window: Window) -> None:
    """A key that writes nothing ended the program, and what was typed stood over the day before it."""
    form = opened(window)
    form.due.setFocus(Qt.FocusReason.TabFocusReason)
    type_in(form.due, "30 ")
    press(form.due, Qt.Key.Key_Shift)
    type_in(form.due, "Jun")
    assert (form.due.words.text(), form.due.lineEdit().isVisible()) == ("30 Jun", False)
    press(form.due, Qt.Key.Key_Control)
    press(form.due, Qt.Key.Key_F13)
    assert form.due.day() == date(2026, 6, 30)
    form.title.edit.setFocus()
    assert (form.due.words.isVisible(), form.due.lineEdit().isVisible()) == (False, True)


def test_esc_gives_up_the_day_that_is_typed_and_not_the_form(window: Window) -> None:
    form = opened(window)
    before = form.due.day()
    form.due.setFocus(Qt.FocusReason.TabFocusReason)
    type_in(form.due, "30 Jun")
    assert form.due.day() == date(2026, 6, 30)
    press(form.due, Qt.Key.Key_Escape)
    assert (form.due.day(), form.isVisible()) == (before, True)
    press(form.due, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_what_a_form_refuses_is_said_once_where_it_is_missing(window: Window) -> None:
    """Beside its field: not at the foot of the form as well, and not in a toast that outlives it."""
    form = opened(window)
    press(form.title.edit, Qt.Key.Key_Return, CTRL)
    assert form.title.refusal() == "Say what to do."
    assert not form._refusal.isVisible()
    assert not window.toast.isVisible()
    form.reject()


def test_a_toast_does_not_repeat_what_stands_on_the_form(window: Window) -> None:
    press(window, Qt.Key.Key_T, CTRL)
    form = window.findChildren(TouchForm)[-1]
    settled(lambda: bool(form.who.text()))
    press(form.text, Qt.Key.Key_Return, CTRL)
    settled(lambda: "needs a word" in form._form.refusal(form.text))
    assert window.desk is not None
    window.desk.told.emit("A touch needs a word on what came of it.", False)
    assert not window.toast.isVisible()
    window.desk.told.emit("Saved a copy.", False)
    assert window.toast.isVisible()
    form.reject()
