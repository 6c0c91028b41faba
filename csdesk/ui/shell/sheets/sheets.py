"""A sheet is a small window over the main one: it never blocks, and Esc closes it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.shell.drops import Drops
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.ui.desk import Desk
    from csdesk.ui.kit.buttons import Button


class Sheet(QDialog):
    """A dialog of one column, in the middle of its window, deleted when it is closed.

    Where letters are so large that it does not fit the screen, it is as large as the screen, and scrolls.
    """

    def __init__(self, window: QWidget, title: str, wide: int) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._host = window
        self.setFixedWidth(min(px(wide), self._room().width()))
        self.column = in_column(on=self, gap=12, edges=(20, 16, 20, 16))

    def end_with(self, *last: "Button") -> "Button":
        """Put Cancel, and what is done here, at the end. Returns Cancel."""
        from csdesk.ui.kit.buttons import Button

        row = in_row(gap=8)
        row.addStretch(1)
        cancel = Button("Cancel", keys=("Esc",))
        cancel.clicked.connect(self.close)
        for button in (cancel, *last):
            row.addWidget(button)
        self.column.addLayout(row)
        return cancel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field presses the button whose cap says Enter, and no other: Qt's would be Cancel, or Remove."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        from csdesk.ui.kit.buttons import Button

        for button in self.findChildren(Button):
            if button.caps == ("Enter",) and button.isVisible():
                button.click()
                return

    def keep_draft(self, desk: "Desk", kind: str, label: str, **about: str) -> None:
        """Keep what is typed here until it is saved or put away; `about` tells what to open it on again."""
        from csdesk.ui.shell.drafts import Drafting

        Drafting(self, desk, kind, label, about)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window, with room for sentences that break at this width.

        Qt would take the width from before the layout, and the height of unbroken sentences.
        """
        super().showEvent(event)
        self.fit()
        opener = getattr(self._host.window(), "opener", None)
        if opener is not None:
            Drops(self, opener.take)
        middle = self._host.window().frameGeometry().center()
        self.move(middle - self.rect().center())

    def fit(self) -> None:
        """Be as high as what stands here now, and as the screen at most."""
        self.column.activate()
        self.adjustSize()
        tall = max(self.height(), self.column.totalHeightForWidth(self.width()))
        if tall > self._room().height() and self.layout() is self.column:
            self._scroll()
        self.resize(self.width(), min(tall, self._room().height()))

    def _room(self) -> QRect:
        """The screen; a window that is larger than that counts as one."""
        return self.screen().availableGeometry().united(self._host.window().frameGeometry())

    def _scroll(self) -> None:
        """Put everything that stands here into an area that scrolls; the keyboard stays where it is."""
        focused, inner, outer = self.focusWidget(), QWidget(), QVBoxLayout()
        inner.setLayout(self.column)
        outer.setContentsMargins(0, 0, 0, 0)
        self.setLayout(outer)
        outer.addWidget(scrolling(inner, self.windowTitle()))
        self.setMinimumHeight(0)  # as high as the old layout asked for
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
