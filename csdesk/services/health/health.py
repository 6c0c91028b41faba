"""Health: the score of every account on any day, the receipt of one, and how they came to be over weeks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from csdesk.domain.errors import NoSuchAccount
from csdesk.domain.health.cards import Cards
from csdesk.domain.health.receipt import Line, LineState, Receipt
from csdesk.domain.health.score import Score
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.ids import AccountId
from csdesk.domain.values import dataclass
from csdesk.services.health.bench import Bench
from csdesk.store.book import Book
from csdesk.store.readings.readings import key_of
from csdesk.store.readings.walk import Walk
from csdesk.store.statement import Moment

By = Scorecard | Cards | None
"""One card for all, an order of cards, or the book's own order, with the versions that held on the day."""


@dataclass(frozen=True, slots=True)
class Scores(Mapping[AccountId, Score]):
    """The scores of a day by account, in order of names; who was no customer then is not in it."""

    cards: Cards
    as_of: date
    by_account: dict[AccountId, Score]

    def __getitem__(self, account: AccountId) -> Score:
        return self.by_account[account]

    def __iter__(self) -> Iterator[AccountId]:
        return iter(self.by_account)

    def __len__(self) -> int:
        return len(self.by_account)


def scores(book: Book, *, as_of: date, card: By = None) -> Scores:
    """The score of every customer on a day, each by the card that the book chose for it then, or by another one."""
    return _scores(Bench(book, as_of, card=card))


def _scores(bench: Bench) -> Scores:
    return Scores(bench.cards, bench.as_of, {s.account: bench.judge_of(s).score(s) for s in bench.subjects})


def receipts(book: Book, *, as_of: date, card: By = None) -> list[Receipt]:
    """The receipt of every customer on a day, in order of names, without the names of rows."""
    bench = Bench(book, as_of, card=card)
    return [bench.judge_of(s).receipt(s) for s in bench.subjects]


def score_of(book: Book, account: AccountId, *, as_of: date, card: By = None) -> Receipt | None:
    """The receipt of one account with the rows behind each line; None where it was no customer that day.

    Raises: NoSuchAccount.
    """
    pk = _key(book, account)
    bench = Bench(book, as_of, card=card, account=pk)
    if not bench.subjects:
        return None
    subject = bench.subjects[0]
    receipt = bench.judge_of(subject).receipt(subject)
    return replace(receipt, lines=tuple(_with_rows(book, bench.moment, pk, line) for line in receipt.lines))


def weekly(book: Book, *, as_of: date, weeks: int) -> list[Scores]:
    """All scores at the end of each of the last weeks, oldest first, the last ones on the day."""
    days = [as_of - timedelta(weeks=back) for back in reversed(range(weeks))]
    walk = Walk(book)
    return [_scores(Bench(book, day, walk=walk)) for day in days]


def numbers_of(past: Sequence[Scores]) -> dict[AccountId, tuple[float | None, ...]]:
    """The numbers of some days by account, for those that are customers on the last; None is a gap."""
    return {account: tuple(_number(week.get(account)) for week in past) for account in past[-1]}


def history(
    book: Book, account: AccountId, *, as_of: date, weeks: int = 12, card: By = None
) -> list[tuple[date, Score | None]]:
    """One account's score at the end of each of the last weeks, oldest first. Raises: NoSuchAccount."""
    pk = _key(book, account)
    days = [as_of - timedelta(weeks=back) for back in reversed(range(weeks))]
    walk = Walk(book, account=pk)
    return [(day, _one(Bench(book, day, card=card, walk=walk))) for day in days]


def _one(bench: Bench) -> Score | None:
    return bench.judge_of(bench.subjects[0]).score(bench.subjects[0]) if bench.subjects else None


def _with_rows(book: Book, moment: Moment, pk: int, line: Line) -> Line:
    if line.state not in {LineState.FRESH, LineState.EXPIRED}:
        return line
    from csdesk.store.readings.rows import rows_of

    return replace(line, rows=rows_of(book, moment, line.measure, pk))


def _key(book: Book, account: AccountId) -> int:
    pk = key_of(book, account)
    if pk is None:
        raise NoSuchAccount(name=account)
    return pk


def _number(score: Score | None) -> float | None:
    return None if score is None or score.tenths is None else score.tenths / 10
