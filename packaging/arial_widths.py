"""Writes resources/templates/widths.json: advance widths of a face with Arial's metrics, as numbers.

Run by hand, only when characters are to be added:

    python packaging/arial_widths.py REGULAR.ttf BOLD.ttf

The two files are Arial, or Liberation Sans, whose advance widths are the same. No font ships with the program.
"""

import json
import sys
from pathlib import Path

from PIL import ImageFont

EM = 1000
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x192), (0x1CD, 0x1DC), (0x218, 0x21B), (0x2C6, 0x2DD),
          (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491), (0x5D0, 0x5EA), (0x1E80, 0x1E85), (0x1EF2, 0x1EF3),
          (0x2010, 0x2027), (0x2030, 0x203A), (0x20A0, 0x20BF), (0x2100, 0x2122), (0x2190, 0x2195),
          (0x2212, 0x2212), (0x2248, 0x2265))  # fmt: skip


def widths(font_file: str) -> dict[str, int]:
    """The advance width of each character in thousandths of the size."""
    font = ImageFont.truetype(font_file, EM)
    return {chr(c): round(font.getlength(chr(c))) for low, high in RANGES for c in range(low, high + 1)}


def main() -> None:
    """Write the table."""
    regular, bold = (widths(name) for name in sys.argv[1:3])
    target = Path(__file__).parents[1] / "resources" / "templates" / "widths.json"
    table = {"em": EM, "regular": regular, "bold": bold}
    target.write_text(json.dumps(table, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
