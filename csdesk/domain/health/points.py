"""Points of a curve are moved, added and removed, and what is left is a curve still."""

from itertools import pairwise

from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.curve import POINT, Points, curve
from csdesk.domain.values import dataclass

LEAST = 2
"""A curve of fewer points says the same of every reading."""
MOST = 12
"""So many points of one curve can still be told apart and taken hold of."""
_TENTH = POINT // 10


@dataclass(frozen=True, slots=True)
class Stretch:
    """The readings of one band, side by side; None where they have no end."""

    band: Band
    low: float | None
    high: float | None


def moved(points: Points, number: int, reading: float, worth: float, gap: float) -> Points:
    """The points with one of them elsewhere: between its neighbours, `gap` away from them, and within 0 and 100."""
    low = points[number - 1][0] + gap if number else None
    high = points[number + 1][0] - gap if number + 1 < len(points) else None
    if low is not None and high is not None and low > high:
        reading = points[number][0]
    else:
        reading = reading if low is None else max(low, reading)
        reading = reading if high is None else min(high, reading)
    at = (round(reading, 6), round(min(100.0, max(0.0, worth)), 6))
    return (*points[:number], at, *points[number + 1 :])


def added(points: Points, reading: float, worth: float | None, gap: float) -> tuple[Points, int]:
    """The points with one more, and its number; on the curve as it is where no worth is said.

    Where there is no room, or there are enough, the points as they are with the number of the nearest.
    """
    nearest = min(range(len(points)), key=lambda n: abs(points[n][0] - reading))
    if len(points) >= MOST or abs(points[nearest][0] - reading) < gap:
        return points, nearest
    worth = curve(points)(reading) / POINT if worth is None else min(100.0, max(0.0, worth))
    made = tuple(sorted((*points, (round(reading, 6), round(worth, 6)))))
    return made, [x for x, _ in made].index(round(reading, 6))


def removed(points: Points, number: int) -> Points:
    """The points without one of them; the last two stay."""
    return points if len(points) <= LEAST else (*points[:number], *points[number + 1 :])


def stretches(points: Points, bands: Bands) -> list[Stretch]:
    """Which readings would be in which band by this measure alone, by rising reading; the whole line of readings."""
    cuts = sorted({x for edge in (bands.watch, bands.healthy) for x in _crossings(points, edge)})
    ends: list[float | None] = [None, *cuts, None]
    found: list[Stretch] = []
    for low, high in pairwise(ends):
        band = band_of(curve(points)(_inside(points, low, high)), bands)
        if found and found[-1].band is band:
            found[-1] = Stretch(band, found[-1].low, high)
        else:
            found.append(Stretch(band, low, high))
    return found


def band_of(worth: int, bands: Bands) -> Band:
    """The band of a sub-score in millionths; a lower bound belongs to its band."""
    return bands.of(worth // _TENTH)


def _crossings(points: Points, edge: float) -> list[float]:
    """The readings at which the curve comes to an edge or leaves it."""
    found = []
    for (a, u), (b, v) in pairwise(points):
        if (u >= edge) != (v >= edge):
            found.append(a + (edge - u) / (v - u) * (b - a))
    return found


def _inside(points: Points, low: float | None, high: float | None) -> float:
    """A reading between two others; beyond the outermost ones where there is no end."""
    if low is None:
        return points[0][0] - 1 if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2
