"""Limits are what csdesk gives to one file; beyond them it is refused, never half read."""

import json
from dataclasses import asdict, dataclass, replace

MIB = 1024 * 1024
_UNFOLDED = 16
"""How often larger than its file a whole workbook may be: real ones are some ten times as large."""
_SECONDS_PER_MIB = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may take. The design's own figures are the defaults."""

    seconds: float = 20.0
    memory: int = 1536 * MIB
    """Address space of the reading process, in bytes."""
    file: int = 100 * MIB
    unpacked: int = 512 * MIB
    entries: int = 5_000
    ratio: int = 200
    """How often one part may be larger unpacked than packed, once it is larger than `small`."""
    small: int = 16 * MIB
    shared_strings: int = 64 * MIB
    columns: int = 512
    rows: int = 1_048_576
    cell: int = 32_767
    """Characters of one cell; a CSV field may be longer than Excel's, but not longer than `field`."""
    field: int = 1_000_000
    csv_here: int = 20 * MIB
    """A text file up to this size is read without a process of its own."""

    def as_text(self) -> str:
        """All of them in one word, for the reading process."""
        return json.dumps(asdict(self))

    @classmethod
    def of_text(cls, text: str) -> "Limits":
        """The same back."""
        return cls(**json.loads(text))

    def of_size(self, size: int) -> "Limits":
        """What a file of so many bytes may take: more where it truly holds more. What only claims to is small."""
        return replace(
            self,
            seconds=self.seconds + size // MIB * _SECONDS_PER_MIB,
            unpacked=max(self.unpacked, size * _UNFOLDED),
            shared_strings=max(self.shared_strings, size * _UNFOLDED // 4),
        )


DEFAULT = Limits()
