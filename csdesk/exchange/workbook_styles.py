"""The styles of a workbook stand in a part of their own, as XML or as records; its theme has some of their colours."""

import struct
import zipfile
from collections.abc import Sequence
from typing import Any

from csdesk.domain.errors import WorkbookDamaged
from csdesk.exchange import package
from csdesk.exchange.binary_styles import styles_of_records
from csdesk.exchange.cell_styles import Styles, by_style
from csdesk.exchange.hues import INDEXED, OFFICE, hue_of_element, theme_of
from csdesk.exchange.limits import MIB

_LARGEST = 32 * MIB
"""Up to which size styles are read; those of the most formats that Excel can have are a third of it."""


def styles_of(parts: zipfile.ZipFile, book: str, where: str) -> Styles:
    """The cell styles of a workbook that show a currency or are filled in a hue; none where they are damaged."""
    try:
        targets = {r.kind: r.target for r in package.relations(parts, book, where)}
        styles = targets.get("styles", "")
        if not _is_there(parts, styles):
            return {}
        own = targets.get("theme", "")
        theme = theme_of(_root(parts, own, where)) if _is_there(parts, own) else OFFICE
        if styles.lower().endswith(".bin"):
            return styles_of_records(package.part_bytes(parts, styles, where), theme)
        return _styles(_root(parts, styles, where), theme)
    except (TypeError, ValueError, OSError, struct.error, zipfile.BadZipFile, WorkbookDamaged):
        return {}


def _is_there(parts: zipfile.ZipFile, part: str) -> bool:
    """Whether there is such a part, and none too large to be real."""
    return part in parts.namelist() and parts.getinfo(part).file_size <= _LARGEST


def _root(parts: zipfile.ZipFile, part: str, where: str) -> Any:
    with parts.open(part) as file:
        return package.parse(file, where)


def _styles(root: Any, theme: Sequence[str]) -> Styles:
    """Raises: TypeError, ValueError."""
    codes = {int(n.get("numFmtId")): str(n.get("formatCode", "")) for n in root.iter("{*}numFmt")}
    hues = _hues(root, theme)
    found = root.find("{*}cellXfs")
    xfs = [] if found is None else [*found.iterchildren("{*}xf")]
    formats = [int(xf.get("numFmtId", 0)) for xf in xfs]
    fills = [int(xf.get("fillId", 0)) for xf in xfs]
    return by_style(formats, codes, [hues[at] if 0 <= at < len(hues) else None for at in fills])


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
