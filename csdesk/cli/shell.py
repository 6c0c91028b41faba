"""A shell is what a person pastes a call into; every word of it arrives as it was meant."""

import re
import shlex
import sys
from collections.abc import Iterable

_PLAIN = re.compile(r"[\w./:\\=@+-]+")
"""What neither the command prompt of Windows nor PowerShell takes for anything else."""


def quoted(word: str) -> str:
    """One word. The command prompt of Windows knows no quotes but double ones."""
    if sys.platform == "win32":
        return word if _PLAIN.fullmatch(word) else '"' + word.replace('"', '\\"') + '"'
    else:  # noqa: RET505 - a branch for each system, as mypy understands it
        return shlex.quote(word)


def line(words: Iterable[str]) -> str:
    """The words of a call on one line."""
    return " ".join(map(quoted, words))
