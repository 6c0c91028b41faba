"""An amount of several customers in a title: what is not known counts as nothing only where that is said."""

from collections.abc import Sequence
from fractions import Fraction

from csdesk.domain.money import whole_text
from csdesk.domain.reviews.words import small


def arr_text(amounts: Sequence[Fraction | None], currency: str) -> str:
    """Such as "$84,660 of ARR", "$84,660 of ARR, one not known", "ARR that is not known"; minor units."""
    known = [amount for amount in amounts if amount is not None]
    if not known:
        return "ARR that is not known"
    said = f"{whole_text(sum(known, Fraction(0)), currency)} of ARR"
    return f"{said}, {small(len(amounts) - len(known))} not known" if len(known) < len(amounts) else said
