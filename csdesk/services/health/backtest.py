"""The back-test: what the score said before every past decision, week by week, held against what became of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from csdesk.domain.health.backtest import Backtest, judged
from csdesk.domain.health.bands import Band
from csdesk.domain.health.cards import Cards
from csdesk.domain.health.decisions import HORIZONS, LEAD_WEEKS, Case, Decision, Evidence, look_day, week_end
from csdesk.domain.health.judge import Judge
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.ids import AccountId
from csdesk.domain.progress import Progress, tell
from csdesk.services.book.knowing import Stopped, begins, going_back
from csdesk.services.health.bench import scored_by
from csdesk.services.health.decisions import decisions
from csdesk.services.health.scorecards import cards_of
from csdesk.store.book import Book
from csdesk.store.readings.readings import keys_of, moment_of
from csdesk.store.readings.walk import columns

_Past = dict[date, dict[AccountId, Evidence]]


def backtest(
    book: Book,
    *,
    as_of: date,
    horizon: int = 90,
    card: Scorecard | None = None,
    progress: Progress | None = None,
) -> Backtest:
    """The back-test of a scorecard over the decisions up to a day, at least `horizon` days before each.

    A card that the book scores by is tested on the accounts that it scored on those days, any other on all.
    From the first day of the journal on, only what was recorded by a day is looked at; before it there is only
    how it was. Nothing is written, no weight is changed. Raises: Stopped.
    """
    cards = cards_of(book, on=as_of)
    card, made = card or cards.default, decisions(book, until=as_of)
    days = tuple(sorted({*HORIZONS, horizon}, reverse=True))
    wanted = _wanted(made, days)
    past = _past(book, wanted, card, cards, progress)
    if cards.order.choices and card.name in {c.name for c in cards.every}:
        made = [d for d in made if d.account in past[look_day(d, horizon)]]
    looks = [(h, [_case(d, h, past) for d in made]) for h in days]
    return judged(card, as_of, begins(book), looks, horizon)


def _wanted(made: Sequence[Decision], horizons: Sequence[int]) -> dict[date, set[AccountId]]:
    """Whom to look at in which week: everybody at the horizons, who was lost in every week of half a year."""
    wanted: dict[date, set[AccountId]] = defaultdict(set)
    for decision in made:
        for horizon in horizons:
            wanted[look_day(decision, horizon)].add(decision.account)
        if decision.lost:
            for day in _weeks_before(decision):
                wanted[day].add(decision.account)
    return wanted


def _weeks_before(decision: Decision) -> Iterator[date]:
    """The ends of the weeks before a decision, the last first."""
    last = week_end(decision.on - timedelta(days=1))
    return (last - timedelta(weeks=back) for back in range(LEAD_WEEKS))


def _past(
    book: Book,
    wanted: dict[date, set[AccountId]],
    card: Scorecard,
    cards: Cards,
    progress: Progress | None,
) -> _Past:
    past: _Past = {}
    for done, (day, seen, known) in enumerate(_books(book, wanted)):
        tell(progress, done, len(wanted), Stopped)
        past[day] = dict(_evidence(seen, day, wanted[day], card, cards, known=known))
    return past


def _books(book: Book, days: Iterable[date]) -> Iterator[tuple[date, Book, bool]]:
    """For each day the book to ask, and whether it says what was known then."""
    first = begins(book)
    known = [day for day in days if first is not None and day >= first]
    for day, seen in going_back(book, known) if known else ():
        yield day, seen, True
    for day in sorted(set(days) - set(known)):
        yield day, book, False


def _evidence(
    book: Book, day: date, wanted: set[AccountId], card: Scorecard, cards: Cards, *, known: bool
) -> Iterator[tuple[AccountId, Evidence]]:
    found = scored_by(book, cards, card.name, day, account=keys_of(book, wanted))
    if not found:
        return
    read = columns(book, moment_of(book, day), measures=card.measures, account=[s.pk for s in found])
    judge = Judge(card, read, day)
    for subject in found:
        score = judge.score(subject)
        yield (
            subject.account,
            Evidence(score.tenths, score.band, subject.judgement, judge.worths(subject), known),
        )


def _case(decision: Decision, horizon: int, past: _Past) -> Case:
    evidence = past[look_day(decision, horizon)].get(decision.account)
    return Case(decision, evidence, _at_risk_for(decision, past) if decision.lost else None)


def _at_risk_for(decision: Decision, past: _Past) -> int | None:
    """For how many days before its loss an account had been at risk without a break, by the ends of weeks."""
    since = None
    for day in _weeks_before(decision):
        seen = past[day].get(decision.account)
        if seen is None or seen.band is not Band.AT_RISK:
            break
        since = day
    return None if since is None else (decision.on - since).days
