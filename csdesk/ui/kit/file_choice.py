"""A file or folder that a person chooses in the system's own dialog; None where the dialog was left."""

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from csdesk.folders import is_there

_ENDING = re.compile(r"\*(\.\w+)")


def file_to_write(parent: QWidget, title: str, offered: str, kind: str) -> Path | None:
    """Where a file is to be written, with an ending of its `kind`, `Decks (*.pptx)`; without one it gets the first.

    The dialog asks before it replaces a file; where it is the ending that makes the name one that is there, it is
    opened again with that name.
    """
    chosen, _ = QFileDialog.getSaveFileName(parent, title, offered, kind)
    if not chosen:
        return None
    path, endings = Path(chosen), _ENDING.findall(kind)
    if path.suffix.lower() in endings:
        return path
    whole = Path(f"{path}{endings[0]}")
    return file_to_write(parent, title, str(whole), kind) if is_there(whole) else whole


def file_to_read(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Which file is to be read."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(chosen) if chosen else None


def folder_to_use(parent: QWidget, title: str) -> Path | None:
    """Which folder is to be used."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None
