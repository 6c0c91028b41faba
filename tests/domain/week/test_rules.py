"""Each rule proposes what the facts of a book ask for, with its reason and its window."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from csdesk.domain.accounts import TouchModel
from csdesk.domain.contacts import Role
from csdesk.domain.ids import ContactId, SubscriptionId
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.periods import Days
from csdesk.domain.renewals import Category
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.surveys import Survey
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import TouchKind
from csdesk.domain.week.candidates import Rule
from csdesk.domain.week.facts import Person, TermEnd
from csdesk.domain.week.rules import in_first_year
from tests.domain.week.making import (
    FRIDAY,
    MONDAY,
    ONE,
    PRIYA,
    ago,
    ahead,
    none,
    one,
    person,
    standing,
    term_end,
    week_of,
)


def test_the_first_year_ends_with_its_anniversary() -> None:
    assert in_first_year(standing(since=date(2024, 11, 25)), MONDAY)
    assert not in_first_year(standing(since=date(2024, 11, 24)), MONDAY)
    assert not in_first_year(standing(since=None), MONDAY)


# Silence


@pytest.mark.parametrize(
    ("model", "ideal", "maximum"),
    [(TouchModel.HIGH, 14, 30), (TouchModel.LOW, 45, 90), (TouchModel.TECH, 180, 365), (None, 60, 90)],
)
def test_an_account_is_called_between_the_ideal_and_the_maximum_of_its_cadence(
    model: TouchModel | None, ideal: int, maximum: int
) -> None:
    silent = one(standing(touch_model=model, last_two_way_on=ago(ideal - 4)))
    assert (silent.first, silent.edge) == (FRIDAY, ago(ideal - 4 - maximum))
    assert none(standing(touch_model=model, last_two_way_on=ago(ideal - 5)))


def test_a_silent_account_names_whom_to_call_and_which_cadence_breaks() -> None:
    silent = one(standing(last_two_way_on=ago(83), people=(PRIYA,)))
    assert (silent.title, silent.reason) == ("Call Priya Nair", "Silent for 83 days")
    assert silent.breaks == "breaks the 90-day cadence on 1 Dec"
    assert (silent.source, silent.kind, silent.minutes) == ("rule: silence", TouchKind.CALL, 30)


def test_who_has_a_name_is_called_before_an_address() -> None:
    people = (Person(ContactId("c-0"), "billing@halden.example"), Person(ContactId("c-1"), "Zoe Zahn"))
    assert one(standing(last_two_way_on=ago(83), people=people)).title == "Call Zoe Zahn"
    assert one(standing(last_two_way_on=ago(83), people=people[:1])).title == "Call billing@halden.example"


def test_a_broken_cadence_says_since_when() -> None:
    silent = one(standing(last_two_way_on=ago(100)))
    assert silent.title == "Get in touch again"
    assert silent.breaks == "the 90-day cadence is broken since 14 Nov"


def test_an_account_that_nobody_spoke_with_is_counted_from_its_start() -> None:
    new = one(standing(last_two_way_on=None, since=ago(80)))
    assert new.reason == "No conversation on record"
    assert (new.edge, new.breaks) == (ahead(10), "breaks the 90-day cadence on 4 Dec")
    wrote = one(standing(last_two_way_on=None, last_message_on=ago(3), since=ago(80)))
    assert wrote.reason == "No conversation on record; last mail or message 21 Nov"
    assert none(standing(last_two_way_on=None, since=ago(40)))
    assert none(standing(last_two_way_on=None, since=None))


def test_what_is_not_on_record_is_not_overdue() -> None:
    old = one(standing(last_two_way_on=None, since=ago(800)), first_import_on=MONDAY)
    assert (old.edge, old.breaks) == (ahead(14), "when the cadence broke is not known")
    assert not old.backlog


def test_a_book_without_touches_calls_nobody_silent() -> None:
    assert none(standing(last_two_way_on=None, since=ago(80)), touches_kept=False)


def test_a_prospect_is_not_silent() -> None:
    assert none(standing(last_two_way_on=ago(300), customer=False))


# Renewals and notice


@pytest.mark.parametrize(
    ("model", "days", "title"),
    [
        (TouchModel.HIGH, 184, "Renewal brief"),
        (TouchModel.HIGH, 185, None),
        (TouchModel.LOW, 94, "Renewal brief"),
        (TouchModel.LOW, 95, None),
        (TouchModel.LOW, 34, "Renewal call"),
        (TouchModel.LOW, 35, "Renewal brief"),
        (TouchModel.TECH, 20, None),
        (None, 94, "Renewal brief"),
    ],
)
def test_a_renewal_is_prepared_by_touch_model(model: TouchModel | None, days: int, title: str | None) -> None:
    found = week_of(standing(touch_model=model), term_ends=(term_end(ahead(days)),)).open
    assert [c.title for c in found] == ([title] if title else [])


def test_a_brief_is_in_time_until_the_next_one() -> None:
    high = standing(touch_model=TouchModel.HIGH)
    due_on = ahead(127)
    brief = one(high, term_ends=(term_end(due_on),))
    assert (due_on - brief.first).days == 180
    assert (due_on - brief.edge).days == 91
    assert brief.reason == "Renewal 31 Mar"
    assert not brief.mandatory


def test_the_last_brief_is_a_call_until_two_weeks_before_the_end() -> None:
    call = one(standing(people=(PRIYA,)), term_ends=(term_end(ahead(21)),))
    assert call.title == "Renewal call with Priya Nair"
    assert call.reason == "Renewal in 21 days, category not known"
    assert call.edge == ahead(7)
    likely = one(term_ends=(term_end(ahead(21), category=Category.LIKELY),))
    assert likely.reason == "Renewal in 21 days"


@pytest.mark.parametrize("model", [TouchModel.HIGH, TouchModel.TECH])
def test_a_notice_deadline_is_mandatory_from_fourteen_days_before_it(model: TouchModel) -> None:
    asked = standing(touch_model=model, people=(PRIYA,))
    notice = one(asked, term_ends=(term_end(ahead(400), notice_on=ahead(7), auto_renew=True),))
    assert notice.title == "Confirm intent with Priya Nair before notice"
    assert (notice.reason, notice.mandatory, notice.source) == ("Notice in 7 days", True, "rule: notice")
    assert (notice.first, notice.edge) == (ago(7), ahead(7))
    assert one(asked, term_ends=(term_end(ahead(400), notice_on=ahead(18)),)).first == FRIDAY
    assert none(asked, term_ends=(term_end(ahead(400), notice_on=ahead(19)),))


def test_the_notice_day_itself_is_still_in_time() -> None:
    due = one(term_ends=(term_end(ahead(60), notice_on=MONDAY, auto_renew=True),))
    assert due.reason == "Notice today"


def test_a_notice_day_is_kept_where_nobody_knows_whether_the_line_renews_itself() -> None:
    due = one(term_ends=(term_end(ahead(60), notice_on=ahead(5)),))
    assert (due.reason, due.mandatory) == ("Notice in 5 days; auto-renewal not known", True)
    assert due.edge == ahead(5)
    ends = one(term_ends=(term_end(ahead(60), notice_on=ahead(5), auto_renew=False),))
    assert ends.reason == "Notice in 5 days; ends on 23 Jan unless signed"


def test_after_the_notice_day_the_brief_goes_on() -> None:
    assert one(term_ends=(term_end(ahead(60), notice_on=ago(1)),)).title == "Renewal brief"


def test_lines_that_end_together_are_one_renewal() -> None:
    ends = tuple(TermEnd(ONE, SubscriptionId(f"s-{n}"), ahead(21)) for n in range(3))
    assert one(term_ends=ends).title == "Renewal call"


def test_a_lost_renewal_needs_no_brief() -> None:
    assert none(term_ends=(term_end(ahead(21), category=Category.LOST),))


def test_a_term_that_ended_undecided_is_settled() -> None:
    ended = one(term_ends=(term_end(ago(10)),))
    assert (ended.title, ended.reason) == ("Settle the renewal", "Term ended 14 Nov, nothing decided")
    assert none(term_ends=(term_end(ago(10), auto_renew=True),))


def test_a_day_of_a_term_that_nobody_confirmed_is_said_to_be_assumed() -> None:
    ended = one(term_ends=(term_end(ago(10), assumed=True),))
    assert ended.reason == "Term ended 14 Nov (assumed), nothing decided"
    due = one(term_ends=(term_end(ahead(60), notice_on=ahead(5), assumed=True),))
    assert due.reason == "Notice in 5 days (assumed); auto-renewal not known"
    call = one(term_ends=(term_end(ahead(21), assumed=True),))
    assert call.reason == "Renewal in 21 days (assumed), category not known"
    both = one(term_ends=(term_end(ago(10), assumed=True), term_end(ago(10))))
    assert both.reason == "Term ended 14 Nov, nothing decided"


# Sponsors and detractors


def signal(kind: SignalKind, **facts: Any) -> Signal:
    return Signal(**{"id": "g-1", "account": ONE, "on": ago(4), "kind": kind, **facts})


def test_a_sponsor_who_left_is_answered_the_same_day() -> None:
    gone = ContactId("joe")
    call = one(
        standing(people=(person("Dan Cole", Role.SPONSOR),)),
        signals=(signal(SignalKind.SPONSOR_LEFT, contact=gone),),
        names=((gone, "Joe Smith"),),
    )
    assert call.title == "Call the new sponsor, Dan Cole"
    assert (call.reason, call.mandatory, call.source) == ("Sponsor left 20 Nov", True, "rule: sponsor left")
    assert call.first == call.edge == ago(4)


def test_a_champion_who_left_is_asked_after() -> None:
    gone = ContactId("joe")
    facts: dict[str, Any] = {"signals": (signal(SignalKind.CHAMPION_LEFT, contact=gone),)}
    assert one(**facts).title == "Ask for the missing champion"
    assert one(**facts, names=((gone, "Joe Smith"),)).title == "Ask who follows Joe Smith"
    somebody = standing(people=(person("Dan Cole", Role.SPONSOR),))
    assert one(somebody, **facts).title == "Ask Dan Cole for the missing champion"


def test_a_signal_at_the_weekend_is_for_monday() -> None:
    assert one(signals=(signal(SignalKind.RFP, on=ago(1)),)).edge == MONDAY


def test_an_opt_out_counts_where_a_sponsor_or_champion_opts_out() -> None:
    user = person("Una User", Role.USER)
    facts = (signal(SignalKind.OPT_OUT, contact=user.id),)
    assert none(standing(people=(user,)), signals=facts)
    facts = (signal(SignalKind.OPT_OUT, contact=PRIYA.id),)
    assert one(standing(people=(PRIYA,)), signals=facts).title == "Call Priya Nair about opting out"


def test_a_contact_who_opted_out_is_called_once() -> None:
    from dataclasses import replace

    out = replace(PRIYA, opted_out_on=ago(2))
    assert one(standing(people=(out,))).reason == "Opted out 22 Nov"
    told = (signal(SignalKind.OPT_OUT, contact=PRIYA.id),)
    assert one(standing(people=(out,)), signals=told).reason == "Opted out 20 Nov"


def test_a_detractor_is_followed_up_the_same_day() -> None:
    answer = Survey(id="v-1", account=ONE, contact=PRIYA.id, answered_on=MONDAY, score=4.0)
    call = one(standing(people=(PRIYA,)), detractors=(answer,), names=((PRIYA.id, "Priya Nair"),))
    assert call.title == "Follow up the answer of 4 with Priya Nair"
    assert (call.reason, call.mandatory) == ("Detractor, today", True)
    assert call.first == call.edge == MONDAY
    gone = one(detractors=(answer,), names=((PRIYA.id, "Priya Nair"),))
    assert gone.title == "Follow up Priya Nair’s answer of 4"


# Billing, tickets, milestones


def invoice(overdue: int, **facts: Any) -> Invoice:
    due = ago(overdue)
    return Invoice(**{"id": "i-1", "account": ONE, "issued_on": due, "due_on": due, "amount": 100, **facts})


def test_an_invoice_is_brought_up_when_more_than_seven_days_overdue() -> None:
    assert none(invoices=(invoice(7),))
    late = one(
        standing(people=(person("Bea Bill", Role.BILLING), PRIYA)), invoices=(invoice(34, number="R-7"),)
    )
    assert late.title == "Unblock invoice R-7 with Bea Bill"
    assert (late.reason, late.source) == ("Invoice 34 days overdue", "rule: billing")
    assert (MONDAY - late.edge).days == 4


def test_several_overdue_invoices_are_one_proposal() -> None:
    late = one(invoices=(invoice(8, id="i-2"), invoice(34)))
    assert late.reason == "2 invoices overdue, the oldest 34 days"
    assert late.cause == "billing:i-1"


def test_openness_speaks_only_up_to_the_day_of_the_file() -> None:
    assert none(invoices=(invoice(34),), invoices_through=ago(30))


def test_a_failed_payment_is_cleared_up() -> None:
    failed = invoice(0, failed_on=ago(3))
    assert one(invoices=(failed,)).reason == "Payment failed 21 Nov"
    assert one(signals=(signal(SignalKind.PAYMENT_FAILED),)).title == "Clear up the failed payment"


def ticket(days: int, severity: int = 1) -> Ticket:
    opened = datetime.combine(ago(days), datetime.min.time(), UTC)
    return Ticket(id="k-1", account=ONE, subject="Export fails", severity=severity, opened_at=opened)


def test_severe_tickets_are_off_until_switched_on() -> None:
    assert none(tickets=(ticket(30),))
    found = one(tickets=(ticket(11),), rules={Rule.SEVERE})
    assert (found.title, found.reason) == ("Close the loop on “Export fails”", "Severity 1, open 11 days")
    assert none(tickets=(ticket(10),), rules={Rule.SEVERE})
    assert none(tickets=(ticket(30, severity=3),), rules={Rule.SEVERE})


def test_a_rule_that_is_off_proposes_nothing() -> None:
    ends = (term_end(ahead(60), notice_on=ahead(3)),)
    assert none(standing(last_two_way_on=ago(300)), term_ends=ends, rules={Rule.RENEWAL})


def test_a_milestone_is_in_the_week_from_fourteen_days_before_it_is_due() -> None:
    due = Milestone(id="m-1", account=ONE, milestone="First location live", target_on=ahead(18))
    found = one(milestones=(due,))
    assert (found.title, found.reason) == ("Milestone: First location live", "Milestone due 12 Dec")
    assert found.source == "milestone"


def test_an_open_first_value_says_so() -> None:
    value = Milestone(id="m-1", account=ONE, milestone="Saves a day", first_value=True, target_on=ago(5))
    assert one(milestones=(value,)).reason == "First value still open, due 5 days ago"


def test_a_milestone_waits_for_who_confirms_it() -> None:
    away = person("Joe Smith", Role.SPONSOR, away=Days(MONDAY, ahead(8)))
    due = Milestone(id="m-1", account=ONE, milestone="Kickoff", target_on=ahead(10), confirmed_by="joe smith")
    found = one(standing(people=(away, PRIYA)), milestones=(due,))
    assert (found.contact, found.away) == ("Joe Smith", away.away)


def test_a_milestone_that_nobody_in_particular_confirms_is_worked_on_with_who_is_there() -> None:
    away = person("Joe Smith", Role.SPONSOR, away=Days(MONDAY, ahead(8)))
    due = Milestone(id="m-1", account=ONE, milestone="Kickoff", target_on=ahead(10))
    assert one(standing(people=(away, PRIYA)), milestones=(due,)).contact == "Priya Nair"
    assert one(standing(people=(away,)), milestones=(due,)).away == away.away
    assert one(standing(people=()), milestones=(due,)).contact is None
