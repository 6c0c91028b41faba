"""A number format may show what the cell does not hold: 12000 is seen as 12.000 €, and 12 as 12 k€."""

import re
from functools import lru_cache

from csdesk.domain.imports.cells.currencies import currency_in, shared_with, sign_in
from csdesk.domain.imports.cells.grid import SHOWN_TIMES
from csdesk.domain.imports.vocabulary.scales import scale_of

BUILT_IN = frozenset({5, 6, 7, 8, 42, 44})
"""Formats that need not be written out: those of the currency of whoever opens the file, a $ as they are defined."""
_PARTS = re.compile(r'[_*].|(;)|\[\$([^\]-]*)(?:-([^\]]*))?\]|"([^"]*)"|\\(.)|([$€£¥₹₩₺₽₪₫฿₱])')
"""What a format shows beside digits: a currency with the place it is used in, a text in quotes, or a sign; each part
ends with a ;. What stands after _ or * is room for a sign, or fills the cell."""
_NUMBER, _CODE = re.compile("[0-9A-Fa-f]{1,8}"), re.compile("[A-Z]{3}")
_USED_IN = {
    0x409: "USD", 0x1009: "CAD", 0xC0C: "CAD", 0xC09: "AUD", 0x1409: "NZD", 0x4809: "SGD", 0xC04: "HKD", 0x404: "TWD",
    0x80A: "MXN", 0x2C0A: "ARS", 0x340A: "CLP", 0x240A: "COP", 0x41D: "SEK", 0x81D: "SEK", 0x414: "NOK", 0x814: "NOK",
    0x406: "DKK", 0x40F: "ISK", 0x411: "JPY", 0x804: "CNY",
}  # fmt: skip
"""The currency whose shared sign is meant, by Microsoft's number of the language and country."""

_SCALED = re.compile(r"[0#?],+(?![0#?,])")
"""What shows a number in thousands or millions: the cell holds the whole of it."""


def shown_as(code: str) -> str | None:
    """What a number format shows amounts in: *EUR*, *EUR k*, *k* …; None where it shows nothing beside digits."""
    return " ".join(filter(None, (currency_shown(code), _unit_shown(code)))) or None


@lru_cache(maxsize=256)
def _unit_shown(code: str) -> str:
    """The k or M that the first part of a format writes behind numbers as they are."""
    beside, shown = "", ""
    for match in _PARTS.finditer(code):
        end, sign, _, quoted, escaped, bare = match.groups()
        if end:
            code = code[: match.start()]
            break
        beside += sign or quoted or escaped or bare or ""
    shown = _PARTS.sub("", code)
    times = scale_of(f"in {beside}") if beside.strip() and not _SCALED.search(shown) else 1
    return next((unit for unit, n in SHOWN_TIMES.items() if n == times), "")


@lru_cache(maxsize=256)
def currency_shown(code: str) -> str | None:
    """The currency that a number format shows amounts in: its code, or the sign that several have; None without one.

    A code beside such a sign says which it is: *$ 12 CAD*. The first part that shows one counts.
    """
    shown, found = "", None
    for match in _PARTS.finditer(code):
        end, sign, place, quoted, escaped, bare = match.groups()
        if end and found:
            break
        shown = "" if end else shown + (sign or quoted or escaped or bare or "")
        told = (_used_in(sign, place) if sign else None) or _currency(shown) or _named(quoted or "")
        found = told if found is None or told in shared_with(_code(found)) else found
        if found and not _is_shared(found):
            break
    return found


def _used_in(sign: str, place: str | None) -> str | None:
    """The currency of a sign with the number of the language and country that it is written for; or with its name."""
    told = _currency(sign)
    used = _USED_IN.get(int(place, 16) & 0xFFFF) if place and _NUMBER.fullmatch(place) else None
    return used if told and used in shared_with(_code(sign)) else told


def _named(text: str) -> str | None:
    """The currency whose code stands among other words: *EUR p.a.*"""
    return next(
        (w for w in re.split(r"[\s/]+", text) if w.isupper() and _CODE.fullmatch(w) and _code(w) == w), None
    )


def _currency(text: str) -> str | None:
    """The code of a currency by its sign; the sign alone where several have it."""
    sign = "".join(text.split())
    return sign_in(f"1000.00{sign}") if _is_shared(sign) else _code(sign)


def _code(text: str) -> str | None:
    sign = "".join(text.split())
    return (currency_in(f"1000.00{sign}")[1] or currency_in(f"{sign}1000.00")[1]) if sign else None


def _is_shared(sign: str) -> bool:
    return bool(sign) and currency_in(f"1000.00{sign}")[2]
