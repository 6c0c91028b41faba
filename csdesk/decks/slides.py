"""The slides of a business review, in their order; a part with nothing to say makes no slide."""

from collections.abc import Iterable, Sequence
from typing import Any

from csdesk.decks import blocks, fitting, graphs, lists, objectives, tables
from csdesk.decks.ink import INK2, Box, Run
from csdesk.decks.lists import Layout
from csdesk.decks.notes import notes_of
from csdesk.decks.page import Page
from csdesk.domain.reviews.values import Adoption, Figure, Line, Listing, Objectives, Review, Support

_FEW = 4
"""Tickets: fewer make figures, not a chart."""
_LAYOUTS = {
    "cover": ("Title", "Title Slide"),
    "finding": ("Finding", "Title Only", "Title and Content"),
    "table": ("Table", "Title Only", "Title and Content"),
    "chart": ("Chart", "Title Only", "Title and Content"),
}


class Slides:
    """A presentation being filled with one review."""

    def __init__(self, deck: Any, review: Review, *, internal: Listing | None = None) -> None:
        self.deck = deck
        self.review = review
        self.internal = internal

    def draw(self) -> int:
        """Draw every slide. Returns how many there are."""
        review = self.review
        self._cover()
        self._outcome()
        self._listing(review.changes, lists.PLAIN)
        self._objectives(review.objectives)
        self._listing(review.value, lists.WITH_PERSON)
        self._adoption(review.adoption)
        self._listing(review.milestones, lists.GROUPED)
        self._support(review.support)
        self._listing(review.voice, lists.WITH_ANSWER)
        self._listing(review.promises, lists.GROUPED)
        self._listing(review.ahead, lists.GROUPED)
        self._listing(review.decisions, lists.QUESTIONS)
        self._appendix(review.appendix)
        self._listing(self.internal, lists.GROUPED, kicker="For inside use; not for the customer")
        return len(self.deck.slides)

    def _page(self, kind: str) -> Page:
        return Page(self.deck, layout_of(self.deck, kind), kind)

    def _finish(
        self, page: Page, title: str, foot: str, figures: Iterable[Figure], words: Iterable[str] = ()
    ) -> None:
        page.foot(foot, len(self.deck.slides))
        page.finish(
            notes_of(self.review, title, figures, words=words, rows=self.internal is not None),
        )

    def _cover(self) -> None:
        cover, page = self.review.cover, self._page("cover")
        page.title(cover.title, size=44)
        subtitle = fitting.fitted(cover.subtitle, page.head.width, 20 * page.metric, 2)
        lines = fitting.wrapped(subtitle, page.head.width, 20 * page.metric)
        high = fitting.height(len(lines), 20 * page.metric) + 0.05
        page.text(
            Box(page.head.left, page.top + 0.08, page.head.width, high), [Run(subtitle, 20, colour=INK2)]
        )
        above = " · ".join(t for t in (cover.vendor, "For inside use" if self.internal else "") if t)
        if above and page.head.top > 0.95:
            vendor = fitting.fitted(above, page.head.width, 14 * page.metric, 1)
            page.text(Box(page.head.left, 0.55, page.head.width, 0.3), [Run(vendor, 14, colour=INK2)])
        people = [
            ("Period", cover.period),
            (self.review.account, cover.theirs),
            (cover.vendor or "From us", cover.ours),
        ]
        blocks.columns(page, page.bottom - 0.47, [p for p in people if p[1]])
        page.finish(notes_of(self.review, f"{cover.title}. {cover.subtitle}", ()))

    def _outcome(self) -> None:
        outcome, page = self.review.outcome, self._page("finding")
        page.kicker("The outcome we work for")
        page.title(outcome.title)
        page.lead(outcome.lead)
        page.top = max(page.top + 0.35, page.area.top + (2.83 - page.area.top) * 0.6)
        if outcome.measures:
            blocks.measures_block(page, outcome.measures[:3])
        elif outcome.asks:
            blocks.write_in(page, outcome.asks)
        if outcome.question and (outcome.measures or outcome.question not in outcome.asks):
            question = Box(page.head.left, page.top + 0.55, page.head.width, 0.35)
            page.text(question, [Run(outcome.question, 16, bold=True)])
        self._finish(page, outcome.title, outcome.foot, outcome.figures, [outcome.lead])

    def _objectives(self, part: Objectives | None) -> None:
        if part is None:
            return
        measures = part.measures[: lists.MOST_LINES]
        first, start = self._page("table"), 0
        first.title(part.title)
        room, rows = lists.table_room(first, below=0.35), [objectives.row_of(m) for m in measures]
        for index, grid in enumerate(tables.pages(objectives.COLUMNS, rows, room, first.metric, even=True)):
            page = first if index == 0 else self._continued(part.title)
            page.top = lists.table_room(page).top
            shown = measures[start : start + len(grid.rows)]
            start += len(grid.rows)
            box = tables.draw(page, grid, f"Objectives with baseline, now, target and due day. {part.title}")
            objectives.progress_bars(page, grid, shown, box)
            self._finish(page, part.title, part.foot, part.figures)

    def _adoption(self, adoption: Adoption | None) -> None:
        if adoption is None:
            return
        page = self._page("chart")
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
        self._finish(page, adoption.title, adoption.foot, adoption.figures, [adoption.lead])

    def _support(self, support: Support | None) -> None:
        if support is None:
            return
        page = self._page("chart")
        page.title(support.title)
        page.lead(support.lead)
        area = page.area
        if support.opened < _FEW:
            blocks.few_tickets(page, support)
            self._finish(page, support.title, support.foot, support.figures, [support.lead])
            return
        left = area.width * (0.62 if support.open_lines else 1.0)
        if True:
            box = Box(area.left, area.top + 0.25, left, min(area.height - 0.5, 4.6))
            unit = "week" if support.by_week else "month"
            graphs.tickets_chart(
                page, box, support.buckets, f"Stacked columns: tickets by {unit} of opening. {support.title}"
            )
        if support.open_lines:
            side = Box(area.left + left + 0.4, area.top + 0.25, area.width - left - 0.4, area.height)
            blocks.open_tickets(page, side, support)
        self._finish(page, support.title, support.foot, support.figures, [support.lead])

    def _continued(self, title: str) -> Page:
        page = self._page("table")
        page.title(f"{title} (continued)" if len(title) < 90 else title)
        return page

    def _listing(self, listing: Listing | None, columns: Layout, *, kicker: str = "") -> None:
        if listing is None:
            return
        first = self._page("table")
        if kicker:
            first.kicker(kicker)
        first.title(listing.title)
        room = lists.table_room(first, below=0.6 if listing.after else 0.1)
        rows, beyond = lists.rows_of(listing.lines, columns)
        grids = list(tables.pages(columns.made(listing.heads), rows, room, first.metric, close=columns.close))
        start = 0
        for index, grid in enumerate(grids):
            page = first if index == 0 else self._continued(listing.title)
            page.top = lists.table_room(page).top
            tables.draw(
                page, lists.group_again(grid, columns, listing.lines[start]), f"List. {listing.title}"
            )
            start += len(grid.rows)
            if index == len(grids) - 1:
                lists.after(page, listing.after, beyond)
            words = [lists.line_words(line) for line in listing.lines] if index == 0 else []
            self._finish(page, listing.title, listing.foot, listing.figures, words)

    def _appendix(self, figures: Sequence[Figure]) -> None:
        if not figures:
            return
        heads = ("", "Figure", "Source", "")
        lines = tuple(Line(f.what, f.definition, f.source, strong=True) for f in figures)
        self._listing(Listing("How the figures are counted", heads, lines), lists.DEFINITIONS)


def layout_of(deck: Any, kind: str) -> Any:
    """The layout for a kind of slide: by name, else one that has a title, else the last."""
    layouts = list(deck.slide_layouts)
    for wanted in _LAYOUTS[kind]:
        for layout in layouts:
            if layout.name.strip().casefold() == wanted.casefold():
                return layout
    titled = [x for x in layouts if any(p.placeholder_format.idx == 0 for p in x.placeholders)]
    return (titled or layouts)[0] if kind == "cover" else (titled or layouts)[-1]
