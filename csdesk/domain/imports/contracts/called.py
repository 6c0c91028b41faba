"""A contract may be called otherwise in another list: the same customer, end and price, another product. Asked once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.sold import Sold
from csdesk.domain.imports.contracts.which_line import product_name, tells_same
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.names import name_key
from csdesk.domain.subscriptions import Subscription

SAME, BESIDE = "same", "beside"


def as_called(row: int, account: Account, sold: Sold, place: Place, bench: Bench) -> Sold:
    """What a row sells, by the name that the book has for it, where that was answered."""
    if place.terms.own or not sold.product:
        return sold
    where = place.at(row)
    if bench.names.called_so and (once := _said_once(account, sold.product, where, bench)):
        return replace(sold, product=product_name(once, bench))
    line = _otherwise(account, sold, where, bench)
    if line is None:
        return sold
    there = product_name(line, bench)
    bench.otherwise[where] = (line.id, f"{account.account}: {sold.product}, in the book {there}")
    if where not in place.as_called:
        return sold
    bench.names.contracts[place.sheet, sold.product, line.id] = None
    return replace(sold, product=there)


def _said_once(account: Account, product: str, where: Where, bench: Bench) -> Subscription | None:
    """The contract of which was said for an earlier file that lists call it so, where none is called so itself."""
    key, lines = name_key(product), bench.lines(account.id)
    if any(name_key(product_name(s, bench)) == key for s in lines):
        return None
    told = (
        s for s in lines if (key, s.id) in bench.names.called_so and not _is_of_another(s.id, where, bench)
    )
    return next(told, None)


def _otherwise(account: Account, sold: Sold, where: Where, bench: Bench) -> Subscription | None:
    """The customer's one contract of the book, where the row says nothing else of it than its name."""
    if sold.amount is None or sold.id:
        return None
    lines = [s for s in bench.lines(account.id) if s.end is None or s.end >= sold.day]
    line = lines[0] if len(lines) == 1 else None
    if (
        line is None
        or line.id.startswith(PROVISIONAL)
        or _is_of_another(line.id, where, bench)
        or (line.external_id and sold.facts.get("external_id"))
    ):
        return None
    if name_key(product_name(line, bench)) == name_key(sold.product or "") or not bench.steps(line.id):
        return None
    ends = sold.facts.get("end") in (None, line.end)
    bare = replace(sold, quantity=None, facts={**sold.facts, "start": None, "signed_on": None})
    return line if ends and tells_same(line, bare, bench) else None


def _is_of_another(line: str, where: Where, bench: Bench) -> bool:
    """Whether another row of the same sheet speaks of a line: then the list calls it as the book does."""
    sheet, row = bench.claimed.get(line, where)
    return sheet == where[0] and row != where[1]


def ask_called(sheets: Iterable[Sheet], bench: Bench, asking: Asking) -> frozenset[Where]:
    """The rows whose products are those of the book under another name, as was answered."""
    found: set[Where] = set()
    for sheet in sheets:
        seen = {
            where: text
            for where, (line, text) in bench.otherwise.items()
            if where[0] == sheet.name and not _is_of_another(line, where, bench)
        }
        if seen and asking.said(_question(sheet.name, seen)) == SAME:
            found |= seen.keys()
    return frozenset(found)


def _question(sheet: str, seen: Mapping[Where, str]) -> Question:
    texts = tuple(seen.values())
    return Question(
        key=f"product:{sheet}:name",
        sheet=sheet,
        rows=tuple(row for _, row in seen),
        seen=texts[:5],
        choices=(
            Choice(SAME, "It is the contract that the book has, which keeps its name"),
            Choice(BESIDE, "It is another contract beside it: their amounts add up"),
        ),
        default=SAME,
        text=f"The book has a contract of {counted(len(seen), 'customer')} for the same price and end, under another "
        "product. One contract, or two?",
        evidence=f"{texts[0]}.",
    )
