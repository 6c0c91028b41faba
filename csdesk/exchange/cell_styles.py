"""A cell style may say what its cells do not: the currency of an amount, and by its fill how things stand."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from csdesk.domain.errors import WorkbookDamaged
from csdesk.exchange import package
from csdesk.exchange.hues import INDEXED, OFFICE, hue_of_element, theme_of
from csdesk.exchange.limits import MIB
from csdesk.exchange.number_formats import BUILT_IN, currency_shown

_LARGEST = 32 * MIB
"""Up to which size styles are read; those of the most formats that Excel can have are a third of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says: the currency of amounts, a code or a sign, and the hue of a filled cell."""

    currency: str | None = None
    hue: str | None = None


Styles = Mapping[str, Look]
"""The styles that say something, by the number that cells give of their style."""


def styles_of(parts: zipfile.ZipFile, book: str, where: str) -> Styles:
    """The cell styles of a workbook that show a currency or are filled in a hue; none where they are damaged."""
    try:
        targets = {r.kind: r.target for r in package.relations(parts, book, where)}
        root = _root(parts, targets.get("styles", ""), where)
        if root is None:
            return {}
        theme = _root(parts, targets.get("theme", ""), where)
        codes = {int(n.get("numFmtId")): str(n.get("formatCode", "")) for n in root.iter("{*}numFmt")}
        hues = _hues(root, OFFICE if theme is None else theme_of(theme))
        found = root.find("{*}cellXfs")
        xfs = [] if found is None else [*found.iterchildren("{*}xf")]
        formats = [int(xf.get("numFmtId", 0)) for xf in xfs]
        fills = [int(xf.get("fillId", 0)) for xf in xfs]
        return by_style(formats, codes, [hues[at] if 0 <= at < len(hues) else None for at in fills])
    except (TypeError, ValueError, OSError, zipfile.BadZipFile, WorkbookDamaged):
        return {}


def _root(parts: zipfile.ZipFile, part: str, where: str) -> Any:
    """The root of a part of the workbook; None where there is none, or one too large to be real."""
    if part not in parts.namelist() or not part.lower().endswith(".xml"):
        return None
    if parts.getinfo(part).file_size > _LARGEST:
        return None
    with parts.open(part) as file:
        return package.parse(file, where)


def _hues(root: Any, theme: Sequence[str]) -> list[str | None]:
    """The hue of each fill; one of a pattern or of several colours has none."""
    own = [str(c.get("rgb", "")) for c in root.iterfind("{*}colors/{*}indexedColors/{*}rgbColor")]
    found: list[str | None] = []
    for fill in root.iterfind("{*}fills/{*}fill"):
        pattern = fill.find("{*}patternFill")
        colour = pattern.find("{*}fgColor") if pattern is not None else None
        solid = colour is not None and pattern.get("patternType") == "solid"
        found.append(hue_of_element(colour, theme, own or INDEXED) if solid else None)
    return found


def by_style(formats: Iterable[int], codes: Mapping[int, str], hues: Sequence[str | None]) -> Styles:
    """What styles say by their number, from the number of the format of each, the formats' texts, and their hues."""
    shown: dict[int, str | None] = {}
    found: dict[str, Look] = {}
    for at, number in enumerate(formats):
        if number not in shown:
            shown[number] = currency_shown(codes.get(number, "$0" if number in BUILT_IN else ""))
        if shown[number] or hues[at]:
            found[str(at)] = Look(shown[number], hues[at])
    return found
