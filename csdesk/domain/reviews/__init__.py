"""A review is everything that a business review says of one account: one value, before it is a deck."""

from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.values import Review
from csdesk.domain.reviews.whole import review_of, review_period

__all__ = ["Facts", "Review", "review_of", "review_period"]
