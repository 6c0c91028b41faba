"""The slides of a board pack, in their order; a part with nothing to say makes no slide."""

from typing import Any

from csdesk.decks import blocks, money
from csdesk.decks.filling import Filling
from csdesk.decks.ink import Box
from csdesk.decks.lists import Layout
from csdesk.domain.packs import Pack
from csdesk.domain.packs.scoreboard import Scoreboard
from csdesk.domain.pictures import Bridge, Pareto, Stacked, Staying

_REASONS = Layout(("what", 6.4, "l"), ("who", 3.8, "l"), ("when", 1.8, "r"))
_RISKS = Layout(("what", 5.2, "l"), ("who", 5.2, "l"), ("when", 1.6, "r"))
_CALLED = Layout(("what", 7.4, "l"), ("who", 2.8, "r"), ("when", 1.8, "r"))
_IN_A_ROW = 3
_ON_A_SLIDE = 6
"""Lines of a list for the board: the largest; the rest is counted."""


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
        self._staying(pack.staying)
        self._stacked(pack.renewals)
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
        if bridge is None:
            return
        page = self.page("chart")
        page.title(bridge.title)
        page.lead(f"{bridge.lead}. {money.starts_at(bridge)}".rstrip())
        area = page.area
        box = Box(area.left, area.top + 0.3, area.width, area.height - 0.5)
        money.bridge_chart(page, box, bridge, f"Waterfall. {bridge.title}")
        self.finish(page, bridge.title, bridge.foot, (), [bridge.lead])

    def _stacked(self, stacked: Stacked | None) -> None:
        if stacked is None or not stacked.layers:
            return
        page = self.page("chart")
        page.title(stacked.title)
        page.lead(stacked.lead)
        area = page.area
        box = Box(area.left, area.top + 0.3, area.width, area.height - 0.5)
        money.stacked_chart(page, box, stacked, f"Stacked columns by month. {stacked.title}")
        self.finish(page, stacked.title, stacked.foot, (), [stacked.lead])

    def _staying(self, staying: Staying | None) -> None:
        if staying is None:
            return
        page = self.page("chart")
        page.title(staying.title)
        page.lead(staying.lead)
        area = page.area
        box = Box(area.left, area.top + 0.3, area.width, area.height - 0.5)
        money.staying_chart(page, box, staying, f"Curve. {staying.title}")
        self.finish(page, staying.title, staying.foot, (), [staying.lead])

    def _pareto(self, pareto: Pareto | None) -> None:
        if pareto is None:
            return
        page = self.page("chart")
        page.title(pareto.title)
        page.lead(pareto.lead)
        area = page.area
        high = min(area.height - 0.5, 0.46 * len(pareto.rows))
        box = Box(area.left, area.top + 0.3, area.width, high)
        money.pareto_chart(page, box, pareto, f"Bars. {pareto.title}")
        self.finish(page, pareto.title, pareto.foot, (), [pareto.lead])
