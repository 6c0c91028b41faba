"""Progress is how long work tells how far it is, and learns whether to go on."""

from collections.abc import Callable

Progress = Callable[[int, int], bool]
"""Is told how many of how many are done, and says whether to go on."""


def tell(progress: Progress | None, done: int, total: int, stopped: type[Exception]) -> None:
    """Tell whoever wants to know. Raises: `stopped` where it is not to go on."""
    if progress and not progress(done, total):
        raise stopped
