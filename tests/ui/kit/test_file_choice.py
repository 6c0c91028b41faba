"""A file that a person chooses: it has its ending, nothing is replaced unasked, and Esc leaves the dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from csdesk.ui.kit.file_choice import file_to_read, file_to_write, folder_to_use
from tests.ui.hands import press

REAL = {
    name: getattr(QFileDialog, name)
    for name in ("getSaveFileName", "getOpenFileName", "getExistingDirectory")
}


def say(monkeypatch: pytest.MonkeyPatch, *names: Path) -> list[str]:
    """Let the dialog be answered with these, one after the other; what it offered."""
    offered: list[str] = []
    left = list(map(str, names))

    def answer(_parent: QWidget, _title: str, name: str, _kind: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return left.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("week", "PDF (*.pdf)", "week.pdf"),
        ("week.PDF", "PDF (*.pdf)", "week.PDF"),
        ("Rook Ltd. brief", "PDF (*.pdf)", "Rook Ltd. brief.pdf"),
        ("of March.json", "Mappings (*.toml *.json)", "of March.json"),
        ("of March", "Mappings (*.toml *.json)", "of March.toml"),
    ],
)
def test_a_file_gets_the_ending_of_its_kind(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kind: str, written: str
) -> None:
    say(monkeypatch, tmp_path / typed)
    assert file_to_write(QWidget(), "Save", "offered", kind) == tmp_path / written


def test_a_file_that_only_its_ending_names_is_not_replaced_unasked(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "week.pdf").touch()
    offered = say(monkeypatch, tmp_path / "week", tmp_path / "other.pdf")
    assert file_to_write(QWidget(), "Save", "Week 48.pdf", "PDF (*.pdf)") == tmp_path / "other.pdf"
    assert offered == ["Week 48.pdf", "week.pdf"]


class Leaving(QObject):
    """Presses Esc in the dialog that waits for a person."""

    def __init__(self) -> None:
        super().__init__()
        self.left: list[str] = []
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        self._clock.start(20)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            self.left.append(dialog.windowTitle())
            self._clock.stop()
            press(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    "ask",
    [
        lambda parent: file_to_write(parent, "Choose", "deck.pptx", "Decks (*.pptx)"),
        lambda parent: file_to_read(parent, "Choose", "Books (*.csdesk)"),
        lambda parent: folder_to_use(parent, "Choose"),
    ],
)
def test_esc_leaves_every_dialog_and_nothing_is_chosen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, ask: object
) -> None:
    for name, real in REAL.items():
        monkeypatch.setattr(QFileDialog, name, real)
    leaving, parent = Leaving(), QWidget()
    parent.show()
    assert callable(ask)
    assert ask(parent) is None
    assert leaving.left == ["Choose"]
    parent.close()
