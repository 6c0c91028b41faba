"""The floor of a start: Qt alone, a window, a table of 500 rows, painted."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem


class Painted(QObject):
    """Says once that something was painted, and ends the process."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
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
    window, table = QMainWindow(), QTableWidget(500, 8)
    for row in range(500):
        for column in range(8):
            table.setItem(row, column, QTableWidgetItem(f"Row {row}, {column}"))
    window.setCentralWidget(table)
    window.resize(1280, 800)
    watcher = Painted()
    table.viewport().installEventFilter(watcher)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
