"""A currency beside a number: its code, its sign or its name; some signs are shared by several currencies."""

import re

_KNOWN_CODES = frozenset(
    "USD EUR GBP CHF JPY CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN TRY ILS INR CNY HKD SGD KRW THB MYR IDR "
    "PHP VND ZAR NGN KES EGP AED SAR QAR KWD BHD BRL MXN ARS CLP COP PEN UYU RUB UAH ISK TWD "
    "OMR JOD TND LYD IQD MAD DZD GHS TZS UGX XOF XAF RSD BAM MKD ALL GEL AMD AZN KZT PKR BDT LKR NPR "
    "BOB PYG CRC GTQ HNL NIO DOP JMD TTD PAB MUR ETB ZMW BWP NAD MZN AOA MOP BND LBP".split()
)
_ALSO = {
    "CDN": "CAD", "NIS": "ILS", "SFR": "CHF", "KSH": "KES", "DHS": "AED", "LEI": "RON", "YEN": "JPY", "NTD": "TWD",
    "RMB": "CNY",
}  # fmt: skip
"""Three letters that people write for a code."""
_SIGNS = {
    "US$": "USD", "U$S": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "SG$": "SGD", "R$": "BRL", "MX$": "MXN", "Mex$": "MXN", "NT$": "TWD", "$": "USD", "€": "EUR",
    "£": "GBP", "¥": "JPY", "JP¥": "JPY", "CN¥": "CNY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS",
    "₴": "UAH", "₫": "VND", "฿": "THB", "₦": "NGN", "₱": "PHP", "zł": "PLN", "Kč": "CZK", "SFr.": "CHF",
    "Fr.": "CHF", "Fr": "CHF", "Ft": "HUF", "Rp": "IDR", "RM": "MYR", "лв": "BGN", "руб.": "RUB", "руб": "RUB",
    "TL": "TRY", "R": "ZAR", "S/": "PEN", "S/.": "PEN", "₡": "CRC", "₲": "PYG", "₵": "GHS", "₸": "KZT", "円": "JPY",
    "元": "CNY", "원": "KRW", "￥": "JPY", "Rs.": "INR", "Rs": "INR", "kr.": "SEK", "kr": "SEK", "euros": "EUR",
    "euro": "EUR", "pounds": "GBP", "dollars": "USD", "reais": "BRL",
}  # fmt: skip
_BY_SIGN = {sign.lower(): code for sign, code in _SIGNS.items()}
_DOLLARS = frozenset({"USD", "AUD", "CAD", "NZD", "HKD", "SGD", "MXN", "TWD", "ARS", "CLP", "COP", "UYU"})
CROWNS = frozenset({"SEK", "NOK", "DKK", "ISK"})
"""Currencies whose amounts are written with *kr*."""
_SHARED = {
    "USD": _DOLLARS, "JPY": frozenset({"JPY", "CNY"}), "SEK": CROWNS, "INR": frozenset({"INR", "PKR", "LKR", "NPR"}),
}  # fmt: skip
"""By what a $, a ¥, a kr and a Rs alone are taken for: those that they may be."""
_OF_SEVERAL = frozenset({"$", "¥", "￥", "dollars", "kr", "kr.", "rs", "rs."})
_ANY_CASE = frozenset({"kr", "kr.", "euro", "euros", "pounds", "dollars", "reais"})
CODE = re.compile(
    r"^(?:\([A-Za-z]{3}\)|[A-Za-z]{3})(?=[\d(+.,-])|(?<=[\d).,-])(?:\([A-Za-z]{3}\)|[A-Za-z]{3})$"
)
_SHORT = re.compile(
    r"^(?P<before>k|t|m)?(?P<code>[A-Za-z]{3})(?P<behind>k|m)?(?P<number>[\d(+.,-].*)$"
    r"|^(?P<number2>.*[\d).,-])(?P<before2>k|t|m|mio|mn|tsd|mrd|bn)?(?P<code2>[A-Za-z]{3})(?P<behind2>k|m)?$",
    re.IGNORECASE,
)
"""A code beside the letter of its thousands or millions: 12 TEUR, USD k 12."""
_BARE = re.compile(r"[\d.,()+%-]*")
_LEADING = re.compile(r"([tkm])(?=\d)", re.IGNORECASE)
"""The letter of thousands before a number, which stood beside a sign: k€ 12."""


def _alone(sign: str) -> str:
    """The pattern of a sign; one in letters is none inside a word, but for the letter of its thousands (12 tkr)."""
    if not sign[0].isalpha() or (not sign.isalpha() and not sign.endswith(".")) or ord(sign[0]) > _LATIN:
        return re.escape(sign)
    before = r"(?<![^\W\d_])" if sign not in {"kr", "kr."} else r"(?:(?<![^\W\d_])|(?<=\d[tkmTKM]))"
    case = "(?i:{})" if sign in _ANY_CASE else "{}"
    return rf"{before}{case.format(re.escape(sign))}(?![^\W\d_]){_BEFORE.get(sign, '')}"


_BEFORE = {"R": r"(?=\d+[.,]\d)", "Fr": r"(?=\d{3}|\d[.,]\d{3})"}
"""What such an amount looks like: R2 is a name, and Fr 12 a Friday."""
_LATIN = 0x52F
"""Up to which sign letters part words: those of Chinese, Japanese and Korean do not."""
_SIGN = re.compile("|".join(_alone(s) for s in sorted(_SIGNS, key=len, reverse=True)))


def shared_with(code: str | None) -> frozenset[str]:
    """The currencies that have a sign together with this one; none where it has its own."""
    return next((codes for codes in _SHARED.values() if code in codes), frozenset())


def sign_in(text: str) -> str | None:
    """The sign of a currency that stands in a text without spaces."""
    found = _SIGN.search(text)
    return found.group(0) if found else None


def currency_in(text: str) -> tuple[str, str | None, bool]:
    """A text without spaces and without the currency in it; its code; and whether a sign tells it that others share."""
    if _BARE.fullmatch(text):
        return text, None, False
    if found := _SIGN.search(text):
        return _signed(text, found)
    match = CODE.search(text)
    code = code_of(match.group(0)) if match else None
    if match and code:
        return text[: match.start()] + text[match.end() :], code, False
    return _in_short(text)


def _signed(text: str, found: re.Match[str]) -> tuple[str, str | None, bool]:
    sign, rest = found.group(0).lower(), text[: found.start()] + text[found.end() :]
    code, several = _BY_SIGN[sign], sign in _OF_SEVERAL
    match = CODE.search(rest)
    named = code_of(match.group(0)) if match else None
    if match and (named == code or (several and named in _SHARED[code])):
        return rest[: match.start()] + rest[match.end() :], named, False
    if lead := _LEADING.match(rest):
        rest = rest[lead.end() :] + lead.group(1)
    return rest, code, several


def _in_short(text: str) -> tuple[str, str | None, bool]:
    match = _SHORT.fullmatch(text)
    if match is None:
        return text, None, False
    first, last = (
        match.group("code", "before", "behind", "number"),
        match.group("code2", "before2", "behind2", "number2"),
    )
    code, before, behind, number = first if first[0] else last
    if code.upper() not in _KNOWN_CODES or not (before or behind) or (before and behind):
        return text, None, False
    return f"{number}{before or behind}", code.upper(), False


def code_of(text: str) -> str | None:
    """The code that three letters are, or stand for; None where they are none."""
    code = text.strip("()").upper()
    return code if code in _KNOWN_CODES else _ALSO.get(code)
