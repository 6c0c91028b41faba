"""The slides of a board pack, in their order; a part with nothing to say makes no slide."""

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from csdesk.decks import blocks, money
from csdesk.decks.filling import Filling
from csdesk.decks.ink import Box
from csdesk.decks.lists import Layout
from csdesk.decks.page import Page
from csdesk.domain.packs import Pack
from csdesk.domain.packs.scoreboard import Scoreboard
from csdesk.domain.pictures import Bridge, Pareto, Stacked, Staying
from csdesk.domain.reviews.values import Figure

_REASONS = Layout(("what", 6.4, "l"), ("who", 3.8, "l"), ("when", 1.8, "r"))
_RISKS = Layout(("what", 5.2, "l"), ("who", 5.2, "l"), ("when", 1.6, "r"))
_CALLED = Layout(("what", 7.4, "l"), ("who", 2.8, "r"), ("when", 1.8, "r"))
_BAR = 0.46
"""Inches of a bar and its gap."""
_IN_A_ROW = 3
_ON_A_SLIDE = 6
"""Lines of a list for the board: the largest; the rest is counted."""
Drawn = TypeVar("Drawn", Bridge, Stacked, Staying, Pareto)


class BoardSlides(Filling):
    """A presentation being filled with one board pack."""

    def __init__(self, deck: Any, pack: Pack) -> None:
        super().__init__(deck, pack.period, pack.as_of)
        self.pack = pack

    def draw(self) -> int:
        """Draw every slide. Returns how many there are."""
        pack, cover = self.pack, self.pack.cover
        people = [("Period", cover.period), (cover.vendor or "From", cover.ours)]
        self.cover(cover, [p for p in people if p[1]])
        self._scoreboard(pack.scoreboard)
        self._bridge(pack.bridge)
        self.listing(pack.leaving, _REASONS, most=_ON_A_SLIDE)
        self._chart(pack.staying, money.staying_chart, "Curve")
        self._chart(pack.renewals, money.stacked_chart, "Stacked columns by month")
        self.listing(pack.at_risk, _RISKS, most=_ON_A_SLIDE)
        self._pareto(pack.pareto)
        self._scoreboard(pack.voice)
        self.listing(pack.forecast, _CALLED)
        self.appendix(pack.figures)
        return len(self.deck.slides)

    def _scoreboard(self, board: Scoreboard | None) -> None:
        if board is None:
            return
        page = self.page("finding")
        page.title(board.title)
        page.lead(board.lead)
        page.top += 0.4
        size = blocks.size_of(page, [t.value for t in board.tiles])
        for start in range(0, len(board.tiles), _IN_A_ROW):
            row = board.tiles[start : start + _IN_A_ROW]
            blocks.figures_block(page, [(t.label, t.value, t.under) for t in row], size)
        self.finish(page, board.title, board.foot, board.figures, [board.lead])

    def _bridge(self, bridge: Bridge | None) -> None:
        if bridge is not None:
            lead = f"{bridge.lead}. {money.starts_at(bridge)}".rstrip()
            agreed = (self.pack.agreed,) if self.pack.agreed else ()
            self._chart(bridge, money.bridge_chart, "Waterfall", lead=lead, figures=agreed)

    def _pareto(self, pareto: Pareto | None) -> None:
        if pareto is not None:
            self._chart(pareto, money.pareto_chart, "Bars", most=_BAR * len(pareto.rows))

    def _chart(
        self,
        shown: Drawn | None,
        draw: Callable[[Page, Box, Drawn, str], None],
        kind: str,
        *,
        lead: str = "",
        most: float = math.inf,
        figures: Sequence[Figure] = (),
    ) -> None:
        """A slide of one chart, at `most` so many inches high."""
        if shown is None:
            return
        page = self.page("chart")
        page.title(shown.title)
        page.lead(lead or shown.lead)
        area = page.area
        box = Box(area.left, area.top + 0.3, area.width, min(area.height - 0.5, most))
        draw(page, box, shown, f"{kind}. {shown.title}")
        self.finish(page, shown.title, shown.foot, figures, [shown.lead])
