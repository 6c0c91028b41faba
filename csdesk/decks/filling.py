"""A filling is a presentation as slides are put into it: pages by their layouts, lists, definitions, and notes."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from csdesk.decks import blocks, fitting, lists, tables
from csdesk.decks.ink import INK2, Box, Run
from csdesk.decks.lists import Layout
from csdesk.decks.notes import notes_of
from csdesk.decks.page import Page
from csdesk.domain.periods import Days
from csdesk.domain.reviews.values import Cover, Figure, Line, Listing

_LAYOUTS = {
    "cover": ("Title", "Title Slide"),
    "finding": ("Finding", "Title Only", "Title and Content"),
    "table": ("Table", "Title Only", "Title and Content"),
    "chart": ("Chart", "Title Only", "Title and Content"),
}


class Filling:
    """The slides of any deck, for a period as known on a day. `rows`: notes name the rows behind each figure."""

    def __init__(self, deck: Any, period: Days, as_of: date) -> None:
        self.deck = deck
        self.period = period
        self.as_of = as_of
        self.rows = False

    def page(self, kind: str) -> Page:
        """A new slide of a kind."""
        return Page(self.deck, layout_of(self.deck, kind), kind)

    def finish(
        self, page: Page, title: str, foot: str, figures: Iterable[Figure], words: Iterable[str] = ()
    ) -> None:
        """Write the foot of a slide, and its notes."""
        page.foot(foot, len(self.deck.slides))
        page.finish(
            notes_of(self.period, self.as_of, title, figures, words=words, rows=self.rows),
        )

    def cover(self, cover: Cover, people: Sequence[tuple[str, str]], *, inside: bool = False) -> None:
        """The first slide. `people` are labels with their words; `inside`: it is not for the customer."""
        page = self.page("cover")
        page.title(cover.title, size=44)
        subtitle = fitting.fitted(cover.subtitle, page.head.width, 20 * page.metric, 2)
        lines = fitting.wrapped(subtitle, page.head.width, 20 * page.metric)
        high = fitting.height(len(lines), 20 * page.metric) + 0.05
        page.text(
            Box(page.head.left, page.top + 0.08, page.head.width, high), [Run(subtitle, 20, colour=INK2)]
        )
        above = " · ".join(t for t in (cover.vendor, "For inside use" if inside else "") if t)
        if above and page.head.top > 0.95:
            vendor = fitting.fitted(above, page.head.width, 14 * page.metric, 1)
            page.text(Box(page.head.left, 0.55, page.head.width, 0.3), [Run(vendor, 14, colour=INK2)])
        blocks.columns(page, page.bottom - 0.47, [p for p in people if p[1]])
        page.finish(notes_of(self.period, self.as_of, f"{cover.title}. {cover.subtitle}", ()))

    def continued(self, title: str) -> Page:
        """A further slide of a table."""
        page = self.page("table")
        page.title(title, tail=" (continued)")
        return page

    def listing(
        self, listing: Listing | None, columns: Layout, *, kicker: str = "", most: int = lists.MOST_LINES
    ) -> None:
        """A list of at most so many lines, on as many slides as it needs; None makes no slide."""
        if listing is None:
            return
        first = self.page("table")
        if kicker:
            first.kicker(kicker)
        first.title(listing.title)
        room = lists.table_room(first, below=0.6 if listing.after or len(listing.lines) > most else 0.1)
        rows, beyond = lists.rows_of(listing.lines, columns, most)
        grids = list(tables.pages(columns.made(listing.heads), rows, room, first.metric, close=columns.close))
        start = 0
        for index, grid in enumerate(grids):
            page = first if index == 0 else self.continued(listing.title)
            page.top = lists.table_room(page).top
            tables.draw(
                page, lists.group_again(grid, columns, listing.lines[start]), f"List. {listing.title}"
            )
            start += len(grid.rows)
            if index == len(grids) - 1:
                lists.after(page, listing.after, beyond)
            words = [lists.line_words(line) for line in listing.lines] if index == 0 else []
            self.finish(page, listing.title, listing.foot, listing.figures, words)

    def appendix(self, figures: Sequence[Figure]) -> None:
        """How each figure is counted."""
        if not figures:
            return
        heads = ("", "Figure", "Source", "")
        lines = tuple(Line(f.what, f.definition, f.source, strong=True) for f in figures)
        self.listing(Listing("How the figures are counted", heads, lines), lists.DEFINITIONS)


def layout_of(deck: Any, kind: str) -> Any:
    """The layout for a kind of slide: by name, else one that has a title, else the last."""
    layouts = list(deck.slide_layouts)
    for wanted in _LAYOUTS[kind]:
        for layout in layouts:
            if layout.name.strip().casefold() == wanted.casefold():
                return layout
    titled = [x for x in layouts if any(p.placeholder_format.idx == 0 for p in x.placeholders)]
    return (titled or layouts)[0] if kind == "cover" else (titled or layouts)[-1]
