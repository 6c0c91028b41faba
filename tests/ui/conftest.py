"""The desk's tests: without a display, no dialog may wait for a person, no window may be left open."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from csdesk.ui import theme


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    if not qapp.property("dressed"):
        theme.apply(qapp, "light", still=True)
        qapp.setProperty("dressed", True)


@pytest.fixture(autouse=True)
def _no_dialog_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def waits(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a modal dialog waits for a person")

    monkeypatch.setattr(QDialog, "exec", waits)
    for name in ("about", "critical", "information", "question", "warning"):
        monkeypatch.setattr(QMessageBox, name, waits)


@pytest.fixture(autouse=True)
def _no_window_is_left(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.topLevelWidgets())
    yield
    for widget in qapp.topLevelWidgets():
        owned = widget.windowType() == Qt.WindowType.Popup  # by its completer or its box, which deletes it
        if widget not in before and not owned:
            widget.close()
            widget.deleteLater()
    qapp.processEvents()
