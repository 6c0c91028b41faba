"""An amount as people type it: signs, thousands, decimals, currencies, shares, exact as a Decimal."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from csdesk.domain.imports.cells.beside import beside
from csdesk.domain.imports.cells.currencies import CODE, code_of, currency_in, shared_with
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.money import digits, to_minor
from csdesk.domain.values import dataclass

_SCALES = {
    **dict.fromkeys(("k", "t", "tsd", "tausend", "thousand", "miles"), 1000),
    **dict.fromkeys(
        ("m", "mio", "mn", "mm", "million", "millions", "millionen", "millones", "milhoes"), 1_000_000
    ),
    **dict.fromkeys(("bn", "mrd"), 1_000_000_000),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 100_000),
    **dict.fromkeys(("crore", "crores"), 10_000_000),
    **dict.fromkeys(map(fold, "万萬만"), 10_000),
    **dict.fromkeys(map(fold, "億亿억"), 100_000_000),
}
_SCALES_OF = {
    "INR": {"l": 100_000, "cr": 10_000_000},
    "BRL": {"mil": 1000, "mi": 1_000_000, "milhao": 1_000_000},
}
"""Words that say so only beside a currency: 1200 Cr is a credit, and 1.2 mil a million elsewhere."""
_WHOM = (
    r"users?|nutzer(?:in)?|seats?|sitz|platz|plätze|lizenz|licen[cs]es?|usuarios?|usuários?|utilisateurs?|person"
    r"|mitarbeiter(?:in)?|members?|employees?|head|kopf|licencia|licença|licence|puesto|poste"
)
_PER = re.compile(
    r"\(?(?:(?:/|per|pro|por|par|al|je|pr\.?|p[./]?)(?:"
    r"(?P<month>months?|monat|mont?h?|mois|mes|mês|mth|mo|m|cm|mån(?:ad)?|måned|mnd|md)|(?P<quarter>quarter|quartal|trimestre|qtr|q)"
    rf"|(?P<year>year|annum|jahr|año|ano|år|yr|an|a|y)|(?P<each>{_WHOM}))"
    r"|/?(?:(?P<monthly>monthly|monatlich|mtl|mensuelle|mensuel|mensual|mensal|mrr)"
    r"|(?P<quarterly>quarterly|vierteljährlich|quartalsweise|trimestral|trimestriel)"
    r"|(?P<yearly>yearly|annually|annual|jährlich|jhrl|anual|annuelle|annuel|arr)))\.?\)?$",
    re.IGNORECASE,
)
_MONTH, _QUARTER, _YEAR, _EACH = "month", "quarter", "year", "each"
_ADVERBS = {"monthly": _MONTH, "quarterly": _QUARTER, "yearly": _YEAR}
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]{1,2})?")
"""A number that needs no second look."""
_GAP = "[\\s'’`´]"
_GAPS = re.compile(_GAP)
_PARTED = re.compile(rf"\d{{1,3}}({_GAP}\d{{3}})+(?!\d)")
_TORN = re.compile(rf"\d{_GAP}+\d")
_SPACES = str.maketrans(
    dict.fromkeys("\xa0\u202f\u2007\u2009\u2002\u2003\u200a\u3000", " ")
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\xad", "")
)
_DASHES = str.maketrans("−–—‐‑﹣－٫٬", "-------.,")
_NOTHING_BEHIND = re.compile(r"(?<=\d)([.,])-{1,2}$")
"""1.200,- and 1'200.--: no cents."""
_ONLY = re.compile(r"(?<=\d)(?::-|/[-=])$")
"""1200:- and 50,000/-: no more than that."""


class Mark(StrEnum):
    """Which sign a decimal part stands behind; neither, where both part thousands: *1,250* beside *1.900*."""

    POINT = "point"
    COMMA = "comma"
    NEITHER = "neither"


def as_written(number: Decimal, mark: Mark | None, *, parted: bool = False) -> str:
    """A number with the decimal sign of a file; `parted`: with its thousands apart."""
    text = f"{number:,f}" if parted else format(number, "f")
    return text.translate(_SWAPPED) if mark is Mark.COMMA else text


