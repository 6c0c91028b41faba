"""Speaker notes: each number of a slide with its definition, its period and the rows it comes from."""

from collections.abc import Iterable
from datetime import date

from csdesk.domain.periods import Days
from csdesk.domain.phrases import first_of
from csdesk.domain.reviews.values import Figure
from csdesk.domain.reviews.words import day, span

_MOST_ROWS = 12


def notes_of(
    period: Days,
    as_of: date,
    title: str,
    figures: Iterable[Figure],
    *,
    words: Iterable[str] = (),
    rows: bool = False,
) -> str:
    """The notes of one slide. `words` stand in full what the slide had to cut; `rows` adds row ids."""
    blocks = [title, *words, *(_block(f, rows) for f in figures)]
    blocks.append(f"Period {span(period)}; known by the end of {day(as_of)}.")
    return "\n\n".join(block for block in blocks if block)


def _block(figure: Figure, rows: bool) -> str:
    lines = [
        f"{figure.what}: {figure.value}",
        f"How it is counted: {figure.definition}.",
        f"Period: {figure.period}. Source: {figure.source}.",
    ]
    if rows and figure.rows:
        lines.append(f"Rows: {first_of(figure.rows[:_MOST_ROWS], len(figure.rows))}")
    return "\n".join(lines)
