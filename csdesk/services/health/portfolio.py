"""The portfolio: the whole book's health on a day, what moved, where opinions differ, what is not known."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from csdesk.domain.health.between import Part
from csdesk.domain.health.cards import Cards, only
from csdesk.domain.health.debt import Debt, Owed, debts_of, owed
from csdesk.domain.health.opinions import Opinions, opinions
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.health.score import Score
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.ids import AccountId
from csdesk.domain.renewals import Category
from csdesk.domain.revenue.accounts import AccountMoney
from csdesk.services.health.health import By, receipts
from csdesk.services.health.health_change import changes_since
from csdesk.services.health.scorecards import cards_of
from csdesk.store.book import Book
from csdesk.store.decisions import next_categories
from csdesk.store.revenue import arr_by_account

_NO_MONEY = AccountMoney(arr=None)


@dataclass(frozen=True, slots=True)
class Holding:
    """One account in the portfolio; `before` is None where it was no customer then. `debts` are the largest first."""

    card: Scorecard
    score: Score
    before: Score | None
    money: AccountMoney
    opinions: Opinions
    parts: tuple[Part, ...]
    debts: tuple[Debt, ...]

    @property
    def account(self) -> AccountId:
        """Whose it is."""
        return self.score.account

    @property
    def name(self) -> str:
        """What it is called."""
        return self.score.name

    @property
    def change(self) -> int | None:
        """How far the score moved, in tenths; None where one of the days has none."""
        if self.before is None or self.before.tenths is None or self.score.tenths is None:
            return None
        return self.score.tenths - self.before.tenths

    @property
    def arr(self) -> int | Fraction:
        """Minor units a year, for an order; what is not known counts nothing."""
        return self.money.arr or 0


@dataclass(frozen=True)
class Portfolio:
    """The customers of a day in order of names, each with its score of `since`; `cards` say who scores whom.

    Its lists are sorted once, by who asks first.
    """

    cards: Cards
    as_of: date
    since: date
    holdings: tuple[Holding, ...]
    known_on: date | None = None
    """The day after which nothing is known; then the earlier day is as it was known on it."""

    @property
    def card(self) -> Scorecard:
        """The card of all who meet no criteria."""
        return self.cards.default

    @property
    def scored_by(self) -> tuple[tuple[Scorecard, int], ...]:
        """The cards in their order, the default last, each with how many accounts it scores."""
        counts = Counter(h.card.name for h in self.holdings)
        return tuple((card, counts[card.name]) for card in self.cards.every)

    @cached_property
    def another_card(self) -> bool:
        """Whether an account was scored by another scorecard, or another version, on the earlier day."""
        return any(part.cards for h in self.holdings for part in h.parts)

    @cached_property
    def movers(self) -> list[Holding]:
        """Whose score changed, the largest change first."""
        moved = [h for h in self.holdings if h.change]
        return sorted(moved, key=lambda h: (-abs(h.change or 0), -h.arr, h.name, h.account))

    @cached_property
    def disagreements(self) -> list[Holding]:
        """Where the opinions are apart, the furthest first, then the largest ARR."""
        apart = [h for h in self.holdings if h.opinions.apart]
        return sorted(apart, key=lambda h: (-h.opinions.apart, -h.arr, h.name, h.account))

    @cached_property
    def debts(self) -> list[tuple[Holding, Debt]]:
        """What is missing, account by account: what could turn a band first, then by swing and ARR."""
        found = [(h, d) for h in self.holdings for d in h.debts]
        return sorted(
            found,
            key=lambda x: (not x[1].turns, -x[1].swing * x[0].arr, -x[1].swing, x[0].name, x[1].measure.key),
        )

    @cached_property
    def owed(self) -> list[Owed]:
        """The same by measure."""
        return owed(d for h in self.holdings for d in h.debts)


def portfolio(
    book: Book, *, as_of: date, since: date, card: By = None, known_on: date | None = None
) -> Portfolio:
    """The portfolio of a day beside another day, each account by the card that scored it on each of them, or all by
    another one. Where the book that is asked knows nothing after `known_on`, the earlier day is looked at as it was
    known on it.
    """
    cards = only(card) if isinstance(card, Scorecard) else card or cards_of(book, on=as_of)
    now = {r.score.account: r for r in receipts(book, as_of=as_of, card=cards)}
    then = changes_since(book, now, since=since, card=card, known_on=known_on)
    money, categories = arr_by_account(book, as_of), next_categories(book, as_of)
    holdings = tuple(
        _holding(receipt, then.get(account, (None, ())), money.get(account, _NO_MONEY), categories)
        for account, receipt in now.items()
    )
    return Portfolio(cards, as_of, since, holdings, known_on)


def _holding(
    receipt: Receipt,
    changed: tuple[Receipt | None, tuple[Part, ...]],
    money: AccountMoney,
    categories: Mapping[AccountId, Category],
) -> Holding:
    score, (before, parts) = receipt.score, changed
    said = opinions(score, categories.get(score.account))
    return Holding(
        receipt.card, score, before.score if before else None, money, said, parts, tuple(debts_of(receipt))
    )
