"""Looking back: the book as it was on a day, and as it was known then."""

import itertools
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from csdesk.domain.accounts import Account, Stage, Status
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.errors import ChangedSince, NothingToRedo, NothingToUndo, StillReferred
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CLOCK, Preference
from csdesk.domain.tasks import Task
from csdesk.domain.tickets import Ticket
from csdesk.services.book.history import redo, undo
from csdesk.services.book.knowing import Stopped, going_back, looking_back, on_each, seen_from
from csdesk.services.health.health import score_of
from csdesk.store.book import Book
from tests.systems import posix

ID = AccountId("corvid")
FIRST = date(2025, 9, 1)


class Hand:
    """Works on a book on chosen days: at noon of this machine."""

    def __init__(self) -> None:
        self.moment = _noon(FIRST)
        self.book = Book.in_memory(clock=lambda: self.moment)

    def on(self, day: date) -> "Hand":
        """What follows is done on that day."""
        self.moment = _noon(day)
        return self

    def put(self, *values: Any) -> None:
        """Write rows."""
        with self.book.change(Verb.SET, today=self.moment.date()):
            self.book.put_all(values)

    def drop(self, value: Any) -> None:
        """Remove a row."""
        with self.book.change(Verb.REMOVE, today=self.moment.date()):
            self.book.drop(value)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12).astimezone(UTC)


def _sep(day: int) -> date:
    return date(2025, 9, day)


@pytest.fixture
def hand() -> Iterator[Hand]:
    made = Hand()
    with made.book:
        made.put(Account(id=ID, account="Corvid", stage=Stage.ONBOARDING, score_from=FIRST))
        yield made


def _ticket(uid: str, day: date) -> Ticket:
    opened = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Ticket(id=uid, account=ID, severity=1, opened_at=opened)


def _all(book: Book) -> dict[str, list[Any]]:
    return {noun.__name__: sorted(book.all(noun), key=lambda v: str(v.id)) for noun in NOUNS}


def _tickets(hand: Hand, day: date, known_on: date | None = None) -> list[str]:
    with looking_back(hand.book, day, known_on=known_on) as book:
        return [t.id for t in book.all(Ticket) if t.opened_at.date() <= day]


def test_a_ticket_recorded_late_changes_how_it_was_and_not_what_was_known(hand: Hand) -> None:
    hand.on(_sep(20)).put(_ticket("late", _sep(5)))
    assert _tickets(hand, _sep(10)) == ["late"]
    assert _tickets(hand, _sep(10), known_on=_sep(10)) == []
    assert _tickets(hand, _sep(10), known_on=_sep(20)) == ["late"]


def test_the_score_as_known_does_not_have_the_late_ticket(hand: Hand) -> None:
    hand.on(_sep(9)).put(_ticket("in time", _sep(9)))
    hand.on(_sep(20)).put(_ticket("late", _sep(3)))

    def open_cases(known_on: date | None) -> float | None:
        with looking_back(hand.book, _sep(10), known_on=known_on) as book:
            receipt = score_of(book, ID, as_of=_sep(10))
        assert receipt is not None
        return next(x.reading for x in receipt.lines if x.measure.key == "open_cases")

    was, known = open_cases(None), open_cases(_sep(10))
    assert was is not None
    assert known is not None
    assert was > known


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2025, 8, 1), Stage.ONBOARDING),
        (_sep(9), Stage.ONBOARDING),
        (_sep(10), Stage.VALUE_REALIZATION),
        (_sep(19), Stage.VALUE_REALIZATION),
        (_sep(20), Stage.LOYALTY),
        (_sep(25), Stage.LOYALTY),
    ],
)
def test_an_attribute_edited_later_shows_its_value_of_that_day(hand: Hand, day: date, stage: Stage) -> None:
    known = hand.book.all(Account)[0]
    hand.on(_sep(10)).put(replace(known, stage=Stage.VALUE_REALIZATION))
    hand.on(_sep(20)).put(replace(known, stage=Stage.LOYALTY))
    with looking_back(hand.book, day) as book:
        assert [a.stage for a in book.all(Account)] == [stage]


