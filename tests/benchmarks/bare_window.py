"""The floor of a start: Qt alone, a window, a table of 500 rows, painted."""

import os
import sys

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

ROWS, COLUMNS = 500, 8
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """Texts in a list, as plainly as a model can hold them."""

    def __init__(self, rows: list[tuple[str, ...]]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How wide."""
        return 0 if parent.isValid() or not self.rows else len(self.rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """A text."""
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def show_rows(self, rows: list[tuple[str, ...]]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class Painted(QObject):
    """Says once that something was painted, and ends the process."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint, and for it to be over."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, say)
        return False


def say() -> None:
    """One line, and out, without tidying up."""
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    """Show the window."""
    app = QApplication([])
    window, table = QMainWindow(), QTableView()
    table.setModel(Rows([tuple(f"Row {row}, {column}" for column in range(COLUMNS)) for row in range(ROWS)]))
    window.setCentralWidget(table)
    window.resize(1280, 800)
    watcher = Painted()
    table.viewport().installEventFilter(watcher)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