_SWAPPED = str.maketrans(".,", ",.")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the currency that stood beside it.

    `percent`: it was a share in hundredths; `minor`: it counts the smallest unit of its currency;
    `bare`: its currency is told by a $, a ¥ or a kr alone, which several share. `per`: the month, quarter or year that
    it pays for, and `each`: that it is the price of one seat, where the cell says so;
    `scaled`: it said thousands or millions.
    `about`: the cell says that it is not exact; `taxed`: that tax is in it; `rate`: how much, in hundredths.
    """

    number: Decimal
    currency: str | None = None
    percent: bool = False
    minor: bool = False
    bare: bool = False
    per: str | None = None
    each: bool = False
    scaled: bool = False
    about: bool = False
    taxed: bool = False
    rate: Decimal | None = None

    def marked(self, named: str | None) -> str | None:
        """The currency that stands beside it; `named`: by its row, which a sign alone may stand for."""
        return named if self.bare and named in shared_with(self.currency) else self.currency

    def units(self, currency: str) -> Decimal:
        """The amount in whole units of a currency."""
        return self.number.scaleb(-digits(currency)) if self.minor else self.number

    def minor_units(self, currency: str) -> int:
        """The amount in minor units of a currency, half up."""
        return to_minor(self.units(currency), currency)

    def of_units(self, quantity: Decimal | None, discount: Decimal | None, currency: str) -> int:
        """What so many cost at this unit price, after the discount, in minor units, half up."""
        share = 1 - (discount or Decimal(0))
        return to_minor(self.units(currency) * (1 if quantity is None else quantity) * share, currency)

    def rounded(self, currency: str) -> bool:
        """Whether a currency has fewer decimals than the amount; what a program's floats add is none."""
        exact = self.units(currency).scaleb(digits(currency))
        return abs(exact - exact.to_integral_value(ROUND_HALF_UP)) > _NOISE


_NOISE = Decimal("1e-6")
"""Which part of a smallest unit nobody wrote: 10.1 + 20.2 is 30.299999999999997 in a cell."""


def read_amount(value: Value, mark: Mark | None = None) -> Amount | None:
    """The number of a cell; None where it is none, or where only `mark` could tell."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return Amount(Decimal(value))
    if not isinstance(value, str):
        return None
    if _PLAIN.fullmatch(value):
        return Amount(Decimal(value))
    said = beside(plain_text(value))
    text = _joined(said.text)
    if text is None:
        return None
    text, currency, bare = currency_in(text)
    text, per, each = _paid_for(text)
    if currency is None or bare:
        text, currency, bare = _named_behind(text, currency)
    text = _no_cents(text)
    if text[-1:] == "+":
        return None
    negative = text[:1] in {"-", "("} or text[-1:] == "-"
    text = text.strip("()-+")
    if currency is None:
        text, currency, bare = currency_in(text)
    percent = text.endswith("%")
    text, scale = _scale(text.rstrip("%"), currency)
    number = _number(text, mark)
    if number is None:
        return None
    signed = (-number if negative else number) * scale
    return Amount(
        signed, currency, percent, bare=bare, per=per, each=each, scaled=scale > 1, about=said.about, taxed=said.taxed,
        rate=said.rate,
    )  # fmt: skip


def _named_behind(text: str, sign: str | None) -> tuple[str, str | None, bool]:
    """What a code says behind the time that an amount pays for, also beside a sign: $12,000 USD/yr."""
    rest, code, bare = currency_in(text)
    if sign is None:
        return rest, code, bare
    return (rest, code, False) if code in shared_with(sign) and not bare else (text, sign, True)


def _no_cents(text: str) -> str:
    return _ONLY.sub("", _NOTHING_BEHIND.sub(r"\g<1>00", text))


def _paid_for(text: str) -> tuple[str, str | None, bool]:
    """The text without what it says to be paid for; which time that is, and whether it is for one seat."""
    per, each = None, False
    while (text[-1:].isalpha() or text[-1:] in {".", ")"}) and (match := _PER.search(text)):
        said = next(name for name, found in match.groupdict().items() if found)
        said = _ADVERBS.get(said, said)
        if (said == _EACH and each) or (said != _EACH and per) or not match.start():
            break
        per, each = (per, True) if said == _EACH else (said, each)
        text = text[: match.start()]
    return text, per, each


_COUNTED = re.compile(
    r"(?<=\d)\s*(?:seats?|users?|people|licen[cs]es?|employees|ftes?|nutzer(?:innen)?|lizenz(?:en)?|pl[aä]tze|mitarbeiter(?:innen)?"
    r"|usuarios?|licencias?|puestos|empleados|utilisateurs?|postes?|si[eè]ges?|collaborateurs|salari[eé]s|usu[aá]rios?"
    r"|licen[cç]as?|assentos?|funcion[aá]rios|colaboradores)\.?$",
    re.IGNORECASE,
)


def read_count(value: Value, mark: Mark | None = None) -> Amount | None:
    """The number of a cell that may name what it counts: 10 seats, 25 Nutzer."""
    return read_amount(
        _COUNTED.sub("", value.strip()).removesuffix("+") if isinstance(value, str) else value, mark
    )


def plain_text(text: str) -> str:
    """The text with plain spaces, hyphens and digits, whatever script it was typed in."""
    if text.isascii():
        return text.strip()
    plain = text.translate(_SPACES).translate(_DASHES)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain).strip()


def _joined(text: str) -> str | None:
    """The text without spaces; None where they part digits that are no thousands."""
    whole = _PARTED.sub(lambda m: _GAPS.sub("", m.group(0)), text)
    return None if _TORN.search(whole) else _GAPS.sub("", whole)


def unknown_currency(value: Value) -> str | None:
    """The three letters beside a number that are no currency's code; None where there are none."""
    text = _joined(plain_text(value)) if isinstance(value, str) else None
    match = CODE.search(text) if text else None
    if text is None or match is None or code_of(match.group(0)):
        return None
    rest = text[: match.start()] + text[match.end() :]
    return match.group(0) if read_amount(rest, Mark.POINT) else None


