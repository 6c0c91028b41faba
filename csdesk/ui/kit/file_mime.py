"""A file to be dropped: what is dragged is written only when a program asks for it."""

import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMetaType, QMimeData, QUrl

from csdesk.processes import work_folder

_FILES, _TEXT = "text/uri-list", "text/plain"
_PREFIX = "csdesk-drag-"


class FileMime(QMimeData):
    """A file of this name, made by `write(path)` in a folder of its own; for programs that take no file `text()`."""

    def __init__(self, name: str, write: Callable[[Path], object], text: Callable[[], str]) -> None:
        super().__init__()
        self._name, self._write, self._said = name, write, text
        self.path: Path | None = None

    def formats(self) -> list[str]:
        """A file first, then text."""
        return [_FILES, _TEXT]

    def hasFormat(self, mimetype: str) -> bool:
        """Whether it can be taken so."""
        return mimetype in (_FILES, _TEXT)

    def retrieveData(self, mimetype: str, preferredType: QMetaType | QMetaType.Type) -> Any:
        """What a program asked for; now the file is written."""
        del preferredType
        if mimetype == _FILES:
            return [QUrl.fromLocalFile(str(self._file()))]
        return self._said() if mimetype == _TEXT else None

    def _file(self) -> Path:
        if self.path is None:
            path = _folder() / self._name
            self._write(path)
            self.path = path
        return self.path


def _folder() -> Path:
    """A folder for one file, gone when the program ends: whoever takes the file may read it until then."""
    made = work_folder(Path(tempfile.gettempdir()), _PREFIX)
    weakref.finalize(FileMime, shutil.rmtree, made, ignore_errors=True)
    return made
