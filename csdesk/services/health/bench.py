"""The bench of a day: every account before the judge of the scorecard that scores it."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date

from csdesk.domain.health.cards import Cards, Order, only
from csdesk.domain.health.judge import Judge
from csdesk.domain.health.readings import Columns, Subject
from csdesk.domain.health.scope import Likeness
from csdesk.domain.health.scorecard import Scorecard
from csdesk.services.health.scorecards import cards_by, cards_of
from csdesk.store.book import Book
from csdesk.store.readings.readings import moment_of, subjects
from csdesk.store.readings.walk import Walk
from csdesk.store.statement import Moment, Whom


class Bench:
    """The judges of a book on a day, or of one account by its key; with a `card`, that one alone judges all.

    Without one it is the cards that held on the day, each for whom it scored then. `walk` is of the same accounts,
    where they have been read for an earlier day.
    """

    def __init__(
        self,
        book: Book,
        as_of: date,
        *,
        card: Scorecard | Cards | None = None,
        account: int | None = None,
        walk: Walk | None = None,
    ) -> None:
        self.cards = card if isinstance(card, Cards) else only(card) if card else cards_of(book, on=as_of)
        self.as_of = as_of
        self.moment = moment_of(book, as_of)
        walk = walk or Walk(book, account=account)
        self.subjects = walk.everybody.on(as_of, products=_asks_products(self.cards, as_of))
        self._of = _chosen(book, self.cards, self.moment, self.subjects)
        used = self.cards.every if self._of is None else {c.name: c for c in self._of.values()}.values()
        self._judges = {c.name: Judge(c, read, as_of) for c, read in _read(walk, self.moment, used)}
        self._only = self._judges[self.cards.default.name] if self._of is None else None

    def judge_of(self, subject: Subject) -> Judge:
        """Who judges an account."""
        if self._only is not None:
            return self._only
        assert self._of is not None
        return self._judges[self._of[subject.pk].name]


def scored_by(book: Book, cards: Cards, name: str, as_of: date, *, account: Whom = None) -> list[Subject]:
    """The customers of a day, or some of them by key, that a card scores, with their products; where the book does not
    score by it, all."""
    everybody = subjects(book, as_of, account=account, products=True)
    if name not in {card.name for card in cards.every}:
        return everybody
    of = _chosen(book, cards, moment_of(book, as_of), everybody)
    return everybody if of is None else [s for s in everybody if of[s.pk].name == name]


def scored_counts(book: Book, order: Order, *, as_of: date) -> Counter[str]:
    """How many customers each card of an order would score, by its name; nobody is scored for it.

    Raises: NoSuchScorecard, NotAQuery, NoSuchField.
    """
    cards = cards_by(book, order, today=as_of)
    everybody = subjects(book, as_of, products=True)
    of = _chosen(book, cards, moment_of(book, as_of), everybody)
    return Counter(cards.default.name if of is None else of[s.pk].name for s in everybody)


def _asks_products(cards: Cards, as_of: date) -> bool:
    asked = [c.scope for c in cards.order.choices]
    return Likeness([*asked, *(m.scope for c in cards.every for m in c.measures)], as_of).products


def _chosen(
    book: Book, cards: Cards, moment: Moment, everybody: Iterable[Subject]
) -> dict[int, Scorecard] | None:
    """The card of each account by its key; None where all have the default."""
    if not cards.order.choices:
        return None
    meeting = [_meeting(book, moment, choice.where) for choice in cards.order.choices]
    return {s.pk: cards.of(s, moment.as_of, meeting) for s in everybody}


class _Everybody:
    """Keys of accounts, whichever."""

    def __contains__(self, key: object) -> bool:
        return True


def _meeting(book: Book, moment: Moment, where: str) -> Container[int]:
    if not where.strip():
        return _Everybody()
    from csdesk.store.readings.own import accounts_where

    return accounts_where(book, moment, where)


def _read(walk: Walk, moment: Moment, cards: Iterable[Scorecard]) -> Iterator[tuple[Scorecard, Columns]]:
    """Each card with its readings: the shipped measures are read once, own ones are each card's own."""
    used = tuple(cards)
    shipped = {m.key: m for card in used for m in card.measures if m.source is None}
    shared = walk.columns(moment, shipped.values())
    for card in used:
        own = [m for m in card.measures if m.source is not None]
        yield card, {**shared, **walk.columns(moment, own)} if own else shared