def test_before_the_first_entry_of_the_journal_the_first_known_value_holds(hand: Hand) -> None:
    joe = Contact(id=ContactId("joe"), account=ID, name="Joe", roles=(Role.SPONSOR,))
    hand.on(_sep(10)).put(joe)
    hand.on(_sep(20)).put(replace(joe, roles=(Role.USER,), title="director"))
    with looking_back(hand.book, _sep(5)) as book:
        assert [(c.roles, c.title) for c in book.all(Contact)] == [((Role.SPONSOR,), "director")]


def test_an_attribute_learned_late_was_so_before_but_a_plan_was_not(hand: Hand) -> None:
    task = Task(id="t", account=ID, title="Call")
    hand.put(task)
    hand.on(_sep(10)).put(replace(hand.book.all(Account)[0], segment="Small"))
    hand.put(replace(task, planned_on=_sep(12)))
    with looking_back(hand.book, _sep(5)) as book:
        assert book.all(Account)[0].segment == "Small"
        assert book.all(Task)[0].planned_on is None


def test_a_name_is_as_it_is_now_so_that_the_account_is_found(hand: Hand) -> None:
    hand.on(_sep(10)).put(replace(hand.book.all(Account)[0], account="Corvid Analytics", stage=None))
    with looking_back(hand.book, _sep(5)) as book:
        assert [(a.account, a.stage) for a in book.all(Account)] == [("Corvid Analytics", Stage.ONBOARDING)]
    with looking_back(hand.book, _sep(5), known_on=_sep(5)) as book:
        assert book.all(Account)[0].account == "Corvid"


def test_a_loss_has_its_own_day_and_a_judgement_that_was_replaced_is_remembered(hand: Hand) -> None:
    known = replace(hand.book.all(Account)[0], judgement=3, judged_on=FIRST)
    hand.put(known)
    lost = replace(
        known, status=Status.LOST, lost_on=_sep(8), judgement=1, judged_on=_sep(20), judgement_reason="gone"
    )
    hand.on(_sep(20)).put(lost)
    with looking_back(hand.book, _sep(10)) as book:
        (then,) = book.all(Account)
        assert (then.status, then.lost_on) == (Status.LOST, _sep(8))
        assert (then.judgement, then.judged_on, then.judgement_reason) == (3, FIRST, None)


def test_what_is_undone_today_was_never_known_and_what_is_redone_was(hand: Hand) -> None:
    hand.on(_sep(5)).put(_ticket("mistake", _sep(5)))
    hand.on(_sep(15))
    undo(hand.book, today=_sep(15))
    assert _tickets(hand, _sep(20), known_on=_sep(7)) == []
    hand.on(_sep(16))
    redo(hand.book, today=_sep(16))
    for known_on in (_sep(7), _sep(15), _sep(16)):
        assert _tickets(hand, _sep(20), known_on=known_on) == ["mistake"]
    assert _tickets(hand, _sep(20), known_on=_sep(4)) == []


def test_an_undone_edit_is_not_how_it_was(hand: Hand) -> None:
    hand.on(_sep(5)).put(replace(hand.book.all(Account)[0], stage=Stage.LOYALTY))
    hand.on(_sep(15))
    undo(hand.book, today=_sep(15))
    with looking_back(hand.book, _sep(7)) as book:
        assert book.all(Account)[0].stage is Stage.ONBOARDING


def test_what_was_removed_later_was_known_with_its_parents(hand: Hand) -> None:
    other = Account(id=AccountId("other"), account="Above")
    child = Account(id=AccountId("a-child"), account="Below", parent=other.id)
    ticket = replace(_ticket("x", FIRST), account=child.id)
    hand.put(other, child, ticket)
    before = _all(hand.book)
    hand.on(_sep(10))
    for value in (ticket, child, other):
        hand.drop(value)
    with looking_back(hand.book, _sep(5), known_on=_sep(5)) as book:
        assert _all(book) == before
    with looking_back(hand.book, _sep(5)) as book:
        assert [a.account for a in book.all(Account)] == ["Corvid"]


def test_before_the_book_was_begun_nothing_was_known(hand: Hand) -> None:
    hand.put(_ticket("x", FIRST))
    with looking_back(hand.book, _sep(5), known_on=date(2025, 8, 31)) as book:
        assert [a.account for a in book.all(Account)] == []
        assert book.all(Ticket) == []


