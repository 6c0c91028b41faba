"""A scale says how readings of a unit are shown and typed, and from where to where an axis of them goes."""

from dataclasses import dataclass
from math import floor, log10

from csdesk.domain.health.curve import Points
from csdesk.domain.health.spread import Spread
from csdesk.domain.health.terms import Unit

_NICE = (1, 2, 2.5, 5, 10)
_MOST = 2
"""An axis ends where the points span this often; what lies further is counted at its end."""
_HEADROOM = 0.06
_BARS = 30
_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Scale:
    """What is shown is (reading − zero) × factor; `signed` puts a + before what is above."""

    factor: float = 1.0
    zero: float = 0.0
    suffix: str = ""
    signed: bool = False
    bounded: bool = True
    """Whether nothing lies below zero."""

    def shown(self, reading: float) -> float:
        """A reading as it is typed."""
        return round((reading - self.zero) * self.factor, 6)

    def reading(self, shown: float) -> float:
        """What was typed as a reading."""
        return round(shown / self.factor + self.zero, 8)

    def number(self, reading: float) -> str:
        """A reading without its unit: "84", "+6", "−0.5"."""
        shown = self.shown(reading)
        shown = round(shown, 1 if abs(shown) >= 10 else 2)
        text = f"{abs(shown):,.2f}".rstrip("0").rstrip(".")
        sign = "" if not shown else "−" if shown < 0 else "+" if self.signed else ""
        return sign + text

    def text(self, reading: float) -> str:
        """A reading in words: "84 %", "1 day", "+6 %"."""
        number = self.number(reading)
        suffix = " day" if number == "1" and self.suffix == " days" else self.suffix
        return number + suffix

    def step(self, points: Points) -> float:
        """By how much an arrow or a drag moves a reading: a round amount of what is shown."""
        span = abs(self.shown(points[-1][0]) - self.shown(points[0][0])) or 1.0
        if 10 <= span <= _EVERY:
            return 1 / self.factor
        return float(10 ** floor(log10(span / (20 if span < 10 else 200))) / self.factor)


_SCALES = {
    Unit.SHARE: Scale(100, suffix=" %"),
    Unit.LEAD: Scale(100, suffix=" %", signed=True, bounded=False),
    Unit.RATIO: Scale(100, 1.0, " %", signed=True),
    Unit.DAYS: Scale(suffix=" days"),
    Unit.SEVERE_DAYS: Scale(suffix=" days"),
}


def scale_of(unit: Unit) -> Scale:
    """The scale of a unit; plain numbers where it needs none."""
    return _SCALES.get(unit, Scale(bounded=unit is Unit.COUNT))


@dataclass(frozen=True, slots=True)
class Axis:
    """From one reading to another, with the readings at its ticks and between which bars are counted."""

    low: float
    high: float
    ticks: tuple[float, ...]
    edges: tuple[float, ...]


def axis_of(points: Points, spread: Spread, scale: Scale) -> Axis:
    """The axis on which the points and nearly all readings have room."""
    low, high = points[0][0], points[-1][0]
    span = (high - low) or 1.0
    if (seen := spread.within(0.96)) is not None:
        low = min(low, max(seen[0], low - _MOST * span))
        high = max(high, min(seen[1], high + _MOST * span))
    room = (high - low or 1.0) * _HEADROOM
    bottom = scale.reading(0) if scale.zero == 0 else 0.0
    low = low - room if not scale.bounded or low - room >= bottom else min(low, bottom - room / 3)
    high += room
    return Axis(low, high, _ticks(low, high, scale), _edges(low, high, scale))


def _ticks(low: float, high: float, scale: Scale) -> tuple[float, ...]:
    start, end = scale.shown(low), scale.shown(high)
    width = _round((end - start) / 6)
    if not scale.suffix and 1 < width < 5:
        width = 2.0
    first = floor(start / width) + (start % width > 0)
    return tuple(scale.reading(n * width) for n in range(first, floor(end / width) + 1))


def _edges(low: float, high: float, scale: Scale) -> tuple[float, ...]:
    """Between the whole amounts where these are few, else at round ones."""
    start, end = scale.shown(low), scale.shown(high)
    width = _round((end - start) / _BARS)
    whole = width < 1 and not scale.suffix
    width, shift = (1.0, 0.5) if whole else (width, 0.0)
    first, last = (round(end / width - shift) for end in (start, end))  # no bar that is cut to a sliver
    return tuple(scale.reading((n + shift) * width) for n in range(first, max(last, first + 1) + 1))


def _round(width: float) -> float:
    """The round amount at or above a width."""
    size = 10.0 ** floor(log10(width))
    return next(n * size for n in _NICE if n * size >= width * 0.999)
