"""What if: readings are taken once, and every draft of a scorecard is judged over them; the book stays as it is."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property

from csdesk.domain.accounts import TouchModel
from csdesk.domain.errors import BandsImpossible, PointsImpossible
from csdesk.domain.health.bands import Bands
from csdesk.domain.health.curve import Points
from csdesk.domain.health.judge import Judge
from csdesk.domain.health.readings import Column
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.health.score import Score
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.spread import Spread, spread
from csdesk.domain.health.terms import Measure
from csdesk.domain.health.way_up import Way, way_up
from csdesk.domain.health.whatif import Arr, WhatIf, what_if
from csdesk.domain.ids import AccountId
from csdesk.services.health.bench import scored_by
from csdesk.services.health.health import score_of
from csdesk.services.health.scorecards import cards_of
from csdesk.store.book import Book
from csdesk.store.readings.readings import moment_of
from csdesk.store.readings.walk import columns
from csdesk.store.revenue import arr_by_account


class Scratch:
    """The readings of a book on a day, to try drafts over; it holds no connection and writes nothing.

    A card that the book scores by is tried over the accounts that it scores, any other over all. `also` are measures
    that a draft has besides those of the card.
    """

    def __init__(
        self, book: Book, *, as_of: date, card: Scorecard | None = None, also: Iterable[Measure] = ()
    ) -> None:
        self.cards = cards_of(book, on=as_of)
        self.card, self.as_of = card or self.cards.default, as_of
        moment = moment_of(book, as_of)
        self._columns = columns(book, moment, measures=self.card.measures)
        own = [m for m in (*self.card.measures, *also) if m.source is not None]
        self._own = {_reads(m): columns(book, moment, measures=[m])[m.key] for m in own}
        self._subjects = scored_by(book, self.cards, self.card.name, as_of)
        money = arr_by_account(book, as_of)
        self._arr: dict[AccountId, Arr] = {
            a: {m.currency: m.arr} for a, m in money.items() if m.arr is not None and m.currency
        }

    def take(self, measure: Measure, column: Column) -> None:
        """The readings of a further measure, which a draft may have from now on."""
        self._own[_reads(measure)] = column

    def _judge(self, card: Scorecard) -> Judge:
        """The judge of a draft: a measure of one's own reads as the draft says, not as a step before or after it."""
        own = {m.key: self._own[_reads(m)] for m in card.measures if _reads(m) in self._own}
        return Judge(card, {**self._columns, **own} if own else self._columns, self.as_of)

    def scores(self, card: Scorecard) -> dict[AccountId, Score]:
        """The score of every customer by a card whose measures were read, in order of names."""
        judge = self._judge(card)
        return {s.account: judge.score(s) for s in self._subjects}

    def fresh_of(self, card: Scorecard) -> dict[str, float]:
        """In which share of the customers each measure of a draft has a fresh reading, by its key, 0 to 1."""
        judge = self._judge(card)
        counts = Counter(key for s in self._subjects for key in judge.worths(s))
        return {m.key: counts[m.key] / len(self._subjects) if self._subjects else 0.0 for m in card.measures}

    def spread(self, measure: Measure, pace: TouchModel | None = None) -> Spread:
        """How the readings of a measure lie over the customers to whom it applies; where it has a curve per touch
        model, over those of one model."""
        judge = self._judge(replace(self.card, measures=(measure,)))
        mine = (s for s in self._subjects if not measure.paces or s.model is pace)
        return spread(judge.reading(measure, s) for s in mine if judge.applies(measure, s))

    def commonest(self, measure: Measure) -> TouchModel | None:
        """The touch model of most customers, of those that have a curve of their own for a measure."""
        counts = Counter(s.model for s in self._subjects)
        models = [model for model, _ in measure.paces]
        return max(models, key=lambda model: counts[model], default=None)

    @cached_property
    def now(self) -> dict[AccountId, Score]:
        """The scores by the card as it is."""
        return self.scores(self.card)

    def tried(self, draft: Scorecard) -> WhatIf:
        """The whole book by the draft beside the card as it is."""
        return what_if(self.card, draft, self.now, self.scores(draft), self._arr)


def _reads(measure: Measure) -> Hashable:
    """What decides the readings of a measure of one's own."""
    return measure.key, measure.kind, measure.window, measure.source


def cheapest_way(
    book: Book, account: AccountId, *, as_of: date, card: Scorecard | None = None
) -> tuple[Receipt | None, Way | None]:
    """An account's receipt and its smallest way to healthy; none where no way leads there, or it is there.

    Raises: NoSuchAccount.
    """
    receipt = score_of(book, account, as_of=as_of, card=card)
    return receipt, None if receipt is None else way_up(receipt)


def points_of(measure: str, text: str) -> Points:
    """Points as they are written, `0:0,0.5:40,1:100`. Raises: PointsImpossible."""
    try:
        pairs = [pair.split(":") for pair in text.split(",")]
        return tuple((float(reading), float(points)) for reading, points in pairs)
    except ValueError as wrong:
        raise PointsImpossible(measure=measure) from wrong


def bands_of(text: str) -> Bands:
    """The lower edges of healthy and watch as they are written, `70/40`. Raises: BandsImpossible."""
    healthy, _, watch = text.partition("/")
    if healthy.strip().isdecimal() and watch.strip().isdecimal() and 0 <= int(watch) <= int(healthy) <= 100:
        return Bands(int(healthy), int(watch))
    raise BandsImpossible(text=text)