def test_how_a_person_works_stays_as_it_is(hand: Hand) -> None:
    hand.on(_sep(10)).put(Preference(id="hours", value="6"))
    assert seen_from(hand.book, _sep(5), known_on=_sep(5)) is None


def test_a_copy_is_made_only_where_it_would_say_something_else(hand: Hand) -> None:
    hand.on(_sep(10)).put(_ticket("x", _sep(10)))
    assert seen_from(hand.book, _sep(5)) is None
    assert seen_from(hand.book, _sep(10), known_on=_sep(10)) is None
    assert seen_from(hand.book, date(2031, 1, 1), known_on=date(2031, 1, 1)) is None


def test_who_asks_for_accounts_alone_is_not_kept_waiting_for_what_others_were(hand: Hand) -> None:
    person = Contact(id=ContactId("tom"), account=ID, name="Tom", roles=(Role.USER,))
    hand.put(person)
    hand.on(_sep(10)).put(replace(person, roles=(Role.SPONSOR,)))
    with looking_back(hand.book, _sep(5)) as then:
        assert then is not hand.book
    assert seen_from(hand.book, _sep(5), of=[Account]) is None
    (account,) = hand.book.all(Account)
    hand.on(_sep(12)).put(replace(account, stage=Stage.VALUE_REALIZATION))
    with looking_back(hand.book, _sep(5), of=[Account]) as then:
        assert [a.stage for a in then.all(Account)] == [Stage.ONBOARDING]
        assert [c.roles for c in then.all(Contact)] == [(Role.SPONSOR,)]


def test_the_day_ends_at_midnight_here(hand: Hand) -> None:
    late = datetime(2025, 9, 5, 23, 59, 59).astimezone(UTC)
    hand.moment = late
    hand.put(_ticket("last", _sep(5)))
    hand.moment = late + timedelta(seconds=1)
    hand.put(_ticket("next", _sep(5)))
    assert _tickets(hand, _sep(5), known_on=_sep(5)) == ["last"]


@posix
@pytest.mark.parametrize(
    "zone",
    ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu", "UTC"],
    indirect=True,
)
@pytest.mark.parametrize("day", [date(2025, 9, 5), date(2025, 10, 26), date(2026, 3, 29)])
def test_the_day_ends_at_midnight_in_every_zone_also_when_the_clocks_change(
    hand: Hand, zone: str, day: date
) -> None:
    assert zone
    for uid, hour, on in (("morning", 1, day), ("evening", 23, day), ("next", 0, day + timedelta(days=1))):
        hand.moment = datetime(on.year, on.month, on.day, hour, 30).astimezone(UTC)
        hand.put(_ticket(uid, day))
    assert _tickets(hand, day, known_on=day) == ["morning", "evening"]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_of_all_can_be_asked(hand: Hand, day: date) -> None:
    with looking_back(hand.book, day, known_on=day) as book:
        assert len(book.all(Account)) == int(day == date.max)


def test_order_is_the_number_of_the_operation_and_not_a_clock_that_was_wrong(hand: Hand) -> None:
    hand.on(date(2031, 1, 1)).put(_ticket("wrong clock", _sep(2)))
    hand.on(_sep(3)).put(_ticket("right again", _sep(3)))
    assert _tickets(hand, _sep(5), known_on=_sep(5)) == ["wrong clock", "right again"]


def test_a_sample_book_counts_by_its_own_clock() -> None:
    with Book.in_memory() as book:
        with book.change(Verb.DEMO, today=_sep(5)):
            book.put_all([Preference(id=CLOCK, value="2025-09-08"), Account(id=ID, account="Corvid")])
        with book.change(Verb.SET, today=_sep(8)):
            book.put(_ticket("x", _sep(2)))
        with looking_back(book, _sep(7), known_on=_sep(7)) as seen:
            assert (len(seen.all(Account)), seen.all(Ticket)) == (1, [])
        assert seen_from(book, _sep(8), known_on=_sep(8)) is None


