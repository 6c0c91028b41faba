"""What left in the period, with its reasons, and how far past forecasts of renewals could be trusted."""

from fractions import Fraction

from csdesk.domain.figures.chart import Part
from csdesk.domain.figures.leaving import NOT_KNOWN, Left, beside_logos, leaving_finding
from csdesk.domain.money import whole_text
from csdesk.domain.packs.facts import Facts
from csdesk.domain.packs.scoreboard import part_of, share
from csdesk.domain.phrases import upper
from csdesk.domain.pictures import Staying
from csdesk.domain.revenue.definitions import Metric
from csdesk.domain.revenue.forecast import ENOUGH
from csdesk.domain.revenue.survival import survival_finding
from csdesk.domain.reviews.values import Figure, Line, Listing
from csdesk.domain.reviews.words import counted, day, name, percent, short_day, span


def leaving_part(facts: Facts) -> Listing | None:
    """The losses of the period, the largest first; None where nobody left."""
    if not facts.gone:
        return None
    some = sorted(
        facts.gone, key=lambda g: (g.amount is None, -(g.amount or 0), g.name.casefold(), g.product)
    )
    return Listing(
        title=leaving_finding(facts.gone, facts.currency),
        heads=("", "Customer", "Why", "ARR"),
        lines=tuple(_line(g, facts.currency) for g in some),
        foot=f"{_beside_logos(facts)}Lost from {span(facts.period)}. Source: contracts, and the record of each loss",
        figures=(
            Figure(
                "Losses",
                counted(len(some), "loss", "losses"),
                "Accounts and products whose first day without revenue lies in the period, with what they paid a year",
                span(facts.period),
                "Subscriptions; losses with their reasons",
            ),
        ),
    )


def _beside_logos(facts: Facts) -> str:
    logos = part_of(facts.metrics[Metric.LOGO_RETENTION])
    if logos is None:
        return ""
    still, opening = (int(step.value or 0) for step in logos)
    said = beside_logos(facts.gone, opening=opening, gone=opening - still, first=facts.period.first)
    return f"{said}. " if said else ""


def _line(gone: Left, currency: str) -> Line:
    said = f"{gone.product} given up, stays a customer; " if gone.product else ""
    return Line(
        what=name(gone.name),
        detail=f"{said}since {short_day(gone.lost_on)}",
        who=upper(gone.reason) if gone.reason else NOT_KNOWN,
        when="–" if gone.amount is None else whole_text(gone.amount, currency),
    )


def staying_part(facts: Facts) -> Staying | None:
    """How long customers stay; None with too few losses for a curve."""
    stays = facts.stays
    if stays is None or not stays.enough:
        return None
    return Staying(
        title=survival_finding(stays, share(stays.at(12))),
        lead=f"Share of {counted(stays.count, 'customer')} still there so many months after they began",
        steps=((0, Fraction(1)), *((p.time, p.share) for p in stays.points)),
        foot=f"Kaplan and Meier; who is a customer on {day(facts.as_of)} counts until then",
    )


def forecast_part(facts: Facts) -> Listing | None:
    """What became of each category that renewals were given; None before the first decision on one."""
    told = facts.figures.get("calibration")
    if told is None or told.chart is None:
        return None
    known = [p for p in told.chart.parts if p.value is not None]
    return Listing(
        title=told.chart.title,
        heads=("", "Called", "Renewed", "Share"),
        lines=tuple(_called(p) for p in known),
        foot="Every decision so far, by the category it had; intervals of 95 % after Wilson"
        + (f". {upper(told.said)}" if told.said else ""),
        figures=(
            Figure(
                "Calibration of the forecast",
                counted(told.n, "decision"),
                told.says.rstrip("."),
                f"to {short_day(facts.as_of)}",
                "Renewals",
            ),
        ),
    )


def _called(part: Part) -> Line:
    low, high = part.between or (0.0, 1.0)
    few = f"; the forecast uses it from {ENOUGH} on" if part.n < ENOUGH else ""
    renewed = int((part.value or 0) * part.n)
    return Line(
        part.name,
        f"between {percent(low)} and {percent(high)}, with 95 % confidence{few}",
        f"{renewed:,} of {part.n:,}",
        percent(float(part.value or 0)),
    )
