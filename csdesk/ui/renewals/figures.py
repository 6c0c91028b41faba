"""Figures as the forms show them: the price of an offer, its quantity."""

from decimal import Decimal

from PySide6.QtCore import QLocale

from csdesk.domain.money import digits
from csdesk.domain.revenue.deciding import Offer
from csdesk.domain.subscriptions import Period
from csdesk.ui.formats import ABSENT
from csdesk.ui.kit.numbers import in_locale, typed

_PER = {Period.MONTH: "a month", Period.QUARTER: "a quarter", Period.YEAR: "a year", Period.TERM: "a year"}


def price_text(offer: Offer) -> str:
    """The old price in the currency's own digits, or more where it does not come out even."""
    price, places = offer.price, digits(offer.line.subscription.currency)
    if price is None:
        return ""
    for more in range(5):
        scaled = price * 10**more
        if scaled.denominator == 1:
            exact = Decimal(int(scaled)).scaleb(-places - more)
            return in_locale(format(exact, "f"))
    rounded = Decimal(round(price * 10**4)).scaleb(-places - 4)
    return in_locale(format(rounded, "f"))


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
