"""A number as it is typed into a form: in the marks of the person's locale, and as plainly shown there."""

from decimal import Decimal

from PySide6.QtCore import QLocale

from csdesk.domain.imports.cells.amounts import Mark, read_amount


class NotAFigure(ValueError):
    """What was typed is no number."""


def decimal_mark() -> Mark:
    """What parts decimals as the locale writes them; it only tells where a text could be read two ways."""
    return Mark.COMMA if QLocale().decimalPoint() == "," else Mark.POINT


def figure_of(text: str) -> Decimal | None:
    """The number that was typed; None for nothing. `1.234` is the locale's; `12.50` and `12,50` are the same.

    Raises: NotAFigure.
    """
    if not text.strip():
        return None
    amount = read_amount(text, decimal_mark())
    if amount is None:
        raise NotAFigure(text)
    return amount.number


def whole_of(text: str) -> int | None:
    """The whole number that was typed; None for nothing. Raises: NotAFigure."""
    number = figure_of(text)
    if number is not None and number != number.to_integral_value():
        raise NotAFigure(text)
    return None if number is None else int(number)


def typed(number: Decimal | int | None) -> str:
    """A number as a person would type it, in the locale's own mark."""
    if number is None:
        return ""
    plain = format(number, "f") if isinstance(number, Decimal) else str(number)
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return in_locale(plain)


def in_locale(plain: str) -> str:
    """A number with a decimal point, with the locale's own mark."""
    return plain.replace(".", QLocale().decimalPoint())
