"""A whole is the file that is read: as it lies in its folder, or as it came out of an encrypted one, in memory only."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Whole:
    """A file to read. `inside` is what an encrypted file held; it is never written anywhere."""

    path: Path
    inside: bytes | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def ending(self) -> str:
        """The name's ending, in lower case."""
        return self.path.suffix.lower()

    def open(self) -> BinaryIO:
        """The bytes, for reading. Raises: OSError."""
        return self.path.open("rb") if self.inside is None else io.BytesIO(self.inside)

    def head(self, count: int) -> bytes:
        """The first bytes. Raises: OSError."""
        with self.open() as file:
            return file.read(count)
