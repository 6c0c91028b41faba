"""Figures as they are typed and shown in the forms: quantities, prices, percentages."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QLocale

from csdesk.domain.money import SYMBOLS, digits
from csdesk.domain.revenue.deciding import Offer
from csdesk.domain.subscriptions import Period
from csdesk.ui.formats import ABSENT

_PER = {Period.MONTH: "a month", Period.QUARTER: "a quarter", Period.YEAR: "a year", Period.TERM: "a year"}


class NotAFigure(ValueError):
    """What was typed is no number."""


def figure_of(text: str) -> Decimal | None:
    """The number that was typed, as the locale writes it; None for nothing. Raises: NotAFigure."""
    locale = QLocale()
    plain = text.strip().strip("%").strip().replace("−", "-")
    for sign in SYMBOLS:
        plain = plain.removeprefix(sign).strip()
    for mark in (locale.groupSeparator(), " ", "\u00a0", "\u202f"):
        plain = plain.replace(mark, "")
    if not plain:
        return None
    try:
        number = Decimal(plain.replace(locale.decimalPoint(), "."))
    except InvalidOperation:
        raise NotAFigure(text) from None
    if not number.is_finite():
        raise NotAFigure(text)
    return number


def whole_of(text: str) -> int | None:
    """The whole number that was typed; None for nothing. Raises: NotAFigure."""
    number = figure_of(text)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise NotAFigure(text)
    return int(number)


def typed(number: Decimal | int | None) -> str:
    """A number as a person would type it, in the locale's own marks."""
    if number is None:
        return ""
    plain = format(number, "f") if isinstance(number, Decimal) else str(number)
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", QLocale().decimalPoint())


def price_text(offer: Offer) -> str:
    """The old price in the currency's own digits, or more where it does not come out even."""
    price, places = offer.price, digits(offer.line.subscription.currency)
    if price is None:
        return ""
    for more in range(5):
        scaled = price * 10**more
        if scaled.denominator == 1:
            exact = Decimal(int(scaled)).scaleb(-places - more)
            return format(exact, "f").replace(".", QLocale().decimalPoint())
    rounded = Decimal(round(price * 10**4)).scaleb(-places - 4)
    return format(rounded, "f").replace(".", QLocale().decimalPoint())


def price_label(offer: Offer) -> str:
    """What the price is the price of: `Price of one, a year`."""
    what = "Price of one" if offer.quantity else "Price"
    return f"{what}, {_PER[offer.line.subscription.period]}"


def quantity_text(quantity: Decimal | None) -> str:
    """A quantity with the locale's separators; a dash where it is not known."""
    if quantity is None:
        return ABSENT
    if quantity == quantity.to_integral_value():
        return QLocale().toString(int(quantity))
    return typed(quantity)
