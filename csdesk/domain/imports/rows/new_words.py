"""What a row brings new, by what a person knows it by: a contact's name, a contract's product, a ticket's subject."""

from collections.abc import Sequence
from functools import cache
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
    if len(values) == 1 and not isinstance(values[0], Step):
        word, title = _called(values[0], bench)
        return [_said(word, [title])]
    by_word: dict[str, list[str]] = {}
    for value in values:
        if not isinstance(value, Step):
            word, title = _called(value, bench)
            by_word.setdefault(word, []).append(title)
    return [_said(word, titles) for word, titles in by_word.items()]


def _said(word: str, titles: list[str]) -> str:
    if len(titles) == 1:
        return f"new {word} {titles[0]}" if titles[0] else f"new {word}"
    named = first_of(titles[:_MOST], len(titles)) if all(titles) else ""
    return f"new {word} × {len(titles)}" + (f": {named}" if named else "")


def _called(value: Any, bench: Bench) -> tuple[str, str]:
    """What kind of thing it is, and what it is called; an account and a rate stand beside it already."""
    word, title = _titled(type(value))  # type: ignore[arg-type]
    if isinstance(value, Subscription):
        product = bench.find(Product, value.product)
        return word, product.product if product else ""
    said = " ".join(str(getattr(value, title) or "").split()) if title else ""
    return word, said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


@cache
def _titled(cls: type) -> tuple[str, str | None]:
    """The word of a noun, and which of its texts says what it is called."""
    noun = noun_of(cls)
    if noun.title == "id" or issubclass(cls, Account | Rate):
        return noun.word, None
    title = noun.field(noun.title)
    return noun.word, title.name if title.kind is Kind.TEXT else None
