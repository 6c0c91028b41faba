"""A walk from day to day reads what each day alone says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from csdesk.domain.arrivals import Arrival
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.health.readings import Column
from csdesk.domain.ids import AccountId, ObjectiveId, ProductId, SubscriptionId
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.overrides import Override
from csdesk.domain.products import Product
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.risks import RiskCause
from csdesk.domain.signals import SignalKind
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.touches import Direction
from csdesk.domain.usage import ACTIVE_USERS, BREADTH, EXECUTIVE_USE, KEY_FEATURE, LICENCES
from csdesk.store.book import Book
from csdesk.store.readings.readings import STATEMENTS, Everybody, moment_of, subjects
from csdesk.store.readings.walk import Following, Walk, columns
from csdesk.store.statement import Statement
from tests.services.health_books import (
    DAY,
    add_account,
    invoice,
    milestone,
    new_id,
    person,
    put,
    risk,
    signal,
    survey,
    ticket,
    touch,
    usage,
)

FIRST = DAY - timedelta(days=500)
DAYS = [FIRST + timedelta(days=n) for n in range(501)]


def _on(days: int) -> date:
    return FIRST + timedelta(days=days)


_ROLES = (Role.SPONSOR, Role.CHAMPION)
_KINDS = (
    SignalKind.OPT_OUT, SignalKind.BOUNCE, SignalKind.REFERENCE, SignalKind.VALUE_CONFIRMED, SignalKind.PAYMENT_FAILED,
    SignalKind.CARD_EXPIRING,
)  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    with Book.in_memory() as made:
        _fill(made)
        yield made


def _fill(book: Book) -> None:
    """Seven accounts to which something of every kind happened on days of their own."""
    rng = Random(11)
    product = Product(id=ProductId(new_id()), product="Platform")
    put(book, product)
    away: list[Contact] = []
    for n in range(7):
        account = add_account(book, f"Account {n}", signed_on=_some(rng) if n % 2 else None)
        staff = [person(account, role.value, role, Role.EXECUTIVE) for role in _ROLES]
        staff = [replace(one, opted_out_on=_some(rng)) for one in staff]
        put(book, *staff, person(account, "Guest", opted_out_on=_some(rng)))
        put(book, *_facts(rng, account), *_lines(rng, account, product.id))
        put(book, *(fact for one in (*staff, *away) for fact in _about(rng, account, one)))
        away = staff
    for n, facts in enumerate(_ENDINGS):
        account = add_account(book, f"Ending {n}")
        put(
            book,
            usage(account, ACTIVE_USERS, FIRST - timedelta(days=9), 20),
            *_ending(account, product.id, facts),
        )


def _some(rng: Random, first: int = -60) -> date:
    return FIRST + timedelta(days=rng.randint(first, 500))


def _maybe(rng: Random, day: date, most: int) -> date | None:
    return day + timedelta(days=rng.randint(1, most)) if rng.random() < 0.7 else None


def _facts(rng: Random, account: AccountId) -> Iterator[Any]:
    for _ in range(4):
        for measure in (ACTIVE_USERS, LICENCES, KEY_FEATURE, KEY_FEATURE, BREADTH, EXECUTIVE_USE):
            if measure != LICENCES or rng.random() < 0.1:
                yield usage(account, measure, _some(rng), rng.randint(1, 50))
        opened, sent, due = _some(rng), _some(rng), _some(rng)
        yield ticket(account, opened, _maybe(rng, opened, 40), severity=rng.randint(1, 4), escalated=True)
        answered = _maybe(rng, sent - timedelta(days=5), 40)
        yield survey(account, sent_on=sent, answered_on=answered, score=float(rng.randint(0, 10)))
        paid = _maybe(rng, due, 60)
        yield replace(invoice(account, due, paid), issued_on=due - timedelta(days=rng.randint(5, 40)))
        failed = _some(rng)
        yield invoice(account, failed, _maybe(rng, failed, 50), failed_on=failed)
        for way in (Direction.TWO_WAY, Direction.INBOUND, Direction.OUTBOUND):
            yield touch(account, _some(rng), way)
        target = _some(rng)
        yield milestone(account, target, _maybe(rng, target - timedelta(days=20), 40))
    for kind in _KINDS:
        on = _some(rng)
        yield replace(signal(account, kind, on), expires_on=_maybe(rng, on, 50))
    first_value = milestone(account, None, _some(rng), "First value")
    yield replace(first_value, first_value=True, confirmed_by="Joe")
    agreed = _some(rng)
    for on in (agreed - timedelta(days=9), agreed + timedelta(days=9)):
        made = Objective(
            id=ObjectiveId(new_id()), account=account, objective="Certify", baseline=0.0, target=50.0,
            agreed_on=agreed, due_on=agreed + timedelta(days=150),
        )  # fmt: skip
        yield made
        yield Reading(id=new_id(), objective=made.id, on=on, value=float(rng.randint(0, 60)))
    opened = _some(rng)
    yield risk(account, RiskCause.TICKET_SURGE, opened, closed_on=_maybe(rng, opened, 50))
    on = _some(rng)
    until = on + timedelta(days=9)
    yield Override(id=new_id(), account=account, score=50, reason="told so", set_on=on, expires_on=until)


def _about(rng: Random, account: AccountId, somebody: Contact) -> Iterator[Any]:
    """What is said at an account of a person, who may have gone to another."""
    yield signal(account, SignalKind.SPONSOR_LEFT, _some(rng), somebody.id)
    yield signal(account, SignalKind.BOUNCE, _some(rng), somebody.id)
    yield touch(account, _some(rng), contacts=(somebody.id,))


def _lines(rng: Random, account: AccountId, product: ProductId) -> Iterator[Any]:
    for n in range(4):
        start = _some(rng)
        end = None if n == 0 else start + timedelta(days=rng.randint(60, 200))
        line = Subscription(
            id=SubscriptionId(new_id()), account=account, product=product, period=Period.MONTH, start=start,
            end=end, cancelled_on=_maybe(rng, start, 90) if n < 2 else None,
        )  # fmt: skip
        yield line
        for later in (-9, rng.randint(20, 90)):
            yield Step(
                id=new_id(), subscription=line.id, from_=start + timedelta(days=later),
                amount=rng.randint(100, 900), quantity=Decimal(rng.randint(10, 60)),
            )  # fmt: skip
        if end and n == 2:
            yield Renewal(
                id=new_id(), account=account, subscription=line.id, due_on=end, outcome=Outcome.LOST,
                decided_on=end + timedelta(days=rng.randint(5, 60)),
            )  # fmt: skip


_ENDINGS: tuple[dict[str, Any], ...] = (
    {"end": _on(60), "next": _on(60)},  # followed on its last day
    {"end": _on(60), "next": _on(61), "signed": _on(90)},  # followed by what was signed late
    {"end": _on(-40), "auto_renew": True, "cancelled_on": _on(20)},  # told to end with its next term
    {"end": _on(-40), "auto_renew": True, "lost": _on(-40 + 365), "decided_on": _on(20)},
    {"end": _on(60), "lost": _on(60), "booked_on": _on(90)},
    {"end": _on(160), "renewed": _on(60), "decided_on": _on(90), "next": _on(60)},  # renewed in place, late
    {"end": _on(160), "renewed": _on(60), "decided_on": _on(120), "cancelled_on": _on(90)},
    {"end": _on(160), "renewed": _on(60), "decided_on": _on(90), "cancelled_on": _on(20)},  # told before that
    {"end": _on(-40), "auto_renew": True, "next": _on(-40 + 365)},  # on its last day
    {"end": _on(-40), "auto_renew": True, "next": _on(-40 + 366)},
)
"""Accounts of which nothing else is known than a line that goes on, and one that ends."""


def _ending(account: AccountId, product: ProductId, facts: dict[str, Any]) -> Iterator[Any]:
    told = {k: v for k, v in facts.items() if k in {"end", "auto_renew", "cancelled_on"}}
    begun = _on(-404)
    starts = [({}, begun), (told | {"term_months": 12}, begun)]
    starts += [({"signed_on": facts.get("signed")}, facts["next"])] if "next" in facts else []
    lines = [
        Subscription(id=SubscriptionId(new_id()), account=account, product=product, period=Period.MONTH,
                     start=start, **more)
        for more, start in starts
    ]  # fmt: skip
    for n, line in enumerate(lines):
        yield line
        yield Step(id=new_id(), subscription=line.id, from_=begun, amount=100 + n, quantity=Decimal(10 + n))
    for outcome in facts.keys() & {"lost", "renewed"}:
        days = {k: v for k, v in facts.items() if k in {"decided_on", "booked_on"}}
        yield Renewal(
            id=new_id(),
            account=account,
            subscription=lines[1].id,
            due_on=facts[outcome],
            outcome=Outcome(outcome),
            **days,
        )


def _said(found: dict[str, Column]) -> str:
    return repr({key: (sorted(c.values.items()), c.otherwise) for key, c in found.items()})


def _walked(book: Book, statement: Statement) -> list[str]:
    following = Following(book, statement)
    return [_said(following.columns(moment_of(book, day))) for day in DAYS]


@pytest.fixture(scope="module")
def alone(book: Book) -> dict[str, list[str]]:
    """What every statement says on every day by itself."""
    return {
        s.key: [_said(Following(book, s).columns(moment_of(book, day))) for day in DAYS] for s in STATEMENTS
    }


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.key)
def test_every_reading_of_a_walk_is_that_of_the_day_alone(
    book: Book, alone: dict[str, list[str]], statement: Statement
) -> None:
    assert len(set(alone[statement.key])) > 5, "there is something to tell"
    assert _walked(book, statement) == alone[statement.key]


@pytest.mark.parametrize(
    ("statement", "turn", "later"),
    [(s, turn, later) for s in STATEMENTS for turn in s.turns for later in turn.after],
    ids=lambda given: getattr(given, "key", None) or str(getattr(given, "day", given)),
)
def test_a_reading_is_wrong_as_soon_as_one_of_its_turns_is_not_looked_at(
    book: Book, alone: dict[str, list[str]], statement: Statement, turn: Any, later: int
) -> None:
    fewer = replace(turn, after=tuple(days for days in turn.after if days != later))
    turns = tuple(t for t in (*(t for t in statement.turns if t is not turn), fewer) if t.after)
    assert _walked(book, replace(statement, turns=turns)) != alone[statement.key]


def test_who_is_a_customer_on_a_walk_is_who_is_one_on_the_day_alone(book: Book) -> None:
    everybody = Everybody(book)
    for day in DAYS:
        assert everybody.on(day, products=True) == subjects(book, day, products=True)


def test_a_walk_of_some_accounts_in_steps_of_weeks_says_what_the_days_say(book: Book) -> None:
    keys = [s.pk for s in subjects(book, DAY)][::2]
    walk = Walk(book, account=keys)
    for day in DAYS[::7]:
        moment = moment_of(book, day)
        assert _said(dict(walk.columns(moment))) == _said(dict(columns(book, moment, account=keys))), day


def test_a_walk_does_not_go_back(book: Book) -> None:
    walk = Walk(book)
    walk.columns(moment_of(book, DAY))
    with pytest.raises(AssertionError):
        walk.columns(moment_of(book, DAYS[0]))


def test_a_walk_stands_still_where_a_table_is_complete_only_up_to_a_day() -> None:
    with Book.in_memory() as book:
        _fill(book)
        tables = "tickets, usage, touches, invoices"
        came = Arrival(id=new_id(), file="export.csv", tab="export", sha256="0", on=DAY, nouns=tables)
        put(book, replace(came, complete_through=DAY - timedelta(days=200)))
        walk = Walk(book)
        for day in DAYS[::7]:
            moment = moment_of(book, day)
            assert _said(dict(walk.columns(moment))) == _said(dict(columns(book, moment))), day
