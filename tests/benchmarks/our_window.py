"""A start of csdesk, by its own entry, until the week is painted with its plan."""

import sys
from pathlib import Path

from csdesk.__main__ import main


def watched(path: Path | None) -> object:
    """The window, with somebody looking at its page."""
    from PySide6.QtCore import QEvent, QObject

    from csdesk.ui.week.page import WeekPage
    from tests.benchmarks.bare_window import Painted

    class PaintedPlan(Painted):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            planned = isinstance(watched, WeekPage) and watched.plan is not None
            return super().eventFilter(watched, event) if planned else False

    window = opened(path)
    page = window.stack.currentWidget()
    assert page is not None
    page.setProperty("watcher", watcher := PaintedPlan(page))
    page.installEventFilter(watcher)
    return window


if __name__ == "__main__":
    from csdesk.ui import app

    opened = app.open_window
    app.open_window = watched  # type: ignore[assignment]
    main([sys.argv[1]])
