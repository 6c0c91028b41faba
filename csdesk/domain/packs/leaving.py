"""What left in the period, with its reasons, and how far past forecasts of renewals could be trusted."""

from fractions import Fraction

from csdesk.domain.figures.leaving import NOT_KNOWN, Left, leaving_finding
from csdesk.domain.health.ranking import share_interval
from csdesk.domain.money import whole_text
from csdesk.domain.packs.facts import Facts
from csdesk.domain.packs.scoreboard import share
from csdesk.domain.pictures import Staying
from csdesk.domain.revenue.forecast import ENOUGH
from csdesk.domain.revenue.survival import survival_finding
from csdesk.domain.reviews.values import Figure, Line, Listing
from csdesk.domain.reviews.words import counted, day, name, percent, sentence, short_day, span


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
        foot=f"Lost from {span(facts.period)}. Source: contracts, and the record of each loss",
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


def _line(gone: Left, currency: str) -> Line:
    said = f"{gone.product} given up, stays a customer; " if gone.product else ""
    return Line(
        what=name(gone.name),
        detail=f"{said}since {short_day(gone.lost_on)}",
        who=sentence(gone.reason) if gone.reason else NOT_KNOWN,
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
    """What became of each category that renewals were given; None before the first decision."""
    if not facts.rates:
        return None
    best = max(facts.rates.items(), key=lambda rate: rate[1].decided)
    lines = []
    for category, rate in facts.rates.items():
        low, high = share_interval(rate.renewed, rate.decided)
        between = f"between {percent(low)} and {percent(high)}, 95 %"
        few = f"; the forecast uses it from {ENOUGH} on" if rate.decided < ENOUGH else ""
        lines.append(
            Line(
                sentence(category.value),
                between + few,
                f"{rate.renewed} of {rate.decided}",
                percent(float(rate.share)),
            )
        )
    return Listing(
        title=f"Of {counted(best[1].decided, 'renewal')} that we called {best[0].value}, {best[1].renewed} renewed",
        heads=("", "Called", "Renewed", "Share"),
        lines=tuple(lines),
        foot="Every decision so far, by the category it had. The interval is Wilson's",
        figures=(
            Figure(
                "Calibration of the forecast",
                counted(sum(r.decided for r in facts.rates.values()), "decision"),
                "Renewed ÷ decided for each category that a renewal had when it was decided",
                f"to {short_day(facts.as_of)}",
                "Renewals",
            ),
        ),
    )
