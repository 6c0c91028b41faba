"""A drop is files that a person lets go of anywhere over the window, or over a dialog of it; each kind has its way."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from csdesk.ui.shell.dropped import files_of, offer, sorted_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QUrl

    from csdesk.ui.shell.drop_hint import DropHint

_KINDS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
TAKES_FILES = "takes_files"
"""The property of a widget that takes files itself, such as a list of files."""


class Drops(QObject):
    """Stands before everything that a window shows, so that no field takes a file for text.

    What is dragged within the program goes its own ways, and so does what is over a widget that takes files itself.
    """

    def __init__(self, widget: QWidget, take: "Callable[[list[QUrl]], object]") -> None:
        super().__init__(widget)
        self._widget, self._take = widget, take
        self.hint: DropHint | None = None
        handle = widget.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files, and leave everything else to the widget below the pointer."""
        del watched
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._say("")
        if kind not in _KINDS or not isinstance(event, QDropEvent):
            return False
        urls = event.mimeData().urls()
        files = files_of(urls)
        if event.source() is not None or not files or self._is_taken(event):
            self._say("")
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._say("" if kind == QEvent.Type.Drop else offer(sorted_out(files)))
        if kind == QEvent.Type.Drop:
            self._take(urls)
        return True

    def _say(self, text: str) -> None:
        """Say what letting go would do, over the whole window."""
        if self.hint is None and text:
            from csdesk.ui.shell.drop_hint import DropHint

            self.hint = DropHint(self._widget)
        if self.hint is not None and self.hint.text() != text:
            self.hint.say(text)

    def _is_taken(self, event: QDropEvent) -> bool:
        """Whether a widget below the pointer takes files itself."""
        below = self._widget.childAt(event.position().toPoint())
        while below is not None and not below.property(TAKES_FILES):
            below = below.parentWidget()
        return below is not None
