"""Health scores the customers of a day, and one account as the whole book."""

from dataclasses import replace
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status, TouchModel
from csdesk.domain.contacts import Role
from csdesk.domain.errors import FieldRefused, NoSuchAccount, PeriodBackwards
from csdesk.domain.health.bands import Band
from csdesk.domain.health.receipt import HAPPY_NOT_ACHIEVING, LineState
from csdesk.domain.health.score import State
from csdesk.domain.health.scorecard import FOUNDERS_FOUR
from csdesk.domain.ids import AccountId
from csdesk.domain.overrides import Override
from csdesk.domain.risks import RiskCause
from csdesk.domain.signals import SignalKind
from csdesk.domain.touches import Direction
from csdesk.domain.usage import KEY_FEATURE
from csdesk.services.book.editing import add_row
from csdesk.services.health.health import history, numbers_of, receipts, score_of, scores, weekly
from csdesk.store.book import Book
from tests.services.health_books import (
    DAY,
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
    receipt,
    risk,
    signal,
    survey,
    ticket,
    touch,
    usage,
    use,
)

# What must come out right


def test_the_same_contract_after_five_years_scores_lower_than_one_that_doubled(book: Book) -> None:
    same, doubled = add_account(book, "Same"), add_account(book, "Doubled")
    began = date(2020, 11, 1)
    put(book, *contract(same, began, (began, 1_000_000)))
    put(book, *contract(doubled, began, (began, 1_000_000), (date(2023, 11, 1), 2_000_000)))
    for account in (same, doubled):
        put(book, *use(account, now=50, before=50), touch(account, ago(3)))
    assert (line(book, same, "growth").reading, line(book, doubled, "growth").reading) == (1, 2)
    found = scores(book, as_of=DAY)
    low, high = found[same].score, found[doubled].score
    assert low is not None
    assert high is not None
    assert low < high


def test_many_tickets_closed_fast_are_not_punished_and_a_severe_one_open_for_weeks_is(book: Book) -> None:
    busy, stuck = add_account(book, "Busy"), add_account(book, "Stuck")
    put(book, *(ticket(busy, ago(n), ago(n - 1), severity=2) for n in range(2, 10)))
    put(book, ticket(stuck, ago(25), severity=1))
    for account in (busy, stuck):
        put(book, *use(account, now=50, before=50), touch(account, ago(3)))
    assert line(book, busy, "open_cases").sub_score == 100
    assert line(book, stuck, "open_cases").sub_score == 0
    found = scores(book, as_of=DAY)
    assert found[busy].band is Band.HEALTHY
    assert (found[busy].tenths or 0) > (found[stuck].tenths or 0)


def test_going_quiet_against_the_own_past_counts_though_the_level_is_fine(book: Book) -> None:
    steady, quiet = add_account(book, "Steady"), add_account(book, "Quiet")
    put(book, *use(steady, now=50, before=50), touch(steady, ago(3)))
    put(book, *use(quiet, now=50, before=100), touch(quiet, ago(3)))
    assert line(book, quiet, "key_feature").reading == 0.5
    assert line(book, quiet, "key_feature").sub_score == 0
    found = scores(book, as_of=DAY)
    assert (found[quiet].tenths or 0) < (found[steady].tenths or 0)


def test_the_last_30_days_of_a_trend_are_30_and_those_before_90(book: Book, corvid: AccountId) -> None:
    days = {0: 10, 29: 30, 30: 40, 119: 40, 120: 900}
    put(book, *(usage(corvid, KEY_FEATURE, ago(n), value) for n, value in days.items()))
    found = line(book, corvid, "key_feature")
    assert (found.reading, len(found.rows)) == (0.5, 4)


def test_a_demanding_customer_who_reaches_its_outcome_is_healthy(book: Book, corvid: AccountId) -> None:
    put(book, *objective(corvid, 80), signal(corvid, SignalKind.VALUE_CONFIRMED, ago(10)))
    put(book, *(ticket(corvid, ago(n * 2), severity=3) for n in range(1, 13)))
    put(
        book,
        *(touch(corvid, ago(n), Direction.INBOUND) for n in range(1, 30)),
        touch(corvid, ago(120), Direction.INBOUND),
    )
    put(book, touch(corvid, ago(2)), survey(corvid, answered_on=ago(9), score=6.0))
    assert receipt(book, corvid).score.band is Band.HEALTHY


def test_a_happy_customer_that_does_not_reach_its_outcome_is_flagged(book: Book, corvid: AccountId) -> None:
    put(book, *objective(corvid, 5), survey(corvid, answered_on=ago(9), score=10.0))
    assert receipt(book, corvid).flags == (HAPPY_NOT_ACHIEVING,)


