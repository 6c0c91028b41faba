"""Own measures for tests: one call says one measure, and what an account reads by it."""

from dataclasses import replace
from datetime import date
from typing import Any

from csdesk.domain.custom import CustomField, CustomKind, CustomValue
from csdesk.domain.health.own import Source
from csdesk.domain.health.own_measure import UNITS, own_key, with_words
from csdesk.domain.health.receipt import Line
from csdesk.domain.health.scorecard import TEN_SIGNALS, Scorecard, in_order
from csdesk.domain.health.terms import Group, Measure, Nature, Play, ReadingKind
from csdesk.domain.ids import AccountId
from csdesk.services.health.health import score_of
from csdesk.store.book import Book
from tests.services.health_books import DAY, new_id

PLAIN = ((0.0, 0.0), (100.0, 100.0))
"""A reading is its own sub-score."""


def own(kind: ReadingKind, source: Source, name: str = "Mine", **facts: Any) -> Measure:
    """An own measure, whose readings are their own sub-scores unless said otherwise."""
    said: dict[str, Any] = {
        "key": own_key(name), "name": name, "group": Group.SUPPORT, "noun": source.table, "kind": kind,
        "unit": UNITS[kind][0], "points": PLAIN, "weight": 10, "refresh": 30, "nature": Nature.PREDICTIVE,
        "play": Play.REVIEW, "rule": "", "brings": "", "source": source,
    }  # fmt: skip
    return with_words(Measure(**said | facts))


def card_with(*measures: Measure, card: Scorecard = TEN_SIGNALS) -> Scorecard:
    """A shipped card with own measures besides."""
    return replace(card, measures=in_order([*card.measures, *measures]))


def line_of(book: Book, account: AccountId, measure: Measure, day: date = DAY) -> Line:
    """The line of an own measure in the receipt of an account."""
    found = score_of(book, account, as_of=day, card=card_with(measure))
    assert found is not None
    return next(line for line in found.lines if line.measure.key == measure.key)


def reading_of(book: Book, account: AccountId, measure: Measure, day: date = DAY) -> float | None:
    """What an account reads by an own measure."""
    return line_of(book, account, measure, day).reading


def field_of(
    book: Book, name: str, kind: CustomKind = CustomKind.NUMBER, noun: str = "account"
) -> CustomField:
    """A custom field that the book has from now on."""
    from tests.services.health_books import put

    made = CustomField(id=new_id(), of_noun=noun, name=name, kind=kind)
    put(book, made)
    return made


def says(field: CustomField, account: AccountId, value: str, row: str | None = None) -> CustomValue:
    """What a row, or the account itself, says in a custom field."""
    return CustomValue(id=new_id(), field=field.id, account=account, row=row or account, value=value)
