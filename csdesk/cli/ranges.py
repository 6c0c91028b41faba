"""A range is the numbers that an option takes, with the sentence for all others."""

from math import inf
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    _OfNumbers = click.ParamType[float]
else:
    _OfNumbers = click.ParamType  # older releases of click take no parameter


class Range(_OfNumbers):
    """A number from `least` to `most`; a whole one, unless parts of it count."""

    name = "number"

    def __init__(self, least: float, most: float = inf, *, whole: bool = True) -> None:
        self._least, self._most, self._whole = least, most, whole

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number. Raises: click.BadParameter."""
        try:
            found: float = int(value) if self._whole else float(value)
        except (ValueError, OverflowError):
            self.fail(self._refusal(value), param, ctx)
        if not self._least <= found <= self._most:
            self.fail(self._refusal(value), param, ctx)
        return found

    def _refusal(self, value: Any) -> str:
        kind = "a whole number" if self._whole else "a number"
        to = "" if self._most == inf else f" to {self._most:,}"
        return f"“{value}” is not {kind} from {self._least:,}{to}."
