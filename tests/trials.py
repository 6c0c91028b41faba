"""How many examples a test draws: as many as it names in the normal run, twenty times as many to look for new ones."""

from hypothesis import settings

_NORMAL = 100


def trials(number: int) -> settings:
    """So many examples where a hundred are the normal number, in proportion where the profile draws more."""
    return settings(max_examples=number * settings().max_examples // _NORMAL)


def seeds() -> range:
    """The seeds of a long random walk: one in the normal run, more where the profile draws more examples."""
    return range(1, 1 + settings().max_examples // _NORMAL)
