"""The spread of a measure is how its fresh readings lie over the book, and how many accounts have none."""

from collections.abc import Iterable
from math import floor, isnan

from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.curve import Points, curve
from csdesk.domain.health.points import band_of
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """The readings of one width, by the band that the measure alone would put them into."""

    low: float
    high: float
    counts: tuple[tuple[Band, int], ...]

    @property
    def count(self) -> int:
        """How many readings."""
        return sum(n for _, n in self.counts)


@dataclass(frozen=True, slots=True)
class Spread:
    """Fresh readings by size. `without`: accounts to whom the measure applies, whose reading is absent or expired."""

    readings: tuple[float, ...]
    without: int

    def counts(self, points: Points, bands: Bands) -> dict[Band, int]:
        """How many accounts the measure alone would put into each band, by these points."""
        worth = curve(points)
        found = dict.fromkeys(Band, 0)
        for reading in self.readings:
            found[band_of(worth(reading), bands)] += 1
        return found

    def within(self, share: float) -> tuple[float, float] | None:
        """Between which readings the middle share of them lies; None without a reading."""
        if not self.readings:
            return None
        outside = floor(len(self.readings) * (1 - share) / 2)
        return self.readings[outside], self.readings[-1 - outside]

    def bars(self, edges: tuple[float, ...], points: Points, bands: Bands) -> list[Bar]:
        """Counted between edges, a lower edge inside; what lies beyond the outermost is counted with them."""
        worth = curve(points)
        counts = [dict.fromkeys(Band, 0) for _ in edges[1:]]
        place, last = 0, len(counts) - 1
        for reading in self.readings:
            while place < last and reading >= edges[place + 1]:
                place += 1
            counts[place][band_of(worth(reading), bands)] += 1
        return [Bar(edges[n], edges[n + 1], tuple(found.items())) for n, found in enumerate(counts)]


def spread(readings: Iterable[float | None]) -> Spread:
    """The spread of readings, None where there is no fresh one; a reading that is no number is none."""
    found, without = [], 0
    for reading in readings:
        if reading is None or isnan(reading):  # gone quiet
            without += 1
        else:
            found.append(reading)
    return Spread(tuple(sorted(found)), without)
