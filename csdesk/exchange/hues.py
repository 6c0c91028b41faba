"""A hue is what the fill of a cell is taken for: red, amber or green; any other colour says nothing."""

import colorsys
import re
from collections.abc import Sequence
from typing import Any

RED, AMBER, GREEN = "red", "amber", "green"
_BANDS = ((0, 16, RED), (16, 66, AMBER), (70, 165, GREEN), (340, 361, RED))
"""Where each begins and ends on the wheel, in degrees: orange and yellow are amber, pink and turquoise are nothing."""
_VIVID = 0.3
"""From which saturation a colour is no grey and no beige."""
_DARKEST, _DARKEST_AMBER, _LIGHTEST = 0.12, 0.35, 0.96
"""From and up to which lightness a colour is seen as one; a dark orange is brown."""
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_SWAPPED = (1, 0, 3, 2)
"""The first colours of a theme stand in pairs, the other way round than they are counted."""
OFFICE = ("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")
"""The theme of a workbook that has none of its own."""
_FIRST = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF".split()
INDEXED = (
    *_FIRST, *_FIRST,
    *"800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080".split(),
    *"0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99".split(),
    *"99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966".split(),
    *"003300 333300 993300 993366 333399 333333".split(),
)  # fmt: skip
"""The colours that are told by a number, where a workbook has no others."""


def hue_of(rgb: str, tint: float = 0.0) -> str | None:
    """What a colour is taken for, by its six digits (or eight, with how clear it is) and how much lighter it is made.

    `tint` is from -1, black, to 1, white.
    """
    found = _RGB.fullmatch(rgb)
    if found is None:
        return None
    red, green, blue = (int(found[1][at : at + 2], 16) / 255 for at in (0, 2, 4))
    turn, light, vivid = colorsys.rgb_to_hls(red, green, blue)
    tint = min(max(tint, -1.0), 1.0)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    if vivid < _VIVID or not _DARKEST <= light <= _LIGHTEST:
        return None
    degrees = turn * 360
    hue = next((hue for first, last, hue in _BANDS if first <= degrees < last), None)
    return None if hue == AMBER and light < _DARKEST_AMBER else hue


def hue_of_element(colour: Any, theme: Sequence[str], indexed: Sequence[str]) -> str | None:
    """What a colour of a workbook is taken for: told by its digits, by a number, or as one of the theme, tinted.

    Raises: ValueError.
    """
    tint = float(colour.get("tint", 0))
    if rgb := colour.get("rgb"):
        return hue_of(rgb, tint)
    for name, colours in (("theme", theme), ("indexed", indexed)):
        if said := colour.get(name):
            at = int(said)
            return hue_of(colours[at], tint) if 0 <= at < len(colours) else None
    return None


def theme_of(root: Any) -> tuple[str, ...]:
    """The colours of a theme in the order in which they are counted; the usual ones where it has none."""
    scheme = next(root.iter("{*}clrScheme"), None)
    said = [next(iter(one), None) for one in scheme] if scheme is not None else []
    colours = [one.get("lastClr") or one.get("val", "") if one is not None else "" for one in said]
    if len(colours) < len(OFFICE):
        return OFFICE
    return (*(colours[at] for at in _SWAPPED), *colours[len(_SWAPPED) :])
