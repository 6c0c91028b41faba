"""No fact of the sample book lies after its clock, before its account, or out of order."""

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.nouns import NOUNS
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.surveys import Survey
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Direction, Touch
from csdesk.domain.usage import Usage
from csdesk.services.sample import CLOCK
from csdesk.store.book import Book

PLANS = {
    ("account", "score_from"),
    ("subscription", "end"),
    ("subscription", "live_on"),
    ("renewal", "due_on"),
    ("invoice", "due_on"),
    ("task", "due_on"),
    ("task", "not_before"),
    ("task", "planned_on"),
    ("milestone", "target_on"),
    ("milestone", "forecast_on"),
    ("objective", "due_on"),
    ("contact", "away_until"),
    ("promise", "due_on"),
    ("gap", "due_on"),
    ("opportunity", "expected_on"),
}
"""Days that lie ahead by their nature."""


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


@pytest.mark.parametrize("noun", NOUNS)
def test_no_fact_lies_after_the_clock(sample: Book, noun: type) -> None:
    declared = noun_of(noun)
    days = [f for f in declared.fields if f.kind in {Kind.DAY, Kind.INSTANT}]
    for value in list[object](sample.all(noun)):
        for field in days:
            day = _day(getattr(value, field.name))
            if day is not None and (declared.word, field.key) not in PLANS:
                assert day <= CLOCK, (declared.word, field.key, value)


def test_what_ends_does_not_end_before_it_begins(sample: Book) -> None:
    assert all(t.closed_at is None or t.closed_at > t.opened_at for t in sample.all(Ticket))
    assert all(i.paid_on is None or i.paid_on >= i.issued_on for i in sample.all(Invoice))
    answered = [s for s in sample.all(Survey) if s.answered_on]
    assert all(s.sent_on and s.answered_on and s.sent_on <= s.answered_on for s in answered)
    agreed = {o.id: o.agreed_on for o in sample.all(Objective)}
    assert all((agreed[r.objective] or r.on) < r.on for r in sample.all(Reading))


def test_nothing_happens_at_a_lost_account_after_it_was_lost(sample: Book) -> None:
    lost = {a.id: a.lost_on for a in sample.all(Account) if a.lost_on}
    assert len(lost) == 5
    facts: list[tuple[type[Any], str]]
    facts = [(Touch, "on"), (Usage, "on"), (Survey, "sent_on"), (Invoice, "issued_on")]
    for noun, attribute in facts:
        for value in sample.all(noun):
            gone = lost.get(value.account)
            assert gone is None or getattr(value, attribute) < gone


def test_people_talk_on_working_days(sample: Book) -> None:
    assert all(t.on.weekday() < 5 for t in sample.all(Touch))


def test_a_touch_names_people_of_its_own_account_and_says_something(sample: Book) -> None:
    home = {c.id: c.account for c in sample.all(Contact)}
    for touch in sample.all(Touch):
        assert touch.summary
        assert "{" not in touch.summary
        assert {home[c] for c in touch.contacts} <= {touch.account}


def test_a_plan_has_exactly_one_first_value(sample: Book) -> None:
    firsts = Counter(m.account for m in sample.all(Milestone) if m.first_value)
    planned = {m.account for m in sample.all(Milestone)}
    assert firsts == Counter(dict.fromkeys(planned, 1))
    assert len(planned) >= 50


def test_answers_stay_on_their_scale(sample: Book) -> None:
    for survey in sample.all(Survey):
        assert survey.scale_min is not None
        assert survey.scale_max is not None
        assert survey.score is None or survey.scale_min <= survey.score <= survey.scale_max


def test_some_invoices_were_late_and_few_are_overdue(sample: Book) -> None:
    invoices = [i for i in sample.all(Invoice) if i.due_on]
    late = [i for i in invoices if i.paid_on and i.due_on and i.paid_on > i.due_on]
    overdue = [i for i in invoices if i.paid_on is None and i.due_on and i.due_on < CLOCK]
    assert 0.05 < len(late) / len(invoices) < 0.35
    assert 1 <= len(overdue) <= 4


def test_halden_freight_is_silent_for_41_days_and_use_has_fallen(sample: Book) -> None:
    halden = next(a for a in sample.all(Account) if a.account == "Halden Freight")
    spoken = [t.on for t in sample.all(Touch, account=halden.id) if t.direction is Direction.TWO_WAY]
    assert (CLOCK - max(spoken)).days == 41
    use = [u.value for u in sample.all(Usage, account=halden.id, measure="key feature")]
    assert sum(use[-4:]) < 0.7 * sum(use[-17:-4]) / 13 * 4


@pytest.mark.parametrize(
    ("noun", "attribute"), [(Account, "external_id"), (Ticket, "external_id"), (Invoice, "number")]
)
def test_numbers_of_other_systems_are_given_once(sample: Book, noun: type[Any], attribute: str) -> None:
    given = [getattr(value, attribute) for value in sample.all(noun)]
    assert len(set(given)) == len(given)
    assert None not in given
