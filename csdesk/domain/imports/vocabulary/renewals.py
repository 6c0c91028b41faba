"""Whether words speak of renewals, in five languages."""

from csdesk.domain.imports.vocabulary.folding import fold

_STEMS = ("renew", "verlanger", "verlaenger", "renov", "renouv")


def about_renewals(text: str) -> bool:
    """Whether a header, a title or the name of a sheet speaks of renewals."""
    words = fold(text)
    return any(stem in words for stem in _STEMS)
