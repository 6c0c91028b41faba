"""Drafts in the window: every editor keeps what is typed into it, and what a crash left is offered again."""

import importlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from csdesk.domain.errors import CsdeskError
from csdesk.services.book.drafts import Draft, drop_draft, keep_draft
from csdesk.ui.desk import Desk
from csdesk.ui.kit.typed import texts_of, was_typed

if TYPE_CHECKING:
    from concurrent.futures import Future

EVERY_MS = 1_000
_REOPENED = {
    "touch": "csdesk.ui.shell.sheets.touch_form:reopen",
    "task": "csdesk.ui.shell.sheets.task_form:reopen",
    "edit": "csdesk.ui.account.edit_sheet:reopen",
    "account": "csdesk.ui.accounts.account_form:reopen",
    "mail": "csdesk.ui.shell.sheets.mail_sheet:reopen",
}
"""What shows a draft of each kind in its editor; another kind is shown to be copied."""


class Editing(Protocol):
    """How a draft is shown in its editor again."""

    def __call__(self, window: QWidget, desk: Desk, draft: Draft) -> None:
        """Open the editor with these texts in it."""


class Drafting(QTimer):
    """Keeps one editor's texts while it is open; a dialog that is closed by the person leaves no draft."""

    def __init__(self, form: QWidget, desk: Desk, kind: str, label: str, about: Mapping[str, str]) -> None:
        super().__init__(form)
        self._form, self._uid, self._kind, self._label, self._about = form, desk.uid, kind, label, dict(about)
        self._key = "-".join([kind, *(value for value in about.values() if value)])
        self._texts: dict[str, str] = {}
        self._disk: ThreadPoolExecutor | None = None
        self.timeout.connect(self.keep)
        if isinstance(form, QDialog):
            form.finished.connect(self.end)
        self.start(EVERY_MS)

    def keep(self) -> None:
        """Keep what is typed, if it is something else than a second ago."""
        if not was_typed(self._form):
            if self._texts:
                self._texts = {}
                self._write(partial(drop_draft, self._uid, self._key))
            return
        texts = texts_of(self._form)
        if texts != self._texts:
            self._texts = texts
            at = datetime.now(UTC).isoformat(timespec="seconds")
            draft = Draft(self._kind, self._label, at, texts, self._about)
            self._write(partial(keep_draft, self._uid, self._key, draft))

    def _write(self, work: "partial[None]") -> "Future[None]":
        self._disk = self._disk or ThreadPoolExecutor(1, "csdesk-draft")
        return self._disk.submit(_quietly, work)

    def end(self) -> None:
        """Forget the draft, also one that was brought back: the text was saved, or put away."""
        self.stop()
        if self._disk is not None:
            self._disk.shutdown()
            self._disk = None
        drop_draft(self._uid, self._key)


def _quietly(work: "partial[None]") -> None:
    """A draft that cannot be kept takes nothing away: the text is still in its editor."""
    with suppress(CsdeskError, OSError, RuntimeError):
        work()


def has_editor(draft: Draft) -> bool:
    """Whether a draft is shown in an editor, which keeps it on; otherwise its texts are shown once."""
    return draft.kind in _REOPENED


def reopen(window: QWidget, desk: Desk, draft: Draft) -> None:
    """Show a draft in its editor, or to be copied where there is none for it."""
    place = _REOPENED.get(draft.kind, "csdesk.ui.shell.sheets.draft_sheet:reopen")
    module, name = place.split(":")
    show: Editing = getattr(importlib.import_module(module), name)
    show(window, desk, draft)
