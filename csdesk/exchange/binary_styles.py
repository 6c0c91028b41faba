"""The styles of an .xlsb workbook are records; what its cells say by their looks is told as in any other."""

import struct
from collections.abc import Sequence

from csdesk.exchange.binary_sheets import records, wide_text
from csdesk.exchange.cell_styles import Styles, by_style
from csdesk.exchange.hues import INDEXED, hue_of

_FORMAT, _FILL, _STYLE, _STYLES_BEGIN, _STYLES_END = 44, 45, 47, 617, 618
_SOLID = 1
_INDEXED, _RGB, _THEME = 1, 2, 3


def styles_of_records(data: bytes, theme: Sequence[str]) -> Styles:
    """The styles that say something. Raises: struct.error, where a record is cut."""
    codes: dict[int, str] = {}
    fills: list[str | None] = []
    formats: list[int] = []
    hues: list[str | None] = []
    of_cells = False
    for kind, body in records(data):
        if kind == _FORMAT:
            codes[int.from_bytes(body[:2], "little")] = wide_text(body, 2)[0]
        elif kind == _FILL:
            fills.append(_hue(body, theme))
        elif kind in {_STYLES_BEGIN, _STYLES_END}:
            of_cells = kind == _STYLES_BEGIN
        elif kind == _STYLE and of_cells:
            number, _, fill = struct.unpack_from("<3H", body, 2)
            formats.append(number)
            hues.append(fills[fill] if fill < len(fills) else None)
    return by_style(formats, codes, hues)


def _hue(body: bytes, theme: Sequence[str]) -> str | None:
    """The hue of a fill; one of a pattern has none."""
    pattern, kind, at, tint = struct.unpack_from("<IBBh", body)
    if pattern != _SOLID:
        return None
    colours = {_INDEXED: INDEXED, _THEME: theme}.get(kind >> 1, ())
    rgb = body[8:11].hex() if kind >> 1 == _RGB else colours[at] if at < len(colours) else ""
    return hue_of(rgb, tint / 32767)
