"""A contract may be called otherwise in another list: the same customer, end and price, another product. Asked once."""

from collections.abc import Iterable
from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench
from csdesk.domain.imports.contracts.lines import product_name, tells_same
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.sold import Sold
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.names import name_key

SAME, BESIDE = "same", "beside"


def as_called(row: int, account: Account, sold: Sold, place: Place, bench: Bench) -> Sold:
    """What a row sells, by the name that the book has for it, where that was answered."""
    there = _otherwise(account, sold, place, bench)
    if there is None:
        return sold
    bench.otherwise.append((place.sheet, row, f"{account.account}: {sold.product}, in the book {there}"))
    return replace(sold, product=there) if place.as_called else sold


def _otherwise(account: Account, sold: Sold, place: Place, bench: Bench) -> str | None:
    """The product of the customer's one contract of the book, where the row says nothing else of it than its name."""
    if place.terms.own or not sold.product or sold.amount is None or sold.id:
        return None
    lines = [s for s in bench.lines(account.id) if s.end is None or s.end >= sold.day]
    line = lines[0] if len(lines) == 1 else None
    if (
        line is None
        or line.id.startswith(PROVISIONAL)
        or (line.external_id and sold.facts.get("external_id"))
    ):
        return None
    name = product_name(line, bench)
    if name_key(name) == name_key(sold.product) or not bench.steps(line.id):
        return None
    ends = sold.facts.get("end") in (None, line.end)
    bare = replace(sold, quantity=None, facts={**sold.facts, "start": None, "signed_on": None})
    return name if ends and tells_same(line, bare, bench) else None


def ask_called(sheets: Iterable[Sheet], bench: Bench, asking: Asking) -> frozenset[str]:
    """The sheets whose products are those of the book under another name, as was answered."""
    found = set()
    for sheet in sheets:
        seen = [d for d in bench.otherwise if d[0] == sheet.name]
        if seen and asking.said(_question(sheet.name, seen)) == SAME:
            found.add(sheet.name)
    return frozenset(found)


def _question(sheet: str, seen: list[tuple[str, int, str]]) -> Question:
    return Question(
        key=f"product:{sheet}:name",
        sheet=sheet,
        rows=tuple(row for _, row, _ in seen),
        seen=tuple(text for _, _, text in seen[:5]),
        choices=(
            Choice(SAME, "It is the contract that the book has, which keeps its name"),
            Choice(BESIDE, "It is another contract beside it: their amounts add up"),
        ),
        default=SAME,
        text=f"The book has a contract of {counted(len(seen), 'customer')} for the same price and end, under another "
        "product. One contract, or two?",
        evidence=f"{seen[0][2]}.",
    )
