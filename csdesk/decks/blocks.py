"""The blocks of a slide: columns of facts, large figures, lines to write on, open tickets."""

from collections.abc import Sequence

from csdesk.decks import fitting
from csdesk.decks.ink import INK2, Box, Run
from csdesk.decks.page import Page
from csdesk.domain.reviews.values import Adoption, Measure, Support
from csdesk.domain.reviews.words import day, measured, number

_Figure = tuple[str, str, tuple[str, ...]]
"""Its label, its value, and words under it."""


_UNDER, _MORE = 0.47, 0.24
"""Inches that stand under the subject of a ticket, with its detail and a rule, and under the last of them."""


def columns(page: Page, top: float, pairs: Sequence[tuple[str, str]]) -> None:
    """Labels over values, side by side under an ink rule."""
    page.rule(page.head.left, top - 0.13, page.head.width)
    wide = page.head.width / 3
    for index, (label, value) in enumerate(pairs):
        left, room = page.head.left + index * wide, wide - 0.2
        page.text(
            Box(left, top, room, 0.24),
            [Run(fitting.fitted(label, room, 12 * page.metric, 1), 12, colour=INK2)],
        )
        page.text(
            Box(left, top + 0.25, room, 0.56),
            [Run(fitting.fitted(value, room, 14 * page.metric, 2), 14, colour=INK2)],
        )


def measures_block(page: Page, measures: Sequence[Measure]) -> None:
    """Up to three measures as large figures."""
    figures_block(
        page,
        [(m.name, "–" if m.now is None else measured(m.now, m.unit), (m.origin, m.gained)) for m in measures],
    )


def size_of(page: Page, values: Sequence[str]) -> int:
    """The size in points in which all of these stand on a third of the page; the last of them is cut if need be."""
    room = page.head.width / 3 - 0.25
    widest = max(fitting.width(value, page.metric, bold=True) for value in values)
    return next((size for size in (54, 44, 36, 28) if widest * size <= room), 20)


def figures_block(page: Page, figures: Sequence[_Figure], size: int = 0) -> None:
    """Up to three figures under an ink rule: the label, the value in large, all of one size, words under it."""
    area, wide = page.area, page.head.width / 3
    size = size or size_of(page, [value for _, value, _ in figures])
    page.rule(area.left, area.top, area.width)
    small = 12 * page.metric
    ends = area.top + 2.4
    labels = max(min(2, len(fitting.wrapped(label, wide - 0.25, small))) for label, _, _ in figures)
    for index, (label, value, words) in enumerate(figures):
        left, room = area.left + index * wide, wide - 0.25
        high = fitting.height(labels, small)
        page.text(
            Box(left, area.top + 0.28, room, high),
            [Run(fitting.fitted(label, room, small, 2), 12, colour=INK2)],
        )
        shown = fitting.fitted(value, room, size * page.metric, 1, bold=True)
        top = area.top + 0.3 + high
        page.text(Box(left, top, room, 0.9), [Run(shown, size, bold=True)], anchor="b")
        under = [fitting.fitted(w, room, 14 * page.metric, 2) for w in words if w]
        if under:
            count = sum(len(fitting.wrapped(w, room, 14 * page.metric)) for w in under)
            box = Box(left, top + 0.98, room, 0.28 * count)
            page.text(box, *([Run(w, 14, colour=INK2)] for w in under))
            ends = max(ends, box.bottom + 0.1)
    page.top = ends


def write_in(page: Page, asks: Sequence[str]) -> None:
    """Questions with room to write the answers, in the meeting."""
    area, wide = page.area, page.head.width / len(asks)
    page.rule(area.left, area.top, area.width)
    for index, ask in enumerate(asks):
        left, room = area.left + index * wide, wide - (0.4 if index < len(asks) - 1 else 0)
        page.text(Box(left, area.top + 0.25, room, 0.3), [Run(ask, 15, bold=True)])
        for line in range(4):
            page.rule(left, area.top + 1.15 + line * 0.6, room, colour="BACKGROUND_2")
    page.top = area.top + 3.2


def one_reading(page: Page, adoption: Adoption) -> None:
    """A single reading is a figure, not a line."""
    on, value = adoption.points[-1]
    page.top += 0.5
    figures: list[_Figure] = [("Active users", number(value), (day(on), "The first reading of this period"))]
    if adoption.licences:
        figures.append(("Licences", number(adoption.licences), ()))
    figures_block(page, figures)


def few_tickets(page: Page, support: Support) -> None:
    """A handful of tickets are figures and the open ones, not a chart."""
    page.top += 0.5
    figures: list[_Figure] = [
        ("Opened", str(support.opened), ()),
        ("Closed", str(support.closed), ()),
        ("Open now", str(support.open_now), (support.open_words,)),
    ]
    if support.median_days is not None and not support.open_now:
        figures[2] = ("Days to close", number(round(support.median_days, 1)), ())
    figures_block(page, figures)
    if support.open_lines:
        page.top -= 0.35
        open_tickets(page, page.area, support)


def open_tickets(page: Page, side: Box, support: Support) -> None:
    """The worst and oldest open tickets, one under the other: as many as stand above the foot, the others counted."""
    head = fitting.fitted(f"Still open: {support.open_words}", side.width, 12 * page.metric, 1)
    page.text(Box(side.left, side.top, side.width, 0.24), [Run(head, 12, colour=INK2)])
    page.rule(side.left, side.top + 0.32, side.width)
    top, shown = side.top + 0.46, 0
    for line in support.open_lines:
        what = fitting.fitted(line.what, side.width, 15 * page.metric, 2, bold=True)
        lines = len(fitting.wrapped(what, side.width, 15 * page.metric, bold=True))
        high = fitting.height(lines, 15 * page.metric)
        ends = top + high + _UNDER + (_MORE if support.open_now > shown + 1 else 0)
        if shown and ends > page.bottom + 0.1:
            break
        page.text(Box(side.left, top, side.width, high), [Run(what, 15, bold=True)])
        page.text(Box(side.left, top + high + 0.02, side.width, 0.22), [Run(line.detail, 12, colour=INK2)])
        top += high + _UNDER
        page.rule(side.left, top - 0.15, side.width, colour="BACKGROUND_2")
        shown += 1
    more = support.open_now - shown
    if more > 0:
        page.text(Box(side.left, top, side.width, _MORE), [Run(f"and {more:,} more", 12, colour=INK2)])
