"""Each measure reads what its sentence in the guide says."""

from dataclasses import replace
from decimal import Decimal

import pytest

from csdesk.domain.accounts import TouchModel
from csdesk.domain.arrivals import Arrival
from csdesk.domain.contacts import Role
from csdesk.domain.health.receipt import LineState
from csdesk.domain.ids import AccountId
from csdesk.domain.signals import SignalKind
from csdesk.domain.surveys import SurveyKind
from csdesk.domain.touches import Direction, TouchKind
from csdesk.domain.usage import ACTIVE_USERS
from csdesk.store.book import Book
from tests.services.health_books import (
    add_account,
    ago,
    contract,
    invoice,
    line,
    milestone,
    new_id,
    objective,
    person,
    put,
    read,
    signal,
    survey,
    ticket,
    touch,
    usage,
)


def test_progress_is_measured_against_the_plan(book: Book, corvid: AccountId) -> None:
    put(book, *objective(corvid, 30))
    found = line(book, corvid, "objective_progress")
    assert found.reading == pytest.approx(-0.2)
    assert found.sub_score == 50


def test_one_objective_beyond_its_target_does_not_hide_another(book: Book, corvid: AccountId) -> None:
    put(book, *objective(corvid, 900), *objective(corvid, 10))
    assert line(book, corvid, "objective_progress").reading == pytest.approx((0.5 - 0.4) / 2)


def test_milestones_count_when_due_or_reached_and_late_is_not_on_time(book: Book, corvid: AccountId) -> None:
    days = [(ago(30), ago(31)), (ago(20), ago(9)), (ago(10), None), (ago(-5), ago(2)), (ago(-9), None)]
    for target, achieved in days:
        put(
            book,
            milestone(corvid, target, achieved),
        )
    assert line(book, corvid, "milestones_on_time").reading == 0.5


def test_a_milestone_reached_on_no_known_day_is_neither_late_nor_on_time(
    book: Book, corvid: AccountId
) -> None:
    put(book, replace(milestone(corvid, ago(30), None), achieved=True))
    assert line(book, corvid, "milestones_on_time").state is LineState.ABSENT
    put(book, milestone(corvid, ago(20), ago(20)))
    assert line(book, corvid, "milestones_on_time").reading == 1.0


def test_first_value_counts_as_value_only_once_somebody_confirmed_it(book: Book, corvid: AccountId) -> None:
    reached = replace(milestone(corvid, ago(9), ago(9)), first_value=True)
    put(book, reached)
    assert line(book, corvid, "confirmed_value").state is LineState.ABSENT
    put(book, replace(reached, confirmed_by="Joe Smith"))
    assert line(book, corvid, "confirmed_value").reading == 9


@pytest.mark.parametrize(("severity", "reading"), [(1, 40), (2, 20), (3, 10), (4, 5), (None, 10)])
def test_an_open_case_weighs_by_its_severity(
    book: Book, corvid: AccountId, severity: int | None, reading: float
) -> None:
    put(book, ticket(corvid, ago(10), severity=severity))
    assert line(book, corvid, "open_cases").reading == reading


@pytest.mark.parametrize(
    ("kind", "direction"),
    [
        (TouchKind.GIFT, Direction.TWO_WAY),
        (TouchKind.NEWSLETTER, Direction.TWO_WAY),
        (TouchKind.CALL, Direction.OUTBOUND),
    ],
)
def test_only_a_real_two_way_touch_resets_the_cadence(
    book: Book, corvid: AccountId, kind: TouchKind, direction: Direction
) -> None:
    put(book, touch(corvid, ago(30)), touch(corvid, ago(1), direction, kind=kind))
    assert read(book, corvid, "touch_cadence") == (30, 50)


def test_a_cadence_is_that_of_the_touch_model(book: Book) -> None:
    for model, worth in ((TouchModel.HIGH, 0), (TouchModel.LOW, 50), (TouchModel.TECH, 100), (None, 50)):
        account = add_account(book, f"Account {model}", touch_model=model)
        put(book, touch(account, ago(90)))
        assert line(book, account, "touch_cadence").sub_score == worth


def test_an_executive_must_have_been_in_the_room(book: Book, corvid: AccountId) -> None:
    boss, other = person(corvid, "Boss", Role.EXECUTIVE), person(corvid, "Other", Role.USER)
    put(
        book,
        boss,
        other,
        touch(corvid, ago(60), contacts=(other.id, boss.id)),
        touch(corvid, ago(1), contacts=(other.id,)),
    )
    assert line(book, corvid, "executive_contact").reading == 60


