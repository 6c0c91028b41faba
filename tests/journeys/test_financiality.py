"""Financiality, day by day: what the sample book says of it with the clock set to each day of the scenario."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.files import File
from csdesk.domain.gaps import Gap
from csdesk.domain.health.bands import Band
from csdesk.domain.health.score import Score, State
from csdesk.domain.hindsight import as_it_was, began_by
from csdesk.domain.ids import AccountId
from csdesk.domain.invoices import Invoice
from csdesk.domain.milestones import Milestone
from csdesk.domain.money import amount_text
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.promises import Promise
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.risks import Risk, RiskCause, Severity
from csdesk.domain.signals import Signal
from csdesk.domain.subscriptions import Step, Subscription
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.domain.usage import Usage
from csdesk.services.book.knowing import looking_back
from csdesk.services.health.health import score_of
from csdesk.services.numbers.numbers import sold_by
from csdesk.services.renewals.renewals import not_placed, renewals_due
from csdesk.services.sample import CLOCK, write_sample, write_sample_as_it_came
from csdesk.services.week.week import plan_week
from csdesk.store.book import Book
from csdesk.store.revenue import arr_by_account
from tests.figures import numbers

SIGNED = date(2025, 6, 30)
GO_LIVE = date(2025, 9, 5)


@pytest.fixture(scope="module")
def sample() -> Iterator[Book]:
    """The sample book; no test here changes it."""
    with Book.in_memory() as book:
        write_sample(book)
        yield book


@pytest.fixture(scope="module")
def account(sample: Book) -> Account:
    """Financiality."""
    return next(a for a in sample.all(Account) if a.account == "Financiality")


def _day(month: int, day: int) -> date:
    return date(2025, month, day)


def _score(book: Book, account: Account, day: date) -> Score:
    receipt = score_of(book, account.id, as_of=day)
    assert receipt is not None
    return receipt.score


def _two_way(book: Book, account: AccountId, by: date) -> list[date]:
    touches = book.all(Touch, account=account)
    return [t.on for t in touches if t.direction is Direction.TWO_WAY and t.on <= by]


def _milestone(book: Book, account: Account, name: str) -> Milestone:
    return next(m for m in book.all(Milestone, account=account.id) if m.milestone.startswith(name))


def test_30_jun_it_brings_2416_67_a_month_and_the_fee_is_not_recurring(
    sample: Book, account: Account
) -> None:
    money = arr_by_account(sample, SIGNED)[account.id]
    assert money.mrr is not None
    assert amount_text(money.mrr, "USD") == "2416.67"
    before = arr_by_account(sample, SIGNED - timedelta(days=1))
    assert account.id not in {uid for uid, brings in before.items() if brings.arr}
    fee = next(s for s in sample.all(Subscription, account=account.id) if not s.recurring)
    assert [s.amount for s in sample.all(Step, subscription=fee.id)] == [1_500_000]


def test_30_jun_it_is_new_revenue_of_that_day(sample: Book, account: Account) -> None:
    day = numbers(sample, SIGNED, SIGNED, as_of=CLOCK)
    assert day.came_or_gone(Movement.NEW) == 1
    w = sold_by(sample, as_of=CLOCK).waterfall(SIGNED, SIGNED)
    assert next(a for a in w.accounts if a.account == account.id).kind is Movement.NEW
    assert amount_text(day.waterfall.total([Movement.NEW]), "USD") == "2416.67"


def test_30_jun_the_term_is_an_open_question(sample: Book, account: Account) -> None:
    due = next(
        r for r in renewals_due(sample, SIGNED, date(2026, 6, 30), as_of=SIGNED) if r.account_id == account.id
    )
    assert due.due_on == date(2026, 6, 29)
    assert due.assumed
    assert due.notice is None
    assert account.id in {u.account_id for u in not_placed(sample, as_of=SIGNED)}


def test_30_jun_joe_smith_is_the_sponsor_and_the_deadline_is_56_days_on(
    sample: Book, account: Account
) -> None:
    sponsors = [c for c in sample.all(Contact, account=account.id) if Role.SPONSOR in c.roles]
    assert [(c.name, c.title) for c in sponsors] == [("Joe Smith", "senior director of education")]
    assert _milestone(sample, account, "Go-live").target_on == SIGNED + timedelta(days=56) == _day(8, 25)


def test_until_14_jul_nobody_answered_and_a_gift_is_no_answer(sample: Book, account: Account) -> None:
    assert _two_way(sample, account.id, _day(7, 14)) == []
    early = [t for t in sample.all(Touch, account=account.id) if t.on <= _day(7, 2)]
    assert [t.kind for t in early] == [TouchKind.MAIL, TouchKind.GIFT, TouchKind.MAIL]
    joe = next(c for c in sample.all(Contact, account=account.id) if c.name == "Joe Smith")
    assert (joe.away_from, joe.away_until) == (_day(7, 2), _day(7, 14))


def test_2_jul_the_handoff_meeting_is_skipped_with_a_reason(sample: Book, account: Account) -> None:
    dropped = [t for t in sample.all(Task, account=account.id) if t.status is TaskStatus.DROPPED]
    assert [(t.done_on, "fit" in t.title) for t in dropped] == [(_day(7, 2), True)]


def test_2_jul_no_meeting_can_be_planned_before_joe_is_back(sample: Book, account: Account) -> None:
    plan = plan_week(sample, start=_day(7, 2))
    assert not [i for i in plan.plan if i.item.candidate.account == account.id]
    reasons = [n.reason for n in plan.not_doing if n.item.candidate.account == account.id]
    assert reasons == ["does not fit: Joe Smith is away to 14 Jul; can wait until 16 Jul"]
    after = plan_week(sample, start=_day(7, 14))
    kickoff = [i.day for i in after.plan if i.item.candidate.account == account.id]
    assert kickoff
    assert min(kickoff) >= _day(7, 15)


def test_15_jul_joe_answers_after_14_days(sample: Book, account: Account) -> None:
    first = _two_way(sample, account.id, CLOCK)[0]
    assert first == _day(7, 15)
    assert (first - _day(7, 1)).days == 14


def test_16_jul_go_live_is_forecast_11_days_late_and_stays_at_risk(sample: Book, account: Account) -> None:
    go_live = _milestone(sample, account, "Go-live")
    assert go_live.forecast_on == GO_LIVE
    assert (GO_LIVE - SIGNED).days == 67
    assert go_live.target_on is not None
    assert (GO_LIVE - go_live.target_on).days == 11
    schedule = next(r for r in sample.all(Risk, account=account.id) if r.cause is RiskCause.SCHEDULE)
    assert schedule.opened_on <= _day(7, 16)
    assert schedule.closed_on is not None
    assert schedule.closed_on > _day(7, 16)


@pytest.mark.parametrize("day", [SIGNED, _day(7, 16), _day(8, 14)])
def test_before_15_aug_it_is_not_scored(sample: Book, account: Account, day: date) -> None:
    score = _score(sample, account, day)
    assert score.state is State.ONBOARDING
    assert score.score is None


def test_15_aug_the_score_starts(sample: Book, account: Account) -> None:
    score = _score(sample, account, _day(8, 15))
    assert score.state is State.SCORED
    assert score.starts_on == "2025-08-15"


def test_5_sep_go_live_is_reached_and_first_value_is_not(sample: Book, account: Account) -> None:
    go_live = _milestone(sample, account, "Go-live")
    assert (go_live.achieved_on, go_live.confirmed_by) == (GO_LIVE, "Joe Smith")
    assert not go_live.first_value
    first_value = [m for m in sample.all(Milestone, account=account.id) if m.first_value]
    assert [(m.target_on, m.achieved_on) for m in first_value] == [(_day(11, 30), None)]


def test_8_sep_the_survey_clears_the_risk_and_the_band_is_healthy(sample: Book, account: Account) -> None:
    survey = next(s for s in sample.all(Survey, account=account.id) if s.kind is SurveyKind.ONBOARDING)
    assert (survey.answered_on, survey.score, survey.scale_max) == (_day(9, 8), 5.0, 5.0)
    assert survey.sent_on == GO_LIVE + timedelta(days=3)
    before, after = (_score(sample, account, _day(9, d)) for d in (7, 8))
    assert [m.points for m in before.modifiers] == [Decimal("-6.0")]
    assert before.without_modifiers == (before.score or 0) + 6
    assert after.modifiers == ()
    assert after.score == after.without_modifiers
    assert after.band is Band.HEALTHY


def test_between_11_sep_and_3_nov_three_users_were_alerted_and_one_was_rewarded(
    sample: Book, account: Account
) -> None:
    notes = [s.note or "" for s in sample.all(Signal, account=account.id)]
    assert sum("fewer than 3 pages" in n for n in notes) == 3
    assert sum("50 logins and 500 page views" in n for n in notes) == 1


def test_30_sep_the_first_nps_goes_to_all_users_a_working_day_late(sample: Book, account: Account) -> None:
    nps = [s for s in sample.all(Survey, account=account.id) if s.kind is SurveyKind.NPS]
    assert {s.sent_on for s in nps} == {_day(9, 30)}
    assert (SIGNED + timedelta(days=90)).weekday() == 6
    task = next(t for t in sample.all(Task, account=account.id) if "first NPS" in t.title)
    assert (task.due_on, task.done_on) == (_day(9, 29), _day(9, 30))


def test_7_oct_a_user_answers_4_and_is_called_the_same_day(sample: Book, account: Account) -> None:
    answers = [s for s in sample.all(Survey, account=account.id) if s.answered_on == _day(10, 7)]
    assert [s.score for s in answers] == [4.0]
    calls = [t for t in sample.all(Touch, account=account.id) if t.on == _day(10, 7)]
    assert [(t.kind, t.contacts) for t in calls] == [(TouchKind.CALL, (answers[0].contact,))]
    titles = [i.item.candidate.title for i in plan_week(sample, start=_day(10, 8)).plan]
    assert not any("the answer of 4" in title for title in titles)


def test_17_nov_five_tickets_came_in_seven_days_and_three_are_closed(sample: Book, account: Account) -> None:
    week = [
        t
        for t in sample.all(Ticket, account=account.id)
        if _day(11, 11) <= t.opened_at.date() <= _day(11, 17)
    ]
    assert len(week) == 5
    assert sum(t.closed_at is None for t in week) == 2


def test_18_nov_the_surge_is_a_risk_that_takes_six_points(sample: Book, account: Account) -> None:
    surge = next(r for r in sample.all(Risk, account=account.id) if r.cause is RiskCause.TICKET_SURGE)
    assert (surge.opened_on, surge.severity, surge.closed_on) == (_day(11, 18), Severity.MEDIUM, None)
    before, after = (_score(sample, account, _day(11, d)) for d in (17, 18))
    assert before.modifiers == ()
    assert [(m.points, m.since) for m in after.modifiers] == [(Decimal("-6.0"), "2025-11-18")]


def test_24_nov_101_of_120_licences_are_active(sample: Book, account: Account) -> None:
    def last(measure: str) -> Usage:
        return max(sample.all(Usage, account=account.id, measure=measure), key=lambda u: u.on)

    assert (last("active users").value, last("active users").on) == (101.0, CLOCK)
    assert last("licences").value == 120.0


def test_24_nov_the_objectives_are_about_half_way(sample: Book, account: Account) -> None:
    way = {}
    for objective in sample.all(Objective, account=account.id):
        newest = max(sample.all(Reading, objective=objective.id), key=lambda r: r.on)
        progress = objective.progress(newest.value)
        assert progress is not None
        way[objective.objective] = (newest.value, round(progress * 100))
    assert way == {
        "Days to certify an adviser": (38.0, 47),
        "Courses finished on time": (74.0, 54),
        "Questions to the education team, a week": (92.0, 47),
    }


def test_24_nov_it_is_healthy_in_spite_of_the_open_risk(sample: Book, account: Account) -> None:
    score = _score(sample, account, CLOCK)
    assert score.band is Band.HEALTHY
    assert score.score is not None
    assert score.without_modifiers == score.score + 6
    assert 0.75 <= score.coverage < 1


def test_24_nov_every_invoice_is_paid(sample: Book, account: Account) -> None:
    assert all(i.paid_on for i in sample.all(Invoice, account=account.id))


def test_24_nov_first_value_is_the_open_item_of_the_week(sample: Book, account: Account) -> None:
    plan = plan_week(sample, start=CLOCK)
    items = [p.item for p in plan.plan] + [n.item for n in plan.not_doing]
    ours = [i for i in items if i.candidate.account == account.id]
    assert any("First value still open" in i.candidate.reason for i in ours)
    assert all(i.pressing for i in ours)


def test_8_dec_the_review_is_planned_161_days_after_signing_and_94_after_go_live(
    sample: Book, account: Account
) -> None:
    review = next(t for t in sample.all(Task, account=account.id) if t.title.startswith("Review by video"))
    assert review.due_on is not None
    assert review.status is TaskStatus.OPEN
    assert ((review.due_on - SIGNED).days, (review.due_on - GO_LIVE).days) == (161, 94)


def test_later_the_renewal_is_not_certain(sample: Book, account: Account) -> None:
    due = renewals_due(sample, CLOCK, date(2026, 6, 30), as_of=CLOCK)
    ours = next(r for r in due if r.account_id == account.id)
    assert str(ours.category) == "unknown"
    assert ours.forecast is None


@pytest.fixture(scope="module")
def came() -> Iterator[Book]:
    """The sample book as it came, day by day; no test here changes it."""
    with Book.in_memory() as book:
        write_sample_as_it_came(book, accounts=1)
        yield book


DAYS = [
    SIGNED, _day(7, 1), _day(7, 2), _day(7, 15), _day(7, 16), _day(8, 14), _day(8, 15), _day(9, 4), GO_LIVE,
    _day(9, 8), _day(9, 18), _day(9, 23), _day(9, 30), _day(10, 7), _day(10, 9), _day(11, 3), _day(11, 17),
    _day(11, 18), CLOCK,
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_day_everything_that_had_happened_was_known_and_nothing_else(
    came: Book, account: Account, day: date
) -> None:
    with looking_back(came, day, known_on=day) as then:
        for noun in (Touch, Ticket, Survey, Invoice, Usage, Signal, Risk, Promise, Gap, Opportunity, File):
            happened = [as_it_was(r, day) for r in came.all(noun, account=account.id) if began_by(r, day)]
            assert sorted(then.all(noun, account=account.id), key=_id) == sorted(happened, key=_id)


def _id(row: object) -> str:
    return str(getattr(row, "id", ""))


_OF_PEOPLE = {"consent", "contacts_in_place", "sponsor"}
"""Measures that count contacts: who was written down later is there as it was, and not as known."""


@pytest.mark.parametrize("day", [d for d in DAYS if d >= _day(8, 15)], ids=str)
def test_each_day_it_scored_as_it_could_have_been_known_to(came: Book, account: Account, day: date) -> None:
    def readings(book: Book) -> dict[str, object]:
        receipt = score_of(book, account.id, as_of=day)
        assert receipt is not None
        assert receipt.score.state is State.SCORED
        people = set() if day >= _day(9, 8) else _OF_PEOPLE
        found: dict[str, object] = {
            x.measure.key: x.reading for x in receipt.lines if x.measure.key not in people
        }
        return found | {"modifiers": [m.points for m in receipt.score.modifiers]}

    with looking_back(came, day) as was, looking_back(came, day, known_on=day) as known:
        assert readings(known) == readings(was)


@pytest.mark.parametrize("day", [d for d in DAYS if d < _day(8, 15)], ids=str)
def test_before_15_aug_it_was_not_known_to_score_either(came: Book, account: Account, day: date) -> None:
    with looking_back(came, day, known_on=day) as known:
        score = _score(known, account, day)
    assert (score.state, score.starts_on, score.score) == (State.ONBOARDING, "2025-08-15", None)


@pytest.mark.parametrize(
    ("day", "csm", "stage", "people", "milestones", "open_risks"),
    [
        (SIGNED, "Shannon Jones", "onboarding", 1, 1, 0),
        (_day(7, 1), "Shannon Jones", "onboarding", 2, 1, 0),
        (_day(7, 2), "Shannon Jones", "onboarding", 2, 1, 1),
        (_day(7, 16), "Shannon Jones", "onboarding", 3, 3, 1),
        (_day(8, 14), "Shannon Jones", "onboarding", 3, 5, 1),
        (_day(9, 4), "Shannon Jones", "onboarding", 3, 5, 1),
        (GO_LIVE, "Mary Harrison", "value realization", 3, 5, 1),
        (_day(9, 8), "Mary Harrison", "value realization", 5, 5, 0),
        (_day(11, 18), "Mary Harrison", "value realization", 5, 6, 1),
    ],
    ids=str,
)
def test_each_day_it_was_known_so(
    came: Book,
    account: Account,
    day: date,
    csm: str,
    stage: str,
    people: int,
    milestones: int,
    open_risks: int,
) -> None:
    with looking_back(came, day, known_on=day) as then:
        known = then.find(Account, account.id)
        assert known is not None
        assert (known.csm, known.stage) == (csm, stage)
        assert len(then.all(Contact, account=account.id)) == people
        assert len(then.all(Milestone, account=account.id)) == milestones
        assert sum(r.closed_on is None for r in then.all(Risk, account=account.id)) == open_risks


def test_before_it_was_signed_nobody_knew_of_it(came: Book, account: Account) -> None:
    day = SIGNED - timedelta(days=1)
    with looking_back(came, day, known_on=day) as then:
        assert then.find(Account, account.id) is None


def test_1_jul_the_welcome_went_out_and_waits_for_an_answer(came: Book, account: Account) -> None:
    with looking_back(came, _day(7, 1), known_on=_day(7, 1)) as then:
        assert [t.direction for t in then.all(Touch, account=account.id)] == [Direction.OUTBOUND]


def test_2_jul_no_meeting_is_planned_while_joe_is_away(came: Book, account: Account) -> None:
    with looking_back(came, _day(7, 2), known_on=_day(7, 2)) as then:
        plan = plan_week(then, start=_day(7, 2))
        (joe,) = [c for c in then.all(Contact, account=account.id) if c.name == "Joe Smith"]
    assert (joe.away_from, joe.away_until) == (_day(7, 2), _day(7, 14))
    assert not [p for p in plan.plan if "kickoff" in p.item.candidate.title]


def test_1_jul_nobody_knew_that_joe_would_be_away(came: Book, account: Account) -> None:
    with looking_back(came, _day(7, 1), known_on=_day(7, 1)) as then:
        (joe,) = [c for c in then.all(Contact, account=account.id) if c.name == "Joe Smith"]
        assert joe.away_from is None


def test_2_jul_the_schedule_risk_is_open_and_takes_nothing_yet(came: Book, account: Account) -> None:
    with looking_back(came, _day(7, 2), known_on=_day(7, 2)) as then:
        (risk,) = then.all(Risk, account=account.id)
        assert (risk.cause, risk.opened_on, risk.closed_on) == (RiskCause.SCHEDULE, _day(7, 2), None)
        assert _score(then, account, _day(7, 2)).score is None


def test_16_jul_there_is_a_forecast_beside_the_target_and_no_success_measure(
    came: Book, account: Account
) -> None:
    with looking_back(came, _day(7, 15), known_on=_day(7, 15)) as then:
        assert _milestone(then, account, "Go-live").forecast_on is None
    with looking_back(came, _day(7, 16), known_on=_day(7, 16)) as then:
        go_live = _milestone(then, account, "Go-live")
        assert (go_live.target_on, go_live.forecast_on) == (_day(8, 25), GO_LIVE)
        assert then.all(Objective, account=account.id) == []


def test_14_aug_mary_is_introduced_and_success_has_words(came: Book, account: Account) -> None:
    with looking_back(came, _day(8, 13), known_on=_day(8, 13)) as then:
        assert [a.required_outcome for a in then.all(Account) if a.id == account.id] == [None]
    with looking_back(came, _day(8, 15), known_on=_day(8, 15)) as then:
        known = then.find(Account, account.id)
        assert known is not None
        assert "30 days instead of 45" in (known.required_outcome or "")
        assert known.score_from == _day(8, 15)
        assert len(then.all(Objective, account=account.id)) == 3


def test_5_sep_the_change_of_the_csm_is_kept(came: Book, account: Account) -> None:
    for day, csm in ((_day(9, 4), "Shannon Jones"), (GO_LIVE, "Mary Harrison")):
        with looking_back(came, day) as then:
            assert [a.csm for a in then.all(Account) if a.id == account.id] == [csm]


def test_7_oct_the_user_who_answered_4_turned_negative(came: Book, account: Account) -> None:
    for day, feels in ((_day(10, 6), "neutral"), (_day(10, 7), "negative")):
        with looking_back(came, day, known_on=day) as then:
            (tom,) = [c for c in then.all(Contact, account=account.id) if c.name == "Tom Alvarez"]
            assert tom.sentiment == feels


def test_17_nov_the_surge_is_not_a_risk_until_the_next_day_and_closing_it_is_planned(
    came: Book, account: Account
) -> None:
    for day, open_ones, risks in ((_day(11, 17), 4, 0), (_day(11, 18), 3, 1)):
        with looking_back(came, day, known_on=day) as then:
            tickets, found = then.all(Ticket, account=account.id), then.all(Risk, account=account.id)
            assert sum(t.closed_at is None for t in tickets) == open_ones
            assert sum(r.cause is RiskCause.TICKET_SURGE for r in found) == risks
    with looking_back(came, _day(11, 18), known_on=_day(11, 18)) as then:
        titles = [t.title for t in then.all(Task, account=account.id) if t.status is TaskStatus.OPEN]
    assert "Close the loop on two tickets" in titles


def test_8_dec_the_next_review_is_sent_only_on_the_monday_after_three_months(
    sample: Book, account: Account
) -> None:
    after = next(t for t in sample.all(Task, account=account.id) if t.title == "Send-only review")
    assert (_day(12, 8) + timedelta(days=90)).weekday() == 6
    assert after.due_on == date(2026, 3, 9)
    assert after.due_on.weekday() == 0


def test_8_dec_the_deck_is_the_same_whenever_it_is_written(
    sample: Book, account: Account, tmp_path: Path
) -> None:
    from csdesk.services.reviews.reviews import write_qbr

    twice = [write_qbr(sample, account.id, tmp_path / f"{n}.pptx", as_of=_day(12, 8)).sha256 for n in (1, 2)]
    assert twice[0] == twice[1]
