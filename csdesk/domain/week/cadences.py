"""A cadence is how long an account may go without a two-way touch, and when its renewal is prepared."""

from csdesk.domain.accounts import TouchModel
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Cadence:
    """Days since the last two-way touch: at `ideal` one is due, after `maximum` the cadence is broken."""

    ideal: int
    maximum: int


CADENCES: dict[TouchModel | None, Cadence] = {
    TouchModel.HIGH: Cadence(14, 30),
    TouchModel.LOW: Cadence(45, 90),
    TouchModel.TECH: Cadence(180, 365),
    None: Cadence(60, 90),
}
"""By touch model; None where nobody said which it is."""

RENEWAL_BRIEFS: dict[TouchModel | None, tuple[int, ...]] = {
    TouchModel.HIGH: (180, 90, 30),
    TouchModel.LOW: (90, 30),
    TouchModel.TECH: (),
    None: (90, 30),
}
"""Days before the end of a term at which a renewal is looked at; without a touch model as for low."""

NOTICE_LEAD = 14
"""Days before a notice deadline from which it is in the week, whatever the touch model."""