def test_without_any_usage_there_is_a_score_and_it_says_what_is_absent(book: Book, corvid: AccountId) -> None:
    put(
        book,
        *objective(corvid, 50),
        touch(corvid, ago(3)),
        ticket(corvid, ago(9), ago(8)),
        invoice(corvid, ago(20), ago(22)),
    )
    found = receipt(book, corvid)
    assert found.score.state is State.SCORED
    absent = [x.measure.name for x in found.of(LineState.ABSENT)]
    assert "Active users of licences" in absent
    assert "Key-feature use, trend" in absent


def test_a_sheet_of_names_and_touches_alone_is_not_scored_and_shows_your_judgement(book: Book) -> None:
    account = add_account(book, "Corvid", judgement=2, judged_on=ago(1))
    put(book, touch(account, ago(3)))
    score = receipt(book, account).score
    assert (score.state, score.score, score.band, score.yours) == (State.NOT_SCORED, None, None, Band.AT_RISK)
    assert score.coverage == 6 / 103


def test_a_judgement_stays_outside_the_score(book: Book) -> None:
    low, high = add_account(book, "Low", judgement=1), add_account(book, "High", judgement=5)
    for account in (low, high):
        put(book, *use(account, now=50, before=50), touch(account, ago(3)))
    found = scores(book, as_of=DAY)
    assert found[low].tenths == found[high].tenths
    assert found[low].yours is None


# Who is scored, and since when


def test_onboarding_lasts_until_the_first_two_way_touch(book: Book) -> None:
    account = add_account(book, "New", signed_on=ago(30))
    put(book, *use(account, now=50, before=50), touch(account, ago(2)))
    assert receipt(book, account, ago(3)).score.state is State.ONBOARDING
    assert receipt(book, account, ago(2)).score.state is State.SCORED


def test_onboarding_ends_ninety_days_after_the_start(book: Book) -> None:
    account = add_account(book, "New", signed_on=ago(90))
    put(book, *use(account, now=50, before=50), *objective(account, 50))
    assert receipt(book, account, ago(1)).score.state is State.ONBOARDING
    assert receipt(book, account).score.state is State.SCORED


def test_a_start_set_by_hand_stands_before_touches_and_not_before_go_live(book: Book) -> None:
    account = add_account(book, "New", signed_on=ago(60), score_from=ago(10))
    put(
        book, *objective(account, 50, on=ago(30)), touch(account, ago(40)), invoice(account, ago(45), ago(45))
    )
    assert receipt(book, account, ago(11)).score.state is State.ONBOARDING
    put(book, milestone(account, None, ago(12), "Go-live"))
    assert receipt(book, account, ago(11)).score.state is State.SCORED


def test_without_any_start_an_account_is_scored_at_once(book: Book, corvid: AccountId) -> None:
    put(book, *use(corvid, now=50, before=50), *objective(corvid, 50))
    assert receipt(book, corvid).score.state is State.SCORED


def test_a_lost_account_has_its_scores_until_it_was_lost(book: Book) -> None:
    account = add_account(book, "Gone", status=Status.LOST, lost_on=ago(10))
    add_account(book, "Perhaps", status=Status.PROSPECT)
    assert list(scores(book, as_of=ago(11))) == [account]
    assert list(scores(book, as_of=ago(10))) == []
    assert score_of(book, account, as_of=DAY) is None


def test_an_account_that_is_not_there_is_refused(book: Book) -> None:
    with pytest.raises(NoSuchAccount):
        score_of(book, AccountId("nobody"), as_of=DAY)


def test_an_open_risk_takes_its_points_until_it_is_closed(book: Book, corvid: AccountId) -> None:
    put(book, *use(corvid, now=50, before=50), *objective(corvid, 50))
    put(
        book,
        risk(
            corvid,
            RiskCause.TICKET_SURGE,
            ago(6),
            closed_on=DAY,
            clears_when="all closed",
        ),
    )
    held, over = receipt(book, corvid, ago(1)).score, receipt(book, corvid).score
    assert [(m.name, m.tenths, m.clears_when) for m in held.modifiers] == [
        ("Open risk: ticket surge", -60, "all closed")
    ]
    assert held.tenths == (held.without_tenths or 0) - 60
    assert over.modifiers == ()


# The whole book and one account agree


def full(book: Book) -> list[AccountId]:
    found = [add_account(book, f"Account {n}", touch_model=m) for n, m in enumerate((*TouchModel, None))]
    for n, account in enumerate(found):
        put(
            book,
            *use(account, now=40 + n, before=50),
            *objective(account, 20 * n + 10),
            touch(account, ago(9 * n + 1)),
        )
        put(book, ticket(account, ago(5 * n + 1), severity=n + 1), invoice(account, ago(15 * n), None))
        put(book, person(account, "Joe", Role.SPONSOR, Role.EXECUTIVE), person(account, "Ann"))
    return found


