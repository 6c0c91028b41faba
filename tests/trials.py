"""How many examples a test draws: as many as it names in the normal run, twenty times as many to look for new ones."""

from hypothesis import settings
from hypothesis.internal.conjecture import providers

_NORMAL = 100


def trials(number: int) -> settings:
    """So many examples where a hundred are the normal number, in proportion where the profile draws more."""
    return settings(max_examples=number * settings().max_examples // _NORMAL)


def seeds() -> range:
    """The seeds of a long random walk: one in the normal run, more where the profile draws more examples."""
    return range(1, 1 + settings().max_examples // _NORMAL)


def as_if_nothing_else_were_loaded() -> None:
    """Let no example depend on which modules of ours a process has loaded by then, hence on which tests ran before.

    Hypothesis draws constants that stand in them, which is good to look for new examples and no way to draw the same.
    """
    providers._get_local_constants = lambda: providers._local_constants
