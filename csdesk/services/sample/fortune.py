"""A fortune is the hidden well-being of an account, 0 to 1: it drives use, cases, silence and renewals."""

import math
from dataclasses import dataclass
from datetime import date

from csdesk.services.sample.dice import Dice

_FALL_DAYS = 110
"""Over how many days an account came to where it is now."""
_BEND = 182
"""Days between two bends of the older history."""


@dataclass(frozen=True, slots=True)
class Fortune:
    """Well-being over time: `level` on the last day, `fall` more before the last months, bends before that."""

    last: date
    level: float
    fall: float
    bends: tuple[float, ...]

    def on(self, day: date) -> float:
        """The fortune of a day, 0.03 to 0.98."""
        before = max(0, (self.last - day).days)
        fallen = self.fall * min(1.0, before / _FALL_DAYS)
        season = 0.02 * math.sin(day.timetuple().tm_yday / 58.0)
        return min(0.98, max(0.03, self.level + fallen + season + self._bend(before)))

    def _bend(self, before: int) -> float:
        step, rest = divmod(before, _BEND)
        if step + 1 >= len(self.bends):
            return self.bends[-1]
        low, high = self.bends[step], self.bends[step + 1]
        return low + (high - low) * rest / _BEND

    def mood(self, day: date) -> str:
        """Good, fair or poor: which sentences are said."""
        now = self.on(day)
        return "good" if now >= 0.58 else "fair" if now >= 0.34 else "poor"


def drawn_fortune(dice: Dice, *, last: date, level: float, fall: float) -> Fortune:
    """A fortune that ends at a level and wandered before."""
    bends = [0.0]
    for _ in range(5):
        bends.append(max(-0.22, min(0.18, bends[-1] * 0.6 + dice.about(0, 0.05))))
    return Fortune(last, level, fall, tuple(bends))
