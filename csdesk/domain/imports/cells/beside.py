"""What people write beside an amount: that it is about so much, and whether tax is in it."""

import re
from decimal import Decimal
from functools import lru_cache

from csdesk.domain.values import dataclass


def _any(words: str) -> str:
    """A pattern of any of some words, each with a dot behind it or without; `_` is a space in one."""
    longest = sorted(words.split(), key=len, reverse=True)
    return rf"(?:{'|'.join(re.escape(w).replace('_', ' ') for w in longest)})\.?"


_ABOUT = _any(
    "about around approx approximately roughly circa zirka rund etwa ungefähr ungef geschätzt est estimated aprox "
    "aproximadamente alrededor_de cerca_de unos por_volta_de environ env approximativement à_peu_près estimé estimado"
)
_TAX = _any(
    "vat v.a.t sales_tax tax taxes gst hst mwst mehrwertsteuer ust umsatzsteuer steuer steuern iva i.v.a impuesto "
    "impuestos imposto impostos tva t.v.a taxe"
)
_WITHOUT = _any(
    "plus zzgl zuzüglich zuzügl excl excluding exclusive ex exkl exklusive without before net_of ohne vor o más mas "
    "sin sem mais hors avant no_incluye excluido excluído s/"
)
_WITH = _any(
    "incl including inclusive inc inkl inklusive incluyendo incluindo incluido incluído with mit con com avec "
    "einschl einschließlich c/"
)
_INSIDE = _any(
    "incl included incluido incluída incluído incluidos incluídos incluida incluse inclus inc inbegriffen enthalten "
    "comprise comprises"
)
_LETTER = r"[^\W\d_]"
_RATE = r"(?:(?P<{}>\d{{1,2}}(?:[.,]\d{{1,2}})?) ?% ?(?:de )?)?"
_THE = r"(?:(?:the|la|el|de|of|gesetzl\.?|gesetzlicher|gesetzliche) )*"
_END = rf"(?!{_LETTER})"
_ROUGHLY = re.compile(
    rf"^(?:{_ABOUT} ?|ca?\. ?|ca ?(?=[\d€£])|[~≈±∼～] ?|\+/- ?)+(?=[\d€£$¥]|[a-z]{{3}} ?\d)"
    rf"|(?<=[\w€£$)]) ?\(?(?:{_ABOUT}|ca\.?|-?ish)\)?$",
    re.IGNORECASE,
)
_NET = re.compile(
    rf"(?:\+|(?<!{_LETTER}){_WITHOUT}) ?{_THE}{_RATE.format('a')}{_THE}{_TAX}{_END}(?: ?\d{{1,2}} ?%)?"
    rf"|(?<!{_LETTER})(?:net|netto|neto|líquido|ht|h\.t\.|hors taxes?)(?=[ /)]|$)"
    rf"|(?<!{_LETTER})(?:{_TAX}) (?:excl|excluded|excluido|excluído|no incluido|não incluído)\.?{_END}",
    re.IGNORECASE,
)
_GROSS = re.compile(
    rf"(?<!{_LETTER}){_WITH} ?{_THE}{_RATE.format('a')}{_THE}{_TAX}{_END}(?: ?(?P<b>\d{{1,2}}(?:[.,]\d{{1,2}})?) ?%)?"
    rf"|(?<!{_LETTER}){_RATE.format('c')}{_TAX} ?{_RATE.format('d')}{_INSIDE}{_END}"
    rf"|(?<!{_LETTER})(?:ttc|t\.t\.c\.|toutes taxes comprises|brutto\w*|bruto|gross){_END}",
    re.IGNORECASE,
)
_GROSS_SUM = re.compile(r"\bgross[ _](?:amount|price|total|fee|value|sum)\b", re.IGNORECASE)
_TERMS = re.compile(r"\D*\d{1,3}")
"""Net 30: when an invoice is due."""
_SILENT = re.compile(r"[\d.,()'’%€$£\s-]*")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Beside:
    """A text without such words, and what they say: `rate` is the tax in it, in hundredths, where it is named."""

    text: str
    about: bool = False
    taxed: bool = False
    rate: Decimal | None = None


def has_words(text: str) -> bool:
    """Whether a text is more than a number in a currency."""
    return _SILENT.fullmatch(text) is None


def beside(text: str) -> Beside:
    """What an amount says of itself beside its number, its currency and its time."""
    if not has_words(text) or len(text) > _LONGEST:
        return Beside(text)
    words = " ".join(text.split())
    rest = _ROUGHLY.sub("", words)
    about = rest != words
    if found := _GROSS.search(rest):
        said = next((v for v in found.groupdict().values() if v), None)
        rate = Decimal(said.replace(",", ".")) if said else None
        return Beside(_without(rest, found), about, taxed=True, rate=rate)
    if not _TERMS.fullmatch(rest) and (found := _NET.search(rest)):
        rest = _without(rest, found)
    return Beside(rest, about) if rest != words else Beside(text)


@lru_cache(maxsize=1 << 8)
def says_taxed(header: str) -> bool:
    """Whether a header says that tax is in the amounts below it; *gross* alone may speak of discounts and losses."""
    found = _GROSS.search(_spaced(header))
    return found is not None and (found.group(0).lower() != "gross" or _GROSS_SUM.search(header) is not None)


def without_tax_words(header: str) -> str:
    """A header without what it says of tax: *ARR (excl. VAT)* is *ARR*."""
    words = _spaced(header)
    found = _GROSS.search(words) if says_taxed(header) else _NET.search(words)
    return (_without(words, found) if found else "") or header


def _spaced(header: str) -> str:
    return " ".join(header.replace("_", " ").split())


def _without(text: str, found: re.Match[str]) -> str:
    return re.sub(r"\( *\)", "", f"{text[: found.start()]} {text[found.end() :]}").strip()
