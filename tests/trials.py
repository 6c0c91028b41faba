"""How many examples a test draws: as many as it names in the normal run, ten times as many to look for new ones."""

from hypothesis import settings

_NORMAL = 100


def trials(number: int) -> settings:
    """So many examples where a hundred are the normal number, in proportion where the profile draws more."""
    return settings(max_examples=number * settings().max_examples // _NORMAL)
