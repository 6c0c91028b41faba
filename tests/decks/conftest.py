"""Decks for tests: each example is drawn once."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from csdesk.decks.deck import board_deck_of, deck_of
from csdesk.domain.packs import pack_of
from csdesk.domain.reviews.kinds import ReviewKind
from tests.decks import examples, packs

REVIEWS = [
    "financiality",
    "hardly_anything",
    "nothing_known",
    "old_tickets",
    "hostile",
    "financiality ebr",
    "hostile send-only",
]
BOARDS = ["board_full", "board_bare", "board_many", "board_hostile"]


@cache
def content_of(example: str) -> bytes:
    """The bytes of the deck of an example, by its function's name."""
    if example in BOARDS:
        return board_deck_of(pack_of(getattr(packs, example)())).content
    name, _, kind = example.partition(" ")
    said = examples.review(getattr(examples, name)(), kind=ReviewKind(kind or "qbr"))
    return deck_of(said).content


@pytest.fixture(params=[*REVIEWS, *BOARDS])
def deck(request: pytest.FixtureRequest) -> Any:
    """The presentation of each example in turn."""
    return opened(content_of(request.param))


@pytest.fixture(params=REVIEWS)
def review_deck(request: pytest.FixtureRequest) -> Any:
    """The presentation of each review in turn."""
    return opened(content_of(request.param))


@pytest.fixture
def deck_named() -> Callable[[str], Any]:
    """The presentation of one example."""
    return lambda example: opened(content_of(example))


def opened(content: bytes) -> Any:
    """A deck, read back."""
    import pptx

    return pptx.Presentation(io.BytesIO(content))
