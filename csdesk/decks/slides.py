"""The slides of a business review, in their order; a part with nothing to say makes no slide."""

from typing import Any

from csdesk.decks import blocks, graphs, lists, objectives, tables
from csdesk.decks.filling import Filling
from csdesk.decks.ink import Box, Run
from csdesk.domain.reviews.kinds import ASKED, ReviewKind
from csdesk.domain.reviews.measures import ON_THE_OUTCOME
from csdesk.domain.reviews.values import Adoption, Listing, Objectives, Review, Support

_AT_A_GLANCE = 5
"""Lines of a list that an executive reads: they fit on one slide."""
_FEW = 4
"""Tickets: fewer make figures, not a chart."""


class Slides(Filling):
    """A presentation being filled with one review."""

    def __init__(self, deck: Any, review: Review, *, internal: Listing | None = None) -> None:
        super().__init__(deck, review.period, review.as_of)
        self.review = review
        self.internal = internal
        self.rows = internal is not None

    def draw(self) -> int:
        """Draw every slide. Returns how many there are."""
        self._first()
        if self.review.kind is ReviewKind.QBR:
            self._operational()
        else:
            self._executive()
        if self.review.kind is ReviewKind.SEND_ONLY:
            self._form()
        self.listing(self.internal, lists.GROUPED, kicker="For inside use; not for the customer")
        return len(self.deck.slides)

    def _executive(self) -> None:
        """Outcomes alone, each part on one slide; how figures are counted stands in the notes."""
        review = self.review
        self._outcome()
        self._objectives(review.objectives, most=_AT_A_GLANCE)
        self.listing(review.value, lists.WITH_PERSON, most=_AT_A_GLANCE)
        self.listing(review.milestones, lists.GROUPED, most=_AT_A_GLANCE)
        self.listing(review.ahead, lists.GROUPED, most=_AT_A_GLANCE)
        self.listing(review.decisions, lists.QUESTIONS, most=_AT_A_GLANCE)

    def _form(self) -> None:
        page, title = self.page("finding"), "Three questions, to send back to us"
        page.title(title)
        page.lead(f"Your answers decide what we do for {self.review.account} in the next 90 days.")
        page.top += 0.5
        blocks.write_in(page, ASKED)
        self.finish(page, title, "Write into this page, or answer by mail", ())

    def _operational(self) -> None:
        review = self.review
        self._outcome()
        self.listing(review.changes, lists.PLAIN)
        self._objectives(review.objectives)
        self.listing(review.value, lists.WITH_PERSON)
        self._adoption(review.adoption)
        self.listing(review.milestones, lists.GROUPED)
        self._support(review.support)
        self.listing(review.voice, lists.WITH_ANSWER)
        self.listing(review.promises, lists.GROUPED)
        self.listing(review.ahead, lists.GROUPED)
        self.listing(review.decisions, lists.QUESTIONS)
        self.appendix(review.appendix)

    def _first(self) -> None:
        cover = self.review.cover
        people = [
            ("Period", cover.period),
            (self.review.account, cover.theirs),
            (cover.vendor or "From us", cover.ours),
        ]
        self.cover(cover, [p for p in people if p[1]], inside=self.internal is not None)

    def _outcome(self) -> None:
        outcome, page = self.review.outcome, self.page("finding")
        page.kicker("The outcome we work for")
        page.title(outcome.title)
        page.lead(outcome.lead)
        page.top = max(page.top + 0.35, page.area.top + (2.83 - page.area.top) * 0.6)
        if outcome.measures:
            blocks.measures_block(page, outcome.measures[:ON_THE_OUTCOME])
        elif outcome.asks:
            blocks.write_in(page, outcome.asks)
        if outcome.question and (outcome.measures or outcome.question not in outcome.asks):
            question = Box(page.head.left, page.top + 0.55, page.head.width, 0.35)
            page.text(question, [Run(outcome.question, 16, bold=True)])
        self.finish(page, outcome.title, outcome.foot, outcome.figures, [outcome.lead])

    def _objectives(self, part: Objectives | None, *, most: int = lists.MOST_LINES) -> None:
        if part is None:
            return
        measures = part.measures[:most]
        first, start = self.page("table"), 0
        first.title(part.title)
        room, rows = lists.table_room(first, below=0.35), [objectives.row_of(m) for m in measures]
        for index, grid in enumerate(tables.pages(objectives.COLUMNS, rows, room, first.metric, even=True)):
            page = first if index == 0 else self.continued(part.title)
            page.top = lists.table_room(page).top
            shown = measures[start : start + len(grid.rows)]
            start += len(grid.rows)
            box = tables.draw(page, grid, f"Objectives with baseline, now, target and due day. {part.title}")
            objectives.progress_bars(page, grid, shown, box)
            self.finish(page, part.title, part.foot, part.figures)

    def _adoption(self, adoption: Adoption | None) -> None:
        if adoption is None:
            return
        page = self.page("chart")
        page.title(adoption.title)
        page.lead(adoption.lead)
        area = page.area
        box = Box(area.left, area.top + 0.35, area.width, area.height - 0.6)
        if len(adoption.points) > 1:
            graphs.adoption_chart(
                page, box, adoption.points, adoption.licences, f"Line chart. {adoption.title}"
            )
        else:
            blocks.one_reading(page, adoption)
        self.finish(page, adoption.title, adoption.foot, adoption.figures, [adoption.lead])

    def _support(self, support: Support | None) -> None:
        if support is None:
            return
        page = self.page("chart")
        page.title(support.title)
        page.lead(support.lead)
        area = page.area
        if support.opened < _FEW:
            blocks.few_tickets(page, support)
            self.finish(page, support.title, support.foot, support.figures, [support.lead])
            return
        left = area.width * (0.62 if support.open_lines else 1.0)
        box = Box(area.left, area.top + 0.25, left, min(area.height - 0.5, 4.6))
        unit = "week" if support.by_week else "month"
        graphs.tickets_chart(
            page, box, support.buckets, f"Stacked columns: tickets by {unit} of opening. {support.title}"
        )
        if support.open_lines:
            side = Box(area.left + left + 0.4, area.top + 0.25, area.width - left - 0.4, area.height)
            blocks.open_tickets(page, side, support)
        self.finish(page, support.title, support.foot, support.figures, [support.lead])
