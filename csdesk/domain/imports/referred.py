"""A reference in a row of facts is a milestone, a product or a line that the cell names, by id or by name."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.imports.bench import Bench
from csdesk.domain.imports.record import Problem, Record
from csdesk.domain.imports.targets import SHEET_NOUNS
from csdesk.domain.milestones import Milestone
from csdesk.domain.names import name_key
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription

_WANTED: dict[str, type] = {noun_of(n).table: n for n in (Milestone, Product, Subscription)}


def lay_references(
    noun: Noun, record: Record, account: Account | None, facts: dict[str, Any], bench: Bench
) -> Problem | None:
    """Fill in what the optional references of a row name; a problem where one names nothing, or several."""
    for target, field in _optional(noun.word):
        said = record.get(target)
        if not said or field.key in facts:
            continue
        found = _named(field, str(said), account, bench)
        if len(found) != 1:
            what = f"no such {noun_of(_WANTED[field.refers or '']).word} of the account"
            return Problem(record.row, field.header, str(said), what, "correct it, or leave it empty")
        facts[field.key] = found[0]
    return None


@cache
def _optional(word: str) -> tuple[tuple[str, Field], ...]:
    return tuple(
        (f"{word}.{f.key}", f)
        for f in SHEET_NOUNS[word].fields[1:]
        if f.kind is Kind.REFERENCE and not f.required and f.refers in _WANTED
    )


def _named(field: Field, said: str, account: Account | None, bench: Bench) -> Sequence[str]:
    """The ids that a text may mean."""
    table = str(field.refers)
    wanted: type[Any] = _WANTED[table]
    known = bench.find(wanted, bench.alias.get((table, said), said))
    if known is not None:
        return [known.id]
    rows: list[Any] = (
        bench.all(wanted) if wanted is Product else bench.of(wanted, account.id) if account else []
    )
    return [row.id for row in rows if said == getattr(row, "external_id", None) or _title(row, bench, said)]


def _title(row: Any, bench: Bench, said: str) -> bool:
    if isinstance(row, Subscription):
        product = bench.find(Product, row.product)
        return product is not None and name_key(product.product) == name_key(said)
    return name_key(getattr(row, noun_of(type(row)).title)) == name_key(said)
