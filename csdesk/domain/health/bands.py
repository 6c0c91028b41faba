"""A band is where a score stands: healthy, to be watched, or at risk."""

from enum import StrEnum

from csdesk.domain.values import dataclass


class Band(StrEnum):
    """Where a score stands. *Not scored* is no band."""

    HEALTHY = "healthy"
    WATCH = "watch"
    AT_RISK = "at risk"


@dataclass(frozen=True, slots=True)
class Bands:
    """The lowest score of each band, which belongs to it; below watch is at risk."""

    healthy: int = 70
    watch: int = 40

    def of(self, tenths: int) -> Band:
        """The band of a score in tenths of a point."""
        if tenths >= self.healthy * 10:
            return Band.HEALTHY
        return Band.WATCH if tenths >= self.watch * 10 else Band.AT_RISK

    @property
    def convention(self) -> str:
        """The edges in words."""
        return f"healthy from {self.healthy}, watch from {self.watch}, at risk below {self.watch}"
