"""CMRR is what is agreed to come on the last day: live, and what is signed, less the losses that are known of."""

from csdesk.domain.figures.figure import Figure, Group, Rival, Step, Unit
from csdesk.domain.revenue.committed import Committed


def committed(found: Committed | None, accounts: int) -> Figure:
    """CMRR of so many accounts with revenue; None where an amount of it is not known."""
    live, ahead, loss, level = (
        (found.live, found.signed_not_live, found.notified_loss, found.level) if found else [None] * 4
    )
    return Figure(
        "cmrr", Group.RENEWALS, "CMRR",
        "Live MRR on the last day + what is signed and not live yet − the losses that were notified. What is only "
        "expected is in the forecast of the renewals, and not in here.",
        Unit.MONEY, level, accounts, "" if found else "an amount of it is not known",
        (
            Step("Live MRR", live, Unit.MONEY),
            Step("+ Signed, not yet live", ahead, Unit.MONEY),
            Step("− Notified loss", loss, Unit.MONEY),
            Step("CMRR", level, Unit.MONEY, total=True),
        ),
        (Rival("Live alone", live, Unit.MONEY, "Says nothing of what is agreed already."),),
    )  # fmt: skip
