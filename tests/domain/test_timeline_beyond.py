"""The timeline of what was undertaken and of what goes beyond the contract: each entry stands on its own day."""

from datetime import date, timedelta
from typing import Any

from csdesk.domain.advocacy import Advocacy, AdvocacyKind, AdvocacyOutcome
from csdesk.domain.churn import Churn, Reason
from csdesk.domain.feedback import Feedback, FeedbackStatus
from csdesk.domain.files import File, FileKind
from csdesk.domain.gaps import Bridge, Gap
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.opportunities import Opportunity, OpportunityStage
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.tasks import Party
from csdesk.domain.timeline import Entry, EntryKind, Tone, timeline
from csdesk.domain.timeline.use import MonthOfUse

DAY = date(2025, 11, 24)
ACCOUNT, ANA = AccountId("a"), ContactId("ana")
NAMES = {"ana": "Ana Duarte", "live": "Go-live", "value": "First value"}


def told(fact: Any, on: date = DAY) -> list[Entry]:
    return timeline([fact], NAMES, as_of=on)


def promise(**facts: Any) -> Promise:
    return Promise(id="p", account=ACCOUNT, promise="Send it", contact=ANA, **facts)


def test_an_open_promise_is_planned_for_its_day_and_overdue_after_it() -> None:
    (entry,) = told(promise(due_on=DAY))
    assert (entry.on, entry.planned, entry.detail, entry.tone) == (
        DAY, True, "Our promise to Ana Duarte", Tone.PLAIN,
    )  # fmt: skip
    (late,) = told(promise(due_on=DAY, promised_by=Party.CUSTOMER), DAY + timedelta(days=2))
    assert (late.detail, late.tone) == ("Their promise, by Ana Duarte; 2 days overdue", Tone.WATCH)


def test_a_promise_that_was_kept_late_says_so_and_one_settled_on_no_known_day_is_not_told() -> None:
    (kept,) = told(promise(due_on=DAY, status=PromiseStatus.KEPT, settled_on=DAY), DAY)
    assert (kept.title, kept.detail) == ("Promise kept: Send it", "Our promise to Ana Duarte")
    late = promise(due_on=DAY - timedelta(days=1), status=PromiseStatus.KEPT, settled_on=DAY)
    assert told(late)[0].detail == "Our promise to Ana Duarte; 1 day late"
    assert told(promise(status=PromiseStatus.BROKEN)) == []
    assert told(promise(status=PromiseStatus.BROKEN, settled_on=DAY + timedelta(days=1))) == []


def test_a_gap_lasts_until_it_is_bridged() -> None:
    gap = Gap(
        id="g", account=ACCOUNT, gap="No data", found_on=DAY, after_milestone="live", before_milestone="value"
    )
    (open_,) = told(gap)
    assert (open_.still, open_.until, open_.tone) == (True, None, Tone.WATCH)
    assert open_.detail == "Between Go-live and First value; no bridge chosen yet"
    over = Gap(id="g", account=ACCOUNT, gap="No data", found_on=DAY, bridge=Bridge.TRAINING,
               bridged_on=DAY + timedelta(days=3))  # fmt: skip
    bridged, found = told(over, DAY + timedelta(days=9))
    assert (bridged.detail, bridged.tone) == ("Bridge: training; after 3 days", Tone.GOOD)
    assert (found.still, found.until) == (False, DAY + timedelta(days=3))
    assert [e.still for e in told(over, DAY)] == [True]


def test_an_opportunity_is_planned_until_it_is_decided() -> None:
    more = Opportunity(id="o", account=ACCOUNT, opportunity="Ten more", amount=5, seen_on=DAY - timedelta(days=9),
                       expected_on=DAY + timedelta(days=9))  # fmt: skip
    planned, seen = told(more)
    assert (planned.planned, planned.on, seen.planned) == (True, DAY + timedelta(days=9), False)
    won = Opportunity(
        id="o", account=ACCOUNT, opportunity="Ten more", stage=OpportunityStage.WON, decided_on=DAY
    )
    (entry,) = told(won)
    assert (entry.on, entry.title, entry.tone) == (DAY, "Opportunity won: Ten more", Tone.GOOD)


def test_advocacy_is_asked_for_and_given() -> None:
    asked = Advocacy(id="v", account=ACCOUNT, contact=ANA, kind=AdvocacyKind.CASE_STUDY, asked_on=DAY)
    assert [(e.title, e.detail) for e in told(asked)] == [
        ("Case study asked for", "Ana Duarte; not answered yet")
    ]
    unasked = Advocacy(id="v", account=ACCOUNT, given_on=DAY, outcome=AdvocacyOutcome.GIVEN)
    assert [(e.title, e.tone) for e in told(unasked)] == [("Reference given", Tone.GOOD)]


def test_feedback_that_was_settled_waits_until_they_are_told() -> None:
    def said(**facts: Any) -> Entry:
        (entry,) = told(Feedback(id="f", account=ACCOUNT, on=DAY, feedback="Faster", **facts))
        return entry

    assert (said().detail, said().tone) == ("Wish", Tone.PLAIN)
    waits = said(status=FeedbackStatus.DONE)
    assert (waits.detail, waits.tone) == ("Wish; done; not told back yet", Tone.WATCH)
    assert said(status=FeedbackStatus.DONE, told_back_on=DAY).detail == "Wish; done; told back"


def test_a_loss_that_was_notified_lies_ahead_and_a_call_follows_it() -> None:
    churn = Churn(
        id="c", account=ACCOUNT, lost_on=DAY, known_on=DAY - timedelta(days=30), reason=Reason.PRICE
    )
    (ahead,) = told(churn, DAY - timedelta(days=1))
    assert (ahead.planned, ahead.detail) == (True, "Reason: price")
    call, lost = told(churn, DAY)
    assert (call.on, call.planned, call.how) == (DAY + timedelta(days=10), True, "call")
    assert (lost.on, lost.tone) == (DAY, Tone.BAD)
    assert len(told(churn, DAY + timedelta(days=22))) == 1
    called = Churn(
        id="c", account=ACCOUNT, lost_on=DAY, called_on=DAY + timedelta(days=5), learned="Too dear"
    )
    assert [e.detail for e in told(called, DAY + timedelta(days=30))] == ["Too dear", "Reason: not known yet"]


def test_a_deck_is_told_as_one() -> None:
    file = File(id="d", account=ACCOUNT, title="Quarter", place="/x", kind=FileKind.DECK, added_on=DAY)
    assert [(e.title, e.how) for e in told(file)] == [("Deck: Quarter", "deck")]
    assert told(File(id="d", account=ACCOUNT, title="Quarter", place="/x")) == []


def test_a_month_of_use_tells_the_known_measures_first_and_how_many_more_there_are() -> None:
    last = tuple(
        (name, DAY, n + 0.5) for n, name in enumerate(["zeal", "breadth", "licences", "active users", "x"])
    )
    (entry,) = told(MonthOfUse(DAY, "u", 9, 2, last))
    assert entry.kind is EntryKind.USAGE
    assert entry.title == "Use: active users 3.5, licences 2.5, breadth 1.5, x 4.5, 1 more, 2 people"
    assert entry.detail == "The last of 9 readings of the month"
