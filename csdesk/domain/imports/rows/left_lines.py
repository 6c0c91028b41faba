"""Contracts of the book of which a list of contracts says nothing any more: they stay, and are told."""

from collections.abc import Iterator

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench
from csdesk.domain.imports.bench.plan import Result, RowPlan
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.phrases import first_of
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription

_SHOWN = 5
_READ = frozenset({Result.SAME, Result.CHANGED, Result.NEW, Result.CONFLICT})


def left_lines(sheet: Sheet, rows: tuple[RowPlan, ...], bench: Bench) -> Iterator[str]:
    """What to tell of contracts that run, whose customers the sheet names, and whose products it tells of others."""
    if sheet.mapping.own or not sheet.header("subscription.product"):
        return
    unsaid = [s for s in bench.all(Subscription) if s.id not in bench.claimed]
    if not (unsaid := [s for s in unsaid if not s.id.startswith(PROVISIONAL) and _runs(s, sheet)]):
        return
    told = [uid for uid, (name, _) in bench.claimed.items() if name == sheet.name]
    here = [line for uid in told if (line := bench.find(Subscription, uid))]
    products, accounts = {line.product for line in here}, {line.account for line in here}
    accounts -= {bench.spoken.get((sheet.name, r.row)) for r in rows if r.result not in _READ}
    left = [s for s in unsaid if s.account in accounts and s.product in products]
    if left:
        is_, stay = ("is", "stays as it is") if len(left) == 1 else ("are", "stay as they are")
        named = first_of([_named(line, bench) for line in left[:_SHOWN]], len(left))
        many = counted(len(left), "running contract")
        yield f"{many} of these customers {is_} not in this list, and {stay}: {named}."


def _runs(line: Subscription, sheet: Sheet) -> bool:
    return line.cancelled_on is None and (line.end is None or line.end >= sheet.day)


def _named(line: Subscription, bench: Bench) -> str:
    account, product = bench.find(Account, line.account), bench.find(Product, line.product)
    return f"{account.account if account else ''}: {product.product if product else ''}"
