"""Scorecards: the shipped ones and a person's own, by name; saving a draft as the next version."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import BookDamaged, NoSuchScorecard, ScorecardNameTaken, ScorecardShipped
from csdesk.domain.health.cards import Cards, Order, only, order_facts, order_from
from csdesk.domain.health.definition import card_from, definition_of
from csdesk.domain.health.scorecard import SCORECARDS, TEN_SIGNALS, Scorecard
from csdesk.domain.scorecards import SavedScorecard
from csdesk.store.book import Book

DEFAULT = TEN_SIGNALS.name
LONGEST_NAME = 60
ORDER = "order of the scorecards"
"""The name under which the order is kept, in versions, beside the scorecards."""
_FIRST = Order((), DEFAULT)


def card_of(book: Book, name: str = DEFAULT, *, on: date | None = None) -> Scorecard:
    """The newest version of a scorecard, whatever the case of its name, or the one that held on a day; the shipped one
    where none was saved.

    Raises: NoSuchScorecard, BookDamaged where a saved one cannot be read.
    """
    wanted = name.strip().casefold()
    newest = _newest(s for s in _saved_by(book, on) if s.name.casefold() == wanted and s.name != ORDER)
    if newest is None:
        return _shipped(book, name)
    try:
        return card_from(newest.name, newest.version, newest.definition)
    except ValueError as wrong:
        raise _damaged(book, newest) from wrong


def _saved_by(book: Book, on: date | None) -> list[SavedScorecard]:
    """What was saved by the end of a day; what nobody dated always was.

    Before the first entry of the journal nobody was shown a score: what was saved on its day stands for all before it.
    """
    found = book.all(SavedScorecard)
    if on is None or not found:
        return found
    from csdesk.store.knowing import first_day

    first = first_day(book)
    day = max(on, first[0]) if first else on
    return [s for s in found if s.saved_on is None or s.saved_on <= day]


def _newest(saved: Iterable[SavedScorecard]) -> SavedScorecard | None:
    return max(saved, key=lambda s: s.version, default=None)


def _damaged(book: Book, saved: SavedScorecard) -> BookDamaged:
    why = f"version {saved.version} of the scorecard {saved.name} cannot be read"
    return BookDamaged(book=book.path.name if book.path else "the book", why=why)


def cards_of(book: Book, *, on: date | None = None) -> Cards:
    """Which scorecard scores whom now, or which did on a day; a choice of a card that is not there chooses nobody.

    Raises: BookDamaged.
    """
    kept = order_of(book, on=on)
    if kept == _FIRST:
        return only(card_of(book, on=on))
    there = frozenset(SCORECARDS) | {s.name for s in _saved_by(book, on)}
    choices = tuple(c for c in kept.choices if c.card in there)
    order = Order(choices, kept.default if kept.default in there else DEFAULT)
    chosen = tuple(card_of(book, c.card, on=on) for c in choices)
    return Cards(order, chosen, card_of(book, order.default, on=on))


def order_of(book: Book, *, on: date | None = None) -> Order:
    """The order in which scorecards are chosen, or were on a day; none is, where none was kept. Raises: BookDamaged."""
    newest = _newest(s for s in _saved_by(book, on) if s.name == ORDER)
    if newest is None:
        return _FIRST
    try:
        return order_from(json.loads(newest.definition))
    except ValueError as wrong:
        raise _damaged(book, newest) from wrong


def cards_by(book: Book, order: Order, *, today: date) -> Cards:
    """The cards of an order that can be kept. Raises: NoSuchScorecard, NotAQuery, NoSuchField, CriterionComputed."""
    from csdesk.services.book.criteria import check_criterion

    cards = [card_of(book, c.card) for c in order.choices]
    default = card_of(book, order.default)
    for choice in order.choices:
        check_criterion(book, "accounts", choice.where, today)
    named = [
        replace(c, card=card.name, where=c.where.strip())
        for c, card in zip(order.choices, cards, strict=True)
    ]
    return Cards(Order(tuple(named), default.name), tuple(cards), default)


def keep_order(book: Book, order: Order, *, today: date) -> ChangeSet | None:
    """From now on accounts are scored by this order; None where they are already.

    Raises: NoSuchScorecard, NotAQuery, NoSuchField, CriterionComputed, NotSaved.
    """
    kept = cards_by(book, order, today=today).order
    if kept == order_of(book):
        return None
    with book.change(Verb.SET, label="which scorecard scores whom", today=today) as change:
        book.put(_order_row(book, kept, today))
    return change.done


def _order_row(book: Book, order: Order, today: date) -> SavedScorecard:
    version = max((s.version for s in book.all(SavedScorecard, name=ORDER)), default=0) + 1
    facts = json.dumps(order_facts(order), ensure_ascii=False)
    return SavedScorecard(id=book.new_id(), name=ORDER, version=version, definition=facts, saved_on=today)


def _shipped(book: Book, name: str) -> Scorecard:
    for card in SCORECARDS.values():
        if card.name.casefold() == name.strip().casefold():
            return card
    raise NoSuchScorecard(name=name, names=", ".join(card_names(book)))


def card_names(book: Book) -> list[str]:
    """The names of all scorecards: the shipped ones, then a person's own by name."""
    own = {s.name for s in book.all(SavedScorecard)} - {*SCORECARDS, ORDER}
    return [*SCORECARDS, *sorted(own, key=lambda n: (n.casefold(), n))]


def save_card(book: Book, draft: Scorecard, *, today: date, note: str | None = None) -> ChangeSet:
    """Keep a draft as the next version: from now on the book is scored by it. Raises: NoSuchScorecard, NotSaved."""
    version = card_of(book, draft.name).version + 1
    return _keep(book, replace(draft, version=version), today, note)


def add_card(book: Book, draft: Scorecard, *, today: date, note: str | None = None) -> ChangeSet:
    """Keep a draft as the first version of a card of its own name. Raises: ScorecardNameTaken, NotSaved."""
    name = " ".join(draft.name.split())
    taken = {n.casefold() for n in (*card_names(book), ORDER)}
    if not name or len(name) > LONGEST_NAME or name.casefold() in taken:
        raise ScorecardNameTaken(name=name, most=LONGEST_NAME)
    return _keep(book, replace(draft, name=name, version=1), today, note)


def _keep(book: Book, card: Scorecard, today: date, note: str | None) -> ChangeSet:
    kept = SavedScorecard(
        id=book.new_id(),
        name=card.name,
        version=card.version,
        definition=definition_of(card),
        note=note,
        saved_on=today,
    )
    with book.change(Verb.ADD, label=f"{card.name}, version {card.version}", today=today) as change:
        book.put(kept)
    return change.done


def remove_card(book: Book, name: str, *, today: date) -> ChangeSet:
    """Take a scorecard of one's own away with all its versions, and out of the order; of a shipped one, what was made
    of it: it is as it ships again. Raises: NoSuchScorecard, NotSaved."""
    card, order = card_of(book, name), order_of(book)
    gone = book.all(SavedScorecard, name=card.name)
    shipped = card.name in SCORECARDS
    if shipped and not gone:
        raise ScorecardShipped(name=card.name)
    left = Order(
        tuple(c for c in order.choices if c.card != card.name),
        DEFAULT if order.default == card.name else order.default,
    )
    with book.change(Verb.REMOVE, label=card.name, today=today) as change:
        for saved in gone:
            book.drop(saved)
        if not shipped and left != order:
            book.put(_order_row(book, left, today))
    return change.done
