"""What a curve says in words: from which reading on which band, and of how many accounts there is one."""

from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.curve import Points
from csdesk.domain.health.points import Stretch, stretches
from csdesk.domain.health.spread import Spread
from csdesk.domain.phrases import upper
from csdesk.ui.health.scale import Axis, Scale
from csdesk.wording import count

_ORDER = {Band.HEALTHY: 2, Band.WATCH: 1, Band.AT_RISK: 0}


def edge_words(points: Points, bands: Bands, scale: Scale) -> str:
    """By this measure alone: "At risk below 42 %, watch from 42 %, healthy from 65 %."

    A reading on an edge is in the better of the two bands.
    """
    found = stretches(points, bands)
    if len(found) == 1:
        return f"Every reading would be {found[0].band.value}."
    said = ", ".join(_stretch(found, n, scale) for n in range(len(found)))
    return f"{upper(said)}."


def _stretch(found: list[Stretch], n: int, scale: Scale) -> str:
    this, rank = found[n], _ORDER[found[n].band]
    better = n > 0 and _ORDER[found[n - 1].band] < rank
    better_than_next = n + 1 < len(found) and _ORDER[found[n + 1].band] < rank
    low, high = (None if end is None else scale.text(end) for end in (this.low, this.high))
    if better:
        return f"{this.band.value} from {low}" + (f" to {high}" if better_than_next else "")
    if better_than_next:
        return f"{this.band.value} to {high}"
    return f"{this.band.value} above {low}" if high is None else f"{this.band.value} below {high}"


def spread_words(spread: Spread, axis: Axis, scale: Scale) -> str:
    """Of how many accounts it is known, and how many stand beyond the axis, in its outermost bar."""
    if not spread.readings:
        return "No account has a reading."
    said = count(len(spread.readings), "reading")
    if above := sum(reading > axis.edges[-1] for reading in spread.readings):
        said += f", {above:,} above {scale.text(axis.edges[-1])}"
    if below := sum(reading < axis.edges[0] for reading in spread.readings):
        said += f", {below:,} below {scale.text(axis.edges[0])}"
    return f"{said}, {spread.without:,} without" if spread.without else said
