"""Hindsight: what happened later is not known on an earlier day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.hindsight import as_it_was, began_by
from csdesk.domain.ids import AccountId, ProductId, SubscriptionId
from csdesk.domain.milestones import Milestone
from csdesk.domain.nouns import NOUNS
from csdesk.domain.subscriptions import Period, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.tickets import Ticket

DAY = date(2025, 9, 8)
ACCOUNT = AccountId("a")
PLANNED = {
    "from",
    "start",
    "end",
    "live_on",
    "signed_on",
    "agreed_on",
    "away_from",
    "away_until",
    "score_from",
}
PLANNED |= {"expected_on", "call_on", "about_on"}
PLANNED |= {"due_on", "target_on", "forecast_on", "planned_on", "not_before", "expires_on"}


def test_a_task_done_later_is_still_open() -> None:
    done = Task(id="t", account=ACCOUNT, title="x", status=TaskStatus.DONE, done_on=date(2025, 9, 9))
    then = as_it_was(done, DAY)
    assert (then.status, then.done_on) == (TaskStatus.OPEN, None)
    assert as_it_was(done, date(2025, 9, 9)) is done


def test_a_milestone_reached_later_has_no_evidence_yet() -> None:
    reached = Milestone(id="m", account=ACCOUNT, milestone="x", achieved_on=date(2025, 9, 9),
                        confirmed_by="Joe", evidence="mail", target_on=date(2025, 9, 10))  # fmt: skip
    then = as_it_was(reached, DAY)
    assert (then.achieved_on, then.confirmed_by, then.evidence) == (None, None, None)
    assert then.target_on == date(2025, 9, 10)


def test_an_account_that_is_lost_later_is_a_customer() -> None:
    lost = Account(id=ACCOUNT, account="x", status=Status.LOST, lost_on=date(2025, 9, 9), lost_reason="price")
    then = as_it_was(lost, DAY)
    assert (then.status, then.lost_on, then.lost_reason) == (Status.CUSTOMER, date(2025, 9, 9), "price")
    assert as_it_was(lost, date(2025, 9, 9)).status is Status.LOST


def test_a_line_by_the_month_may_be_cancelled_for_a_day_ahead() -> None:
    monthly = Subscription(id=SubscriptionId("l"), account=ACCOUNT, product=ProductId("p"), period=Period.MONTH,
                           cancelled_on=date(2025, 9, 30))  # fmt: skip
    assert as_it_was(monthly, DAY) is monthly
    assert as_it_was(replace(monthly, end=date(2025, 12, 31)), DAY).cancelled_on is None


def test_a_survey_is_there_from_the_day_it_was_sent_and_its_answer_from_its_own() -> None:
    survey = Survey(id="s", account=ACCOUNT, sent_on=DAY, answered_on=date(2025, 9, 9), score=9.0)
    assert began_by(survey, DAY)
    assert not began_by(survey, date(2025, 9, 7))
    assert as_it_was(survey, DAY).score is None


def test_a_ticket_closed_later_in_the_day_is_closed() -> None:
    ticket = Ticket(id="t", account=ACCOUNT, opened_at=datetime(2025, 9, 8, 9, tzinfo=UTC),
                    closed_at=datetime(2025, 9, 8, 23, tzinfo=UTC))  # fmt: skip
    assert as_it_was(ticket, DAY) is ticket
    assert as_it_was(ticket, date(2025, 9, 7)).closed_at is None
    assert not began_by(ticket, date(2025, 9, 7))


@pytest.mark.parametrize("noun", NOUNS, ids=lambda n: str(noun_of(n).word))
def test_every_day_of_a_noun_is_a_plan_or_its_own_or_taken_away(noun: type) -> None:
    """A new day column must say which it is, or an earlier day would know it."""
    from csdesk.domain.hindsight import _FACTS, _FIRST_OF, _LATER

    days = {f.key for f in noun_of(noun).fields if f.kind in {Kind.DAY, Kind.INSTANT}}
    own = {
        _FACTS.get(noun),
        *({"lost_on"} if noun is Account else ()),
        *_LATER.get(noun, {}),
        *_FIRST_OF.get(noun, ()),
    }
    inside = noun_of(noun).sheet is None
    assert inside or days - own - PLANNED == set()
