"""A deck is a review or a board pack as a PowerPoint file; the same values and template make the same bytes."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from csdesk.decks.board import BoardSlides
from csdesk.decks.opening import opened
from csdesk.decks.package import normalised
from csdesk.decks.slides import Slides
from csdesk.domain.packs import Pack
from csdesk.domain.reviews.values import Cover, Listing, Review


@dataclass(frozen=True, slots=True)
class Deck:
    """The bytes of a .pptx file, and how many slides it has."""

    content: bytes
    slides: int


def deck_of(review: Review, *, template: Path | None = None, internal: Listing | None = None) -> Deck:
    """The review as slides in the shipped template or a person's own.

    `internal` adds a slide for inside use, and row ids in the notes. Raises: TemplateUnreadable.
    """
    deck = opened(template)
    count = Slides(deck, review, internal=internal).draw()
    return _saved(deck, count, review.cover, review.as_of)


def board_deck_of(pack: Pack, *, template: Path | None = None) -> Deck:
    """The pack as slides in the shipped template or a person's own. Raises: TemplateUnreadable."""
    deck = opened(template)
    return _saved(deck, BoardSlides(deck, pack).draw(), pack.cover, pack.as_of)


def _saved(deck: Any, count: int, cover: Cover, as_of: date) -> Deck:
    core = deck.core_properties
    core.title = cover.subtitle[:250]
    core.author = core.last_modified_by = cover.vendor[:250] or "csdesk"
    core.created = core.modified = datetime.combine(as_of, time(), tzinfo=UTC)
    core.revision = 1
    core.comments = core.subject = core.keywords = core.category = ""
    target = io.BytesIO()
    deck.save(target)
    return Deck(normalised(target.getvalue(), as_of), count)
