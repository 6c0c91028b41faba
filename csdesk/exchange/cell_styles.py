"""A cell style may say what its cells do not: the currency of an amount, and by its fill how things stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from csdesk.exchange.number_formats import BUILT_IN, shown_as


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says: the currency of amounts, a code or a sign, and their k or M; and the hue of a filled cell."""

    currency: str | None = None
    hue: str | None = None


Styles = Mapping[str, Look]
"""The styles that say something, by the number that cells give of their style."""


def by_style(formats: Iterable[int], codes: Mapping[int, str], hues: Sequence[str | None]) -> Styles:
    """What styles say by their number, from the number of the format of each, the formats' texts, and their hues."""
    shown: dict[int, str | None] = {}
    found: dict[str, Look] = {}
    for at, number in enumerate(formats):
        if number not in shown:
            shown[number] = shown_as(codes.get(number, "$0" if number in BUILT_IN else ""))
        if shown[number] or hues[at]:
            found[str(at)] = Look(shown[number], hues[at])
    return found
