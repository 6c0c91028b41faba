"""Financiality, day by day: what was promised, what stood in the way, what was heard, and the reviews."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.feedback import Feedback, FeedbackStatus
from csdesk.domain.files import File
from csdesk.domain.gaps import Bridge, Gap
from csdesk.domain.hindsight import as_it_was, began_by
from csdesk.domain.opportunities import Opportunity, OpportunityStage
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.reviews.due import ReviewDue, review_due, reviews_held, went_live_on
from csdesk.domain.tasks import Party, Task
from csdesk.domain.timeline import EntryKind
from csdesk.domain.touches import Touch, TouchKind
from csdesk.services.accounts.briefs import call_brief
from csdesk.services.accounts.portrait import portrait
from csdesk.services.book.knowing import looking_back
from csdesk.services.outgoing.files import keep_written
from csdesk.services.reviews.reviews import write_qbr
from csdesk.services.sample import write_sample, write_sample_as_it_came
from csdesk.store.book import Book

SIGNED, GO_LIVE, REVIEW = date(2025, 6, 30), date(2025, 9, 5), date(2025, 12, 8)
_Row = TypeVar("_Row")


@pytest.fixture(scope="module")
def sample() -> Iterator[Book]:
    """The sample book; no test here changes it."""
    with Book.in_memory() as book:
        write_sample(book, accounts=3)
        yield book


@pytest.fixture(scope="module")
def account(sample: Book) -> Account:
    """Financiality."""
    return next(a for a in sample.all(Account) if a.account == "Financiality")


def _day(month: int, day: int) -> date:
    return date(2025, month, day)


def _known(book: Book, account: Account, noun: type[_Row], day: date) -> list[_Row]:
    return [as_it_was(row, day) for row in book.all(noun, account=account.id) if began_by(row, day)]


def _promises(book: Book, account: Account, day: date) -> dict[str, tuple[PromiseStatus, date | None]]:
    return {p.promise: (p.status, p.due_on) for p in _known(book, account, Promise, day)}


def test_30_jun_go_live_within_56_days_is_promised(sample: Book, account: Account) -> None:
    (promise,) = _known(sample, account, Promise, SIGNED)
    assert promise.due_on == SIGNED + timedelta(days=56) == _day(8, 25)
    assert (promise.promised_by, promise.status) == (Party.US, PromiseStatus.OPEN)


def test_16_jul_the_promise_is_changed_and_another_day_is_promised(sample: Book, account: Account) -> None:
    assert set(_promises(sample, account, _day(7, 15)).values()) == {(PromiseStatus.OPEN, _day(8, 25))}
    assert _promises(sample, account, _day(7, 16)) == {
        "Go-live within 56 days, by 25 Aug": (PromiseStatus.CHANGED, _day(8, 25)),
        "Go-live on 5 Sep": (PromiseStatus.OPEN, GO_LIVE),
    }


def test_5_sep_the_promise_is_kept_on_its_day(sample: Book, account: Account) -> None:
    assert _promises(sample, account, _day(9, 4))["Go-live on 5 Sep"][0] is PromiseStatus.OPEN
    told = portrait(sample, account, as_of=GO_LIVE).entries()
    kept = next(e for e in told if e.kind is EntryKind.PROMISE and e.how == "kept")
    assert (kept.on, kept.detail, kept.tone.value) == (GO_LIVE, "Our promise to Joe Smith", "good")


def test_22_aug_the_first_gap_is_bridged_by_the_customer_herself(sample: Book, account: Account) -> None:
    (gap,) = _known(sample, account, Gap, _day(8, 21))
    assert (gap.bridge, gap.bridged_on) == (Bridge.SELF_SERVICE, None)
    (gap,) = _known(sample, account, Gap, _day(8, 22))
    assert gap.bridged_on == _day(8, 22)


def test_7_oct_what_the_detractor_said_is_heard_and_an_answer_is_promised(
    sample: Book, account: Account
) -> None:
    heard = [f for f in _known(sample, account, Feedback, _day(10, 7)) if f.on == _day(10, 7)]
    assert [(f.status, f.told_back_on) for f in heard] == [(FeedbackStatus.PLANNED, None)]
    owed = [p for p in _known(sample, account, Promise, _day(10, 7)) if p.status is PromiseStatus.OPEN]
    assert [(p.promised_on, p.due_on) for p in owed] == [(_day(10, 7), _day(11, 28))]


def test_7_oct_the_gap_lies_between_go_live_and_first_value(sample: Book, account: Account) -> None:
    found = portrait(sample, account, as_of=_day(10, 7))
    (gap,) = (g for g in found.gaps if g.bridged_on is None)
    names = found.names()
    between = [names[gap.after_milestone or ""], names[gap.before_milestone or ""]]
    assert between == ["Go-live", "First value: 10 advisers in 30 days"]


def test_17_nov_licences_are_filling_and_nothing_is_asked_before_first_value(
    sample: Book, account: Account
) -> None:
    assert _known(sample, account, Opportunity, _day(11, 16)) == []
    (more,) = _known(sample, account, Opportunity, _day(11, 17))
    assert (more.stage, more.amount, more.note) == (
        OpportunityStage.SEEN, 725_000, "Not before first value is confirmed",
    )  # fmt: skip
    used = portrait(sample, account, as_of=_day(11, 17)).readings
    assert used["active users"][1] / used["licences"][1] > 0.80


def test_24_nov_the_brief_says_what_is_owed_to_whom(sample: Book, account: Account) -> None:
    promised = dict(call_brief(sample, account.id, as_of=_day(11, 24)).parts)["Promised"]
    assert [p.left for p in promised] == ["28 Nov 2025", "28 Nov 2025", "8 Dec 2025"]
    assert {p.says.rpartition("(")[2] for p in promised} == {
        "to Tom Alvarez)", "by Carol Bennett)", "to Joe Smith)",
    }  # fmt: skip


def test_29_nov_a_promise_that_was_not_kept_is_overdue(sample: Book, account: Account) -> None:
    told = portrait(sample, account, as_of=_day(11, 29)).entries()
    late = [e for e in told if e.kind is EntryKind.PROMISE and "overdue" in e.detail]
    assert [e.detail for e in late] == [
        "Our promise to Tom Alvarez; 1 day overdue",
        "Their promise, by Carol Bennett; 1 day overdue",
    ]


def _due(book: Book, account: Account, day: date) -> ReviewDue | None:
    found = portrait(book, account, as_of=day)
    held = reviews_held(found.of(Touch), as_of=day)
    live = went_live_on([s for s, _, _ in found.subscriptions], found.milestones, as_of=day)
    return review_due(held, live, account.touch_model)


def test_the_first_review_counts_from_go_live_and_not_from_the_signature(
    sample: Book, account: Account
) -> None:
    assert _due(sample, account, _day(9, 4)) is None
    due = _due(sample, account, GO_LIVE)
    assert due is not None
    assert (due.on, due.since, due.first) == (date(2025, 12, 4), GO_LIVE, True)
    assert ((REVIEW - SIGNED).days, (REVIEW - GO_LIVE).days) == (161, 94)


def test_8_dec_the_next_review_falls_on_a_sunday_and_is_planned_on_monday(
    sample: Book, account: Account
) -> None:
    with Book.in_memory() as copy:
        write_sample(copy, accounts=3)
        with copy.change(Verb.ADD, today=REVIEW):
            held = Touch(
                id="review", account=account.id, on=REVIEW, kind=TouchKind.REVIEW, summary="First 90 days"
            )
            copy.put(held)
        due = _due(copy, account, REVIEW)
    assert due is not None
    assert (due.on, due.planned_on) == (date(2026, 3, 8), date(2026, 3, 9))
    assert not due.first


def test_8_dec_the_deck_is_kept_with_its_checksum_once(account: Account, tmp_path: Path) -> None:
    with Book.in_memory() as copy:
        write_sample(copy, accounts=3)
        path = tmp_path / "first 90 days.pptx"
        written = write_qbr(copy, account.id, path, as_of=REVIEW)
        kept = [keep_written(copy, written.written, today=REVIEW) for _ in range(2)]
        assert [done is not None for done in kept] == [True, False]
        decks = [f for f in copy.all(File, account=account.id) if f.sha256]
    assert [(f.title, f.sha256, f.about_on) for f in decks] == [("first 90 days", written.sha256, REVIEW)]


def test_each_day_what_was_undertaken_was_known_then(sample: Book, account: Account) -> None:
    with Book.in_memory() as came:
        write_sample_as_it_came(came, accounts=3)
        for day in (_day(7, 15), _day(7, 16), _day(10, 7), _day(11, 18), _day(11, 24)):
            with looking_back(came, day, known_on=day) as then:
                assert _promises(then, account, day) == _promises(sample, account, day)
                assert {g.gap for g in then.all(Gap)} == {g.gap for g in _known(sample, account, Gap, day)}
                tasks = {t.title for t in then.all(Task, account=account.id)}
                assert tasks == {t.title for t in _known(sample, account, Task, day)}


def test_until_3_nov_nothing_was_planned_for_what_tom_said(account: Account) -> None:
    with Book.in_memory() as came:
        write_sample_as_it_came(came, accounts=3)
        said = "I cannot see how my own branch is doing."
        states = []
        for day in (_day(11, 2), _day(11, 3)):
            with looking_back(came, day, known_on=day) as then:
                states.append(next(f.status for f in then.all(Feedback) if f.feedback == said))
    assert states == [FeedbackStatus.OPEN, FeedbackStatus.PLANNED]