def _scale(text: str, currency: str | None) -> tuple[str, int]:
    match = re.fullmatch(r"([\d.,]+)([^\W\d_]+)\.?", text)
    scales = _SCALES | _SCALES_OF.get(currency or "", {}) if match else {}
    if match and (word := fold(match.group(2))) in scales:
        return match.group(1), scales[word]
    return text, 1


def _number(text: str, mark: Mark | None) -> Decimal | None:
    if re.fullmatch(r"\d+([.,]\d+)?[eE][+-]?\d{1,2}", text):
        return Decimal(text.replace(",", "."))
    if not re.fullmatch(r"\d[\d.,]*|[.,]\d+", text):
        return None
    text = re.sub(r"[.,]$", "", text)
    if undecided(text):
        if mark is None:
            return None
        decimals = mark is not Mark.NEITHER and (mark is Mark.COMMA) == ("," in text)
        plain = text.replace(",", ".") if decimals else re.sub("[.,]", "", text)
    elif "," in text and "." in text:
        plain = _both(text)
    elif len(re.findall("[.,]", text)) > 1:
        plain = re.sub("[.,]", "", text) if _grouped(text) else ""
    else:
        plain = text.replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _both(text: str) -> str:
    last = max(text.rfind(","), text.rfind("."))
    whole, fraction = re.sub("[.,]", "", text[:last]), text[last + 1 :]
    return f"{whole}.{fraction}" if _grouped(text[:last]) else ""


def _grouped(text: str) -> bool:
    """Whether digits are parted into thousands by one sign, or as in India."""
    return re.fullmatch(r"\d{1,3}(([.,])\d{3}(\2\d{3})*)|\d{1,3}(,\d{2})*,\d{3}|\d+", text) is not None


def undecided(text: str) -> bool:
    """Whether one sign before three digits may part thousands as well as decimals, as in 1,740."""
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text) is not None


@dataclass(frozen=True, slots=True)
class MarkEvidence:
    """What a column's texts say about their decimal mark."""

    decided: Mark | None
    sample: str | None
    open: tuple[str, ...]
    said: Mapping[Mark, str]
    """The first text that can only have each mark."""


def mark_evidence(values: Iterable[Value]) -> MarkEvidence:
    """Weigh the texts of one column: `1.234,56`, `12,5` and `1.234.567` say comma, `1,234.56` and `12.50` point."""
    votes: dict[Mark, str] = {}
    unsure: list[str] = []
    seen: dict[str, bool] = {}
    """Whether each text was unsure: most come many times."""
    for value in [v for v in values if isinstance(v, str) and not v.isdecimal()]:
        if value in seen:
            unsure += [value.strip()] if seen[value] else []
            continue
        text = _bare(value)
        seen[value] = undecided(text)
        if seen[value]:
            unsure.append(value.strip())
        elif said := _said_mark(text):
            votes.setdefault(said, value.strip())
    decided = next(iter(votes)) if len(votes) == 1 else None
    return MarkEvidence(decided, votes[decided] if decided else None, tuple(unsure), votes)


def _bare(value: str) -> str:
    text, currency, _ = currency_in(_joined(beside(plain_text(_COUNTED.sub("", value.strip()))).text) or "")
    text, *_ = _paid_for(text)
    text, currency, _ = (text, currency, False) if currency else currency_in(text)
    return _scale(_no_cents(text).strip("()-+%"), currency)[0]


def _said_mark(text: str) -> Mark | None:
    """The mark that a number can only have; None where it tells nothing."""
    if re.fullmatch(r"[\d.,]*[.,]\d+", text) is None:
        return None
    if not _grouped(text):
        return Mark.COMMA if text[max(text.rfind(","), text.rfind("."))] == "," else Mark.POINT
    signs = set(re.findall("[.,]", text))
    return (
        (Mark.POINT if signs == {","} else Mark.COMMA)
        if len(signs) == 1 and text.count(min(signs)) > 1
        else None
    )