def test_a_receipt_shows_what_the_whole_book_shows(book: Book) -> None:
    accounts = full(book)
    found, every = scores(book, as_of=DAY), receipts(book, as_of=DAY)
    assert list(found) == accounts
    for account, shown in zip(accounts, every, strict=True):
        alone = receipt(book, account)
        assert alone.score == shown.score == found[account]
        assert [replace(x, rows=()) for x in alone.lines] == list(shown.lines)


def test_every_fresh_line_of_an_account_names_its_rows(book: Book, corvid: AccountId) -> None:
    put(
        book,
        *use(corvid, now=50, before=50),
        *objective(corvid, 10),
        touch(corvid, ago(1)),
        ticket(corvid, ago(3)),
    )
    rows = {x.measure.key: x.rows for x in receipt(book, corvid).lines if x.state is LineState.FRESH}
    assert [len(rows[k]) for k in ("active_users", "key_feature", "objective_progress", "open_cases")] == [
        2,
        12,
        1,
        1,
    ]
    assert all(row.startswith("usage/") for row in rows["active_users"])
    assert rows["touch_cadence"][0].startswith("touches/")


def test_a_history_has_a_score_for_every_week_and_gaps_where_there_was_none(book: Book) -> None:
    account = add_account(book, "New", signed_on=ago(28))
    put(
        book, *objective(account, 50, on=ago(30)), touch(account, ago(14)), invoice(account, ago(45), ago(45))
    )
    weeks = numbers_of(weekly(book, as_of=DAY, weeks=4))[account]
    assert [w is None for w in weeks] == [True, False, False, False]
    one = history(book, account, as_of=DAY, weeks=4)
    assert [day for day, _ in one] == [ago(21), ago(14), ago(7), DAY]
    assert [s and s.score and float(s.score) for _, s in one] == list(weeks)


def test_another_scorecard_scores_by_its_own_measures(book: Book, corvid: AccountId) -> None:
    put(book, touch(corvid, ago(3)), *use(corvid, now=50, before=50))
    shown = score_of(book, corvid, as_of=DAY, card=FOUNDERS_FOUR)
    assert shown is not None
    assert {x.measure.key for x in shown.lines} == {"active_users", "growth", "open_cases", "touch_cadence"}
    assert shown.score.fresh_weight == 50


def test_accounts_that_say_the_same_score_the_same(book: Book) -> None:
    one, two = add_account(book, "One"), add_account(book, "Two")
    for account in (one, two):
        put(book, *use(account, now=50, before=60), touch(account, ago(3)))
    found = scores(book, as_of=DAY)
    assert found[one].tenths == found[two].tenths
    assert book.find(Account, one) is not None


# A person's score


def by_hand(account: AccountId, score: int, until: date) -> Override:
    return Override(
        id=new_id(), account=account, score=score, reason="Their new sponsor signed off", set_by="Mary",
        set_on=ago(10), expires_on=until,
    )  # fmt: skip


def test_a_score_set_by_hand_is_a_line_of_the_receipt_and_reverts_by_itself(
    book: Book, corvid: AccountId
) -> None:
    put(
        book,
        touch(corvid, ago(3)),
        person(corvid, "Ana", Role.SPONSOR),
        ticket(corvid, ago(40)),
        survey(corvid, score=9.0, sent_on=ago(21), answered_on=ago(20)),
    )
    put(book, risk(corvid, RiskCause.TICKET_SURGE, ago(5)))
    computed = receipt(book, corvid).score
    assert computed.tenths is not None
    put(book, by_hand(corvid, 85, ago(-5)))
    found = receipt(book, corvid)
    assert (found.score.tenths, found.score.band) == (850, Band.HEALTHY)
    assert found.score.without_modifiers == computed.without_modifiers
    line = found.score.modifiers[-1]
    assert (line.name, line.since) == ("Set by Mary", ago(10).isoformat())
    assert line.tenths == 850 - computed.tenths
    assert line.clears_when is not None
    assert "Their new sponsor signed off" in line.clears_when
    assert sum(m.tenths for m in found.score.modifiers) + (found.score.without_tenths or 0) == 850
    for day, score in ((ago(-5), 85), (ago(-6), None), (ago(11), None)):
        shown = receipt(book, corvid, day).score
        assert (shown.tenths == 850) is (score == 85), day


def test_a_score_set_by_hand_is_within_0_and_100_and_has_an_end_after_its_day(
    book: Book, corvid: AccountId
) -> None:
    facts = {"account": "Corvid", "reason": "x", "set_on": DAY.isoformat()}
    with pytest.raises(FieldRefused):
        add_row(book, "override", {**facts, "score": "101", "expires_on": DAY.isoformat()}, today=DAY)
    with pytest.raises(PeriodBackwards):
        add_row(book, "override", {**facts, "score": "80", "expires_on": ago(1).isoformat()}, today=DAY)
