"""Tasks: the form over the window, for a new one with the account that is chosen, or for one that there is."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.ui.desk import Desk
from csdesk.ui.page import Page

if TYPE_CHECKING:
    from csdesk.domain.tasks import Task
    from csdesk.store.book import Book
    from csdesk.ui.shell.sheets.task_form import TaskForm


class Host(Protocol):
    """What the tasks need of their window."""

    desk: Desk | None

    def window(self) -> QWidget:
        """The window itself."""

    def shown(self) -> Page | None:
        """The page that is shown."""


class Tasks(QObject):
    """Opens the form of a task."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.window())
        self._host = host

    def add(self) -> None:
        """A new task, with the account that is chosen, or with any."""
        desk, page = self._host.desk, self._host.shown()
        if desk is not None and desk.writable:
            from csdesk.ui.shell.sheets.task_form import TaskForm

            TaskForm.open_over(self._host.window(), desk, page.account() if page else None)

    def edit(self, task: str) -> None:
        """A task that there is; it is read first."""
        desk = self._host.desk
        if desk is not None and desk.writable:
            desk.read(_Found(task), self._show)

    def _show(self, task: "Task | None") -> None:
        if task is not None and self._host.desk is not None:
            form = self._form(task, self._host.desk)
            form.show_over(self._host.window())

    def _form(self, task: "Task", desk: Desk) -> "TaskForm":
        from csdesk.ui.shell.sheets.task_form import TaskForm

        return TaskForm(self._host.window(), desk, task.account, task)


class _Found:
    """The task of an id; None where it is gone."""

    def __init__(self, task: str) -> None:
        self._task = task

    def __call__(self, book: "Book") -> "Task | None":
        from csdesk.services.book.editing import task_of

        return task_of(book, self._task)