def test_an_executive_is_not_expected_where_touch_is_by_technology(book: Book) -> None:
    account = add_account(book, "Tech", touch_model=TouchModel.TECH)
    assert line(book, account, "executive_contact").state is LineState.NOT_APPLICABLE
    assert line(book, account, "executive_use").state is LineState.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("kind", "score", "scale", "reading"),
    [
        (SurveyKind.NPS, 7.0, (None, None), 0.7),
        (SurveyKind.CSAT, 5.0, (1.0, 5.0), 1.0),
        (SurveyKind.ONBOARDING, 2.0, (1.0, 5.0), 0.25),
        (SurveyKind.NPS, 70.0, (0.0, 100.0), 0.7),
    ],
)
def test_an_answer_is_read_on_its_scale(
    book: Book, corvid: AccountId, kind: SurveyKind, score: float, scale: tuple[float, float], reading: float
) -> None:
    low, high = scale
    put(
        book,
        survey(
            corvid,
            kind=kind,
            answered_on=ago(3),
            score=score,
            scale_min=low,
            scale_max=high,
        ),
    )
    assert line(book, corvid, "last_answer").reading == pytest.approx(reading)


def test_an_answer_without_a_known_scale_is_not_read(book: Book, corvid: AccountId) -> None:
    put(book, survey(corvid, kind=SurveyKind.CSAT, answered_on=ago(3), score=4.0))
    assert line(book, corvid, "last_answer").state is LineState.ABSENT


@pytest.mark.parametrize("scale", [(10.0, 10.0), (10.0, None), (12.0, None)])
def test_an_answer_on_a_scale_of_no_length_is_not_read(
    book: Book, corvid: AccountId, scale: tuple[float, float | None]
) -> None:
    low, high = scale
    put(
        book,
        survey(corvid, kind=SurveyKind.NPS, answered_on=ago(3), score=10.0, scale_min=low, scale_max=high),
    )
    assert line(book, corvid, "last_answer").state is LineState.ABSENT


def test_people_are_given_a_fortnight_to_answer(book: Book, corvid: AccountId) -> None:
    put(book, survey(corvid, sent_on=ago(60), answered_on=ago(50), score=9.0))
    put(book, survey(corvid, sent_on=ago(13)))
    assert line(book, corvid, "response").reading == 1
    assert line(book, corvid, "response", ago(-1)).reading == 0


def test_the_first_answer_to_a_survey_does_not_end_the_fortnight_of_the_others(
    book: Book, corvid: AccountId
) -> None:
    put(book, survey(corvid, sent_on=ago(60), answered_on=ago(50), score=9.0))
    put(book, survey(corvid, sent_on=ago(13), answered_on=ago(12), score=9.0))
    put(book, *[survey(corvid, sent_on=ago(13)) for _ in range(3)])
    assert line(book, corvid, "response").reading == 1
    assert line(book, corvid, "response").observed_on == ago(60)
    assert line(book, corvid, "response", ago(-1)).reading == 0.25
    put(book, survey(corvid, sent_on=ago(5), answered_on=ago(4), score=9.0))
    assert line(book, corvid, "response").observed_on == ago(5), "all have answered"


def test_licences_fall_back_to_what_was_sold(book: Book, corvid: AccountId) -> None:
    product, sub, step = contract(corvid, ago(100), (ago(100), 1_000_000))
    put(book, product, sub, replace(step, quantity=Decimal(120)), usage(corvid, ACTIVE_USERS, ago(2), 60.0))
    assert line(book, corvid, "active_users").reading == 0.5


def test_a_failed_payment_counts_until_it_is_made_good(book: Book, corvid: AccountId) -> None:
    put(book, invoice(corvid, ago(20), ago(5), failed_on=ago(19)))
    assert line(book, corvid, "payment", ago(6)).reading == 1
    assert line(book, corvid, "payment").reading == 0


def test_an_opt_out_counts_once_however_it_was_noted(book: Book, corvid: AccountId) -> None:
    joe = person(corvid, "Joe", opted_out_on=ago(5))
    put(
        book,
        joe,
        signal(corvid, SignalKind.OPT_OUT, ago(5), joe.id),
        signal(corvid, SignalKind.BOUNCE, ago(3)),
    )
    assert line(book, corvid, "consent").reading == 2


def test_fewer_calls_for_help_are_good(book: Book, corvid: AccountId) -> None:
    put(book, *(touch(corvid, ago(n), Direction.INBOUND) for n in (10, 100, 110, 120, 130)))
    assert read(book, corvid, "reactive_touches") == (0.25, 100)


def test_a_table_that_came_by_file_speaks_only_up_to_its_last_day(book: Book, corvid: AccountId) -> None:
    put(book, ticket(corvid, ago(30), severity=3), ticket(corvid, ago(25), ago(24)))
    put(
        book,
        Arrival(
            id=new_id(),
            file="t.xlsx",
            tab="Tickets",
            sha256="",
            on=ago(20),
            nouns="tickets",
            complete_through=ago(20),
        ),
    )
    found = line(book, corvid, "open_cases")
    assert (found.reading, found.observed_on, found.age_days) == (10, ago(20), 20)
    assert line(book, corvid, "case_frequency").reading == 2
    assert line(book, corvid, "open_cases", ago(-26)).state is LineState.EXPIRED
