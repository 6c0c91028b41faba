"""Why a score changed: the scorecard has a part of its own, as known is as known on both days, all adds up exactly."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from csdesk.cli.program import program
from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.health.between import Part
from csdesk.domain.health.cards import Choice, Order
from csdesk.domain.health.scope import Scope
from csdesk.domain.health.scorecard import DEAR, TEN_SIGNALS
from csdesk.domain.health.whatif import drafted
from csdesk.domain.ids import AccountId
from csdesk.domain.risks import RiskCause, Severity
from csdesk.domain.usage import ACTIVE_USERS, KEY_FEATURE, LICENCES
from csdesk.services.book.knowing import looking_back
from csdesk.services.health.health import history, score_of
from csdesk.services.health.health_change import Change, health_change
from csdesk.services.health.health_story import health_story
from csdesk.services.health.portfolio import portfolio
from csdesk.services.health.portfolio_text import moved_facts, part_words
from csdesk.services.health.scorecards import card_of, cards_of, keep_order, save_card
from csdesk.store.book import Book
from tests.conftest import Samples
from tests.services.health_books import (
    DAY,
    add_account,
    ago,
    milestone,
    person,
    put,
    risk,
    ticket,
    touch,
    usage,
)

SINCE = ago(40)


@pytest.fixture
def corvid(book: Book) -> AccountId:
    with book.change(Verb.ADD, today=ago(490)):
        book.put(Account(id=AccountId("other"), account="Other", status=Status.PROSPECT))
    account = add_account(book, "Corvid", signed_on=ago(500))
    put(book, *enough(account), touch(account, ago(100)), touch(account, ago(2)))
    return account


def enough(account: AccountId) -> Iterator[Any]:
    """As much as an account needs to be scored on any day of a year."""
    yield from (person(account, "Joe"), person(account, "Mary"), milestone(account, ago(300), ago(310)))
    yield from (ticket(account, ago(350), ago(340)), usage(account, LICENCES, ago(350), 100))
    for days in range(0, 350, 10):
        yield usage(account, ACTIVE_USERS, ago(days), 60)
        yield usage(account, KEY_FEATURE, ago(days), 9)


def heavier(book: Book, on: date) -> None:
    """Another version of the scorecard, by which touches count much more."""
    draft = drafted(card_of(book), weights={"touch_cadence": 40, "open_cases": 1})
    save_card(book, draft, today=on)


def total(change: Change) -> Decimal:
    assert change.then is not None
    return change.then + sum((p.change for p in change.parts), Decimal(0))


def moves(parts: Iterable[Part]) -> list[tuple[str, Decimal]]:
    return [(p.name, p.change) for p in parts]


def of_card(change: Change) -> Part:
    (found,) = [p for p in change.parts if p.cards is not None]
    return found


def test_a_day_is_scored_by_the_version_that_held_on_it(book: Book, corvid: AccountId) -> None:
    before = score_of(book, corvid, as_of=ago(11))
    heavier(book, ago(10))
    assert score_of(book, corvid, as_of=ago(11)) == before
    now = score_of(book, corvid, as_of=ago(10))
    assert now is not None
    assert now.card.version == 2
    assert [cards_of(book, on=ago(d)).default.version for d in (11, 10)] == [1, 2]
    past = dict(history(book, corvid, as_of=ago(4), weeks=2))
    assert before is not None
    assert past[ago(11)] == before.score
    assert past[ago(4)] != before.score


def test_what_was_saved_on_the_first_day_of_the_book_scores_what_was_before_it(book: Book) -> None:
    account = add_account(book, "Corvid", signed_on=ago(500))
    put(book, *enough(account), touch(account, ago(100)))
    heavier(book, DAY)
    found = score_of(book, account, as_of=ago(30))
    assert found is not None
    assert found.card.version == 2
    change = health_change(book, account, since=ago(30), as_of=DAY)
    assert not [p for p in change.parts if p.cards is not None]


def test_another_version_of_the_scorecard_is_a_part_of_its_own(book: Book, corvid: AccountId) -> None:
    heavier(book, ago(10))
    change = health_change(book, corvid, since=SINCE, as_of=DAY)
    assert total(change) == change.now
    then, anew = (score_of(book, corvid, as_of=SINCE, card=c) for c in (TEN_SIGNALS, card_of(book)))
    assert then is not None
    assert anew is not None
    part = of_card(change)
    assert (part.before, part.after) == (then.score.score, anew.score.score)
    assert part_words(part) == "Scorecard ten signals, version 2 instead of 1"
    facts = {p.name: p.change for p in change.parts if p.cards is None}
    assert max(facts, key=lambda name: facts[name]) == "Two-way touch in cadence"
    assert part.cards == (TEN_SIGNALS, card_of(book))


def test_a_version_alone_is_the_whole_difference(book: Book, corvid: AccountId) -> None:
    save_card(book, drafted(card_of(book), weights={"contacts_in_place": 50}), today=ago(21))
    change = health_change(book, corvid, since=ago(22), as_of=ago(21))
    assert change.then is not None
    assert change.now is not None
    assert moves(change.parts) == [("Another version of the scorecard", change.now - change.then)]


def test_another_scorecard_is_named_with_the_one_before(book: Book, corvid: AccountId) -> None:
    keep_order(book, Order((Choice(DEAR.name, Scope(from_age=480)),), TEN_SIGNALS.name), today=ago(200))
    change = health_change(book, corvid, since=SINCE, as_of=DAY)
    assert part_words(of_card(change)) == "Scorecard DEAR instead of ten signals"
    assert total(change) == change.now
    assert moves(portfolio(book, as_of=DAY, since=SINCE).holdings[0].parts) == moves(change.parts)


def test_it_adds_up_where_the_new_scorecard_gives_no_score_on_the_earlier_day(
    book: Book, corvid: AccountId
) -> None:
    touches = tuple(m for m in TEN_SIGNALS.measures if m.key == "touch_cadence")
    save_card(book, replace(TEN_SIGNALS, measures=touches), today=ago(10))
    change = health_change(book, corvid, since=ago(110), as_of=DAY)
    assert not [p for p in change.parts if p.cards is not None]
    assert total(change) == change.now
    assert change.before is not None
    assert change.after is not None
    assert change.before.card != change.after.card


def test_the_cut_that_keeps_a_score_at_0_is_a_part_of_its_own(book: Book) -> None:
    touches = tuple(m for m in TEN_SIGNALS.measures if m.key == "touch_cadence")
    save_card(book, replace(TEN_SIGNALS, measures=touches), today=DAY)
    account = add_account(book, "Corvid", signed_on=ago(500))
    put(book, touch(account, ago(55)), risk(account, RiskCause.TICKET_SURGE, ago(20), severity=Severity.HIGH))
    change = health_change(book, account, since=SINCE, as_of=DAY)
    assert [total(change), change.now] == [Decimal(0), Decimal(0)]
    assert "Kept within 0 and 100" in {p.name for p in change.parts}


@pytest.fixture(scope="module")
def sample(samples: Samples) -> Iterator[Book]:
    with Book.open(samples(20)) as made:
        heavier(made, DAY - timedelta(days=30))
        yield made


@pytest.mark.parametrize("back", [0, 35, 150])
def test_all_parts_add_up_for_every_account_over_a_change_of_the_scorecard(sample: Book, back: int) -> None:
    day = DAY - timedelta(days=back)
    found = portfolio(sample, as_of=day, since=day - timedelta(days=31))
    moved = [h for h in found.holdings if h.change is not None]
    assert len(moved) > 10
    for holding in moved:
        assert sum((p.change for p in holding.parts), Decimal(0)) == Decimal(holding.change or 0) / 10
        assert holding.card.version == (1 if back else 2)
    assert found.another_card is not bool(back)
    for account in sample.all(Account)[:9]:
        change = health_change(sample, account.id, since=found.since, as_of=day)
        if change.then is not None and change.now is not None:
            assert total(change) == change.now


def test_a_new_version_stands_in_the_history_and_in_its_foot(book: Book, corvid: AccountId) -> None:
    assert "of its day" not in health_story(book, corvid, as_of=DAY).history.foot
    heavier(book, ago(10))
    told = health_story(book, corvid, as_of=DAY).history
    assert (ago(10), "Scorecard, version 2") in [(e.on, e.words) for e in told.events]
    assert "version 2, each by the scorecard of its day" in told.foot
    keep_order(book, Order((Choice(DEAR.name, Scope(from_age=480)),), TEN_SIGNALS.name), today=ago(200))
    told = health_story(book, corvid, as_of=DAY).history
    assert "Scored by DEAR" in {e.words for e in told.events}


def late_book(path: Path | None = None) -> tuple[Book, AccountId]:
    """A touch of before the earlier day that was written down only yesterday."""
    now = [ago(300)]

    def clock() -> datetime:
        return datetime.combine(now[0], time(12), UTC)

    book = Book.create(path, clock=clock) if path else Book.in_memory(clock=clock)
    account = add_account(book, "Corvid", signed_on=ago(500))
    put(book, *enough(account), touch(account, ago(310)))
    now[0] = ago(1)
    put(book, touch(account, ago(41)))
    return book, account


def test_as_known_compares_each_day_as_it_was_known_on_it() -> None:
    book, account = late_book()
    with book, looking_back(book, DAY, known_on=DAY) as seen:
        was = health_change(seen, account, since=SINCE, as_of=DAY)
        known = health_change(seen, account, since=SINCE, as_of=DAY, known_on=DAY)
        assert (was.known, known.known) == (False, True)
        assert was.now == known.now
        assert was.then is not None
        assert known.then is not None
        assert known.then < was.then, "nobody knew of the touch"
        assert [total(change) for change in (was, known)] == [was.now, known.now]
        page = portfolio(seen, as_of=DAY, since=SINCE, known_on=DAY)
        assert moves(page.holdings[0].parts) == moves(known.parts)
        assert health_story(seen, account, as_of=DAY, known_on=DAY).change.known
        between = health_change(seen, account, since=ago(50), as_of=ago(30), known_on=DAY)
        assert between.now == known.then, "the later day too is looked at as it was known on it"


def test_who_was_not_known_on_the_earlier_day_has_nothing_to_compare() -> None:
    book, account = late_book()
    with book, looking_back(book, DAY, known_on=DAY) as seen:
        assert health_change(seen, account, since=ago(301), as_of=DAY).then is not None
        change = health_change(seen, account, since=ago(301), as_of=DAY, known_on=DAY)
        assert (change.then, change.parts) == (None, ())


def test_the_command_line_compares_as_known_where_it_is_asked_to(tmp_path: Path) -> None:
    path = tmp_path / "late.csdesk"
    book, account = late_book(path)
    with book, looking_back(book, DAY, known_on=DAY) as seen:
        wanted = moved_facts(portfolio(seen, as_of=DAY, since=SINCE, known_on=DAY), account)
    words = ("health", "Corvid", "--since", SINCE.isoformat(), "--as-of", DAY.isoformat(), "--json")
    call = [*words, "--book", str(path)]
    known, was = (
        json.loads(CliRunner().invoke(program, [*call, *more]).stdout)
        for more in (["--known-on", DAY.isoformat()], [])
    )
    assert known == json.loads(json.dumps(wanted))
    assert (known["known_on"], "known_on" in was) == (DAY.isoformat(), False)
    assert was["accounts"][0]["before"] > known["accounts"][0]["before"]
