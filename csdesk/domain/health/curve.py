"""A curve turns a reading into a sub-score, 0 to 100: linear between named points, flat outside them."""

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

Points = tuple[tuple[float, float], ...]
"""(reading, sub-score) pairs by rising reading."""

POINT = 1_000_000
"""Sub-scores are whole millionths of a point, so that all sums over them are exact."""


_MOST = 1 << 14
"""So many sub-scores a curve remembers; readings repeat, from account to account and from week to week."""


class _Known(dict[float, int]):
    """The sub-scores of a curve by the reading: each is worked out once."""

    def __init__(self, at: Callable[[float], int]) -> None:
        super().__init__()
        self._at = at

    def __missing__(self, reading: float) -> int:
        if len(self) >= _MOST:
            self.clear()
        worth = self[reading] = self._at(reading)
        return worth


@lru_cache(maxsize=128)
def curve(points: Points) -> Callable[[float], int]:
    """The function from a reading to its sub-score in millionths, half up. Raises: ValueError."""
    xs = [float(x) for x, _ in points]
    ys = [round(y * POINT) for _, y in points]
    if not xs or any(b <= a for a, b in pairwise(xs)) or not _inside(ys):
        raise ValueError(points)
    first, last, count = ys[0], ys[-1], len(xs)
    slopes = [(b - a) / (v - u) for a, b, u, v in zip(ys[:-1], ys[1:], xs[:-1], xs[1:], strict=True)]

    def at(reading: float) -> int:
        place = bisect_right(xs, reading)
        if place == 0:
            return first
        if place == count:
            return last
        return int(ys[place - 1] + (reading - xs[place - 1]) * slopes[place - 1] + 0.5)

    return _Known(at).__getitem__


def _inside(ys: list[int]) -> bool:
    return all(0 <= y <= 100 * POINT for y in ys)
