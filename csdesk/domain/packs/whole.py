"""The whole pack: its cover, and all its parts put together from the facts of one book."""

from dataclasses import dataclass
from datetime import date

from csdesk.domain.figures.figure import Figure as Told
from csdesk.domain.figures.voice import SURE
from csdesk.domain.money import half_up
from csdesk.domain.packs.ahead import at_risk_part, pareto_part, renewals_part
from csdesk.domain.packs.facts import Facts
from csdesk.domain.packs.leaving import forecast_part, leaving_part, staying_part
from csdesk.domain.packs.scoreboard import Scoreboard, Tile, agreed_of, bridge_of, scoreboard_of, share
from csdesk.domain.periods import Days
from csdesk.domain.pictures import Bridge, Pareto, Stacked, Staying
from csdesk.domain.reviews.values import Cover, Figure, Listing
from csdesk.domain.reviews.words import counted, plain, span


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole board pack. A part that has nothing to say is None; the scoreboard is always there."""

    period: Days
    as_of: date
    cover: Cover
    scoreboard: Scoreboard
    bridge: Bridge | None
    agreed: Figure | None
    """CMRR, which the bridge says beside its closing."""
    leaving: Listing | None
    staying: Staying | None
    renewals: Stacked | None
    at_risk: Listing | None
    pareto: Pareto | None
    voice: Scoreboard | None
    forecast: Listing | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure with its definition, for the last page."""
        agreed = (self.agreed,) if self.agreed else ()
        parts = (self.leaving, self.at_risk, self.voice, self.forecast)
        told = (figure for part in parts if part for figure in part.figures)
        return (*self.scoreboard.figures, *agreed, *told)


def pack_of(facts: Facts) -> Pack:
    """The pack of a period, as known on a day."""
    return Pack(
        period=facts.period,
        as_of=facts.as_of,
        cover=Cover(
            title="Customers and revenue",
            subtitle=f"Board pack, {span(facts.period)}{_of(facts)}",
            vendor=plain(facts.vendor),
            period=span(facts.period),
            theirs="",
            ours=plain(facts.author),
        ),
        scoreboard=scoreboard_of(facts),
        bridge=bridge_of(facts),
        agreed=agreed_of(facts),
        leaving=leaving_part(facts),
        staying=staying_part(facts),
        renewals=renewals_part(facts),
        at_risk=at_risk_part(facts),
        pareto=pareto_part(facts),
        voice=_voice(facts),
        forecast=forecast_part(facts),
    )


def _of(facts: Facts) -> str:
    """Which customers alone it tells of."""
    return f", {plain(facts.only)}" if facts.only else ""


def _voice(facts: Facts) -> Scoreboard | None:
    """What customers answered; None where nobody did."""
    heard = [f for f in (facts.figures.get(key) for key in ("nps", "nps_accounts", "csat")) if f and f.n]
    if not heard:
        return None
    first = heard[0]
    return Scoreboard(
        title=f"{first.title} is {_told(first)} on {counted(first.n, 'answer')}",
        lead=_FEW if any(f.n < SURE and _counted(f) == "answer" for f in heard) else "",
        tiles=tuple(Tile(f.title, _told(f), (counted(f.n, _counted(f)), f.said)) for f in heard),
        foot=f"Answers of {span(facts.period)}, each kind on its own scale alone. Source: surveys",
        figures=tuple(
            Figure(f.title, _told(f), f.says.rstrip("."), span(facts.period), "Surveys") for f in heard
        ),
    )


_FEW = f"With fewer than {SURE} answers a figure stands with its interval."


def _counted(figure: Told) -> str:
    return "account" if figure.key == "nps_accounts" else "answer"


def _told(figure: Told) -> str:
    if figure.value is None:
        return "–"
    return (
        share(figure.value)
        if figure.unit.value == "share"
        else str(half_up(figure.value)).replace("-", "\u2212")
    )
