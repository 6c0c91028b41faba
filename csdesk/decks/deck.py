"""A deck is a review as a PowerPoint file; the same review, day and template make the same bytes."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from csdesk.decks.opening import opened
from csdesk.decks.package import normalised
from csdesk.decks.slides import Slides
from csdesk.domain.reviews.values import Listing, Review


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
    core = deck.core_properties
    core.title = review.cover.subtitle[:250]
    core.author = core.last_modified_by = review.cover.vendor[:250] or "csdesk"
    core.created = core.modified = datetime.combine(review.as_of, time(), tzinfo=UTC)
    core.revision = 1
    core.comments = core.subject = core.keywords = core.category = ""
    target = io.BytesIO()
    deck.save(target)
    return Deck(normalised(target.getvalue(), review.as_of), count)
