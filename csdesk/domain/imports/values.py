"""A value as people type it: amounts, shares, yes and no, choices, addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from csdesk.domain.imports.grid import Value
from csdesk.domain.imports.words import Synonyms, fold
from csdesk.domain.money import SYMBOLS

_CODE = re.compile(r"^[A-Z]{3}$")
_KNOWN_CODES = frozenset(
    "USD EUR GBP CHF JPY CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN TRY ILS INR CNY HKD SGD KRW THB MYR IDR "
    "PHP VND ZAR NGN KES EGP AED SAR QAR KWD BHD BRL MXN ARS CLP COP PEN UYU RUB UAH ISK TWD".split()
)
_SCALES = {"k": 1000, "tsd": 1000, "m": 1_000_000, "mio": 1_000_000, "mn": 1_000_000}


class Mark(StrEnum):
    """Which sign a decimal part stands behind."""

    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the currency that stood beside it; `percent` says that it was a share in hundredths."""

    number: Decimal
    currency: str | None = None
    percent: bool = False


def read_amount(value: Value, mark: Mark | None = None) -> Amount | None:
    """The number of a cell; None where it is none, or where only `mark` could tell."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return Amount(Decimal(value))
    if not isinstance(value, str):
        return None
    text = re.sub(r"[\s   '’]", "", value.replace("−", "-").replace("–", "-"))
    text, currency = _currency(text)
    text = re.sub(r"(/|per)(mo|month|yr|year|user|seat|monat|jahr)$", "", text, flags=re.IGNORECASE)
    negative = bool(re.fullmatch(r"\(.*\)|-.*|.*-", text))
    text = text.strip("()-+")
    percent = text.endswith("%")
    text, scale = _scale(text.rstrip("%"))
    number = _number(text, mark)
    if number is None:
        return None
    return Amount((-number if negative else number) * scale, currency, percent)


_SYMBOLS = tuple(sorted(SYMBOLS.items(), key=lambda s: -len(s[0])))


def _currency(text: str) -> tuple[str, str | None]:
    for symbol, code in _SYMBOLS:
        if symbol in text:
            return text.replace(symbol, "").replace("US", ""), code
    match = re.match(r"^([A-Za-z]{3})(?=[\d(+-])|(?<=[\d)])([A-Za-z]{3})$", text) or re.search(
        r"(?<=[\d)])([A-Za-z]{3})$", text
    )
    code = match.group(0).upper() if match else ""
    if _CODE.match(code) and code in _KNOWN_CODES:
        return text.replace(match.group(0) if match else "", ""), code
    return text, None


def _scale(text: str) -> tuple[str, int]:
    match = re.fullmatch(r"([\d.,]+)([A-Za-z]+)", text)
    if match and match.group(2).lower() in _SCALES:
        return match.group(1), _SCALES[match.group(2).lower()]
    return text, 1


def _number(text: str, mark: Mark | None) -> Decimal | None:
    if not re.fullmatch(r"\d[\d.,]*|[.,]\d+", text):
        return None
    if undecided(text):
        if mark is None:
            return None
        plain = text.replace(",", ".") if (mark is Mark.COMMA) == ("," in text) else re.sub("[.,]", "", text)
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
    return re.fullmatch(r"\d{1,3}([.,]\d{3})+|\d{1,3}(,\d{2})*,\d{3}|\d+", text) is not None


def undecided(text: str) -> bool:
    """Whether one sign before three digits may part thousands as well as decimals, as in 1,740."""
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text) is not None


@dataclass(frozen=True, slots=True)
class MarkEvidence:
    """What a column's texts say about their decimal mark."""

    decided: Mark | None
    sample: str | None
    open: tuple[str, ...]


def mark_evidence(values: Iterable[Value]) -> MarkEvidence:
    """Weigh the texts of one column: `1.234,56` and `12,5` say comma, `1,234.56` and `12.50` say point."""
    votes: dict[Mark, str] = {}
    unsure: list[str] = []
    seen: dict[str, bool] = {}
    """Whether each text was unsure: most come many times."""
    for value in values:
        if not isinstance(value, str) or value.isdecimal():
            continue
        if value in seen:
            unsure += [value.strip()] if seen[value] else []
            continue
        text, _ = _currency(re.sub(r"[\s   '’]", "", value))
        text = text.strip("()-+%")
        seen[value] = undecided(text)
        if seen[value]:
            unsure.append(value.strip())
        elif re.fullmatch(r"[\d.,]*[.,]\d+", text) and not _grouped(text):
            last = text[max(text.rfind(","), text.rfind("."))]
            votes.setdefault(Mark.COMMA if last == "," else Mark.POINT, value.strip())
    decided = next(iter(votes)) if len(votes) == 1 else None
    return MarkEvidence(decided, votes[decided] if decided else None, tuple(unsure))


def read_yes_no(value: Value, synonyms: Synonyms) -> bool | None:
    """Yes or no in the person's words; None where the cell says neither."""
    if isinstance(value, bool):
        return value
    text = str(value) if isinstance(value, str | int) else ""
    for word in (fold(text), fold(text.split(" ")[0] if text else "")):
        if word and word in synonyms.values["yes"]:
            return True
        if word and word in synonyms.values["no"]:
            return False
    return None


def read_judgement(value: Value, synonyms: Synonyms) -> int | None:
    """A judgement from 1 to 5: a number, a coloured dot, or a word."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 1 <= value <= 5 else None
    if not isinstance(value, str):
        return None
    text = fold(value)
    known = synonyms.values["judgement"]
    for word in (text, *text.split()[:1], *text.split()[-1:], text[:1]):
        if word in known and (len(word) > 1 or word == text or not word.isascii()):
            return int(known[word])
    match = re.fullmatch(r"([1-5])( of 5| 5)?", text)
    return int(match.group(1)) if match else None


def read_choice(value: Value, choices: type[StrEnum], synonyms: Synonyms, vocabulary: str) -> StrEnum | None:
    """The value of a vocabulary that a word means; None where it is unknown."""
    text = str(value).strip() if isinstance(value, str | int) else ""
    by_word = {fold(c.value): c for c in choices}
    found = by_word.get(fold(text))
    if found is None and (meant := synonyms.value(vocabulary, text)):
        found = next((c for c in choices if c.value == meant), None)
    return found


def read_email(value: Value) -> str | None:
    """An e-mail address in lower case; None where it is none."""
    text = str(value).strip().lower().removeprefix("mailto:") if isinstance(value, str) else ""
    match = re.search(r"[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+", text)
    return match.group(0) if match else None


def read_domain(value: Value) -> str | None:
    """The domain of a web address: no scheme, no www, no path, lower case; None where it is none."""
    text = str(value).strip().lower() if isinstance(value, str) else ""
    text = re.sub(r"^[a-z][a-z0-9+.-]*://", "", text).split("@")[-1]
    text = re.split(r"[/?#:\s]", text)[0].removeprefix("www.").strip(".")
    return text if re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", text) else None
