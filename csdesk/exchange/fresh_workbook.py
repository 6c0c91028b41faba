"""A fresh workbook: what is text stays text, and the same rows and day give the same bytes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

_AS_WRITTEN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def fresh_workbook(file: BinaryIO, title: str, day: date, *, folder: Path | None = None) -> Any:
    """An empty workbook of XlsxWriter that is written into a file when it is closed; `day` is when it was saved.

    `folder` takes the parts until they are packed; without one they stay in memory.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    place = {"tmpdir": str(folder)} if folder else {"in_memory": True}
    book = xlsxwriter.Workbook(_Giving(file), {**_AS_WRITTEN, **place})
    saved = datetime(day.year, day.month, day.day, tzinfo=UTC)
    book.set_properties({"title": title, "author": "", "created": saved})
    return book


class _Giving:
    """A file that takes nothing more once the disk has refused something, or it was closed as the program is to end.

    XlsxWriter leaves its package open where a write fails; what Python closes later would fail again, with a traceback.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._refused, self._at = file, False, file.tell()

    def write(self, data: bytes) -> int:
        """As of a file."""
        self._of_disk(lambda: self._file.write(data))
        self._at += len(data)
        return len(data)

    def seek(self, to: int, whence: int = 0) -> int:
        """As of a file."""
        self._of_disk(lambda: self._file.seek(to, whence))
        self._at = to if self._refused or self._file.closed else self._file.tell()
        return self._at

    def tell(self) -> int:
        """As of a file."""
        return self._at

    def flush(self) -> None:
        """As of a file."""
        self._of_disk(self._file.flush)

    def seekable(self) -> bool:
        """As of a file."""
        return not self._file.closed and self._file.seekable()

    def _of_disk(self, work: Callable[[], object]) -> None:
        if self._refused or self._file.closed:
            return
        try:
            work()
        except OSError:
            self._refused = True
            raise
