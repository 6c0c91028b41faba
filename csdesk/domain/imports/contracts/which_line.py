"""Which line of its account a row speaks of: by its id, its product, and what else the row says."""

from datetime import date

from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.where import NOWHERE, Where
from csdesk.domain.imports.contracts.sold import PRODUCT, Sold
from csdesk.domain.imports.contracts.steps import amount_changes, costs_as_before
from csdesk.domain.names import name_key
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription


def matching_line(account: str, sold: Sold, where: Where, bench: Bench) -> Subscription | None:
    """The account's line of that product which no other row of the file speaks of.

    Of several the one of which the row tells nothing else, or with its end, or that ends last; then in order of entry.
    """
    free = [s for s in bench.lines(account) if bench.claimed.get(s.id, where) == where]
    if not free:
        return None
    external = sold.facts.get("external_id")
    by_id = next((s for s in free if sold.id == s.id or (external and s.external_id == external)), None)
    if by_id:
        return by_id
    if sold.product is not None or len(free) != 1:
        key = name_key(sold.product or PRODUCT)
        free = [s for s in free if name_key(product_name(s, bench)) == key]
    if len(free) < 2:
        return free[0] if free else None
    own = [s for s in free if bench.claimed.get(s.id) == where]
    exact = [s for s in free if s.end == sold.facts.get("end")]
    same = [s for s in exact or free if tells_same(s, sold, bench)]
    return max(own or same or exact or free, key=lambda s: s.end or date.max)


def earlier_line(account: str, sold: Sold, sheet: str, row: int, bench: Bench) -> Subscription | None:
    """The line of that product which another row of the same sheet told; the last of them."""
    lines = bench.lines(account)
    key = name_key(sold.product or PRODUCT) if lines else ""
    others = [
        s
        for s in lines
        if (place := bench.claimed.get(s.id, NOWHERE))[0] == sheet
        and place[1] != row
        and s.external_id is None
        and name_key(product_name(s, bench)) == key
    ]
    return others[-1] if others else None


def line_elsewhere(account: str, sold: Sold, where: Where, bench: Bench) -> Subscription | None:
    """The line of that product and end which a row of another sheet told, where none is left for this row."""
    told = [s for s in bench.lines(account) if bench.claimed.get(s.id, where)[0] != where[0]]
    if not told or matching_line(account, sold, where, bench):
        return None
    if sold.product is not None or len(told) != 1:
        key = name_key(sold.product or PRODUCT)
        told = [s for s in told if name_key(product_name(s, bench)) == key]
    end = sold.facts.get("end")
    there = [s for s in told if s.external_id is None and (end is None or s.end in (end, None))]
    alike = (s for s in there if tells_same(s, sold, bench))
    return next(alike, there[-1] if there else None)


def tells_same(line: Subscription, sold: Sold, bench: Bench) -> bool:
    """Whether a row says of a line nothing else than what is known of it."""
    facts = {k: v for k, v in sold.facts.items() if k in {"start", "end", "signed_on"} and v is not None}
    same_days = all(getattr(line, k) in (v, None) for k, v in facts.items())
    same_currency = not sold.currency_said or sold.currency == line.currency
    change = amount_changes(line, sold, bench)
    counts = change and change[0].quantity is None and costs_as_before(line, change[0], sold)
    return same_days and same_currency and (change is None or bool(counts))


def lines_of_product(account: str, product: str | None, bench: Bench) -> list[Subscription]:
    """The lines of an account of that product, in order of entry."""
    key = name_key(product or PRODUCT)
    return [s for s in bench.lines(account) if name_key(product_name(s, bench)) == key]


def product_name(line: Subscription, bench: Bench) -> str:
    """What its product is called; empty without one."""
    product = bench.find(Product, line.product)
    return product.product if product else ""
