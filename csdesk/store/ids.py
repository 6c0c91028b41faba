"""New ids: UUIDv7 text, ordered by the moment they were made; the clock and the random come from outside."""

import os
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def machine_clock() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def uuid7(now: datetime, random: int) -> str:
    """The UUIDv7 of a moment and 74 random bits (RFC 9562, section 5.7)."""
    return _uuid7(int(now.timestamp() * 1000), random)


def _uuid7(millis: int, random: int) -> str:
    millis &= (1 << 48) - 1
    high, low = random >> 62 & 0xFFF, random & (1 << 62) - 1
    value = millis << 80 | 7 << 76 | high << 64 | 2 << 62 | low
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_ids(clock: Clock = machine_clock) -> Callable[[], str]:
    """A source of new ids that never goes backwards inside one process."""
    last = [0]

    def next_id() -> str:
        millis = max(int(clock().timestamp() * 1000), last[0])
        last[0] = millis
        return _uuid7(millis, int.from_bytes(os.urandom(10)) >> 6)

    return next_id
