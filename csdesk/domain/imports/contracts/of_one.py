"""A price beside a number of seats is that of one, or of all of them: its header or its rows say it, or it is asked."""

from collections.abc import Sequence
from decimal import Decimal

from csdesk.domain.imports.cells.values import as_written
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.headers import header_word
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.vocabulary.folding import folded
from csdesk.domain.imports.vocabulary.price_words import for_one

ONE, ALL = "one", "all"
_UNIT, _QUANTITY, _PRODUCT = (f"subscription.{key}" for key in ("unit_price", "quantity", "product"))
_AMOUNTS = ("subscription.mrr", "subscription.arr", "subscription.amount")
_OF_ONE = folded(
    "unit each per pro je por par einzelpreis stückpreis stückkosten einheitspreis unitario unitaire "
    "unitaria pu unidade unidad einheit stück"
)
"""Words of a header that say it of one."""
_NET = frozenset(
    "sell selling net netto nettopreis vk verkaufspreis vente venta venda discounted final our".split()
)
_LIST = frozenset("list listenpreis lista catalogue rrp uvp".split())
"""Words of the price of a catalogue, which is of one: unless the rows speak against it."""


def of_all(sheet: Sheet, records: Sequence[Record], asking: Asking) -> bool:
    """Whether a price is that of all seats of its row, as its rows or a person say."""
    header = sheet.header(_UNIT)
    words = header_word(header)
    priced = [r for r in records if (p := r.get(_UNIT)) and p.number and not any(r.get(a) for a in _AMOUNTS)]
    several = [r for r in priced if (r.get(_QUANTITY) or 0) > 1]
    if not several or for_one(words) or _OF_ONE & {*words.split()} or any(r.get(_UNIT).each for r in several):
        return False
    prices = {(r.get(_PRODUCT), r.get(_UNIT).number) for r in several}
    shares = {(r.get(_PRODUCT), round(r.get(_UNIT).number / r.get(_QUANTITY), 4)) for r in several}
    if len(prices) < len(shares):
        return False
    likely = len(shares) < len(prices)
    if not likely and _LIST & {*words.split()}:
        return False
    return asking.ask(_question(sheet, header, several, likely=likely)) == ALL


def has_discount(sheet: Sheet) -> bool:
    """Whether a discount is in the prices already: they say so, or the price of the list stands beside them."""
    words = {*header_word(sheet.header(_UNIT)).split()}
    others = {w for c in sheet.mapping.columns if c.target != _UNIT for w in header_word(c.header).split()}
    return bool(words & _NET or (others & _LIST and not words & _LIST))


def _question(sheet: Sheet, header: str, several: Sequence[Record], *, likely: bool) -> Question:
    column = sheet.mapping.at(_UNIT)
    mark = column.mark if column else None
    sample = several[0]
    price, quantity = sample.get(_UNIT).number, sample.get(_QUANTITY)
    shown, count = as_written(price, mark, parted=True), as_written(Decimal(quantity), mark, parted=True)
    total = as_written(price * quantity, mark, parted=True)
    return Question(
        key=f"each:{sheet.name}:{header}",
        sheet=sheet.name,
        rows=tuple(r.row for r in several[:3]),
        seen=tuple(as_written(r.get(_UNIT).number, mark) for r in several[:3]),
        choices=(
            Choice(ONE, f"For one: {count} at {shown} are {total}"),
            Choice(ALL, f"For all of its row: {count} cost {shown}"),
        ),
        default=ALL if likely else None,
        text=f"Is a price in “{header}” for one, or for all in “{sheet.header(_QUANTITY)}”?",
        evidence=_SAME_EACH if likely else "Nothing in the sheet says it.",
    )


_SAME_EACH = "Shared among them, rows come to the same price of one."
