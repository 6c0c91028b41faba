"""A reason says in plain words why a workbook cannot be read, whatever the library that noticed it calls it."""

import re

_REASONS: tuple[tuple[str, str], ...] = (
    ("relationship not found|file not found|not found in archive", "it lists a part that is not in it"),
    ("string index not found", "a cell points to a text that is not in it"),
    ("row component|column component|alphanumeric|dimension", "a cell is at no place that a sheet has"),
    ("cell limit", "it claims more cells than a sheet can have"),
    ("unknown cell", "a cell is of a kind that no sheet has"),
    ("must have magnitude", "a cell holds a length of time that is too long to be one"),
    ("float|integer|invalid digit|parse", "a number in it is no number"),
    (r"cfb|\bole\b|sector|stream|fill whole buffer|panic|slice|range (start|end)|index|subtract|overflow",
     "it is cut off or damaged inside"),
    ("zip|archive|deflate|central directory|compress", "it is not a whole zip file"),
    ("ill-formed|syntax|xml|tag|expecting|utf-8|utf-16|attribute|node|escape|entity", "a part of it is not whole XML"),
)  # fmt: skip
DAMAGED = "a part of it is damaged"


def reason_of(error: BaseException) -> str:
    """One of a closed list of reasons."""
    said = f"{type(error).__name__} {error}".lower()
    return next((reason for pattern, reason in _REASONS if re.search(pattern, said)), DAMAGED)


def part_called(name: str) -> str:
    """The name of a part as it can stand in a sentence: a damaged one may be anything."""
    plain = "".join(c if c.isprintable() else "·" for c in name)
    return plain if len(plain) <= 60 else plain[:59] + "…"
