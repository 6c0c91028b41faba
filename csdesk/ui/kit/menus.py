"""A menu of actions, each with its key."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from csdesk.ui.kit.literal import literal, one_line
from csdesk.ui.theme import px


class Menu(QMenu):
    """A menu whose texts may come from data. It opens below the widget it belongs to."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTipsVisible(True)

    def offer(
        self,
        text: str,
        do: Callable[[], Any],
        *,
        keys: str = "",
        checked: bool | None = None,
        enabled: bool = True,
    ) -> QAction:
        """Add an action. `keys` is shown and binds nothing; `checked`: None for one that cannot be ticked."""
        shown = literal(one_line(text))
        action = QAction(f"{shown}\t{keys}" if keys else shown, self)
        action.setCheckable(checked is not None)
        action.setChecked(bool(checked))
        action.setEnabled(enabled)
        action.triggered.connect(lambda _=False: do())
        self.addAction(action)
        return action

    def open_below(self, widget: QWidget) -> None:
        """Open it under a button; it does not wait."""
        self.popup(widget.mapToGlobal(QPoint(0, widget.height() + px(2))))

    def open_beside(self, rows: QAbstractItemView) -> None:
        """Open it beside the chosen card of a list, or under the chosen row of a table; it hides neither."""
        chosen = rows.visualRect(rows.currentIndex()) & rows.viewport().rect()
        corner = chosen.bottomLeft() if isinstance(rows, QTableView) else chosen.topRight()
        self.popup(rows.viewport().mapToGlobal(corner + QPoint(px(2), px(2))))
