"""New ids: UUIDv7 text, ordered by the moment they were made; the clock and the random come from outside."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

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


def many_ids(now: datetime, count: int) -> list[str]:
    """So many UUIDv7s of one moment, in order: a counter of 24 bits stands before 48 random ones."""
    millis = f"{int(now.timestamp() * 1000) & (1 << 48) - 1:012x}"
    begin, random = f"{millis[:8]}-{millis[8:]}-7", os.urandom(6 * count).hex(" ", 6).split()
    return [f"{begin}{middle}{tail}" for middle, tail in zip(_counters(count), random, strict=True)]


@lru_cache(maxsize=4)
def _counters(count: int) -> tuple[str, ...]:
    """The middles of so many ids, in order."""
    return tuple(f"{n >> 12 & 0xFFF:03x}-8{n & 0xFFF:03x}-" for n in range(count))


def new_ids(clock: Clock = machine_clock) -> Callable[[], str]:
    """A source of new ids that never goes backwards inside one process."""
    last = [0]

    def next_id() -> str:
        millis = max(int(clock().timestamp() * 1000), last[0])
        last[0] = millis
        return _uuid7(millis, int.from_bytes(os.urandom(10)) >> 6)

    return next_id