def test_nothing_can_be_written_into_what_was(hand: Hand) -> None:
    hand.on(_sep(10)).put(_ticket("x", _sep(10)))
    seen = seen_from(hand.book, _sep(5), known_on=_sep(5))
    assert seen is not None
    with seen:
        assert not seen.writable


def test_who_does_not_wait_any_more_gets_nothing(hand: Hand) -> None:
    hand.on(_sep(10)).put(_ticket("x", _sep(10)))
    with pytest.raises(Stopped):
        seen_from(hand.book, _sep(5), known_on=_sep(5), goes=lambda: False)


def test_every_day_is_known_as_the_book_stood_that_evening(hand: Hand) -> None:
    """Two months of random work; what is undone is undone the same day."""
    chance, evenings = random.Random(7), {}
    for number in range(60):
        day = FIRST + timedelta(days=number)
        hand.on(day)
        for _ in range(chance.randint(0, 4)):
            _work(hand, chance, day)
        evenings[day] = _all(hand.book)
    for day, stood in evenings.items():
        with looking_back(hand.book, date(2031, 1, 1), known_on=day) as book:
            assert _all(book) == stood, day


def test_going_back_day_by_day_says_what_each_copy_says_also_after_later_undos(hand: Hand) -> None:
    days = _worked(hand, random.Random(11))
    for day, seen in going_back(hand.book, days):
        with looking_back(hand.book, date(2031, 1, 1), known_on=day) as book:
            assert _all(seen) == _all(book), day


def test_one_copy_for_many_days_says_of_each_what_a_copy_of_its_own_says(hand: Hand) -> None:
    chance = random.Random(5)
    days = _worked(hand, chance)
    chance.shuffle(days)
    others = 0
    for day, seen in zip(days, on_each(hand.book, days), strict=True):
        with looking_back(hand.book, day) as book:
            assert (seen is hand.book) == (book is hand.book)
            assert _all(seen) == _all(book), day
            others += _all(seen) != _all(hand.book)
    assert others > 10


def _worked(hand: Hand, chance: random.Random) -> list[date]:
    """Forty days of random work, with steps back and forth."""
    days = [FIRST + timedelta(days=n) for n in range(40)]
    for day in days:
        hand.on(day)
        for _ in range(chance.randint(0, 3)):
            _work(hand, chance, day)
        for step in (undo, undo, redo)[: chance.randint(0, 3)]:
            with suppress(NothingToUndo, NothingToRedo, ChangedSince, StillReferred):
                step(hand.book, today=day)
        while hand.book.find(Account, ID) is None:
            redo(hand.book, today=day)
    return days


def _work(hand: Hand, chance: random.Random, day: date) -> None:
    tickets, accounts = hand.book.all(Ticket), hand.book.all(Account)
    what = chance.randint(0, 5)
    if what == 0 and tickets:
        hand.drop(chance.choice(tickets))
    elif what == 1 and tickets:
        hand.put(replace(chance.choice(tickets), severity=chance.randint(1, 4)))
    elif what == 2:
        hand.put(replace(chance.choice(accounts), stage=chance.choice(list(Stage))))
    elif what == 3:
        above = chance.choice(accounts)
        hand.put(Account(id=AccountId(hand.book.new_id()), account=f"A {chance.random()}", parent=above.id))
    else:
        hand.put(_ticket(hand.book.new_id(), day))
        if what == 5:
            undo(hand.book, today=day)


def test_a_change_of_many_that_was_taken_back_and_done_again_costs_few_steps(hand: Hand) -> None:
    accounts = [Account(id=AccountId(f"a{n}"), account=f"Account {n}") for n in range(2_000)]
    hand.put(*accounts)
    hand.put(*(replace(a, stage=Stage.LOYALTY) for a in accounts))
    hand.on(_sep(2))
    undo(hand.book, today=_sep(2))
    redo(hand.book, today=_sep(2))
    asked = itertools.count()
    seen = seen_from(hand.book, FIRST, known_on=FIRST, goes=lambda: next(asked) >= 0)
    assert seen is not None
    with seen:
        assert {a.stage for a in seen.all(Account) if a.id != ID} == {Stage.LOYALTY}
    assert next(asked) < 60
