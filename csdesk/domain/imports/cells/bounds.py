"""A range is two amounts where one is needed, a bound is one that may be more or less: neither is read."""

import re

from csdesk.domain.imports.cells.amounts import Mark, plain_text, read_amount
from csdesk.domain.imports.cells.grid import Value

_TO = re.compile(
    r"(?<=[\w€£$.)])\s*(?:-|\b(?:to|and|bis|und|a|à|até|al|y|et|e)\b)\s*(?=[\d€£$~])|\s*(?P<or>/|\b(?:or|oder|o|ou)\b)\s*"
)
_FROM = re.compile(
    r"^(?:[<>≤≥]=?|between|zwischen|entre|from|ab|von|desde|de|à partir de|a partir de|up to|bis zu|bis|hasta|jusqu'à"
    r"|até|at least|at most|mindestens|höchstens|min\.?|max\.?|over|under|über|unter|mehr als|more than|less than"
    r")\s*|\+$",
    re.IGNORECASE,
)


def not_one(value: Value) -> str | None:
    """What is wrong with a text that tells two amounts, or from which on one lies; None for all else."""
    text = plain_text(value) if isinstance(value, str) else ""
    between = _TO.search(text)
    parts = [text[: between.start()], text[between.end() :]] if between else [text]
    if not all(read_amount(_FROM.sub("", part), Mark.POINT) for part in parts):
        return None
    if between:
        return (
            "these are two amounts, and not one"
            if between.group("or")
            else "this is a range, and not one amount"
        )
    return "this is no one amount: it may be more, or less" if _FROM.search(text) else None
