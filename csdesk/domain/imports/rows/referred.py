"""A reference in a row of facts is a milestone, a product or a line that the cell names, by id or by name."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.fields import Field, Kind, Noun, noun_of
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.reading.record import Problem, Record
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS
from csdesk.domain.milestones import Milestone
from csdesk.domain.names import name_key
from csdesk.domain.objectives import Objective
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Subscription

_WANTED: dict[str, type] = {noun_of(n).table: n for n in (Milestone, Product, Subscription)}


def lay_references(
    told: Sequence[tuple[str, Field]],
    record: Record,
    account: Account | None,
    facts: dict[str, Any],
    bench: Bench,
) -> Problem | None:
    """Fill in what the optional references of a row name; a problem where one names nothing, or several.

    `told` are those of which the sheet has a column, by target.
    """
    for target, field in told:
        said = record.get(target)
        if not said or field.key in facts:
            continue
        found = _named(field, str(said), account, bench)
        if len(found) != 1:
            what = f"no such {noun_of(_WANTED[field.refers or '']).word} of the account"
            return Problem(record.row, field.header, str(said), what, "correct it, or leave it empty")
        facts[field.key] = found[0]
    return None


def optional(word: str) -> tuple[tuple[str, Field], ...]:
    """The optional references of a noun that a sheet may fill, by target."""
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


REFERRING = frozenset({"step", "renewal", "reading"})
"""Nouns whose rows belong to a line or an objective."""


def referred(
    noun: Noun, record: Record, account: Account | None, facts: dict[str, Any], bench: Bench
) -> Problem | None:
    """Fill in the subscription or objective that a row names by id, or by account and its name."""
    if noun.word in {"step", "renewal"}:
        return _subscription(noun, record, account, facts, bench)
    if noun.word == "reading":
        said = record.get("reading.objective")
        mine = bench.of(Objective, account.id) if account else bench.all(Objective)
        known_as = bench.alias.get(("objectives", said or ""), said)
        found = [o for o in mine if said and (o.id == known_as or name_key(o.objective) == name_key(said))]
        if len(found) != 1:
            what = f"{len(found)} objectives of that name" if found else "no such objective"
            way = "name it by its ID" if found else "name one of the account"
            return Problem(record.row, "Objective", str(said or ""), what, way)
        facts["objective"] = found[0].id
    return None


def _subscription(
    noun: Noun, record: Record, account: Account | None, facts: dict[str, Any], bench: Bench
) -> Problem | None:
    said, product = record.get(f"{noun.word}.subscription"), record.get(f"{noun.word}.product")
    if account is None and not said:
        return Problem(record.row, "Account", "", "it does not say whose it is", "name its account")
    found = _lines(said, product, account, bench)
    if not found:
        return Problem(
            record.row,
            "Product",
            str(said or product or ""),
            "the account has no such line",
            "name its product",
        )
    line = _on(record.get("step.from") or record.get("renewal.due_on"), found)
    facts["subscription"] = line.id
    if noun.word == "renewal":
        facts["account"] = line.account
    elif (unit := record.get("step.unit_price")) and record.get("step.amount") is None:
        quantity, discount = record.get("step.quantity"), record.get("step.discount")
        facts["amount"] = unit.of_units(quantity, discount, line.currency)
    return None


def _lines(
    said: str | None, product: str | None, account: Account | None, bench: Bench
) -> list[Subscription]:
    """The lines that a row may mean: that of the ID, else those of the product, else the only one of the account."""
    lines = bench.lines(account.id) if account else bench.all(Subscription)
    if said:
        known_as = bench.alias.get(("subscriptions", said), said)
        return [s for s in lines if s.id == known_as or s.external_id == said]
    if product:
        return [s for s in lines if name_key(_name(bench, s)) == name_key(product)]
    return lines if len(lines) == 1 else []


def _on(day: date | None, lines: list[Subscription]) -> Subscription:
    """Of several lines the one that runs on a day, else the one that ends last."""
    running = [s for s in lines if day and (s.start or day) <= day <= (s.end or s.cancelled_on or day)]
    return max(running or lines, key=lambda s: (s.end or date.max, s.id))


def _name(bench: Bench, line: Subscription) -> str:
    product = bench.find(Product, line.product)
    return product.product if product else ""
