"""What a row brings new, by what a person knows it by: a contact's name, a contract's product, a ticket's subject."""

from collections.abc import Sequence
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.phrases import first_of
from csdesk.domain.products import Product
from csdesk.domain.rates import Rate
from csdesk.domain.subscriptions import Step, Subscription

_MOST, _LONGEST = 3, 60
"""So many are named, and so much of a text is said."""


def new_words(values: Sequence[Any], bench: Bench) -> list[str]:
    """What is new, one noun after the other; a price is told by what it is of."""
    by_word: dict[str, list[str]] = {}
    for value in values:
        if not isinstance(value, Step):
            by_word.setdefault(noun_of(type(value)).word, []).append(_title(value, bench))
    return [_said(word, titles) for word, titles in by_word.items()]


def _said(word: str, titles: list[str]) -> str:
    named = first_of(titles[:_MOST], len(titles)) if all(titles) else ""
    if len(titles) == 1:
        return f"new {word} {named}".strip()
    return f"new {word} × {len(titles)}" + (f": {named}" if named else "")


def _title(value: Any, bench: Bench) -> str:
    """What it is called; an account and a rate stand beside it already."""
    if isinstance(value, Subscription):
        product = bench.find(Product, value.product)
        return product.product if product else ""
    noun = noun_of(type(value))
    title = None if noun.title == "id" or isinstance(value, Account | Rate) else noun.field(noun.title)
    if title is None or title.kind is not Kind.TEXT:
        return ""
    said = " ".join(str(getattr(value, title.name) or "").split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
